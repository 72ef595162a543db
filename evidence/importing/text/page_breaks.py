"""A page saved as text that is several printed pages: their running heads and page numbers, and the notes at each foot.

A form feed parts printed pages; where a conversion left none, lines that hold nothing but the next page's number do.
What stands around each page is left out and reported; a paragraph that runs over a break is put together again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from evidence.importing.records import NoteRecord
from evidence.importing.text.foot_notes import take_foot_notes, take_rest_of_note, unanswered
from evidence.importing.text.labels import recognise_label
from evidence.importing.text.notes_between import take_notes_between
from evidence.importing.text.printed_blocks import NOTES_TITLE, PAGE_BREAK, NumberedLine, PrintedBlock, list_marker
from evidence.importing.text.running_heads import running_lines
from evidence.importing.text.sign_notes import take_sign_notes

_PAGE_NUMBER = re.compile(r"\s*(\d{1,4})\s*")
_SENTENCE_END = re.compile(r"[.!?:;…][”’\"')\]\d⁰¹²³⁴-⁹]*\s*$")
_FULL_LINE = 40  # characters: a shorter line without a full stop may be a heading
_FEW_PAGES = 3
_FEW_LINES = 8  # no printed page is shorter on the average


@dataclass(slots=True)
class PrintedText:
    """The lines of the text itself, what stood around it, and the notes that stood at the feet of its pages."""

    lines: list[NumberedLine] = field(default_factory=list)
    left_out: list[PrintedBlock] = field(default_factory=list)
    notes: list[NoteRecord] = field(default_factory=list)


def without_page_breaks(lines: Sequence[str]) -> PrintedText:
    """The text of a file as one flow; a file that is one page may have notes at its own foot."""
    pages = _parted(lines)
    if len(pages) == 1:
        body, signed = take_sign_notes(pages[0])
        if any(NOTES_TITLE.match(line.strip()) for line in lines):
            return PrintedText(body, notes=signed)
        body, notes = take_foot_notes(body)
        if not notes:
            body, notes = take_notes_between(body)
        return PrintedText(body, notes=[*signed, *notes])
    found = PrintedText()
    pending: set[int] = set()
    for page, around in zip(pages, running_lines(pages), strict=True):
        found.left_out.extend(PrintedBlock(number, line.strip()) for number, line in page if number in around)
        body, signed = take_sign_notes([one for one in page if one[0] not in around])
        last = found.notes[-1] if found.notes else None
        body, notes = take_foot_notes(body, last, pending)
        pending = unanswered(body, notes)
        body, last = take_rest_of_note(body, last, noted=bool(notes))
        if last is not None:
            found.notes[-1] = last
        found.notes.extend([*signed, *notes])
        _append(found.lines, _trimmed(body))
    return found


def _parted(lines: Sequence[str]) -> list[list[NumberedLine]]:
    numbered = list(enumerate(lines, start=1))
    if any("\f" in line for line in lines):
        pages: list[list[NumberedLine]] = [[]]
        for number, line in numbered:
            first, *others = line.split("\f")
            pages[-1].append((number, first))
            pages.extend([(number, part)] for part in others)
        return pages if sum(any(line.strip() for _, line in page) for page in pages) > 1 else [_joined(pages)]
    return _parted_by_numbers(numbered)


def _joined(pages: Sequence[list[NumberedLine]]) -> list[NumberedLine]:
    return [line for page in pages for line in page]


def _parted_by_numbers(lines: list[NumberedLine]) -> list[list[NumberedLine]]:
    """Pages that end with their number on a line of its own: three at least, each the next, and a sentence broken."""
    places = [(at, int(found[1])) for at, (_, line) in enumerate(lines) if (found := _PAGE_NUMBER.fullmatch(line))]
    counted = [one for one, other in pairwise(places) if other[1] == one[1] + 1]
    if len(counted) + 1 < _FEW_PAGES or len(counted) + 1 < len(places) or len(lines) < _FEW_LINES * len(places):
        return [lines]
    if not any(_breaks_sentence(lines, at) for at, _ in places):
        return [lines]
    starts = [0, *(at + 1 for at, _ in places), len(lines)]
    return [lines[one:other] for one, other in pairwise(starts) if other > one]


def _breaks_sentence(lines: Sequence[NumberedLine], at: int) -> bool:
    """Whether the words above go on below, a running head between them at most."""
    above = next((line.strip() for _, line in reversed(lines[max(0, at - 4) : at]) if line.strip()), "")
    below = [line.strip() for _, line in lines[at + 1 : at + 6] if line.strip()][:2]
    return bool(above) and not _SENTENCE_END.search(above[-6:]) and any(line[:1].islower() for line in below)


def _trimmed(page: list[NumberedLine]) -> list[NumberedLine]:
    filled = [at for at, (_, line) in enumerate(page) if line.strip()]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _append(text: list[NumberedLine], page: list[NumberedLine]) -> None:
    """Puts a page behind the text before it, with a break between unless a paragraph runs on."""
    if text and page and not _runs_on(text[-1][1].strip(), page[0][1].strip()):
        text.append((page[0][0], PAGE_BREAK))
    text.extend(page)


def _runs_on(above: str, below: str) -> bool:
    if recognise_label(below) or list_marker(below):
        return False
    if above.endswith("-") or below[:1].islower():
        return True
    return len(above) >= _FULL_LINE and not _SENTENCE_END.search(above[-6:]) and below[:1].isalnum()
