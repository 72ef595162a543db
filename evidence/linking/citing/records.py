"""What the citation readers hand on: frozen records, free of Django, with offsets into the note they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class CitationKind(StrEnum):
    """What sort of thing a citation cites."""

    TRANSCRIPT = "transcript"
    STATEMENT = "statement"
    DOCUMENT = "document"
    REPORT = "report"
    JUDGMENT = "judgment"
    LEGISLATION = "legislation"
    LETTER = "letter"
    EMAIL = "email"
    PAPER = "paper"
    MINUTE = "minute"
    WEB = "web"
    CROSS_REFERENCE = "cross-reference"
    IBID = "ibid"
    COMMENTARY = "commentary"


class ReadingStatus(StrEnum):
    """How far a citation was understood from the notes alone, before anything is looked up."""

    PARSED = "parsed"
    AMBIGUOUS = "ambiguous"  # several readings or none can be chosen; ``reason`` says between what
    UNPARSED = "unparsed"  # it cites something, but no grammar reads it
    COMMENT = "comment"  # it cites nothing


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a source. Numbers are text, as printed ("3.14", "iv"); a single place has the same number twice."""

    page_from: str | None = None
    line_from: str | None = None
    page_to: str | None = None
    line_to: str | None = None
    paragraph_from: str | None = None
    paragraph_to: str | None = None
    note: str | None = None  # a footnote of the source: "7" in "[5/FN7]"
    slash: bool = False  # printed as "a/b": what b counts depends on the source


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class CitationCandidate:
    """One citation of a note: a source, and one place in it. ``text[start:end] == raw`` for the text of its note."""

    start: int
    end: int
    raw: str
    kind: CitationKind
    status: ReadingStatus
    rule: str  # the grammar that read it
    reason: str = ""  # why it is ambiguous or unparsed
    reference: str | None = None  # number, file name or title, as written
    urn: str | None = None
    source_key: str | None = None  # one source has one key, however it is spelt
    person: str | None = None  # as printed beside the reference
    title: str | None = None
    date: str | None = None  # ISO, as short as the note gives it: "2009-11"
    date_to: str | None = None
    session: str | None = None  # "morning" or "afternoon", where each has its own pages
    part: str | None = None
    place: Place = NOWHERE
    ibid_of: str | None = None  # the label of the note that names the source itself
    ibid_position: int | None = None  # which of that note's citations, from 0

    @property
    def page_from(self) -> str | None:
        """The first page."""
        return self.place.page_from

    @property
    def line_from(self) -> str | None:
        """The first line, on the first page."""
        return self.place.line_from

    @property
    def page_to(self) -> str | None:
        """The last page."""
        return self.place.page_to

    @property
    def line_to(self) -> str | None:
        """The last line, on the last page."""
        return self.place.line_to

    @property
    def paragraph_from(self) -> str | None:
        """The first paragraph or question."""
        return self.place.paragraph_from

    @property
    def paragraph_to(self) -> str | None:
        """The last paragraph or question."""
        return self.place.paragraph_to


@dataclass(frozen=True, slots=True)
class NoteCitations:
    """A note's label and its citations in order; notes are handed on in reading order."""

    label: str
    citations: Sequence[CitationCandidate]
