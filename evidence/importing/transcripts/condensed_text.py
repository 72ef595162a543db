"""Text of condensed sheets, two pages side by side: ``N left … N right`` with the same number twice on one row."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from evidence.importing.transcripts.printed_pages import (
    PrintedPage,
    PrintedPages,
    PrintedRow,
    is_word_index,
    leading_number,
)

_SIGHT = 400  # rows looked at to tell a condensed transcript
_LEAST_SHARE = 0.3  # of numbered rows that have their number twice
_SLACK = 2  # columns by which the right-hand numbers of one pair of pages differ
_PAGE_NUMBERS = re.compile(r"^\s*(\d{1,4})(?:\s+(\d{1,4}))?\s*$")
_FOOTER = re.compile(r"\(\d+\)\s+Pages?\s+\d+(?:\s*[-–]\s*\d+)?")


@dataclass(slots=True)
class _Pair:
    """The rows of two facing pages, before they are parted; ``loose`` ones have no number."""

    rows: list[tuple[int | None, str, int]] = field(default_factory=list)
    number: int = 0  # the last line's

    def last(self) -> int:
        return self.number


def looks_condensed(content: str) -> bool:
    """Whether numbered rows of the text have their number twice."""
    numbered = twice = 0
    for line in content.split("\n"):
        text = line.replace("\f", "").expandtabs()
        lone = _PAGE_NUMBERS.match(text)
        if (found := leading_number(text)) and (lone is None or lone[1] == lone[2]):
            numbered += 1
            twice += bool(_repeats(text, found[0], found[2]))
        if numbered >= _SIGHT:
            break
    return numbered >= 5 and twice >= numbered * _LEAST_SHARE


def _repeats(text: str, number: int, after: int) -> list[int]:
    """The columns where the row's number stands again behind a gap."""
    token = re.compile(rf"(?<=\s\s){number}(?=\s|$)")
    return [found.start() for found in token.finditer(text, after)]


def read_condensed_text(content: str) -> PrintedPages:
    """Parts the sheets into pages, in the order of their numbers. Headers, footers and the word index are left out."""
    found, pair = PrintedPages(), _Pair()
    for source, line in enumerate(content.split("\n"), start=1):
        text = line.replace("\f", "").expandtabs().rstrip()
        if text.strip():
            pair = _take(found, pair, text, source)
    _close(found, pair, None)
    numbers = [page.number for page in found.pages]
    if None not in numbers and len(set(numbers)) == len(numbers):
        found.pages.sort(key=lambda page: page.number or 0)
    return found


def _take(found: PrintedPages, pair: _Pair, text: str, source: int) -> _Pair:
    """Reads one row: a numbered one, the page numbers that close the pair, or one without a number."""
    number = leading_number(text)
    closing = _PAGE_NUMBERS.match(text)
    if closing and pair.last() and not _is_blank_line(closing, number, pair):
        _close(found, pair, closing)
        return _Pair()
    if is_word_index(text) and not (number and _repeats(text, number[0], number[2])):
        found.concordance += 1
    elif number and _goes_on(number[0], pair, text, number[2]):
        if number[0] == 1 and pair.last() > 1:
            _close(found, pair, None)
            pair = _Pair()
        pair.rows.append((number[0], " " * number[2] + text[number[2] :], source))
        pair.number = number[0]
    elif not pair.last():
        if not found.pages:
            found.headers.append(text.strip())
    elif _FOOTER.search(text):
        _close(found, pair, None)
        return _Pair()
    else:
        pair.rows.append((None, text, source))
    return pair


def _is_blank_line(closing: re.Match[str], number: tuple[int, int, int] | None, pair: _Pair) -> bool:
    """Whether a row of one or two numbers is a line without words on both pages rather than their page numbers."""
    if closing[2] is not None:
        return closing[1] == closing[2]
    return number is not None and number[0] == pair.last() + 1 and number[1] <= _SLACK + 2


def _goes_on(number: int, pair: _Pair, text: str, after: int) -> bool:
    """Whether a number at the left is a line's: next in order, or printed twice."""
    return number == pair.last() + 1 or (number <= 60 and bool(_repeats(text, number, after)))


def _close(found: PrintedPages, pair: _Pair, closing: re.Match[str] | None) -> None:
    """Parts a pair into its pages. The last pair of a transcript may have only a left one."""
    if not pair.last():
        return
    left, right = PrintedPage(source=pair.rows[0][2]), PrintedPage(source=pair.rows[0][2])
    column = _right_column(pair)
    for number, text, source in pair.rows:
        if column is None:
            left.rows.append(PrintedRow(number, text, source))
            continue
        cut = _cut(number, text, column)
        if number is not None or text[:cut].strip():
            left.rows.append(PrintedRow(number, text[:cut].rstrip(), source))
        if cut < len(text):
            width = len(str(number)) if number is not None else 0
            beginning = " " * (cut + width - column) if number is not None else " " * (cut - column)
            right.rows.append(PrintedRow(number, beginning + text[cut + width :], source))
    numbers = [int(n) for n in closing.groups() if n is not None] if closing else []
    left.number = numbers[0] if numbers else None
    right.number = numbers[1] if len(numbers) > 1 else None
    found.pages.extend(page for page in (left, right) if page.numbered())


def _right_column(pair: _Pair) -> int | None:
    """The column where the right page's numbers stand: where most rows of the pair have their number again."""
    votes: Counter[int] = Counter()
    for number, text, _ in pair.rows:
        if number is not None:
            votes.update(set(_repeats(text, number, 0)))
    if not votes:
        return None
    best = max(votes, key=lambda column: sum(votes[column + shift] for shift in range(-_SLACK, _SLACK + 1)))
    return best if sum(votes[best + shift] for shift in range(-_SLACK, _SLACK + 1)) > 1 or len(pair.rows) < 3 else None


def _cut(number: int | None, text: str, column: int) -> int:
    """The column where a row's right half begins."""
    if number is not None:
        near = [start for start in _repeats(text, number, 0) if abs(start - column) <= _SLACK]
        return min(near, key=lambda start: abs(start - column)) if near else max(len(text), column)
    start = len(text) - len(text.lstrip())
    return column if start >= column - _SLACK else max(len(text), column)
