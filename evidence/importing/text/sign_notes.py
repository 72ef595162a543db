"""Notes called by a sign, "the report*" and "* By the Board.": calls written as "[*]", notes taken out of the text.

A sign at the start of a line is a bullet as often: it opens a note where a word above called it, and no list goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.importing.records import NoteRecord
from evidence.importing.text.printed_blocks import NOTES_TITLE, NumberedLine

_SIGNS = "*†‡"
_SIGN = r"(?:\*{1,3}|†{1,3}|‡{1,3})"
_CALL = re.compile(rf"(?<=[\w.,;:!?”’\"')\]])(?<!\*)({_SIGN})(?=[\s.,;:!?)”’]|$)(?!\*)")
_NOTE = re.compile(rf"\s*({_SIGN})\s*(?=[\w“‘\"'(\[])")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=[\w“‘])[^*]{1,200}\*")  # "*Ibid*", as Markdown writes italics
_LONGEST = 40  # lines of a note
_RULE = re.compile(r"\s*[_–—-]{3,}\s*")


def take_sign_notes(page: Sequence[NumberedLine]) -> tuple[list[NumberedLine], list[NoteRecord]]:
    """The page with its calls as "[*]", and its notes; one that stands under a title "Notes" stays there as "[*] …"."""
    words = "".join([line for _, line in page])
    if not any(sign in words for sign in _SIGNS):
        return list(page), []
    places = _note_places(page)
    if not places:
        return list(page), []
    signs = {_sign(page[place][1]) for place in places}
    titled = next((at for at, (_, line) in enumerate(page) if NOTES_TITLE.match(line.strip())), len(page))
    kept: list[NumberedLine] = []
    notes: list[NoteRecord] = []
    inside = False
    for at, (number, line) in enumerate(page):
        if at in places:
            inside = at < titled
            words = line[_end(line) :].strip()
            if inside:
                notes.append(NoteRecord(_sign(line), words, number))
                kept.append((number, ""))
            else:
                kept.append((number, f"[{_sign(line)}] {words}"))
        elif inside and line.strip():
            last = notes[-1]
            notes[-1] = NoteRecord(last.label, f"{last.text} {line.strip()}", last.line)
            kept.append((number, ""))
        else:
            inside = False
            kept.append((number, _called(line, signs)))
    return kept, notes


def _note_places(page: Sequence[NumberedLine]) -> set[int]:
    """The lines that open a note: under a blank line, a rule or another note, by a sign that is called above."""
    waiting: dict[str, int] = {}
    places: set[int] = set()
    above = ""
    for at, (_, line) in enumerate(page):
        sign = _sign(line)
        if sign and waiting.get(sign) and _opens(page, at, places) and not _is_listed(page, at, sign, above):
            places.add(at)
            waiting[sign] = 0
        else:
            for found in _calls(line):
                waiting[found.group(1)] = waiting.get(found.group(1), 0) + 1
        above = line.strip() or above
    return places


def _opens(page: Sequence[NumberedLine], at: int, places: set[int]) -> bool:
    before = page[at - 1][1] if at else "x"
    return not before.strip() or bool(_RULE.fullmatch(before)) or at - 1 in places


def _is_listed(page: Sequence[NumberedLine], at: int, sign: str, above: str) -> bool:
    """Whether the sign is the bullet of a list: introduced, or with the same sign before the next words below it."""
    if above.endswith(":") or _sign(above) == sign:
        return True
    blank = False
    for _, line in page[at + 1 : at + _LONGEST]:
        if not line.strip():
            blank = True
        elif blank or _sign(line) == sign:
            return _sign(line) == sign
    return False


def _sign(line: str) -> str:
    """The sign that a line opens with."""
    found = _NOTE.match(line)
    return found[1] if found and not _EMPHASIS.match(line.lstrip()) else ""


def _end(line: str) -> int:
    found = _NOTE.match(line)
    return found.end() if found else 0


def _calls(line: str) -> list[re.Match[str]]:
    return [] if _EMPHASIS.search(line) else list(_CALL.finditer(line))


def _called(line: str, signs: set[str]) -> str:
    for found in reversed(_calls(line)):
        if found[1] in signs:
            line = f"{line[: found.start(1)]}[{found[1]}]{line[found.end(1) :]}"
    return line
