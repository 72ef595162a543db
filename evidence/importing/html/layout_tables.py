"""Which tables and definition lists only lay the page out, or number its paragraphs in their first column."""

from __future__ import annotations

import re

from evidence.importing.html.tree import HEADINGS, Element

LABEL_ALONE = re.compile(r"\(?(\d{1,4}[A-Z]?(?:\.\d{1,4}[A-Z]?){0,4}|\d{1,2}-\d{2,3})\.?\)?")
_DOTTED = re.compile(r"\d{1,4}[A-Z]?[.-]\d")
_SENTENCE = re.compile(r"[.:][”’\"')]?\d{0,4}$")
_LONG = 12  # words


def lays_out(element: Element) -> bool:
    """Whether a table or a definition list is there for the page's looks, or numbers paragraphs in its first column."""
    if element.tag == "dl":
        return not all(_is_simple(child) for child in element.elements() if child.tag in ("dd", "dt"))
    if element.role in ("presentation", "none"):
        return True
    if any(part.tag in ("caption", "th") and part.words() for part in element.elements()):
        return False
    inner = [part for part in element.elements() if part is not element]
    if any(part.tag in HEADINGS or part.tag in ("table", "blockquote", "main", "article") for part in inner):
        return True
    return _numbers_paragraphs([part for part in inner if part.tag == "tr"])


def _is_simple(part: Element) -> bool:
    if part.tag == "dt":
        return not LABEL_ALONE.fullmatch(part.words())
    blocks = [inner for inner in part.elements() if inner.is_block and inner is not part]
    return not blocks or (len(blocks) == 1 and blocks[0].tag in ("p", "div"))


def _numbers_paragraphs(rows: list[Element]) -> bool:
    """Two columns, a paragraph's number in the first and its sentences in the second."""
    numbered = 0
    for row in rows:
        cells = [cell.words() for cell in row.child_elements() if cell.tag in ("td", "th")]
        if len(cells) == 1 and len(rows) > 1:
            continue  # a heading, or a quotation, across both columns
        if len(cells) != 2 or not cells[1]:
            return False
        if LABEL_ALONE.fullmatch(cells[0]) and (_DOTTED.match(cells[0]) or len(cells[1].split()) > _LONG):
            numbered += 1
        elif cells[0]:
            return False
    return numbered > 0 and any(_holds_sentence(row.words()) for row in rows)


def _holds_sentence(words: str) -> bool:
    """A long one, or a short one behind a number with a point and with a full stop or a marker at its end."""
    return len(words.split()) > _LONG or (bool(_DOTTED.match(words)) and bool(_SENTENCE.search(words[-6:])))
