"""Counting what a set of paragraphs has, with “none”: over rows held in memory, or over rows the database gives.

Both give, for each paragraph, the things of one kind in it; one reading of those makes the numbers, so that they are
the same wherever they are counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

from django.db.models import Count, QuerySet

from evidence.filters.missing import Missing
from evidence.filters.paragraphs import ParagraphFilter
from evidence.filters.preloaded import KIND, ORGANISATION, QUOTED, SECTION, SOURCE, SUBJECT, WITNESS, Preloaded, Speaker
from evidence.models import (
    Annotation,
    Citation,
    Mention,
    Organisation,
    Paragraph,
    Quotation,
    Standing,
    Subject,
    Witness,
)

Names = Mapping[Any, tuple[str, str]]  # thing → its value and its words
Tally = tuple[
    Counter[Any], Names, int
]  # in how many paragraphs each thing is, what they are called, how many have none
Groups = Iterable[tuple[Collection[Any], int]]  # just these things, in how many paragraphs

NONE = str(Missing.NONE)
_COLUMNS = {"witness": WITNESS, "organisation": ORGANISATION, "subject": SUBJECT}
_ENTITIES: dict[str, Any] = {"witness": Witness, "organisation": Organisation, "subject": Subject}


class Counting(Protocol):
    """What facets ask of a set; each number is of the set without the facet’s own parameter."""

    def named(self, kind: str) -> Tally: ...
    def quoted(self) -> Tally: ...
    def kinds(self) -> Tally: ...
    def sources(self) -> Tally: ...
    def direct(self, parameter: str) -> Counter[int]: ...
    def annotated(self) -> tuple[int, int]: ...


def _tally(groups: Groups, names: Names) -> Tally:
    """How many paragraphs have each thing that has a name, and how many have none of them."""
    numbers: Counter[Any] = Counter()
    none = 0
    for things, number in groups:
        known = [thing for thing in things if thing in names]
        for thing in known:
            numbers[thing] += number
        none += 0 if known else number
    return numbers, names, none


def _kinds(groups: Groups) -> Tally:
    groups = list(groups)
    return _tally(groups, {kind: (kind, kind) for kinds, _ in groups for kind in kinds})


def _sources(groups: Groups) -> Tally:
    """Without names: they are looked up for those that are shown."""
    numbers: Counter[int] = Counter()
    none = 0
    for sources, number in groups:
        for source in sources:
            numbers[source] += number
        none += 0 if sources else number
    return numbers, {}, none


def _quoted(groups: Iterable[tuple[Collection[Speaker], int]], people: Names, bodies: Names) -> Tally:
    """By the speaker’s name; with those who quote somebody unknown."""
    numbers: Counter[Any] = Counter()
    unknown = 0
    for speakers, number in groups:
        known = {people.get(witness) or bodies.get(body) for witness, body in speakers}
        unknown += number if None in known else 0
        for name in known - {None}:
            numbers[name] += number
    return numbers, {name: name for name in numbers}, unknown


class InMemory:
    """Counted over the rows that are held."""

    def __init__(self, found: ParagraphFilter, held: Preloaded) -> None:
        self.found, self.held = found, held

    def _groups(self, parameter: str, column: int) -> Groups:
        return self.held.count(self.found.keys(parameter), column).items()

    def named(self, kind: str) -> Tally:
        column = _COLUMNS[kind]
        return _tally(self._groups(kind, column), self.held.names[column])

    def quoted(self) -> Tally:
        return _quoted(self._groups("quoted", QUOTED), self.held.names[WITNESS], self.held.names[ORGANISATION])

    def kinds(self) -> Tally:
        return _kinds(self._groups("kind", KIND))

    def sources(self) -> Tally:
        return _sources(self._groups("source", SOURCE))

    def direct(self, parameter: str) -> Counter[int]:
        return self.held.count(self.found.keys(parameter), SECTION)

    def annotated(self) -> tuple[int, int]:
        keys = self.found.keys("annotated")
        noted = {*Annotation.objects.public().order_by().values_list("paragraph", flat=True)}
        if keys is None:
            return len(self.held.among(noted)), len(self.held.rows)
        return len(noted.intersection(keys)), len(keys)


class InDatabase:
    """Counted over the rows that the database gives of the set."""

    def __init__(self, found: ParagraphFilter) -> None:
        self.found = found

    def _without(self, parameter: str) -> QuerySet[Paragraph]:
        rows: QuerySet[Paragraph] = self.found.without(parameter).order_by()
        return rows

    def _groups(self, parameter: str, pairs: Iterable[tuple[int, Any]]) -> Groups:
        things: dict[int, set[Any]] = defaultdict(set)
        for paragraph, thing in pairs:
            things[paragraph].add(thing)
        groups = Counter(map(frozenset, things.values()))
        groups[frozenset()] = self._without(parameter).count() - len(things)
        return groups.items()

    def _rows(self, model: Any, parameter: str) -> QuerySet[Any]:
        rows: QuerySet[Any] = model._default_manager.exclude(standing=Standing.REJECTED).order_by()
        return rows.filter(paragraph__in=self._without(parameter))

    def _cited(self, parameter: str) -> QuerySet[Any]:
        return Citation.objects.filter(footnote__markers__paragraph__in=self._without(parameter)).order_by()

    def _names(self, kind: str) -> Names:
        rows = _ENTITIES[kind]._default_manager.published().order_by().values_list("pk", "slug", "name")
        return {key: (slug, name) for key, slug, name in rows}

    def named(self, kind: str) -> Tally:
        models = (Mention,) if kind == "subject" else (Mention, Quotation)
        pairs = [
            pair
            for model in models
            for pair in self._rows(model, kind).exclude(**{kind: None}).values_list("paragraph", kind)
        ]
        return _tally(self._groups(kind, pairs), self._names(kind))

    def quoted(self) -> Tally:
        rows = self._rows(Quotation, "quoted").values_list("paragraph", "witness", "organisation")
        pairs = ((paragraph, (witness, body)) for paragraph, witness, body in rows)
        return _quoted(self._groups("quoted", pairs), self._names("witness"), self._names("organisation"))

    def kinds(self) -> Tally:
        return _kinds(self._groups("kind", self._cited("kind").values_list("footnote__markers__paragraph", "kind")))

    def sources(self) -> Tally:
        cited = self._cited("source").exclude(source=None).values_list("footnote__markers__paragraph", "source")
        return _sources(self._groups("source", cited))

    def direct(self, parameter: str) -> Counter[int]:
        return Counter(dict(self._without(parameter).values_list("section").annotate(number=Count("pk"))))

    def annotated(self) -> tuple[int, int]:
        rows = self._without("annotated")
        noted = rows.filter(pk__in=Annotation.objects.public().order_by().values("paragraph"))
        return noted.count(), rows.count()
