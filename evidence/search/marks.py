"""Where the words of a query stand in a text: offsets to highlight, and the stretch to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from evidence.search import analysis
from evidence.search.query import Query
from evidence.search.tree import Exact, Leaf, Like, Near, Prefix, Stem, phrase_starts, wanted, windows

Spans = tuple[tuple[int, int], ...]


def marks(query: Query, text: str) -> Spans:
    """Offsets of the words and phrases that the query looks for, in order, never overlapping."""
    return Finder(query).marks(text)


class Finder:
    """Finds the words of one query in many texts: what it learns of a word serves every text that has it."""

    def __init__(self, query: Query) -> None:
        leaves = list(dict.fromkeys(wanted(query.root))) if query.root else []
        self._phrases = [leaf for leaf in leaves if isinstance(leaf, Exact | Near)]
        self._words = [leaf for leaf in leaves if not isinstance(leaf, Exact | Near)]
        self._accepted: dict[str, bool] = {}

    def marks(self, text: str) -> Spans:
        """Offsets of what is found, in order, never overlapping."""
        words = list(analysis.words(text))
        found = self.stretches([word.text for word in words])
        return tuple((words[first].start, words[last].end) for first, last in found)

    def stretches(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """The first and the last word of everything that is found, in order, those that overlap made one."""
        found = [(place, place) for place, word in enumerate(words) if self._is_wanted(word)] if self._words else []
        if self._phrases:
            places: dict[str, list[int]] = defaultdict(list)
            for place, word in enumerate(words):
                places[word].append(place)
            found.extend(stretch for leaf in self._phrases for stretch in _together(leaf, places))
        return _joined(found)

    def _is_wanted(self, word: str) -> bool:
        if word not in self._accepted:
            self._accepted[word] = any(_accepts(leaf, word) for leaf in self._words)
        return self._accepted[word]


def _together(leaf: Exact | Near, places: dict[str, list[int]]) -> Iterable[tuple[int, int]]:
    """The first and the last word of a phrase, or each word of those that stand near one another."""
    match leaf:
        case Exact(phrase):
            starts = phrase_starts([places.get(word, []) for word in phrase])
            return [(start, start + len(phrase) - 1) for start in starts]
        case Near(near, distance):
            known = {word: places.get(word, []) for word in near}
            return [(place, place) for window in windows(near, known, distance) for place in window]


def _accepts(leaf: Leaf, word: str) -> bool:
    match leaf:
        case Stem(stem, _):
            return not analysis.is_stop_word(word) and analysis.stem(word) == stem
        case Prefix(start):
            return word.startswith(start)
        case Like():
            return leaf.accepts(word)
        case _:
            return False


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(set(stretches)):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def snippet(text: str, marks: Spans, width: int = 300) -> tuple[int, int]:
    """The stretch of about ``width`` characters, cut between words, that holds the most marks; the first of equals."""
    if len(text) <= width:
        return 0, len(text)
    first, last = _fullest(marks, width)
    start = max(0, first - max(0, width - (last - first)) // 2)
    end = min(len(text), start + width)
    start = max(0, end - width)
    return _word_start(text, start, first), _word_end(text, end, min(last, end))


def _fullest(marks: Spans, width: int) -> tuple[int, int]:
    """From the first to the last of the most marks that fit the width; the beginning of the text if there is none."""
    best, most, tail = (0, 0), 0, 0
    for head, (_, end) in enumerate(marks):
        while marks[tail][0] < end - width and tail < head:
            tail += 1
        if head - tail + 1 > most:
            best, most = (marks[tail][0], end), head - tail + 1
    return best


def _word_start(text: str, start: int, limit: int) -> int:
    """The beginning of the first whole word from ``start`` on, not beyond the first mark."""
    if start == 0 or text[start - 1].isspace():
        return start
    for place in range(start, limit):
        if text[place].isspace():
            return place + 1
    return limit


def _word_end(text: str, end: int, limit: int) -> int:
    """The end of the last whole word before ``end``, not before the last mark."""
    if end == len(text) or text[end].isspace():
        return end
    for place in range(end - 1, limit - 1, -1):
        if text[place].isspace():
            return place
    return end
