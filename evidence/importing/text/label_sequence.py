"""Judges by their sequence which of a page's label candidates are numbered paragraphs, headings or quoted clauses."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from evidence.importing.text.inner_lists import inner_lists
from evidence.importing.text.labels import LabelCandidate, Parts

FAR = 10**6
NEAR = 10  # how far a number may be out of its place and still be meant as one of this sequence
CLOSE = 3  # how many numbers may be missing where a sequence goes on after an insertion


class Verdict(Enum):
    """What a candidate is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CLAUSE = "clause"  # of a quotation or a list: text of the paragraph before it
    ITEM = "item"  # of a plain list inside the paragraph before it


@dataclass(slots=True)
class Run:
    """Candidates that count on from one another: 3.1, 3.2, 3.2.1, 3.3."""

    members: list[int]
    path: list[Parts] = field(default_factory=list)  # the last label, after the labels it lies under


class _Runs:
    """Sorts candidates into runs; each look-up is a dictionary's, so that a page of any size takes linear time."""

    def __init__(self, candidates: Sequence[LabelCandidate]) -> None:
        self.candidates = candidates
        self.runs: list[Run] = []
        self._open: dict[Parts, list[Run]] = defaultdict(list)  # label → runs that may go on from it, latest last
        self._prefix: dict[Parts, list[Run]] = defaultdict(list)  # (3,) → runs whose last label is 3.something
        for index, candidate in enumerate(candidates):
            self._place(index, candidate)

    def _place(self, index: int, candidate: LabelCandidate) -> None:
        parts = candidate.match.parts
        run = self._predecessor(parts, candidate.heading_like)
        if run is None:
            run = Run([])
            self.runs.append(run)
        run.members.append(index)
        while run.path and parts[: len(run.path[-1])] != run.path[-1]:
            run.path.pop()
        run.path.append(parts)
        self._open[parts].append(run)
        self._prefix[parts[:-1]].append(run)

    def _predecessor(self, parts: Parts, heading_like: bool) -> Run | None:
        stem, last = parts[:-1], parts[-1]
        if last not in (1, 1001):
            before = (*stem, last - 1)
            return self._latest(before, heading_like, tail=True) or self._latest(before, heading_like, tail=False)
        under = self._latest(stem, heading_like, tail=True) if stem else None
        if under is None and stem and last == 1:
            before_stem = (*stem[:-1], stem[-1] - 1)
            waiting = self._prefix.get(before_stem, [])
            while waiting and waiting[-1].path[-1][:-1] != before_stem:
                waiting.pop()
            return waiting[-1] if waiting else None
        return under

    def _latest(self, parts: Parts, heading_like: bool, *, tail: bool) -> Run | None:
        """The latest run that stands at the label; of two, the one whose last member is of the same nature."""
        waiting = self._open.get(parts)
        if not waiting:
            return None
        while waiting and parts not in waiting[-1].path:
            waiting.pop()
        fitting = [run for run in waiting[-2:] if (run.path[-1] == parts if tail else parts in run.path)]
        for run in reversed(fitting):
            if self.candidates[run.members[-1]].heading_like == heading_like:
                return run
        return fitting[-1] if fitting else None


def judge_labels(candidates: Sequence[LabelCandidate]) -> list[Verdict]:
    """One verdict for each candidate, in order."""
    listed = inner_lists(candidates)
    if listed:
        others = iter(_judged([one for at, one in enumerate(candidates) if at not in listed]))
        return [Verdict.ITEM if at in listed else next(others) for at in range(len(candidates))]
    return _judged(candidates)


def _judged(candidates: Sequence[LabelCandidate]) -> list[Verdict]:
    verdicts = [Verdict.CLAUSE] * len(candidates)
    main = _Judge(candidates).main_runs()
    for run in main:
        heads = _headings_of(run, candidates, alone=len(main) == 1)
        for index in run.members:
            verdicts[index] = Verdict.HEADING if index in heads else Verdict.PARAGRAPH
    _settle_titles(candidates, verdicts)
    return verdicts


def _settle_titles(candidates: Sequence[LabelCandidate], verdicts: list[Verdict]) -> None:
    """Titles outside the numbering are headings; a lone one that repeats the number before it is a paragraph."""
    titles = [
        index
        for index, candidate in enumerate(candidates)
        if verdicts[index] is Verdict.CLAUSE and _is_title(candidate) and not candidate.introduced
    ]
    for index in titles:
        before = candidates[index - 1] if index and verdicts[index - 1] is Verdict.PARAGRAPH else None
        repeated = before is not None and before.match.parts == candidates[index].match.parts
        verdicts[index] = Verdict.PARAGRAPH if repeated and len(titles) == 1 else Verdict.HEADING


def _is_title(candidate: LabelCandidate) -> bool:
    return candidate.heading_like and not candidate.match.weak and _over_words(candidate)


def _over_words(candidate: LabelCandidate) -> bool:
    return candidate.before_text or candidate.before_numbered


def _headings_of(run: Run, candidates: Sequence[LabelCandidate], *, alone: bool) -> set[int]:
    """The members of a run that are numbered headings: titles over sub-paragraphs, or a run of titles over text."""
    titles = [index for index in run.members if candidates[index].heading_like]
    if not titles:
        return set()
    after = dict(pairwise(run.members))
    heads = set()
    for index in titles:
        following = after.get(index)
        parts = candidates[index].match.parts
        if following is not None and candidates[following].match.parts[: len(parts)] == parts:
            heads.add(index)
    over_text = [index for index in titles if candidates[index].before_text]
    siblings = [index for index in run.members if len(candidates[index].match.parts) == 1] or run.members
    if len(over_text) * 2 > len(siblings) and (len(over_text) > 1 or not alone):
        heads.update(over_text)
    return heads


class _Judge:
    """Tells the runs that number the page from those that are quoted in it."""

    def __init__(self, candidates: Sequence[LabelCandidate]) -> None:
        self.candidates = candidates
        runs = [run for run in _Runs(candidates).runs if self._plausible(run)]
        self.runs = [run for run in runs if len(runs) == 1 or not self._only_titles(run)]
        self.several_titles = sum(_is_title(candidate) for candidate in candidates) > 1

    def main_runs(self) -> list[Run]:
        """Runs in reading order, without those that are clauses."""
        main: list[Run] = []
        out_of_order: list[Run] = []
        followers: list[Run | None] = [*self.runs[1:], None]
        for run, following in zip(self.runs, followers, strict=False):
            if not main:
                if not (self._first(run).introduced and following and len(following.members) > len(run.members)):
                    main.append(run)
            elif run.members[0] < main[-1].members[-1]:
                self._settle_inside(run, main, out_of_order)
            elif self._goes_on(run, main[-1], following):
                self._drop_overlap(run, main[-1])
                main.append(run)
        return [run for run in main if run.members] + out_of_order

    def _first(self, run: Run) -> LabelCandidate:
        return self.candidates[run.members[0]]

    def _plausible(self, run: Run) -> bool:
        """A label that only a sequence can vouch for needs one: three in a row."""
        return len(run.members) > 2 or any(not self.candidates[index].match.weak for index in run.members)

    def _only_titles(self, run: Run) -> bool:
        members = [self.candidates[index] for index in run.members]
        return all(member.heading_like and _over_words(member) for member in members)

    def _settle_inside(self, run: Run, main: list[Run], out_of_order: list[Run]) -> None:
        """A run that begins inside another: a restart that the other swallowed, numbers out of order, or clauses."""
        first, outer = self._first(run), main[-1]
        if first.introduced:
            return
        at = bisect(outer.members, run.members[0])
        before = self.candidates[outer.members[at - 1]].match.parts
        after = self.candidates[outer.members[at]].match.parts
        last = self.candidates[run.members[-1]].match.parts
        parts = first.match.parts
        if first.after_heading and parts[-1] == 1 and len(run.members) > 2 and 0 < distance(last, after) <= CLOSE + 1:
            main[-1:] = [Run(outer.members[:at]), run, Run(outer.members[at:])]
        elif abs(distance(before, parts)) <= NEAR and not first.match.weak:
            out_of_order.append(run)

    def _goes_on(self, run: Run, last_run: Run, following: Run | None) -> bool:
        first, last = self._first(run), self.candidates[last_run.members[-1]]
        parts, ahead = first.match.parts, distance(last.match.parts, first.match.parts)
        if following is not None and following.members[0] > run.members[-1]:
            onward = distance(last.match.parts, self._first(following).match.parts)
            own = distance(self.candidates[run.members[-1]].match.parts, self._first(following).match.parts)
            if 0 < onward <= CLOSE + 1 and not 0 < own <= CLOSE + 1 and not 0 < ahead < onward:
                return False  # the numbering before it goes on after it: an insertion
        repeated = ahead == 0 and len(run.members) > 1
        inside = len(parts) < len(last.match.parts)  # "1." behind "5.3 There were three causes:"
        if first.introduced and not repeated and (len(run.members) < CLOSE or ahead == FAR or inside):
            return False
        if parts[-1] == 1:
            return first.after_heading or len(run.members) > 1
        if ahead == FAR:
            return len(run.members) >= CLOSE
        return abs(ahead) <= NEAR or len(run.members) >= CLOSE

    def _drop_overlap(self, run: Run, last_run: Run) -> None:
        """Of numbers that both runs hold, those that were quoted or stood as titles are not this numbering's."""
        first = self._first(run)
        parts = first.match.parts
        if parts[-1] == 1:
            return
        held = next((i for i, at in enumerate(last_run.members) if self.candidates[at].match.parts == parts), None)
        if held is None:
            return
        earlier = self.candidates[last_run.members[held]]
        several = len(last_run.members) - held > 1
        title = earlier.heading_like and not first.heading_like and self.several_titles
        if first.introduced and several:
            last = self.candidates[last_run.members[-1]].match.parts
            run.members[:] = [at for at in run.members if distance(last, self.candidates[at].match.parts) > 0]
        elif (earlier.introduced and several) or title:
            del last_run.members[held:]


def distance(one: Parts, other: Parts) -> int:
    """How far the other number lies after the first, where they are of one kind."""
    if one and len(one) == len(other) and one[:-1] == other[:-1]:
        return other[-1] - one[-1]
    shorter = min(len(one), len(other))
    if one[:shorter] != other[:shorter] and len(one) > 1 and len(other) > 1 and abs(other[0] - one[0]) == 1:
        return other[0] - one[0]
    if len(one) > len(other) > 0 and one[: len(other) - 1] == other[:-1]:
        return other[-1] - one[len(other) - 1]
    return FAR
