"""A query as a tree, free of any engine, and what it means for one analysed text.

Engines evaluate the tree over an index; `holds` evaluates it over a text and is the definition they are held to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rapidfuzz.distance import OSA

from evidence.search import analysis


@dataclass(frozen=True, slots=True)
class Stem:
    """A word in any of its inflections; ``word`` is the one that was written."""

    stem: str
    word: str


@dataclass(frozen=True, slots=True)
class Exact:
    """Words as written, one after the other."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Words as written, in any order, the first and the last at most ``distance`` words apart."""

    words: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin like this."""

    start: str


@dataclass(frozen=True, slots=True)
class Like:
    """Words that one or two slips of the pen make of this one; the first letter is taken to be right."""

    word: str

    def accepts(self, word: str) -> bool:
        slips = 1 if len(self.word) < 6 else 2
        return word[:1] == self.word[:1] and OSA.distance(self.word, word, score_cutoff=slips) <= slips


@dataclass(frozen=True, slots=True)
class Everyone:
    """All the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Not the part."""

    part: Node


@dataclass(frozen=True, slots=True)
class InField:
    """A part meant for one field, with the value as it was typed: ``witness:bailey``. See ``fields.py``."""

    name: str
    part: Node
    value: str = ""


@dataclass(frozen=True, slots=True)
class Among:
    """A field that has been looked up: the texts with these keys, what that means in words, and what to mark."""

    keys: frozenset[int]
    said: str
    marked: Node | None = None


Leaf: TypeAlias = Stem | Exact | Near | Prefix | Like
Node: TypeAlias = Leaf | Everyone | AnyOf | Without | InField | Among


def leaves(node: Node) -> Iterator[Leaf]:
    """The leaves in the order they were written, negated ones included."""
    match node:
        case Everyone(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Without(part) | InField(_, part):
            yield from leaves(part)
        case Among(_, _, marked):
            yield from leaves(marked) if marked else ()
        case _:
            yield node


def in_fields(node: Node) -> Iterator[InField]:
    """The parts meant for one field, wherever they stand."""
    match node:
        case Everyone(parts) | AnyOf(parts):
            for part in parts:
                yield from in_fields(part)
        case Without(part):
            yield from in_fields(part)
        case InField():
            yield node


def wanted(node: Node) -> Iterator[Leaf]:
    """The leaves that a text should hold: what is ranked and marked. Nothing beneath a NOT."""
    match node:
        case Everyone(parts) | AnyOf(parts):
            for part in parts:
                yield from wanted(part)
        case InField(_, part):
            yield from wanted(part)
        case Among(_, _, marked):
            yield from wanted(marked) if marked else ()
        case Without(_):
            return
        case _:
            yield node


@dataclass(slots=True)
class AnalysedText:
    """The words of one text, by place and by word, with the text's key where a query may ask for that."""

    words: Sequence[str]
    key: int | None = None
    places: dict[str, list[int]] = field(init=False)
    _stems: set[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.places = defaultdict(list)
        for place, word in enumerate(self.words):
            self.places[word].append(place)

    @property
    def stems(self) -> set[str]:
        """Stop words have none. Made when first asked for: phrases do without."""
        if self._stems is None:
            self._stems = {analysis.stem(word) for word in self.places if not analysis.is_stop_word(word)}
        return self._stems


def holds(node: Node, text: AnalysedText) -> bool:  # noqa: C901 (one case for each kind of node)
    """Whether the text is found by the query."""
    match node:
        case Stem(stem, _):
            return stem in text.stems
        case Exact(words):
            return bool(phrase_starts([text.places.get(word, ()) for word in words]))
        case Near(words, distance):
            places = {word: text.places.get(word, ()) for word in words}
            return next(windows(words, places, distance), None) is not None
        case Prefix(start):
            return any(word.startswith(start) for word in text.places)
        case Like():
            return any(node.accepts(word) for word in text.places)
        case Everyone(parts):
            return all(holds(part, text) for part in parts)
        case AnyOf(parts):
            return any(holds(part, text) for part in parts)
        case Without(part):
            return not holds(part, text)
        case InField(_, part):
            return holds(part, text)
        case Among(keys):
            return text.key in keys


def phrase_starts(places: Sequence[Sequence[int]]) -> list[int]:
    """Where the words stand one after the other: ``places`` of each word of the phrase, in its order."""
    rest = [frozenset(found) for found in places[1:]]
    return [start for start in places[0] if all(start + step in found for step, found in enumerate(rest, 1))]


def windows(words: Sequence[str], places: Mapping[str, Sequence[int]], distance: int) -> Iterator[list[int]]:
    """The places of all the words, wherever they come together within the distance; a word asked twice, twice."""
    needed = Counter(words)
    line = sorted((place, word) for word in needed for place in places[word])
    inside: Counter[str] = Counter()
    first = 0
    for last, (place, word) in enumerate(line):
        inside[word] += 1
        while place - line[first][0] > distance:
            inside[line[first][1]] -= 1
            first += 1
        if all(inside[word] >= times for word, times in needed.items()):
            yield [place for place, _ in line[first : last + 1]]
