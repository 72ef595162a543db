"""Rows that are taken out whole, with all that hangs on them, and put back as they were."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import count
from typing import Any, cast

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import router, transaction
from django.db.models import ForeignKey, Model, QuerySet, UniqueConstraint
from django.db.models.deletion import Collector

from evidence.models import Inquiry, Origin, Original
from evidence.models.history import StaffHistory


def take_out(inquiry: Inquiry, model: type[Model], keys: Collection[int]) -> None:
    """Takes these rows out of their table, with their history and all that would be deleted with them.

    What points to them lets go. Nothing is told of it: a signal of deletion would leave the words in a table of
    history.
    """
    if not keys:
        return
    using = router.db_for_write(model)
    collector = Collector(using=using)
    collector.collect(QuerySet(model, using=using).filter(pk__in=keys))
    gone: dict[type[Model], list[Any]] = {kind: list(rows) for kind, rows in collector.data.items()}
    for rows in collector.fast_deletes:
        gone.setdefault(rows.model, []).extend(rows)
    _let_go(inquiry, collector)
    for kind, instances in list(gone.items()):
        gone.setdefault(LogEntry, []).extend(_records_of(kind, instances))
        if kind in StaffHistory.of:
            kept: QuerySet[Any] = QuerySet(kind.history.model).filter(id__in=[row.pk for row in instances])  # type: ignore[attr-defined]
            gone[kept.model] = list(kept)
    for kind, instances in gone.items():
        _keep_rows(inquiry, instances)
        found: Any = QuerySet(kind, using=using).filter(pk__in=[row.pk for row in instances])
        found._raw_delete(using)  # Django's own way to delete without a signal


def _let_go(inquiry: Inquiry, collector: Collector) -> None:
    """Relations that become empty, each kept to be joined again."""
    for (field, value), collections in collector.field_updates.items():
        for rows in collections:
            keys = [row.pk for row in cast("Iterable[Model]", rows)]
            for key, before in QuerySet(field.model).filter(pk__in=keys).values_list("pk", field.attname):
                keep_value(inquiry, field.model, key, field.attname, before, value)
            QuerySet(field.model).filter(pk__in=keys).update(**{field.attname: value})


def keep_value(inquiry: Inquiry, model: type[Model], key: int, column: str, before: Any, shown: Any) -> None:
    """Remembers a value that is about to change; one that has been changed before keeps its first original."""
    kept, created = Original.objects.get_or_create(
        table=model._meta.label_lower,
        key=key,
        column=column,
        defaults={"inquiry": inquiry, "value": before, "shown": shown},
    )
    if not created:
        kept.shown = shown
        kept.save(update_fields=["shown"])


class _Exact(DjangoJSONEncoder):
    """Moments to the microsecond, as they were stored: Django's own are cut to the millisecond."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _keep_rows(inquiry: Inquiry, instances: Iterable[Model]) -> None:
    Original.objects.bulk_create(
        Original(inquiry=inquiry, table=row["model"], key=row["pk"], value=row)
        for row in json.loads(serializers.serialize("json", instances, cls=_Exact))
    )


def _records_of(kind: type[Model], instances: Iterable[Model]) -> QuerySet[LogEntry]:
    """What the admin has recorded of these rows: it repeats their words."""
    about = ContentType.objects.get_for_model(kind)
    return LogEntry.objects.filter(content_type=about, object_id__in=[str(row.pk) for row in instances])


def put_back(originals: Iterable[Original]) -> None:
    """Puts rows back under their keys, as far as what they belong to is still there.

    A rule's row gives way to one that linking has put in its place since; staff's row takes its place again.
    """
    rows: dict[type[Model], list[Original]] = defaultdict(list)
    for original in originals:
        rows[apps.get_model(original.table)].append(original)
    for model in _parents_first(rows):
        for original in sorted(rows[model], key=lambda one: one.key):
            for row in serializers.deserialize("python", [original.value]):
                if _fits(row.object):
                    row.save()


def _parents_first(rows: Collection[type[Model]]) -> list[type[Model]]:
    """What others point to comes before them."""
    ordered: list[type[Model]] = []
    waiting = list(rows)
    while waiting:
        ready = [
            model
            for model in waiting
            if not any(
                isinstance(field, ForeignKey) and field.related_model in waiting and field.related_model is not model
                for field in model._meta.concrete_fields
            )
        ]
        ordered += ready or waiting
        waiting = [model for model in waiting if model not in ordered]
    return ordered


def _fits(row: Model) -> bool:
    """Whether a row can stand again: what it must belong to is there, and nobody has taken its place."""
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname)
        if not isinstance(field, ForeignKey) or key is None or field.related_model is type(row):
            continue
        if not QuerySet(field.related_model).filter(pk=key).exists():
            if not field.null:
                return False
            setattr(row, field.attname, None)
    others = [other for names in _unique(type(row)) if (other := _same(row, names)) is not None]
    if not others:
        return True
    if getattr(row, "origin", None) != Origin.STAFF:
        return False
    if any(getattr(other, "origin", None) != Origin.RULE for other in others):
        return False
    with transaction.atomic():
        for other in others:
            other.delete()
    return True


def make_room(model: type[Model], key: int, column: str, value: Any) -> None:
    """Before a value is put back that no two rows may have: one that has come by it meanwhile gets a number behind it.

    Staff see both, and merge them if they are one.
    """
    together = [names for names in _unique(model) if column in names]
    row = QuerySet(model).filter(pk=key).first() if together else None
    if row is None:
        return
    setattr(row, column, value)
    for names in together:
        if (other := _same(row, names)) is not None:
            QuerySet(model).filter(pk=other.pk).update(**{column: _numbered(other, names, column)})


def _numbered(row: Any, names: tuple[str, ...], column: str) -> str:
    before, longest = getattr(row, column), row._meta.get_field(column).max_length
    for number in count(2):
        ending = f"{'-' if column == 'slug' else ' '}{number}"
        setattr(row, column, f"{before[: longest - len(ending)]}{ending}")
        if _same(row, names) is None:
            break
    return str(getattr(row, column))


def _unique(model: type[Model]) -> list[tuple[str, ...]]:
    constraints = [tuple(one.fields) for one in model._meta.constraints if isinstance(one, UniqueConstraint)]
    single = [(field.name,) for field in model._meta.concrete_fields if field.unique and not field.primary_key]
    return [*constraints, *single]


def _same(row: Model, names: tuple[str, ...]) -> Any:
    values = {name: getattr(row, row._meta.get_field(name).attname) for name in names}  # type: ignore[union-attr]
    same = {row._meta.get_field(name).attname: value for name, value in values.items()}  # type: ignore[union-attr]
    return QuerySet(type(row)).filter(**same).exclude(pk=row.pk).first()
