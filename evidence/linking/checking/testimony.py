"""A day of testimony as one run of words, each with its line, or at least its speech."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from evidence.linking.checking.words import tokens_in, words_in

At = tuple[int, int]  # page and line
_CUT = re.compile(r"[^\W_]-$")  # a word that goes on at the next line's beginning


@dataclass(frozen=True, slots=True)
class Turn:
    """One speech, as far as comparing needs it. ``start`` and ``end`` are its lines, where it has any."""

    position: int
    label: str  # as printed before its first words: "Q.", "MR BEER"
    is_event: bool
    text: str
    start: At | None = None
    end: At | None = None


@dataclass(slots=True)
class WordsSaid:
    """The words of one hearing, in parallel lists: as compared, their lines, their speeches."""

    tokens: list[str] = field(default_factory=list)
    lines: list[At] = field(default_factory=list)  # empty where the transcript has no lines
    turns: list[int] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)  # as printed
    _starts: list[int] = field(default_factory=list)  # the first word of each text

    def between(self, start: At, end: At) -> tuple[int, int]:
        """The words of a range of lines, both included: first, and after the last."""
        return bisect_left(self.lines, start), bisect_right(self.lines, end)

    def text(self, first: int, last: int) -> str:
        """Some words as printed, with the marks that follow each."""
        parts = []
        for index in range(bisect_right(self._starts, first) - 1, bisect_left(self._starts, last)):
            text, begins = self._texts[index], self._starts[index]
            words = list(words_in(text))
            inside = words[max(first - begins, 0) : last - begins]
            if inside:
                after = max(first - begins, 0) + len(inside)
                parts.append(text[inside[0].start : words[after].start if after < len(words) else len(text)].strip())
        return " ".join(parts)

    def add(self, text: str, turn: int, at: At | None) -> None:
        """A stretch of text, word by word."""
        tokens = tokens_in(text)
        self._starts.append(len(self.tokens))
        self._texts.append(text)
        self.tokens += tokens
        self.turns += [turn] * len(tokens)
        if at is not None:
            self.lines += [at] * len(tokens)


def spoken(turns: Iterable[Turn]) -> WordsSaid:
    """Of a transcript without lines: its speeches, one after the other."""
    testimony = WordsSaid()
    for turn in turns:
        if not turn.is_event:
            testimony.add(turn.text, turn.position, None)
    return testimony


def printed_lines(pages: Iterable[tuple[int, Sequence[tuple[int | None, str]]]], turns: Sequence[Turn]) -> WordsSaid:
    """Of a transcript with lines: those that somebody speaks, without the labels of speakers."""
    testimony = WordsSaid()
    held: tuple[str, int, At] | None = None  # the line before, which this one may end the last word of
    for text, turn, at in _spoken_lines(pages, turns):
        words = text
        if held is not None:
            before, its_turn, its_place = held
            if its_turn == turn and words[:1].islower() and _CUT.search(before):
                rest, _, words = words.partition(" ")
                before += rest
            testimony.add(before, its_turn, its_place)
        held = (words, turn, at)
    if held is not None:
        testimony.add(*held)
    return testimony


def _spoken_lines(
    pages: Iterable[tuple[int, Sequence[tuple[int | None, str]]]], turns: Sequence[Turn]
) -> Iterator[tuple[str, int, At]]:
    """The lines inside some speech, each with the speech and its place."""
    waiting = deque(sorted((turn for turn in turns if turn.start), key=lambda one: (one.start or (0, 0), one.position)))
    going: list[Turn] = []
    for at, text in _lines(pages):
        new = None
        while waiting and waiting[0].start is not None and waiting[0].start <= at:
            new = waiting.popleft()
            going.append(new)
        # an event may stand inside a speech that goes on after it
        going = [turn for turn in going if turn.end is None or turn.end >= at]
        if going and not going[-1].is_event:
            turn = going[-1]
            yield (_without_label(text, turn.label) if turn is new else text), turn.position, at


def _lines(pages: Iterable[tuple[int, Sequence[tuple[int | None, str]]]]) -> Iterator[tuple[At, str]]:
    """Every line with its place; one without a number stands at the one before it."""
    for number, lines in pages:
        here = 0
        for line, text in lines:
            here = here if line is None else line
            yield (number, here), text.strip()


def _without_label(text: str, label: str) -> str:
    return text[len(label) :].lstrip(":. ") if label and text.startswith(label) else text
