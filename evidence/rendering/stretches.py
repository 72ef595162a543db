"""What can stand on a text, and how rows that do not fit it or one another are brought into order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.utils.formats import date_format

# quotations inside quotations, as deep as print goes; deeper rows are malformed and stay without markup
DEEPEST_QUOTATION = 4


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch that leads somewhere. ``kind`` becomes its class."""

    start: int
    end: int
    url: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that stands out: words found by a search, words that staff annotated. ``anchor`` is its id, or none."""

    start: int
    end: int
    kind: str = "match"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch that is somebody's words; the speaker's name and address where they are known."""

    start: int
    end: int
    speaker: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """Where a note is called: before the character at ``offset``. ``anchor`` is its own id, empty for none."""

    offset: int
    label: str
    url: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A stretch that is masked: since when, and why, if readers are told."""

    start: int
    end: int
    day: str = ""
    reason: str = ""

    def __str__(self) -> str:
        """As it is said in place of the words."""
        since = f"withheld on {date_format(date.fromisoformat(self.day), 'j F Y')}" if self.day else "withheld"
        return f"{since}: {self.reason}" if self.reason else since


def withheld_in(row: Any, line: int = -1) -> list[Withheld]:
    """What is masked in a row that was asked for ``with_marks``, or in one line of it; else nothing is known."""
    marks = getattr(row, "withheld_marks", None) or ()
    return [Withheld(start, end, day, reason) for start, end, day, reason, at in marks if at == line]


Stretch = TypeVar("Stretch", Link, Mark, Quote)


def clipped(stretches: Iterable[Stretch], size: int) -> list[Stretch]:
    """The stretches inside a text of this size, in order, the longer of two first."""
    inside = (replace(item, start=max(item.start, 0), end=min(item.end, size)) for item in stretches)
    return sorted((item for item in inside if item.start < item.end), key=lambda item: (item.start, -item.end))


def apart(links: Sequence[Link]) -> list[Link]:
    """Links that do not overlap: of two that do, the one that begins first, or is longer, stays."""
    kept: list[Link] = []
    for link in links:
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return kept


def nesting(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes that lie apart or whole inside one another: of two that cross, the one that begins first stays."""
    kept: list[Quote] = []
    around: list[Quote] = []
    for quote in quotes:
        while around and around[-1].end <= quote.start:
            around.pop()
        same = bool(around) and (around[-1].start, around[-1].end) == (quote.start, quote.end)
        if same or len(around) == DEEPEST_QUOTATION or (around and quote.end > around[-1].end):
            continue
        kept.append(quote)
        around.append(quote)
    return kept


def placed(calls: Iterable[Call], size: int) -> list[Call]:
    """The calls in order, each inside a text of this size or at its end: none is lost."""
    inside = (replace(call, offset=min(max(call.offset, 0), size)) for call in calls)
    return sorted(inside, key=lambda call: call.offset)
