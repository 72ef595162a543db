"""Where a part of a report is referred to from: in the text of other paragraphs, and in their notes."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from evidence.models import Citation, CrossReference, Paragraph, Section
from evidence.models.compiled import Compiled, given


def referring_to_paragraph(paragraph: Paragraph) -> list[Paragraph]:
    """Paragraphs that refer to this one, by itself or as one of a range."""
    if not getattr(paragraph, "may_be_referred_to", True):
        return []
    return _TO_PARAGRAPH.rows(key=paragraph.pk, report=paragraph.report_id, position=paragraph.position)


def with_whether_referred_to(paragraphs: QuerySet[Paragraph]) -> QuerySet[Paragraph, Paragraph]:
    """Paragraphs that know whether any reference leads to them: to most none does, and nobody need ask which."""
    alone = CrossReference.objects.filter(target_paragraph=OuterRef("pk"))
    ranges = CrossReference.objects.around(OuterRef("report"), OuterRef("position"))
    in_notes = Citation.objects.filter(target_paragraph=OuterRef("pk"))
    return paragraphs.annotate(may_be_referred_to=Exists(alone) | Exists(ranges) | Exists(in_notes))


def referring_to_page(page: Section) -> list[Paragraph]:
    """Paragraphs of other pages that refer to this one, or to a heading in it."""
    place = {"report": page.report_id, "first": page.position, "last": page.last_position}
    return [other for other in _TO_PAGE.rows(**place) if other.page_id != page.pk]


def _to_paragraph() -> QuerySet[Paragraph]:
    return _referring(
        CrossReference.objects.leading_to_paragraph(given("key"), given("report"), given("position")),
        Citation.objects.filter(target_paragraph=given("key")),
    )


def _to_page() -> QuerySet[Paragraph]:
    inside: dict[str, Any] = {"position__gte": given("first"), "position__lte": given("last")}
    sections = Section.objects.filter(report=given("report"), **inside)
    return _referring(
        CrossReference.objects.leading_to_section(given("report"), given("first"), given("last")),
        Citation.objects.filter(target_section__in=sections),
    )


def _referring(references: QuerySet[CrossReference], citations: QuerySet[Citation]) -> QuerySet[Paragraph]:
    in_text = references.order_by().values("paragraph")
    in_notes = citations.order_by().values("footnote__markers__paragraph")
    # one set of keys and not either of two: for those SQLite would walk every paragraph in reading order
    found = Paragraph.objects.published().filter(pk__in=in_text.union(in_notes), page__withdrawn_at=None)
    return found.select_related("report", "page").defer("text", "blocks").in_reading_order()


_TO_PARAGRAPH = Compiled(_to_paragraph)
_TO_PAGE = Compiled(_to_page)
