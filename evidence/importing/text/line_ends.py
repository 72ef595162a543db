"""Words that a hyphen parts at the end of a printed line, put together; each is reported, for only the page can tell.

A word that the page also prints with its hyphen keeps it, and so does one whose first part makes compounds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence.importing.records import Problem, Severity
from evidence.importing.text.printed_blocks import PrintedBlock

_PARTED = re.compile(r"\b([^\W\d_]{2,30})-[ \t]*\n[ \t]*([^\W\d_]{2,30})([^\s\w-]*)")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_COMPOUNDING = ("well", "self", "non", "cross", "half", "short", "high", "low", "vice")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MAKE_COMPOUNDS = frozenset((*_COMPOUNDING, *_TENS))


def with_whole_words(file: str, blocks: Sequence[PrintedBlock]) -> tuple[list[PrintedBlock], list[Problem]]:
    """The blocks with such words whole, a note for each. A line break stays behind it, so that lines still count."""
    if not any("-" in block.raw and "\n" in block.raw and _PARTED.search(block.raw) for block in blocks):
        return list(blocks), []
    words = {word.replace("\u2011", "-") for block in blocks for word in _WORD.findall(block.raw.casefold())}
    mended: list[PrintedBlock] = []
    problems: list[Problem] = []
    for block in blocks:
        pieces, position, line = [], 0, block.line
        for match in _PARTED.finditer(block.raw):
            before = block.raw[position : match.start()]
            compound = before.endswith(("-", "\u2010", "\u2011"))  # "mother-in-" and "law"
            whole = f"{match[1]}-{match[2]}" if compound else _whole(match[1], match[2], words)
            pieces += [before, whole, match[3], "\n"]
            line += before.count("\n")
            found = f"“{match[1]}-” at the end of a line"
            problems.append(Problem(file, line, "word-parted", found, "", f"read as “{whole}”", Severity.NOTE))
            line, position = line + 1, match.end()
        mended.append(replace(block, raw="".join([*pieces, block.raw[position:]])) if position else block)
    return mended, problems


def _whole(first: str, second: str, words: set[str]) -> str:
    joined, hyphened = first + second, f"{first}-{second}"
    if not second[0].islower() or hyphened.casefold() in words:
        return hyphened
    if joined.casefold() not in words and first.casefold() in _MAKE_COMPOUNDS:
        return hyphened
    return joined
