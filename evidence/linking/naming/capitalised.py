"""Runs of capitalised words: where names can be, read once over the whole report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evidence.linking.naming.titles import PARTICLES

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
# "Brown", "O'Byrne", "W." (an initial), "J.K.", "al-Sahaf", "Hogan-Howe", "Lt.", "No.10"
WORD = (
    rf"(?:[{_UPPER}]\.(?:[{_UPPER}]\.)*(?=[ {_UPPER}])|(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Prof|Rt|Hon|Rev)\.(?= [{_UPPER}])"
    rf"|(?:[Aa]l|[Ee]l|[Uu]l)-[{_UPPER}][\w'-]*\w|T/[{_UPPER}]+"
    rf"|[{_UPPER}][\w'-]*s'(?= [{_UPPER}])|[{_UPPER}](?:[\w'-]*\w)?)"
)
_PARTICLES = "|".join(sorted({word for particle in PARTICLES for word in particle.split()}))
_GLUE = rf"(?: & | (?:(?:{_PARTICLES}) ){{0,3}})"
_LONGEST_RUN = 30  # no name is longer; a page in capitals must not become one phrase
_RUN = re.compile(rf"(?<![\w'-]){WORD}(?:{_GLUE}{WORD}){{0,{_LONGEST_RUN}}}")
QUOTES = frozenset("“”\"'")
_LOWER = re.compile(r"(?<![\w'-])[a-zà-öø-ÿ]{3,}")
_SENTENCE_END = frozenset('.?!:\n"“‘•')


def plain(text: str) -> str:
    """The text with one apostrophe, one hyphen and one space, each character where it was."""
    for found, meant in (("’", "'"), ("‘", "'"), ("\u00a0", " "), ("\u202f", " "), ("‑", "-"), ("‐", "-"), ("ʼ", "'")):
        text = text.replace(found, meant)
    return text


def without_possessive(word: str) -> str:
    """The word less a closing "'s"; a bare apostrophe belongs to a run only before another capital."""
    return word.removesuffix("'s")


def runs(text: str) -> Iterator[re.Match[str]]:
    """Every run of capitalised words in a text that is already ``plain``."""
    return _RUN.finditer(text)


def opens_sentence(text: str, at: int) -> bool:
    """Whether a capital here may be no more than the beginning of a sentence."""
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in _SENTENCE_END


def is_called(text: str, start: int, end: int) -> bool:
    """Whether quotation marks say that a word is what somebody goes by, and no name stands beside it: “Alec” said.

    Of “William “Bill” Jones” the middle is a part of the name; of “the “Brexit” vote” a word that is not meant so.
    """
    if text[start - 1 : start] not in QUOTES or text[end : end + 1] not in QUOTES or not start:
        return False
    before = text[max(0, start - 20) : start - 1].rstrip(" ").rpartition(" ")[2]
    after = text[end + 1 : end + 3].removeprefix(" ")
    return before.lower() not in ("the", "a", "an") and not before[:1].isupper() and not after[:1].isupper()


@dataclass(slots=True)
class Vocabulary:
    """How the report uses words: which it writes small, and how often."""

    small: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        small: Counter[str] = Counter()
        for text in texts:
            small.update(_LOWER.findall(text))
        return cls(small)

    def is_small(self, word: str) -> bool:
        """Whether the report also writes the word without a capital, so that a capital alone makes it no name."""
        return self.small[word.lower()] > 0
