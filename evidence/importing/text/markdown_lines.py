"""Pages kept as Markdown, or whose notes are called in words: their signs, written as a saved page prints them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from evidence.importing.text.printed_blocks import NOTES_TITLE

_TITLE = 40  # characters of the line that announces notes
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_QUOTED = re.compile(r"(?:>\s?)+")
_CALL = re.compile(r"\[\^([^\]\s^]{1,40})\]")
_NOTE = re.compile(r"\s{0,3}\[\^([^\]\s^]{1,40})\]:\s*")
_BOLD_LABEL = re.compile(r"\*\*(\d[\d.]{0,12}[.)]?)\*\*(?=\s)")
_WORDED = re.compile(r"\[(?:fn|(?:foot|end)?note)\.?\s?(\d{1,4})\]|(?<=\S)\^(\d{1,3})(?=[\s.,;:)]|$)", re.IGNORECASE)
_WORDED_NOTE = re.compile(
    r"\s{0,3}(?:\[?(?:fn|(?:foot|end)?note)\.?\s?(\d{1,4})(?:\]:?|[:.])|\^(\d{1,3})[.:]?)\s+", re.IGNORECASE
)
_SIGNS = ("[fn", "[Fn", "[FN", "[foot", "[Foot", "[end", "[End", "[note", "[Note", "[NOTE")
_ROUND = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[.,;:”’]))\((\d{1,3})\)(?=[\s.,;:]|$)")
_ROUND_NOTE = re.compile(r"\s{0,3}\((\d{1,3})\)\s+")


def with_bracketed_calls(lines: Sequence[str]) -> list[str]:
    """The lines with "[fn 1]", "^1" and "(1)" as "[1]", where a title announces notes that open so."""
    title = next((at for at, line in enumerate(lines) if len(line) < _TITLE and NOTES_TITLE.match(line.strip())), None)
    if title is None:
        return list(lines)
    written = list(lines)
    for calls, opening in ((_WORDED, _WORDED_NOTE), (_ROUND, _ROUND_NOTE)):
        notes = {_number(found) for line in lines[title + 1 :] if (found := opening.match(line))}
        if (calls is _ROUND and not notes) or (calls is _WORDED and not any(map(_may_call, lines[:title]))):
            continue
        called = {_number(found) for line in lines[:title] for found in calls.finditer(line)}
        if calls is _ROUND and not notes & called:
            continue
        written[:title] = [_rewritten(line, calls, called if calls is _WORDED else notes) for line in written[:title]]
        written[title + 1 :] = [opening.sub(lambda m: f"[{_number(m)}] ", line) for line in written[title + 1 :]]
    return written


def _may_call(line: str) -> bool:
    """A quick look before the pattern: most pages call no note in words."""
    return "^" in line or ("[" in line and any(sign in line for sign in _SIGNS))


def _number(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)


def _rewritten(line: str, calls: re.Pattern[str], numbers: Collection[str]) -> str:
    return calls.sub(lambda found: f"[{_number(found)}]" if _number(found) in numbers else found.group(), line)


def without_markdown(lines: Sequence[str]) -> list[str]:
    """The lines with "[^1]" as "[1]"; notes with names are numbered in the order of their calls, as they are shown."""
    lines = [_BOLD_LABEL.sub(r"\1", line, count=1) if line.startswith("**") else line for line in lines]
    notes = {found[1] for line in lines if (found := _NOTE.match(line))}
    headed = any(_HEADING.match(line) for line in lines)
    if headed or notes:
        lines = [_QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in lines]
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
