"""What a transcript parser hands to the writer: a hearing, its pages as printed, and the speeches read from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evidence.importing.records import Problem

Line = tuple[int | None, str]  # the printed number, or none for a line that has none; the text


class SpeechKind(StrEnum):
    """What a turn is. Stage directions, oaths and headings are events."""

    QUESTION = "question"
    ANSWER = "answer"
    SPEECH = "speech"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class TranscriptPageRecord:
    """A page as printed. Each text keeps its indent to the right of the page's leftmost line."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SpeechRecord:
    """One turn of speech, or one event.

    Of a transcript with lines, the text is its lines joined with single spaces; of one without, paragraphs are
    joined by a blank line. ``page_from`` to ``line_to`` are none where nothing is numbered.
    """

    position: int  # in the hearing, from 1
    kind: SpeechKind
    speaker_as_printed: str  # "Q.", "A.", "MR BEER", "Mr Beer"; empty for an event
    speaker: str  # who that is, in words: "Mr Beer"; empty where nobody can say, as in a panel's "A."
    text: str
    page_from: int | None = None
    line_from: int | None = None
    page_to: int | None = None
    line_to: int | None = None
    examination: int = -1  # index into the hearing's examinations; -1 outside any


@dataclass(frozen=True, slots=True)
class ExaminationRecord:
    """Who is questioned by whom, from the heading or oath to the next: what ``Q.`` and ``A.`` mean in between."""

    witnesses: tuple[str, ...]  # in words; several are a panel
    witnesses_as_printed: tuple[str, ...]
    questioner: str  # in words; empty where nobody is named
    questioner_as_printed: str
    page_from: int | None = None
    line_from: int | None = None
    page_to: int | None = None
    line_to: int | None = None


@dataclass(frozen=True, slots=True)
class WitnessRecord:
    """A witness as called: the heading or oath that says so, and where."""

    name: str  # in words
    as_printed: str
    how: str  # "sworn", "affirmed", "continued", "read"; empty where only a heading says so
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class IndexEntryRecord:
    """A line of the transcript's own index: what, and on which page it begins."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class HearingRecord:
    """One transcript, whole. ``is_closed``: it says that it was closed, and then it has no pages and no speeches.

    ``is_unread``: its file cannot be read, which says nothing of what the day held.
    """

    file: str
    title: str
    date: date | None
    session: str = ""
    is_closed: bool = False
    is_unread: bool = False
    pages: tuple[TranscriptPageRecord, ...] = ()
    speeches: tuple[SpeechRecord, ...] = ()
    witnesses: tuple[WitnessRecord, ...] = ()
    examinations: tuple[ExaminationRecord, ...] = ()
    index: tuple[IndexEntryRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
