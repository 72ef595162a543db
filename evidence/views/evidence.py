"""What a paragraph rests on: the same on its own page and in the pane beside the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence.exports import cite_as
from evidence.exports.place import Place
from evidence.models import Paragraph, Section
from evidence.views.errors import NotFound
from evidence.views.excerpts import ParagraphTestimony
from evidence.views.passages import called_from, named_in, notes_called_in, quotations_in, shown_note
from evidence.views.referring import referring_to_paragraph


def evidence_of(paragraph: Paragraph, place: Place) -> dict[str, Any]:
    """Who speaks in a paragraph, its notes with what they cite, whom it names, what refers to it, how to cite it."""
    notes = [shown_note(note) for note in notes_called_in(paragraph)]
    called_from(paragraph, {note.footnote.pk: note for note in notes})
    quotations = quotations_in(paragraph)
    cited = {note.footnote.pk: list(note.footnote.citations.all()) for note in notes}
    testimony = ParagraphTestimony(quotations, cited)
    under_notes = testimony.under_notes()
    return {
        "paragraph": paragraph,
        "here": paragraph.get_absolute_url(),
        "annotations": paragraph.public_annotations,  # type: ignore[attr-defined]
        "quotations": quotations,
        "quoted": testimony.quoted,
        "notes": [
            (note, [(testimony.cited[row.pk], under_notes.get(row.pk)) for row in cited[note.footnote.pk]])
            for note in notes
        ],
        "named": named_in(paragraph),
        "referring": referring_to_paragraph(paragraph),
        "cite_as": cite_as(paragraph, place),
    }


def chosen_from(paragraphs: Iterable[Paragraph], page: Section, label: str | None) -> Paragraph | None:
    """The paragraph of the page whose evidence the address asks to see beside the text."""
    if label is None:
        return None
    for paragraph in paragraphs:
        if paragraph.slug == label:
            return paragraph
    raise NotFound(f"There is no paragraph “{label[:40]}” in {page}.", (f"Read {page}", page.get_absolute_url()))
