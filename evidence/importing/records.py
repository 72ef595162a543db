"""What a parser hands to the writer: frozen records, free of Django, so that a string is enough to test a parser.

Offsets are Unicode code points from 0, end excluded, into the text of the record that carries them, so that
``text[start:end]`` is always the thing meant. Lines are counted from 1 in the file as it was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How a problem ends: an error refuses the folder, a warning was read with doubt, a note is for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence a person can act on: where, what was found, what was expected, what was done about it."""

    file: str
    line: int | None
    code: str  # a stable name to filter by: "label-out-of-sequence"
    found: str
    expected: str = ""
    action: str = ""
    severity: Severity = Severity.WARNING

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        sentence = f"{where}: {self.found}"
        if self.expected:
            sentence += f"; expected {self.expected}"
        return f"{sentence}; {self.action}" if self.action else sentence


class BlockKind(StrEnum):
    """How a block of a paragraph stood on the page."""

    TEXT = "text"
    LIST_ITEM = "list-item"  # its bullet or "(a)" stays in the text, as printed
    TABLE_ROW = "table-row"  # cells joined by " | "


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a paragraph. Blocks cover the text in order, a blank line ("\\n\\n") between each and the next."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0  # depth of a list item: 0 outermost


class Marks(StrEnum):
    """What became of a quotation's own marks."""

    COMPLETE = "complete"
    OPENING_LOST = "opening-lost"
    CLOSING_LOST = "closing-lost"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class BlockQuotation:
    """A displayed quotation: one block or several adjacent ones, quotation marks included, as printed.

    ``certain`` is false where only position and wording speak for it, and staff should confirm it.
    """

    start: int
    end: int
    marks: Marks
    certain: bool
    rule: str  # the name of the rule that saw it: "html-blockquote", "after-colon", "closing-mark"


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a note is called; the marker itself is not in the text. ``offset`` is the character it stood before."""

    label: str
    offset: int


@dataclass(frozen=True, slots=True)
class ParagraphRecord:
    """A numbered paragraph with its displayed quotations and continuation text, or unnumbered text (label "")."""

    label: str  # as printed without its full stop: "13", "3.46"
    text: str
    line: int
    blocks: tuple[Block, ...]
    markers: tuple[Marker, ...] = ()
    quotations: tuple[BlockQuotation, ...] = ()
    heading: int = -1  # index into the page's headings; -1 before the first


@dataclass(frozen=True, slots=True)
class HeadingRecord:
    """A heading: of the page itself, or a sub-heading inside it. ``level`` is 0 for the page's own."""

    title: str
    line: int
    number: str = ""  # as printed, without its colon: "E.2", "Part A, Chapter 1", "3"
    level: int = 1


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note that the page (or footnotes.csv) carries."""

    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page of the report, whole. Paragraphs are in reading order; headings too."""

    file: str  # relative to the inquiry folder, with "/": "report/001-e2.txt"
    heading: HeadingRecord
    headings: tuple[HeadingRecord, ...]
    paragraphs: tuple[ParagraphRecord, ...]
    notes: tuple[NoteRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
