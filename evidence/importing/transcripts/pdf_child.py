"""The process that opens a PDF: reads one from standard input and writes its words, a JSON line for each sheet.

It runs alone, with its memory limited, so that a PDF made to exhaust or break its reader takes nothing else with it.
A line is ``[width, [[x0, x1, baseline, size, word], …]]``, or ``null`` for a sheet that cannot be read.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from evidence.importing.transcripts.pdf_words import MOST_SHEETS

MOST_CHARACTERS = 60_000  # on a sheet; a full condensed one has 6,000
MEMORY = 2 * 1024**3
_GAP = 0.2  # of a character's size: a wider space begins a new word
_SAME_LINE = 0.45
_TURNED = math.radians(10)  # a character that leans further stands in another direction
_LAST_CHARACTER = 0x10FFFF
_LINE_END_HYPHENS = {0x02, 0xFFFE}  # what PDFium gives for a hyphen that ends a line
_BLANK = 0x20

Word = tuple[float, float, float, float, str]


class Char(NamedTuple):
    """A character with its place: from the left, and from the foot of the sheet."""

    x0: float
    x1: float
    baseline: float
    size: float
    text: str


def words_of(text_page: Any) -> list[Word]:
    """The words of a sheet with their places, row by row from the top."""
    rows: dict[int, list[Char]] = {}
    for char in _characters(text_page):
        rows.setdefault(round(char.baseline), []).append(char)
    words: list[Word] = []
    for line in _lines(rows):
        words.extend(_words(sorted(line)))
    return words


def _characters(text_page: Any) -> Iterator[Char]:
    """The upright characters as they were printed: what PDFium puts in of its own is passed by."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    place_x, place_y, place_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    for index in range(min(raw.FPDFText_CountChars(text_page), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if not 0 < code <= _LAST_CHARACTER or (code <= _BLANK and raw.FPDFText_IsGenerated(text_page, index) == 1):
            continue
        lean = raw.FPDFText_GetCharAngle(text_page, index)
        if _TURNED < lean < 2 * math.pi - _TURNED:
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, place_x, place_y)
        raw.FPDFText_GetLooseCharBox(text_page, index, place_box)
        size = box.top - box.bottom or raw.FPDFText_GetFontSize(text_page, index)
        text = "-" if code in _LINE_END_HYPHENS else chr(code)
        yield Char(x.value, max(box.right, x.value), y.value, size, text)


def _lines(rows: dict[int, list[Char]]) -> Iterator[list[Char]]:
    """Joins rows whose baselines differ by less than half a character, from the top."""
    line: list[Char] = []
    baseline = 0.0
    for height in sorted(rows, reverse=True):
        chars = rows[height]
        if line and baseline - height > max(1.0, _SAME_LINE * chars[0].size):
            yield line
            line = []
        if not line:
            baseline = height
        line.extend(chars)
    if line:
        yield line


def _words(line: list[Char]) -> Iterator[Word]:
    """Parts a row at its spaces, printed or left."""
    word: list[Char] = []
    for char in line:
        blank = not char.text.strip()
        if word and (blank or char.x0 - word[-1].x1 > _GAP * char.size):
            yield _word(word)
            word = []
        if not blank:
            word.append(char)
    if word:
        yield _word(word)


def _word(chars: list[Char]) -> Word:
    text = "".join(char.text for char in chars)
    first, last = chars[0], chars[-1]
    return (round(first.x0, 1), round(last.x1, 1), round(first.baseline, 1), round(first.size, 1), text)


def _limit_memory() -> None:
    """Where the system can, a limit on memory; elsewhere the limit on time has to do."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _sheet(document: pdfium.PdfDocument, place: int) -> tuple[float, list[Word]] | None:
    """Width and words of a sheet; none of one that is damaged, so that the others are not lost with it."""
    try:
        page = document[place]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return None
    try:
        return page.get_width(), words_of(text_page.raw)
    finally:
        text_page.close()
        page.close()


def main() -> int:
    """Writes the words of each sheet; 3 says that there are more sheets than were read, 4 why none was."""
    _limit_memory()
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        sys.stderr.write(f"{error}\n")
        return 4
    for place in range(min(len(document), MOST_SHEETS)):
        # at once: what was written before a sheet that brings the reader down is kept
        sys.stdout.write(json.dumps(_sheet(document, place)) + "\n")
        sys.stdout.flush()
    return 3 if len(document) > MOST_SHEETS else 0


if __name__ == "__main__":
    sys.exit(main())
