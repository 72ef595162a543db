"""The lines of all pages in one run, each knowing where it stands and whether a label may begin there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.importing.transcripts.checked_pages import CheckedPage
from evidence.importing.transcripts.line_types import speaker_label, turn_label

_FEW = 3  # with fewer lines than this beside its labels, a page does not show where its text begins
_OUT = 2  # columns by which a label stands out to the left


@dataclass(slots=True)
class BodyLine:
    """A line that is not blank. ``line`` is its printed number, or that of the line before for one without."""

    page: int
    line: int | None
    text: str  # without indent, single-spaced
    indent: int
    source: int | None
    stands_out: bool = False  # left of where the page's text begins
    in_text: bool = False  # where the page's text begins, or right of it, in a transcript whose labels stand out
    blank_before: bool = False


def body_lines(pages: Sequence[CheckedPage]) -> list[BodyLine]:
    """All lines in order, with what the layout says of each."""
    lines: list[BodyLine] = []
    by_page: list[list[BodyLine]] = []
    for page in pages:
        mine = _lines_of(page)
        by_page.append(mine)
        lines.extend(mine)
    margins = [_text_margin(mine) for mine in by_page]
    if not _labels_stand_out(by_page, margins):
        return lines
    for mine, margin in zip(by_page, margins, strict=True):
        for line in mine:
            line.stands_out = margin is not None and line.indent + _OUT <= margin
            line.in_text = margin is not None and not line.stands_out
    return lines


def _lines_of(page: CheckedPage) -> list[BodyLine]:
    mine: list[BodyLine] = []
    last: int | None = None
    blank = False
    for row in page.rows:
        last = row.number if row.number is not None else last
        text = " ".join(row.text.split())
        if text:
            indent = len(row.text) - len(row.text.lstrip())
            mine.append(BodyLine(page.number, last, text, indent, row.source, blank_before=blank))
        blank = not text
    return mine


def _may_be_label(line: BodyLine) -> bool:
    return turn_label(line.text) is not None or speaker_label(line.text) is not None


def _text_margin(lines: list[BodyLine]) -> int | None:
    """The indent at which most lines without a label begin; none on a page with too few of them."""
    indents = Counter(line.indent for line in lines if not _may_be_label(line) and not line.text.startswith("("))
    if indents.total() < _FEW:
        return None
    return min(indent for indent, count in indents.items() if count == max(indents.values()))


def _labels_stand_out(by_page: list[list[BodyLine]], margins: list[int | None]) -> bool:
    """Whether this transcript prints its labels left of its text, as nearly all do."""
    out = level = 0
    for mine, margin in zip(by_page, margins, strict=True):
        for line in mine:
            if margin is not None and _may_be_label(line):
                out += line.indent + _OUT <= margin
                level += line.indent + _OUT > margin
    return out > level


def join(texts: Sequence[str]) -> str:
    return re.sub(r" {2,}", " ", " ".join(texts)).strip()
