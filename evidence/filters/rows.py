"""The same query string for what stands in paragraphs: their footnotes, quotations and citations.

A parameter that says something of the row itself (who is quoted, which source is cited) narrows the rows; every
other one means “of paragraphs that …”, so that one set of paragraphs can be read through to all it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from evidence.filters.fields import Choices, Dates, Parameter
from evidence.filters.missing import known_or_none
from evidence.filters.paragraphs import ParagraphParameters, of_kinds, speaking
from evidence.models import Citation, FootnoteMarker, Paragraph, QuotationCheck, Section

Own = Callable[[Any], Q]


class RowFilter(ParagraphParameters):
    """Rows by themselves and by their paragraphs. Rows of no paragraph at all are only in the whole set."""

    own: ClassVar[Mapping[str, Own]] = {}

    @staticmethod
    def of(paragraphs: QuerySet[Paragraph]) -> Q:
        """The condition for a row to stand in one of the paragraphs."""
        return Q(paragraph__in=paragraphs)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that all parameters leave."""
        return self._narrowed(queryset, "")

    def without(self, parameter: str) -> QuerySet[Any]:
        """The set as it would be without the parameter."""
        return self._narrowed(self.queryset.all(), parameter)

    def filter_own(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """The rows that are so themselves."""
        return rows.filter(self.own[name](value))

    def _narrowed(self, rows: QuerySet[Any], left_out: str) -> QuerySet[Any]:
        everywhere: QuerySet[Paragraph] = Paragraph.objects.published()
        paragraphs = everywhere
        for name, value in self.read.items():
            if value is None or name == left_out:
                continue
            if name in self.own:
                rows = self.filter_own(rows, name, value)
            else:
                paragraphs = self.filters[name].filter(paragraphs, value)
        return rows if paragraphs is everywhere else rows.filter(self.of(paragraphs))


UNCHECKED = "unchecked"  # nothing that its note cites is held here as testimony


def _checked(outcomes: list[str]) -> Q:
    unchecked = Q(checked=None) if UNCHECKED in outcomes else Q()
    return Q(checked__outcome__in=outcomes) | unchecked


class QuotationFilter(RowFilter):
    """Quotations: ``quoted`` is whose words they are, ``footnoted`` whether a note follows them, ``check`` what came
    of laying them beside the testimony.
    """

    check = Parameter(
        Choices, method="filter_own", label="Beside the testimony", choices=[*QuotationCheck.Outcome.values, UNCHECKED]
    )

    own: ClassVar[Mapping[str, Own]] = {
        "quoted": speaking,
        "footnoted": lambda wanted: Q(footnote__isnull=not wanted),
        "check": _checked,
    }


def _beneath(sections: list[Section], page: str) -> Q:
    """Of a page among these or beneath one of them: a note that nothing calls belongs to its page."""
    condition = Q()
    for section in sections:
        condition |= Q(
            **{
                f"{page}__report": section.report_id,
                f"{page}__position__gte": section.position,
                f"{page}__position__lte": section.last_position,
            }
        )
    return condition


def _called_from(sections: list[Section], note: str) -> Q:
    calls = FootnoteMarker.objects.filter(_beneath(sections, "paragraph__section"), paragraph__withdrawn_at=None)
    return Q(**{f"{note}__in": calls.order_by().values("footnote")})


def _cites(condition: Q) -> Q:
    return Q(pk__in=Citation.objects.filter(condition).order_by().values("footnote"))


def _called_in(paragraphs: QuerySet[Paragraph]) -> QuerySet[Any]:
    return FootnoteMarker.objects.filter(paragraph__in=paragraphs).order_by().values("footnote")


class FootnoteFilter(RowFilter):
    """Footnotes: ``source`` and ``kind`` are of what they cite; a section's are its pages' and those it calls."""

    own: ClassVar[Mapping[str, Own]] = {
        "report": lambda reports: Q(report__in=reports),
        "section": lambda sections: _beneath(sections, "page") | _called_from(sections, "pk"),
        "source": lambda sources: known_or_none(
            sources, lambda some: _cites(Q(source__in=some)), _cites(Q(source__isnull=False))
        ),
        "kind": lambda kinds: known_or_none(of_kinds(kinds), lambda some: _cites(Q(kind__in=some)), _cites(Q())),
    }

    @staticmethod
    def of(paragraphs: QuerySet[Paragraph]) -> Q:
        """Notes that one of the paragraphs calls."""
        return Q(pk__in=_called_in(paragraphs))


def _dated(dates: list[str]) -> Q:
    """Of one of the years, months or days."""
    condition = Q()
    for date in dates:
        condition |= Q(date__startswith=date)
    return condition


class CitationFilter(RowFilter):
    """Citations: ``source``, ``kind`` and ``date`` are what is cited."""

    date = Parameter(Dates, method="filter_own", label="Date of the evidence")

    own: ClassVar[Mapping[str, Own]] = {
        "date": _dated,
        "report": lambda reports: Q(footnote__report__in=reports),
        "section": lambda sections: _beneath(sections, "footnote__page") | _called_from(sections, "footnote"),
        "source": lambda sources: known_or_none(sources, lambda some: Q(source__in=some), Q(source__isnull=False)),
        "kind": lambda kinds: Q(kind__in=kinds),
    }

    @staticmethod
    def of(paragraphs: QuerySet[Paragraph]) -> Q:
        """Citations in a note that one of the paragraphs calls."""
        return Q(footnote__in=_called_in(paragraphs))
