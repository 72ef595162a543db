"""Which links and raised numbers of an HTML page call a note, and taking them out of the text.

A marker is known by what it is tied to: a link to a note, a note's link back to it, a role that says so.
``raised_numbers`` reads those that nothing is tied to.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from evidence.importing.html.tree import HEADINGS, Element, MarkerCall

_LABEL = re.compile(
    r"[\[({]?\s*(?:(?:foot|end)?note|fn|n)?\.?\s*(?P<label>\d{1,4}[a-z]?|[*†‡§¶#]{1,4}|[ivxlc]{1,6}|[a-z])(?::\d{1,3})?\s*[\])}]?\s*\.?",
    re.IGNORECASE,
)
_NOTE_NAME = re.compile(
    r"(?:foot|end|rear|side)[-_]?note|cite[-_]note|^_?(?:note|rfn|fn|ftn|edn|en|n)[-_:.]?\d", re.IGNORECASE
)
_TEXT_NAME = re.compile(
    r"^(?:para(?:graph)?|p|sec(?:tion)?|s|ch(?:apter)?|table|fig(?:ure)?|box|app|annex)[-_.]?\d", re.IGNORECASE
)
_INLINE_SHELLS = frozenset(
    ("sup", "sub", "small", "b", "strong", "i", "em", "u", "font", "span", "a", "cite", "ins", "bdi", "label")
)
_TIED = frozenset(("button", "sup", "span", "abbr", "label"))
_DESCRIBED = ("aria-describedby", "aria-details", "aria-controls", "popovertarget", "data-target", "data-bs-target")
_SIGN = re.compile(r"[*†‡§¶]{1,4}")
_LOOK_BACK = 50  # siblings looked at to see whether an element opens its block
_SEPARATORS = re.compile(r"[\s,;:.\-–—\[\](){}]*")


@dataclass(slots=True, eq=False)
class Call:
    """An element that calls the note with this label; ``target`` is what it links to on the page, if that is there."""

    label: str
    element: Element
    target: Element | None


def note_label(text: str) -> str:
    """The label in "[12]", "12.", "note 12" or "*"; empty where the text is more than a label."""
    found = _LABEL.fullmatch(" ".join(text.split()))
    return found["label"] if found else ""


def fragment(link: Element) -> str:
    """What a link points to: what follows its #, else what describes it by an ARIA attribute."""
    href = link.attributes.get("href", "").partition("#")[2]
    return href or next((name for key in _DESCRIBED if (name := link.attributes.get(key, "").lstrip("#"))), "")


def own_names(element: Element) -> set[str]:
    """Every name by which a link can point to an inline element: its own, and those inside and around it."""
    names = {part.attributes.get(key, "") for part in element.elements() for key in ("id", "name")}
    part = element
    while (above := part.parent) is not None and not above.is_block:
        names |= {above.attributes.get("id", ""), above.attributes.get("name", "")}
        near = above.children[max(0, part.place - 2) : part.place + 3]
        names |= {one.attributes.get("id", "") for one in near if isinstance(one, Element) and not one.children}
        part = above
    return names - {""}


def is_raised(element: Element) -> bool:
    """Whether it stands above the line, or is said to be a note's reference."""
    near = [element, *_inline_ancestors(element), *element.child_elements()]
    return any(part.tag == "sup" or "noteref" in part.role or is_raised_by_style(part) for part in near)


def is_raised_by_style(element: Element) -> bool:
    """Whether an inline element's own style sets it above the line."""
    style = element.attributes.get("style", "").replace(" ", "").lower()
    return "vertical-align:super" in style and not element.is_block


def is_bracketed(element: Element) -> bool:
    """Whether square brackets stand inside it or directly around it."""
    text = element.words()
    if text.startswith("["):
        return True
    before, after = neighbours(element)
    return before.endswith("[") and after.startswith("]")


def block_of(element: Element) -> Element:
    """The block that the element stands in, or is."""
    if element.is_block:
        return element
    return next((above for above in element.ancestors() if above.is_block), element)


def opens_block(element: Element) -> bool:
    """Whether nothing but space, and brackets around itself, comes before it in its block."""
    part = element
    while not part.is_block and part.parent is not None:
        for child in part.parent.children[max(0, part.place - _LOOK_BACK) : part.place]:
            if isinstance(child, MarkerCall) or (child if isinstance(child, str) else child.words()).strip(
                " [(^\n\t\r"
            ):
                return False
        part = part.parent
    return True


def neighbours(element: Element) -> tuple[str, str]:
    """The text directly before and after it, "" where that is not plain text."""
    if element.parent is None:
        return "", ""
    siblings, place = element.parent.children, element.place
    before = siblings[place - 1] if place else ""
    after = siblings[place + 1] if place + 1 < len(siblings) else ""
    return (before if isinstance(before, str) else ""), (after if isinstance(after, str) else "")


def linked_calls(body: Element, targets: dict[str, Element]) -> list[Call]:
    """Links that call a note, in reading order."""
    links = [part for part in body.elements() if _is_link(part)]
    pointed_from: dict[str, list[Element]] = {}
    for link in links:
        if name := fragment(link):
            pointed_from.setdefault(name, []).append(link)
    calls = []
    for link in links:
        label = note_label(link.words())
        target = targets.get(fragment(link))
        if label and _calls_note(link, label, target, pointed_from):
            calls.append(Call(label, link, target))
    return calls


def _is_link(part: Element) -> bool:
    """A link, or a number that an attribute ties to what it opens."""
    if part.tag == "a" and part.attributes.get("href"):
        return True
    return part.tag in _TIED and bool(fragment(part)) and bool(note_label(part.words()))


def _calls_note(link: Element, label: str, target: Element | None, pointed_from: dict[str, list[Element]]) -> bool:
    name = fragment(link)
    raised, bracketed = is_raised(link), is_bracketed(link)
    if "backlink" in link.role or (target is not None and block_of(target).tag in HEADINGS):
        return False
    if "noteref" in link.role:
        return True
    letters, sign = label.isalpha(), bool(_SIGN.fullmatch(label))
    if target is None:
        return not letters and not opens_block(link) and (raised or (bracketed and bool(_NOTE_NAME.search(name))))
    here, there = block_of(link), block_of(target)
    if here is there and len(target.words()) <= len(link.words()) + 4:
        return False  # a paragraph's link to itself
    back = [source for own in own_names(link) for source in pointed_from.get(own, ()) if source is not link]
    if any(_within(source, there) for source in back):
        return not _is_note_side(link, target, name)
    if opens_block(link) and not opens_block(target):
        return False  # a note's label, linked to the marker in the text
    if _TEXT_NAME.search(name):
        return False  # a cross-reference to a numbered paragraph or section
    if letters or sign:
        return (sign or raised or bracketed) and _opens_with(there, label)
    return raised or bracketed or bool(_NOTE_NAME.search(name))


def _opens_with(block: Element, label: str) -> bool:
    """Whether a block begins with the label, apart from what follows it."""
    words = block.words().lstrip("[(")
    return words.startswith(label) and not words[len(label) : len(label) + 1].isalnum()


def _within(element: Element, block: Element) -> bool:
    around = block.parent if block.tag in ("p", "td", "dt") and block.parent is not None else block
    return element is around or any(above is around for above in element.ancestors())


def _is_note_side(link: Element, target: Element, name: str) -> bool:
    """Of two links that point to each other, the note's is the one that opens its block, or comes later."""
    opens, target_opens = opens_block(link), opens_block(target)
    if opens != target_opens:
        return opens
    if "ref" in name.lower():
        return True
    return link.order > target.order


def pointed_calls(body: Element, targets: dict[str, Element], known: Collection[Element]) -> list[Call]:
    """Raised numbers without a link that a note links back to; ``target`` is then that link."""
    taken = {id(inner) for element in known for inner in element.elements()}
    calls = []
    for link in body.elements():
        name = fragment(link) if link.tag == "a" else ""
        raised = targets.get(name) if name else None
        if raised is None or raised.is_block or {id(raised), id(link)} & taken or opens_block(raised):
            continue
        sup = (
            raised if raised.tag == "sup" else next((up for up in _inline_ancestors(raised) if up.tag == "sup"), raised)
        )
        label = note_label(sup.words())
        if label and not any(id(inner) in taken for inner in sup.elements()) and block_of(link) is not block_of(sup):
            calls.append(Call(label, sup, link))
            taken |= {id(inner) for inner in sup.elements()}
    return calls


def _inline_ancestors(element: Element) -> list[Element]:
    found = []
    for above in element.ancestors():
        if above.is_block:
            break
        found.append(above)
    return found


def lift_calls(calls: list[Call]) -> None:
    """Takes markers out of the tree, with their brackets and the commas between; a MarkerCall stays in their place."""
    labels: dict[int, list[str]] = {}
    for call in calls:
        labels.setdefault(id(call.element), []).append(call.label)
    for call in calls:
        if call.element.parent is None:
            continue
        shell = _shell(call.element, labels)
        if shell.parent is None:
            continue  # lifted with another marker
        inside = [MarkerCall(label) for part in shell.elements() for label in labels.get(id(part), ())]
        raw = _raw_text(shell)
        _drop_brackets(shell)
        _drop_raised_comma(shell)
        lead = [" "] if raw[:1].isspace() else []
        tail = [" "] if raw[-1:].isspace() else []
        shell.replace(*lead, *inside, *tail)


def _raw_text(shell: Element) -> str:
    return "".join(child for part in shell.elements() for child in part.children if isinstance(child, str))


def _shell(element: Element, labels: dict[int, list[str]]) -> Element:
    """The largest inline element around a marker that holds nothing but markers and what separates them."""
    shell = element
    while (above := shell.parent) is not None and above.tag in _INLINE_SHELLS:
        if len(above.children) > _LOOK_BACK:
            break
        loose = [child for child in above.children if isinstance(child, str)]
        others = [child for child in above.child_elements() if child is not shell]
        if not all(_SEPARATORS.fullmatch(text) for text in loose):
            break
        if not all(not other.words() or any(id(part) in labels for part in other.elements()) for other in others):
            break
        shell = above
    return shell


def _drop_raised_comma(shell: Element) -> None:
    """The comma between two markers that is raised as they are, in an element of its own."""
    if shell.parent is None or shell.place < 2:
        return
    earlier, between = shell.parent.children[shell.place - 2 : shell.place]
    lifted = isinstance(earlier, Element) and _only_marker(earlier)
    if lifted and isinstance(between, Element) and between.tag == "sup" and _SEPARATORS.fullmatch(between.words()):
        between.replace()


def _only_marker(element: Element) -> bool:
    return bool(element.children) and all(isinstance(child, MarkerCall) for child in element.children)


def _drop_brackets(shell: Element) -> None:
    before, after = neighbours(shell)
    for opening, closing in (("[", "]"), ("(", ")")):
        if before.endswith(opening) and after.startswith(closing) and shell.parent is not None:
            place = shell.place
            shell.parent.children[place - 1] = before[:-1]
            shell.parent.children[place + 1] = after[1:]
