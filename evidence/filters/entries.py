"""The one reading of the query string for lists of entries: people, organisations, subjects, sources and hearings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import F, OrderBy, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Length, Lower, NullIf, Reverse, Right, StrIndex

from evidence.filters.fields import Choices, OneOf, Parameter, Text
from evidence.filters.lookups import named
from evidence.filters.strict import StrictFilter
from evidence.models import Inquiry, OrganisationAlias, Source, Speech, SubjectAlias, WitnessAlias

Order = tuple[str | OrderBy, ...]

# what follows the last blank of a name; the whole of a name without one, as a cipher is
_LAST_WORD = Right("name", Coalesce(NullIf(StrIndex(Reverse("name"), Value(" ")), 0) - 1, Length("name")))
_MOST_CITED: Order = (F("cited").desc(), "reference")
_MOST_QUOTED: Order = (F("quoted").desc(), "name", "pk")
_MOST_TREATED: Order = (F("paragraphs").desc(), "name", "pk")


class EntryFilter(StrictFilter):
    """Entries by words of their name and by their inquiry. The first of ``orders`` is the one that nobody asked for."""

    orders: ClassVar[Mapping[str, Order]]

    name = Parameter(Text, method="filter_name", label="Name")
    inquiry = named("inquiry", "filter_inquiry")

    @staticmethod
    def called(word: str) -> Q:
        """Entries one of whose names holds the word."""
        raise NotImplementedError

    @property
    def order(self) -> str:
        """The name of the order asked for."""
        return str(self.read.get("sort") or next(iter(self.orders)))

    def filter_name(self, entries: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """Those that every word is found in, as a part of a name."""
        for word in words.split():
            entries = entries.filter(self.called(word))
        return entries

    def filter_inquiry(self, entries: QuerySet[Any], name: str, inquiries: list[Inquiry]) -> QuerySet[Any]:
        """Those of the inquiries."""
        return entries.filter(inquiry__in=inquiries)

    def keep_order(self, entries: QuerySet[Any], name: str, order: str) -> QuerySet[Any]:
        """The order is not a matter of which entries: ``in_order`` sees to it."""
        return entries

    def in_order(self) -> QuerySet[Any]:
        """The entries that all parameters leave, in the order asked for."""
        entries: QuerySet[Any] = self.qs
        return entries.order_by(*self.orders[self.order])


def _either(own: Q, others: QuerySet[Any], entry: str) -> Q:
    """By the entry itself, or by another row that points to it."""
    return own | Q(pk__in=others.order_by().values(entry))


class WitnessFilter(EntryFilter):
    """People; a cipher is found by its sign only."""

    orders = {
        "surname": (Lower(_LAST_WORD).asc(), "name", "pk"),
        "name": ("name", "pk"),
        "quoted": _MOST_QUOTED,
        "paragraphs": _MOST_TREATED,
    }
    sort = Parameter(OneOf, method="keep_order", label="Order", choices=list(orders))

    @staticmethod
    def called(word: str) -> Q:
        """By name, title or alias."""
        aliases = WitnessAlias.objects.filter(name__icontains=word, witness__is_cipher=False)
        return _either(Q(name__icontains=word) | Q(honorific__icontains=word, is_cipher=False), aliases, "witness")


class OrganisationFilter(EntryFilter):
    """Organisations."""

    orders = {"name": ("name", "pk"), "quoted": _MOST_QUOTED, "paragraphs": _MOST_TREATED}
    sort = Parameter(OneOf, method="keep_order", label="Order", choices=list(orders))

    @staticmethod
    def called(word: str) -> Q:
        """By name, abbreviation or alias."""
        aliases = OrganisationAlias.objects.filter(name__icontains=word)
        return _either(Q(name__icontains=word) | Q(abbreviation__icontains=word), aliases, "organisation")


class SubjectFilter(EntryFilter):
    """Subjects."""

    orders = {"name": ("name", "pk"), "paragraphs": _MOST_TREATED}
    sort = Parameter(OneOf, method="keep_order", label="Order", choices=list(orders))

    @staticmethod
    def called(word: str) -> Q:
        """By name or alias."""
        return _either(Q(name__icontains=word), SubjectAlias.objects.filter(name__icontains=word), "subject")


class SourceFilter(EntryFilter):
    """Sources, by what holds them as well."""

    orders = {"reference": ("reference", "pk"), "cited": _MOST_CITED}
    sort = Parameter(OneOf, method="keep_order", label="Order", choices=list(orders))
    holding = Parameter(Choices, method="filter_holding", label="Where it is", choices=Source.Holding.values)

    @staticmethod
    def called(word: str) -> Q:
        """By reference or title."""
        return Q(reference__icontains=word) | Q(title__icontains=word)

    def filter_holding(self, entries: QuerySet[Any], name: str, holdings: list[str]) -> QuerySet[Any]:
        """Those that are there."""
        return entries.filter(holding__in=holdings)


class HearingFilter(EntryFilter):
    """Hearings."""

    orders = {
        "date": ("date", "session", "pk"),
        "latest": (F("date").desc(), F("session").desc(), "pk"),
        "speeches": (F("spoken").desc(), "date", "pk"),
    }
    sort = Parameter(OneOf, method="keep_order", label="Order", choices=list(orders))

    @staticmethod
    def called(word: str) -> Q:
        """By title, or by who spoke there."""
        speeches = Speech.objects.published().filter(witness__name__icontains=word, witness__is_cipher=False)
        return _either(Q(title__icontains=word), speeches, "hearing")
