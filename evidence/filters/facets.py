"""What a set of paragraphs is made of: how many of them each section, person, body or subject has.

A count is that of the list behind it: the same filters, with this one value in place of whatever the facet's own
parameter holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.http import QueryDict

from evidence.filters.paragraphs import ParagraphFilter
from evidence.filters.preloaded import KIND, ORGANISATION, SUBJECT, WITNESS, Preloaded
from evidence.filters.searched import SearchedFilter
from evidence.models import Citation, Mention, Paragraph, Quotation, Section, Standing

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
    if found.held is not None:
        return _from_memory(found, found.held)
    return [
        _section_facet(_sections(found.without("section").order_by()), found),
        facet("witness", "Person", _named(found.without("witness").order_by(), "witness"), found),
        facet("organisation", "Organisation", _named(found.without("organisation").order_by(), "organisation"), found),
        facet("subject", "Subject", _subjects(found.without("subject").order_by()), found),
        facet("kind", "Kind of citation", _kinds(found.without("kind").order_by()), found),
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


def _from_memory(found: ParagraphFilter, held: Preloaded) -> list[Facet]:
    """The same, counted in what is held of the paragraphs."""
    sections = [
        Counted(one.value, one.words, number, one.depth) for one, number in held.sections_of(found.keys("section"))
    ]
    named = [
        _named_facet(name, title, held.count(found.keys(name), column), held.names[column], found)
        for name, title, column in (
            ("witness", "Person", WITNESS),
            ("organisation", "Organisation", ORGANISATION),
            ("subject", "Subject", SUBJECT),
        )
    ]
    kinds = held.count(found.keys("kind"), KIND).items()
    return [
        _section_facet(sections, found),
        *named,
        facet("kind", "Kind of citation", _summed([[(kind, kind, number) for kind, number in kinds]]), found),
    ]


def _named_facet(
    parameter: str, title: str, numbers: Counter[int], names: dict[int, tuple[str, str]], found: ParagraphFilter
) -> Facet:
    """Of those that readers are shown the commonest: the thousands of others are not put in order, only counted."""
    known = {key: number for key, number in numbers.items() if key in names}
    chosen = found.given.get(parameter, [])
    least = min(nlargest(SHOWN, known.values()), default=0)
    shown = [(*names[key], number) for key, number in known.items() if number >= least or names[key][0] in chosen]
    counted = facet(parameter, title, _summed([shown]), found)
    return replace(counted, more=len(known) - len(counted.values))


def facet(
    parameter: str, title: str, counted: Iterable[Counted], found: SearchedFilter, shown: int | None = SHOWN
) -> Facet:
    """The first values, and those chosen, each with its address."""
    chosen = found.given.get(parameter, [])
    rows = list(counted)
    first = rows[:shown] + [row for row in rows[len(rows[:shown]) :] if row.value in chosen]
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


def _sections(paragraphs: QuerySet[Paragraph]) -> list[Counted]:
    """Pages and what they lie beneath, in reading order, each with all that lies beneath it."""
    direct: dict[int, int] = dict(paragraphs.values_list("section").annotate(number=Count("pk")))
    rows = list(Section.objects.filter(withdrawn_at=None).select_related("report").order_by("report", "position"))
    totals: Counter[int] = Counter()
    above: list[Section] = []
    for section in rows:
        while above and (above[-1].report_id != section.report_id or above[-1].last_position < section.position):
            above.pop()
        above.append(section)
        for one in above:
            totals[one.pk] += direct.get(section.pk, 0)
    called = Counter(name for section in rows for name in {section.slug, section.number})
    return [
        Counted(_section_value(section, called), section.heading, totals[section.pk], section.depth)
        for section in rows
        if totals[section.pk] and "/" not in section.slug
    ]


def _section_value(section: Section, called: Counter[str]) -> str:
    """Its slug, if nothing else is called so; else with its report's."""
    return section.slug if called[section.slug] == 1 else f"{section.report.slug}/{section.slug}"


def _named(paragraphs: QuerySet[Paragraph], kind: str) -> list[Counted]:
    """Paragraphs that name or quote each: those that name, and those that quote without naming."""
    named = _rows(Mention, paragraphs, kind)
    # the sum keeps SQLite off the index by name: without statistics it would read all mentions of the commonest
    # name for each of its quotations, where a paragraph has but a few
    also = Mention.objects.exclude(standing=Standing.REJECTED).annotate(whom=F(kind) + 0)
    also = also.filter(paragraph=OuterRef("paragraph"), whom=OuterRef(kind))
    return _summed([_tally(named, kind), _tally(_rows(Quotation, paragraphs, kind).exclude(Exists(also)), kind)])


def _subjects(paragraphs: QuerySet[Paragraph]) -> list[Counted]:
    return _summed([_tally(_rows(Mention, paragraphs, "subject"), "subject")])


def _kinds(paragraphs: QuerySet[Paragraph]) -> list[Counted]:
    rows = Citation.objects.filter(footnote__markers__paragraph__in=paragraphs).order_by()
    counted = rows.values_list("kind").annotate(number=Count("footnote__markers__paragraph", distinct=True))
    return _summed([[(kind, kind, number) for kind, number in counted]])


def _rows(model: type[Mention] | type[Quotation], paragraphs: QuerySet[Paragraph], kind: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.exclude(standing=Standing.REJECTED)
    rows = rows.exclude(**{f"{kind}__standing": Standing.REJECTED})
    return rows.filter(paragraph__in=paragraphs, **{f"{kind}__isnull": False, f"{kind}__merged_into": None}).order_by()


def _tally(rows: QuerySet[Any], kind: str) -> Iterable[tuple[str, str, int]]:
    counted = rows.values_list(f"{kind}__slug", f"{kind}__name").annotate(number=Count("paragraph", distinct=True))
    return list(counted)


def _summed(tallies: Sequence[Iterable[tuple[str, str, int]]]) -> list[Counted]:
    """Commonest first, then by name."""
    numbers: Counter[tuple[str, str]] = Counter()
    for tally in tallies:
        for value, words, number in tally:
            numbers[value, words] += number
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0][1]))
    return [Counted(value, words, number) for (value, words), number in ordered]
