"""What the recognition of quotations takes and gives: frozen records, free of Django.

Offsets are characters from 0 into the paragraph's stored text, end excluded. The importing room has records of the same
shape; they are not shared, because the two rooms do not know each other: the caller copies the few fields across.
Tuples and no dataclasses: there are tens of thousands, and they go to another process and back.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Protocol


class Marks(StrEnum):
    """What became of a quotation's own marks; the values are those of the importer."""

    COMPLETE = "complete"
    OPENING_LOST = "opening-lost"
    CLOSING_LOST = "closing-lost"
    ABSENT = "absent"


class SpeakerStatus(StrEnum):
    """How sure the speaker is: said in so many words, supposed from what stands around it, or not to be told."""

    FOUND = "found"
    SUGGESTED = "suggested"
    UNKNOWN = "unknown"


class NamedStretch(Protocol):
    """Somebody or something that the text names; whoever recognises names may bring their own record."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> str | None: ...


class Named(NamedTuple):
    """The plain form of a named stretch. ``kind`` is "witness" or "organisation"; ``key`` is the caller's own."""

    start: int
    end: int
    kind: str
    key: str | None


class Displayed(NamedTuple):
    """A block quotation as the parser saw it."""

    start: int
    end: int
    marks: str
    certain: bool
    rule: str


class NoteCall(NamedTuple):
    """Where a note is called: its label and the offset that the marker stood before."""

    label: str
    offset: int


class QuotedText(NamedTuple):
    """A paragraph to look for quotations in: blocks joined by a blank line, markers taken out."""

    text: str
    calls: tuple[NoteCall, ...] = ()
    displayed: tuple[Displayed, ...] = ()
    named: tuple[NamedStretch, ...] = ()


class Stretch(NamedTuple):
    """Text that stands, or once stood, between quotation marks; the marks are included."""

    start: int
    end: int
    marks: Marks
    rule: str
    displayed: bool = False
    certain: bool = True


class Speaker(NamedTuple):
    """Whose words a quotation is: the fullest form near by, and where a form of it stands in this paragraph."""

    printed: str
    start: int | None
    end: int | None
    key: str | None
    status: SpeakerStatus
    reason: str


class QuotationCandidate(NamedTuple):
    """A quotation with its speaker and its footnote, and why each was decided so.

    ``status`` is "certain" or "suggested" and is about the extent; ``speaker_status`` is about the speaker alone.
    """

    start: int
    end: int
    display: str
    marks: Marks
    speaker: str
    speaker_start: int | None
    speaker_end: int | None
    speaker_key: str | None
    speaker_status: SpeakerStatus
    footnote: str | None
    status: str
    rule: str
    reason: str
