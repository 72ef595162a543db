"""The running heads and page numbers of printed pages: what recurs at their edges, and numbers that count with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from evidence.importing.text.page_heading import split_heading
from evidence.importing.text.printed_blocks import NumberedLine

_PAGE_NUMBER = re.compile(r"[\s–—-]*(?P<page>(?i:page)\s+)?(\d{1,4})(?:\s+of\s+\d{1,4})?[\s–—-]*")
_ROMAN_NUMBER = re.compile(r"\s*(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})\s*")
_LEADING_NUMBER = re.compile(r"\s*(\d{1,4})\b")
_NUMBERS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_NAMED = 10  # lines of the first page that may be its headings
_FEW_WORDS = 2
_EDGE = 3  # lines at the head and at the foot of a page that may stand around its text
_LONGEST = 120
_MANY_PAGES = 6


def running_lines(pages: Sequence[Sequence[NumberedLine]]) -> list[set[int]]:
    """For each page the numbers of the lines that stand around its text."""
    edges = [(_edge(page), _edge(page[::-1])) for page in pages]
    recurring = [Counter(key for edge in edges for key in {_key(line) for _, line in edge[side]}) for side in (0, 1)]
    names = _first_names(pages[0])
    counting = Counter(offset for at, edge in enumerate(edges) for offset in _offsets(at, edge))
    enough = 2 if len(pages) <= _MANY_PAGES else 3
    found: list[set[int]] = [set() for _ in pages]
    for at, page in enumerate(pages):
        for side in (0, 1):
            for number, line in edges[at][side]:
                is_number = _is_page_number(line, at, counting, last=side == 1 and number == edges[at][1][0][0])
                again = at > 0 and side == 0 and _words(line) in names
                head = (recurring[side][_key(line)] >= enough or again) and _may_recur(line)
                head = head and not _is_called(line, page)
                if not is_number and (not head or (at == 0 and side == 0 and _names_page(line, edges[0][0]))):
                    break
                found[at].add(number)
    return found


def _first_names(page: Sequence[NumberedLine]) -> set[str]:
    """What the lines at the head of the first page say, each and with the next: later pages repeat it on one line."""
    lines = [_words(line) for _, line in page if line.strip()][:_NAMED]
    pairs = {f"{one} {other}" for one, other in pairwise(lines)}
    return {words for words in {*lines, *pairs} if len(words.split()) > _FEW_WORDS}


def _words(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


def _edge(page: Sequence[NumberedLine]) -> list[NumberedLine]:
    filled: list[NumberedLine] = []
    for one in page:
        if one[1].strip():
            filled.append(one)
            if len(filled) == _EDGE:
                break
    return filled


def _key(line: str) -> str:
    """The line with its numbers alike, without the page’s, which left and right pages print on other sides."""
    return _NUMBERS.sub("#", " ".join(line.split()).casefold()).strip("# |–—-")


def _may_recur(line: str) -> bool:
    words = line.strip()
    return sum(map(str.isalpha, words)) > 2 and len(words) <= _LONGEST and not words.endswith((".", ":", ";"))


def _is_called(line: str, page: Sequence[NumberedLine]) -> bool:
    """Whether the number that opens the line is behind a word of the page: the line is then a note at its foot."""
    found = _LEADING_NUMBER.match(line)
    if found is None:
        return False
    raised = re.compile(rf"(?<=[^\W\d_]){found[1]}(?!\d)|(?<=[.,;:!?”’\"')\]]){found[1]}(?!\d)")
    return any(raised.search(text) for _, text in page)


def _offsets(at: int, edges: tuple[list[NumberedLine], list[NumberedLine]]) -> Iterator[int]:
    """How far each page number at the edges runs ahead of the count of pages."""
    offsets = {int(found[2]) - at for edge in edges for _, line in edge if (found := _PAGE_NUMBER.fullmatch(line))}
    yield from offsets


def _is_page_number(line: str, at: int, counting: Counter[int], *, last: bool) -> bool:
    """A number that counts with the pages, or that is all there is on a page's last line."""
    found = _PAGE_NUMBER.fullmatch(line)
    if found is None:
        return _ROMAN_NUMBER.fullmatch(line) is not None
    return bool(found["page"]) or last or counting[int(found[2]) - at] > 1


def _names_page(line: str, edge: Sequence[NumberedLine]) -> bool:
    """Whether a line at the head of the first page is its own heading, that later pages repeat."""
    named_below = [split_heading(other)[0][:1].isalpha() for _, other in edge if other != line]
    return bool(split_heading(line)[0]) and not any(named_below)
