"""Reads an HTML page of a report as any site serves it, by its structure: text and spans, notes, headings, problems."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from evidence.importing.html.blocks import BlockReader, Piece
from evidence.importing.html.checks import (
    heading_marker_problems,
    markup_problems,
    note_problems,
    numbering_problems,
    text_problems,
)
from evidence.importing.html.furniture import remove_furniture
from evidence.importing.html.headings import demote_numbers, mark_bold_headings, mark_title, page_heading
from evidence.importing.html.labels import find_labels
from evidence.importing.html.notes import PageNotes, take_notes
from evidence.importing.html.page_breaks import join_broken
from evidence.importing.html.paragraphs import assemble
from evidence.importing.html.scan import scan_page, too_deep
from evidence.importing.html.site_text import trim_pieces
from evidence.importing.html.tree import Element, read_tree
from evidence.importing.records import HeadingRecord, Marker, PageRecord, Problem
from evidence.importing.text.markers import choose_markers, find_bracketed, lift_markers


def parse_html_page(file: str, content: str, *, report_titles: Collection[str] = ()) -> PageRecord:
    """Reads one page; a page that cannot be read comes back empty, with the error that says why.

    ``report_titles`` are what the report and its inquiry are called, so that a page repeating them is not taken to
    be named by them.
    """
    scanned = scan_page(file, content)
    if scanned.refused:
        return _refused(file, scanned.problems)
    tree = read_tree(scanned.source)
    if tree.too_deep_line is not None:
        return _refused(file, too_deep(file, tree.too_deep_line).problems)
    notes = take_notes(tree)
    crumbs = _crumbs(tree.body)
    furniture = remove_furniture(file, tree)
    reader = BlockReader(tree)
    pieces, edges = join_broken(file, reader.read(tree.body))
    pieces, trimmed = trim_pieces(file, pieces, report_titles, tree.targets)
    if not notes.linked:
        _lift_bracketed(pieces, notes)
    demote_numbers(pieces)
    mark_title(pieces)
    mark_bold_headings(pieces)
    heading, used = page_heading(pieces, tree.title, crumbs, report_titles)
    labels = find_labels(pieces, reader.numbers)
    page = assemble(pieces, labels, used)
    called = {marker.label for paragraph in page.paragraphs for marker in paragraph.markers}
    problems = [
        *scanned.problems,
        *furniture,
        *edges,
        *trimmed,
        *heading_marker_problems(file, pieces),
        *numbering_problems(file, pieces, labels),
        *markup_problems(file, page, reader.pictures),
        *note_problems(file, notes.records, called),
        *text_problems(file, heading, page, notes.records),
    ]
    problems.sort(key=lambda problem: problem.line or 0)
    headings, paragraphs, records = tuple(page.headings), tuple(page.paragraphs), tuple(notes.records)
    return PageRecord(file, heading, headings, paragraphs, records, tuple(problems))


def _refused(file: str, problems: Sequence[Problem]) -> PageRecord:
    return PageRecord(file, HeadingRecord("", 1, "", 0), (), (), (), tuple(problems))


def _crumbs(body: Element) -> list[str]:
    """What a trail of crumbs says, from the site down to this page."""
    for element in body.elements():
        names = " ".join(element.attributes.get(key, "") for key in ("id", "class", "aria-label"))
        if element.is_block and "crumb" in names.lower():
            return [words for part in element.elements() if part.tag in ("li", "a", "span") and (words := part.words())]
    return []


def _lift_bracketed(pieces: Sequence[Piece], notes: PageNotes) -> None:
    """On a page whose notes nothing links to, takes "[1]" out of the text where the notes or the sequence say so."""
    texts = [piece.text if not piece.heading else "" for piece in pieces]
    chosen = choose_markers(find_bracketed(texts), {note.label for note in notes.records})
    if notes.records and not any(one.label in {note.label for note in notes.records} for one in chosen):
        return
    for place, piece in enumerate(pieces):
        here = [one for one in chosen if one.text == place]
        if here:
            taken = [(one.start, one.end) for one in here]
            kept = [Marker(m.label, m.offset - _before(taken, m.offset)) for m in piece.markers]
            piece.text, lifted = lift_markers(piece.text, here)
            piece.markers = sorted([*kept, *lifted], key=lambda marker: marker.offset)


def _before(taken: Sequence[tuple[int, int]], offset: int) -> int:
    """How many characters are lifted out before an offset."""
    return sum(end - start for start, end in taken if end <= offset)
