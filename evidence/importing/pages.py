"""The pages and transcripts of a folder → records, each by the parser for its kind, with footnotes.csv's notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from evidence.importing.folder import FolderRefusedError, InquiryFolder, PageFile
from evidence.importing.html_pages import parse_html_page
from evidence.importing.lists import FootnoteRow
from evidence.importing.records import NoteRecord, PageRecord, Problem, Severity
from evidence.importing.text_pages import parse_text_page
from evidence.importing.transcripts.reader import parse_transcript
from evidence.importing.transcripts.records import HearingRecord

Progress = Callable[[str], None]  # told the file of each page that has been read


def read_pages(folder: InquiryFolder, progress: Progress | None = None) -> dict[str, list[PageRecord]]:
    """Every page of every report, by the report's slug. What is wrong with a page is in its problems."""
    listed = _listed_notes(folder)
    pages: dict[str, list[PageRecord]] = {}
    for report in folder.reports:
        records = pages[report.slug] = []
        for file in report.pages:
            record = _read(file, [report.title, folder.title, folder.short_title])
            records.append(_with_notes(record, listed.pop(file.file, [])))
            if progress:
                progress(file.file)
    _refuse_strays(listed)
    return pages


def read_hearings(folder: InquiryFolder, progress: Progress | None = None) -> list[HearingRecord]:
    """Every transcript of the folder. One without a day has no place among the hearings: that is an error of its."""
    hearings = []
    for file in folder.hearings:
        record = parse_transcript(file.file, file.content)
        if record.date is None:
            expected = "its day in the text, or in the name: hearings/2019-05-20.txt"
            problem = Problem(file.file, None, "no-day", "no day", expected, severity=Severity.ERROR)
            record = replace(record, problems=(*record.problems, problem))
        hearings.append(record)
        if progress:
            progress(file.file)
    return hearings


def _read(page: PageFile, titles: list[str]) -> PageRecord:
    parse = parse_text_page if page.file.lower().endswith(".txt") else parse_html_page
    return parse(page.file, page.content, report_titles=titles)


def _listed_notes(folder: InquiryFolder) -> dict[str, list[FootnoteRow]]:
    listed: dict[str, list[FootnoteRow]] = defaultdict(list)
    for row in folder.lists.get("footnotes.csv", ()):
        if isinstance(row, FootnoteRow):
            listed[row.page].append(row)
    return listed


def _with_notes(page: PageRecord, listed: list[FootnoteRow]) -> PageRecord:
    """The page with its notes from the list behind its own; one that it carries itself is not replaced."""
    if not listed:
        return page
    own = {note.label for note in page.notes}
    notes, problems = list(page.notes), list(page.problems)
    for row in listed:
        if row.number in own:
            found, expected = f"note {row.number} of {page.file}", "a note that the page does not carry itself"
            problem = Problem("footnotes.csv", row.line, "note-twice", found, expected, "the page's own is kept")
            problems.append(problem)
        else:
            notes.append(NoteRecord(row.number, row.text, row.line))
    return replace(page, notes=tuple(notes), problems=tuple(problems))


def _refuse_strays(listed: dict[str, list[FootnoteRow]]) -> None:
    strays = [row for rows in listed.values() for row in rows]
    if strays:
        raise FolderRefusedError(
            [
                Problem(
                    "footnotes.csv", row.line, "unknown-page", row.page, "the file of a page", severity=Severity.ERROR
                )
                for row in strays
            ]
        )
