"""Printed pages inside an HTML page: their numbers and running heads left out, sentences that they break put together.

Only where the page shows a break, by an element that says so or by numbers that count on between broken sentences, is a
block that begins in lower case taken for the rest of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from evidence.importing.html.blocks import Piece
from evidence.importing.html.furniture import left_out
from evidence.importing.html.page_marks import is_page_break
from evidence.importing.records import BlockKind, Marker, Problem

_NUMBER = re.compile(r"(?P<page>[Pp]age |[–—-] ?(?=\d{1,4} ?[–—-]))?\[?(?P<number>\d{1,4})(?: of \d{1,4})? ?[\]–—-]?")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_SENTENCE_END = re.compile(r"[.!?:;…][”’\"')\]]*$")
_DIGITS = re.compile(r"\d+")
_HEAD = 12  # words of a running head at most
_FEW = 2


def join_broken(file: str, pieces: list[Piece]) -> tuple[list[Piece], list[Problem]]:
    """The pieces without what stands at page breaks, each broken sentence in one piece."""
    dropped = _numbers(pieces)
    dropped |= _running_heads(pieces, dropped)
    problems = [left_out(file, pieces[at].line, "a printed page’s edge", pieces[at].text) for at in sorted(dropped)]
    joined: list[Piece] = []
    broken = False
    for at, piece in enumerate(pieces):
        broken = broken or piece.after_break
        if at in dropped:
            broken = True
            continue
        if broken and joined and _goes_on(joined[-1], piece):
            joined[-1] = _joined(joined[-1], piece)
        else:
            joined.append(piece)
        broken = False
    return joined, problems


def _numbers(pieces: Sequence[Piece]) -> set[int]:
    """Page numbers on lines of their own: said to be, beside a break, or counting on where sentences are broken."""
    found: list[tuple[int, int]] = []
    sure: set[int] = set()
    for at, piece in enumerate(pieces):
        if not _is_plain(piece):
            continue
        if match := _NUMBER.fullmatch(piece.text):
            found.append((at, int(match["number"])))
            if match["page"] or _ends_page(pieces, at):
                sure.add(at)
        elif _ROMAN.fullmatch(piece.text) and _ends_page(pieces, at):
            sure.add(at)
    counts = len(found) >= _FEW and all(other == one + 1 for (_, one), (_, other) in pairwise(found))
    if counts and any(pieces[at].after_break or _breaks(pieces, at) for at, _ in found):
        sure |= {at for at, _ in found}
    return sure


def _ends_page(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a page ends with the block, or the block is what marks its end."""
    if pieces[at].after_break and is_page_break(pieces[at].element):
        return True
    return at + 1 < len(pieces) and pieces[at + 1].after_break


def _is_plain(piece: Piece) -> bool:
    return piece.kind is BlockKind.TEXT and not piece.heading and not piece.markers and not piece.quotes


def _breaks(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the words above a number go on below it, a running head between at most."""
    above = pieces[at - 1] if at else None
    below = pieces[at + 1 : at + 3]
    return above is not None and any(_goes_on(above, one) for one in below)


def _running_heads(pieces: Sequence[Piece], numbers: set[int]) -> set[int]:
    """Short lines beside a page number or a break that stand at another one as well."""
    edges: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        beside = (
            piece.after_break or {at - 1, at + 1} & numbers or (at + 1 < len(pieces) and pieces[at + 1].after_break)
        )
        if beside and at not in numbers and not piece.markers and len(piece.text.split()) <= _HEAD:
            ends = _SENTENCE_END.search(piece.text[-4:]) is not None
            if not ends and any(map(str.isalpha, piece.text)):
                edges.setdefault(_DIGITS.sub("#", piece.text.casefold()), []).append(at)
    return {at for places in edges.values() if len(places) >= _FEW for at in places if pieces[at].heading != 1}


def _goes_on(above: Piece, below: Piece) -> bool:
    """Whether a block is the rest of the one before: no sentence has ended, and it begins in lower case."""
    kinds = above.kind in (BlockKind.TEXT, BlockKind.LIST_ITEM) and below.kind is BlockKind.TEXT
    plain = kinds and not above.heading and not below.heading and len(above.quotes) == len(below.quotes)
    return plain and below.text[:1].islower() and not _SENTENCE_END.search(above.text[-4:]) and below.box is above.box


def _joined(above: Piece, below: Piece) -> Piece:
    gap = "" if above.text.endswith("-") else " "
    shift = len(above.text) + len(gap)
    markers = [*above.markers, *(Marker(one.label, one.offset + shift) for one in below.markers)]
    return replace(
        above,
        text=above.text + gap + below.text,
        markers=markers,
        linked=above.linked + below.linked,
        letters=above.letters + below.letters,
        bold=above.bold and below.bold,
    )
