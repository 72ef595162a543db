"""Every column that carries text, and what withholding does to it: the one declaration, which a test holds complete.

A new column with words belongs to one of these. What was printed is masked where a redaction says; a slice is cut
again from the printed text; a copy loses the withheld words that the printed text no longer shows anywhere; an
address is replaced whole. What never repeats printed words says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, JSONField, Model, QuerySet, TextField

from evidence.models import Inquiry

Declared = Mapping[str, tuple[str, ...]]

# of a row: how it is reached from its inquiry
_OF_INQUIRY = {
    "annotation": "paragraph__report__inquiry",
    "citation": "footnote__report__inquiry",
    "crossreference": "paragraph__report__inquiry",
    "deskdecision": "inquiry",
    "footnote": "report__inquiry",
    "hearing": "inquiry",
    "importproblem": "inquiry",
    "mention": "paragraph__report__inquiry",
    "organisation": "inquiry",
    "organisationalias": "organisation__inquiry",
    "paragraph": "report__inquiry",
    "quotation": "paragraph__report__inquiry",
    "quotationcheck": "report__inquiry",
    "role": "witness__inquiry",
    "section": "report__inquiry",
    "source": "inquiry",
    "speech": "hearing__inquiry",
    "subject": "inquiry",
    "subjectalias": "subject__inquiry",
    "tag": "",  # the site's: whichever inquiry withholds the words
    "transcriptpage": "hearing__inquiry",
    "witness": "inquiry",
    "witnessalias": "witness__inquiry",
}

PRINTED: Declared = {
    "footnote": ("text",),
    "hearing": ("title",),
    "paragraph": ("text",),
    "section": ("title",),
    "speech": ("text", "speaker_as_printed"),
    "transcriptpage": ("lines",),
}

SLICES: Declared = {"annotation": ("quote", "prefix", "suffix"), "citation": ("raw",)}

COPIES: Declared = {
    "annotation": ("body",),
    "citation": ("person_as_printed", "reason"),
    "crossreference": ("reason",),
    "deskdecision": ("reason",),
    "hearing": ("file",),
    "importproblem": ("file", "found", "expected", "action"),
    "mention": ("reason",),
    "organisation": ("name", "abbreviation", "kind"),
    "organisationalias": ("name",),
    "quotation": ("speaker_as_printed", "reason"),
    "quotationcheck": ("words", "difference", "reason"),
    "role": ("title",),
    "section": ("file",),
    "source": ("reference", "title", "key", "url"),
    "speech": ("speaker",),
    "subject": ("name",),
    "subjectalias": ("name",),
    "tag": ("name",),
    "witness": ("name", "honorific"),
    "witnessalias": ("name",),
}

ADDRESSES: Declared = {
    "organisation": ("slug",),
    "section": ("slug",),
    "source": ("slug",),
    "subject": ("slug",),
    "tag": ("slug",),
    "witness": ("slug",),
}

# why a column never repeats what was printed, or is not masked though it does
NEVER: Mapping[str, Declared] = {
    "names of the publication itself, which nothing withholds": {
        "inquiry": ("title", "short_title", "slug", "publisher", "licence", "source_url", "content_notice"),
        "report": ("title", "slug"),
    },
    "numbers and labels as printed, and the addresses made of them": {
        "citation": ("date", "page_from", "line_from", "page_to", "line_to", "paragraph_from", "paragraph_to"),
        "footnote": ("label", "slug"),
        "footnotemarker": ("label",),
        "hearing": ("session", "slug"),
        "paragraph": ("label", "slug"),
        "section": ("number",),
        "source": ("date",),
    },
    "words of this software: kinds, rules, codes, digests, places": {
        "citation": ("kind", "rule"),
        "crossreference": ("rule",),
        "deskdecision": ("digest",),
        "edition": ("token",),
        "importproblem": ("code", "severity"),
        "importrun": ("counts",),
        "inquiry": ("digest",),
        "mention": ("rule",),
        "paragraph": ("blocks",),
        "quotation": ("rule",),
        "source": ("kind",),
    },
    "the guarded tables, which only guardians read": {
        "original": ("table", "column", "value", "shown", "marks"),
        "redaction": ("words", "reason", "authority", "public_reason", "lifted_because", "needs_a_look"),
    },
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one model."""

    model: type[Model]
    name: str

    def rows(self, inquiry: Inquiry) -> QuerySet[Any]:
        """The rows of an inquiry, all of them: also those that are withdrawn or rejected."""
        return rows_of(self.model, inquiry)


def rows_of(model: type[Model], inquiry: Inquiry) -> QuerySet[Any]:
    """Every row of a model that belongs to an inquiry."""
    rows: QuerySet[Any] = QuerySet(model).order_by()
    path = _OF_INQUIRY[_name(model)]
    return rows.filter(**{path: inquiry}) if path else rows


def columns(declared: Declared) -> Iterator[Column]:
    """The declared columns of every model, and of the tables that keep their history: whose rows are all copies."""
    for model in apps.get_app_config("evidence").get_models():
        if not _is_history(model):
            yield from (Column(model, name) for name in declared.get(_name(model), ()))
        elif declared is COPIES and _name(model) in _OF_INQUIRY:
            yield from (Column(model, name) for name in _of_history(model))


def _of_history(model: type[Model]) -> Iterator[str]:
    """What a record repeats, and why staff changed it: “merged into …”."""
    for group in (PRINTED, SLICES, COPIES, ADDRESSES):
        yield from group.get(_name(model), ())
    if hasattr(model, "history_change_reason"):
        yield "history_change_reason"


def undeclared() -> list[str]:
    """Text columns that are declared nowhere, as ``model.column``; and declarations of columns that are not there."""
    known = [PRINTED, SLICES, COPIES, ADDRESSES, *NEVER.values()]
    declared = [f"{model}.{name}" for group in known for model, names in group.items() for name in names]
    there = [
        f"{_name(model)}.{field.name}"
        for model in apps.get_app_config("evidence").get_models()
        if not _is_history(model)
        for field in model._meta.concrete_fields
        if _carries_text(field)
    ]
    twice = {one for one in declared if declared.count(one) > 1}
    return sorted((set(there) ^ set(declared)) | twice)


def _carries_text(field: Field[Any, Any]) -> bool:
    return isinstance(field, CharField | TextField | JSONField) and not field.choices


def _is_history(model: type[Model]) -> bool:
    return hasattr(model, "instance_type")


def _name(model: type[Model]) -> str:
    """Of a table of history, the name of the model whose history it keeps."""
    return str(getattr(model, "instance_type", model)._meta.model_name)
