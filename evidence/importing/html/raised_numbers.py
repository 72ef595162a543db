"""Raised numbers without a link: they call a note that bears them, or are next in sequence; "m²" and "1st" are not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from evidence.importing.html.markers import Call, is_raised_by_style, neighbours
from evidence.importing.html.tree import Element

_UNITS = frozenset("m km cm mm ft in yd yds mi miles metres kg s x n e mc co h sq r a b c y z".split())  # noqa: SIM905

_NUMBERS = re.compile(r"(\d{1,4})(?:\s*[–-]\s*(\d{1,4}))?")
_LONGEST_RANGE = 12


def raised_numbers(body: Element) -> list[Element]:
    """Raised numbers that no link explains and that are no unit's power, in reading order."""
    return [
        part
        for part in body.elements()
        if (part.tag == "sup" or is_raised_by_style(part))
        and re.fullmatch(r"[\[(]?(?:fn\.?\s?)?\d{1,4}(?:(?:\s*[,;–-]\s*|\s+)\d{1,4})*[\])]?[,;.]?", part.words())
        and not _is_power(part)
    ]


def _is_power(sup: Element) -> bool:
    """Whether the number is a power or part of a formula: 10², m², mc²."""
    before, _ = neighbours(sup)
    word = re.search(r"(\d*)(\w+)$", before[-40:])
    return word is not None and (word[2][-1].isdigit() or word[2].lower() in _UNITS)


def raised_labels(words: str) -> list[int]:
    """The numbers of a marker: "2, 3", "2 3", and all that "2–4" stands for."""
    numbers: list[int] = []
    for match in _NUMBERS.finditer(words):
        first, last = int(match[1]), int(match[2] or match[1])
        numbers.extend(range(first, last + 1) if first < last <= first + _LONGEST_RANGE else {first: 0, last: 0})
    return numbers


def unlinked_calls(raised: Iterable[Element], notes: Collection[str]) -> list[Call]:
    """Raised numbers that a note answers or that are next in sequence, which may go on from another page."""
    calls: list[Call] = []
    found = [(element, raised_labels(element.words())) for element in raised]
    counted = [number for _, numbers in found for number in numbers]
    last = counted[0] - 1 if len(counted) > 1 and counted[1] == counted[0] + 1 and not notes else 0
    for element, numbers in found:
        if all(str(number) in notes for number in numbers) or 0 < numbers[0] - last <= 2 or numbers[0] == 1:
            calls.extend(Call(str(number), element, None) for number in numbers)
            again = numbers[0] == 1 and "1" not in notes  # another run; else an earlier note is called once more
            last = numbers[-1] if again else max(last, numbers[-1])
    return calls
