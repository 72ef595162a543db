"""A paragraph as the report's own words: tokens and sentences in which every quotation is one opaque token.

What somebody says inside a quotation must not be read as the report naming a speaker, so quotations are masked first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from evidence.linking.quoting.speaker_words import words_of

MASK = "\ue000"
_TOKEN = re.compile(r"\ue000+|[^\W_]+(?:[’'\-‑/&.][^\W_]+)*[’']?|\n\n|[^\w\s]")
_ABBREVIATIONS = words_of("mr mrs ms dr prof st no nos v vs para paras p pp rev hon lt gen col capt sgt e.g i.e cf etc")
_STOPS = frozenset(".?!")
BLOCK_BREAK = "\n\n"
_ENDERS = _STOPS | {BLOCK_BREAK}
BULLETS = frozenset("•◦▪●■o–-")


class Prose:
    """Tokens of a paragraph with their offsets, and its sentences as half-open ranges of tokens."""

    __slots__ = ("ends", "masked", "sentences", "starts", "text", "words")

    def __init__(self, text: str, quoted: Sequence[tuple[int, int]], displayed: Sequence[int] = ()) -> None:
        self.text = text
        self.masked = _mask(text, quoted)
        spans = list(map(re.Match.span, _TOKEN.finditer(self.masked)))
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.words = [self.masked[start:end] for start, end in spans]
        self.sentences = list(self._sentences(frozenset(displayed)))

    def token_at(self, offset: int) -> int:
        """The token that holds the offset, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that holds the token."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sentences[middle][0] <= token:
                low = middle
            else:
                high = middle - 1
        return low

    def is_quotation(self, token: int) -> bool:
        """Whether the token stands for a quotation."""
        return self.words[token][0] == MASK

    def is_list_item(self, sentence: int) -> bool:
        """Whether the sentence begins with a bullet."""
        first = self.sentences[sentence][0]
        return self.words[first] in BULLETS

    def _sentences(self, displayed: frozenset[int]) -> list[tuple[int, int]]:
        found = []
        begin = 0
        words = self.words
        candidates = [token for token, word in enumerate(words) if word in _ENDERS or word[0] == MASK]
        for token in candidates:
            if self._ends(token, displayed):
                found.append((begin, token + 1))
                begin = token + 1
        if begin < len(words):
            found.append((begin, len(words)))
        return found

    def _ends(self, token: int, displayed: frozenset[int]) -> bool:
        words = self.words
        if token + 1 >= len(words):
            return True
        word, following = words[token], words[token + 1]
        if word == BLOCK_BREAK:
            if self.starts[token + 1] in displayed:  # a displayed quotation belongs to the words that introduce it
                return token > 0 and words[token - 1] in _STOPS
            return not following[0].islower()
        begins = following[0].isupper() or following[0] == MASK or following[0].isdigit() or following in BULLETS
        if word[0] == MASK:
            inner = self.text[self.starts[token] : self.ends[token]].rstrip("”’\"' ")
            return inner[-1:] in _STOPS and (begins or following == "(") and following[0] != MASK
        if token and words[token - 1].lower() in _ABBREVIATIONS and self.starts[token] == self.ends[token - 1]:
            return False
        if token and len(words[token - 1]) == 1 and words[token - 1].isupper() and words[token - 1] != "I":
            return False
        return begins or following in {"(", "‘", "“", "["}


def _mask(text: str, quoted: Sequence[tuple[int, int]]) -> str:
    """The text with every quoted stretch replaced by as many private characters."""
    parts: list[str] = []
    reached = 0
    for start, end in quoted:
        if start < reached:
            continue
        parts += (text[reached:start], MASK * (end - start))
        reached = end
    parts.append(text[reached:])
    return "".join(parts)
