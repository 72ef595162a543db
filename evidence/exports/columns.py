"""What a file of evidence is made of: a table of columns, each with its name, its meaning and how it is read."""

from __future__ import annotations

import re
from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from operator import attrgetter
from typing import Any, cast

from django.db.models import QuerySet

from evidence.exports.place import Place
from evidence.models.compiled import CompiledValues

Cell = str | int | bool | list[str] | None

# a spreadsheet takes a cell that begins so for a formula, some of them behind blanks or in full width; an apostrophe
# already before such a sign gets another, so that taking one away always gives back what was stored
_FORMULA = re.compile(r"[' ]*[=+\-@\t\r\n＝＋－＠]")
_SUSPECT = frozenset("' =+-@\t\r\n＝＋－＠")  # no other cell need be looked at twice
LIST_SEPARATOR = "; "


Values = Mapping[str, Sequence[Any]]  # some rows, column by column: what stands in each under a name


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how to read it from a row, and what it means, for the dictionary and the data package.

    A cell that is one of the row's values as it is, or something that such a value has, is told by its name: ``label``,
    ``page.file``.
    """

    read: str | Callable[[Any, Place], Cell]
    meaning: str
    type: str = "string"  # of the Frictionless table schema

    def of(self, rows: Iterable[Any], place: Place) -> list[Cell]:
        """Its cells in these rows."""
        if isinstance(self.read, str):
            return list(map(attrgetter(self.read), rows))
        return list(map(self.read, rows, repeat(place)))


Beside = Callable[[Values, Place], Iterable[Sequence[Any]]]


@dataclass(frozen=True)
class Table:
    """One file. ``rows`` are those any reader may have, in order.

    A file reads plain values, never objects: ``fields`` are the lookups from a row, known to the columns by the same
    names; ``beside`` finds what else belongs to some rows, all of them at once, under the names in ``beside_names``.
    ``prepare`` fetches what a page shows of them.
    """

    name: str
    title: str
    inquiry: str  # the lookup from a row to its inquiry
    rows: Callable[[], QuerySet[Any]]
    fields: Sequence[str]  # the key is the first
    columns: Mapping[str, Column]
    beside: Beside | None = None
    beside_names: Sequence[str] = ()
    prepare: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    key: str | None = "id"
    joins: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # column → file and column it points to

    def cells(self, rows: Sequence[tuple[Any, ...]], place: Place) -> list[Sequence[Cell]]:
        """The cells of the rows, column by column: what all cells of a column share need be looked at only once."""
        if not rows:
            return [[] for _ in self.columns]
        values: dict[str, Sequence[Any]] = dict(zip(self.fields, zip(*rows, strict=True), strict=True))
        if self.beside is not None:
            values |= zip(self.beside_names, self.beside(values, place), strict=True)
        whole: list[Any] = []
        cells: list[Sequence[Cell]] = []
        for column in self.columns.values():
            if isinstance(column.read, str):
                name, _, part = column.read.partition(".")
                cells.append(list(map(attrgetter(part), values[name])) if part else values[name])
            else:
                whole = whole or list(map(self._row, zip(*values.values(), strict=True)))
                cells.append(column.of(whole, place))
        return cells

    @cached_property
    def _row(self) -> Callable[[Iterable[Any]], Any]:
        """What makes a row of its values."""
        row: Any = namedtuple("row", [*self.fields, *self.beside_names])  # type: ignore[misc]
        made: Callable[[Iterable[Any]], Any] = row._make
        return made


def grouped(pairs: CompiledValues, keys: Sequence[int]) -> dict[int, list[Any]]:
    """What belongs to each of the keys, in the order of the rows: pairs of a key and a value."""
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs.rows(keys=keys):
        found[key].append(value)
    return found


def text_of(cell: Cell) -> str:
    """A cell as it stands in a CSV file."""
    if isinstance(cell, str):
        words = cell
    elif cell is None:
        return ""
    elif isinstance(cell, bool):
        return "true" if cell else "false"
    elif isinstance(cell, int):
        return str(cell)
    else:
        words = LIST_SEPARATOR.join(cell)
    return f"'{words}" if words and words[0] in _SUSPECT and _FORMULA.match(words) else words


def texts_of(cells: Sequence[Cell]) -> list[str]:
    """The cells of a column as they stand in a CSV file."""
    kinds = set(map(type, cells))
    if kinds == {int}:
        return list(map(str, cells))
    if kinds == {list}:
        words = list(map(LIST_SEPARATOR.join, cast(Sequence[list[str]], cells)))
    elif kinds == {str}:
        words = list(cast(Sequence[str], cells))
    else:
        return list(map(text_of, cells))
    return words if _SUSPECT.isdisjoint({word[:1] for word in words}) else list(map(text_of, words))
