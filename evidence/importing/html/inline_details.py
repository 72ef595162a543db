"""A note or an aside that opens inside a sentence: ``<details>`` in a paragraph, which ends it for a browser.

The parser leaves the rest of the sentence outside, and an empty paragraph where the end tag stood: by that it is known.
The sentence is put together; what opens stands after it, or is its note where a number opens it.
"""

from __future__ import annotations

from evidence.importing.html.markers import note_label
from evidence.importing.html.tree import Element, MarkerCall

Node = Element | MarkerCall | str


def mend_inline_details(body: Element) -> None:
    """Puts sentences that such an element parts together, and makes its text a note where a number opens it."""
    for details in [part for part in body.elements() if part.tag == "details"]:
        if details.parent is not None:
            _mend(details)


def _mend(details: Element) -> None:
    around = details.parent
    if around is None:
        return
    before = _before(details)
    paragraph = before if isinstance(before, Element) and before.tag == "p" and before.words() else None
    end = _end_of_sentence(around, details.place) if paragraph is not None else None
    note = _as_note(details)
    if paragraph is not None and end is not None:
        _take_in(paragraph, around, details, end, note)
    elif note and isinstance(before, str):
        details.replace(*note)


def _before(details: Element) -> Node | None:
    siblings = details.parent.children[: details.place] if details.parent is not None else []
    return next((one for one in reversed(siblings) if not (isinstance(one, str) and not one.strip())), None)


def _end_of_sentence(around: Element, place: int) -> int | None:
    """The place of the empty paragraph that an end tag without a start leaves, behind words that stand in no block."""
    for at in range(place + 1, len(around.children)):
        child = around.children[at]
        if isinstance(child, Element) and child.is_block and child.tag != "details":
            left = child.tag == "p" and not child.children and not child.attributes
            return at if left else None
    return None


def _as_note(details: Element) -> list[Node]:
    """The number that opens it, raised, and its text as a note of that number; nothing where no number opens it."""
    summary = next((part for part in details.child_elements() if part.tag == "summary"), None)
    label = note_label(summary.words()) if summary is not None else ""
    if summary is None or not label.isdecimal():
        return []
    line, order = details.line, details.order
    sup = Element("sup", {}, line, order, None, 0, [label])
    text: list[Node] = [child for child in details.children if child is not summary]
    note = Element("span", {}, line, order, None, 0, text, role="note")
    _adopt(note)
    return [sup, note]


def _take_in(paragraph: Element, around: Element, details: Element, end: int, note: list[Node]) -> None:
    """Moves what stands between the paragraph and its end tag into it; an aside that is no note stays behind it."""
    moved: list[Node] = []
    for at in range(details.place, end):
        child = around.children[at]
        if child is details:
            moved.extend(note)
            around.children[at] = "" if note else details
        elif isinstance(child, Element) and child.tag == "details":
            inner = _as_note(child)
            moved.extend(inner)
            around.children[at] = "" if inner else child
            child.parent = None if inner else around
        else:
            moved.append(child)
            around.children[at] = ""
    if note:
        details.parent = None
    rest = Element("span", {}, paragraph.line, paragraph.order, paragraph, len(paragraph.children), moved)
    _adopt(rest)
    paragraph.children.append(rest)


def _adopt(parent: Element) -> None:
    for place, child in enumerate(parent.children):
        if isinstance(child, Element):
            child.parent, child.place = parent, place
