"""Printed paragraphs → rows, page by page; what staff have put on them follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from evidence.importing.records import BlockQuotation, PageRecord
from evidence.importing.writing.matching import matched_slugs
from evidence.importing.writing.sections import SectionWriter
from evidence.importing.writing.staff_work import StaffWork, drop_decisions_on
from evidence.importing.writing.summary import Summary
from evidence.models import Annotation, Origin, Paragraph, Quotation, Redaction, Report, Section, Standing
from evidence.models.batches import Batch


class ParagraphWriter:
    """Writes the paragraphs of a report; ``rows`` are they, page by page, in printed order."""

    def __init__(self, report: Report, sections: SectionWriter, summary: Summary) -> None:
        self.report, self.sections, self.summary = report, sections, summary
        self.batch: Batch[Paragraph] = Batch(Paragraph, summary.tally("paragraphs"))
        self.rows: list[list[Paragraph]] = []
        self.left: list[Paragraph] = []
        self._old_texts: dict[int, str] = {}

    def write(self, pages: Sequence[PageRecord]) -> None:
        held: dict[int, dict[str, Paragraph]] = defaultdict(dict)
        for paragraph in Paragraph.objects.filter(report=self.report):
            held[paragraph.page_id][paragraph.slug] = paragraph
        position = 0
        for index, page in enumerate(pages):
            on_page = held.pop(self.sections.page_of[index].pk, {})
            self.rows.append(self._page_rows(index, page, on_page, position))
            self.left += on_page.values()
            position += len(page.paragraphs)
        for on_page in held.values():
            self.left += on_page.values()
        new = list(self.batch.new)
        self.batch.save()
        self.summary.reindex.update(row.pk for row in new)
        self.summary.reindex.update(self._old_texts)
        self.summary.reindex.update(row.pk for row in self.left)
        self._keep_staff_work()

    def _page_rows(self, index: int, page: PageRecord, held: dict[str, Paragraph], position: int) -> list[Paragraph]:
        stored = [(row.slug, row.label, row.text) for row in held.values()]
        printed = [(record.label, record.text) for record in page.paragraphs]
        rows = []
        for offset, (record, slug) in enumerate(zip(page.paragraphs, matched_slugs(printed, stored), strict=True)):
            row = held.pop(slug, None)
            if row is not None and row.text != record.text:
                self._old_texts[row.pk] = row.text
            if row is not None and row.withdrawn_at:
                self.summary.reindex.add(row.pk)
            rows.append(
                self.batch.put(
                    row,
                    report_id=self.report.pk,
                    page_id=self.sections.page_of[index].pk,
                    section_id=self.sections.section_of(index, record.heading).pk,
                    label=record.label,
                    slug=slug,
                    position=position + offset,
                    text=record.text,
                    blocks=[[block.kind.value, block.start, block.end, block.level] for block in record.blocks],
                    line=record.line,
                    withdrawn_at=None,
                )
            )
        return rows

    def _keep_staff_work(self) -> None:
        """Staff's spans follow their words; a paragraph that is gone but has staff's work stays, withdrawn."""
        if not self._old_texts and not self.left:
            return
        everywhere = [row for rows in self.rows for row in rows]
        staff_work = StaffWork(self.report, everywhere)
        if staff_work.on:
            for rows in self.rows:
                for row in rows:
                    if row.pk in self._old_texts:
                        staff_work.follow(row, self._old_texts[row.pk], rows, self.summary)
        withdrawn, gone = [], []
        for paragraph in self.left:
            if staff_work.leave(paragraph, everywhere, self.summary) or _has_staff_work(paragraph):
                withdrawn.append(paragraph)
            else:
                gone.append(paragraph)
        for paragraph in withdrawn:
            self._withdraw(paragraph)
        drop_decisions_on(gone, self.summary)
        self.batch.delete(gone)

    def _withdraw(self, paragraph: Paragraph) -> None:
        if paragraph.withdrawn_at is None:
            paragraph.withdrawn_at = timezone.now()
            self.summary.tally("paragraphs").withdrawn += 1
            self.summary.staff_work.append(f"{paragraph} is no longer in the report; kept, withdrawn, for staff's work")
        paragraph.section_id = paragraph.page_id
        paragraph.save(update_fields=["withdrawn_at", "section"])

    def write_block_quotations(self, pages: Sequence[PageRecord]) -> None:
        """Displayed quotations as printed; their speakers are found by linking."""
        batch: Batch[Quotation] = Batch(Quotation, self.summary.tally("block quotations"))
        held: dict[int, dict[tuple[int, int], Quotation]] = defaultdict(dict)
        for quotation in Quotation.objects.filter(
            paragraph__report=self.report, display=Quotation.Display.BLOCK, origin__in=(Origin.IMPORTED, Origin.STAFF)
        ):
            held[quotation.paragraph_id][quotation.start, quotation.end] = quotation
        for page, rows in zip(pages, self.rows, strict=True):
            for record, row in zip(page.paragraphs, rows, strict=True):
                on_paragraph = held.get(row.pk, {})
                for displayed in record.quotations:
                    self._put_quotation(batch, row, displayed, on_paragraph)
        batch.save()
        batch.delete(row for rows in held.values() for row in rows.values() if row.origin == Origin.IMPORTED)

    def _put_quotation(
        self,
        batch: Batch[Quotation],
        row: Paragraph,
        quotation: BlockQuotation,
        held: dict[tuple[int, int], Quotation],
    ) -> None:
        found = held.pop((quotation.start, quotation.end), None)
        if found is not None and found.origin == Origin.STAFF:
            return
        values: dict[str, Any] = {"marks": quotation.marks.value, "is_certain": quotation.certain}
        if found is not None:
            batch.put(found, **values)
            return
        batch.add(
            paragraph_id=row.pk,
            start=quotation.start,
            end=quotation.end,
            display=Quotation.Display.BLOCK.value,
            standing=Standing.UNKNOWN.value,
            rule=quotation.rule,
            origin=Origin.IMPORTED.value,
            **values,
        )


def _has_staff_work(paragraph: Paragraph) -> bool:
    return (
        Annotation.objects.filter(paragraph=paragraph).exists()
        or Redaction.objects.filter(paragraph=paragraph).exists()
        or paragraph.linked_from.exists()
    )


def remove_sections(sections: Sequence[Section], summary: Summary) -> None:
    """Deletes sections that the pages no longer have; a page that still holds withdrawn paragraphs stays, withdrawn."""
    kept = set(Paragraph.objects.filter(page__in=sections).values_list("page_id", flat=True))
    for section in sections:
        if section.pk in kept and section.withdrawn_at is None:
            section.withdrawn_at = timezone.now()
            section.parent = None
            section.save(update_fields=["withdrawn_at", "parent"])
            summary.tally("sections").withdrawn += 1
            summary.staff_work.append(f"page {section} is no longer in the report; kept, withdrawn, for staff's work")
    batch: Batch[Section] = Batch(Section, summary.tally("sections"))
    gone = [section for section in sections if section.pk not in kept]
    drop_decisions_on(gone, summary)
    batch.delete(gone)
