"""What PostgreSQL is given: finished terms with their places, and queries made of the same terms.

No text-search configuration takes part, so the words are those of our own analyser, as in every other engine. A term
is a word as it stands in the text, or a stem behind a sign that no word begins with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, combinations, repeat
from typing import Any, NamedTuple

from evidence.search import analysis
from evidence.search.tree import Among, AnyOf, Everyone, Exact, InField, Like, Near, Node, Prefix, Stem, Without

STEM = "="

# PostgreSQL's own limits: a place beyond the last counts as the last, further places of a term are dropped, and a
# text with too many terms is refused
LAST_PLACE = 16_383
MOST_PLACES = 255
MOST_BYTES = 900_000
_PLACES = tuple(map(str, range(1, LAST_PLACE + 1)))  # as they are written, a million times over

FARTHEST_IN_THE_INDEX = 10  # pairs of words farther apart are checked in the text

Expand = Callable[[Like], Iterable[str]]  # the words of the index that a misspelling stands for


class Vector(NamedTuple):
    """A text as PostgreSQL's ``tsvector`` reads it, none if far too long; and what can be told of its rank from it."""

    terms: str | None
    partial: bool  # whether places are missing
    size: int  # how many different terms
    often: int  # in how many places the commonest of its stems is


def vector(words: Sequence[str]) -> Vector:
    """The terms of a text."""
    places: dict[str, list[str]] = defaultdict(list)
    for word, place in zip(words, chain(_PLACES, repeat(_PLACES[-1]))):  # noqa: B905 (places never end)
        places[word].append(place)
    for word, found in list(places.items()):
        if stemmed := _stem_term(word):
            places[stemmed] = [*places[stemmed], *found] if stemmed in places else found
    size = len(places)
    often = max((len(found) for term, found in places.items() if term[0] == STEM), default=0)
    partial = len(words) > LAST_PLACE or (
        len(words) > MOST_PLACES and any(len(found) > MOST_PLACES for found in places.values())
    )
    if partial:
        if (
            sum(len(term.encode()) + 4 + 2 * min(len(found), MOST_PLACES) for term, found in places.items())
            > MOST_BYTES
        ):
            return Vector(None, True, size, often)
        places = {term: sorted(found, key=int)[:MOST_PLACES] for term, found in places.items()}
    # a place is written once for the word and once for its stem: looking it up is quicker than writing it
    terms = " ".join([f"'{term}':{','.join(found)}" for term, found in places.items()])
    return Vector(terms, partial, size, often)


@lru_cache(maxsize=200_000)
def _stem_term(word: str) -> str:
    """The term of a word's stem; none for a word that is searched as it stands only."""
    return "" if word in analysis.STOP_WORDS else STEM + analysis.stem(word)


def tsquery(node: Node, expand: Expand) -> str:  # noqa: C901 (one case for each kind of node)
    """The query as ``tsquery`` reads it. An empty one finds nothing."""
    match node:
        case Stem(stem, _):
            return f"'{STEM}{stem}'"
        case Exact(words):
            return "(" + "<->".join(f"'{word}'" for word in words) + ")"
        case Near(words, distance):
            return _near(words, distance)
        case Prefix(start):
            return f"'{start}':*"
        case Like():
            return _any(f"'{word}'" for word in expand(node)) or f"'{STEM}{STEM}'"  # a term that no text has
        case Everyone(parts):
            return "(" + "&".join(tsquery(part, expand) for part in parts) + ")"
        case AnyOf(parts):
            return _any(tsquery(part, expand) for part in parts)
        case Without(part):
            return f"!({tsquery(part, expand)})"
        case InField(_, part):
            return tsquery(part, expand)
        case Among():
            raise TypeError("keys are no words: see condition()")


def condition(node: Node, expand: Expand) -> tuple[str, list[Any]]:
    """The query as a condition on an entry: one ``tsquery`` for whatever is words, beside the keys of fields."""
    if not _has_keys(node):
        return "terms @@ %s::tsquery", [tsquery(node, expand)]
    match node:
        case Among(keys):
            return "key = ANY(%s)", [list(keys)]
        case Everyone(parts) | AnyOf(parts):
            words = tuple(part for part in parts if not _has_keys(part))
            joined = (type(node)(words),) if len(words) > 1 else words
            conditions = [condition(part, expand) for part in (*joined, *(p for p in parts if p not in words))]
            operator = " AND " if isinstance(node, Everyone) else " OR "
            values = [value for _, values in conditions for value in values]
            return f"({operator.join(sql for sql, _ in conditions)})", values
        case Without(part):
            sql, values = condition(part, expand)
            return f"NOT {sql}", values
        case InField(_, part):
            return condition(part, expand)
        case _:
            raise TypeError(f"{type(node).__name__} has no keys")


def _has_keys(node: Node) -> bool:
    match node:
        case Among():
            return True
        case Everyone(parts) | AnyOf(parts):
            return any(_has_keys(part) for part in parts)
        case Without(part) | InField(_, part):
            return _has_keys(part)
        case _:
            return False


def _any(parts: Iterable[str]) -> str:
    joined = "|".join(parts)
    return f"({joined})" if joined else ""


def _near(words: tuple[str, ...], distance: int) -> str:
    """Each pair of the words within the distance, either way round."""
    pairs = [
        _any(f"('{a}'<{step}>'{b}')|('{b}'<{step}>'{a}')" for step in range(1, distance + 1))
        for a, b in combinations(words, 2)
    ]
    return "(" + "&".join(pairs) + ")"


def looks_at_places(node: Node) -> bool:
    """Whether it matters where in a text the words stand."""
    match node:
        case Exact(words):
            return len(words) > 1
        case Near():
            return True
        case Everyone(parts) | AnyOf(parts):
            return any(looks_at_places(part) for part in parts)
        case Without(part) | InField(_, part):
            return looks_at_places(part)
        case _:
            return False


def needs_text(node: Node) -> bool:
    """Whether the index alone cannot tell: words near one another, more than two or farther apart."""
    match node:
        case Near(words, distance):
            return len(words) > 2 or distance > FARTHEST_IN_THE_INDEX
        case Everyone(parts) | AnyOf(parts):
            return any(needs_text(part) for part in parts)
        case Without(part) | InField(_, part):
            return needs_text(part)
        case _:
            return False


def loosened(node: Node) -> Node | None:
    """A query that finds all that this one finds, and more, without looking at places; none finds everything."""
    match node:
        case Exact(words) | Near(words):
            single: tuple[Node, ...] = tuple(Exact((word,)) for word in dict.fromkeys(words))
            return Everyone(single) if len(single) > 1 else single[0]
        case Everyone(parts):
            kept = tuple(loose for part in parts if (loose := loosened(part)) is not None)
            return (Everyone(kept) if len(kept) > 1 else kept[0]) if kept else None
        case AnyOf(parts):
            branches = [loosened(part) for part in parts]
            some = tuple(branch for branch in branches if branch is not None)
            return AnyOf(some) if len(some) == len(branches) else None
        case Without(part):
            return node if loosened(part) == part else None
        case InField(_, part):
            return loosened(part)
        case _:
            return node
