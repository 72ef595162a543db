"""Short names that the text gives its bodies in brackets: "Rydon Maintenance Ltd (Rydon)"; saints' names alone.

Initials are read in ``acronyms``; here the short name is made of words of the long one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from evidence.linking.naming.body_phrases import is_distinct
from evidence.linking.naming.capitalised import WORD
from evidence.linking.naming.survey import Survey
from evidence.linking.naming.word_lists import BODY_WORDS, PLACES

_BRACKET = re.compile(
    rf" \((?:hereafter )?(?P<the>the )?(?:[“\"'](?P<quoted_the>the )?)?(?P<short>{WORD}(?: {WORD}){{0,3}})[”\"']?\)"
)
_LONG = re.compile(rf"(?<![\w'-]){WORD}(?:(?: of| for| and| the| &| in)* {WORD})*$")
_LONGEST = 120  # characters of a long name


class ShortName(NamedTuple):
    """What stands before a bracket, and the words of it in the bracket; ``after_the`` where it says "the"."""

    long: str
    short: str
    after_the: bool

    def longs(self) -> Iterator[str]:
        """The long name with fewer and fewer words at its beginning: which of them is a body's, the caller knows."""
        words = self.long.split(" ")
        for at in range(len(words)):
            if words[at][:1].isupper() and f" {self.short.removesuffix(chr(39) + 's')} " in f" {self._from(at)} ":
                yield self._from(at)

    def _from(self, at: int) -> str:
        return " ".join(self.long.split(" ")[at:])


def short_names(text: str) -> Iterator[ShortName]:
    """Every such bracket of a ``plain`` text; a short name of common words ("the Trust") names nobody elsewhere."""
    for match in _BRACKET.finditer(text):
        before = _LONG.search(text, max(0, match.start() - _LONGEST), match.start())
        short = match["short"]
        if before is None or not _is_telling(short) or before[0] == short:
            continue
        yield ShortName(before[0], short, bool(match["the"] or match["quoted_the"]))


def saints(found: Survey, bodies: Iterable[str]) -> Iterator[tuple[str, str]]:
    """ "St Mary's" by itself, and the body that it is short for: the only one of the report called so, or itself."""
    known = list(bodies)
    for phrase in found.phrases:
        if phrase.startswith("St ") and phrase.count(" ") == 1 and found.owning[phrase]:
            name = f"{phrase}'s"
            called = {body for body in known if body.startswith(name + " ")}
            if len(called) < 2:
                yield name, next(iter(called), name)


def _is_telling(short: str) -> bool:
    words = short.removesuffix("'s").split(" ")
    return any(is_distinct(word) and word not in BODY_WORDS and word not in PLACES for word in words)
