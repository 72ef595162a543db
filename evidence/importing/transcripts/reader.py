"""Reads a transcript of any shape: the one way in for callers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from evidence.importing.records import Problem, Severity
from evidence.importing.transcripts.body_lines import BodyLine, body_lines
from evidence.importing.transcripts.checked_pages import CheckedPage, check_pages
from evidence.importing.transcripts.closed import Withheld, is_notice, says_closed, withhold
from evidence.importing.transcripts.condensed_text import looks_condensed, read_condensed_text
from evidence.importing.transcripts.decoding import decode
from evidence.importing.transcripts.index_page import check_index, find_index
from evidence.importing.transcripts.line_types import as_date, printed_date
from evidence.importing.transcripts.other_layouts import in_known_layout
from evidence.importing.transcripts.page_text import read_page_text
from evidence.importing.transcripts.pdf_pages import PdfPages, read_pdf_pages
from evidence.importing.transcripts.pdf_words import PdfRefusedError
from evidence.importing.transcripts.printed_pages import PrintedPages
from evidence.importing.transcripts.records import (
    HearingRecord,
    SpeechKind,
    TranscriptPageRecord,
)
from evidence.importing.transcripts.speech_text import is_speech_text, read_speech_text
from evidence.importing.transcripts.turns import read_turns

_FILE_DATE = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:-(?P<session>[^/.]+))?\.[^/.]+$")
_PDF_MAGIC = b"%PDF-"
_TITLE_ROWS = 4


def parse_transcript(file: str, content: str | bytes) -> HearingRecord:
    """Reads a transcript by what it holds. What cannot be read has an error among its problems, and no pages."""
    if isinstance(content, bytes) and _PDF_MAGIC in content[:1024]:
        return parse_pdf(file, content)
    text, notes = decode(file, content)
    if is_speech_text(text):
        return _of_speeches(file, text, notes)
    if looks_condensed(text):
        return _of_pages(file, read_condensed_text(text), notes)
    text, left_out = in_known_layout(file, text)
    return _of_pages(file, read_page_text(text), (*notes, *left_out))


def parse_pdf(file: str, content: bytes) -> HearingRecord:
    """Reads a PDF, one page a sheet or condensed. A hostile or endless one is given up with a warning."""
    try:
        found = read_pdf_pages(content)
    except PdfRefusedError as wrong:
        expected = "a PDF of a transcript that holds its words as text"
        action = "the day is kept, with what an earlier import read of it"
        problem = Problem(file, None, "pdf-unreadable", str(wrong), expected, action)
        day, session = _named_day(file)
        return HearingRecord(file, "", day, session, is_unread=True, problems=(problem,))
    return _of_pages(file, found.pages, _unread(file, found))


def _unread(file: str, found: PdfPages) -> tuple[Problem, ...]:
    """What a damaged or too long PDF keeps to itself. The rest of the day is read all the same."""
    problems = []
    if found.damaged:
        sheets = ", ".join(str(sheet) for sheet in found.damaged[:20])
        what = f"sheet{'s' if len(found.damaged) > 1 else ''} {sheets} of the PDF cannot be read"
        problems.append(Problem(file, None, "pdf-sheet-damaged", what, "sheets with words", "the others are read"))
    if found.broken_off:
        expected = "a PDF that can be read to its end"
        problems.append(Problem(file, None, "pdf-broken-off", found.broken_off, expected, "read as far as it goes"))
    return tuple(problems)


def _of_speeches(file: str, text: str, notes: tuple[Problem, ...]) -> HearingRecord:
    found = read_speech_text(file, text)
    day, session = _named_day(file)
    problems = [*notes, *found.problems, *_day_problems(file, found.day, day)]
    hearing = HearingRecord(file, found.title, found.day or day, found.session or session, problems=tuple(problems))
    if found.is_closed:
        return replace(hearing, is_closed=True)
    if not found.speeches:
        problems.append(_nothing(file))
    return replace(
        hearing,
        speeches=tuple(found.speeches),
        witnesses=tuple(found.witnesses),
        examinations=tuple(found.examinations),
        problems=tuple(problems),
    )


def _of_pages(file: str, found: PrintedPages, notes: tuple[Problem, ...]) -> HearingRecord:
    """From pages to a hearing: what was closed is left out before anything else is read."""
    checked = check_pages(file, found)
    lines = body_lines(checked.pages)
    named, session = _named_day(file)
    printed = _printed_day(lines, checked.front, named)
    problems = [*notes, *checked.problems, *_day_problems(file, printed, named)]
    title = " ".join(" ".join(row for row in checked.front[:_TITLE_ROWS] if not printed_date(row)).split())
    hearing = HearingRecord(file, title[:300], printed or named, session)
    kept = withhold(file, lines)
    if says_closed(checked.front) or _is_closed(lines, kept):
        return replace(hearing, is_closed=True, problems=tuple(problem for problem in problems if not _quotes(problem)))
    if not lines:
        return replace(hearing, problems=(*problems, _nothing(file)))
    if kept.places:
        problems = [problem for problem in problems if not _quotes(problem)]
    index = find_index(kept.kept)
    turns = read_turns(file, kept.kept[: index.start])
    problems += [*kept.problems, *turns.problems]
    problems += check_index(file, index, turns.witnesses, turns.speeches)
    return replace(
        hearing,
        pages=tuple(_page(page, kept) for page in checked.pages),
        speeches=tuple(turns.speeches),
        witnesses=tuple(turns.witnesses),
        examinations=tuple(turns.examinations),
        index=index.entries,
        problems=tuple(problems),
    )


def _is_closed(lines: Sequence[BodyLine], kept: Withheld) -> bool:
    """Whether nothing was said in the open: a notice alone, or every speech after one."""
    if not kept.places:
        return (bool(lines) and len(lines) <= 3 * _TITLE_ROWS and any(is_notice(line.text) for line in lines)) or (
            bool(kept.problems) and not _has_speech(kept.kept)
        )
    return not _has_speech(kept.kept)


def _has_speech(lines: Sequence[BodyLine]) -> bool:
    index = find_index(lines)
    speeches = read_turns("", lines[: index.start]).speeches
    return any(one.kind != SpeechKind.EVENT and (one.speaker_as_printed or one.speaker) for one in speeches)


def _quotes(problem: Problem) -> bool:
    """Whether a problem quotes words of a page, which may have been said in closed session."""
    return problem.code in {"line-unnumbered", "cover"}


def _page(page: CheckedPage, kept: Withheld) -> TranscriptPageRecord:
    """A page as printed; a line said in closed session keeps its number and loses its words."""
    lines = []
    last: int | None = None
    for row in page.rows:
        last = row.number if row.number is not None else last
        withheld = (page.number, last) in kept.places
        if not withheld or row.number is not None:
            lines.append((row.number, "" if withheld else row.text))
    return TranscriptPageRecord(page.number, tuple(lines))


def _named_day(file: str) -> tuple[date | None, str]:
    """The day and session that the file's name gives: "hearings/2012-04-25-morning.txt"."""
    found = _FILE_DATE.search(file)
    if not found:
        return None, ""
    try:
        return date.fromisoformat(found["date"]), found["session"] or ""
    except ValueError:
        return None, ""


def _printed_day(lines: Sequence[BodyLine], front: Sequence[str], named: date | None) -> date | None:
    """The date printed above the first speech; its year from the file's name where it has none."""
    for text in [line.text for line in lines[:8]] + list(front):
        if parts := printed_date(text):
            return as_date(parts, named.year if named else None)
    return None


def _day_problems(file: str, printed: date | None, named: date | None) -> list[Problem]:
    if printed is None and named is None:
        return [Problem(file, 1, "date-missing", "no date", "a date in the file's name or on the first page", "")]
    if printed is not None and named is not None and printed != named:
        found, expected = f"the transcript is dated {printed}", f"{named}, as the file's name says"
        return [Problem(file, 1, "date-disagrees", found, expected, "the printed date is kept")]
    return []


def _nothing(file: str) -> Problem:
    expected = "numbered lines, or “Hearing:” and a block for each speech"
    return Problem(file, 1, "transcript-empty", "no words", expected, "nothing was read", Severity.ERROR)
