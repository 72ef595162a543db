"""Paragraphs numbered "i.", "ii.", "(iii)": a sequence that holds the page makes labels of what is a list's sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.importing.text.labels import LabelMatch

_NUMERAL = re.compile(r"(?:\(([ivxlc]{1,7}|[IVXLC]{1,7})\)|([ivxlc]{1,7}|[IVXLC]{1,7})[.)])\s+(?=\S)")
_WELL_FORMED = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_GOES_ON = re.compile(r"(?:[;,]|[;,]\s?(?:and|or)|\b(?:and|or))$")
_FEWEST = 3
_MOST_UNFINISHED = 0.2  # of the paragraphs of a page; the items of a list end in semicolons


@dataclass(frozen=True, slots=True)
class RomanBlock:
    """A block that may be numbered so, and what its page says of it."""

    text: str
    heading: bool = False  # it is a heading, or reads like one


def roman_labels(blocks: Sequence[RomanBlock]) -> dict[int, LabelMatch]:
    """The labels by the place of their block, where the numerals count on and most of the text stands under them."""
    found: dict[int, LabelMatch] = {}
    last = 0
    for place, block in enumerate(blocks):
        match = None if block.heading else _NUMERAL.match(block.text)
        value = roman_value(match[1] or match[2]) if match else 0
        begins = value == 1 and (not found or blocks[place - 1].heading)
        if match is None or not (begins or (found and value == last + 1)):
            continue
        if begins and place and blocks[place - 1].text.rstrip().endswith(":"):
            return {}  # a list, which a colon introduces
        label = match[1] or match[2]
        found[place] = LabelMatch(label, (value,), match.end(), False)
        last = value
    unfinished = sum(_GOES_ON.search(blocks[place].text.rstrip()) is not None for place in found)
    text = sum(not block.heading for block in blocks)
    holds = len(found) >= _FEWEST and len(found) * 2 >= text and unfinished <= len(found) * _MOST_UNFINISHED
    return found if holds else {}


def roman_value(numeral: str) -> int:
    """What a numeral counts; 0 where it is none."""
    low = numeral.lower()
    if not low or not _WELL_FORMED.fullmatch(low):
        return 0
    values = [_VALUES[letter] for letter in low]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
