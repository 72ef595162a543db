"""The one reading of the query string for paragraphs: list, files and search all use it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet

from evidence.filters.fields import Choices, OneOf, Parameter, YesNo
from evidence.filters.held import Preloaded
from evidence.filters.held_groups import Flags, Ints
from evidence.filters.lookups import named
from evidence.filters.missing import Missing, known_or_none, nobody, somebody
from evidence.filters.narrowing import narrowed
from evidence.filters.preloaded import preloaded
from evidence.filters.searched import RankedFilter, SearchedFilter
from evidence.linking.citing.records import CitationKind
from evidence.models import (
    Annotation,
    Citation,
    FootnoteMarker,
    Mention,
    Organisation,
    Paragraph,
    Quotation,
    Report,
    Section,
    Source,
    Standing,
    Subject,
    Tag,
    Witness,
)
from evidence.search.concordance import ORDERS

Paragraphs = QuerySet[Paragraph]


def within(sections: list[Section], prefix: str = "") -> Q:
    """Rows whose section is one of these, or lies beneath one. ``prefix`` leads from the row to its paragraph."""
    condition = Q()
    for section in sections:
        condition |= Q(
            **{
                f"{prefix}report": section.report_id,
                f"{prefix}section__position__gte": section.position,
                f"{prefix}section__position__lte": section.last_position,
            }
        )
    return condition


def speaking(entities: list[Any]) -> Q:
    """Quotations by any of these witnesses and organisations; with “none”, those whose speaker is not known."""
    known = Q(witness__in=[one for one in entities if isinstance(one, Witness)]) | Q(
        organisation__in=[one for one in entities if isinstance(one, Organisation)]
    )
    return known | nobody("witness") & nobody("organisation") if Missing.NONE in entities else known


def of_kinds(kinds: list[str]) -> list[Any]:
    """Kinds of citation, with “none” told apart from them."""
    return [Missing.NONE if kind == str(Missing.NONE) else kind for kind in kinds]


class ParagraphParameters(SearchedFilter):
    """Paragraphs by where they stand, whom they name or quote, what they rest on, and the words in them.

    The same parameter twice is either; different parameters are both.
    """

    report = named("report", "filter_report")
    section = named("section", "filter_section")
    paragraph = named("paragraph", "filter_paragraph")
    witness = named("witness", "filter_named_or_quoted", or_none=True)
    organisation = named("organisation", "filter_named_or_quoted", or_none=True)
    subject = named("subject", "filter_subject", or_none=True)
    quoted = named("quoted", "filter_quoted", or_none=True)
    footnoted = Parameter(YesNo, method="filter_footnoted", label="With notes")
    source = named("source", "filter_source", or_none=True)
    kind = Parameter(
        Choices, method="filter_kind", label="Kind of citation", choices=[*CitationKind, str(Missing.NONE)]
    )
    tag = named("tag", "filter_tag")
    annotated = Parameter(YesNo, method="filter_annotated", label="Annotated")

    def filter_report(self, paragraphs: Paragraphs, name: str, reports: list[Report]) -> Paragraphs:
        """Those of the reports."""
        return paragraphs.filter(report__in=reports)

    def filter_section(self, paragraphs: Paragraphs, name: str, sections: list[Section]) -> Paragraphs:
        """Those of the sections and of all that lies beneath them."""
        return paragraphs.filter(within(sections))

    def filter_paragraph(self, paragraphs: Paragraphs, name: str, conditions: list[Q]) -> Paragraphs:
        """Those with the labels."""
        either = Q()
        for condition in conditions:
            either |= condition
        return paragraphs.filter(either)

    def filter_named_or_quoted(self, paragraphs: Paragraphs, name: str, entities: list[Any]) -> Paragraphs:
        """Those that name or quote one of the witnesses, or organisations; with “none”, those that do neither."""

        def either(condition: Q) -> Q:
            return having(Mention, condition) | having(Quotation, condition)

        known = known_or_none(entities, lambda some: either(Q(**{f"{name}__in": some})), either(somebody(name)))
        return paragraphs.filter(known)

    def filter_subject(self, paragraphs: Paragraphs, name: str, subjects: list[Subject]) -> Paragraphs:
        """Those that treat of one of the subjects, or of none."""
        known = known_or_none(
            subjects, lambda some: having(Mention, Q(subject__in=some)), having(Mention, somebody("subject"))
        )
        return paragraphs.filter(known)

    def filter_quoted(self, paragraphs: Paragraphs, name: str, entities: list[Any]) -> Paragraphs:
        """Those that quote one of them, or somebody unknown."""
        return paragraphs.filter(having(Quotation, speaking(entities)))

    def filter_footnoted(self, paragraphs: Paragraphs, name: str, wanted: bool) -> Paragraphs:
        """Those with notes, or those without."""
        return _either(paragraphs, FootnoteMarker.objects.all(), wanted)

    def filter_source(self, paragraphs: Paragraphs, name: str, sources: list[Source]) -> Paragraphs:
        """Those with a note that cites one of the sources; with “none”, those without a note that cites any."""
        known = known_or_none(sources, lambda some: citing(Q(source__in=some)), citing(Q(source__isnull=False)))
        return paragraphs.filter(known)

    def filter_kind(self, paragraphs: Paragraphs, name: str, kinds: list[str]) -> Paragraphs:
        """Those with a note that cites something of one of the kinds; with “none”, those without a citation."""
        return paragraphs.filter(known_or_none(of_kinds(kinds), lambda some: citing(Q(kind__in=some)), citing(Q())))

    def filter_tag(self, paragraphs: Paragraphs, name: str, tags: list[Tag]) -> Paragraphs:
        """Those with a public annotation under one of the tags."""
        return _either(paragraphs, Annotation.objects.public().filter(tags__in=tags), True)

    def filter_annotated(self, paragraphs: Paragraphs, name: str, wanted: bool) -> Paragraphs:
        """Those with a public annotation, or those without."""
        return _either(paragraphs, Annotation.objects.public(), wanted)


class ParagraphFilter(ParagraphParameters, RankedFilter):
    """The same, with the order the paragraphs come in; counted in memory where the paragraphs are held there."""

    @cached_property
    def held(self) -> Preloaded | None:
        """What is held of the paragraphs: one state of it for all that a page counts."""
        return preloaded()

    @cached_property
    def _places(self) -> dict[tuple[str, ...], Ints | None]:
        return {}

    def places(self, left_out: str = "") -> Ints | None:
        """Where those of the set as it would be without a parameter stand among all that are held; none for all."""
        names = tuple(name for name, value in self.read.items() if value is not None and name not in (left_out, "sort"))
        if names not in self._places:
            self._places[names] = self._found(names)
        return self._places[names]

    def keys(self, left_out: str = "") -> Sequence[int] | None:
        """The keys of the same set in reading order; none where they are not held."""
        if self.held is None:
            return None
        keys = array("q")
        keys.frombytes(self.held.keys(self.places(left_out)).tobytes())
        return keys

    def _found(self, names: Sequence[str]) -> Ints | None:
        if self.held is None or not names:
            return None
        others = [self._narrowed[name] for name in names if name != "q"]
        places = None
        if self.query is not None and "q" in names:
            places = self.held.places(self.matching if self.query.has_terms else ())
        if not others:
            return places
        left = np.logical_and.reduce(others)
        found: Ints = np.flatnonzero(left) if places is None else places[left[places]]
        return found

    @cached_property
    def _narrowed(self) -> dict[str, Flags]:
        """For each parameter but the words which paragraphs it leaves."""
        held = self.held
        if held is None:
            return {}
        left = {}
        for name, value in self.read.items():
            if value is not None and name not in ("q", "sort"):
                flags = narrowed(held, name, value)
                left[name] = self._asked(held, name, value) if flags is None else flags
        return left

    def _asked(self, held: Preloaded, name: str, value: Any) -> Flags:
        """The same of a parameter that only the database can read."""
        rows = self.filters[name].filter(self.queryset.all(), value).order_by()
        flags: Flags = np.zeros(len(held), bool)
        flags[held.places(rows.values_list("pk", flat=True))] = True
        return flags


class OccurrenceFilter(ParagraphParameters):
    """The same, with the order their words' occurrences come in."""

    sort = Parameter(OneOf, method="keep_order", label="Order", choices=ORDERS)

    @property
    def order(self) -> str:
        """As in the report, unless asked otherwise."""
        return str(self.read.get("sort") or ORDERS[0])

    def keep_order(self, paragraphs: Paragraphs, name: str, order: str) -> Paragraphs:
        """The order is not a matter of which paragraphs."""
        return paragraphs


# A join would multiply rows and spoil later counts. The keys are collected once and looked up, where Exists would be
# asked for each paragraph: SQLite may then read every mention of the commonest name as often as there are paragraphs.


def having(model: type[Mention] | type[Quotation], condition: Q) -> Q:
    """Paragraphs with such a row that staff have not rejected."""
    rows = model._default_manager.exclude(standing=Standing.REJECTED).filter(condition)
    return Q(pk__in=rows.order_by().values("paragraph"))


def citing(condition: Q) -> Q:
    """Paragraphs that call a note with such a citation."""
    notes = Citation.objects.filter(condition).order_by().values("footnote")
    return Q(pk__in=FootnoteMarker.objects.filter(footnote__in=notes).order_by().values("paragraph"))


def _either(paragraphs: Paragraphs, rows: QuerySet[Any], wanted: bool) -> Paragraphs:
    """The paragraphs with one of the rows, or those without."""
    condition = Q(pk__in=rows.order_by().values("paragraph"))
    return paragraphs.filter(condition if wanted else ~condition)
