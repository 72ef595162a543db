"""Where nothing is found: the same query with the words that no text holds spelt as the texts spell them."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from evidence.search import analysis
from evidence.search.index import SearchIndex
from evidence.search.query import Query
from evidence.search.tree import Exact, Leaf, Like, Near, Stem, wanted

MOST_WORDS = 5  # of a query are looked up, so that nothing found stays cheap
COMPARED = 10  # words nearest in spelling, told apart by how many texts hold them


def respelt(query: Query, index: SearchIndex) -> str:
    """The query with the nearest spelling of each word that nothing holds; empty if there is none."""
    asked = dict(_words(query))
    nearest: dict[str, str] = {}
    for word in list(asked)[:MOST_WORDS]:
        if not index.matching(Query("", asked[word])) and (better := _nearest(word, index)):
            nearest[word] = better
    text = query.text
    for found in reversed(list(analysis.words(text))):
        if found.text in nearest:
            text = text[: found.start] + nearest[found.text] + text[found.end :]
    return text if nearest else ""


def _words(query: Query) -> Iterator[tuple[str, Leaf]]:
    """The words that a text should hold, each with what finds it alone."""
    for leaf in wanted(query.root) if query.root else ():
        match leaf:
            case Stem(_, word):
                yield word, leaf
            case Exact(several) | Near(several, _):
                yield from ((word, Exact((word,))) for word in several)


def _nearest(word: str, index: SearchIndex) -> str:
    """The word of the texts with the fewest slips between, and of equals the commonest."""
    near = sorted(index.words_like(Like(word)), key=lambda other: (OSA.distance(word, other), other))[:COMPARED]
    held = {other: len(index.matching(Query("", Exact((other,))))) for other in near}
    found = [other for other in near if held[other]]
    return min(found, key=lambda other: (OSA.distance(word, other), -held[other], other), default="")
