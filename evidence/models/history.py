"""What staff have changed, kept row by row: written when a decision is saved, and by nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from textwrap import shorten
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import ForeignKey, Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from simple_history.models import HistoricalRecords

User = AbstractBaseUser | AnonymousUser | None
_REASON = 100  # characters that the package keeps of a reason
BEFORE = "as it was before staff first changed it"
# told by the record itself, or by nobody
_UNTOLD = frozenset(("id", "created", "changed"))


class StaffHistory(HistoricalRecords):  # type: ignore[misc]  # the package tells no types
    """django-simple-history without its signals: ``remembered`` writes the records.

    A listener would run for each row that an import saves, and make Django fetch each row that it deletes.
    """

    of: ClassVar[dict[type[Model], StaffHistory]] = {}

    def finalize(self, sender: type[Model], **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        listeners = ((post_save, self.post_save), (post_delete, self.post_delete), (pre_delete, self.pre_delete))
        for signal, listener in listeners:
            if signal.disconnect(listener, sender=sender):
                self.of[sender] = self

    def m2m_changed(self, *args: Any, **kwargs: Any) -> None:
        """Written with its row, never by itself."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a row before and after."""

    field: str
    before: str
    after: str


@contextmanager
def remembered(row: Any, user: User, why: str = "", *others: Any) -> Iterator[None]:
    """Keeps what is saved inside, to these rows and to what is edited with them: aliases, roles.

    How a row was, if nobody had changed it yet, and how it is, if that differs.
    """
    rows = (row, *others)
    for one in rows:
        keep_first(one)
    before = rows_beside(*rows)
    yield
    for one in rows:
        remember(one, user, why)
    remember_beside(before, user, why, *rows)


def keep_first(row: Any) -> None:
    """The row as it is stored, before staff change it for the first time."""
    if type(row) not in StaffHistory.of or row.pk is None or row.history.exists():
        return
    stored = QuerySet(type(row)).filter(pk=row.pk).first()
    if stored is not None:
        _record_before(stored)


def _record_before(stored: Any) -> None:
    stored._history_user, stored._change_reason = None, BEFORE
    StaffHistory.of[type(stored)].create_historical_record(stored, "+")


def _sign(row: Any, user: User, why: str) -> None:
    """Whole words: half a name could not be found again where it is withheld."""
    row._history_user, row._change_reason = user, shorten(why, _REASON, placeholder=" …")


def remember(row: Any, user: User, why: str = "") -> None:
    """The row as it is now, and who made it so; nothing if it is as it was."""
    kept = StaffHistory.of.get(type(row))
    if kept is None:
        return
    last = row.history.first()
    _sign(row, user, why)
    kept.create_historical_record(row, "~" if last else "+")
    made = row.history.first()
    if last is not None and last.history_type != "-" and not differences(last, made):
        made.delete()


Beside = dict[tuple[type[Model], int], Any]


def tables_beside(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The models whose rows are edited with a row of this one, and by which field they belong to it."""
    for name in getattr(model, "beside", ()):
        relation: Any = model._meta.get_field(name)
        yield relation.related_model, relation.field.name


def rows_beside(*rows: Any) -> Beside:
    """The rows edited with these, as they are stored."""
    found: Beside = {}
    for row in rows:
        for model, field in tables_beside(type(row)):
            if row.pk is not None and model in StaffHistory.of:
                held: QuerySet[Any] = QuerySet(model).filter(**{field: row})
                found |= {(model, one.pk): one for one in held}
    return found


def remember_beside(before: Beside, user: User, why: str, *rows: Any) -> None:
    """What has become of the rows that were beside these, and which have come to them."""
    now = rows_beside(*rows)
    for model in {model for model, _ in before}:
        keys = [key for kind, key in before if kind is model and (kind, key) not in now]
        moved: QuerySet[Any] = QuerySet(model).filter(pk__in=keys)
        now |= {(model, one.pk): one for one in moved}
    for at, was in before.items():
        if (at not in now or _values(was) != _values(now[at])) and not was.history.exists():
            _record_before(was)
        if at not in now:
            _sign(was, user, why)
            StaffHistory.of[at[0]].create_historical_record(was, "-")
    for at, one in now.items():
        if at not in before or _values(before[at]) != _values(one):
            remember(one, user, why)


def _values(row: Any) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def differences(before: Any, after: Any) -> list[Difference]:
    """What two records of one row do not agree about, in words."""
    return Records([after, before]).changes()[0]


class Records:
    """Records of one row, newest first. What they point to is asked for together, however many they are."""

    def __init__(self, records: Sequence[Any]) -> None:
        self.records = records
        self.fields = [field for field in records[0].tracked_fields if field.name not in _UNTOLD] if records else []
        self.many = list(records[0]._history_m2m_fields) if records else []
        self._links = {field.name: self._linked(field) for field in self.many}
        self._names = {field.name: self._named(field) for field in (*self.fields, *self.many)}

    def changes(self) -> list[list[Difference]]:
        """What each record changed; the oldest has none before it that it could differ from."""
        return [list(self._changed(before, after)) for after, before in pairwise(self.records)]

    def _changed(self, before: Any, after: Any) -> Iterator[Difference]:
        for field in self.fields:
            old, new = (getattr(record, field.attname) for record in (before, after))
            if old != new:
                yield Difference(str(field.verbose_name), self._told(field, old), self._told(field, new))
        for field in self.many:
            links: list[Any] = [
                self._links[field.name].get(record.history_id, frozenset()) for record in (before, after)
            ]
            if links[0] != links[1]:
                told = ("; ".join(sorted(self._told(field, key) for key in keys)) for keys in links)
                yield Difference(str(field.verbose_name), *told)

    def _linked(self, field: Any) -> dict[int, set[int]]:
        """By record, the keys of what it was linked to."""
        found: dict[int, set[int]] = defaultdict(set)
        rows = getattr(self.records[0], field.name).model._default_manager
        wanted = rows.filter(history_id__in=[record.history_id for record in self.records])
        for record, key in wanted.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"):
            found[record].add(key)
        return found

    def _named(self, field: Any) -> dict[int, str]:
        """By key, the names of the rows that a field of any of the records points to."""
        if field in self.many:
            keys = set().union(*self._links[field.name].values())
        elif isinstance(field, ForeignKey):
            values = {getattr(record, field.attname) for record in self.records}
            keys = values - {None} if len(values) > 1 else set()
        else:
            return {}
        if not keys:
            return {}
        # with what their own names are made of
        rows: QuerySet[Any] = QuerySet(field.related_model).select_related().filter(pk__in=keys)
        return {row.pk: str(row) for row in rows}

    def _told(self, field: Any, value: Any) -> str:
        """A value as people read it."""
        if value is None:
            return ""
        if field in self.many or isinstance(field, ForeignKey):
            return self._names[field.name].get(value, "no longer there")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, datetime):
            return f"{timezone.localtime(value):%-d %B %Y at %H:%M}"
        return str(value)


def linked(record: Any, field: Any) -> list[Any]:
    """The rows that a record was linked to and that are still there."""
    name = field.m2m_reverse_field_name()
    keys = getattr(record, field.name).values_list(f"{name}_id", flat=True)
    return list(QuerySet(field.related_model).filter(pk__in=list(keys)))


def linked_keys(row: Any, field: Any) -> set[int]:
    """The keys that a row is linked to by a field to many."""
    return set(getattr(row, field.name).values_list("pk", flat=True))
