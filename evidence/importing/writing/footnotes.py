"""Notes and the markers that call them → rows. A marker that no page answers gets a note whose text is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from evidence.importing.records import PageRecord, Problem, Severity
from evidence.importing.writing.paragraphs import ParagraphWriter
from evidence.importing.writing.sections import SectionWriter
from evidence.importing.writing.summary import Summary
from evidence.models import Footnote, FootnoteMarker, Paragraph, Report
from evidence.models.batches import Batch

NOT_CALLED = "note-not-called"  # the parsers say it of a page, the writer of the whole volume


class FootnoteWriter:
    """Notes belong to the page that carries them; a marker finds its note there, or through the volume."""

    def __init__(self, report: Report, sections: SectionWriter, paragraphs: ParagraphWriter, summary: Summary) -> None:
        self.report, self.sections, self.paragraphs, self.summary = report, sections, paragraphs, summary
        self.notes: Batch[Footnote] = Batch(Footnote, summary.tally("footnotes"))
        self.held = {(note.page_id, note.slug): note for note in Footnote.objects.filter(report=report)}
        self.position = 0
        self.carried: list[dict[str, list[Footnote]]] = []  # of each page: label → its notes
        self.through_volume: dict[str, list[Footnote]] = defaultdict(list)

    def write(self, pages: Sequence[PageRecord]) -> None:
        carried_labels = Counter(note.label for page in pages for note in page.notes)
        called: list[list[tuple[Paragraph, int, str, int, Footnote]]] = []
        for index, page in enumerate(pages):
            self._put_notes(index, page)
            self._put_missing(index, page, carried_labels)
        self.notes.save()
        for index, page in enumerate(pages):
            called.append(self._called(index, page))
        self._write_markers(called)
        self.notes.delete(self.held.values())
        self._report_uncalled(pages, called)

    def _put(self, index: int, label: str, text: str, line: int, *, missing: bool) -> Footnote:
        page = self.sections.page_of[index]
        same = self.carried[index].setdefault(label, [])
        slug = label if not same else f"{label}-{len(same) + 1}"
        note = self.notes.put(
            self.held.pop((page.pk, slug), None),
            report_id=self.report.pk,
            page_id=page.pk,
            label=label[:20],
            slug=slug[:30],
            position=self.position,
            text=text,
            text_missing=missing,
            line=line,
        )
        self.position += 1
        same.append(note)
        return note

    def _put_notes(self, index: int, page: PageRecord) -> None:
        self.carried.append({})
        for record in page.notes:
            note = self._put(index, record.label, record.text, record.line, missing=False)
            self.through_volume[record.label].append(note)

    def _put_missing(self, index: int, page: PageRecord, carried_labels: Counter[str]) -> None:
        """Notes for the markers that neither this page nor, alone in the volume, another page answers."""
        missing = []
        for paragraph in page.paragraphs:
            for marker in paragraph.markers:
                if marker.label not in self.carried[index] and carried_labels[marker.label] != 1:
                    self._put(index, marker.label, "", paragraph.line, missing=True)
                    missing.append(marker.label)
        if missing:
            self.summary.problems.append(
                Problem(
                    page.file,
                    None,
                    "missing-notes",
                    f"{len(missing)} markers without a note: {', '.join(missing[:20])}{' …' if missing[20:] else ''}",
                    "their notes on the page or in footnotes.csv",
                    "kept as notes whose text is missing",
                    Severity.NOTE,
                )
            )

    def _called(self, index: int, page: PageRecord) -> list[tuple[Paragraph, int, str, int, Footnote]]:
        """Each marker with the note it calls; of several notes with its number, they are called in order."""
        calls: Counter[str] = Counter()
        found = []
        for row, record in zip(self.paragraphs.rows[index], page.paragraphs, strict=True):
            for position, marker in enumerate(record.markers):
                notes = self.carried[index].get(marker.label) or self.through_volume[marker.label]
                note = notes[min(calls[marker.label], len(notes) - 1)]
                calls[marker.label] += 1
                found.append((row, position, marker.label, marker.offset, note))
        return found

    def _write_markers(self, called: list[list[tuple[Paragraph, int, str, int, Footnote]]]) -> None:
        batch: Batch[FootnoteMarker] = Batch(FootnoteMarker, self.summary.tally("markers"))
        markers = FootnoteMarker.objects.filter(paragraph__report=self.report)
        held = {(marker.paragraph_id, marker.position): marker for marker in markers}
        for on_page in called:
            for row, position, label, offset, note in on_page:
                values = {"label": label[:20], "offset": offset, "footnote_id": note.pk}
                marker = held.pop((row.pk, position), None)
                if marker is None:
                    batch.add(paragraph_id=row.pk, position=position, **values)
                else:
                    batch.put(marker, **values)
        batch.save()
        batch.delete(held.values())

    def _report_uncalled(
        self, pages: Sequence[PageRecord], called: list[list[tuple[Paragraph, int, str, int, Footnote]]]
    ) -> None:
        answered = {note.pk for on_page in called for *_, note in on_page}
        for index, page in enumerate(pages):
            for record in page.notes:
                for note in self.carried[index][record.label]:
                    if note.pk not in answered and note.line == record.line:
                        found, kept = f"note {record.label}, which no marker calls", "kept"
                        problem = Problem(page.file, record.line, NOT_CALLED, found, "a marker", kept)
                        self.summary.problems.append(problem)
