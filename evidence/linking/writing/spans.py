"""Derived spans → rows: what differs from the last linking is written, and staff's decisions stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from evidence.models import Inquiry, Mention, Origin, Quotation
from evidence.models.batches import Batch, Tally

S = TypeVar("S", Mention, Quotation)


class SpanWriter(Generic[S]):
    """The mentions, or the quotations, of one inquiry's paragraphs."""

    def __init__(self, model: type[S], inquiry: Inquiry, tally: Tally) -> None:
        self.batch: Batch[S] = Batch(model, tally)
        self.derived: dict[int, dict[tuple[int, int], S]] = defaultdict(dict)
        self.staff: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for row in model._default_manager.filter(paragraph__report__inquiry=inquiry):
            if row.origin == Origin.STAFF:
                self.staff[row.paragraph_id].append((row.start, row.end))
            else:
                self.derived[row.paragraph_id][row.start, row.end] = row

    def put(self, paragraph: int, spans: Iterable[dict[str, Any]]) -> None:
        """The spans of one paragraph, each with ``start`` and ``end``; what staff have decided on is left out."""
        held = self.derived.get(paragraph, {})
        decided = self.staff.get(paragraph, ())
        for values in spans:
            start, end = values["start"], values["end"]
            if any(start < other_end and other_start < end for other_start, other_end in decided):
                continue
            row = held.pop((start, end), None)
            if row is None:
                self.batch.add(paragraph_id=paragraph, **values)
            else:
                self.batch.put(row, **values)

    def finish(self) -> None:
        """Writes; derived spans that were not put again go, save what was printed (block quotations)."""
        self.batch.save()
        self.batch.delete(row for rows in self.derived.values() for row in rows.values() if row.origin == Origin.RULE)
