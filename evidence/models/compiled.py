"""Querysets whose SQL is made once.

A page of one paragraph asks a dozen small questions. The database answers each in some hundredths of a millisecond;
to write one out in SQL takes Django ten times as long, and it does so for every page anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from weakref import WeakSet

import orjson
from django.db import connections
from django.db.models import F, Model, QuerySet, Value
from django.db.models.base import ModelState
from django.db.models.lookups import Lookup
from django.db.models.signals import post_init, pre_init

M = TypeVar("M", bound=Model)

if TYPE_CHECKING:
    _Lookup = Lookup[Any]
else:
    _Lookup = Lookup


@dataclass(frozen=True, slots=True)
class _Slot:
    """Stands among the parameters where a value belongs that is told later."""

    name: str
    is_many: bool = False

    def filled(self, values: dict[str, Any], vendor: str) -> Any:
        value = values[self.name]
        if not self.is_many:
            return value
        return list(value) if vendor == "postgresql" else orjson.dumps(list(value)).decode()


class OneOf(_Lookup):
    """One parameter, however many keys: an array on PostgreSQL, a list in JSON on SQLite."""

    lookup_name = "oneof"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        key, params = self.process_lhs(compiler, connection)
        on_postgres = connection.vendor == "postgresql"
        keys = self.rhs if isinstance(self.rhs, _Slot) or on_postgres else orjson.dumps(self.rhs).decode()
        if on_postgres:
            return f"{key} = ANY(%s)", (*params, keys)
        return f"{key} IN (SELECT value FROM json_each(%s))", (*params, keys)  # noqa: S608


def given(name: str) -> Value:
    """In a compiled queryset: a value that is told with each question."""
    return Value(_Slot(name))


def given_keys(field: str, name: str) -> OneOf:
    """In a compiled queryset: the field is one of the keys that are told with each question."""
    return OneOf(F(field), _Slot(name, is_many=True))


# every question, for ``write_out``
_QUESTIONS: WeakSet[Compiled[Any] | CompiledValues] = WeakSet()


def write_out() -> None:
    """Makes the SQL of every question there is, which otherwise whoever first asks it waits for."""
    for question in list(_QUESTIONS):
        question._question  # noqa: B018 (that is what makes it)


class Compiled(Generic[M]):
    """A queryset with places for values, which may be asked again and again. It has no prefetched relations."""

    def __init__(self, made: Callable[[], QuerySet[M]]) -> None:
        """``made`` is called when it is first asked: only then are all models, and the database, known."""
        self._made = made
        _QUESTIONS.add(self)

    @cached_property
    def _question(self) -> _Objects:
        return _Objects(self._made())

    def rows(self, **values: Any) -> list[M]:
        """The rows. Of what was selected with them, equal rows are one object."""
        found: list[M] = self._question.read(values)
        return found

    def row(self, **values: Any) -> M | None:
        """The first row; none if there is none."""
        return next(iter(self.rows(**values)), None)


class CompiledValues:
    """The same of plain values, ``values_list``: each row is a tuple."""

    def __init__(self, made: Callable[[], QuerySet[Any, Any]]) -> None:
        self._made = made
        _QUESTIONS.add(self)

    @cached_property
    def _question(self) -> _Question:
        return _Question(self._made())

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The values, in the order they were named in."""
        return self._question.answered(values)


# where a parameter belongs, and how SQL writes a percent sign
_PLACES = re.compile("%[s%]")


def _named(sql: str, params: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """SQL with named parameters: to find those without a name, Django looks through all of it for each question."""
    named = {f"p{number}": param for number, param in enumerate(params)}
    names = iter(named)
    return _PLACES.sub(lambda place: f"%({next(names)})s" if place[0] == "%s" else place[0], sql), named


class _Question:
    """The SQL of a queryset, and its answer."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        self.alias = queryset.db
        self.compiler = queryset.query.get_compiler(using=self.alias)
        self.sql, self.params = _named(*self.compiler.as_sql())
        self.converters = list(self.compiler.get_converters([column for column, *_ in self.compiler.select]).items())

    def answered(self, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        connection = connections[self.alias]
        vendor = connection.vendor
        params = {
            name: one.filled(values, vendor) if isinstance(one, _Slot) else one for name, one in self.params.items()
        }
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if self.converters:
            rows = [tuple(self._converted(list(row), connection)) for row in rows]
        return rows

    def _converted(self, row: list[Any], connection: Any) -> list[Any]:
        for place, (converters, expression) in self.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return row


class _Objects(_Question):
    """The SQL of a queryset, and how its answer is read."""

    def __init__(self, queryset: QuerySet[Any]) -> None:
        super().__init__(queryset)
        self.shape = _Shape(self.compiler.klass_info, self.compiler.select)
        self.annotations = list((self.compiler.annotation_col_map or {}).items())

    def read(self, values: dict[str, Any]) -> list[Any]:
        same: dict[Any, Any] = {}
        found = []
        for row in self.answered(values):
            one = self.shape.read(row, self.alias, same)
            for name, place in self.annotations:
                setattr(one, name, row[place])
            found.append(one)
        return found


class _Shape:
    """Which of the columns belong to a model's row, and to the rows that were selected with it."""

    def __init__(self, info: dict[str, Any], select: Sequence[Any]) -> None:
        self.model: Any = info["model"]
        self.first, self.end = info["select_fields"][0], info["select_fields"][-1] + 1
        self.names = [column.target.attname for column, *_ in select[self.first : self.end]]
        self.key = self.first + self.names.index(self.model._meta.pk.attname)
        self.related = [
            (one["local_setter"], one["remote_setter"], _Shape(one, select))
            for one in info.get("related_klass_infos", ())
        ]
        # nobody has a say in how a row of this model is made
        self.is_plain = (
            self.model.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]
            and self.model.__init__ is Model.__init__
            and not (pre_init.has_listeners(self.model) or post_init.has_listeners(self.model))
        )

    def _made(self, alias: str, values: Sequence[Any]) -> Any:
        """The row as Django makes it. It goes through all fields of the model; here their values are put in at once."""
        if not self.is_plain:
            return self.model.from_db(alias, self.names, values)
        made = self.model.__new__(self.model)
        state = ModelState()
        state.adding, state.db = False, alias
        made.__dict__.update(zip(self.names, values, strict=True), _state=state)
        return made

    def read(self, row: Sequence[Any], alias: str, same: dict[Any, Any]) -> Any:
        made = self._made(alias, row[self.first : self.end])
        for remember, remember_back, shape in self.related:
            key = row[shape.key]
            other = None
            if key is not None:
                other = same.get((shape, key))
                if other is None:
                    other = same[shape, key] = shape.read(row, alias, same)
                remember_back(other, made)
            remember(made, other)
        return made


def hand_out(parents: Iterable[Model], relation: str, rows: Iterable[Model]) -> None:
    """Each parent knows its rows of a relation, in their order, as if they had been prefetched; each row its parent."""
    by_key: dict[Any, list[Model]] = defaultdict(list)
    link: Any = None
    for parent in parents:
        if link is None:
            link = parent._meta.get_field(relation)
            for row in rows:
                by_key[getattr(row, link.field.attname)].append(row)
        known: QuerySet[Any] = QuerySet(link.related_model)
        known._result_cache = by_key[parent.pk]
        for row in by_key[parent.pk]:
            link.field.set_cached_value(row, parent)
        vars(parent).setdefault("_prefetched_objects_cache", {})[link.cache_name] = known
