"""Where the words of a query stand in a text: offsets to highlight, and the stretch to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from evidence.search import analysis
from evidence.search.analysis import Word
from evidence.search.query import Query
from evidence.search.tree import Exact, Leaf, Like, Near, Prefix, Stem, phrase_starts, wanted, windows

Spans = tuple[tuple[int, int], ...]


def marks(query: Query, text: str) -> Spans:
    """Offsets of the words and phrases that the query looks for, in order, never overlapping."""
    if query.root is None:
        return ()
    words = list(analysis.words(text))
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        places[word.text].append(place)
    found = [stretch for leaf in dict.fromkeys(wanted(query.root)) for stretch in _stretches(leaf, words, places)]
    return _joined((words[first].start, words[last].end) for first, last in found)


def _stretches(leaf: Leaf, words: Sequence[Word], places: dict[str, list[int]]) -> Iterable[tuple[int, int]]:
    """The first and the last word of everything that a leaf finds."""
    match leaf:
        case Exact(phrase):
            starts = phrase_starts([places.get(word, []) for word in phrase])
            return [(start, start + len(phrase) - 1) for start in starts]
        case Near(near, distance):
            known = {word: places.get(word, []) for word in near}
            return [(place, place) for window in windows(near, known, distance) for place in window]
        case _:
            same = [word for word in places if _accepts(leaf, word)]
            return [(place, place) for word in same for place in places[word]]


def _accepts(leaf: Stem | Prefix | Like, word: str) -> bool:
    match leaf:
        case Stem(stem, _):
            return not analysis.is_stop_word(word) and analysis.stem(word) == stem
        case Prefix(start):
            return word.startswith(start)
        case Like():
            return leaf.accepts(word)


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """In order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


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
