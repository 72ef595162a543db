"""What is read of paragraphs to show them, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from evidence.models import (
    Annotation,
    CrossReference,
    Footnote,
    FootnoteMarker,
    Mention,
    Paragraph,
    Quotation,
    Section,
)
from evidence.models.compiled import Compiled, given_keys, hand_out


def _theirs() -> Any:
    return given_keys("paragraph", "paragraphs")


# relation of a paragraph → its rows, in order
_QUESTIONS: dict[str, Compiled[Any]] = {
    "mentions": Compiled(
        lambda: Mention.objects.filter(_theirs()).select_related("witness", "organisation", "subject").order_by("start")
    ),
    "references_made": Compiled(lambda: CrossReference.objects.filter(_theirs()).with_targets().order_by("start")),
    "quotations": Compiled(
        lambda: (
            Quotation.objects.filter(_theirs())
            .select_related("witness", "organisation", "footnote", "checked__hearing")
            .order_by("start")
        )
    ),
    "markers": Compiled(
        lambda: FootnoteMarker.objects.filter(_theirs()).select_related("footnote").order_by("position")
    ),
}
_PAGES = Compiled(lambda: Section.objects.filter(given_keys("pk", "keys")).select_related("report").order_by())


def with_what_is_there(paragraphs: QuerySet[Paragraph]) -> QuerySet[Paragraph, Paragraph]:
    """Paragraphs that know which of their relations hold anything: of a single one, most hold nothing."""
    relations: dict[str, QuerySet[Any]] = {
        "mentions": Mention.objects.all(),
        "references_made": CrossReference.objects.all(),
        "quotations": Quotation.objects.all(),
        "markers": FootnoteMarker.objects.all(),
        "public_annotations": Annotation.objects.public(),
    }
    there: dict[str, Any] = {
        f"has_{relation}": Exists(rows.filter(paragraph=OuterRef("pk")).order_by())
        for relation, rows in relations.items()
    }
    return paragraphs.annotate(**there)


def gather(paragraphs: Sequence[Paragraph]) -> None:
    """Each paragraph, which knows its page, is told all that ``render_paragraph`` reads, as if it were prefetched."""
    for relation, question in _QUESTIONS.items():
        keys = [paragraph.pk for paragraph in paragraphs if getattr(paragraph, f"has_{relation}", True)]
        hand_out(paragraphs, relation, question.rows(paragraphs=keys) if keys else ())
    notes = [marker.footnote for paragraph in paragraphs for marker in paragraph.markers.all()]
    _put_on_pages(notes, {paragraph.page_id: paragraph.page for paragraph in paragraphs})


def _put_on_pages(notes: Iterable[Footnote], pages: dict[int, Section]) -> None:
    """Each note knows its page: most often that of a paragraph which calls it."""
    if missing := {note.page_id for note in notes} - pages.keys():
        pages |= {page.pk: page for page in _PAGES.rows(keys=missing)}
    for note in notes:
        note.page = pages[note.page_id]
