"""Where a page keeps notes that nothing is linked with, and the blocks there: a line each, where breaks part them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from evidence.importing.html.note_text import PRINTED_LABEL
from evidence.importing.html.tree import HEADINGS, Element, MarkerCall

NOTES_HEADING = re.compile(r"(?:foot|end)?notes?(?: and references)?|notes to .{1,60}|references", re.IGNORECASE)
_HOLD_BLOCKS = frozenset(("ol", "ul", "section", "div", "dl"))
_HOLD_LINES = frozenset(("p", "div", "font", "small", "span"))
_FEW_WORDS = 8
_NUMBER = re.compile(r"\s*[\[(]?(\d{1,4})[\]).:]?\s")


def announces_notes(element: Element) -> bool:
    """Whether it is a heading "Footnotes", or a line of its own that says so."""
    if element.tag not in HEADINGS and (element.tag not in ("p", "div") or len(element.children) > 3):
        return False
    if any(child.is_block for child in element.child_elements()):
        return False
    return NOTES_HEADING.fullmatch(element.words()) is not None


def is_title(child: Element) -> bool:
    return child.tag in HEADINGS or child.tag == "hr" or bool(NOTES_HEADING.fullmatch(child.words()))


def is_under_line(block: Element) -> bool:
    """Whether a line across the page is drawn directly above the block."""
    above = block.parent.children[: block.place] if block.parent is not None else []
    nearest = next(
        (one for one in reversed(above) if isinstance(one, Element) and (one.tag == "hr" or one.words())), None
    )
    return nearest is not None and nearest.tag == "hr"


def leads_elsewhere(block: Element) -> bool:
    """Whether a block is nothing but short links to other pages: "Previous | Next"."""
    links = [part for part in block.elements() if part.tag == "a" and part.attributes.get("href", "#")[:1] != "#"]
    words = " ".join(link.words() for link in links)
    rest = [word for word in block.words().split() if any(map(str.isalnum, word))]
    return bool(links) and len(rest) == len(words.split()) <= _FEW_WORDS and "//" not in words and "www." not in words


def until_heading(heading: Element) -> Iterator[Element]:
    beneath = []
    for sibling in following(heading):
        if sibling.tag in HEADINGS:
            break
        beneath.append(sibling)
    return note_blocks(beneath)


def note_blocks(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        holds_more = element.tag in _HOLD_BLOCKS and not _is_two_columns(element)
        if element.tag in ("table", "tbody") or (
            holds_more and (len(element.child_elements()) > 1 or not PRINTED_LABEL.match(element.words()[:12]))
        ):
            yield from note_blocks(element.child_elements())
        elif element.is_block and element.words():
            yield element


def _is_two_columns(element: Element) -> bool:
    """Whether an element holds a note's number and its text, each in an element of its own."""
    columns = [child for child in element.child_elements() if child.words()]
    if len(columns) != 2 or element.tag != "div":
        return False
    return bool(PRINTED_LABEL.fullmatch(columns[0].words())) and not PRINTED_LABEL.match(columns[1].words()[:12])


def following(block: Element) -> Iterator[Element]:
    if block.parent is not None:
        for child in block.parent.children[block.place + 1 :]:
            if isinstance(child, Element):
                yield child


def part_lines(body: Element) -> None:
    """Parts a block of notes into one block a line: behind a line or a heading "Notes", its lines counting on."""
    for element in list(body.elements()):
        if element.tag != "hr" and not announces_notes(element):
            continue
        below = next((one for one in following(element) if one.words()), None)
        if below is None or below.tag not in _HOLD_LINES:
            continue
        if any(one.tag == "br" for one in below.child_elements()):
            _part(below)
        elif element.tag == "hr" and not below.is_block and _NUMBER.match(below.words() + " "):
            below.tag = "p"  # one note, in no block of its own


def part_at_targets(targets: Iterable[Element]) -> None:
    """Parts a block that holds the targets of several markers, each on a line of its own, into those lines."""
    held: dict[int, list[Element]] = {}
    for target in targets:
        block = next((above for above in target.ancestors() if above.is_block), None)
        if block is not None and not target.is_block and all(target is not one for one in held.get(id(block), ())):
            held.setdefault(id(block), []).append(target)
    for inside in held.values():
        block = next(above for above in inside[0].ancestors() if above.is_block)
        lines = _lines(block)
        own = [{id(part) for part in line.elements()} for line in lines]
        begun = sum(any(id(target) in parts for target in inside) for parts in own)
        if len(inside) > 1 and begun == len(inside):
            _put(block, lines)


def _part(block: Element) -> None:
    made = _lines(block)
    numbers = [int(found[1]) if (found := _NUMBER.match(line.words() + " ")) else 0 for line in made]
    if len(made) > 1 and all(after == before + 1 > 1 for before, after in pairwise(numbers)):
        _put(block, made)


def _lines(block: Element) -> list[Element]:
    """What line breaks part in a block, as paragraphs that are not in the tree yet."""
    lines: list[list[Element | MarkerCall | str]] = [[]]
    for child in block.children:
        if isinstance(child, Element) and child.tag == "br":
            lines.append([])
        else:
            lines[-1].append(child)
    return [_line(block, place, line) for place, line in enumerate(lines)]


def _put(block: Element, lines: list[Element]) -> None:
    block.tag, block.children = "div", list(lines)
    for line in lines:
        for place, child in enumerate(line.children):
            if isinstance(child, Element):
                child.parent, child.place = line, place


def _line(block: Element, place: int, children: list[Element | MarkerCall | str]) -> Element:
    return Element("p", {}, block.line, block.order, block, place, children)
