"""Quotations between single marks, as some inquiries print them, told apart from apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.linking.quoting.records import Marks, Stretch

_MARK = re.compile(r"[‘’']")
_OPENING = "‘'"  # without one of them nothing opens
_BEFORE_OPENING = frozenset(" \n\t([{—–-/|\u00a0•…")
_ENDS_FIRMLY = frozenset(".,;:)]?!")


def by_single_marks(text: str, blocks: Sequence[tuple[int, int]], taken: Sequence[Stretch]) -> Iterator[Stretch]:
    """What stands between single marks outside of double ones. An apostrophe never opens, and closes nothing."""
    if not any(mark in text for mark in _OPENING):
        return
    spans = iter(sorted((stretch.start, stretch.end) for stretch in taken))
    span = next(spans, None)
    for start, end in blocks:
        marks = []
        for match in _MARK.finditer(text, start, end):
            while span is not None and span[1] <= match.start():
                span = next(spans, None)
            if span is None or match.start() < span[0]:
                marks.append(match.start())
        yield from _pairs(text, marks, start, end)


def _pairs(text: str, marks: Sequence[int], start: int, end: int) -> Iterator[Stretch]:
    opened: int | None = None
    weak: int | None = None  # "the victims’ " may close or be a possessive: a firm close later decides
    for offset in marks:
        if _opens(text, offset, start, end):
            if opened is not None and weak is not None:
                yield Stretch(opened, weak + 1, Marks.COMPLETE, "single-marks")
            opened, weak = offset, None
        elif opened is not None and _may_close(text, offset, end):
            if text[offset - 1] == "s" and not _firm(text, offset, end):
                weak = offset if weak is None else weak
                continue
            if weak is not None and ". " in text[weak:offset]:  # a later sentence's mark is not this quotation's
                offset = weak
            yield Stretch(opened, offset + 1, Marks.COMPLETE, "single-marks")
            opened = weak = None
    if opened is not None and weak is not None:
        yield Stretch(opened, weak + 1, Marks.COMPLETE, "single-marks")


def _opens(text: str, offset: int, start: int, end: int) -> bool:
    mark = text[offset]
    if mark == "’":
        return False
    free = offset == start or text[offset - 1] in _BEFORE_OPENING
    if offset + 1 >= end or text[offset + 1].isspace():
        return False
    return free if mark == "'" else free or not text[offset - 1].isalnum()


def _may_close(text: str, offset: int, end: int) -> bool:
    """Nothing but a space or a stop may follow a closing mark, and no space stands before it."""
    if text[offset] == "‘":
        return False
    after = text[offset + 1] if offset + 1 < end else " "
    return not after.isalnum()


def _firm(text: str, offset: int, end: int) -> bool:
    after = text[offset + 1] if offset + 1 < end else "."
    return after in _ENDS_FIRMLY
