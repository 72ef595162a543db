"""A paragraph of the report, block by block, with everything known about its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString

from evidence.models import (
    FootnoteMarker,
    Organisation,
    Paragraph,
    Quotation,
    Standing,
    Subject,
    Witness,
)
from evidence.rendering.stretches import Call, Link, Mark, Quote, withheld_in
from evidence.rendering.text import Writer, joined

CELL_SEPARATOR = " | "
WRAPPERS = {
    "list-item": '<ul class="printed-list">{}</ul>',
    "table-row": '<div class="table-scroll"><table class="printed-table"><tbody>{}</tbody></table></div>',
}
# printed lists go five or six levels deep; a stylesheet has to name each
DEEPEST_LIST = 6


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block, where the next one begins, and the displayed quotation around it, if any."""

    block: _Block
    following: int
    quote: Quote | None


def render_paragraph(paragraph: Paragraph, *, marks: Iterable[Mark] = (), on_its_page: bool = True) -> SafeString:
    """A paragraph's blocks. On its own page notes are fragments with ids to come back to; elsewhere, full addresses."""
    shown = [quotation for quotation in paragraph.quotations.all() if quotation.standing != Standing.REJECTED]
    quotes = [(_quote(quotation), quotation.display == Quotation.Display.BLOCK) for quotation in shown]
    placed = _placed(paragraph, [quote for quote, is_displayed in quotes if is_displayed])
    around = {row.quote for row in placed}
    writer = Writer(
        paragraph.text,
        [*_mention_links(paragraph), *_reference_links(paragraph)],
        marks,
        (quote for quote, _ in quotes if quote not in around),
        (_call(marker, paragraph, on_its_page) for marker in paragraph.markers.all()),
        withheld_in(paragraph),
    )
    parts: list[SafeString] = []
    for quote, group in groupby(placed, key=lambda row: row.quote):
        rows = list(group)
        parts.append(writer.between(rows[0].block.start))
        body = _body(writer, rows)
        parts.append(_displayed(body, quote) if quote else body)
    return joined([*parts, writer.between(len(paragraph.text))])


def marker_anchor(marker: FootnoteMarker) -> str:
    """The id of a note's marker on its page, for the note to lead back to."""
    return f"call-{marker.paragraph.slug}-{marker.position}"


def _quote(quotation: Quotation) -> Quote:
    speaker = quotation.speaker
    if speaker is None or speaker.standing == Standing.REJECTED:
        return Quote(quotation.start, quotation.end, quotation.speaker_as_printed)
    name = speaker.full_name if isinstance(speaker, Witness) else speaker.name
    return Quote(quotation.start, quotation.end, name, speaker.get_absolute_url())


def _mention_links(paragraph: Paragraph) -> Iterator[Link]:
    for mention in paragraph.mentions.all():
        entity: Witness | Organisation | Subject | None = mention.entity
        if entity is not None and Standing.REJECTED not in (mention.standing, entity.standing):
            yield Link(mention.start, mention.end, entity.get_absolute_url(), f"mention {mention.kind}")


def _reference_links(paragraph: Paragraph) -> Iterator[Link]:
    for reference in paragraph.references_made.all():
        if reference.target is not None:
            yield Link(reference.start, reference.end, reference.target.get_absolute_url(), "cross-reference")


def _call(marker: FootnoteMarker, paragraph: Paragraph, on_its_page: bool) -> Call:
    note = marker.footnote
    if on_its_page and note.page_id == paragraph.page_id:
        return Call(marker.offset, marker.label, f"#{note.anchor}", marker_anchor(marker))
    return Call(marker.offset, marker.label, note.get_absolute_url())


def _placed(paragraph: Paragraph, displayed: Sequence[Quote]) -> list[_Placed]:
    blocks = _blocks(paragraph)
    following = [block.start for block in blocks[1:]] + [len(paragraph.text) + 1]
    return [
        _Placed(block, after, next((quote for quote in displayed if _covers(quote, block)), None))
        for block, after in zip(blocks, following, strict=True)
    ]


def _covers(quote: Quote, block: _Block) -> bool:
    return quote.start <= block.start and block.end <= quote.end


def _blocks(paragraph: Paragraph) -> list[_Block]:
    """The paragraph's blocks, in order and apart; text that no block covers is a block of its own."""
    blocks: list[_Block] = []
    reached = 0
    for block in sorted(_stored_blocks(paragraph), key=lambda block: (block.start, -block.end)):
        start = max(block.start, reached)
        if start < block.end:
            blocks += [*_uncovered(paragraph.text, reached, start), replace(block, start=start)]
            reached = block.end
    blocks += _uncovered(paragraph.text, reached, len(paragraph.text))
    return blocks or [_Block("text", 0, len(paragraph.text), 0)]


def _stored_blocks(paragraph: Paragraph) -> Iterator[_Block]:
    for row in paragraph.blocks if isinstance(paragraph.blocks, list) else ():
        match row:
            case [str(kind), int(start), int(end), int(level)]:
                yield _Block(kind, max(start, 0), min(end, len(paragraph.text)), max(level, 0))


def _uncovered(text: str, start: int, end: int) -> list[_Block]:
    return [_Block("text", start, end, 0)] if text[start:end].strip() else []


def _displayed(body: SafeString, quote: Quote) -> SafeString:
    cite = format_html(' cite="{}"', quote.url) if quote.url else ""
    name = format_html('<a href="{}">{}</a>', quote.url, quote.speaker) if quote.url else quote.speaker
    caption = format_html('<figcaption class="apparatus">{}</figcaption>', name) if quote.speaker else ""
    return format_html('<figure class="quotation"><blockquote{}>{}</blockquote>{}</figure>', cite, body, caption)


def _body(writer: Writer, rows: Sequence[_Placed]) -> SafeString:
    """Blocks one below the other: list items gathered into lists, table rows into tables."""
    parts: list[SafeString] = []
    for kind, group in groupby(rows, key=lambda row: row.block.kind):
        gathered: list[SafeString] = []
        for row in group:
            # the blank line before a list stands before it, not in it
            (gathered or parts).append(writer.between(row.block.start))
            gathered.append(_block(writer, row.block, row.following))
        parts.append(format_html(WRAPPERS.get(kind, "{}"), joined(gathered)))
    return joined(parts)


def _block(writer: Writer, block: _Block, following: int) -> SafeString:
    if block.kind == "table-row":
        return format_html("<tr>{}</tr>", _cells(writer, block, following))
    inner = writer.run(block.start, block.end, following)
    if block.kind == "list-item":
        return format_html('<li class="level-{}">{}</li>', min(block.level, DEEPEST_LIST), inner)
    return format_html("<p>{}</p>", inner)


def _cells(writer: Writer, block: _Block, following: int) -> SafeString:
    """The cells of a row; the printed separator stays in the text and is left to the stylesheet to hide."""
    cells: list[SafeString] = []
    start = block.start
    while (end := writer.text.find(CELL_SEPARATOR, start, block.end)) >= 0:
        content = writer.run(start, end, end + 1)
        cells.append(format_html('<td>{}<span class="cell-separator">{}</span></td>', content, CELL_SEPARATOR))
        start = end + len(CELL_SEPARATOR)
    return joined([*cells, format_html("<td>{}</td>", writer.run(start, block.end, following))])
