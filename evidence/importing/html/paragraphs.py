"""Puts a page's blocks together into paragraphs, under their headings, with their markers and displayed quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence.importing.html.blocks import Piece
from evidence.importing.html.headings import levels
from evidence.importing.html.labels import is_label_alone
from evidence.importing.html.tree import Element
from evidence.importing.records import Block, BlockKind, BlockQuotation, HeadingRecord, Marker, Marks, ParagraphRecord
from evidence.importing.text.displayed import Standing, find_displayed
from evidence.importing.text.labels import LabelMatch
from evidence.importing.text.page_heading import split_heading

GAP = "\n\n"
_LIST_SIGN = re.compile(r"(?:[•◦▪●○■]|\((?:[a-z]{1,2}|[ivxl]{1,6}|\d{1,2})\)|\d{1,2}[.)])\s")
_CAPTION = re.compile(r"(?:table|figure|fig\.?|chart|graph|exhibit|schedule)\s+[A-Z]{0,3}\d", re.IGNORECASE)
_SET_IN = re.compile(r"(?:margin|padding)-left:[0.]*[1-9]")
_SIGNATURE = 8  # words at most that name the author under a quotation
_OPENING, _CLOSING = "“‘\"'«", "”’\"'»"


@dataclass(slots=True)
class _Draft:
    """A paragraph in the making."""

    label: str
    line: int
    heading: int
    outer_lists: int = 0  # lists whose items are the page's numbered paragraphs and no lists of this one
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    set_in: set[int] = field(default_factory=set)  # where blocks begin that stand in from the margin
    quoted: dict[int, tuple[int, int]] = field(default_factory=dict)  # block quotation → where it begins and ends

    def add(self, piece: Piece, rest: int, quotes: Sequence[Element], kind: BlockKind) -> None:
        text = piece.text[rest:]
        if not text:
            self.markers.extend(Marker(marker.label, self.length) for marker in piece.markers)
            return
        if self.parts:
            self._append(GAP)
        start = self.length
        drawn = piece.drawn if not rest else ""
        self._append(drawn + text)
        self.blocks.append(Block(kind, start, self.length, max(0, piece.depth - self.outer_lists)))
        if kind is BlockKind.TEXT and not rest and is_set_in(piece.element):
            self.set_in.add(start)
        shift = start + len(drawn) - rest
        self.markers.extend(Marker(m.label, max(start, m.offset + shift)) for m in piece.markers)
        for quote in quotes:
            first = self.quoted.get(id(quote), (start, 0))[0]
            self.quoted[id(quote)] = (first, self.length)

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def record(self, *, marked: bool) -> ParagraphRecord:
        """The paragraph. ``marked``: the page marks its quotations, so that none has to be told by its wording."""
        text = "".join(self.parts)
        spans = sorted(set(self.quoted.values()))
        quotations = [
            BlockQuotation(start, end, marks_of(text[start:end]), True, "html-blockquote") for start, end in spans
        ]
        if not marked:
            quotations = self._displayed(text)
        markers = tuple(sorted(self.markers, key=lambda marker: marker.offset))
        blocks = tuple(self.blocks)
        return ParagraphRecord(self.label, text, self.line, blocks, markers, tuple(quotations), self.heading)

    def _displayed(self, text: str) -> list[BlockQuotation]:
        called = {marker.offset for marker in self.markers}
        standing = [
            Standing(
                text=text[block.start : block.end],
                kind=block.kind,
                called=block.end in called,
                numbered=bool(self.label) and place == 0,
                bullet=block.kind is BlockKind.LIST_ITEM,
            )
            for place, block in enumerate(self.blocks)
        ]
        found = [(self.blocks[o.first].start, self.blocks[o.last].end, o.rule) for o in find_displayed(standing)]
        spans = list(self._set_in_runs(text))
        found = [(start, end, rule) for start, end, rule in found if not any(a < end and start < b for a, b in spans)]
        found = sorted([*found, *[(start, end, "set-in") for start, end in spans]])
        return [BlockQuotation(start, end, marks_of(text[start:end]), False, rule) for start, end, rule in found]

    def _set_in_runs(self, text: str) -> Iterator[tuple[int, int]]:
        """Adjacent blocks that stand in from the margin, where a colon or their own marks say that they are quoted."""
        run: list[Block] = []
        introduced = False
        for place, block in enumerate([*self.blocks, None]):
            if block is not None and block.start in self.set_in:
                if not run:
                    introduced = place > 0 and text[: self.blocks[place - 1].end].endswith((":", ":-", ":–"))
                run.append(block)
            elif run:
                start, end = run[0].start, run[-1].end
                if introduced or marks_of(text[start:end]) is not Marks.ABSENT:
                    yield start, end
                run = []


def marks_of(text: str) -> Marks:
    """Whether a quotation has both its marks."""
    opens, closes = text[:1] in _OPENING, text.rstrip(".,;:")[-1:] in _CLOSING
    if opens:
        return Marks.COMPLETE if closes else Marks.CLOSING_LOST
    return Marks.OPENING_LOST if closes else Marks.ABSENT


@dataclass(slots=True)
class Assembled:
    """A page's headings and paragraphs, and block quotations that swallowed numbered paragraphs."""

    headings: list[HeadingRecord]
    paragraphs: list[ParagraphRecord]
    unclosed: list[Element]


def assemble(pieces: Sequence[Piece], labels: dict[int, LabelMatch], used: Sequence[Piece]) -> Assembled:
    """Numbered paragraphs take the text after them; text before the first number under a heading stands by itself."""
    return _Assembly(pieces, labels, used).run()


class _Assembly:
    def __init__(self, pieces: Sequence[Piece], labels: dict[int, LabelMatch], used: Sequence[Piece]) -> None:
        self.pieces, self.labels = pieces, labels
        self.used = {id(piece) for piece in used}
        self.titles: list[tuple[Piece, int]] = []
        self.drafts: list[_Draft] = []
        self.open: _Draft | None = None
        self.unclosed: dict[int, Element] = {}
        self.heading = -1
        self.box: Element | None = None
        self.outside: tuple[_Draft | None, int] = (None, -1)  # where the text outside the box goes on
        self.waiting: list[Marker] = []  # markers of a heading: they belong to the text beneath it
        self.marked_quotes = any(piece.quotes for piece in pieces)

    def run(self) -> Assembled:
        for place, piece in enumerate(self.pieces):
            self._cross_edge(piece)
            if id(piece) in self.used:
                self._wait(piece.markers)
            elif place in self.labels:
                self._numbered(piece, self.labels[place])
            elif piece.heading and not self._quotes(piece) and not self._is_caption(place):
                self._heading(piece)
            else:
                self._text(piece)
        headings = self._headings()
        return Assembled(
            headings, [draft.record(marked=self.marked_quotes) for draft in self.drafts], list(self.unclosed.values())
        )

    def _cross_edge(self, piece: Piece) -> None:
        """Into a box, out of it: after a box with a heading of its own the text goes on where it was."""
        if piece.box is self.box:
            return
        if self.box is None:
            self.outside = (self.open, self.heading)
        elif piece.box is None and self.heading != self.outside[1]:
            self.open, self.heading = self.outside
        self.box = piece.box

    def _quotes(self, piece: Piece) -> list[Element]:
        return [quote for quote in piece.quotes if id(quote) not in self.unclosed]

    def _wait(self, markers: Sequence[Marker]) -> None:
        self.waiting.extend(markers)

    def _is_caption(self, place: int) -> bool:
        """Whether a heading only names the table directly below it: the text around goes on over both."""
        following = self.pieces[place + 1] if place + 1 < len(self.pieces) else None
        is_row = following is not None and following.kind is BlockKind.TABLE_ROW
        return is_row and _CAPTION.match(self.pieces[place].text) is not None

    def _heading(self, piece: Piece) -> None:
        if piece.text:
            self.heading = len(self.titles)
            self.titles.append((piece, piece.heading))
            self.open = None
        self._wait(piece.markers)

    def _start(self, label: str, line: int) -> _Draft:
        draft = _Draft(label, line, self.heading)
        draft.markers.extend(Marker(marker.label, 0) for marker in self.waiting)
        self.waiting = []
        self.drafts.append(draft)
        self.open = draft
        return draft

    def _numbered(self, piece: Piece, label: LabelMatch) -> None:
        for quote in piece.quotes:  # a numbered paragraph inside a quotation: the page never closed it
            self.unclosed[id(quote)] = quote
        draft = self._start(label.label, piece.line)
        if is_label_alone(piece, label):
            draft.markers.extend(Marker(marker.label, 0) for marker in piece.markers)
            return
        if piece.item is not None:
            draft.outer_lists = piece.depth + 1
            if not label.rest:
                piece.drawn = ""  # the number that its list draws is its label and not also its text
        draft.add(piece, label.rest, (), BlockKind.TEXT)

    def _text(self, piece: Piece) -> None:
        quotes = self._quotes(piece)
        kind = piece.kind
        if kind is BlockKind.TEXT and _LIST_SIGN.match(piece.text):
            kind = BlockKind.LIST_ITEM
        draft = self.open
        plain = kind is BlockKind.TEXT and not quotes
        if draft is None or (not draft.label and plain and piece.text and not self._goes_on(piece)):
            draft = self._start("", piece.line)
        draft.add(piece, 0, quotes, kind)

    def _goes_on(self, piece: Piece) -> bool:
        """Whether unnumbered text goes on with the block: who said a quotation, or one that no element marks."""
        if self.open is None or not self.open.parts:
            return False
        if self.marked_quotes:
            quoted = any(end == self.open.length for _, end in self.open.quoted.values())
            return quoted and len(piece.text.split()) <= _SIGNATURE and piece.text[-1:].isalnum()
        introduced = self.open.parts[-1].endswith(":")
        return introduced and (piece.text[:1] in _OPENING or is_set_in(piece.element))

    def _headings(self) -> list[HeadingRecord]:
        found = []
        for (piece, _), level in zip(self.titles, levels([depth for _, depth in self.titles]), strict=True):
            number, title = split_heading(piece.text)
            found.append(HeadingRecord(title or piece.text, piece.line, number if title else "", level))
        return found


def is_set_in(block: Element) -> bool:
    """Whether a block's own style sets it in from the left margin."""
    style = block.attributes.get("style", "").replace(" ", "").lower()
    return _SET_IN.search(style) is not None
