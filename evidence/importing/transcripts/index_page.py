"""The index at a transcript's end: where it begins, what it lists, and whether the transcript agrees with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.importing.records import Problem
from evidence.importing.transcripts.body_lines import BodyLine
from evidence.importing.transcripts.line_types import called, examination
from evidence.importing.transcripts.names import surname
from evidence.importing.transcripts.records import IndexEntryRecord, SpeechKind, SpeechRecord, WitnessRecord

_TITLE = re.compile(r"^I ?N ?D ?E ?X(?:\s+OF\s+WITNESSES)?(?:\s+PAGE)?\.?$")
_ENTRY = re.compile(r"^(?P<text>.*?\S)\s*(?:\.[ .]{2,}|…+[ .…]*|\s)\s*(?P<page>\d{1,4})$")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_COLUMN_HEADS = re.compile(r"^(?:PAGE|Page|WITNESSES?|NAME)(?:\s+PAGE)?$")
_LONGEST = 300  # characters of an entry
_NEAR = 8  # lines below a title in which an entry must come


@dataclass(frozen=True, slots=True)
class TranscriptIndex:
    """Where the index begins in the run of lines (its length where there is none), and its entries."""

    start: int
    entries: tuple[IndexEntryRecord, ...] = ()
    source: int | None = None


def find_index(lines: Sequence[BodyLine]) -> TranscriptIndex:
    """Finds the last title with entries below it, or the first of the closing rows that have dotted leaders."""
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        if _TITLE.match(lines[place].text) and _has_entries(lines[place + 1 : place + 1 + _NEAR]):
            start = place
            break
    if start == len(lines):
        start = _leaders_start(lines)
    if start == len(lines):
        return TranscriptIndex(start)
    return TranscriptIndex(start, tuple(_entries(lines[start:])), lines[start].source)


def _has_entries(lines: Sequence[BodyLine]) -> bool:
    return any(_LEADERS.search(line.text) or _COLUMN_HEADS.match(line.text) for line in lines) or (
        sum(bool(_ENTRY.match(line.text[:_LONGEST])) for line in lines) >= 2
    )


def _leaders_start(lines: Sequence[BodyLine]) -> int:
    """An index without a title: at least two rows with leaders on the last page of the transcript."""
    last_page = lines[-1].page if lines else 0
    places = [place for place, line in enumerate(lines) if line.page >= last_page - 1 and _LEADERS.search(line.text)]
    return places[0] if len(places) >= 2 else len(lines)


def _entries(lines: Sequence[BodyLine]) -> list[IndexEntryRecord]:
    """Its entries; one over two rows has its page number on the second."""
    entries: list[IndexEntryRecord] = []
    waiting = ""
    for line in lines:
        if _TITLE.match(line.text) or _COLUMN_HEADS.match(line.text):
            continue
        found = _ENTRY.match(line.text[:_LONGEST])
        if found is None:
            waiting = f"{waiting} {line.text}".strip() if len(waiting) < 120 else line.text
            continue
        text = f"{waiting} {found['text']}".strip(" .…")
        waiting = ""
        entries.append(IndexEntryRecord(text, int(found["page"])))
    return entries


def check_index(
    file: str,
    index: TranscriptIndex,
    witnesses: Sequence[WitnessRecord],
    speeches: Sequence[SpeechRecord],
) -> list[Problem]:
    """A warning for each witness or questioner whose page in the index is not where the transcript has them."""
    if not index.entries:
        return []
    problems: list[Problem] = []
    listed: set[tuple[str, int]] = set()
    events = [(one.text, one.page_from) for one in speeches if one.kind == SpeechKind.EVENT]
    asked = {(surname(found[0]), page) for text, page in events if (found := examination(text))}
    for entry in index.entries:
        oath, heading = called(entry.text), examination(entry.text)
        if oath is not None:
            here = {surname(w.as_printed) for w in witnesses if w.page == entry.page}
            names = [surname(name) for name in oath.names]
            listed.update((name, entry.page) for name in names)
            if not here.issuperset(names):
                problems.append(_mismatch(file, index, entry, "witness"))
        elif heading is not None and (surname(heading[0]), entry.page) not in asked:
            problems.append(_mismatch(file, index, entry, "questioner"))
    if listed:
        problems.extend(_unlisted(file, index, witnesses, listed))
    return problems


def _mismatch(file: str, index: TranscriptIndex, entry: IndexEntryRecord, what: str) -> Problem:
    found = f"the index has “{entry.text}” on page {entry.page}, where the transcript has no such {what}"
    expected = f"the {what} on page {entry.page}"
    return Problem(file, index.source, "index-disagrees", found, expected, "the transcript's own heading is kept")


def _unlisted(
    file: str, index: TranscriptIndex, witnesses: Sequence[WitnessRecord], listed: set[tuple[str, int]]
) -> list[Problem]:
    """Witnesses that the transcript calls and the index does not list. Those who go on may be listed once only."""
    names = {name for name, _ in listed}
    return [
        Problem(
            file,
            index.source,
            "index-disagrees",
            f"“{witness.as_printed}” called on page {witness.page} and not in the index",
            "an entry for each witness",
            "the transcript's own heading is kept",
        )
        for witness in witnesses
        if surname(witness.as_printed) not in names
    ]
