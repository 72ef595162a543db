"""Words as they are compared: case, accents, marks and dashes aside, each knowing where it stands in its text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_JOINER = "\u2060"  # stands for a bracket inside a word, so that offsets stay what they are
# a word with what may stand inside it: apostrophes, hyphens, the points and commas of a number
_WORD = re.compile(
    rf"[£$€]?{_JOINER}?[^\W_]+(?:(?:(?<=\d)[.,:](?=\d)|['’‘ʼ‑\-{_JOINER}]{{1,2}})[^\W_]+)*{_JOINER}?|[%&]"
)
_NOT_COMPARED = re.compile(rf"['’‘ʼ‑\-,{_JOINER}]")
_SIGNS = {"%": "percent", "&": "and"}
# "[t]he", "agree[d]": letters changed or added inside a word
_INSIDE_WORD = re.compile(r"\[[^\W\d_]{1,4}\](?=[^\W_])|(?<=[^\W_])\[[^\W\d_]{1,4}\]")
_GAP = re.compile(r"(?P<left_out>\[?(?:…|\.\s?\.\s?\.)\s?\.?\]?)|(?P<inserted>\[[^\[\]]{1,200}\])")
_REMARKS = ("sic", "emphasis added", "emphasis in original")
# who speaks, printed before each turn of a quoted exchange
_LABEL = re.compile(r"^[ \t“\"‘']*(?P<label>[QA][.:]|[A-Z][A-Z.’'\- ]{2,40}:)(?=\s)", re.MULTILINE)


class Gap(StrEnum):
    """What stands before a piece of a quotation."""

    NONE = "none"
    LEFT_OUT = "left out"  # an ellipsis: any number of words
    INSERTED = "inserted"  # square brackets: other words, or none, for a few


@dataclass(frozen=True, slots=True)
class Word:
    """A word to compare. ``also``: what it is without letters that were added to it in brackets."""

    token: str
    start: int
    end: int
    also: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation that follow one another, and what parts them from the piece before."""

    gap: Gap
    words: tuple[Word, ...]

    @property
    def tokens(self) -> list[str]:
        return [word.token for word in self.words]


@lru_cache(maxsize=1 << 16)
def token_of(printed: str) -> str:
    """A printed word as it is compared."""
    plain = _NOT_COMPARED.sub("", printed)
    if not plain.isascii():
        split = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in split if not unicodedata.combining(sign))
    return _SIGNS.get(plain) or plain.casefold()


def tokens_in(text: str) -> list[str]:
    """The words of a text as they are compared: all that a whole day is read for."""
    return [token_of(printed) for printed in _WORD.findall(text)]


def words_in(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for found in _WORD.finditer(text):
        printed = found.group()
        also = token_of(printed[: printed.index(_JOINER)]) if printed.find(_JOINER) > 0 else ""
        yield Word(token_of(printed), found.start(), found.end(), also)


def pieces_of(quotation: str) -> list[Piece]:
    """A quotation in the pieces that somebody is said to have spoken: without labels, insertions and ellipses."""
    text = _INSIDE_WORD.sub(lambda found: found.group().replace("[", _JOINER).replace("]", _JOINER), quotation)
    text = _LABEL.sub(lambda found: found.group().replace(found["label"], " " * len(found["label"])), text)
    pieces: list[Piece] = []
    gap, reached = Gap.NONE, 0
    for found in [*_GAP.finditer(text), None]:
        words = tuple(words_in(" " * reached + text[reached : found.start() if found else len(text)]))
        if words:
            pieces.append(Piece(gap if pieces else Gap.NONE, words))
            gap = Gap.NONE
        if found is None:
            break
        reached = found.end()
        if found["left_out"]:
            gap = Gap.LEFT_OUT
        elif found["inserted"].strip("[] ").casefold() not in _REMARKS and gap is Gap.NONE:
            gap = Gap.INSERTED
    return pieces
