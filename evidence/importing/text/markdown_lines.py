"""Pages kept as Markdown: the signs of its headings and notes, written as a saved page prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_CALL = re.compile(r"\[\^([^\]\s^]{1,40})\]")
_NOTE = re.compile(r"\s{0,3}\[\^([^\]\s^]{1,40})\]:\s*")


def without_markdown(lines: Sequence[str]) -> list[str]:
    """The lines with "[^1]" as "[1]"; notes with names are numbered in the order of their calls, as they are shown."""
    notes = {found[1] for line in lines if (found := _NOTE.match(line))}
    headed = any(_HEADING.match(line) for line in lines)
    if not notes:
        return [_HEADING.sub("", line, count=1) if headed and _HEADING.match(line) else line for line in lines]
    called = [name for line in lines if not _NOTE.match(line) for name in _CALL.findall(line) if name in notes]
    order = list(dict.fromkeys([*called, *sorted(notes)]))
    numbers = {name: name for name in order}
    if not all(name.isdecimal() for name in order):
        numbers = {name: str(number) for number, name in enumerate(order, start=1)}

    def plain(match: re.Match[str]) -> str:
        return f"[{numbers[match[1]]}]" if match[1] in numbers else match.group()

    written = []
    for line in lines:
        found = _NOTE.match(line)
        start = f"[{numbers[found[1]]}] " if found else ""
        rest = line[found.end() :] if found else _HEADING.sub("", line, count=1) if _HEADING.match(line) else line
        written.append(start + _CALL.sub(plain, rest))
    return written
