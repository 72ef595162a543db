"""Rows to write, compared with the rows there are: only what differs is written, many rows a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from django.db import connections, router, transaction
from django.db.models import Field, ForeignKey, JSONField, Model

M = TypeVar("M", bound=Model)
ROWS_A_STATEMENT = 2000
_PLAIN = frozenset[type]({str, int, bool, type(None)})  # taken by every column but JSON as they are


@dataclass(slots=True)
class Tally:
    """What became of the rows of one noun."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0
    withdrawn: int = 0

    @property
    def written(self) -> int:
        return self.created + self.changed + self.deleted + self.withdrawn


class Batch(Generic[M]):
    """Collects rows of one model. ``put`` fills a row, ``add`` makes one; ``save`` writes what is new or changed."""

    def __init__(self, model: type[M], tally: Tally) -> None:
        self.model, self.tally = model, tally
        self.new: list[M] = []
        self.added: list[dict[str, Any]] = []
        self.changed: list[M] = []
        self.changed_fields: set[str] = set()
        self._column = {field.name: field.attname for field in model._meta.concrete_fields}

    def put(self, row: M | None, **values: Any) -> M:
        """The row with these values; a new one when there is none."""
        if row is None:
            row = self.model(**values)
            self.new.append(row)
            return row
        differing = [name for name, value in values.items() if self._differs(row, name, value)]
        if differing:
            for name in differing:
                setattr(row, name, values[name])
            self.changed.append(row)
            self.changed_fields.update(differing)
        else:
            self.tally.unchanged += 1
        return row

    def add(self, **values: Any) -> None:
        """A new row that nobody will ask for, not even for its key: written several times as fast as with ``put``.

        A relation is given by its key: ``paragraph_id``.
        """
        self.added.append(values)

    def _differs(self, row: M, name: str, value: Any) -> bool:
        """Of a related row the keys are compared: to ask for the row itself would be a query for each."""
        if isinstance(value, Model):
            return value.pk is None or getattr(row, self._column[name]) != value.pk
        return bool(getattr(row, self._column.get(name, name)) != value)

    def save(self) -> None:
        """Writes and forgets; new rows get their keys."""
        if self.added:
            _insert(self.model, self.added)
        if self.new:
            _insert_with_keys(self.model, self.new)
        if self.changed:
            names = sorted({self._column.get(name, name) for name in self.changed_fields})
            update_columns(self.model, self.changed, names)
        self.tally.created += len(self.new) + len(self.added)
        self.tally.changed += len(self.changed)
        self.new, self.added, self.changed, self.changed_fields = [], [], [], set()

    def delete(self, rows: Iterable[M]) -> None:
        """Deletes these rows, many a statement."""
        keys = [row.pk for row in rows]
        for first in range(0, len(keys), ROWS_A_STATEMENT):
            self.model._default_manager.filter(pk__in=keys[first : first + ROWS_A_STATEMENT]).delete()
        self.tally.deleted += len(keys)


def _insert(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """All rows in one go. Django's own way makes an object of each and asks for its key: most of an import's time."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    table, columns = model._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
    defaults = [(field, field.attname, field.get_default(), _taken_as_is(field)) for field in fields]
    with _writing(model) as (connection, cursor):
        values = (
            [
                value if type(value := row.get(name, default)) in plain else _prepared(field, value, connection)
                for field, name, default, plain in defaults
            ]
            for row in rows
        )
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for row in values:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', values)  # noqa: S608 (our names)


def _insert_with_keys(model: type[Model], rows: Sequence[Model]) -> None:
    """New rows, which get their keys. PostgreSQL gives out the keys first, and then takes all rows in one go."""
    with _writing(model) as (connection, cursor):
        if connection.vendor != "postgresql":
            model._default_manager.using(connection.alias).bulk_create(rows, batch_size=ROWS_A_STATEMENT)
            return
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        (key,) = (field for field in model._meta.concrete_fields if field.primary_key)
        table = model._meta.db_table
        columns = ", ".join(f'"{field.column}"' for field in (key, *fields))
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
        cursor.execute(sequence, [f'"{table}"', key.column, len(rows)])
        keys = [given for (given,) in cursor.fetchall()]
        with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
            for row, given in zip(rows, keys, strict=True):
                values = (_prepared(field, _value(field, row), connection) for field in fields)
                copy.write_row((given, *values))
        for row, given in zip(rows, keys, strict=True):
            row.pk = given
            row._state.adding, row._state.db = False, connection.alias


def _value(field: Field[Any, Any], row: Model) -> Any:
    """What the row holds for the field; of a related row that was new when it was given, the key it has got since."""
    value = getattr(row, field.attname)
    if value is None and isinstance(field, ForeignKey):
        related = row._state.fields_cache.get(field.name)
        value = related.pk if related is not None else None
        setattr(row, field.attname, value)
    return value


def update_columns(model: type[Model], rows: Sequence[Model], names: Sequence[str]) -> None:
    """Writes the named columns of all rows, by their keys."""
    fields = [field for field in model._meta.concrete_fields if field.attname in names]
    keys = [field for field in model._meta.concrete_fields if field.primary_key]
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)
    sql = f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "{keys[0].column}" = %s'  # noqa: S608 (our own names)
    with _writing(model) as (connection, cursor):
        values = (
            [_prepared(field, getattr(row, field.attname), connection) for field in (*fields, *keys)] for row in rows
        )
        cursor.executemany(sql, values)


def _taken_as_is(field: Field[Any, Any]) -> frozenset[type]:
    """Types whose values the field's column takes as they are."""
    return frozenset[type]() if isinstance(field, JSONField) else _PLAIN


def _prepared(field: Field[Any, Any], value: Any, connection: Any) -> Any:
    """The value as the database takes it."""
    if type(value) in _taken_as_is(field):
        return value
    if isinstance(value, Enum):
        return value.value
    return field.get_db_prep_save(value, connection)


@contextmanager
def _writing(model: type[Model]) -> Iterator[tuple[Any, Any]]:
    """The connection that the model is written to, and a cursor in a transaction of it."""
    using = router.db_for_write(model)
    with transaction.atomic(using=using, savepoint=False), connections[using].cursor() as cursor:
        yield connections[using], cursor
