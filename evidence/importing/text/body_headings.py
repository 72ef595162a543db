"""The sub-headings of a page saved as text: which blocks they are, their numbers and their levels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from evidence.importing.text.body_roles import BodyBlock, Role
from evidence.importing.text.labels import looks_like_heading
from evidence.importing.text.page_heading import split_heading


def mark_headings(body: list[BodyBlock]) -> list[BodyBlock]:
    """Marks the sub-headings, from the end of the page so that each knows what stands below it."""
    open_before = _open_quotations(body)
    below: Role | None = None
    for place in range(len(body) - 1, -1, -1):
        block = body[place]
        if block.role is Role.TEXT and below is not None and not open_before[place]:
            before = body[place - 1] if place else None
            if _is_heading(block, before, below) and not _row_continued(block.text, before, below):
                body[place] = block = replace(block, role=Role.HEADING)
        below = block.role
    return _without_minor(body)


def _without_minor(body: list[BodyBlock]) -> list[BodyBlock]:
    """On a page whose headings stand over numbered paragraphs, a title inside unnumbered text is a part of that text.

    As a heading it would take the next numbered paragraph, which goes on with something else, under itself.
    """
    headings = [place for place, block in enumerate(body) if block.role is Role.HEADING and block.label is None]
    over_text = [place for place in headings if body[place + 1].role not in (Role.NUMBERED, Role.HEADING)]
    if len(over_text) * 2 > len(headings):
        return body
    minor = {place for place in over_text if body[place + 1].role is not Role.TABLE_ROW}
    last_numbered = max((place for place, block in enumerate(body) if block.role is Role.NUMBERED), default=0)
    inside = False
    for place, block in enumerate(body[:last_numbered]):
        if block.role is Role.NUMBERED:
            inside = False
        elif block.role is Role.HEADING:
            if inside and place in minor:
                body[place] = replace(block, role=Role.TEXT)
            inside = place in minor
        elif place and body[place - 1].role is Role.HEADING:
            inside = True
    return body


def _is_heading(block: BodyBlock, before: BodyBlock | None, below: Role) -> bool:
    if not looks_like_heading(block.text):
        return False
    numbered_below = below in (Role.NUMBERED, Role.HEADING)
    introduced = before is not None and before.text.endswith((":", ","))
    if block.text.startswith(("“", '"')):
        question = block.text.rstrip('”"').endswith("?")
        return below is Role.NUMBERED and not introduced and not question and not block.markers
    if block.markers and (below is not Role.NUMBERED or not block.called):
        return False
    return numbered_below or not introduced


def _row_continued(text: str, before: BodyBlock | None, below: Role) -> bool:
    """Words between two rows of a table go on with a cell, unless they are the year that a part of it is headed by."""
    between = before is not None and before.role is Role.TABLE_ROW and below is Role.TABLE_ROW
    return between and not text[:4].isdecimal()


def _open_quotations(body: Sequence[BodyBlock]) -> list[bool]:
    """For each block, whether a quotation begun in the same paragraph is open before it, and is closed later on."""
    closes_later = [False] * (len(body) + 1)
    for place in range(len(body) - 1, -1, -1):
        text = body[place].text
        if body[place].role is not Role.NUMBERED:
            closes_later[place] = closes_later[place + 1] or text.count("”") > text.count("“")
    result = []
    is_open = False
    for place, block in enumerate(body):
        if block.role is Role.NUMBERED:
            is_open = False
        result.append(is_open and closes_later[place])
        is_open = leaves_open(block.text, is_open and not block.text.startswith("“"))
    return result


def heading_number(block: BodyBlock) -> tuple[str, str]:
    """The number and the title of a heading in the body; dates and plain titles have no number."""
    if block.label is not None:
        return block.label.label, block.text
    number, title = split_heading(block.text)
    return (number, title) if title and not number.isdecimal() else ("", block.text)


def heading_levels(headings: Sequence[BodyBlock], adjacent: Collection[int]) -> list[int]:
    """Levels by style: numbers count their parts; capitals lie below other titles where a page uses both.

    ``adjacent`` holds the places of headings that stand directly below another: they show which style is the upper one.
    """
    capitals = [_in_capitals(block.text) for block in headings]
    capitals_first = sum(capitals[place - 1] and not capitals[place] for place in adjacent)
    capitals_second = sum(capitals[place] and not capitals[place - 1] for place in adjacent)
    both = any(capitals) and not all(capitals)
    lower = capitals_first <= capitals_second
    levels = []
    for block, capital in zip(headings, capitals, strict=True):
        parts = len(block.label.parts) if block.label else 1
        levels.append(parts + 1 if both and capital == lower and not block.label else parts)
    return levels


def _in_capitals(text: str) -> bool:
    return text.isupper() and len(text) > 4


def leaves_open(text: str, was_open: bool) -> bool:
    """Whether a quotation is open after the text."""
    curly = int(was_open) + text.count("“") - text.count("”")
    return curly > 0 or (text.count('"') % 2 == 1) != (was_open and '"' in text)
