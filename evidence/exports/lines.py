"""Rows into lines of CSV or JSON, some at a time as they are read: a set of any size needs no more memory than one."""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import orjson
from django.db import connection, transaction
from django.db.models import QuerySet

from evidence.exports.columns import Column, Table, texts_of
from evidence.exports.place import Place
from evidence.models.compiled import CompiledValues, given_keys

BYTE_ORDER_MARK = "\ufeff"
CHUNK = 1000
END = "\r\n"  # of a line of CSV

Rows = Sequence[tuple[Any, ...]]  # the values of a table's fields, for some rows


def csv_lines(table: Table, chunks: Iterable[Rows], place: Place) -> Iterator[str]:
    """The file, many lines at a time: byte-order mark and header, then records. An error breaks it off."""
    yield BYTE_ORDER_MARK + _records([[name] for name in table.columns])
    with _ended(chunks):
        for rows in chunks:
            yield _records([texts_of(cells) for cells in table.cells(rows, place)])


def record_lines(columns: Mapping[str, Column], rows: Iterable[Any], place: Place) -> Iterator[str]:
    """The same of rows that are not a table's: each column reads from the row itself."""
    remaining = iter(rows)
    yield BYTE_ORDER_MARK + _records([[name] for name in columns])
    with _ended(rows):
        while part := list(islice(remaining, CHUNK)):
            yield _records([texts_of(column.of(part, place)) for column in columns.values()])


class _Lines(list[str]):
    """What a writer of CSV has written, line by line."""

    write = list.append


def _records(columns: Iterable[list[str]]) -> str:
    """Lines of CSV, from their columns.

    The library's writer looks up every sign of a cell among those that end a line, a quarter of its time. One that is
    told of none need not; the rows are few in which it would leave out quotes for that, and a second one writes them.
    """
    columns, lines = list(columns), _Lines()
    rows = zip(*columns, strict=True)
    quick, thorough = csv.writer(lines, lineterminator=""), csv.writer(lines, lineterminator=END)
    done = 0
    for place in sorted({place for words in columns for place in _only_broken(words)}):
        quick.writerows(islice(rows, place - done))
        thorough.writerow(next(rows))
        lines[-1] = lines[-1].removesuffix(END)
        done = place + 1
    quick.writerows(rows)
    return END.join([*lines, ""])


def _only_broken(words: list[str]) -> list[int]:
    """Where the cells stand that need quotes for their line breaks alone."""
    together = "".join(words)
    if "\n" not in together and "\r" not in together:
        return []
    return [
        place
        for place, word in enumerate(words)
        if ("\n" in word or "\r" in word) and "," not in word and '"' not in word
    ]


def json_lines(table: Table, chunks: Iterable[Rows], place: Place) -> Iterator[bytes]:
    """The same set as one JSON list of objects, an object a line; cut short, it is not JSON."""
    before = b"[\n"
    with _ended(chunks):
        for rows in chunks:
            cells = zip(*table.cells(rows, place), strict=True)
            if lines := b",\n".join([orjson.dumps(dict(zip(table.columns, row, strict=True))) for row in cells]):
                yield before + lines
                before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


@contextmanager
def _ended(chunks: Iterable[Any]) -> Iterator[None]:
    """Ends the reading of the rows however the file ends, so that no transaction outlives it."""
    try:
        yield
    finally:
        if isinstance(chunks, Generator):
            chunks.close()


def all_rows(table: Table, queryset: QuerySet[Any]) -> Iterator[Rows]:
    """The rows in the queryset's order, a chunk at a time, all of one state of the database.

    What the database sorts is the keys alone, not all that is written of each row.
    """
    values = _values(table, queryset.model._default_manager.all())
    with snapshot():
        keys = queryset.values_list("pk", flat=True).iterator(chunk_size=CHUNK)
        while part := list(islice(keys, CHUNK)):
            yield _in_order(values, part)


def ranked_rows(table: Table, queryset: QuerySet[Any], keys: Sequence[int]) -> Iterator[Rows]:
    """The rows with these keys, in the order of the keys; those that are not in the queryset are left out."""
    values = _values(table, queryset)
    with snapshot():
        for first in range(0, len(keys), CHUNK):
            yield _in_order(values, keys[first : first + CHUNK])


def _values(table: Table, queryset: QuerySet[Any]) -> CompiledValues:
    """What is written of rows with some keys, in any order: asked for every chunk anew."""
    return CompiledValues(lambda: queryset.filter(given_keys("pk", "keys")).order_by().values_list(*table.fields))


def _in_order(values: CompiledValues, keys: Sequence[int]) -> Rows:
    found = {row[0]: row for row in values.rows(keys=keys)}
    return [found[key] for key in keys if key in found]


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is one state of the database, however long the reader takes to fetch it."""
    connection.ensure_connection()
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    elif connection.connection.in_transaction:
        yield  # a file of a package: the package began it
    else:
        # not atomic(): that would take SQLite's one write lock for as long as somebody reads
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
