"""Copies of withheld words beside the text: names, reasons, problems, addresses, and what the admin has recorded."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, QuerySet, UniqueConstraint
from django.db.models.functions import Cast, Length

from evidence.models import MASK, Annotation, ImportProblem, Inquiry, Original, Paragraph, Section, Source, Tag, Witness
from evidence.withholding.columns import ADDRESSES, COPIES, SLICES, Column, columns, rows_of
from evidence.withholding.places import Hidden
from evidence.withholding.reports import tells, without_words
from evidence.withholding.taking_out import keep_value
from evidence.withholding.words import HiddenWords, masked, with_masks

WITHHELD_NAME = MASK * 8
NEUTRAL = "withheld"
_OF_SITE: frozenset[Any] = frozenset((Tag,))
_OF_A_PERSON = {"name": WITHHELD_NAME, "honorific": ""}
_OF_A_SOURCE = {"reference": WITHHELD_NAME, "title": "", "key": "", "url": "", "date": ""}


def mask_copies(inquiry: Inquiry, hidden: Hidden, words: HiddenWords) -> None:
    """Masks every copy that says more than the printed text now shows."""
    _mask_entries(inquiry, hidden)
    for column in columns(COPIES):
        if column.model is not ImportProblem:
            _mask_column(inquiry, column, words)
    _mask_problems(inquiry, words)
    _mask_kept_slices(inquiry, words)
    for of_rows, of_gone in _recorded(inquiry):
        _mask_records(inquiry, of_rows, words)
        _mask_records(inquiry, of_gone, words)
    for column in columns(ADDRESSES):
        _mask_addresses(inquiry, column, words)


def _mask_entries(inquiry: Inquiry, hidden: Hidden) -> None:
    for model, keys, values in ((Witness, hidden.witnesses, _OF_A_PERSON), (Source, hidden.sources, _OF_A_SOURCE)):
        rows: QuerySet[Any] = QuerySet(model).filter(pk__in=keys)
        for row in rows:
            for name, value in values.items():
                _change(inquiry, row, name, value)


def _mask_column(inquiry: Inquiry, column: Column, words: HiddenWords) -> None:
    filled = column.rows(inquiry).exclude(**{column.name: ""})
    longest = column.model._meta.get_field(column.name).max_length  # type: ignore[union-attr]
    found = {
        key: shown
        for key, value in filled.values_list("pk", column.name).iterator()
        if (shown := _masked(value, words, longest)) != value
    }
    rows: QuerySet[Any] = QuerySet(column.model).filter(pk__in=found)
    for row in rows:
        _change(inquiry, row, column.name, found[row.pk])


def _mask_kept_slices(inquiry: Inquiry, words: HiddenWords) -> None:
    """What the history keeps of the words around an annotation: cut in the midst of a word, and never cut again."""
    texts = Original.objects.filter(inquiry=inquiry, table=Paragraph._meta.label_lower, column="text")
    for record in Annotation.history.filter(paragraph_id__in=list(texts.values_list("key", flat=True))):
        for name in SLICES["annotation"]:
            value = getattr(record, name)
            if MASK in value or tells(value, words, is_near=True):
                _change(inquiry, record, name, masked(value))


def _mask_problems(inquiry: Inquiry, words: HiddenWords) -> None:
    """What the last import said: of all copies the one that quotes a file."""
    names = [column.name for column in columns(COPIES) if column.model is ImportProblem]
    rows = rows_of(ImportProblem, inquiry)
    found = {
        values["pk"]: {name: shown[name] for name in names if shown[name] != values[name]}
        for values in rows.values("pk", *names).iterator()
        if (shown := without_words(values, words)) != values
    }
    for row in rows.filter(pk__in=found):
        for name, value in found[row.pk].items():
            _change(inquiry, row, name, value)


def _masked(value: Any, words: HiddenWords, longest: int | None = None) -> Any:
    """A text, or what holds texts somewhere, without the withheld words; one that is as long as can be was cut."""
    if isinstance(value, list):
        return [_masked(part, words) for part in value]
    if isinstance(value, dict):
        return {name: _masked(part, words) for name, part in value.items()}
    if not isinstance(value, str):
        return value
    return with_masks(value, words.spans_in(value, is_cut=longest is not None and len(value) >= longest))


def _mask_records(inquiry: Inquiry, recorded: QuerySet[LogEntry], words: HiddenWords) -> None:
    """What the admin has recorded: how a row was called, cut where that was long, and what was done to it."""

    @cache  # the admin says the same of most rows
    def called(name: str) -> str:
        return with_masks(name, words.spans_in(name, is_cut=True))

    @cache
    def said(message: str) -> str:
        return _masked_message(message, words)

    found = {
        key: (called(name), said(message))
        for key, name, message in recorded.values_list("pk", "object_repr", "change_message").iterator()
        if called(name) != name or said(message) != message
    }
    for entry in LogEntry.objects.filter(pk__in=found):
        name, message = found[entry.pk]
        _change(inquiry, entry, "object_repr", name)
        _change(inquiry, entry, "change_message", message)


def _masked_message(message: str, words: HiddenWords) -> str:
    """Django writes its own messages as JSON, in which a letter with an accent is a number."""
    try:
        said = json.loads(message)
    except json.JSONDecodeError:
        said = message
    if isinstance(said, str):
        return with_masks(message, words.spans_in(message))
    shown = _masked(said, words)
    return message if shown == said else json.dumps(shown)


def _change(inquiry: Inquiry, row: Model, name: str, value: Any) -> None:
    before = getattr(row, name)
    if before == value:
        return
    value = _unique(row, name, value)
    keep_value(inquiry, type(row), row.pk, name, before, value)
    QuerySet(type(row)).filter(pk=row.pk).update(**{name: value})


def _unique(row: Any, name: str, value: Any) -> Any:
    """The value, with a number where another row of a column that allows none alike has it."""
    column = row._meta.get_field(name)
    alone = [(name,)] if column.unique else []
    constraints = [
        one.fields for one in row._meta.constraints if isinstance(one, UniqueConstraint) and name in one.fields
    ]
    numbered, number = value, 1
    for fields in (*alone, *constraints):
        same = {field: getattr(row, field) for field in fields if field != name}
        while QuerySet(type(row)).filter(**same, **{name: numbered}).exclude(pk=row.pk).exists():
            number += 1
            ending = f" {number}"
            numbered = f"{value[: (column.max_length or len(value)) - len(ending)]}{ending}"
    return numbered


def mask_tags_elsewhere(inquiry: Inquiry, words: Callable[[Inquiry], HiddenWords]) -> None:
    """Tags are the site's, and so are records of rows that are gone: what one puts back, another may withhold."""
    for other in Inquiry.objects.filter(redactions__lifted_at=None, redactions__isnull=False).distinct():
        if other.pk != inquiry.pk:
            theirs = words(other)
            _mask_tags(other, theirs)
            for _, gone in _recorded(other):
                _mask_records(other, gone, theirs)


def _mask_tags(inquiry: Inquiry, words: HiddenWords) -> None:
    for column in columns(COPIES):
        if not _OF_SITE.isdisjoint((column.model, getattr(column.model, "instance_type", None))):
            _mask_column(inquiry, column, words)
    for column in columns(ADDRESSES):
        if column.model in _OF_SITE:
            _mask_addresses(inquiry, column, words)


def _recorded(inquiry: Inquiry) -> Iterator[tuple[QuerySet[LogEntry], QuerySet[LogEntry]]]:
    """What the admin has recorded of the rows of an inquiry, and of rows that are gone, whose nobody can tell."""
    models = {column.model for column in (*columns(COPIES), *columns(ADDRESSES))}
    for model in sorted(models, key=lambda model: model._meta.label):
        about = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
        if about.exists():
            of_rows = about.filter(object_id__in=_as_text(rows_of(model, inquiry)))
            yield of_rows, about.exclude(object_id__in=_as_text(QuerySet(model)))


def _as_text(rows: QuerySet[Any]) -> Any:
    return rows.order_by().annotate(as_text=Cast("pk", CharField())).values("as_text")


def _mask_addresses(inquiry: Inquiry, column: Column, words: HiddenWords) -> None:
    """Rows whose name is hidden, or whose address tells hidden words, get a neutral address."""
    name = next((name for name in ("name", "reference", "title") if hasattr(column.model, name)), "")
    pages: dict[tuple[int, str], str] = {}  # of each page whose address changes: what its sub-headings begin with
    rows = column.rows(inquiry).order_by(Length(column.name), "pk")
    for row in rows.iterator():
        address = getattr(row, column.name)
        page, _, tail = address.partition("/") if isinstance(row, Section) else (address, "", "")
        own = tail or page
        new = _neutral(column) if _tells(row, name, own, words) else own
        if isinstance(row, Section) and tail:
            new = f"{pages.get((row.report_id, page), page)}/{new}"
        elif isinstance(row, Section) and new != own:
            pages[row.report_id, page] = new
        if new != address:
            _change(inquiry, row, column.name, new)


def _tells(row: Any, name: str, address: str, words: HiddenWords) -> bool:
    hides = bool(name) and MASK in getattr(row, name)
    return hides or bool(words.spans_in(address))


def _neutral(column: Column) -> str:
    """An address that says nothing, and that nothing else has."""
    number = Original.objects.filter(column=column.name).count() + 1
    while column.model._default_manager.filter(**{f"{column.name}__endswith": f"{NEUTRAL}-{number}"}).exists():
        number += 1
    return f"{NEUTRAL}-{number}"
