"""Text whose lines are numbered at the right, timed at the left, or paged by a running foot, as the readers know it.

Each line keeps its place in the file. Only what stands beside the words moves or goes, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evidence.importing.records import Problem, Severity

_RIGHT = re.compile(r"^(?P<words>.*?)(?:(?<=\S)\s{2,}|^\s{20,})(?P<number>\d{1,2})\s*$")
_LEFT = re.compile(r"^\s*\d{1,2}(?=\s|$)")
_TIME = re.compile(r"^(?P<time>\s*\[?(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?\]?)(?=\s+\d{1,2}(?:\s|$))")
_FOOT = re.compile(r"^\s*\.?\d{1,2}/\d{1,2}/\d{2,4}\s+\([\w -]{1,12}\)\s+(?P<page>\d{1,5})(?:\s{2,}\S.*)?$")
_ENOUGH = 0.6  # of the lines
_FEW = 5


def in_known_layout(file: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with its numbers at the left and each page's number alone, and what was left out of it."""
    lines = text.split("\n")
    timed = _without_times(lines)
    footed, feet = _with_page_numbers(timed)
    moved = _numbered_at_left(footed)
    problems = []
    if timed != lines:
        problems.append(_note(file, "times-left-out", f"{_changed(lines, timed)} lines with the time beside them"))
    if feet:
        found = f"{len(feet)} running lines around pages, the first “{feet[0]}”"
        problems.append(_note(file, "running-lines", found))
    return "\n".join(moved), tuple(problems)


def _note(file: str, code: str, found: str) -> Problem:
    return Problem(file, 1, code, found, "", "left out of the words", Severity.NOTE)


def _changed(lines: Sequence[str], others: Sequence[str]) -> int:
    return sum(one != other for one, other in zip(lines, others, strict=True))


def _without_times(lines: list[str]) -> list[str]:
    """Lines that begin with the time and their number, without the time."""
    timed = [found for line in lines if (found := _TIME.match(line))]
    filled = sum(bool(line.strip()) for line in lines)
    if len(timed) < _FEW or len(timed) < _ENOUGH * filled:
        return lines
    return [_TIME.sub(lambda found: " " * len(found["time"]), line) for line in lines]


def _with_page_numbers(lines: list[str]) -> tuple[list[str], list[str]]:
    """Running lines with the date, the day and the page become the page's number alone."""
    feet = [line.strip() for line in lines if _FOOT.match(line)]
    return [_FOOT.sub(lambda found: f"Page {found['page']}", line) for line in lines], feet


def _numbered_at_left(lines: list[str]) -> list[str]:
    """Lines whose numbers stand behind the words, with the numbers before them."""
    found = [_RIGHT.match(line.expandtabs()) for line in lines]
    numbers = [int(one["number"]) for one in found if one]
    filled = sum(bool(line.strip()) for line in lines)
    left = sum(_LEFT.match(line) is not None and one is None for line, one in zip(lines, found, strict=True))
    counting = sum(after == before + 1 or after == 1 for before, after in pairwise(numbers))
    if (
        len(numbers) < _FEW
        or len(numbers) < _ENOUGH * filled
        or counting < _ENOUGH * len(numbers)
        or left > len(numbers) / 2
    ):
        return lines
    return [f"{one['number']:>2}  {one['words']}" if one else line for line, one in zip(lines, found, strict=True)]
