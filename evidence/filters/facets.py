"""What a set of paragraphs is made of: how many of them each section, person, body or subject has.

A count is that of the list behind it: the same filters, with this one value in place of whatever the facet's own
parameter holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from evidence.filters import counting
from evidence.filters.paragraphs import ParagraphFilter
from evidence.filters.searched import SearchedFilter

_quoted = lru_cache(maxsize=4096)(quote_plus)  # of the same hundred values on every page


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, with the query string of the list behind it."""

    value: str
    words: str
    count: int
    query: str
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A parameter and its commonest values in the set."""

    parameter: str
    title: str
    values: tuple[Value, ...]
    more: int = 0  # how many values are not shown


@dataclass(frozen=True, slots=True)
class Counted:
    """A value and its number, before it is known which values are shown."""

    value: str
    words: str
    count: int
    depth: int = 0


def facets(found: ParagraphFilter) -> list[Facet]:
    """The facets of a set, in a number of queries that depends neither on its size nor on its values."""
    of = counting.InMemory(found, found.held) if found.held is not None else counting.InDatabase(found)
    return [
        _section_facet(of, found),
        *(_named_facet(parameter, of, found) for parameter in _NAMED),
        facet("annotated", "Annotations", _annotated(of), found),
        facet("report", "Report", _reports(of), found),
    ]


def _section_facet(of: counting.Counting, found: ParagraphFilter) -> Facet:
    """The tree as deep as it stays readable; beneath a chosen section, one level more."""
    rows, number = of.sections()
    shown = [Counted(row.value, row.words, count, row.depth) for row, count in rows]
    return replace(facet("section", "Section", shown, found, shown=None), more=number - len(shown))


def _named_facet(parameter: str, of: counting.Counting, found: ParagraphFilter) -> Facet:
    """The commonest values and those chosen: the thousands of others are not put in order, only counted."""
    title, missing = _NAMED[parameter]
    tally = of.tally(parameter)
    shown = sorted((Counted(*row) for row in tally.rows), key=lambda one: (-one.count, one.words, one.value))
    built = facet(parameter, title, [*shown, Counted(counting.NONE, missing, tally.none)], found)
    return replace(built, more=tally.things + bool(tally.none) - len(built.values))


# the title of each facet, and what it calls “none”
_NAMED = {
    "witness": ("Person", "none"),
    "organisation": ("Organisation", "none"),
    "subject": ("Subject", "none"),
    "quoted": ("Speaker quoted", "speaker not known"),
    "kind": ("Kind of citation", "no citation"),
    "source": ("Source", "none"),
}


def _annotated(of: counting.Counting) -> list[Counted]:
    with_notes, total = of.annotated()
    return [Counted("yes", "with annotations", with_notes), Counted("no", "without", total - with_notes)]


def _reports(of: counting.Counting) -> list[Counted]:
    return [Counted(*row) for row in sorted(of.reports(), key=lambda row: (-row[2], row[1], row[0]))]


def facet(
    parameter: str, title: str, counted: Iterable[Counted], found: SearchedFilter, shown: int | None = counting.SHOWN
) -> Facet:
    """The first values, those chosen and “none”, each with its address."""
    chosen = found.given.get(parameter, [])
    rows = [row for row in counted if row.count]
    always = {*chosen, counting.NONE}
    first = rows[:shown] + [row for row in rows[len(rows[:shown]) :] if row.value in always]
    others = _others(found.data, parameter)
    values = [
        Value(row.value, row.words, row.count, f"{others}{_quoted(row.value)}", row.value in chosen, row.depth)
        for row in first
    ]
    return Facet(parameter, title, tuple(values), len(rows) - len(first))


def _others(data: QueryDict, parameter: str) -> str:
    """The query string but for a parameter, from the first page on, ready for a value of it."""
    left = {name: values for name, values in data.lists() if name not in (parameter, "page")}
    return urlencode([*((name, value) for name, values in left.items() for value in values), (parameter, "")])
