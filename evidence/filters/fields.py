"""Parameters of a query string, each read strictly: an unknown value is an error that says what would do."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django_filters.filters import Filter
from rapidfuzz import process

from evidence.search.query import Query, parse

MOST_VALUES = 100
LONGEST_VALUE = 1000
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
# of a name that is looked for
MOST_WORDS = 10
# what an error offers: the values nearest to the one given, or the first few
OFFERED = 3
# among how many values the nearest is looked for, so that a mistyped address stays cheap
COMPARED = 20_000

Found = dict[str, list[Any]]  # value as given → what it means
LookUp = Callable[[Sequence[str]], Found]
Offers = Callable[[], Iterable[str]]


def quoted(value: str) -> str:
    """A value as an error repeats it: what it begins with, on one line."""
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in value[:80]).split())
    return f"“{words}…”" if len(value) > 80 else f"“{words}”"


class Values(forms.Field):
    """A parameter that may be repeated. Empty values, as forms send them, are the same as none."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Sequence[str] | None) -> Any:
        """What the values mean; none for none."""
        given = list(dict.fromkeys(item for item in value or () if item.strip()))
        if len(given) > MOST_VALUES:
            raise ValidationError(f"{len(given)} values are given; at most {MOST_VALUES} can be asked for at once")
        for item in given:
            if len(item) > LONGEST_VALUE:
                raise ValidationError(f"{quoted(item)} has {len(item)} characters, more than any value here")
            if "\x00" in item:
                raise ValidationError(f"{quoted(item)} holds a NUL character, which no value here does")
        return self.meaning(given) if given else None

    def meaning(self, given: list[str]) -> Any:
        """What the values mean."""
        return given


class Named(Values):
    """Values that name things in the database, looked up together."""

    def __init__(self, *, look_up: LookUp, offers: Offers, noun: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.look_up, self.offers, self.noun = look_up, offers, noun

    def meaning(self, given: list[str]) -> list[Any]:
        """The things named, each once."""
        found = self.look_up(given)
        unknown = [value for value in given if not found.get(value)]
        if unknown:
            raise ValidationError(
                [f"{quoted(value)} is not {self.noun} here; {self._nearest(value)}" for value in unknown[:OFFERED]]
            )
        return list({thing: None for value in given for thing in found[value]})

    def _nearest(self, value: str) -> str:
        offers = [offer for offer, _ in zip(self.offers(), range(COMPARED), strict=False)]
        near = [offer for offer, _, _ in process.extract(value, offers, limit=OFFERED, score_cutoff=60)]
        if not offers:
            return "there is none at all yet"
        return (
            f"the nearest is {_listed(near)}" if near else f"what would do is, for example, {_listed(offers[:OFFERED])}"
        )


class Text(Values):
    """A few words, given once."""

    def meaning(self, given: list[str]) -> str:
        """The words."""
        if len(given) > 1:
            raise ValidationError(f"{_listed(given)} are given; put all the words into one")
        if len(given[0].split()) > MOST_WORDS:
            raise ValidationError(f"{quoted(given[0])} has more than {MOST_WORDS} words")
        return given[0].strip()


class Choices(Values):
    """Values of a short fixed list."""

    def __init__(self, *, choices: Collection[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.allowed = list(choices)

    def meaning(self, given: list[str]) -> Any:
        """The values, all of them allowed."""
        for value in given:
            if value not in self.allowed:
                raise ValidationError(f"{quoted(value)} is not known here; what would do is {_listed(self.allowed)}")
        return given


class OneOf(Choices):
    """One value of a short fixed list."""

    def meaning(self, given: list[str]) -> str:
        """The value."""
        if len(super().meaning(given)) > 1:
            raise ValidationError(f"{_listed(given)} contradict one another; give one of them")
        return given[0]


class YesNo(OneOf):
    """Yes or no."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=("yes", "no"), **kwargs)

    def meaning(self, given: list[str]) -> Any:
        """As a truth value."""
        return super().meaning(given) == "yes"


class Day(Values):
    """One day, written as 2019-05-20."""

    def meaning(self, given: list[str]) -> date:
        """The day."""
        if len(given) > 1:
            raise ValidationError(f"{_listed(given)} contradict one another; give one of them")
        try:
            return datetime.strptime(given[0], "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            raise ValidationError(f"{quoted(given[0])} is not a day; one is written “2019-05-20”") from None


class Dates(Values):
    """Years, months or days, written as 2009, 2009-11 or 2009-11-02."""

    def meaning(self, given: list[str]) -> list[str]:
        """The beginnings that dates so meant have in common."""
        for value in given:
            if not _DATE.fullmatch(value):
                raise ValidationError(
                    f"{quoted(value)} is not a date; one is written “2009”, “2009-11” or “2009-11-02”"
                )
        return given


class Words(Values):
    """A query of the search language."""

    def clean(self, value: Sequence[str] | None) -> Query | None:
        """The query as it was read. It may be of any length and hold any character: the language judges it."""
        given = [item for item in value or () if item.strip()]
        if len(given) > 1:
            raise ValidationError("given more than once; put all the words into one")
        query = parse(given[0]) if given else None
        if query and query.refusal:
            raise ValidationError(query.refusal)
        return query if query and not query.is_empty else None


def _listed(values: Sequence[str]) -> str:
    return ", ".join(quoted(value) for value in values)


class Parameter(Filter):
    """A parameter of the query string: ``reader`` says what its values may be, ``method`` what they narrow to."""

    def __init__(self, reader: type[Values], *, label: str, method: str, **options: Any) -> None:
        self.field_class: type[forms.Field] = reader
        super().__init__(label=label, method=method, **options)  # type: ignore[no-untyped-call]
