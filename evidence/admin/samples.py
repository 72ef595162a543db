"""Rows that merging or splitting would move, each in its context and with the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.text import Truncator

from evidence.admin.desk.contexts import in_context
from evidence.models import Annotation, Citation, Mention, Organisation, Quotation, Role, Speech

SHOWN = 5  # of each noun
_AROUND = 80
_RELATED: dict[type[Model], tuple[str, ...]] = {
    Annotation: ("paragraph__page__report", "paragraph__report"),
    Citation: ("footnote__page__report", "footnote__report"),
    Mention: ("paragraph__page__report", "paragraph__report"),
    Quotation: ("paragraph__page__report", "paragraph__report"),
    Role: ("organisation", "witness"),
    Speech: ("hearing",),
}


@dataclass(frozen=True)
class Sample:
    """One row: its words, marked where they stand among others, and its place; a role or an alias has none."""

    row: Any
    words: str
    place: str = ""
    url: str = ""


def samples(rows: QuerySet[Any], number: int = SHOWN) -> list[Sample]:
    """The first of the rows."""
    return [_of(row) for row in rows.select_related(*_RELATED.get(rows.model, ())).order_by("pk")[:number]]


def _of(row: Any) -> Sample:
    if isinstance(row, Citation):
        note = row.footnote
        return Sample(row, in_context(note.text, row.start, row.end, _AROUND), str(note), note.get_absolute_url())
    if isinstance(row, Mention | Quotation):
        words = in_context(row.paragraph.text, row.start, row.end, _AROUND)
        return Sample(row, words, str(row.paragraph), row.paragraph.get_absolute_url())
    if isinstance(row, Speech):
        said = f"{row.speaker_as_printed} {Truncator(row.text).chars(2 * _AROUND)}"
        return Sample(row, said, str(row.hearing), row.get_absolute_url())
    if isinstance(row, Annotation):
        return Sample(row, Truncator(row.body).chars(2 * _AROUND), str(row.paragraph), row.paragraph.get_absolute_url())
    if isinstance(row, Organisation):
        return Sample(row, row.name, "its page", row.get_absolute_url())
    if isinstance(row, Role):
        return Sample(row, f"{row}: {row.witness}")
    return Sample(row, str(row))
