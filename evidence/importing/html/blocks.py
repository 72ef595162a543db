"""The page's text, block by block in reading order: white space as a browser shows it, markers lifted out.

Inline elements add no space, a line break adds one, two breaks end a block as a blank line would. A row of a table, or
a term with its definition, is one block, its cells joined by " | ". A table that only lays the page out is no table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evidence.importing.html.layout_tables import LABEL_ALONE, lays_out
from evidence.importing.html.lists import drawn_before, item_numbers, list_depth
from evidence.importing.html.page_marks import is_page_break
from evidence.importing.html.tree import HEADINGS, SPACES, Element, MarkerCall, PageTree
from evidence.importing.records import BlockKind, Marker

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_QUOTE_MARKS = "“”\"‘’'«"
_CELL = " | "
_ENUMERATOR = re.compile(r"\((?:[a-z]|[ivxl]{1,6}|\d{1,2})\)|(?:[a-z]|[ivxl]{1,6})[.)]")


@dataclass(slots=True, eq=False)
class Piece:
    """One block of the page as it will be stored, and what its markup says of it."""

    text: str
    line: int
    element: Element  # the block element that it stands in
    kind: BlockKind = BlockKind.TEXT
    heading: int = 0  # 1 to 6 for h1 to h6
    markers: list[Marker] = field(default_factory=list)
    quotes: tuple[Element, ...] = ()  # the block quotations around it, outermost first
    depth: int = 0  # of a list item
    drawn: str = ""  # the bullet or number that a browser draws before it
    item: Element | None = None  # the list item that it begins
    lead: Element | None = None  # the inline element at its start that holds a number and nothing else
    lead_end: int = 0
    linked: int = 0  # letters and digits inside links
    letters: int = 0  # letters and digits
    bold: bool = False  # all of it is set in bold
    box: Element | None = None  # what sets it apart from the running text: a box, a figure
    after_break: bool = False  # a printed page ends between the block before and this one

    @property
    def only_links(self) -> bool:
        return self.letters > 0 and self.linked == self.letters


@dataclass(slots=True)
class _Line:
    """The text of the block being read."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    space: bool = False
    markers: list[Marker] = field(default_factory=list)
    line: int = 0
    leads: list[Element] = field(default_factory=list)
    lead: Element | None = None
    lead_end: int = 0
    linked: int = 0
    letters: int = 0
    bold: int = 0

    def add(self, text: str, *, linked: bool, bold: bool) -> None:
        words = SPACES.sub(" ", text)
        core = words.strip(" ")
        if not core:
            self.space = self.space or bool(words)
            return
        if self.length and (self.space or words[0] == " ") and not self.parts[-1].endswith(" "):
            self._append(" ")
        self._append(core)
        self.space = words[-1] == " "
        count = sum(map(str.isalnum, core))
        self.letters += count
        self.linked += count if linked else 0
        self.bold += count if bold else 0

    def cell(self) -> None:
        self._append(_CELL if self.length else _CELL.lstrip())
        self.space = False

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


_BOLD = frozenset(("b", "strong"))
_BOXES = frozenset(("aside", "figure"))


class BlockReader:
    """Walks the tree once and collects its blocks."""

    def __init__(self, tree: PageTree) -> None:
        self.numbers = item_numbers(tree.body)
        self.pieces: list[Piece] = []
        self.pictures: list[Element] = []
        self.line = _Line()
        self.blocks: list[Element] = [tree.body]
        self.quotes: tuple[Element, ...] = ()
        self.item: Element | None = None
        self.boxes: list[Element] = []
        self.row: Element | None = None  # the row or definition list being read as cells
        self.plain_lists: set[int] = set()
        self.links = self.bold = self.breaks = 0
        self.cells = 0
        self.at = tree.body.line
        self.page_broken = False

    def read(self, body: Element) -> list[Piece]:
        """Every block with text in it."""
        stack: list[tuple[Element | MarkerCall | str, bool]] = [(child, False) for child in reversed(body.children)]
        while stack:
            node, leaving = stack.pop()
            if isinstance(node, str):
                self.text(node)
            elif isinstance(node, MarkerCall):
                self.line.markers.append(Marker(node.label, self.line.length))
            elif leaving:
                self.leave(node)
            else:
                self.enter(node)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node.children))
        self.flush()
        return self.pieces

    def text(self, text: str) -> None:
        if self.blocks[-1].tag == "pre" and self.row is None and _BLANK_LINE.search(text):
            first, *rest = _BLANK_LINE.split(text)
            self.words(first)
            for part in rest:
                self.flush()
                self.words(part)
            return
        self.words(text)

    def words(self, text: str) -> None:
        if not text.strip():
            self.line.add(text, linked=False, bold=False)
            return
        if self.breaks:
            if self.breaks > 1 and self.row is None and self.blocks[-1].tag not in HEADINGS:
                self.flush()
            self.breaks = 0
        self.line.line = self.line.line or self.at
        self.line.add(text, linked=self.links > 0, bold=self.bold > 0)

    def enter(self, element: Element) -> None:
        tag = element.tag
        self.at = element.line
        if element.attributes and is_page_break(element):
            self.page_broken = self.page_broken or not self.line.length
        if not element.is_block:
            self.enter_inline(element)
            return
        if self.row is not None and (tag not in ("dt", "tr") or self.is_inside_row(element)):
            self.line.space = True
            if tag in ("td", "th", "dd"):
                if self.cells and not self.begins_cell(element) and not self.is_listed():
                    self.line.cell()
                self.cells += 1
        else:
            self.flush()
        self.note_block(element)
        self.blocks.append(element)

    def note_block(self, element: Element) -> None:
        """Remembers what the block that begins here means for the text inside it."""
        tag = element.tag
        if tag in ("table", "dl"):
            if lays_out(element):
                self.plain_lists.add(id(element))
        elif tag in ("tr", "dt") and self.row_of(element) and not self.is_inside_row(element):
            self.flush()
            self.row, self.cells = element, 0 if tag == "tr" else 1
        elif tag == "li":
            self.item = element
        elif tag == "blockquote":
            self.quotes = (*self.quotes, element)
        elif tag in _BOXES:
            self.boxes.append(element)

    def is_inside_row(self, element: Element) -> bool:
        """Whether a row is one of a table inside a cell of the row being read: its cells go on with that row."""
        return element.tag == "tr" and any(above is self.row for above in element.ancestors())

    def is_listed(self) -> bool:
        """Whether the row is an item of a list: its term is "(a)"."""
        return self.row is not None and self.row.tag == "dt" and bool(_ENUMERATOR.fullmatch(self.row.words()))

    def begins_cell(self, element: Element) -> bool:
        """Whether a cell is the first of a table inside a cell of the row, which has begun already."""
        around = next((above for above in element.ancestors() if above.tag == "tr"), None)
        first = around is not None and around is not self.row and next(iter(around.child_elements())) is element
        return first and bool(self.line.parts) and self.line.parts[-1] == _CELL

    def row_of(self, element: Element) -> bool:
        """Whether the row belongs to a table, or the term to a list, that is read by rows."""
        around = next((above for above in element.ancestors() if above.tag in ("table", "dl")), None)
        return around is not None and id(around) not in self.plain_lists

    def enter_inline(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self.breaks += 1
            self.line.space = True
        elif tag == "img":
            self.pictures.append(element)
        elif tag == "q" and element.words()[:1] not in _QUOTE_MARKS:
            self.words("“")
        elif tag == "a" and element.attributes.get("href"):
            self.links += 1
        elif tag in _BOLD:
            self.bold += 1
        if not self.line.length:
            self.line.leads.append(element)

    def leave(self, element: Element) -> None:
        tag = element.tag
        if not element.is_block:
            self.leave_inline(element)
            return
        if self.row is None:
            self.flush()
        else:
            self.line.space = True
            if (element is self.row and tag == "tr") or tag == "dl":
                self.flush()
                self.row = None
        if tag == "blockquote":
            self.quotes = self.quotes[:-1]
        elif tag == "li":
            self.item = None
        elif tag in _BOXES:
            self.boxes.pop()
        self.blocks.pop()

    def leave_inline(self, element: Element) -> None:
        tag, line = element.tag, self.line
        if tag == "q" and element.words()[:1] not in _QUOTE_MARKS:
            line.space = False
            self.words("”")
        elif tag == "a" and element.attributes.get("href"):
            self.links -= 1
        elif tag in _BOLD:
            self.bold -= 1
        if line.leads and line.leads[-1] is element:
            line.leads.pop()
            if line.length and (line.lead is None or element.tag == "a") and LABEL_ALONE.fullmatch("".join(line.parts)):
                line.lead, line.lead_end = element, line.length

    def flush(self) -> None:
        """Ends the block being read."""
        line, self.line, self.breaks = self.line, _Line(), 0
        text = "".join(line.parts).rstrip(" ")
        if not text.strip("| ") and not line.markers:
            return
        block = self.blocks[-1]
        row = self.row is not None and not self.is_listed()
        item = None if self.row is not None else self.item
        piece = Piece(
            text=text,
            line=line.line or block.line,
            element=block,
            kind=BlockKind.TABLE_ROW if row else BlockKind.LIST_ITEM if item is not None else BlockKind.TEXT,
            heading=0 if self.row is not None else HEADINGS.get(block.tag, 0),
            markers=line.markers,
            quotes=self.quotes,
            lead=line.lead,
            lead_end=line.lead_end,
            linked=line.linked,
            letters=line.letters,
            bold=0 < line.letters == line.bold,
            box=self.boxes[-1] if self.boxes else None,
            after_break=self.page_broken,
        )
        self.page_broken = False
        if item is not None:
            piece.item, piece.depth, piece.drawn = item, list_depth(item), drawn_before(item, self.numbers)
            self.item = None
        self.pieces.append(piece)
