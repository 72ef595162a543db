"""The sheets of a PDF as transcript pages: one a sheet, or two columns and one or two rows of pages on each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from evidence.importing.transcripts.page_text import read_page_text
from evidence.importing.transcripts.pdf_words import Sheet, Word, read_sheets
from evidence.importing.transcripts.printed_pages import LAST_LINE, PrintedPages, is_word_index

_FOOTER = re.compile(r"^\(\d+\)\s+Pages?\s+\d+(?:\s*[-–]\s*\d+)?$")
_LEAST_GRID = 3  # numbered rows that make a sheet one of testimony
_TWIN_SHARE = 0.3
_INDEX_SHARE = 0.3


@dataclass(slots=True)
class _Row:
    """The words on one baseline."""

    words: list[Word]

    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def number(self) -> int | None:
        return _number(self.words[0])


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages, and what could not be read of the PDF."""

    pages: PrintedPages
    broken_off: str
    damaged: tuple[int, ...]  # sheets, counted from 1


def read_pdf_pages(content: bytes) -> PdfPages:
    """Reads the sheets into pages, in the order of their numbers."""
    found = read_sheets(content)
    damaged = tuple(place for place, sheet in enumerate(found.sheets, start=1) if sheet.is_damaged)
    return PdfPages(_pages(found.sheets), found.broken_off, damaged)


def _pages(sheets: Sequence[Sheet]) -> PrintedPages:
    columns: list[str] = []
    headers: list[str] = []
    index_rows = 0
    for sheet in sheets:
        rows = _rows(sheet)
        grid = _grid_margin(rows)
        if grid is None and sum(is_word_index(row.text()) for row in rows) > _INDEX_SHARE * len(rows):
            index_rows += len(rows)
        elif grid is None:
            columns.append("\n".join(row.text() for row in rows))
        else:
            above, pages = _columns(rows, grid)
            headers = headers or above
            columns.extend(pages)
    found = read_page_text("\f".join(columns))
    for page in found.pages:
        page.source = None
        for row in page.rows:
            row.source = None  # a PDF has no lines to point at
    numbers = [page.number for page in found.pages]
    if None not in numbers and len(set(numbers)) == len(numbers):
        found.pages.sort(key=lambda page: page.number or 0)
    found.headers = [*headers, *found.headers]
    found.concordance += index_rows
    return found


def _number(word: Word) -> int | None:
    """A line's number, if the word can be one."""
    text = word.text
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= LAST_LINE else None


def _rows(sheet: Sheet) -> list[_Row]:
    """The words of a sheet by row; the reader gave them in that order."""
    rows: list[_Row] = []
    for word in sheet.words:
        last = rows[-1].words[-1] if rows else None
        if last is not None and abs(last.baseline - word.baseline) <= 0.45 * word.size and word.x0 >= last.x0:
            rows[-1].words.append(word)
        else:
            rows.append(_Row([word]))
    return rows


def _grid_margin(rows: Sequence[_Row]) -> float | None:
    """Where the line numbers of the sheet's left-hand pages stand; none on a sheet without numbered lines."""
    starts = Counter(round(row.words[0].x1 / 4) for row in rows if row.number() is not None)
    runs = last = 0
    for row in rows:
        number = row.number()
        if number is not None:
            runs += number == last + 1
            last = number
    if runs < _LEAST_GRID or not starts:
        return None
    return min(row.words[0].x0 for row in rows if row.number() is not None and starts[round(row.words[0].x1 / 4)] > 1)


def _columns(rows: Sequence[_Row], margin: float) -> tuple[list[str], list[str]]:
    """What stands above the lines of one sheet, and its pages as text, each row with its number and its indent."""
    width = median([(word.x1 - word.x0) / len(word.text) for row in rows for word in row.words]) or 1.0
    split = _right_margin(rows, width)
    blocks = _blocks(rows, margin, width)
    columns = []
    for block in blocks[1:]:
        kept = [row for row in block if not _FOOTER.match(row.text())]
        left = [_part(row, None, split) for row in kept]
        columns.append(_render(left, margin, width))
        if split is not None:
            right = _render([_part(row, split, None) for row in kept], split, width)
            if right.strip():
                columns.append(right)
    return [row.text() for row in blocks[0]], columns


def _right_margin(rows: Sequence[_Row], width: float) -> float | None:
    """Where the right-hand pages begin: where most rows have their number again."""
    numbered = [row for row in rows if row.number() is not None]
    twins = [word for row in numbered for word in row.words[1:] if word.text == row.words[0].text]
    if len(twins) < _TWIN_SHARE * len(numbered):
        return None
    places = Counter(round(word.x1 / (2 * width)) for word in twins)
    common = max(places, key=lambda place: places[place - 1] + places[place] + places[place + 1])
    near = [word.x0 for word in twins if abs(round(word.x1 / (2 * width)) - common) <= 1]
    return min(near) - width


def _blocks(rows: Sequence[_Row], margin: float, width: float) -> list[list[_Row]]:
    """What stands above the first line of the sheet, then a block from each line 1 to the next."""
    blocks: list[list[_Row]] = [[]]
    for row in rows:
        starts = row.number() == 1 and row.words[0].x0 <= margin + 3 * width
        begun = len(blocks) > 1
        first = not begun and row.number() is not None and row.words[0].x0 <= margin + 3 * width
        if first or (starts and begun):
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _part(row: _Row, start: float | None, end: float | None) -> list[Word]:
    return [word for word in row.words if (start is None or word.x0 >= start) and (end is None or word.x0 < end)]


def _render(parts: Sequence[Sequence[Word]], margin: float, width: float) -> str:
    """Rows of words as text, each word at the column where it stands; gaps inside a line are single spaces."""
    lines = []
    for words in parts:
        if not words:
            continue
        line = " " * max(0, round((words[0].x0 - margin) / width)) + words[0].text
        for place, word in enumerate(words[1:]):
            indent = round((word.x0 - margin) / width)
            behind_number = place == 0 and _number(words[0]) is not None
            line = (
                line.ljust(indent) + " " * (len(line) >= indent) + word.text if behind_number else f"{line} {word.text}"
            )
        lines.append(line)
    return "\n".join(lines)
