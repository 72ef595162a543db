"""The process that opens a PDF: reads one from standard input and writes its words, a JSON line for each sheet.

It runs alone, with its memory limited, so that a PDF made to exhaust or break its reader takes nothing else with it.
A line is ``[width, height, [[x0, x1, baseline, size, word], …]]``.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

MOST_SHEETS = 2000
MOST_CHARACTERS = 60_000  # on a sheet; a full condensed one has 6,000
MEMORY = 2 * 1024**3
_GAP = 0.2  # of a character's size: a wider space begins a new word
_SAME_LINE = 0.45

Word = tuple[float, float, float, float, str]


def words_of(page: LTPage) -> list[Word]:
    """The words of a sheet with their places, row by row from the top."""
    rows: dict[int, list[LTChar]] = {}
    for char in islice(_characters(page), MOST_CHARACTERS):
        rows.setdefault(round(char.matrix[5]), []).append(char)
    words: list[Word] = []
    for line in _lines(rows):
        words.extend(_words(sorted(line, key=lambda char: char.x0)))
    return words


def _characters(container: Iterable[object]) -> Iterator[LTChar]:
    """The upright characters, those inside drawn forms too."""
    waiting = [iter(container)]
    while waiting:
        for one in waiting[-1]:
            if isinstance(one, LTChar):
                if one.upright:
                    yield one
            elif isinstance(one, LTContainer):
                waiting.append(iter(one))
                break
        else:
            waiting.pop()


def _lines(rows: dict[int, list[LTChar]]) -> Iterator[list[LTChar]]:
    """Joins rows whose baselines differ by less than half a character, from the top."""
    line: list[LTChar] = []
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


def _words(line: list[LTChar]) -> Iterator[Word]:
    """Parts a row at its spaces, printed or left."""
    word: list[LTChar] = []
    for char in line:
        blank = not char.get_text().strip()
        if word and (blank or char.x0 - word[-1].x1 > _GAP * char.size):
            yield _word(word)
            word = []
        if not blank:
            word.append(char)
    if word:
        yield _word(word)


def _word(chars: list[LTChar]) -> Word:
    text = "".join(char.get_text() for char in chars)
    return (chars[0].x0, chars[-1].x1, chars[0].matrix[5], chars[0].size, text)


def _limit_memory() -> None:
    """Where the system can, a limit on memory; elsewhere the limit on time has to do."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def main() -> int:
    """Writes the words of each sheet; 3 says that there are too many sheets."""
    logging.disable(logging.CRITICAL)
    _limit_memory()
    content = sys.stdin.buffer.read()
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    for place, page in enumerate(PDFPage.get_pages(io.BytesIO(content), check_extractable=False)):
        if place >= MOST_SHEETS:
            return 3
        interpreter.process_page(page)
        layout = device.get_result()
        words = [
            [round(x0, 1), round(x1, 1), round(y, 1), round(size, 1), text]
            for x0, x1, y, size, text in words_of(layout)
        ]
        sys.stdout.write(json.dumps([layout.width, layout.height, words]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
