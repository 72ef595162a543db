"""What the page calls itself, from its first heading, its title and its crumbs, and how its sub-headings nest."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.importing.html.blocks import Piece
from evidence.importing.html.layout_tables import LABEL_ALONE
from evidence.importing.records import BlockKind, HeadingRecord
from evidence.importing.text.labels import looks_like_heading
from evidence.importing.text.page_heading import split_heading

_IN_A_ROW = 3
_NEAR_TOP = 6  # blocks
_TITLE_CLASS = re.compile(r"(?:mso)?(?:chapter|section|part|doc|document|page|main|report)?[-_]?title", re.IGNORECASE)
_SEGMENTS = re.compile(r"\s+[|–—»›·-]\s+|\s*::\s*|\s+[|»›]|[|]\s+")


@dataclass(frozen=True, slots=True)
class Name:
    """A heading taken apart: "Part A, Chapter 1: The announcement"."""

    number: str
    title: str


def _name(text: str) -> Name:
    return Name(*split_heading(text))


def mark_title(pieces: Sequence[Piece]) -> None:
    """On a page without a first heading, takes the block whose class says that it is the title for it."""
    if any(piece.heading == 1 for piece in pieces):
        return
    for piece in pieces[:_NEAR_TOP]:
        classes = piece.element.attributes.get("class", "").split()
        if piece.kind is BlockKind.TEXT and any(_TITLE_CLASS.fullmatch(name) for name in classes):
            piece.heading = 1
            return


def mark_bold_headings(pieces: Sequence[Piece]) -> None:
    """On a page without sub-headings of its own, as word processors write it, takes short lines in bold for them."""
    if any(piece.heading > 1 for piece in pieces):
        return
    has_first = any(piece.heading for piece in pieces)
    for place, piece in enumerate(pieces):
        plain = piece.kind is BlockKind.TEXT and not piece.quotes and not LABEL_ALONE.fullmatch(piece.text)
        followed = place + 1 < len(pieces)
        if piece.bold and plain and followed and not piece.heading and looks_like_heading(piece.text):
            piece.heading = 2 if has_first else 1
            has_first = True


def demote_numbers(pieces: Sequence[Piece]) -> None:
    """Headings that hold a paragraph's number and nothing else, each above its text, are no headings."""
    numbers = [
        piece
        for piece, following in pairwise(pieces)
        if piece.heading > 1 and LABEL_ALONE.fullmatch(piece.text) and not following.heading
    ]
    if len(numbers) >= _IN_A_ROW:
        for piece in numbers:
            piece.heading = 0


def page_heading(
    pieces: Sequence[Piece], title: str, crumbs: Sequence[str], reports: Collection[str]
) -> tuple[HeadingRecord, list[Piece]]:
    """The page's own heading, and the headings that are used up by it."""
    known = {report.casefold() for report in reports}
    names = [_name(part) for part in (*_SEGMENTS.split(title), title, *reversed(crumbs)) if part.strip()]
    headings = [piece for piece in pieces if piece.heading]
    firsts = [piece for piece in headings if piece.heading == 1]
    used: list[Piece] = []
    if firsts and len(headings) > 1 and firsts[0].text.casefold() in known:
        used, firsts = firsts[:1], firsts[1:] or [piece for piece in headings if piece is not firsts[0]][:1]
    if not firsts:
        return _from_title(pieces, names, known, title, used)
    own = _name(firsts[0].text)
    used = [*used, firsts[0]]
    if not own.title and own.number:
        following = next((piece for piece in headings if piece not in used), None)
        if following is not None and _stands_directly_after(pieces, firsts[0], following):
            own, used = Name(own.number, following.text), [*used, following]
    number = _fuller_number(own, names)
    above = _number_above(pieces, firsts[0])
    if above is not None and (not number or number.casefold() == above.text.rstrip(".:").casefold()):
        number, used = above.text.rstrip(".:"), [above, *used]
    return _record(Name(number, own.title), firsts[0].line), used


def _number_above(pieces: Sequence[Piece], first: Piece) -> Piece | None:
    """The block directly above the page's heading that is its number: "Chapter 2"."""
    place = next(place for place, piece in enumerate(pieces) if piece is first)
    above = pieces[place - 1] if place else None
    if above is None or above.heading or above.quotes or above.kind is not BlockKind.TEXT:
        return None
    name = _name(above.text)
    named = name.number == above.text.rstrip(".:") and not name.title and name.number[:1].isalpha()
    return above if named or LABEL_ALONE.fullmatch(above.text) else None


def _stands_directly_after(pieces: Sequence[Piece], first: Piece, second: Piece) -> bool:
    places = {id(piece): place for place, piece in enumerate(pieces)}
    return places[id(second)] == places[id(first)] + 1 and not _name(second.text).number


def _fuller_number(own: Name, names: Sequence[Name]) -> str:
    """The number as the title or a crumb gives it, where that says more of the same: "Part A, Chapter 1"."""
    for name in names:
        same_title = name.title.casefold() == own.title.casefold() or not name.title
        fuller = name.number.casefold().endswith(own.number.casefold()) and len(name.number) > len(own.number)
        if same_title and fuller and (own.number or name.title):
            return name.number
    return next((n.number for n in names if n.number.casefold() == own.number.casefold()), own.number)


def _from_title(
    pieces: Sequence[Piece], names: Sequence[Name], known: Collection[str], title: str, used: list[Piece]
) -> tuple[HeadingRecord, list[Piece]]:
    """A page without a first heading is called what its title says, less the report's name."""
    headings = [piece for piece in pieces if piece.heading]
    fitting = [name for name in names if f"{name.number} {name.title}".strip().casefold() not in known]
    best = next((name for name in fitting if name.number), None)
    if best is None and headings:
        own, second = _name(headings[0].text), headings[1:2]
        if own.number and not own.title and second and _stands_directly_after(pieces, headings[0], second[0]):
            return _record(Name(own.number, second[0].text), headings[0].line), [*used, *headings[:2]]
        return _record(own, headings[0].line), [*used, headings[0]]
    repeated = next((piece for piece in headings[:1] if best is not None and _name(piece.text) == best), None)
    if repeated is not None:
        return _record(_name(repeated.text), repeated.line), [*used, repeated]
    best = best or (fitting[0] if fitting else Name("", title))
    return _record(best, 1), used


def _record(name: Name, line: int) -> HeadingRecord:
    """A heading that is only a number is called by it."""
    return HeadingRecord(name.title or name.number, line, name.number if name.title else "", 0)


def levels(depths: Sequence[int]) -> list[int]:
    """How deep each sub-heading nests, 1 outermost, from its tag, whatever levels the page leaves out."""
    found: list[int] = []
    open_depths: list[int] = []
    for depth in depths:
        while open_depths and open_depths[-1] >= depth:
            open_depths.pop()
        open_depths.append(depth)
        found.append(len(open_depths))
    return found
