"""Every occurrence of the words of a search, with what stands before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.search import analysis
from evidence.search.marks import Finder
from evidence.search.query import Query

ORDERS = ("order", "before", "after")
# how much of the text stands on either side of an occurrence
CONTEXT = 52
# how many words decide the order of two occurrences
COMPARED = 6

Place = tuple[int, int]  # key of the paragraph; which of its matches, from 1


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A match in a text, which one of the text's it is, and the stretches before and after it."""

    number: int
    start: int
    end: int
    first: int
    last: int


def places(query: Query, texts: Iterable[tuple[int, str]], order: str) -> list[Place]:
    """Where the words occur in keyed texts: as the texts come, or by the words before or after; equals as they come."""
    finder = Finder(query)
    if order == "order":
        return [
            (key, number) for key, text in texts for number in range(1, len(finder.stretches(analysis.terms(text))) + 1)
        ]
    found: list[tuple[str, Place]] = []
    for key, text in texts:
        words = analysis.terms(text)
        for number, (first, last) in enumerate(finder.stretches(words), 1):
            beside = words[last + 1 : last + 1 + COMPARED]
            if order == "before":
                beside = words[max(0, first - COMPARED) : first][::-1]
            found.append((" ".join(beside), (key, number)))
    found.sort(key=lambda one: one[0])
    return [place for _, place in found]


def occurrences(finder: Finder, text: str) -> Iterator[Occurrence]:
    """The occurrences in a text, in order."""
    for number, (start, end) in enumerate(finder.marks(text), 1):
        yield Occurrence(number, start, end, _before(text, start), _after(text, end))


def _before(text: str, start: int) -> int:
    """Where the stretch before begins: at a word, if there is one in reach."""
    reach = start - CONTEXT
    if reach <= 0:
        return 0
    return next((at + 1 for at in range(reach - 1, start) if text[at].isspace()), reach)


def _after(text: str, end: int) -> int:
    """Where the stretch after ends."""
    reach = end + CONTEXT
    if reach >= len(text):
        return len(text)
    return next((at for at in range(reach, end, -1) if text[at].isspace()), reach)
