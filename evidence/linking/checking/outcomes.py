"""From the places that a quotation's note cites to what its check came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.linking.checking.alignment import Difference, Gram, Match, closest, closest_of_day
from evidence.linking.checking.testimony import At, WordsSaid
from evidence.linking.checking.words import Piece

ALTERED = 70  # of 100: less like what was said than this, the words are not there
ALTERED_ELSEWHERE = 85  # where nothing points to a place, its words must speak for it
FEWEST_ELSEWHERE = 5  # words; fewer are said everywhere
_SLACK = 20  # words before and after cited lines: notes are often a line or two out
_MOSTLY_SAME = 90  # at the cited lines: no other place is asked for


class Outcome(StrEnum):
    """What became of a quotation's words."""

    MATCHED = "matched"
    ALTERED = "altered"
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that a note cites: a hearing, by its key, and lines of it; without lines, all of it."""

    hearing: int
    start: At | None = None
    end: At | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation to check. Without cited places its words are looked for where they may have been said."""

    key: int
    text: str
    pieces: tuple[Piece, ...]
    cited: tuple[Cited, ...]
    may_be_of: frozenset[int] = frozenset()  # hearings, where nothing tells which
    why: str = ""  # these

    @property
    def length(self) -> int:
        return sum(len(piece.words) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were found: lines, or speeches where the transcript has no lines."""

    hearing: int
    start: At | None
    end: At | None
    turn_from: int
    turn_to: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check came to. With “not found”, the place is where the words were found instead."""

    outcome: Outcome
    place: Place | None
    likeness: int
    difference: Difference
    reason: str


class Finding:
    """The best places so far for one quotation: where its note points, and anywhere else."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.there: tuple[Match, Place] | None = None
        self.elsewhere: tuple[Match, Place] | None = None

    def cites(self, hearing: int) -> bool:
        """Whether its note cites this hearing."""
        return any(cited.hearing == hearing for cited in self.asked.cited)

    def may_stand_in(self, hearing: int) -> bool:
        """Whether its words are worth looking for there: anywhere, if its note cites testimony."""
        return bool(self.asked.cited) or hearing in self.asked.may_be_of

    def look(self, hearing: int, testimony: WordsSaid, places: Mapping[Gram, Sequence[int]]) -> None:
        """Looks for the quotation in one hearing."""
        asked, cited = self.asked, [one for one in self.asked.cited if one.hearing == hearing]
        bounds = [_words(one, testimony) for one in cited]
        for bound in bounds:
            if bound is not None:
                self._take(closest(asked.text, asked.pieces, testimony, bound), hearing, testimony, there=True)
        if self.there is not None and self.there[0].is_same:
            return
        whole = closest_of_day(asked.text, asked.pieces, testimony, places)
        self._take(whole, hearing, testimony, there=None in bounds)

    def _take(self, match: Match | None, hearing: int, testimony: WordsSaid, *, there: bool) -> None:
        if match is None:
            return
        held = self.there if there else self.elsewhere
        if held is None or (match.is_same, match.likeness) > (held[0].is_same, held[0].likeness):
            found = (match, _place(hearing, testimony, match))
            if there:
                self.there = found
            else:
                self.elsewhere = found

    def answer(self) -> Answer | None:
        """What it came to; none where nothing was cited and nothing was found."""
        there, elsewhere = self.there, self._elsewhere()
        if there is not None and there[0].is_same:
            return _answer(Outcome.MATCHED, there, "")
        exact = elsewhere is not None and elsewhere[0].is_same
        if there is not None and there[0].likeness >= (_MOSTLY_SAME if exact else ALTERED):
            return _answer(Outcome.ALTERED, there, "")
        if self.asked.cited:
            if elsewhere is None:
                return Answer(Outcome.NOT_FOUND, None, 0, [], "nor anywhere else in the testimony held here")
            return _answer(Outcome.NOT_FOUND, elsewhere, "found elsewhere")
        if elsewhere is None:
            return None
        outcome = Outcome.MATCHED if exact else Outcome.ALTERED
        return _answer(outcome, elsewhere, self.asked.why)

    def _elsewhere(self) -> tuple[Match, Place] | None:
        found = self.elsewhere
        enough = self.asked.length >= FEWEST_ELSEWHERE
        return found if found is not None and enough and found[0].likeness >= ALTERED_ELSEWHERE else None


def _answer(outcome: Outcome, found: tuple[Match, Place], reason: str) -> Answer:
    match, place = found
    difference = [] if match.is_same else match.difference
    return Answer(outcome, place, 100 if match.is_same else min(match.likeness, 99), difference, reason)


def _words(cited: Cited, testimony: WordsSaid) -> tuple[int, int] | None:
    """The words of the cited lines, with some slack; none where the whole day has to be searched."""
    if cited.start is None or cited.end is None or not testimony.lines:
        return None
    first, last = testimony.between(cited.start, cited.end)
    return max(0, first - _SLACK), min(len(testimony.tokens), last + _SLACK)


def _place(hearing: int, testimony: WordsSaid, match: Match) -> Place:
    first, last = match.first, match.last - 1
    start, end = (testimony.lines[first], testimony.lines[last]) if testimony.lines else (None, None)
    return Place(hearing, start, end, testimony.turns[first], testimony.turns[last])
