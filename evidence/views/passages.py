"""What a page of a report is made of when it is read: passages, each with the headings and notes that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString

from evidence.models import (
    MASK,
    Annotation,
    Citation,
    Footnote,
    Organisation,
    Paragraph,
    Quotation,
    Section,
    Standing,
    Subject,
    Witness,
    annotation_links,
)
from evidence.models.compiled import Compiled, given, given_keys, hand_out
from evidence.models.lines import with_lines
from evidence.rendering import (
    Link,
    Mark,
    gather,
    marker_anchor,
    render_paragraph,
    render_text,
    withheld_in,
)
from evidence.views.matches import Matched, Matches
from evidence.withholding import with_marks

DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading on a page, at the level that keeps the outline free of gaps; the page's own is 1."""

    section: Section
    level: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it is shown, its sources linked, with the ways back to where it is called."""

    footnote: Footnote
    html: SafeString
    calls: list[tuple[str, Paragraph]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, the headings that stand before it, and the notes that it is the first on its page to call."""

    paragraph: Paragraph
    html: SafeString
    matched: Matched | None = None
    headings: list[Heading] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)

    @property
    def margin_marks(self) -> list[str]:
        """Words for the margin: that the passage rests on testimony held here, that staff have annotated it."""
        citations = (citation for note in self.notes for citation in note.footnote.citations.all())
        marks = ["testimony"] if any(citation.lines_url for citation in citations) else []
        return [*marks, "annotated"] if self.annotations else marks


@dataclass(frozen=True, slots=True)
class Reading:
    """A page in reading order. Nothing the page holds is left out: what stands nowhere else comes at its end."""

    passages: list[Passage]
    closing_headings: list[Heading]
    uncalled_notes: list[Note]


_ANNOTATIONS = Compiled(
    lambda: Annotation.objects.public().filter(given_keys("paragraph", "paragraphs")).order_by("start", "pk")
)
_NOTES = Compiled(lambda: with_marks(Footnote.objects.filter(given_keys("pk", "keys"))).order_by())
_NOTES_OF_PAGE = Compiled(lambda: with_marks(Footnote.objects.filter(page=given("page"))).order_by("position"))
_CITATIONS = Compiled(
    lambda: (
        with_lines(Citation.objects.filter(given_keys("footnote", "notes")).order_by("position"))
        .select_related(
            *("source", "hearing", "witness", "target_paragraph__report", "target_paragraph__page"),
            "target_section__report",
        )
        .defer("target_paragraph__text", "target_paragraph__blocks")
    )
)


def gather_evidence(paragraphs: Sequence[Paragraph]) -> None:
    """Each paragraph is told all that is shown of it, in a number of queries that does not grow with them."""
    gather(paragraphs)
    keys = [paragraph.pk for paragraph in paragraphs if getattr(paragraph, "has_public_annotations", True)]
    annotations = _ANNOTATIONS.rows(paragraphs=keys) if keys else []
    if annotations:
        prefetch_related_objects(annotations, *annotation_links())
    by_key: dict[int, list[Annotation]] = {paragraph.pk: [] for paragraph in paragraphs}
    for annotation in annotations:
        by_key[annotation.paragraph_id].append(annotation)
    for paragraph in paragraphs:
        paragraph.public_annotations = by_key[paragraph.pk]  # type: ignore[attr-defined]
        for annotation in by_key[paragraph.pk]:
            annotation.paragraph = paragraph


def notes_of(page: Section) -> list[Footnote]:
    """The notes of a page in order, with what they cite and where that leads."""
    return _with_citations(_NOTES_OF_PAGE.rows(page=page.pk))


def notes_called_in(paragraph: Paragraph) -> list[Footnote]:
    """The notes that a paragraph calls, in their order, with what they cite and where that leads."""
    notes = {marker.footnote_id: marker.footnote for marker in paragraph.markers.all()}
    if any(MASK in note.text for note in notes.values()):  # then they are asked for what is said instead of the words
        notes = {note.pk: note for note in _NOTES.rows(keys=notes)}
    return _with_citations(sorted(notes.values(), key=lambda note: note.position))


def _with_citations(notes: list[Footnote]) -> list[Footnote]:
    if notes:
        hand_out(notes, "citations", _CITATIONS.rows(notes=[note.pk for note in notes]))
    return notes


def reading(
    page: Section, paragraphs: Iterable[Paragraph], headings: list[Section], notes: list[Note], matches: Matches
) -> Reading:
    """Puts headings before, and notes beside, the paragraphs of a page, and marks the words that were searched for."""
    waiting = _outlined(page, headings)
    notes_by_key = {note.footnote.pk: note for note in notes}
    beside: set[int] = set()
    passages = []
    for paragraph in paragraphs:
        one = passage(paragraph, matches.within(paragraph))
        while waiting and waiting[0].section.position <= paragraph.section.position:
            one.headings.append(waiting.pop(0))
        for note in called_from(paragraph, notes_by_key):
            if note.footnote.pk not in beside:
                beside.add(note.footnote.pk)
                one.notes.append(note)
        passages.append(one)
    return Reading(passages, waiting, [note for note in notes if note.footnote.pk not in beside])


def called_from(paragraph: Paragraph, notes: dict[int, Note]) -> list[Note]:
    """The notes that a paragraph calls, in order; each learns the way back to it."""
    called = []
    for marker in paragraph.markers.all():
        note = notes.get(marker.footnote_id)
        if note is not None:
            note.calls.append((marker_anchor(marker), paragraph))
            called.append(note)
    return called


def passage(paragraph: Paragraph, matched: Matched | None = None) -> Passage:
    """A paragraph as it is shown, with marks on what public annotations speak of and on what a search found."""
    annotations: list[Annotation] = paragraph.public_annotations  # type: ignore[attr-defined]
    marks = [Mark(annotation.start, annotation.end, "annotated") for annotation in annotations if annotation.quote]
    html = render_paragraph(paragraph, marks=[*marks, *(matched.marks if matched else ())])
    return Passage(paragraph, html, matched, annotations=annotations)


def shown_note(footnote: Footnote) -> Note:
    """A note with what it cites linked."""
    links = [
        Link(citation.start, citation.end, url, "citation")
        for citation in footnote.citations.all()
        if (url := address_of(citation))
    ]
    return Note(footnote, render_text(footnote.text, links, withheld=withheld_in(footnote)))


def address_of(citation: Citation) -> str:
    """Where a citation leads on this site; empty for nowhere. A source that staff have rejected has no page."""
    if citation.lines_url:
        return citation.lines_url
    source = citation.source if citation.source and citation.source.standing != Standing.REJECTED else None
    target: Any = citation.target_paragraph or citation.target_section or source or citation.hearing
    return target.get_absolute_url() if target else ""


def quotations_in(paragraph: Paragraph) -> list[Quotation]:
    """The quotations of a paragraph that staff have not rejected."""
    return [quotation for quotation in paragraph.quotations.all() if quotation.standing != Standing.REJECTED]


def named_in(paragraph: Paragraph) -> dict[str, list[Witness | Organisation | Subject]]:
    """Whom and what a paragraph names, each once, in the order in which it first does."""
    found: dict[str, dict[int, Witness | Organisation | Subject]] = {"witness": {}, "organisation": {}, "subject": {}}
    for mention in paragraph.mentions.all():
        entity = mention.entity
        if entity is not None and Standing.REJECTED not in (mention.standing, entity.standing):
            found[mention.kind].setdefault(entity.pk, entity)
    return {kind: list(entities.values()) for kind, entities in found.items()}


def _outlined(page: Section, headings: Iterable[Section]) -> list[Heading]:
    outlined: list[Heading] = []
    before = 1
    for section in headings:
        section.report = page.report
        level = max(2, min(section.depth - page.depth + 1, before + 1, DEEPEST_HEADING))
        outlined.append(Heading(section, level))
        before = level
    return outlined
