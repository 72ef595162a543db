"""Transcripts → hearings, their pages as printed, and the speeches read from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from evidence.importing.records import Problem
from evidence.importing.transcripts.records import HearingRecord
from evidence.importing.writing.summary import Summary
from evidence.models import Hearing, Inquiry, Speech, TranscriptPage
from evidence.models.batches import Batch
from evidence.models.slugs import slugified

Key = tuple[date, str]


class HearingWriter:
    """A hearing is known by its day and session; what its transcript no longer has goes."""

    def __init__(self, inquiry: Inquiry, summary: Summary) -> None:
        self.inquiry, self.summary = inquiry, summary
        self.hearings: Batch[Hearing] = Batch(Hearing, summary.tally("hearings"))
        self.pages: Batch[TranscriptPage] = Batch(TranscriptPage, summary.tally("transcript pages"))
        self.speeches: Batch[Speech] = Batch(Speech, summary.tally("speeches"))

    def write(self, records: Sequence[HearingRecord]) -> None:
        held = {(row.date, row.session): row for row in Hearing.objects.filter(inquiry=self.inquiry)}
        written: dict[Key, tuple[Hearing, HearingRecord]] = {}
        for record in records:
            if record.date is None:
                continue  # refused before anything is written
            key = (record.date, record.session[:20])
            if key in written:
                self._say_twice(record, written[key][1])
                continue
            written[key] = (self._put(held.pop(key, None), key, record), record)
        self.hearings.save()
        for hearing, record in written.values():
            if record.is_unread:
                continue
            self._put_pages(hearing, record)
            self._put_speeches(hearing, record)
        self.pages.save()
        self.speeches.save()
        self.hearings.delete(held.values())

    def _put(self, row: Hearing | None, key: Key, record: HearingRecord) -> Hearing:
        day, session = key
        if record.is_unread and row is not None:
            return self.hearings.put(row, file=record.file)
        return self.hearings.put(
            row,
            inquiry=self.inquiry,
            date=day,
            session=session,
            slug="-".join(part for part in (self.inquiry.slug, day.isoformat(), slugified(session)) if part),
            title=record.title[:300],
            is_closed=record.is_closed,
            file=record.file,
        )

    def _put_pages(self, hearing: Hearing, record: HearingRecord) -> None:
        held = {row.number: row for row in TranscriptPage.objects.filter(hearing=hearing)}
        for page in {page.number: page for page in record.pages}.values():
            lines = [list(line) for line in page.lines]
            row = held.pop(page.number, None)
            if row is None:
                self.pages.add(hearing_id=hearing.pk, number=page.number, lines=lines)
            else:
                self.pages.put(row, lines=lines)
        self.pages.delete(held.values())

    def _put_speeches(self, hearing: Hearing, record: HearingRecord) -> None:
        held = {row.position: row for row in Speech.objects.filter(hearing=hearing)}
        for speech in record.speeches:
            values = {
                "kind": speech.kind.value,
                "speaker_as_printed": speech.speaker_as_printed[:200],
                "speaker": speech.speaker[:200],
                "text": speech.text,
                "page_from": speech.page_from,
                "line_from": speech.line_from,
                "page_to": speech.page_to,
                "line_to": speech.line_to,
            }
            row = held.pop(speech.position, None)
            if row is None:
                self.speeches.add(hearing_id=hearing.pk, position=speech.position, **values)
            else:
                self.speeches.put(row, **values)
        self.speeches.delete(held.values())

    def _say_twice(self, record: HearingRecord, first: HearingRecord) -> None:
        found = f"a second transcript of {record.date}{record.session and ', ' + record.session}"
        expected = f"one for each day and session (first: {first.file})"
        self.summary.problems.append(Problem(record.file, None, "hearing-twice", found, expected, "left out"))
