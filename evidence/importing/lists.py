"""The lists of an inquiry folder: witnesses.csv, organisations.csv, subjects.csv, sources.csv, footnotes.csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.importing.records import Problem, Severity

_LONGEST = {  # characters of a cell, or of each name in a list of them; a list's own before what holds for all
    ("", "name"): 300,
    ("", "aliases"): 300,
    ("", "honorific"): 60,
    ("", "role"): 500,
    ("", "organisation"): 300,
    ("", "abbreviation"): 50,
    ("", "kind"): 100,
    ("sources.csv", "kind"): 40,
    ("", "reference"): 1000,
    ("", "title"): 1000,
    ("", "url"): 1000,
    ("", "page"): 255,
    ("", "number"): 20,
}
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class WitnessRow:
    name: str
    line: int
    honorific: str = ""
    aliases: tuple[str, ...] = ()
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    name: str
    line: int
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class SubjectRow:
    name: str
    line: int
    aliases: tuple[str, ...] = ()
    broader: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    reference: str
    line: int
    title: str = ""
    kind: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class FootnoteRow:
    page: str
    number: str
    text: str
    line: int


Cells = dict[str, str]


class ListReader:
    """Reads one CSV list; whatever is wrong becomes a problem with its line, and nothing is guessed."""

    def __init__(self, file: str, columns: tuple[str, ...], key: tuple[str, ...]) -> None:
        self.file, self.columns, self.key = file, columns, key
        self.problems: list[Problem] = []

    def rows(self, content: str) -> Iterator[tuple[int, Cells]]:
        """Each row with its line; rows without what names them are problems."""
        reader = csv.reader(io.StringIO(content, newline=""), strict=True)
        seen: dict[tuple[str, ...], int] = {}
        try:
            header = [name.strip() for name in next(reader, [])]
            if not self._header_holds(header):
                return
            for cells in reader:
                row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
                if any(row.values()) and self._row_holds(row, header, cells, reader.line_num, seen):
                    yield reader.line_num, row
        except csv.Error as error:
            self._problem(reader.line_num, "unreadable-row", str(error), "a row of comma-separated cells")

    def _header_holds(self, header: list[str]) -> bool:
        missing = [name for name in self.key if name not in header]
        if missing:
            found = f"columns {', '.join(header)}" if any(header) else "no columns"
            self._problem(1, "missing-column", found, f"the columns {', '.join(self.columns)}")
        for name in header:
            if name and name not in self.columns:
                expected = f"one of {', '.join(self.columns)}"
                self._problem(1, "unknown-column", f"column {name!r}", expected, "left out", Severity.WARNING)
        return not missing

    def _row_holds(
        self, row: Cells, header: list[str], cells: list[str], line: int, seen: dict[tuple[str, ...], int]
    ) -> bool:
        key = tuple(row.get(name, "") for name in self.key)
        if len(cells) > len(header):
            self._problem(line, "too-many-cells", f"{len(cells)} cells", f"at most {len(header)}")
        elif not all(key):
            self._problem(line, "empty-cell", f"no {' and '.join(self.key)}", "a value")
        elif any("\0" in cell for cell in cells):
            self._problem(line, "nul-character", "a NUL character", "text")
        elif too_long := _too_long(self.file, row):
            self._problem(line, "long-cell", *too_long)
        elif key in seen:
            found = f"“{', '.join(key)[:80]}” again (first at line {seen[key]})"
            self._problem(line, "duplicate-row", found, "each once", "left out", Severity.WARNING)
        else:
            seen[key] = line
            return True
        return False

    def _problem(
        self, line: int, code: str, found: str, expected: str, action: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(Problem(self.file, line, code, found, expected, action, severity))


def _too_long(file: str, row: Cells) -> tuple[str, str] | None:
    """What was found and what was expected, where a cell is longer than what it names can be."""
    for column, cell in row.items():
        limit = _LONGEST.get((file, column)) or _LONGEST.get(("", column))
        longest = max(map(len, _listed(cell)), default=0) if column == "aliases" else len(cell)
        if limit and longest > limit:
            return f"a {column} of {longest} characters", f"at most {limit}"
    return None


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _witness(line: int, row: Cells) -> WitnessRow:
    return WitnessRow(
        row["name"],
        line,
        row.get("honorific", ""),
        _listed(row.get("aliases", "")),
        row.get("role", ""),
        row.get("organisation", ""),
    )


def _organisation(line: int, row: Cells) -> OrganisationRow:
    return OrganisationRow(
        row["name"],
        line,
        row.get("abbreviation", ""),
        _listed(row.get("aliases", "")),
        row.get("kind", ""),
        row.get("parent", ""),
    )


def _subject(line: int, row: Cells) -> SubjectRow:
    return SubjectRow(row["name"], line, _listed(row.get("aliases", "")), row.get("broader", ""))


def _source(line: int, row: Cells) -> SourceRow:
    return SourceRow(
        row["reference"],
        line,
        row.get("title", ""),
        row.get("kind", ""),
        row.get("date", ""),
        row.get("url", ""),
    )


def _footnote(line: int, row: Cells) -> FootnoteRow:
    return FootnoteRow(row["page"], row["number"], row["text"], line)


Row = WitnessRow | OrganisationRow | SubjectRow | SourceRow | FootnoteRow

LISTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[int, Cells], Row]]] = {
    "witnesses.csv": (("name", "honorific", "aliases", "role", "organisation"), ("name",), _witness),
    "organisations.csv": (("name", "abbreviation", "aliases", "kind", "parent"), ("name",), _organisation),
    "subjects.csv": (("name", "aliases", "broader"), ("name",), _subject),
    "sources.csv": (("reference", "title", "kind", "date", "url"), ("reference",), _source),
    "footnotes.csv": (("page", "number", "text"), ("page", "number"), _footnote),
}


def read_list(file: str, content: str) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of one of ``LISTS`` and what was wrong with it."""
    columns, key, build = LISTS[file]
    reader = ListReader(file, columns, key)
    if file == "footnotes.csv":
        reader.key = ("page", "number", "text")
    rows = tuple(build(line, row) for line, row in reader.rows(content))
    problems = [*reader.problems, *_inner_problems(file, rows)]
    return rows, tuple(problems)


def _inner_problems(file: str, rows: tuple[Row, ...]) -> Iterator[Problem]:
    """What a row says of another row, or of a date, and cannot be right."""
    names = {row.name for row in rows if isinstance(row, OrganisationRow | SubjectRow)}
    for row in rows:
        above = row.parent if isinstance(row, OrganisationRow) else row.broader if isinstance(row, SubjectRow) else ""
        if above and above not in names:
            yield Problem(
                file, row.line, "unknown-name", f"{above!r}", "the name of another row", severity=Severity.ERROR
            )
        if isinstance(row, SourceRow) and row.date and not _PARTIAL_DATE.fullmatch(row.date):
            yield Problem(
                file, row.line, "unreadable-date", f"date {row.date!r}", "2009, 2009-11 or 2009-11-24", "left out"
            )
