"""Where a part of a report is referred to from: in the text of other paragraphs, and in their notes."""

from __future__ import annotations

from django.db.models import QuerySet

from evidence.models import Citation, CrossReference, Paragraph, Section


def referring_to_paragraph(paragraph: Paragraph) -> QuerySet[Paragraph]:
    """Paragraphs that refer to this one, by itself or as one of a range."""
    return _referring(paragraph, Citation.objects.filter(target_paragraph=paragraph))


def referring_to_page(page: Section) -> QuerySet[Paragraph]:
    """Paragraphs of other pages that refer to this one, or to a heading in it."""
    inside = Section.objects.filter(report=page.report_id, position__range=(page.position, page.last_position))
    return _referring(page, Citation.objects.filter(target_section__in=inside)).exclude(page=page)


def _referring(target: Paragraph | Section, citations: QuerySet[Citation]) -> QuerySet[Paragraph]:
    in_text = CrossReference.objects.leading_to(target).order_by().values("paragraph")
    in_notes = citations.order_by().values("footnote__markers__paragraph")
    # one set of keys and not either of two: for those SQLite would walk every paragraph in reading order
    found = Paragraph.objects.published().filter(pk__in=in_text.union(in_notes), page__withdrawn_at=None)
    return found.for_list().in_reading_order()
