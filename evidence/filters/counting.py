"""Counting what a set of paragraphs has, with “none”: over arrays held in memory, or over rows the database gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from heapq import nlargest
from typing import Any, Protocol

import numpy as np
from django.db.models import Count, QuerySet

from evidence.filters import held_rows as kinds
from evidence.filters import shown
from evidence.filters.held import Preloaded
from evidence.filters.held_groups import Ints, Label, Shown, Tally, counted
from evidence.filters.held_sections import Named, Sections
from evidence.filters.missing import Missing
from evidence.filters.paragraphs import ParagraphFilter
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

# a facet shows this many; the rest are found on the lists of people, bodies and subjects
SHOWN = 12
# of sections about so many: as deep as the tree still has no more, and what lies under a chosen one
SHOWN_SECTIONS = 40
NONE = str(Missing.NONE)
_KINDS = {
    "witness": kinds.WITNESS,
    "organisation": kinds.ORGANISATION,
    "subject": kinds.SUBJECT,
    "quoted": kinds.QUOTED,
    "kind": kinds.KIND,
    "source": kinds.SOURCE,
}
_ENTITIES: dict[str, Any] = {"witness": Witness, "organisation": Organisation, "subject": Subject}


class Counting(Protocol):
    """What facets ask of a set; each number is of the set without the facet’s own parameter."""

    def tally(self, parameter: str) -> Tally: ...
    def sections(self) -> tuple[list[tuple[Named, int]], int]: ...
    def reports(self) -> list[tuple[str, str, int]]: ...
    def annotated(self) -> tuple[int, int]: ...


class InMemory:
    """Counted over the arrays that are held."""

    def __init__(self, found: ParagraphFilter, held: Preloaded) -> None:
        self.found, self.held = found, held

    def tally(self, parameter: str) -> Tally:
        chosen = self.found.given.get(parameter, ())
        return self.held.tally(_KINDS[parameter], self.found.places(parameter), chosen, SHOWN)

    def sections(self) -> tuple[list[tuple[Named, int]], int]:
        sections = self.held.sections_of(self.found.places("section"))
        return self.held.sections.counted(sections, None, self.found.given.get("section", ()), SHOWN_SECTIONS)

    def reports(self) -> list[tuple[str, str, int]]:
        return self.held.sections.by_report(self.held.sections_of(self.found.places("report")))

    def annotated(self) -> tuple[int, int]:
        places, noted = self.found.places("annotated"), self.held.passages.annotated
        noted = noted if places is None else noted[places]
        return int(noted.sum()), len(noted)


class InDatabase:
    """Counted over the rows that the database gives of the set."""

    def __init__(self, found: ParagraphFilter) -> None:
        self.found = found

    def tally(self, parameter: str) -> Tally:
        match parameter:
            case "kind":
                return self._tally(parameter, self._cited(parameter, "kind"), shown.cited)
            case "source":
                return self._sources()
            case "quoted":
                rows = self._rows(Quotation, parameter).values_list("paragraph", "witness", "organisation")
                speakers = ((paragraph, (witness, body)) for paragraph, witness, body in rows)
                by_name = shown.speaking(shown.names(Witness), shown.names(Organisation))
                return self._tally(parameter, speakers, by_name)
            case _:
                return self._named(parameter)

    def sections(self) -> tuple[list[tuple[Named, int]], int]:
        chosen = self.found.given.get("section", ())
        return self._tree.counted(*self._direct("section"), chosen, SHOWN_SECTIONS)

    def reports(self) -> list[tuple[str, str, int]]:
        return self._tree.by_report(*self._direct("report"))

    def annotated(self) -> tuple[int, int]:
        rows = self._without("annotated")
        noted = rows.filter(pk__in=Annotation.objects.public().order_by().values("paragraph"))
        return noted.count(), rows.count()

    @cached_property
    def _tree(self) -> Sections:
        return Sections()

    def _direct(self, parameter: str) -> tuple[Ints, Ints]:
        """The sections with paragraphs of the set, and how many each has."""
        rows = self._without(parameter).values_list("section").annotate(number=Count("pk"))
        pairs = np.array(list(rows), np.int64).reshape(-1, 2)
        pairs = pairs[self._tree.known(pairs[:, 0])]
        return self._tree.places(pairs[:, 0]), pairs[:, 1]

    def _without(self, parameter: str) -> QuerySet[Paragraph]:
        rows: QuerySet[Paragraph] = self.found.without(parameter).order_by()
        return rows

    def _groups(self, parameter: str, pairs: Iterable[tuple[int, Any]]) -> list[tuple[frozenset[Any], int]]:
        """Just which things a paragraph has, and how many have just these."""
        things: dict[int, set[Any]] = defaultdict(set)
        for paragraph, thing in pairs:
            things[paragraph].add(thing)
        groups = Counter(map(frozenset, things.values()))
        groups[frozenset()] = self._without(parameter).count() - len(things)
        return list(groups.items())

    def _tally(self, parameter: str, pairs: Iterable[tuple[int, Any]], way: Shown) -> Tally:
        numbers: Counter[Label] = Counter()
        none = 0
        for things, number in self._groups(parameter, pairs):
            labels, lacks = way(tuple(things))
            for label in labels:
                numbers[label] += number
            none += number if lacks else 0
        return counted(+numbers, none, self.found.given.get(parameter, ()), SHOWN)

    def _named(self, kind: str) -> Tally:
        models = (Mention,) if kind == "subject" else (Mention, Quotation)
        pairs = (
            pair
            for model in models
            for pair in self._rows(model, kind).exclude(**{kind: None}).values_list("paragraph", kind)
        )
        return self._tally(kind, pairs, shown.called(shown.names(_ENTITIES[kind])))

    def _sources(self) -> Tally:
        """Of tens of thousands of sources only those are named that may be shown."""
        numbers: Counter[int] = Counter()
        groups = self._groups("source", self._cited("source", "source"))
        for keys, number in groups:
            numbers.update(dict.fromkeys(keys, number))
        least = min(nlargest(SHOWN, numbers.values()), default=0)
        asked = {getattr(source, "pk", None) for source in self.found.read.get("source") or ()}
        names = shown.source_names([key for key, number in numbers.items() if number >= least or key in asked])
        rows = [(*names[key], numbers[key]) for key in names]
        return Tally(rows, len(numbers), dict(groups).get(frozenset(), 0))

    def _rows(self, model: Any, parameter: str) -> QuerySet[Any]:
        rows: QuerySet[Any] = model._default_manager.exclude(standing=Standing.REJECTED).order_by()
        return rows.filter(paragraph__in=self._without(parameter))

    def _cited(self, parameter: str, field: str) -> Iterable[tuple[int, Any]]:
        """Paragraphs with the kind, or the source, of what they cite."""
        cited = Citation.objects.filter(footnote__markers__paragraph__in=self._without(parameter)).order_by()
        return cited.exclude(**{field: None}).values_list("footnote__markers__paragraph", field)
