"""Where in some testimony a quotation's words stand, and word by word what differs there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment

from evidence.linking.checking.testimony import WordsSaid
from evidence.linking.checking.words import Gap, Piece, Word

# words that may lie between two pieces of a quotation: behind an ellipsis, and where something was put in
_REACH = {Gap.LEFT_OUT: 400, Gap.INSERTED: 12, Gap.NONE: 0}
_DIAGONAL = 8  # words by which shared words may be shifted against one another and still speak for one place
_BEST = 4  # places of a day that are looked at more closely
_COMMON = 400  # a run of words that comes up more often than this in a day tells nothing
_PIECE_LIKENESS = 50  # below this a piece is not there

Gram = tuple[str, ...]
Step = tuple[str, int, int, int, int]  # what; words of the piece from-to, words of the testimony from-to
# "same", "gone" (said, not quoted), "new" (quoted, not said), "left out"; the words as printed
Difference = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Match:
    """The words of a testimony that a quotation comes closest to; ``likeness`` of 100 means the very words."""

    first: int
    last: int  # the word after the last
    likeness: int
    difference: Difference

    @property
    def is_same(self) -> bool:
        return all(what in ("same", "left out") for what, _ in self.difference)


def grams_of(pieces: Sequence[Piece]) -> set[Gram]:
    """Runs of words by which a day is searched for the longest piece."""
    return set(_grams(max(pieces, key=lambda piece: len(piece.words)).tokens)) if pieces else set()


def occurrences(tokens: Sequence[str], wanted: set[Gram]) -> dict[Gram, list[int]]:
    """Where the wanted runs of words stand, in one walk over the words for each length."""
    found: dict[Gram, list[int]] = {}
    for length in {len(gram) for gram in wanted}:
        for place, gram in enumerate(zip(*(tokens[shift:] for shift in range(length)), strict=False)):
            if gram in wanted:
                found.setdefault(gram, []).append(place)
    return found


def closest(quotation: str, pieces: Sequence[Piece], testimony: WordsSaid, within: tuple[int, int]) -> Match | None:
    """The best place among a few lines."""
    return _Aligner(quotation, pieces, testimony).best(within, within)


def closest_of_day(
    quotation: str, pieces: Sequence[Piece], testimony: WordsSaid, places: Mapping[Gram, Sequence[int]]
) -> Match | None:
    """The best place of a whole day, by the runs of words that it shares with the quotation."""
    aligner = _Aligner(quotation, pieces, testimony)
    whole = (0, len(testimony.tokens))
    matches = [aligner.best(window, whole) for window in aligner.windows(places)]
    return max((match for match in matches if match), key=lambda match: match.likeness, default=None)


def _grams(tokens: Sequence[str]) -> Iterator[Gram]:
    length = min(3, len(tokens))
    yield from zip(*(tokens[shift:] for shift in range(length)), strict=False)


@dataclass(frozen=True, slots=True)
class _Found:
    """A piece where it was found."""

    first: int
    last: int
    steps: list[Step]
    equal: int


class _Aligner:
    """One quotation against one testimony."""

    def __init__(self, quotation: str, pieces: Sequence[Piece], testimony: WordsSaid) -> None:
        self.quotation, self.pieces, self.testimony = quotation, pieces, testimony
        self.anchor = max(range(len(pieces)), key=lambda index: len(pieces[index].words)) if pieces else 0

    def windows(self, places: Mapping[Gram, Sequence[int]]) -> list[tuple[int, int]]:
        """Stretches of the day that share the most runs of words with the longest piece, at the same distances."""
        tokens = self.pieces[self.anchor].tokens
        votes: Counter[int] = Counter()
        for shift, gram in enumerate(_grams(tokens)):
            found = places.get(gram, ())
            if len(found) <= _COMMON:
                for place in found:
                    votes[(place - shift) // _DIAGONAL] += 1
                    votes[(place - shift) // _DIAGONAL + 1] += 1
        size = len(tokens) + 3 * _DIAGONAL + len(tokens) // 4
        starts = [max(0, (diagonal - 1) * _DIAGONAL) for diagonal, _ in votes.most_common(_BEST)]
        return [(start, min(start + size, len(self.testimony.tokens))) for start in starts]

    def best(self, window: tuple[int, int], bounds: tuple[int, int]) -> Match | None:
        """The longest piece in the window, the others before and after it within the bounds."""
        middle = self._piece(self.pieces[self.anchor], *window)
        if middle is None:
            return None
        found: dict[int, _Found | None] = {self.anchor: middle}
        reached = middle.last
        for index in range(self.anchor + 1, len(self.pieces)):
            piece = self.pieces[index]
            far = reached + _REACH[piece.gap] + len(piece.words) + 2
            found[index] = one = self._piece(piece, reached, min(far, max(bounds[1], reached)))
            reached = one.last if one else reached
        reached = middle.first
        for index in range(self.anchor - 1, -1, -1):
            piece = self.pieces[index]
            far = reached - _REACH[self.pieces[index + 1].gap] - len(piece.words) - 2
            found[index] = one = self._piece(piece, max(far, min(bounds[0], reached)), reached)
            reached = one.first if one else reached
        return self._match([found[index] for index in range(len(self.pieces))])

    def _piece(self, piece: Piece, first: int, last: int) -> _Found | None:
        """A piece among the words from ``first`` to ``last``."""
        tokens, said = piece.tokens, self.testimony.tokens[first:last]
        if not said:
            return None
        start, end = 0, len(said)
        if len(said) > len(tokens):
            place = partial_ratio_alignment(tokens, said)
            if place is None:
                return None
            start, end = place.dest_start, place.dest_end
        room = 2 + len(tokens) // 8
        steps = _steps(piece.words, said, start, end)
        if any(what != "same" for what, *_ in steps):
            steps = _steps(piece.words, said, max(0, start - room), min(len(said), end + room))
        equal = sum(end - start for what, start, end, _, _ in steps if what == "same")
        if 100 * equal < _PIECE_LIKENESS * len(tokens):
            return None
        placed = [(what, one, two, three + first, four + first) for what, one, two, three, four in steps]
        return _Found(placed[0][3], placed[-1][4], placed, equal)

    def _match(self, found: Sequence[_Found | None]) -> Match:
        difference: Difference = []
        equal = said = 0
        for piece, one in zip(self.pieces, found, strict=True):
            if difference and piece.gap is not Gap.NONE:
                difference.append(("left out", "…"))
            if one is None:
                difference.append(("new", self._quoted(piece.words)))
                continue
            equal += one.equal
            said += one.last - one.first
            for what, start, end, first, last in one.steps:
                if last > first and what != "same":
                    difference.append(("gone", self.testimony.text(first, last)))
                if end > start:
                    difference.append((what, self._quoted(piece.words[start:end])))
        quoted = sum(len(piece.words) for piece in self.pieces)
        there = [one for one in found if one is not None]
        # joined or parted words may count differently on either side
        likeness = min(round(200 * equal / (quoted + said)), 100)
        return Match(min(one.first for one in there), max(one.last for one in there), likeness, difference)

    def _quoted(self, words: Sequence[Word]) -> str:
        return " ".join(self.quotation[words[0].start : words[-1].end].split())


def _steps(words: Sequence[Word], said: Sequence[str], first: int, last: int) -> list[Step]:
    """From the quotation's words to those said from ``first`` to ``last``: runs of the same words, and of others."""
    steps: list[Step] = []
    for code in Indel.opcodes([word.token for word in words], said[first:last]):
        same = code.tag == "equal"
        there = (code.dest_start + first, code.dest_end + first)
        step = ("same" if same else "new", code.src_start, code.src_end, *there)
        if not same and steps and steps[-1][0] == "new":
            step = ("new", steps[-1][1], step[2], steps[-1][3], step[4])
            steps.pop()
        steps.append(step)
    return _agreed(words, said, _trimmed(_close_together(steps, said)))


def _close_together(steps: list[Step], said: Sequence[str]) -> list[Step]:
    """The first and last words beside the rest, where they were said there as well as farther off."""
    if len(steps) > 2 and steps[0][0] == "new" and steps[0][1] == steps[0][2]:
        steps = steps[1:]
    if len(steps) > 2 and steps[-1][0] == "new" and steps[-1][1] == steps[-1][2]:
        steps = steps[:-1]
    if len(steps) > 2:
        (what, start, end, first, last), (_, gap, gap_end, _, upto) = steps[:2]
        if what == "same" and gap == gap_end and said[first:last] == said[upto - (last - first) : upto]:
            steps = [("same", start, end, upto - (last - first), upto), *steps[2:]]
    if len(steps) > 2:
        (_, gap, gap_end, begins, _), (what, start, end, first, last) = steps[-2:]
        if what == "same" and gap == gap_end and said[first:last] == said[begins : begins + last - first]:
            steps = [*steps[:-2], ("same", start, end, begins, begins + last - first)]
    return steps


def _trimmed(steps: list[Step]) -> list[Step]:
    """Without the words said before and after, save as many as the quotation has others in their place."""
    if steps and steps[0][0] == "new":
        _, start, end, first, last = steps[0]
        steps[0] = ("new", start, end, max(first, last - (end - start)), last)
    if steps and steps[-1][0] == "new":
        _, start, end, first, last = steps[-1]
        steps[-1] = ("new", start, end, first, min(last, first + end - start))
    return [step for step in steps if step[2] > step[1] or step[4] > step[3]]


def _agreed(words: Sequence[Word], said: Sequence[str], steps: Sequence[Step]) -> list[Step]:
    """What differs only in how it is joined ("well known", "per cent") or in added letters is the same."""
    agreed = []
    for what, start, end, first, last in steps:
        quoted, spoken = words[start:end], said[first:last]
        is_same = what == "same" or "".join(word.token for word in quoted) == "".join(spoken)
        if not is_same and len(quoted) == len(spoken):
            is_same = all(token in (word.token, word.also) for word, token in zip(quoted, spoken, strict=True))
        agreed.append(("same" if is_same else "new", start, end, first, last))
    return agreed
