"""Where quotations begin and end in a paragraph, from their marks: complete, lost, nested, or carried over blocks.

One pass over the marks and one over the blocks, so that a page of nothing but quotation marks costs no more than its
length. Displayed quotations come from the parser and are barriers: marks inside them are nobody's but theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evidence.linking.quoting.records import Displayed, Marks, Stretch
from evidence.linking.quoting.single_marks import by_single_marks

LEAST_WORDS = 5
_BLANK_LINE = re.compile(r"\n\n")
_DOUBLE = re.compile(r'[“”„‟«»"]')
_ANY = re.compile(r"[“”„‟«»\"‘']")  # nothing is quoted without one of them
_OPENING = frozenset("“„‟«")
_CLOSING = frozenset("”»")
_BEFORE_OPENING = frozenset(' \n\t(\u00a0[{—–-/|“‘"•…')
_SENTENCE_START = re.compile(r"[.!?:;]\s")


class _Mark(NamedTuple):
    offset: int
    opens: bool


@dataclass(slots=True)
class _Pending:
    """A mark that opened and has not been closed in its own block."""

    start: int
    block_end: int
    next_mark: int  # where the next mark of its block stands, or the block's end

    def runs_up_to(self, block_start: int) -> bool:
        """Whether nothing but a blank line parts the open quotation from a block."""
        return self.next_mark == self.block_end == block_start - len("\n\n")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The quotations of a paragraph, and everything between marks: what the report's own words do not include."""

    stretches: list[Stretch]
    quoted: list[tuple[int, int]]


def marked_text(text: str, displayed: Sequence[Displayed] = ()) -> MarkedText:
    """Every quotation of five words or more, and every displayed one, in order and without overlap."""
    if not displayed and not _ANY.search(text):
        return MarkedText([], [])
    blocks = list(_blocks(text, displayed))
    found = [
        Stretch(shown.start, shown.end, Marks(shown.marks), shown.rule, displayed=True, certain=shown.certain)
        for shown in displayed
    ]
    found += _by_double_marks(text, blocks)
    quoted = {(stretch.start, stretch.end) for stretch in found}
    found += by_single_marks(text, blocks, found)
    found.sort(key=lambda stretch: (stretch.start, -stretch.end))
    kept = list(_apart(text, found))
    quoted.update((stretch.start, stretch.end) for stretch in kept)
    return MarkedText(kept, sorted(quoted))


def _apart(text: str, found: Sequence[Stretch]) -> Iterator[Stretch]:
    reached = -1
    for stretch in found:
        if stretch.start < reached or stretch.end <= stretch.start:
            continue
        if stretch.displayed or enough_words(text, stretch.start, stretch.end):
            yield stretch
            reached = stretch.end


def enough_words(text: str, start: int, end: int) -> bool:
    """Whether a stretch has the five words that make it a quotation and not a term."""
    if end - start < 2 * LEAST_WORDS:
        return False
    words = 0
    for word in text[start:end].split():
        if word.isalnum() or any(character.isalnum() for character in word):
            words += 1
            if words == LEAST_WORDS:
                return True
    return False


def _blocks(text: str, displayed: Sequence[Displayed]) -> Iterator[tuple[int, int]]:
    """The blocks that are the report's own words; displayed quotations are left out."""
    start = 0
    for shown in sorted(displayed, key=lambda shown: shown.start):
        yield from _split(text, start, shown.start)
        start = max(start, shown.end)
    yield from _split(text, start, len(text))


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in _BLANK_LINE.finditer(text, start, end):
        if start < gap.start():
            yield start, gap.start()
        start = gap.end()
    if start < end:
        yield start, end


def _double_marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The double marks of a block; a straight one opens after a space and closes after a letter."""
    inside = False
    for match in _DOUBLE.finditer(text, start, end):
        offset, mark = match.start(), match.group()
        if mark in _OPENING or mark in _CLOSING:
            yield _Mark(offset, mark in _OPENING)
            continue
        before = text[offset - 1] if offset > start else " "
        after = text[offset + 1] if offset + 1 < end else " "
        opens = before in _BEFORE_OPENING and not after.isspace() and not (inside and after in ".,;:)")
        if not opens and before.isspace() and after.isspace():
            opens = not inside
        inside = opens
        yield _Mark(offset, opens)


def _by_double_marks(text: str, blocks: Sequence[tuple[int, int]]) -> list[Stretch]:
    found: list[Stretch] = []
    pending: _Pending | None = None
    for start, end in blocks:
        marks = list(_double_marks(text, start, end))
        if not marks:
            continue
        pairs, unopened, unclosed = _match(marks)
        if pending is not None and not unopened and pairs and pairs[0][0] == start:
            if pending.runs_up_to(start):  # "“First part.", "“Second part.”": a mark opens each block, one closes
                found.append(Stretch(pending.start, pairs.pop(0)[1], Marks.COMPLETE, "marks-over-blocks"))
            else:
                found.append(_closing_lost(text, pending))
            pending = None
        if pending is not None and unopened:
            close = unopened.pop(0)
            found.append(Stretch(pending.start, close + 1, Marks.COMPLETE, "marks-over-blocks"))
            pairs = [pair for pair in pairs if pair[0] > close]
            unclosed = [offset for offset in unclosed if offset > close]
            pending = None
        found += [Stretch(a, b, Marks.COMPLETE, "marks") for a, b in pairs]
        found += _openings_lost(text, start, pairs, unopened)
        if unclosed:
            pending = _still_open(text, (start, end), marks, unclosed, pending, found)
    if pending is not None:
        found.append(_closing_lost(text, pending))
    return found


def _openings_lost(
    text: str, start: int, pairs: Sequence[tuple[int, int]], unopened: Sequence[int]
) -> Iterator[Stretch]:
    """Closing marks alone, each reaching back at most to the quotation before it."""
    ends = [end for _, end in pairs]
    reached = start
    for close in unopened:
        before = bisect_left(ends, close)
        reached = max(reached, ends[before - 1] if before else start)
        yield _opening_lost(text, reached, close)
        reached = close + 1


def _still_open(
    text: str,
    block: tuple[int, int],
    marks: Sequence[_Mark],
    unclosed: Sequence[int],
    pending: _Pending | None,
    found: list[Stretch],
) -> _Pending | None:
    """What remains open at a block's end; openings that a later one overtakes have lost their closing mark."""
    offsets = [mark.offset for mark in marks]
    for offset in unclosed:
        if pending is not None and _goes_on(block[0], offset, pending):
            pending.block_end = pending.next_mark = block[1]
            continue
        if pending is not None:
            found.append(_closing_lost(text, pending))
        after = bisect_right(offsets, offset)
        pending = _Pending(offset, block[1], offsets[after] if after < len(offsets) else block[1])
    return pending


def _goes_on(block_start: int, offset: int, pending: _Pending) -> bool:
    """Whether a block carries on an open quotation: its own opening mark stands at its very beginning."""
    return offset == block_start and pending.block_end < block_start


def _match(marks: Sequence[_Mark]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Outermost pairs, closings without an opening, openings without a closing: one pass with a stack."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    unopened: list[int] = []
    for mark in marks:
        if mark.opens:
            stack.append(mark.offset)
        elif stack:
            opened = stack.pop()
            while pairs and pairs[-1][0] > opened:  # the pair just closed holds these
                pairs.pop()
            pairs.append((opened, mark.offset + 1))
        else:
            unopened.append(mark.offset)
    return pairs, unopened, stack


def _closing_lost(text: str, pending: _Pending) -> Stretch:
    """An opening mark alone: as far as the block, or the sentence before the next mark, goes."""
    end = pending.block_end
    if pending.next_mark < end:
        stop = max(text.rfind(mark, pending.start, pending.next_mark) for mark in (". ", "? ", "! ", "; "))
        end = stop + 1 if stop > 0 else pending.next_mark
    while end > pending.start + 1 and text[end - 1].isspace():
        end -= 1
    return Stretch(pending.start, end, Marks.CLOSING_LOST, "opening-mark-alone", certain=False)


def _opening_lost(text: str, after: int, close: int) -> Stretch:
    """A closing mark alone: from the beginning of its sentence, or of what a colon introduces."""
    start = after
    for match in _SENTENCE_START.finditer(text, after, max(after, close - 1)):
        start = match.end()
    while start < close and (text[start].isspace() or text[start] in ",.;:”•◦"):
        start += 1
    return Stretch(start, close + 1, Marks.OPENING_LOST, "closing-mark-alone", certain=False)
