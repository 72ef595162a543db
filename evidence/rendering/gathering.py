"""What is read of paragraphs to show them, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evidence.models import CrossReference, Footnote, FootnoteMarker, Mention, Paragraph, Quotation, Section
from evidence.models.compiled import Compiled, given_keys, hand_out


def _theirs() -> Any:
    return given_keys("paragraph", "paragraphs")


_MENTIONS = Compiled(
    lambda: Mention.objects.filter(_theirs()).select_related("witness", "organisation", "subject").order_by("start")
)
_REFERENCES = Compiled(lambda: CrossReference.objects.filter(_theirs()).with_targets().order_by("start"))
_QUOTATIONS = Compiled(
    lambda: (
        Quotation.objects.filter(_theirs())
        .select_related("witness", "organisation", "footnote", "checked__hearing")
        .order_by("start")
    )
)
_MARKERS = Compiled(lambda: FootnoteMarker.objects.filter(_theirs()).select_related("footnote").order_by("position"))
_PAGES = Compiled(lambda: Section.objects.filter(given_keys("pk", "keys")).select_related("report").order_by())


def gather(paragraphs: Sequence[Paragraph]) -> None:
    """Each paragraph, which knows its page, is told all that ``render_paragraph`` reads, as if it were prefetched."""
    keys = [paragraph.pk for paragraph in paragraphs]
    hand_out(paragraphs, "mentions", _MENTIONS.rows(paragraphs=keys))
    hand_out(paragraphs, "references_made", _REFERENCES.rows(paragraphs=keys))
    hand_out(paragraphs, "quotations", _QUOTATIONS.rows(paragraphs=keys))
    markers = _MARKERS.rows(paragraphs=keys)
    hand_out(paragraphs, "markers", markers)
    _put_on_pages([marker.footnote for marker in markers], {each.page_id: each.page for each in paragraphs})


def _put_on_pages(notes: Iterable[Footnote], pages: dict[int, Section]) -> None:
    """Each note knows its page: most often that of a paragraph which calls it."""
    if missing := {note.page_id for note in notes} - pages.keys():
        pages |= {page.pk: page for page in _PAGES.rows(keys=missing)}
    for note in notes:
        note.page = pages[note.page_id]
