"""Rows into lines of CSV or JSON, some at a time as they are read: a set of any size needs no more memory than one."""

from __future__ import annotations

import csv
import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from evidence.exports.columns import Table, text_of
from evidence.exports.place import Place
from evidence.search.many import keep

BYTE_ORDER_MARK = "\ufeff"
CHUNK = 500

Rows = Sequence[tuple[Any, ...]]  # the values of a table's fields, for some rows


def csv_lines(table: Table, chunks: Iterable[Rows], place: Place) -> Iterator[str]:
    """The file, many lines at a time: byte-order mark and header, then records. An error breaks it off."""
    yield BYTE_ORDER_MARK + _csv([list(table.columns)])
    with _ended(chunks):
        for rows in chunks:
            yield _csv(map(text_of, cells) for cells in table.cells(rows, place))


def _csv(records: Iterable[Iterable[str]]) -> str:
    lines = StringIO(newline="")
    csv.writer(lines).writerows(records)
    return lines.getvalue()


def json_lines(table: Table, chunks: Iterable[Rows], place: Place) -> Iterator[str]:
    """The same set as one JSON list of objects, an object a line; cut short, it is not JSON."""
    written = json.JSONEncoder(ensure_ascii=False).encode
    names, before = list(table.columns), "[\n"
    with _ended(chunks):
        for rows in chunks:
            objects = (written(dict(zip(names, cells, strict=True))) for cells in table.cells(rows, place))
            if lines := ",\n".join(objects):
                yield before + lines
                before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


@contextmanager
def _ended(chunks: Iterable[Rows]) -> Iterator[None]:
    """Ends the reading of the rows however the file ends, so that no transaction outlives it."""
    try:
        yield
    finally:
        if isinstance(chunks, Generator):
            chunks.close()


def all_rows(table: Table, queryset: QuerySet[Any]) -> Iterator[Rows]:
    """The rows in the queryset's order, a chunk at a time, all of one state of the database."""
    with snapshot():
        rows = queryset.values_list(*table.fields).iterator(chunk_size=CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            yield chunk


def ranked_rows(table: Table, queryset: QuerySet[Any], keys: Sequence[int]) -> Iterator[Rows]:
    """The rows with these keys, in the order of the keys; those that are not in the queryset are left out."""
    values = queryset.order_by().values_list(*table.fields)
    with snapshot():
        for first in range(0, len(keys), CHUNK):
            part = keys[first : first + CHUNK]
            found = {row[0]: row for row in keep(values, part)}
            yield [found[key] for key in part if key in found]


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
