"""Which numbers at the start of a block are paragraph labels, judged by their sequence on the whole page.

"1. Definition of scope" may be a heading, "2. The contractor shall…" a clause of a quotation, "2003. The…" a wrapped
line: the shape alone does not tell. Labels that count on from one another form runs; a run inside another one, or one
that a colon introduces, is quoted; a run of short titles is a run of headings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Parts = tuple[int, ...]

_LETTER_BASE = 1000  # "13A" counts as a child of 13, apart from "13.1"
_LABEL = re.compile(
    r"(\d{1,4}(?:[A-Z](?=\.\d))?(?:\.\d{1,4}(?:[A-Z](?=\.\d))?){0,4})([A-Z]?)(\.?)([\s\u200b\u200e\u200f]+|$|(?=[A-Z“‘\"]))"
)
_LETTERED = re.compile(r"([A-Z]{1,2}[-.]?)(\d{1,4}(?:\.\d{1,4}){0,3})\.?\s+(?=\S)")
_HYPHENED = re.compile(r"(\d{1,2})-(\d{2,3})\.?\s+(?=[A-Z“‘\"'(]|$)")
_NUMBER = r"\d{1,4}[A-Z]?(?:\.\d{1,4}[A-Z]?){0,3}"
OTHER_LABEL = re.compile(
    rf"(?:\[(?P<square>{_NUMBER})\]|(?:[Pp]ara(?:graph)?\.?|§|¶)\s?(?P<word>{_NUMBER})[.:]?(?=\s+[A-Z“‘\"(])"
    rf"|\((?P<round>{_NUMBER})\)|(?P<stop>{_NUMBER})[):])\s+"
)  # only a sequence makes labels of these
_DATE = re.compile(
    r"(?:st|nd|rd|th)?\s*(?i:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_TERMINAL = (".", ";", ":", ",", "…", "!", "—", "–", "-")  # a heading ends in none of these
_QUESTION = re.compile(r"Q[.:]\s")  # of a hearing
_TRAILING_MARKERS = re.compile(  # as "[1]", raised, or flattened behind a full stop
    r"(?:(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]{1,3}|(?<=[a-z”’]{2}[.!?])\d{1,3}|(?<=[.!?][”’])\d{1,3})\s*)+$"
)
_MARKER_ENDS = "]0123456789⁰¹²³⁴⁵⁶⁷⁸⁹ "
_CLOSERS = "”’\"')]"
MAX_HEADING_LENGTH = 200
MAX_NUMBERED_HEADING_LENGTH = 100


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A number at the start of a block. ``weak``: the shape alone would not make it a label, only a sequence does."""

    label: str
    parts: Parts
    rest: int  # where the text after the label begins
    weak: bool


@dataclass(frozen=True, slots=True)
class LabelCandidate:
    """A block that may be a numbered paragraph, with what its surroundings say about it."""

    match: LabelMatch
    line: int
    heading_like: bool  # its text is short, has a capital and no full stop
    introduced: bool  # a colon, or a quotation still open, stands before it
    after_heading: bool
    before_text: bool  # the next block is text without a number
    before_numbered: bool = False  # the next block is a numbered one that is no title
    unfinished: bool = False  # its text ends as an item does that others follow: ";", "and"


def recognise_label(raw: str) -> LabelMatch | None:
    """Reads a label off the start of a block as printed, before white space is normalised (a tab may follow it)."""
    found = _LABEL.match(raw)
    if found is None:
        return _hyphened(raw) if raw[:1].isdigit() else _lettered(raw)
    number, letter, stop, gap = found.groups()
    pieces = [part for piece in number.split(".") for part in _component(piece)]
    if pieces[0] == 0 and len(pieces) == 1:
        return None
    parts = (*pieces, *_component(letter)) if letter else tuple(pieces)
    glued = not gap and found.end() < len(raw)
    if not stop and (glued or (not gap and len(parts) == 1)):
        return None
    if not stop and len(parts) == 1 and (raw[found.end() :][:1].islower() or _DATE.match(raw, found.end())):
        return None
    weak = glued or (not stop and not (gap.startswith("\t") and found.end() < len(raw)))
    return LabelMatch(number + letter, parts, found.end(), weak)


def _hyphened(raw: str) -> LabelMatch | None:
    """ "7-01", as tribunals number: a range is put like it, so that only a sequence vouches for it."""
    found = _HYPHENED.match(raw)
    if found is None:
        return None
    return LabelMatch(f"{found[1]}-{found[2]}", (int(found[1]), int(found[2])), found.end(), True)


def opens_with_date(line: str) -> bool:
    """Whether the number that opens a line is a day of the month: "1 January"."""
    digits = re.match(r"\d{1,2}", line)
    return digits is not None and _DATE.match(line, digits.end()) is not None


def _component(piece: str) -> Parts:
    """The numbers of one component: "12A" lies under 12."""
    digits = piece.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letters = tuple(_LETTER_BASE + ord(letter) - 64 for letter in piece[len(digits) :])
    return (int(digits), *letters) if digits else letters


def _lettered(raw: str) -> LabelMatch | None:
    """ "C1.", "B-12", "AB3.4": too much like other references for anything but a sequence to vouch for it."""
    found = _LETTERED.match(raw)
    if found is None or raw[found.end() :][:1].islower():
        return None
    letters = sum((ord(letter) - 64) * 32**place for place, letter in enumerate(found[1].rstrip("-.")))
    parts = (_LETTER_BASE * letters, *(int(piece) for piece in found[2].split(".")))
    return LabelMatch(found[1] + found[2], parts, found.end(), True)


def looks_like_heading(text: str, limit: int = MAX_HEADING_LENGTH) -> bool:
    """Short, opens with a capital, a digit or a quotation mark, and does not end as a sentence does."""
    if not text or len(text) > limit or _QUESTION.match(text) or " | " in text or text.count("(") != text.count(")"):
        return False
    if not text.lstrip("“‘\"'([").strip()[:1].strip():
        return False
    first = text.lstrip("“‘\"'([ ")[:1]
    if first.islower() or not first.isalnum():
        return False
    if text[-1] in _MARKER_ENDS:
        text = _TRAILING_MARKERS.sub("", text)
    return not text.rstrip(_CLOSERS + " ").endswith(_TERMINAL)
