"""A paragraph's blocks joined into one text, with everything known of it beside it as offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.importing.records import Block, BlockKind, BlockQuotation, Marker, ParagraphRecord
from evidence.importing.text.body_roles import BodyBlock, Role
from evidence.importing.text.displayed import Standing, find_displayed
from evidence.importing.text.printed_blocks import list_marker

JOINT = "\n\n"
_KINDS = {Role.LIST_ITEM: BlockKind.LIST_ITEM, Role.TABLE_ROW: BlockKind.TABLE_ROW}
_INNER_BULLETS = "◦▪▫○□–—-"


def build_paragraph(blocks: Sequence[BodyBlock], heading: int, early: Sequence[Marker] = ()) -> ParagraphRecord:
    """The record of one paragraph. ``early``: markers of the heading above, which has no place for them."""
    first = blocks[0]
    offsets: list[tuple[int, int]] = []
    markers = [Marker(marker.label, 0) for marker in early]
    position = 0
    for block in blocks:
        offsets.append((position, position + len(block.text)))
        markers.extend(Marker(marker.label, marker.offset + position) for marker in block.markers)
        position += len(block.text) + len(JOINT)
    levels = _list_levels(blocks)
    return ParagraphRecord(
        label=first.label.label if first.role is Role.NUMBERED and first.label else "",
        text=JOINT.join(block.text for block in blocks),
        line=first.line,
        blocks=tuple(
            Block(_KINDS.get(block.role, BlockKind.TEXT), start, end, level)
            for block, (start, end), level in zip(blocks, offsets, levels, strict=True)
        ),
        markers=tuple(markers),
        quotations=_quotations(blocks, offsets),
        heading=heading,
    )


def build_paragraphs(
    blocks: Sequence[BodyBlock], heading: int, early: Sequence[Marker] = ()
) -> Iterator[ParagraphRecord]:
    """A numbered paragraph is one record; of unnumbered text each block is, with what is displayed below it."""
    held: list[BodyBlock] = []
    quoted = _quoted_places(blocks) if blocks[0].role is not Role.NUMBERED else set(range(len(blocks)))
    for place, block in enumerate(blocks):
        opens = block.role in (Role.TEXT, Role.CLAUSE) and place not in quoted and not block.text[:1].islower()
        if held and opens:
            yield build_paragraph(held, heading, early)
            held, early = [], ()
        held.append(block)
    yield build_paragraph(held, heading, early)


def _quoted_places(blocks: Sequence[BodyBlock]) -> set[int]:
    return {place for one in find_displayed(_standings(blocks)) for place in range(one.first, one.last + 1)}


def _quotations(blocks: Sequence[BodyBlock], offsets: Sequence[tuple[int, int]]) -> tuple[BlockQuotation, ...]:
    if all(block.role is Role.NUMBERED for block in blocks):
        return ()  # the paragraph's own words, as most are
    return tuple(
        BlockQuotation(offsets[one.first][0], offsets[one.last][1], one.marks, one.certain, one.rule)
        for one in find_displayed(_standings(blocks))
    )


def _standings(blocks: Sequence[BodyBlock]) -> list[Standing]:
    return [
        Standing(
            text=block.text,
            kind=_KINDS.get(block.role, BlockKind.TEXT),
            called=block.called,
            numbered=block.role is Role.NUMBERED,
            bullet=block.role is Role.LIST_ITEM and not list_marker(block.text).strip("().").isalnum(),
            clause=block.role is Role.CLAUSE,
        )
        for block in blocks
    ]


def _list_levels(blocks: Sequence[BodyBlock]) -> list[int]:
    """How deep each list item lies: a style of bullet or number within another one is one deeper."""
    levels: list[int] = []
    styles: list[str] = []
    for block in blocks:
        if block.role is not Role.LIST_ITEM:
            levels.append(0)
            styles = []
            continue
        style = _style(list_marker(block.text), styles)
        if style in styles:
            del styles[styles.index(style) + 1 :]
        else:
            styles.append(style)
        levels.append(len(styles) - 1)
    return levels


def _style(marker: str, styles: Sequence[str]) -> str:
    bare = marker.strip("().")
    if not bare.isalnum():
        return bare
    if bare.isdigit():
        return "number"
    roman = re.fullmatch("[ivx]+", bare) is not None and (len(bare) > 1 or bare != "i" or "letter" not in styles[-1:])
    if bare == "i" or (roman and "roman" in styles) or (roman and len(bare) > 1):
        return "roman"
    return "capital" if bare.isupper() else "letter"
