"""Which bracketed numbers in running text call a footnote, and the text without them.

"[12]" after a word or its closing punctuation calls note 12; "[2019] EWHC 606", "the [9] September Assessment",
"[4/13]" and "at [35]" do not. The notes that the page carries, and the sequence of the numbers, are the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from evidence.importing.records import Marker

_BRACKETED = re.compile(r"\[(?:([1-9]\d{0,3})|(\*{1,3}|†{1,3}|‡{1,3}))\]")
LIKE_A_YEAR = 1000  # from here on a number in brackets calls a note only where the page has that note
_BETWEEN = re.compile(r"\s?,\s?")
_CALLERS = ".,;:!?…”’\"')]"  # closing punctuation, after which even a marker set apart by a space is plausible
_NOT_BEFORE = "([{“‘-–—/\\=+#$£€"  # what opens a phrase, or a range, seldom calls a note
_JUMP = 20  # how far a number may run ahead of the sequence where no notes are there to vouch for it


@dataclass(frozen=True, slots=True)
class BracketedNumber:
    """A number or a sign in brackets, and how it stands in its text."""

    number: int  # 0 for a sign
    text: int  # which of the page's texts
    start: int
    end: int
    attached: bool  # directly behind a word or punctuation
    after_punctuation: bool
    sign: str = ""  # "*"

    @property
    def label(self) -> str:
        """The note that it calls."""
        return self.sign or str(self.number)


def find_bracketed(texts: Sequence[str]) -> list[BracketedNumber]:
    """Every bracketed number that could call a note, in reading order."""
    found = []
    for index, text in enumerate(texts):
        if "[" not in text:
            continue
        for match in _BRACKETED.finditer(text):
            before = text[: match.start()] if match.start() < 2 else text[match.start() - 2 : match.start()]
            if not before:
                continue
            attached = not before[-1].isspace() and before[-1] not in _NOT_BEFORE
            punctuation = before.rstrip()[-1:] in _CALLERS and bool(before.strip())
            number, sign = int(match[1] or 0), match[2] or ""
            found.append(BracketedNumber(number, index, match.start(), match.end(), attached, punctuation, sign))
    return found


def choose_markers(found: Sequence[BracketedNumber], notes: Collection[str]) -> list[BracketedNumber]:
    """Those that call a note: the attached ones that fit, and others only where they fill a hole in the sequence."""
    numbers = {int(label) for label in notes if label.isdecimal()}
    signs = [one for one in found if one.sign and one.sign in notes]
    found = [one for one in found if not one.sign]
    found = [one for one in found if one.number < LIKE_A_YEAR or (one.number in numbers and one.attached)]
    attached = [one for one in found if one.attached] or [one for one in found if one.after_punctuation]
    sure = _fitting(attached, numbers)
    taken = {one.number for one in sure}
    return sorted([*signs, *sure, *_filling(found, sure, numbers, taken)], key=lambda one: (one.text, one.start))


def _fitting(attached: Sequence[BracketedNumber], numbers: set[int]) -> list[BracketedNumber]:
    """Numbers with a note, and numbers in sequence; a lone leap ahead is somebody's paragraph number."""
    kept: list[BracketedNumber] = []
    highest = 0
    for place, one in enumerate(attached):
        upcoming = attached[place + 1 : place + 4]
        leads_on = any(0 < later.number - one.number <= 4 for later in upcoming)
        if one.number in numbers:
            fits = True
        elif numbers:
            fits = bool(kept) and 0 < one.number - highest <= 2 and one.after_punctuation
        elif not kept:
            fits = leads_on or one.number <= _JUMP or not any(0 < later.number < one.number for later in upcoming)
        else:
            fits = one.number <= highest + 2 or leads_on or (one.after_punctuation and one.number <= highest + _JUMP)
        if fits:
            kept.append(one)
            highest = max(highest, one.number)
    return kept


def _filling(
    found: Sequence[BracketedNumber], sure: Sequence[BracketedNumber], numbers: set[int], taken: set[int]
) -> list[BracketedNumber]:
    """Markers set apart by a space or inside other brackets, each the very number that is missing where it stands."""
    chosen = []
    order = sorted(sure, key=lambda one: (one.text, one.start))
    already = set(sure)
    following = 0
    last = min(numbers) - 1 if numbers else order[0].number - 1 if order else 0
    for one in found:
        while following < len(order) and (order[following].text, order[following].start) < (one.text, one.start):
            last = max(last, order[following].number)
            following += 1
        if one in already or one.number in taken:
            continue
        ceiling = order[following].number if following < len(order) else last + 2
        vouched = one.number in numbers or (not numbers and one.after_punctuation)
        if vouched and one.number == last + 1 and one.number < ceiling:
            chosen.append(one)
            taken.add(one.number)
            last = one.number
    return chosen


def lift_markers(text: str, chosen: Sequence[BracketedNumber]) -> tuple[str, tuple[Marker, ...]]:
    """The text without its markers, and where they stood. Of two spaces that then meet, the one behind stays."""
    pieces: list[str] = []
    markers: list[Marker] = []
    length = position = 0
    for one in chosen:
        piece = text[position : one.start]
        if markers and _BETWEEN.fullmatch(piece):
            piece = ""  # the comma between two markers
        follows_space = one.end >= len(text) or text[one.end].isspace()
        if follows_space and piece.endswith(" "):
            piece = piece[:-1]
        pieces.append(piece)
        length += len(piece)
        markers.append(Marker(one.label, length))
        position = one.end
    pieces.append(text[position:])
    return "".join(pieces), tuple(markers)
