"""Notes that stand in the margin beside their words: an inline element of that class, behind its number."""

from __future__ import annotations

import re

from evidence.importing.html.markers import note_label
from evidence.importing.html.tree import Element

_SIDE = re.compile(r"(?:^|\s)(?:side-?note|footnote-?text|inline-?(?:foot)?note)(?:\s|$)", re.IGNORECASE)
_NUMBERED = frozenset(("label", "sup", "span", "a", "small"))
_NEAR = 4  # nodes between the number and its note


def mark_side_notes(body: Element) -> None:
    """Raises the number before each such note, or the one that a style sheet counts, and says that it is a note."""
    counted = 0
    for note in [part for part in body.elements() if not part.is_block and _is_side(part)]:
        if note.parent is None or note.role:
            continue
        number = _number_before(note)
        label = note_label(number.words()) if number is not None else ""
        counted = int(label) if label.isdecimal() else counted + 1
        sup = Element("sup", {}, note.line, note.order, None, 0, [str(counted)])
        text = Element("span", {}, note.line, note.order, None, 0, list(note.children), role="note")
        for place, child in enumerate(text.children):
            if isinstance(child, Element):
                child.parent, child.place = text, place
        if number is not None:
            number.replace()
        note.replace(sup, text)


def is_side_note(names: str) -> bool:
    """Whether a class says that an element is such a note."""
    return _SIDE.search(names) is not None


def _is_side(part: Element) -> bool:
    return is_side_note(part.attributes.get("class", "")) and len(part.words()) > 2


def _number_before(note: Element) -> Element | None:
    """The element before a note that holds its number, or that is empty for a style sheet to fill."""
    siblings = note.parent.children[max(0, note.place - _NEAR) : note.place] if note.parent is not None else []
    for one in reversed(siblings):
        if isinstance(one, Element):
            if one.tag in _NUMBERED and (note_label(one.words()).isdecimal() or not one.words()):
                return one
            if one.words():
                return None
        elif not isinstance(one, str) or one.strip():
            return None
    return None
