"""What a file of evidence is made of: a table of columns, each with its name, its meaning and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from evidence.models import Section

Cell = str | int | bool | list[str] | None
Row = TypeVar("Row", bound=Model)

# a spreadsheet takes a cell that begins so for a formula, some of them behind blanks or in full width; an apostrophe
# already before such a sign gets another, so that taking one away always gives back what was stored
_FORMULA = re.compile(r"[' ]*[=+\-@\t\r\n＝＋－＠]")
LIST_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Heading:
    """Where in its report a section stands, for people: the nearest printed number, and the titles below it."""

    number: str
    titles: str


@dataclass(frozen=True)
class Place:
    """What a cell may need beside its row: the address of this site, and the headings of its reports."""

    origin: str

    def url(self, path: str) -> str:
        """The absolute address."""
        return self.origin + path

    def heading(self, section_id: int) -> Heading:
        """The section's heading."""
        return self._headings[section_id]

    @cached_property
    def _headings(self) -> dict[int, Heading]:
        """Of every section of the site, in one query: a report has hundreds, not millions."""
        headings: dict[int, Heading] = {}
        rows = Section.objects.order_by("report", "position").values_list("pk", "parent", "number", "title", "slug")
        for pk, parent, number, title, slug in rows:
            above = headings.get(parent) if parent else None
            if number or above is None:
                headings[pk] = Heading(number or slug, title)
            else:
                headings[pk] = Heading(above.number, " > ".join(part for part in (above.titles, title) if part))
        return headings


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: how to read it from a row, and what it means, for the dictionary and the data package."""

    read: Callable[[Row, Place], Cell]
    meaning: str
    type: str = "string"  # of the Frictionless table schema


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One file. ``rows`` are those any reader may have, in order; ``prepare`` fetches what the columns read."""

    name: str
    title: str
    inquiry: str  # the lookup from a row to its inquiry
    rows: Callable[[], QuerySet[Row]]
    prepare: Callable[[QuerySet[Row]], QuerySet[Row]]
    columns: Mapping[str, Column[Row]]
    key: str | None = "id"
    joins: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # column → file and column it points to

    def cells(self, row: Row, place: Place) -> dict[str, Cell]:
        """The row's cells by column, as they are."""
        return {name: column.read(row, place) for name, column in self.columns.items()}


AnyTable = Table[Any]


def text_of(cell: Cell) -> str:
    """A cell as it stands in a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    words = LIST_SEPARATOR.join(cell) if isinstance(cell, list) else cell
    return f"'{words}" if _FORMULA.match(words) else words
