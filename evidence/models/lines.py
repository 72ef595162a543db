"""Lines of a transcript: how a stretch of them is written in an address, and how it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from evidence.models.hearings import TranscriptPage

if TYPE_CHECKING:
    from evidence.models.sources import Citation

# "69", "69-70", "69:9", "69:9-70:2"; no page or line has a number of ten digits, and no database need be asked
_PLACE = re.compile(r"([0-9]{1,9})(?::([0-9]{1,9}))?(?:[-–]([0-9]{1,9})(?::([0-9]{1,9}))?)?")
_LAST = 10**9


@dataclass(frozen=True, slots=True)
class Lines:
    """From a line to a line of the same page or a later one, both included; without lines, whole pages."""

    page_from: int
    line_from: int | None
    page_to: int
    line_to: int | None

    @classmethod
    def at(cls, place: str) -> Lines | None:
        """What the last part of an address means; none where it cannot be read."""
        found = _PLACE.fullmatch(place)
        if found is None:
            return None
        page, line, last_page, last_line = (None if part is None else int(part) for part in found.groups())
        if page is None or (last_page is not None and (line is None) != (last_line is None)):
            return None
        return cls(page, line, page, line) if last_page is None else cls(page, line, last_page, last_line)

    @classmethod
    def cited(cls, page_from: str, line_from: str, page_to: str, line_to: str) -> Lines | None:
        """What a citation points to; none where it names no page by number, or counts backwards."""
        page, line, last_page, last_line = map(_number, (page_from, line_from, page_to, line_to))
        if page is None:
            return None
        if last_page is None:
            last_page = page
        if line is None or (last_line is None and last_page != page):
            lines = cls(page, None, last_page, None)
        else:
            lines = cls(page, line, last_page, line if last_line is None else last_line)
        return None if lines.is_reversed else lines

    @property
    def start(self) -> tuple[int, int]:
        return (self.page_from, 0 if self.line_from is None else self.line_from)

    @property
    def end(self) -> tuple[int, int]:
        return (self.page_to, _LAST if self.line_to is None else self.line_to)

    @property
    def is_reversed(self) -> bool:
        return self.end < self.start

    @property
    def turned(self) -> Lines:
        """The same, read the other way."""
        return Lines(self.page_to, self.line_to, self.page_from, self.line_from)

    @property
    def address(self) -> str:
        """The last part of its address: “69:9-70:2”."""
        first, last = _point(self.page_from, self.line_from), _point(self.page_to, self.line_to)
        return first if first == last else f"{first}-{last}"

    def __str__(self) -> str:
        if self.line_from is None:
            one = self.page_from == self.page_to
            return f"page {self.page_from}" if one else f"pages {self.page_from} to {self.page_to}"
        if self.page_from != self.page_to:
            return f"page {self.page_from}, line {self.line_from} to page {self.page_to}, line {self.line_to}"
        if self.line_from == self.line_to:
            return f"page {self.page_from}, line {self.line_from}"
        return f"page {self.page_from}, lines {self.line_from} to {self.line_to}"


def with_lines(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """Citations that know, without asking one by one, whether the page they point to is held: see ``lines_url``."""
    pages = TranscriptPage.objects.annotate(printed=Cast("number", CharField())).filter(
        hearing=OuterRef("hearing"), hearing__is_closed=False, printed=OuterRef("page_from")
    )
    return citations.annotate(page_was_found=Exists(pages))


def _number(printed: str) -> int | None:
    return int(printed) if printed.isascii() and printed.isdecimal() and len(printed) < 10 else None


def _point(page: int, line: int | None) -> str:
    return str(page) if line is None else f"{page}:{line}"
