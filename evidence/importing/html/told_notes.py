"""Notes whose text a page keeps in its markers: in an attribute that a script or a browser shows as a tip."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from evidence.importing.html.markers import Call, is_raised, note_label, opens_block
from evidence.importing.html.tree import Element
from evidence.importing.records import NoteRecord

_MARKUP = re.compile(r"<[^<>]{0,200}>")
_ABOUT = re.compile(  # what a tip says of the marker itself, or an attribute of the script
    r"(?i)(?:(?:click|tap|press|hover|scroll|jump|skip|go|return|back)\b.{0,40}"
    r"|(?:go|jump|skip|see|view|show|read|open|link|return|back)\b.{0,80}\b(?:notes?|footnotes?|references?|text|citation)\b"
    r".{0,30}|.{0,20}\b(?:foot|end)?notes?\b.{0,12}|https?://\S*|[#.{\[].*|[\w-]*)"
)
_SHELLS = frozenset(("sup", "a", "span", "abbr", "button", "small", "i", "b", "em", "strong", "cite"))
_NEAR = 4  # nodes between a number and its note
_FEW = 3  # elements around a number, each of which may hold its note


def told_calls(body: Element, known: Collection[int]) -> list[Call]:
    """Numbers that hold their own note and that no link explains. ``known``: elements that are markers already."""
    calls: list[Call] = []
    taken = set(known)
    for element in body.elements():
        if element.tag not in _SHELLS or id(element) in taken or not _told(element) or not _is_marker(element):
            continue
        label = note_label(element.words())
        if label.isdecimal() and not opens_block(element) and not any(id(part) in taken for part in element.elements()):
            calls.append(Call(label, element, None))
            taken.update(id(part) for part in element.elements())
    return calls


def _is_marker(element: Element) -> bool:
    """Whether a number is set as a marker: raised, in square brackets, or held in an attribute named for notes.

    A number with a tip may be a year or a count; a link to somewhere else is a link.
    """
    href = element.attributes.get("href", "#")
    if not href.startswith(("#", "javascript:")):
        return False
    named = any("note" in name for name in element.attributes if name.startswith("data-"))
    return named or is_raised(element) or element.words().startswith("[")


def calls_beside_notes(raised: Iterable[Element], known: Collection[int]) -> list[Call]:
    """Raised numbers with their note in the next inline element, which repeats the number or is said to be a note."""
    calls = []
    for sup in raised:
        beside = _next(sup)
        label = note_label(sup.words())
        if beside is None or not label or any(id(part) in known for part in (*sup.elements(), *sup.ancestors())):
            continue
        if beside.tag in ("span", "small") and (_repeats(beside, label) or _is_said_to_be_note(beside)):
            calls.append(Call(label, sup, beside))
    return calls


def _next(element: Element) -> Element | None:
    """The next element with words in it, if only space lies between."""
    if element.parent is None:
        return None
    for child in element.parent.children[element.place + 1 : element.place + 1 + _NEAR]:
        words = child.strip() if isinstance(child, str) else child.words() if isinstance(child, Element) else "x"
        if words:
            return child if isinstance(child, Element) else None
    return None


def _repeats(beside: Element, label: str) -> bool:
    first = next(iter(beside.child_elements()), None)
    own = first is not None and first.words().strip("[]. ") == label and beside.words().lstrip("[").startswith(label)
    return own and len(beside.words()) > len(label) + 2


def _is_said_to_be_note(beside: Element) -> bool:
    return bool({"tooltip", "note", "doc-footnote", "footnote"} & set(beside.role.split()))


def told_notes(calls: Iterable[Call], labels: Collection[str]) -> Iterator[NoteRecord]:
    """The notes that markers hold, where the page has none of that number elsewhere."""
    found = set(labels)
    for call in calls:
        if call.label not in found and (text := _around(call.element)):
            found.add(call.label)
            yield NoteRecord(call.label, text, call.element.line)


def _around(element: Element) -> str:
    """The note that the marker, an element inside it or one directly around it holds."""
    near = [*element.elements()]
    for above in element.ancestors():
        if above.tag not in _SHELLS or len(near) > _FEW or note_label(above.words()) != note_label(element.words()):
            break
        near.append(above)
    return next((text for one in near if (text := _told(one))), "")


def _told(element: Element) -> str:
    """The longest text among an element's attributes that is words and not about the marker."""
    texts = [
        " ".join(_MARKUP.sub("", value).split())
        for name, value in element.attributes.items()
        if name == "title" or name.startswith("data-")
    ]
    return max((text for text in texts if not _ABOUT.fullmatch(text)), key=len, default="")
