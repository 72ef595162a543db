"""Every name and term of a report in one automaton: a text is read once, however many names there are."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import NamedTuple, Protocol

import ahocorasick


class Check(StrEnum):
    """What the words around a surface must be like before it counts."""

    ALONE = auto()  # no capitalised word beside it: a surname by itself
    AFTER_THE = auto()  # only after "the": "the Sun"
    NOT_A_TITLE = auto()  # not at the beginning of a document's title: "Ofcom Broadcasting Code"
    SEEN_ON_PAGE = auto()  # only once the page has named the person in full: a given name by itself
    CALLED = auto()  # in quotation marks, which say that it is not a real name: “Alec” said
    EXACT_CASE = auto()  # as written, in the automaton that ignores case


class Referent(Protocol):
    """What a surface may stand for: an entry of an authority list, or a proposal."""

    @property
    def key(self) -> Hashable: ...

    @property
    def is_authority(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Surface:
    """A string of the text and all that it may name."""

    text: str
    kind: str
    referents: tuple[Referent, ...]
    rule: str
    checks: frozenset[Check] = frozenset()


class Match(NamedTuple):
    """A surface found in a text, at whole words."""

    start: int
    end: int
    surface: Surface


class Gazetteer:
    """Surfaces, found at whole words: names by their case, subjects without it and in the plural too."""

    def __init__(self) -> None:
        self._names: dict[str, Surface] = {}
        self._terms: dict[str, Surface] = {}
        self._name_automaton: ahocorasick.Automaton | None = None
        self._term_automaton: ahocorasick.Automaton | None = None

    def add(self, surface: Surface) -> None:
        """Take up a surface; the first to come keeps the string."""
        if surface.kind == "subject":
            self._terms.setdefault(surface.text.lower(), surface)
        elif surface.text:
            self._names.setdefault(surface.text, surface)

    def get(self, text: str) -> Surface | None:
        """The surface of a name, if it is known."""
        return self._names.get(text)

    def close(self) -> None:
        """Build the automata; nothing can be added afterwards."""
        self._name_automaton = _automaton(self._names)
        self._term_automaton = _automaton(self._terms)

    def matches(self, text: str) -> list[Match]:
        """Every surface at whole words in a ``plain`` text, longest first at each place, in order of place."""
        found = [*self._name_matches(text), *self._term_matches(text)]
        found.sort(key=lambda match: (match.start, -match.end))
        return found

    def _name_matches(self, text: str) -> Iterator[Match]:
        if self._name_automaton is None:
            return
        for last, surface in self._name_automaton.iter(text):
            end = last + 1
            start = end - len(surface.text)
            before, after = text[start - 1 : start], text[end : end + 1]
            if before.isalnum() or after.isalnum() or before == "_" or after == "_":
                continue  # a part of a word
            if after == "-" and text[end + 1 : end + 2].isupper():
                continue  # a part of a name: "Mr Hogan-Howe"
            yield Match(start, end, surface)

    def _term_matches(self, text: str) -> Iterator[Match]:
        if self._term_automaton is None:
            return
        lower = text.lower()
        if len(lower) != len(text):  # a few letters grow in lower case; offsets must not
            lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
        for last, surface in self._term_automaton.iter(lower):
            end = last + 1
            start = end - len(surface.text)
            before = text[start - 1 : start]
            if before.isalnum() or before == "_":
                continue
            if Check.EXACT_CASE in surface.checks and text[start:end] != surface.text:
                continue
            end += lower.startswith("s", end) and len(surface.text) > 3 and not surface.text.endswith("s")
            after = text[end : end + 1]
            if not (after.isalnum() or after == "_"):
                yield Match(start, end, surface)


def _automaton(surfaces: dict[str, Surface]) -> ahocorasick.Automaton | None:
    if not surfaces:
        return None
    automaton = ahocorasick.Automaton()
    for string, surface in surfaces.items():
        automaton.add_word(string, surface)
    automaton.make_automaton()
    return automaton


def without_overlaps(matches: list[Match]) -> Iterator[Match]:
    """The longest of the matches that share a place, from left to right."""
    taken = 0
    for match in matches:
        if match.start >= taken:
            taken = match.end
            yield match
