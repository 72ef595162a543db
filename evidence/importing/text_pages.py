"""A page of a report saved as text: its heading, paragraphs, headings, markers, notes and displayed quotations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from evidence.importing.records import HeadingRecord, Marker, NoteRecord, PageRecord, ParagraphRecord, Problem, Severity
from evidence.importing.text.body_headings import heading_levels, heading_number
from evidence.importing.text.body_roles import BodyBlock, Role
from evidence.importing.text.label_problems import label_problems
from evidence.importing.text.line_ends import with_whole_words
from evidence.importing.text.markdown_lines import with_bracketed_calls, without_markdown
from evidence.importing.text.markers import find_bracketed
from evidence.importing.text.note_blocks import find_notes, repeated_notes
from evidence.importing.text.page_body import read_body
from evidence.importing.text.page_breaks import without_page_breaks
from evidence.importing.text.page_heading import BACK_TO_TOP, PageHead, find_page_heading, is_boilerplate
from evidence.importing.text.paragraph_text import build_paragraphs
from evidence.importing.text.printed_blocks import PrintedBlock, mis_decoded, read_blocks, read_lines, unstorable
from evidence.importing.text.printed_numbers import with_plain_numbers
from evidence.importing.text.site_lines import is_about_page, is_site_line

_SHOWN = 60
_LINE = re.compile(r"[_–—=-]{4,}")  # across the page
_FOOTER_WORDS = 15  # a block below "Back to top" that is no longer than this is the site's
_BESIDE = 3  # blocks under the page's heading that may be about the page


def parse_text_page(file: str, content: str, report_titles: Collection[str] = ()) -> PageRecord:
    """Reads one page. ``report_titles``: titles that inquiry.toml gives, which a page may print above its heading."""
    lines = read_lines(content)
    refusal = unstorable(file, lines)
    printed = without_page_breaks(with_bracketed_calls(without_markdown(lines)))
    blocks, parted_words = with_whole_words(file, read_blocks(printed.lines))
    if refusal or not blocks:
        empty = Problem(file, 1, "page-empty", "no text", "a page of the report", "nothing was read", Severity.ERROR)
        return PageRecord(file, HeadingRecord("", 1, level=0), (), (), problems=(refusal or empty,))
    blocks, footer = _without_footer(blocks)
    head = find_page_heading(blocks, report_titles)
    rest = with_plain_numbers(blocks[head.body :])
    called = {one.number for one in find_bracketed([block.text for block in rest])}
    section = find_notes(rest, called)
    notes = tuple(sorted([*printed.notes, *section.notes], key=lambda note: note.line))
    kept, site = _without_boilerplate(rest[: section.start])
    body = read_body(kept, {note.label for note in notes})
    paragraphs = _paragraphs(body)
    left_out = [*printed.left_out, *head.left_out, *site, *([section.title] if section.title else []), *footer]
    problems = [
        *_notices(file, head, left_out, body),
        *label_problems(file, body),
        *repeated_notes(file, notes),
        *_uncalled_notes(file, notes, paragraphs),
        *parted_words,
        *mis_decoded(file, lines),
    ]
    problems.sort(key=lambda problem: problem.line or 0)
    return PageRecord(file, head.heading, tuple(_headings(body)), tuple(paragraphs), notes, tuple(problems))


def _without_footer(blocks: list[PrintedBlock]) -> tuple[list[PrintedBlock], list[PrintedBlock]]:
    """Parts the page from its last "Back to top" and the few words of the site below it, and from the site's lines."""
    end = len(blocks)
    for place in range(len(blocks) - 1, max(-1, len(blocks) - 12), -1):
        if BACK_TO_TOP.match(blocks[place].text):
            end = place
            break
        if len(blocks[place].text.split()) > _FOOTER_WORDS:
            break
    while end > 1 and is_site_line(blocks[end - 1].text):
        end -= 1
    return blocks[:end], blocks[end:]


def _without_boilerplate(blocks: Sequence[PrintedBlock]) -> tuple[list[PrintedBlock], list[PrintedBlock]]:
    kept: list[PrintedBlock] = []
    site: list[PrintedBlock] = []
    for place, block in enumerate(blocks):
        text = block.text
        skip_link = text[:8].lower() == "skip to " and is_boilerplate(text)
        about_page = place < _BESIDE and place == len(site) and is_about_page(text)
        left_out = skip_link or about_page or BACK_TO_TOP.match(text) or _LINE.fullmatch(text)
        (site if left_out else kept).append(block)
    return kept, site


def _headings(body: Sequence[BodyBlock]) -> list[HeadingRecord]:
    places = [place for place, block in enumerate(body) if block.role is Role.HEADING]
    adjacent = [at for at in range(1, len(places)) if places[at] == places[at - 1] + 1]
    blocks = [body[place] for place in places]
    records = []
    for block, level in zip(blocks, heading_levels(blocks, adjacent), strict=True):
        number, title = heading_number(block)
        records.append(HeadingRecord(title, block.line, number, level))
    return records


def _paragraphs(body: Sequence[BodyBlock]) -> list[ParagraphRecord]:
    """Numbered blocks with what follows, and text without a number that a heading parts from the one before."""
    paragraphs: list[ParagraphRecord] = []
    held: list[BodyBlock] = []
    early: list[Marker] = []
    heading = -1
    for block in [*body, None]:
        if held and (block is None or block.role in (Role.HEADING, Role.NUMBERED)):
            paragraphs.extend(build_paragraphs(held, heading, early))
            held, early = [], []
        if block is None:
            break
        if block.role is Role.HEADING:
            heading += 1
            early.extend(block.markers)
        else:
            held.append(block)
    if early and paragraphs:
        last = paragraphs[-1]
        markers = (*last.markers, *(Marker(marker.label, len(last.text)) for marker in early))
        paragraphs[-1] = replace(last, markers=markers)
    return paragraphs


def _notices(
    file: str, head: PageHead, left_out: Sequence[PrintedBlock], body: Sequence[BodyBlock]
) -> Iterator[Problem]:
    """The page's heading if it has none, what was left out, and markers that a heading has no place for."""
    if not head.heading.title:
        yield Problem(file, 1, "heading-missing", "no heading", "a heading above the text", "the page has no title")
    for printed in left_out:
        yield Problem(file, printed.line, "left-out", f"“{printed.text}”", "", "left out", Severity.NOTE)
    for block in body:
        if block.role is Role.HEADING and block.markers:
            labels = ", ".join(marker.label for marker in block.markers)
            yield Problem(
                file,
                block.line,
                "marker-in-heading",
                f"note {labels} called in the heading “{block.text[:_SHOWN]}”",
                "a call in a paragraph",
                "kept beside the text next to it",
                Severity.NOTE,
            )


def _uncalled_notes(file: str, notes: Sequence[NoteRecord], paragraphs: Sequence[ParagraphRecord]) -> Iterator[Problem]:
    called = {marker.label for paragraph in paragraphs for marker in paragraph.markers}
    for note in notes:
        if note.label not in called:
            yield Problem(
                file,
                note.line,
                "note-not-called",
                f"note {note.label}",
                f"[{note.label}] in the text",
                "kept",
            )
