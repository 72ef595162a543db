"""Rows into lines of CSV or JSON, as they are read, so that a set of any size needs no more memory than a small one."""

from __future__ import annotations

import csv
import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import QuerySet

from evidence.exports.columns import Place, Row, Table, text_of

BYTE_ORDER_MARK = "\ufeff"
CHUNK = 500


class _Line:
    """Hands back what the CSV writer writes."""

    def write(self, line: str) -> str:
        return line


def csv_lines(table: Table[Row], rows: Iterable[Row], place: Place) -> Iterator[str]:
    """The file: byte-order mark, header, one record a row. An error breaks it off: it never becomes a record."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK
    yield writer.writerow(table.columns)
    with _ended(rows):
        for row in rows:
            yield writer.writerow([text_of(cell) for cell in table.cells(row, place).values()])


def json_lines(table: Table[Row], rows: Iterable[Row], place: Place) -> Iterator[str]:
    """The same set as one JSON list of objects, an object a line; cut short, it is not JSON."""
    separator = "[\n"
    with _ended(rows):
        for row in rows:
            yield separator + json.dumps(table.cells(row, place), ensure_ascii=False)
            separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


@contextmanager
def _ended(rows: Iterable[Row]) -> Iterator[None]:
    """Ends the reading of the rows however the file ends, so that no transaction outlives it."""
    try:
        yield
    finally:
        if isinstance(rows, Generator):
            rows.close()


def all_rows(table: Table[Row], queryset: QuerySet[Row]) -> Iterator[Row]:
    """The rows in the queryset's order, a chunk at a time, all of one state of the database."""
    with snapshot():
        yield from table.prepare(queryset).iterator(chunk_size=CHUNK)


def ranked_rows(table: Table[Row], queryset: QuerySet[Row], keys: list[int]) -> Iterator[Row]:
    """The rows with these keys, in the order of the keys."""
    prepared = table.prepare(queryset)
    with snapshot():
        for first in range(0, len(keys), CHUNK):
            found = prepared.in_bulk(keys[first : first + CHUNK])
            yield from (found[key] for key in keys[first : first + CHUNK] if key in found)


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
