"""Raised digits that a page prints as characters of their own ("report.¹"), put into elements as other pages have them.

Powers stay as they are; so does everything where the numbers do not count on, or are not both called and answered.
"""

from __future__ import annotations

import re
from itertools import pairwise

from evidence.importing.html.tree import Element

_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_DIGITS, "0123456789")
_RAISED = re.compile(rf"[{_DIGITS}]{{1,4}}")
_POWER = re.compile(r"(?:\d|\b\d*\s?(?:m|km|cm|mm|ft|kg|x|n|s))$", re.IGNORECASE)
_LOOK_BACK = 8


def raise_characters(body: Element) -> None:
    """Puts each raised number that can call or open a note into a ``sup``."""
    found: list[tuple[Element, int, list[re.Match[str]]]] = []
    for element in body.elements():
        for place, child in enumerate(element.children):
            if isinstance(child, str) and (matches := _calls(child)):
                found.append((element, place, matches))
    numbers = [int(match.group().translate(_PLAIN)) for _, _, matches in found for match in matches]
    called = list(dict.fromkeys(numbers))
    counts_on = all(after == before + 1 for before, after in pairwise(called))
    if not called or not counts_on or (len(called) == 1 and len(numbers) == 1):
        return
    for element, place, matches in found:
        element.children[place] = _parted(element, place, matches)


def _calls(text: str) -> list[re.Match[str]]:
    """Raised numbers behind a word or at the start of their text, powers apart."""
    return [
        match
        for match in _RAISED.finditer(text)
        if not _POWER.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
    ]


def _parted(element: Element, place: int, matches: list[re.Match[str]]) -> Element:
    """The text of one node with its raised numbers as elements, in a plain span."""
    text = matches[0].string
    span = Element("span", {}, element.line, element.order, element, place)
    position = 0
    for match in matches:
        sup = Element("sup", {}, element.line, element.order, span, 0, [match.group().translate(_PLAIN)])
        span.children.append(text[position : match.start()])
        sup.place = len(span.children)
        span.children.append(sup)
        position = match.end()
    span.children.append(text[position:])
    return span
