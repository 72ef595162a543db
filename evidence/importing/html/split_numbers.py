"""A note's number that the markup parts, "<sup>1</sup><sup>2</sup>" for 12: joined where links or the count say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.importing.html.markers import fragment, is_raised
from evidence.importing.html.tree import Element

_LONGEST = 4  # digits
_ROOM = 2  # a note may be missing before the number


def join_split_numbers(body: Element) -> None:
    """Puts the digits of such a number into its first element; two markers side by side stay two."""
    runs = list(_runs(body))
    values = [[int(element.words()) for element in run] for run in runs]
    last = 0
    for at, run in enumerate(runs):
        following = values[at + 1][0] if at + 1 < len(runs) else 0
        whole = int("".join(element.words() for element in run))
        if len(run) > 1 and _is_one(run, values[at], whole, last, following):
            _join(run)
            last = whole
        else:
            last = values[at][-1]


def are_one_number(element: Element) -> bool:
    """Whether an element and the one directly before it may be parts of one number."""
    before = element.parent.children[element.place - 1] if element.parent is not None and element.place else None
    return isinstance(before, Element) and _is_number(element) and _is_number(before)


def _runs(body: Element) -> Iterator[list[Element]]:
    """Raised numbers in reading order; those that touch, with nothing between, together."""
    inside: set[int] = set()
    for element in body.elements():
        if id(element) in inside or element.is_block or not _is_number(element):
            continue
        run = [element]
        first = element.place + 1
        siblings = element.parent.children[first : first + _LONGEST] if element.parent is not None else []
        for sibling in siblings:
            if not isinstance(sibling, Element) or not _is_number(sibling):
                break
            run.append(sibling)
        inside.update(id(part) for one in run for part in one.elements())
        yield run


def _is_number(element: Element) -> bool:
    if element.is_block or len(element.children) > _LONGEST:
        return False
    words = element.words()
    raw = "".join(child for part in element.elements() for child in part.children if isinstance(child, str))
    return words.isdecimal() and raw == words and len(words) <= _LONGEST and is_raised(element)


def _is_one(run: Sequence[Element], values: Sequence[int], whole: int, last: int, following: int) -> bool:
    """Whether all of them are one number: they lead to one note, or it is the next and they are not."""
    if len(str(whole)) > _LONGEST or str(whole) != "".join(map(str, values)):
        return False
    targets = [_target(element) for element in run]
    if any(targets):
        return len(set(targets)) == 1
    counting = all(later == earlier + 1 for earlier, later in zip((last, *values), values, strict=False))
    if counting:
        return following == whole + 1
    return 0 < whole - last <= _ROOM or (following == whole + 1 and values[0] != last + 1)


def _target(element: Element) -> str:
    return next((name for part in element.elements() if (name := fragment(part))), "")


def _join(run: Sequence[Element]) -> None:
    innermost = run[0]
    while child := next(iter(innermost.child_elements()), None):
        innermost = child
    innermost.children = ["".join(element.words() for element in run)]
    for other in run[1:]:
        other.replace()
