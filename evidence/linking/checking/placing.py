"""Where, in a transcript without pages, the page and line lie that a note cites: about there, and where its words are.

A page has 25 lines, by far the commonest; how wide they were printed is what no such transcript says. Of all widths
the one is taken at which most notes come to lie beside speeches that have rare words in common with what they support.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from evidence.linking.checking.testimony import At

LINES_A_PAGE = 25
_WIDTHS = range(36, 76)  # characters
_FEWEST = 5  # notes: a width that fits fewer fits by chance
_NEAR = 2.0  # pages by which a place may be out before its words count for little
_FARTHEST = 6  # pages beyond which they count for nothing
_LEAST = 0.1  # of 1: a place that is less likely is not given
_BEFORE, _AFTER = 1, 3  # speeches beside one in which its words may stand
_LABEL = 5  # characters at the head of a paragraph: a label, or an indent


@dataclass(frozen=True, slots=True)
class Sought:
    """A cited place, and the words of the report that rest on it."""

    key: int
    hearing: int
    start: At
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Day:
    """The speeches of one hearing, in order: their positions, the lengths of their paragraphs, their words."""

    positions: Sequence[int]
    lengths: Sequence[Sequence[int]]
    words: Sequence[frozenset[str]]

    def starts(self, width: int) -> list[int]:
        """The line that each speech begins at, counted from 0 through the day."""
        starts, line = [], 0
        for lengths in self.lengths:
            starts.append(line)
            line += sum(max(1, -(-(length + _LABEL) // width)) for length in lengths)
        return starts


def likely_places(days: Mapping[int, Day], sought: Iterable[Sought]) -> dict[int, int]:
    """The position of the speech that each of these probably means, by their keys; none for those that fit nowhere."""
    asked = [one for one in sought if one.hearing in days and days[one.hearing].positions]
    if len(asked) < _FEWEST:
        return {}
    shared = {one.key: _shared(days[one.hearing], one.words) for one in asked}
    best: dict[int, tuple[float, int]] = {}
    for width in _WIDTHS:
        starts = {key: day.starts(width) for key, day in days.items()}
        found = {one.key: _likeliest(starts[one.hearing], one.start, shared[one.key]) for one in asked}
        if sum(score for score, _ in found.values()) > sum(score for score, _ in best.values()):
            best = found
    hearings = {one.key: one.hearing for one in asked}
    return {key: days[hearings[key]].positions[at] for key, (score, at) in best.items() if score >= _LEAST}


def _shared(day: Day, words: frozenset[str]) -> list[float]:
    """For each speech, how much it and its neighbours have of the rare words, of 1 for the most that any have."""
    holding: dict[str, list[int]] = defaultdict(list)
    for index, said in enumerate(day.words):
        for word in words & said:
            holding[word].append(index)
    weights = [0.0] * len(day.words)
    for indexes in holding.values():
        weight = log(len(day.words) / len(indexes))
        beside = {at for index in indexes for at in range(index - _AFTER, index + _BEFORE + 1)}
        for at in beside:
            if 0 <= at < len(weights):
                weights[at] += weight
    most = max(weights, default=0.0)
    return [weight / most for weight in weights] if most else weights


def _likeliest(starts: Sequence[int], start: At, shared: Sequence[float]) -> tuple[float, int]:
    """How likely the likeliest speech is, and which: near the cited line, and with its words."""
    page, line = start
    cited = (page - 1) * LINES_A_PAGE + max(line - 1, 0)
    reach = _FARTHEST * LINES_A_PAGE
    best = (0.0, 0)
    for index in range(bisect_left(starts, cited - reach), bisect_right(starts, cited + reach)):
        away = (starts[index] - cited) / LINES_A_PAGE / _NEAR
        best = max(best, (shared[index] * exp(-away * away), -index))
    return best[0], -best[1]
