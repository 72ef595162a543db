"""Text with one transcript page after another: numbered rows, the page's number, form feeds where they were kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from evidence.importing.transcripts.printed_pages import (
    LAST_LINE,
    PrintedPage,
    PrintedPages,
    PrintedRow,
    is_word_index,
    leading_number,
    lone_number,
)

_FULL_PAGE = 25
_GAP = 5  # numbers that may be missing before a row at a page's end
_MARGIN_SLACK = 3  # right-aligned numbers start a column apart; a page number is centred, far to the right


@dataclass(slots=True)
class _Row:
    """A row of the file that is not blank."""

    text: str
    source: int
    new_sheet: bool
    number: int | None  # at the left margin
    end: int  # column after the number
    lone: int | None
    at_margin: bool


@dataclass(slots=True)
class _Reading:
    rows: list[_Row]
    found: PrintedPages = field(default_factory=PrintedPages)
    page: PrintedPage = field(default_factory=PrintedPage)
    last_page: int = 0
    last_line: int = 0  # the last number on the page being read
    numbers_on_top: bool = False
    foot_of_sheet: bool = False  # a page of this sheet was ended by its number
    index_rows: int = 0  # of a word index, on the page being read

    def expected(self) -> int:
        return self.last_line + 1

    def close(self, number: int | None) -> None:
        """Ends the page. A page of nothing but a number is no page."""
        if number is not None:
            self.page.number = number
        if self.index_rows > len(self.page.rows) and not self.page.numbered():
            self.index_rows += len(self.page.rows)
        elif number is None and self.foot_of_sheet and not self.page.numbered():
            self.found.pages[-1].rows.extend(self.page.rows)  # a footer below the page's number
        elif self.page.rows:
            self.found.pages.append(self.page)
            self.last_page = self.page.number or self.last_page + 1
        self.found.concordance += self.index_rows
        self.index_rows = 0
        self.foot_of_sheet = number is not None and bool(self.found.pages)
        self.page = PrintedPage()
        self.last_line = 0

    def add(self, row: _Row, number: int | None) -> None:
        text = " " * row.end + row.text[row.end :] if number is not None else row.text
        if self.page.source is None:
            self.page.source = row.source
        self.page.rows.append(PrintedRow(number, text, row.source))
        self.last_line = self.last_line if number is None else number


def read_page_text(content: str) -> PrintedPages:
    """Parts the text into pages. Rows are accepted in sequence; what breaks it is kept, with no number of its own."""
    rows = _rows(content)
    following = _following_numbers(rows)
    reading = _Reading(rows)
    worded = [row.number is not None for row in rows if row.lone is None]
    numbered = sum(worded) * 3 >= len(worded)
    for place, row in enumerate(rows):
        if row.new_sheet and (reading.page.rows or reading.page.number or reading.index_rows):
            reading.close(None)
        if row.new_sheet:
            reading.foot_of_sheet = False
        if is_word_index(row.text):
            reading.index_rows += 1
        elif row.lone is not None and _is_page_number(reading, row, numbered):
            _take_page_number(reading, row.lone)
        elif numbered and row.number is not None:
            _take_numbered(reading, row, row.number, following[place])
        else:
            reading.add(row, None)
    reading.close(None)
    return reading.found


def _rows(content: str) -> list[_Row]:
    """The rows that are not blank; a number counts as a line's when it stands at the left margin."""
    raw: list[tuple[str, int, bool]] = []
    new_sheet = True
    for place, line in enumerate(content.split("\n"), start=1):
        pieces = line.expandtabs().split("\f")
        for piece_place, piece in enumerate(pieces):
            new_sheet = new_sheet or piece_place > 0
            if piece.strip():
                raw.append((piece.rstrip(), place, new_sheet))
                new_sheet = False
    starts = Counter(found[1] for text, _, _ in raw if (found := leading_number(text)) and not lone_number(text))
    margin = min((column for column, count in starts.items() if count * 10 >= starts.total()), default=0)
    rows = []
    for text, source, sheet in raw:
        found, lone = leading_number(text), lone_number(text)
        at_margin = found is not None and found[1] <= margin + _MARGIN_SLACK
        number = found[0] if found and at_margin and found[0] <= LAST_LINE else None
        rows.append(_Row(text, source, sheet, number, found[2] if found else 0, lone[0] if lone else None, at_margin))
    return rows


def _following_numbers(rows: list[_Row]) -> list[int | None]:
    """For each row the margin number of the next row that has one: what tells a line from wrapped text."""
    following: list[int | None] = [None] * len(rows)
    upcoming: int | None = None
    for place in range(len(rows) - 1, -1, -1):
        following[place] = upcoming
        row = rows[place]
        if row.number is not None:
            upcoming = row.number
    return following


def _is_page_number(reading: _Reading, row: _Row, numbered: bool) -> bool:
    """Whether a row that is only a number numbers the page, or is a numbered line without words."""
    if not numbered:
        return True
    if not row.at_margin or row.number is None:
        return True
    count = len(reading.page.numbered())
    next_page = row.lone == reading.last_page + 1
    if row.lone == reading.expected():
        return next_page and count >= _FULL_PAGE
    return next_page and count > 0


def _take_page_number(reading: _Reading, number: int | None) -> None:
    """Most transcripts print it below the lines; where the first comes before any line, it stands above."""
    if not reading.page.rows and not reading.found.pages:
        reading.numbers_on_top = True
    if reading.numbers_on_top:
        if reading.page.rows:
            reading.close(None)
        reading.page.number = number
    elif reading.page.rows:
        reading.close(number)


def _take_numbered(reading: _Reading, row: _Row, number: int, following: int | None) -> None:
    """Accepts a number that goes on from the last, begins a page, or is gone on from by the next."""
    expected = reading.expected()
    if number == 1 and reading.last_line and following in (1, 2, None):
        reading.close(None)
        reading.add(row, number)
    elif (
        number == expected
        or following == number + 1
        or (expected < number <= expected + _GAP and following in (1, None))
    ):
        reading.add(row, number)
    else:
        reading.add(row, None)
