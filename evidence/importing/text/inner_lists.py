"""Plain lists "1. 2. 3." inside a numbered paragraph, told from the paragraphs by what the numbering goes on with."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.importing.text.labels import LabelCandidate

_FEWEST = 2  # items: a lone "1." may be somebody's clause


def inner_lists(candidates: Sequence[LabelCandidate]) -> set[int]:
    """The candidates that are items of such lists: a colon introduces them, and the paragraphs go on after them."""
    listed: set[int] = set()
    dotted = False  # whether the number before has parts: "5.3"
    paragraph = 0  # the number of the paragraph before, where paragraphs have plain numbers
    at = 0
    while at < len(candidates):
        one = candidates[at]
        number = one.match.parts[0] if len(one.match.parts) == 1 else 0
        if number == 1 and one.introduced and not one.match.weak and (paragraph or dotted):
            end = _end_below(candidates, at) if dotted else _end(candidates, at, paragraph)
            listed.update(range(at, end))
            at = max(end, at + 1)
            continue
        paragraph = number or paragraph
        dotted = len(one.match.parts) > 1
        at += 1
    return listed


def _end_below(candidates: Sequence[LabelCandidate], start: int) -> int:
    """Where a list of plain numbers ends inside a paragraph that has a number with parts."""
    end = start
    while end < len(candidates) and candidates[end].match.parts == (end - start + 1,):
        end += 1
    goes_on = end == len(candidates) or len(candidates[end].match.parts) > 1
    return end if goes_on and end - start >= _FEWEST else start


def _end(candidates: Sequence[LabelCandidate], start: int, paragraph: int) -> int:
    """Where the list ends that may begin here: at the start, if nothing shows that the paragraphs go on after it."""
    end = start
    while end < len(candidates) and candidates[end].match.parts == (end - start + 1,):
        end += 1
    if end < len(candidates) and candidates[end].match.parts == (paragraph + 1,):
        return end
    own = start + paragraph  # where the next paragraph's number stands in the run
    if paragraph > 1 and own < end and not candidates[own - 1].unfinished:
        return own
    return start
