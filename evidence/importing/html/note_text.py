"""The text of a note of an HTML page: its words without its label and without the links back to its marker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.importing.html.markers import Call, fragment, note_label, opens_block
from evidence.importing.html.tree import Element

PRINTED_LABEL = re.compile(
    r"\s*(?:[\^↑]\s*)?(?:[\[(]?\s*(?:(?i:(?:foot|end)?note|fn)\.?\s?(?=\d{1,4}\s?[\]):.]))?)"
    r"(\d{1,4}[a-z]?|[*†‡§¶]{1,4})\s*[\])]?(?:\s*[.:)])?(?:\s+|$)"
)
_BACK = re.compile(
    r"[\s\[(]*(?:[↩↵⏎↑^⮌⬆⤴‹«⇑🔙\ufe0e\ufe0f\s]+"
    r"|\(?(?:jump|go )?\s*(?:back|return|up)(?: to .{1,40})?\)?[↩\ufe0e\s]*)[\s\])]*",
    re.IGNORECASE,
)
_EDGES = " \t\n\r\u00a0"


@dataclass(slots=True, eq=False)
class Note:
    """A note as the page has it: its blocks in order, its label, and what links to it."""

    label: str
    blocks: list[Element]


def own_label(numbers: Mapping[int, int], block: Element) -> str:
    """The label that a note itself prints, or its number in its list."""
    if id(block) in numbers:
        return str(numbers[id(block)])
    printed = PRINTED_LABEL.match(block.words())
    return printed[1] if printed else ""


def around_calls(calls: list[Call]) -> set[int]:
    """Every inline element by which a note may point back to its marker."""
    found: set[int] = set()
    for call in calls:
        found.update(id(part) for part in call.element.elements())
        for above in call.element.ancestors():
            if above.is_block:
                break
            found.add(id(above))
    return found


def note_text(note: Note, targets: dict[str, Element], called: set[int]) -> str:
    """Its words without its label and without the links that lead back to the text; its paragraphs stay apart."""
    for block in note.blocks:
        for link in [part for part in block.elements() if part.tag == "a" and part is not block]:
            target = targets.get(fragment(link))
            leads_back = "backlink" in link.role or (target is not None and id(target) in called)
            text = link.words()
            short_way_back = leads_back and len(text) < 4 and not note_label(text).isdecimal()
            if leads_back and note_label(text) == note.label and opens_block(link):
                link.replace(f"{text} ")  # its own label, linked to its marker: apart from the words that follow
            elif short_way_back or (text and _BACK.fullmatch(text)):
                link.replace()
    paragraphs = [text for block in note.blocks for text in _paragraphs(block)]
    text = "\n\n".join(paragraphs)
    if note.label.isalpha() and (own := re.match(rf"[\[(]?{note.label}[\])]?[.:)]?\s+", text)):
        return text[own.end() :].strip(_EDGES)
    printed = PRINTED_LABEL.match(text)
    if printed and printed[1] == note.label and len(text) > printed.end():
        text = text[printed.end() :]
    elif printed and printed[1] == note.label and not text[printed.end() :].strip():
        text = ""
    return text.lstrip("^↑ " + _EDGES).strip(_EDGES)


def _paragraphs(block: Element) -> list[str]:
    inner = [part for part in block.child_elements() if part.tag in ("p", "blockquote", "div", "ul", "ol")]
    loose = "".join(child for child in block.children if isinstance(child, str)).strip()
    if len(inner) < 2 or loose:
        return [block.words()] if block.words() else []
    return [part.words() for part in inner if part.words()]


def is_way_back(child: Element) -> bool:
    return bool(_BACK.fullmatch(child.words()))
