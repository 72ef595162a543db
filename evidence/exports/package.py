"""The data package of an inquiry: one CSV file a noun, and ``datapackage.json`` that describes every column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from evidence.exports.columns import LIST_SEPARATOR, Table
from evidence.exports.entities import ORGANISATIONS, SUBJECTS, WITNESSES
from evidence.exports.lines import Rows, all_rows, csv_lines, snapshot
from evidence.exports.passages import PARAGRAPHS
from evidence.exports.place import Place
from evidence.exports.references import CITATIONS, FOOTNOTES, SOURCES
from evidence.exports.spans import ANNOTATIONS, CROSS_REFERENCES, MENTIONS, QUOTATIONS
from evidence.exports.testimony import HEARINGS, SPEECHES
from evidence.models import Inquiry

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

# an archive is sent on in pieces of this size
PIECE = 64 * 1024

TABLES: tuple[Table, ...] = (
    PARAGRAPHS,
    FOOTNOTES,
    CITATIONS,
    QUOTATIONS,
    MENTIONS,
    CROSS_REFERENCES,
    WITNESSES,
    ORGANISATIONS,
    SUBJECTS,
    SOURCES,
    HEARINGS,
    SPEECHES,
    ANNOTATIONS,
)
DESCRIPTION = (
    f"Lists inside a cell are joined by “{LIST_SEPARATOR}”. A cell that a spreadsheet would take for a formula "
    "(it begins with = + - @, their full-width forms, a tab or a line break, behind spaces or not) has an apostrophe "
    "before it: take one away where an apostrophe stands before such a sign."
)


def write_package(inquiry: Inquiry, directory: Path, place: Place) -> dict[str, int]:
    """Writes the package, all of it from one state of the database; the number of rows of each file.

    ``datapackage.json`` comes last: a directory without it is not whole.
    """
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "datapackage.json").unlink(missing_ok=True)
    counts: dict[str, int] = {}
    with snapshot():
        for table in TABLES:
            with (directory / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
                rows = _counted(table.name, _rows(table, inquiry), counts)
                file.writelines(csv_lines(table, rows, place))
    (directory / "datapackage.json").write_text(_description(inquiry), encoding="utf-8")
    return counts


def _counted(name: str, chunks: Iterator[Rows], counts: dict[str, int]) -> Iterator[Rows]:
    """The same rows, counted as they go by."""
    counts[name] = 0
    for rows in chunks:
        counts[name] += len(rows)
        yield rows


def zipped(inquiry: Inquiry, place: Place) -> Iterator[bytes]:
    """The same package as one archive, a piece at a time, all of it from one state of the database.

    An archive ends with the list of its contents: one that was broken off cannot be opened as if it were whole.
    """
    sink = _Sink()
    with snapshot(), ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for table in TABLES:
            with archive.open(f"{table.name}.csv", "w", force_zip64=True) as member:
                for lines in csv_lines(table, _rows(table, inquiry), place):
                    member.write(lines.encode())
                    yield from sink.taken(PIECE)
        archive.writestr("datapackage.json", _description(inquiry))
    yield from sink.taken(0)


class _Sink(RawIOBase):
    """Keeps what an archive writes until it is taken; it cannot be wound back, so the archive is written in one go."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = bytearray()

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Keeps the bytes."""
        self._kept += data
        return memoryview(data).nbytes

    def taken(self, least: int) -> Iterator[bytes]:
        """What has gathered, if it is more than ``least``."""
        if len(self._kept) > least:
            piece = bytes(self._kept)
            self._kept.clear()
            yield piece


def _rows(table: Table, inquiry: Inquiry) -> Iterator[Rows]:
    return all_rows(table, table.rows().filter(**{table.inquiry: inquiry}))


def _description(inquiry: Inquiry) -> str:
    return json.dumps(descriptor(inquiry), ensure_ascii=False, indent=2) + "\n"


def descriptor(inquiry: Inquiry) -> dict[str, Any]:
    """What ``datapackage.json`` says: a tabular data package of the Frictionless standard."""
    return {
        "profile": "tabular-data-package",
        "name": inquiry.slug,
        "title": inquiry.title,
        "description": DESCRIPTION,
        **({"homepage": inquiry.source_url} if inquiry.source_url else {}),
        **({"licenses": [_licence(inquiry.licence)]} if inquiry.licence else {}),
        **({"contributors": [{"title": inquiry.publisher, "role": "publisher"}]} if inquiry.publisher else {}),
        "resources": [_resource(table) for table in TABLES],
    }


def _licence(licence: str) -> dict[str, str]:
    if licence == "Open Government Licence v3.0":
        return {
            "name": "OGL-UK-3.0",
            "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            "title": licence,
        }
    # the standard wants a name of letters, digits and a few signs; the title carries the words
    name = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in licence).strip("-")
    return {"name": name or "licence", "title": licence}


def _resource(table: Table) -> dict[str, Any]:
    fields = [
        {"name": name, "type": column.type, "description": column.meaning} for name, column in table.columns.items()
    ]
    keys = [
        {"fields": [column], "reference": {"resource": "" if file == table.name else file, "fields": [target]}}
        for column, (file, target) in table.joins.items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": fields,
            **({"primaryKey": [table.key]} if table.key else {}),
            **({"foreignKeys": keys} if keys else {}),
        },
    }
