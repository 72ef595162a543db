"""What a set of paragraphs is made of: how many of them each section, person, body or subject has.

A count is that of the list behind it: the same filters, with this one value in place of whatever the facet's own
parameter holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from heapq import nlargest
from urllib.parse import urlencode

from django.http import QueryDict

from evidence.filters import counting
from evidence.filters.paragraphs import ParagraphFilter
from evidence.filters.searched import SearchedFilter
from evidence.models import Section, Source
from evidence.search.index import keep

# a facet shows this many; the rest are found on the lists of people, bodies and subjects
SHOWN = 12
# of sections about so many: as deep as the tree still has no more, and what lies under a chosen one
SHOWN_SECTIONS = 40


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
    counted = counting.InMemory(found, found.held) if found.held is not None else counting.InDatabase(found)
    return [
        _section_facet(_sections(found, counted), found),
        _named_facet("witness", "Person", counted.named("witness"), found),
        _named_facet("organisation", "Organisation", counted.named("organisation"), found),
        _named_facet("subject", "Subject", counted.named("subject"), found),
        _named_facet("quoted", "Speaker quoted", counted.quoted(), found),
        _named_facet("kind", "Kind of citation", counted.kinds(), found),
        _named_facet("source", "Source", _with_names(counted.sources()), found),
        facet("annotated", "Annotations", _annotated(counted), found),
        facet("report", "Report", _reports(counted), found),
    ]


def _section_facet(rows: list[Counted], found: ParagraphFilter) -> Facet:
    """The tree as deep as it stays readable; beneath a chosen section, one level more."""
    chosen = found.given.get("section", [])
    depths = sorted(row.depth for row in rows)
    # as deep as the last of those that may be shown, unless more lie as deep as that
    fits = depths[SHOWN_SECTIONS] - 1 if len(depths) > SHOWN_SECTIONS else depths[-1] if depths else 0
    deepest = max(fits, depths[0] if depths else 0)
    shown, open_until = [], -1
    for row in rows:
        if row.depth <= open_until - 1:
            open_until = -1
        if row.depth <= deepest or row.depth == open_until or row.value in chosen:
            shown.append(row)
        if row.value in chosen:
            open_until = row.depth + 1
    counted = facet("section", "Section", shown, found, shown=None)
    return replace(counted, more=len(rows) - len(shown))


def _named_facet(parameter: str, title: str, tally: counting.Tally, found: ParagraphFilter) -> Facet:
    """The commonest values and those chosen: the thousands of others are not put in order, only counted."""
    numbers, names, none = tally
    chosen = found.given.get(parameter, [])
    least = min(nlargest(SHOWN, numbers.values()), default=0)
    shown = [
        Counted(*names[thing], number)
        for thing, number in numbers.items()
        if thing in names and (number >= least or names[thing][0] in chosen)
    ]
    shown.sort(key=lambda one: (-one.count, one.words))
    missing = Counted(counting.NONE, _MISSING[parameter], none)
    built = facet(parameter, title, [*shown, missing], found)
    return replace(built, more=len(numbers) + bool(none) - len(built.values))


_MISSING = {
    "witness": "none",
    "organisation": "none",
    "subject": "none",
    "quoted": "speaker not known",
    "kind": "no citation",
    "source": "none",
}


def _with_names(tally: counting.Tally) -> counting.Tally:
    """Of tens of thousands of sources only those are named that may be shown."""
    numbers, _, none = tally
    least = min(nlargest(SHOWN, numbers.values()), default=0)
    rows = keep(Source.objects.order_by(), [key for key, number in numbers.items() if number >= least])
    names = {key: (slug, reference) for key, slug, reference in rows.values_list("pk", "slug", "reference")}
    return numbers, names, none


def _annotated(counted: counting.Counting) -> list[Counted]:
    with_notes, total = counted.annotated()
    return [Counted("yes", "with annotations", with_notes), Counted("no", "without", total - with_notes)]


def _reports(counted: counting.Counting) -> list[Counted]:
    numbers: Counter[tuple[str, str]] = Counter()
    rows = Section.objects.order_by().values_list("pk", "report__slug", "report__title")
    reports = {key: (slug, title) for key, slug, title in rows}
    for section, number in counted.direct("report").items():
        numbers[reports[section]] += number
    return [Counted(*names, number) for names, number in sorted(numbers.items(), key=lambda one: (-one[1], one[0][1]))]


def _sections(found: ParagraphFilter, counted: counting.Counting) -> list[Counted]:
    if found.held is not None:
        placed = found.held.sections_of(found.keys("section"))
        return [Counted(one.value, one.words, number, one.depth) for one, number in placed]
    return _section_tree(counted.direct("section"))


def facet(
    parameter: str, title: str, counted: Iterable[Counted], found: SearchedFilter, shown: int | None = SHOWN
) -> Facet:
    """The first values, those chosen and “none”, each with its address."""
    chosen = found.given.get(parameter, [])
    rows = [row for row in counted if row.count]
    always = {*chosen, counting.NONE}
    first = rows[:shown] + [row for row in rows[len(rows[:shown]) :] if row.value in always]
    others = _others(found.data, parameter)
    values = [
        Value(
            row.value, row.words, row.count, others + urlencode({parameter: row.value}), row.value in chosen, row.depth
        )
        for row in first
    ]
    return Facet(parameter, title, tuple(values), len(rows) - len(first))


def _others(data: QueryDict, parameter: str) -> str:
    """The query string but for a parameter, from the first page on, ready for a value of it."""
    changed = data.copy()
    changed.setlist(parameter, [])
    changed.setlist("page", [])
    encoded = changed.urlencode()
    return f"{encoded}&" if encoded else ""


def _section_tree(direct: Counter[int]) -> list[Counted]:
    """Pages and what they lie beneath, in reading order, each with all that lies beneath it."""
    rows = list(Section.objects.filter(withdrawn_at=None).select_related("report").order_by("report", "position"))
    totals: Counter[int] = Counter()
    above: list[Section] = []
    for section in rows:
        while above and (above[-1].report_id != section.report_id or above[-1].last_position < section.position):
            above.pop()
        above.append(section)
        for one in above:
            totals[one.pk] += direct[section.pk]
    called = Counter(name for section in rows for name in {section.slug, section.number})
    return [
        Counted(_section_value(section, called), section.heading, totals[section.pk], section.depth)
        for section in rows
        if totals[section.pk] and "/" not in section.slug
    ]


def _section_value(section: Section, called: Counter[str]) -> str:
    """Its slug, if nothing else is called so; else with its report's."""
    return section.slug if called[section.slug] == 1 else f"{section.report.slug}/{section.slug}"
