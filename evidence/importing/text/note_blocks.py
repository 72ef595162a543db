"""The notes that a page saved as text carries after its words, under a line such as "Footnotes"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from evidence.importing.records import NoteRecord, Problem
from evidence.importing.text.printed_blocks import NOTES_TITLE, PrintedBlock

_BRACKETED = re.compile(r"\[(\d{1,4})\]\s*:?\s*")
_PLAIN = re.compile(r"(?:\((\d{1,4})\)|\^?(\d{1,4})(?:[.):]|(?=\s)))\s*(?=\S|$)")
_BACK = re.compile(r"\s*[↩↵⏎↑⮌⤴]\ufe0e?\ufe0f?\s*$")  # the way back to the call
_SIGN = re.compile(r"\[(\*{1,3}|†{1,3}|‡{1,3})\]\s*")  # as the reader of signs writes them
_FEW = 2
_TITLES_TRIED = 5


@dataclass(frozen=True, slots=True)
class NoteSection:
    """Where the notes begin among the page's blocks, where their text does, and the notes."""

    start: int
    title: PrintedBlock | None
    notes: tuple[NoteRecord, ...]


def find_notes(blocks: Sequence[PrintedBlock], called: Collection[int]) -> NoteSection:
    """The notes at the end of the page. ``called``: the bracketed numbers of its text, which vouch for plain "1. …"."""
    titles = [place for place, block in enumerate(blocks) if len(block.raw) < 40 and NOTES_TITLE.match(block.text)]
    for place in reversed(titles[-_TITLES_TRIED:]):
        block = blocks[place]
        for shape in (_BRACKETED, _PLAIN):
            lines = _noted(blocks[place + 1 :], shape)
            if lines and _are_notes(lines, shape, called):
                return NoteSection(place, block, tuple(lines))
    return _untitled(blocks, called)


def _untitled(blocks: Sequence[PrintedBlock], called: Collection[int]) -> NoteSection:
    """Notes without a line above them: the blocks at the end that open with "[n]", n rising and called in the text."""
    start, number = len(blocks), 10**9
    for place in range(len(blocks) - 1, -1, -1):
        found = _BRACKETED.match(blocks[place].raw)
        if found is None or int(found[1]) >= number or int(found[1]) not in called:
            break
        start, number = place, int(found[1])
    return NoteSection(start, None, tuple(_noted(blocks[start:], _BRACKETED)))


def _noted(blocks: Sequence[PrintedBlock], shape: re.Pattern[str]) -> list[NoteRecord]:
    """The notes of a section; none if its first block is not one. A block without a number goes on with its note."""
    notes: list[NoteRecord] = []
    held: list[str] = []
    label, last, line = "", "", 0
    for block in (line for printed in blocks for line in _noted_lines(printed, shape)):
        sign = _SIGN.match(block.text)
        found = sign or shape.match(block.text)
        number = next((group for group in found.groups() if group), "") if found else ""
        if found and (sign or shape is _BRACKETED or _counts_on(last, number)):
            if label:
                notes.append(NoteRecord(label, "\n\n".join(held), line))
            last = last if sign else str(int(number))
            label, line, held = number if sign else last, block.line, [_BACK.sub("", block.text[found.end() :]).strip()]
        elif not label:
            return []
        else:
            held.append(block.text)
        held = [text for text in held if text] or [""]
    if label:
        notes.append(NoteRecord(label, "\n\n".join(held), line))
    return notes


def _noted_lines(block: PrintedBlock, shape: re.Pattern[str]) -> list[PrintedBlock]:
    """The lines of a block where several of them open with a number; else the block."""
    lines = block.raw.split("\n")
    if len(lines) == 1 or not any(shape.match(line) for line in lines[1:]):
        return [block]
    return [PrintedBlock(block.line + number, line, tight=True) for number, line in enumerate(lines)]


def _counts_on(label: str, number: str) -> bool:
    """Plain numbers may open any line of a note ("12 March 2003"): only one that counts on opens the next note."""
    return not label or 0 < int(number) - int(label) <= _FEW


def _are_notes(notes: Sequence[NoteRecord], shape: re.Pattern[str], called: Collection[int]) -> bool:
    """Bracketed numbers under the line are notes; plain ones are if the text calls at least half of them."""
    if shape is _BRACKETED:
        return True
    numbers = [int(note.label) for note in notes if note.label.isdecimal()]
    return sum(number in called for number in numbers) * 2 >= len(numbers)


def repeated_notes(file: str, notes: Sequence[NoteRecord]) -> Iterator[Problem]:
    """Notes that have the number of an earlier one."""
    seen: dict[str, int] = {}
    for note in notes:
        if note.label in seen:
            yield Problem(
                file,
                note.line,
                "note-repeated",
                f"note {note.label} again (first at line {seen[note.label]})",
                "each number once",
                "both were kept",
            )
        seen.setdefault(note.label, note.line)
