"""Pages as a reader finds them, before they are checked: rows with or without a number, and the page's own number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

LAST_LINE = 60  # no transcript numbers more lines on a page; a larger number is a year or an amount
_LEADING = re.compile(r"^\s*(\d{1,2})(?=\s|$)")
_LONE = re.compile(
    r"^\s*(?:(?=page\s+\d{5}\b)page\s+(?P<long>\d{5})|(?:page\s+)?[-–]?\s*(?P<number>\d{1,4}))"
    r"\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?\s*$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b\d{1,4}[/:]\d{1,2}\b")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class PrintedRow:
    """One row: its printed number or none, its text with the indent it has on the page, where it was read."""

    number: int | None
    text: str
    source: int | None = None  # line of the file, or none of a PDF


@dataclass(slots=True)
class PrintedPage:
    """One page of the transcript, whatever sheet it stood on."""

    number: int | None = None
    rows: list[PrintedRow] = field(default_factory=list)
    source: int | None = None

    def numbered(self) -> list[int]:
        return [row.number for row in self.rows if row.number is not None]


@dataclass(slots=True)
class PrintedPages:
    """What a reader found: pages in order, and how many rows of a word index were left out."""

    pages: list[PrintedPage] = field(default_factory=list)
    concordance: int = 0
    headers: list[str] = field(default_factory=list)  # furniture outside any page, as printed


def leading_number(text: str) -> tuple[int, int, int] | None:
    """The number a row begins with, and the columns where it starts and ends."""
    found = _LEADING.match(text)
    return (int(found[1]), found.start(1), found.end(1)) if found else None


def lone_number(text: str) -> tuple[int, int] | None:
    """The number that is all of a row, "Page 12" and "- 12 -" included, and the column where it starts."""
    found = _LONE.match(text)
    group = "long" if found and found["long"] else "number"
    return (int(found[group]), found.start(group)) if found else None


def is_word_index(text: str) -> bool:
    """Whether a row is of the list of words with page/line that ends a condensed transcript."""
    places = _PLACE.findall(text)
    return len(places) >= 2 and len(places) * 2 >= len(text.split()) - 1


def furniture_key(text: str) -> str:
    """What stays the same of a running header or footer from sheet to sheet."""
    return _DIGITS.sub("#", " ".join(text.split()))


def repeated(texts: Iterable[str]) -> set[str]:
    """The keys of rows that stand on more than one page, as running headers and footers do."""
    return {key for key, count in Counter(furniture_key(text) for text in texts).items() if count > 1}
