"""What a reader of an imported HTML page should be told: numbers twice or missing, characters that conversion broke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from evidence.importing.html.blocks import Piece
from evidence.importing.html.furniture import left_out
from evidence.importing.html.paragraphs import Assembled
from evidence.importing.html.tree import Element
from evidence.importing.records import HeadingRecord, NoteRecord, Problem, Severity
from evidence.importing.text.body_roles import BodyBlock, Role
from evidence.importing.text.label_problems import label_problems
from evidence.importing.text.labels import LabelMatch
from evidence.importing.text.note_blocks import repeated_notes
from evidence.importing.text.printed_blocks import has_macrons, mis_decoded

_SHOWN = 60


def numbering_problems(file: str, pieces: Sequence[Piece], labels: Mapping[int, LabelMatch]) -> Iterator[Problem]:
    """Labels that occur twice, are missing or stand out of order."""
    body = [
        BodyBlock(
            piece.line, piece.text, (), False, Role.HEADING if piece.heading else Role.NUMBERED, labels.get(place)
        )
        for place, piece in enumerate(pieces)
        if place in labels or (piece.heading and not piece.quotes)
    ]
    return label_problems(file, body)


def text_problems(file: str, heading: HeadingRecord, page: Assembled, notes: Sequence[NoteRecord]) -> Iterator[Problem]:
    """A page without a heading or without text, and mis-decoded characters wherever they stand."""
    if not heading.title:
        yield Problem(file, 1, "heading-missing", "no heading", "a heading above the text", "the page has no title")
    if not page.paragraphs and not notes:
        found = "no text"
        yield Problem(file, 1, "page-empty", found, "a page of the report", "nothing was read", Severity.ERROR)
    texts = [(heading.title, heading.line)]
    texts += [(one.title, one.line) for one in page.headings]
    texts += [(one.text, one.line) for one in page.paragraphs]
    texts += [(one.text, one.line) for one in notes]
    macrons = has_macrons(text for text, _ in texts)
    for text, line in texts:
        for problem in mis_decoded(file, [text], macrons=macrons):
            yield replace(problem, line=line)


def markup_problems(file: str, page: Assembled, pictures: Sequence[Element]) -> Iterator[Problem]:
    """Quotations that the page never closes, and pictures, of which only the words are kept."""
    for quote in page.unclosed:
        found = "a block quotation that holds numbered paragraphs"
        action = "read as ending before the first of them"
        yield Problem(file, quote.line, "quotation-not-closed", found, "its end before the next paragraph", action)
    for picture in pictures:
        words = picture.attributes.get("alt", "").strip()
        if words:
            yield left_out(file, picture.line, "a picture", words)


def note_problems(file: str, notes: Sequence[NoteRecord], called: set[str]) -> Iterator[Problem]:
    """Notes that nothing calls, and notes under one label; a marker whose note is elsewhere is a normal state."""
    yield from repeated_notes(file, notes)
    for note in notes:
        if note.label not in called:
            found = f"note {note.label} is not called anywhere on the page"
            yield Problem(file, note.line, "note-not-called", found, "its marker in the text", "kept")


def heading_marker_problems(file: str, pieces: Sequence[Piece]) -> Iterator[Problem]:
    """Markers in headings: a heading has no place for them, so they go to the text beneath it."""
    for piece in pieces:
        if piece.heading and piece.markers and not piece.quotes:
            labels = ", ".join(marker.label for marker in piece.markers)
            found = f"note {labels} called in the heading “{piece.text[:_SHOWN]}”"
            action = "kept at the start of the text below"
            yield Problem(file, piece.line, "marker-in-heading", found, "a call in a paragraph", action, Severity.NOTE)
