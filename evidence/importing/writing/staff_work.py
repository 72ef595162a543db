"""What staff have put on a text, and how it follows the text when an import changes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from evidence.importing.writing.reattaching import Stretch, found_exactly, found_nearly
from evidence.importing.writing.summary import Summary
from evidence.models import (
    Annotation,
    CrossReference,
    Mention,
    Origin,
    Paragraph,
    Quotation,
    Redaction,
    Report,
    Section,
)

StaffSpan = Annotation | Redaction | Quotation | Mention | CrossReference
MOVABLE_LENGTH = 20  # characters; shorter words stand in any paragraph


class StaffWork:
    """Staff's spans on the paragraphs of one report, by paragraph."""

    def __init__(self, report: Report, everywhere: Sequence[Paragraph] = ()) -> None:
        self.everywhere = everywhere  # a redaction is looked for in the whole report: its words must not come back
        self.on: dict[int, list[StaffSpan]] = defaultdict(list)
        on_report: list[Iterable[StaffSpan]] = [
            Annotation.objects.filter(paragraph__report=report),
            Redaction.objects.active().filter(paragraph__report=report),
            Quotation.objects.filter(paragraph__report=report, origin=Origin.STAFF),
            Mention.objects.filter(paragraph__report=report, origin=Origin.STAFF),
            CrossReference.objects.filter(paragraph__report=report, origin=Origin.STAFF),
        ]
        for span in chain.from_iterable(on_report):
            if span.paragraph_id is not None:
                self.on[span.paragraph_id].append(span)

    def follow(self, paragraph: Paragraph, old_text: str, others: Iterable[Paragraph], summary: Summary) -> None:
        """Moves the spans of a paragraph whose text has changed to where their words stand now."""
        for span in self.on.pop(paragraph.pk, []):
            places = chain(others, self.everywhere) if isinstance(span, Redaction) else others
            self._follow(span, paragraph, old_text, places, summary)

    def leave(self, paragraph: Paragraph, others: Iterable[Paragraph], summary: Summary) -> bool:
        """Takes the spans off a paragraph that is gone, to where their words stand now; whether any had to stay."""
        staying = [
            span
            for span in self.on.pop(paragraph.pk, [])
            if not _moved_elsewhere(span, _stretch(span, paragraph.text), paragraph, others, summary)
        ]
        for span in staying:
            if isinstance(span, Quotation | Mention | CrossReference):
                _drop(span, paragraph, summary)
        return any(isinstance(span, Annotation | Redaction) for span in staying)

    def _follow(
        self, span: StaffSpan, paragraph: Paragraph, old_text: str, others: Iterable[Paragraph], summary: Summary
    ) -> None:
        if isinstance(span, Annotation) and not span.quote:  # on the whole paragraph, whatever it says
            _move(span, paragraph, (0, len(paragraph.text)))
            return
        stretch = _stretch(span, old_text)
        is_whole = isinstance(span, Redaction) and span.is_whole
        place = None if is_whole else found_exactly(paragraph.text, stretch)
        if place:
            _move(span, paragraph, place)
            return
        if _moved_elsewhere(span, stretch, paragraph, others, summary):
            return
        if is_whole:
            _move(span, paragraph, (0, len(paragraph.text)))
            return
        place = found_nearly(paragraph.text, stretch)
        if place:
            _move(span, paragraph, place)
            summary.staff_work.append(f"{_name(span)} on {paragraph} put on the nearest words")
            _ask_guardians(span, "Its words have changed: it was put on the nearest ones.")
        else:
            _orphan(span, paragraph, summary)


def drop_decisions_on(gone: Iterable[Paragraph | Section], summary: Summary) -> None:
    """Staff's cross-references to parts of the report that are gone: they can lead nowhere, and are read anew."""
    keys = {(type(part), part.pk) for part in gone}
    if not keys:
        return
    for row in CrossReference.objects.filter(origin=Origin.STAFF).select_related("paragraph__page"):
        chosen: list[tuple[type[Paragraph | Section], int | None]] = [
            (Paragraph, row.target_paragraph_id),
            (Paragraph, row.last_paragraph_id),
            (Section, row.target_section_id),
            (Section, row.last_section_id),
        ]
        if not keys.isdisjoint(chosen):
            summary.staff_work.append(
                f"{_name(row)} on {row.paragraph} dropped: what staff chose for “{row}” is no longer in the report"
            )
            row.delete()


def _moved_elsewhere(
    span: StaffSpan, stretch: Stretch, paragraph: Paragraph, others: Iterable[Paragraph], summary: Summary
) -> bool:
    if len(stretch.quote) < MOVABLE_LENGTH:
        return False
    for other in others:
        place = found_exactly(other.text, stretch) if other.pk != paragraph.pk else None
        if place:
            _move(span, other, place)
            summary.staff_work.append(f"{_name(span)} moved from {paragraph} to {other} with its words")
            return True
    return False


def _stretch(span: StaffSpan, old_text: str) -> Stretch:
    if isinstance(span, Annotation) and span.is_orphaned:  # its offsets mean nothing: the words are what is left
        return Stretch(span.start, span.quote, span.prefix, span.suffix)
    if isinstance(span, Redaction) and (span.is_whole or span.start is None or span.end is None):
        return Stretch.of(old_text, 0, len(old_text))
    return Stretch.of(old_text, span.start or 0, span.end or 0)


def _name(span: StaffSpan) -> str:
    return f"{span._meta.verbose_name} {span.pk}"


def _move(span: StaffSpan, paragraph: Paragraph, place: tuple[int, int]) -> None:
    span.paragraph = paragraph
    span.start, span.end = place
    fields = ["paragraph", "start", "end"]
    if isinstance(span, Annotation):
        now = Stretch.of(paragraph.text, *place)
        span.prefix, span.suffix, span.is_orphaned = now.prefix, now.suffix, False
        if span.quote:
            span.quote = now.quote
        fields += ["prefix", "suffix", "quote", "is_orphaned"]
    span.save(update_fields=fields)


def _orphan(span: StaffSpan, paragraph: Paragraph, summary: Summary) -> None:
    """Words that are nowhere: an annotation waits for staff, a redaction covers the paragraph rather than nothing."""
    if isinstance(span, Annotation):
        if not span.is_orphaned:
            span.is_orphaned = True
            span.save(update_fields=["is_orphaned"])
            summary.staff_work.append(f"{_name(span)} on {paragraph} is orphaned: its words are no longer there")
    elif isinstance(span, Redaction):
        span.start, span.end = 0, len(paragraph.text)
        span.save(update_fields=["start", "end"])
        _ask_guardians(span, "Its words are no longer there: it covers the whole paragraph.")
        summary.staff_work.append(f"{_name(span)} now covers the whole of {paragraph}: its words are no longer there")
    else:
        _drop(span, paragraph, summary)


def _ask_guardians(span: StaffSpan, what: str) -> None:
    if isinstance(span, Redaction):
        span.needs_a_look = what
        span.save(update_fields=["needs_a_look"])


def _drop(span: Quotation | Mention | CrossReference, paragraph: Paragraph, summary: Summary) -> None:
    summary.staff_work.append(f"{_name(span)} on {paragraph} dropped: the words it was decided on are no longer there")
    span.delete()
