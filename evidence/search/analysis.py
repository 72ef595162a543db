"""The one analyser: what counts as a word, and when two words are the same, for every engine and for highlighting."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

# Part of every index's stamp: raise it when a text would be analysed differently, and old indexes are noticed.
VERSION = 1

LONGEST_WORD = 64  # a longer word is known by its beginning; engines limit the length of a term

# Combining marks, soft hyphens and zero-width signs may stand inside a word; none of them makes a word.
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"
_WORD = re.compile(rf"[^\W_][^\W_{_INVISIBLE}]*(?:[{_INVISIBLE}]+[^\W_{_INVISIBLE}]*)*")

STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been before being between both but by can could did do
    does doing during each for from further had has have having he her here hers him his how i if in into is it its
    itself just may me might more most must my no nor not of on once only or other our out over own s same shall she
    should so some such t than that the their them then there these they this those through to too under until up us
    very was we were what when where which while who whom why will with would you your
    """.split()  # noqa: SIM905 (a list of quoted words would hide them)
)


class Word(NamedTuple):
    """A word of a text: folded (case, accents), and where it stands."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Case, accents, ligatures and width taken away: “Café” and “cafe” are the same word."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(sign for sign in plain if sign.isalnum())[:LONGEST_WORD]


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; an apostrophe or a hyphen parts words, so “end-to-end” is three."""
    for found in _WORD.finditer(text):
        folded = fold(found[0])
        if folded:
            yield Word(folded, found.start(), found.end())


def terms(text: str) -> list[str]:
    """The words of a text without their places, for indexing."""
    return list(filter(None, map(fold, _WORD.findall(text))))


def terms_between(text: str, start: int, end: int) -> list[str]:
    """The words of a text that stand wholly inside a stretch of it."""
    # a space parts words, so the text need not be read further than to the next on either side
    first, last = text.rfind(" ", 0, start) + 1, text.find(" ", end)
    near = words(text[first : None if last < 0 else last])
    return [word.text for word in near if start - first <= word.start and word.end <= end - first]


_stemmers = threading.local()  # a stemmer keeps a buffer of its own and must not be shared by threads


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """What the inflections of a folded word share: “offenders”, “offending” and “offended” are “offend”."""
    if not hasattr(_stemmers, "english"):
        _stemmers.english = Stemmer.Stemmer("english", 0)
    return str(_stemmers.english.stemWord(word))


def is_stop_word(word: str) -> bool:
    """Too common to be searched on its own; inside quotation marks every word counts."""
    return word in STOP_WORDS
