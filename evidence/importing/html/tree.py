"""The page as a tree of elements and text that can be taken apart: what Lexbor parsed, each element with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from evidence.importing.html.scan import LINE_ATTRIBUTE, MAX_DEPTH

# White space as a reader sees it, no-break spaces included; U+0085 is not here: on a page it is a mis-decoded "…".
SPACES = re.compile(r"[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary"
    " table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCK_TAGS.split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN_TAGS = "head script style template noscript iframe object embed applet audio video canvas svg datalist map"
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_OPENS = ("href", "aria-describedby", "aria-details", "aria-controls", "popovertarget", "data-target", "data-bs-target")
_OPENERS = ", ".join(f'[{key}^="#"]' if key == "href" else f"[{key}]" for key in _OPENS)
_NUMBER = re.compile(r"[\[(]?\s*(?:\d{1,4}|[*†‡§¶])\s*[\])]?")


@dataclass(slots=True, eq=False)
class MarkerCall:
    """Where a note is called: what is left of its marker once that is out of the text."""

    label: str


@dataclass(slots=True, eq=False)
class Element:
    """An element with its children in order. ``order`` counts elements through the page, ``line`` is its tag's."""

    tag: str
    attributes: dict[str, str]
    line: int
    order: int
    parent: Element | None
    place: int = 0  # among the parent's children; it never shifts
    children: list[Element | MarkerCall | str] = field(default_factory=list)
    role: str = ""  # what the page says that it is for: an ARIA role, or the EPUB type that came before it

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS

    def elements(self) -> Iterator[Element]:
        """This element and those inside it, in the order of their tags."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend([child for child in reversed(element.children) if isinstance(child, Element)])

    def ancestors(self) -> Iterator[Element]:
        """The element around this one, the one around that, and so on."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def child_elements(self) -> list[Element]:
        return [child for child in self.children if isinstance(child, Element)]

    def replace(self, *others: Element | MarkerCall | str) -> None:
        """Puts others (or nothing) in its stead, in a plain span, so that its siblings keep their places."""
        if self.parent is not None:
            stead = Element("span", {}, self.line, self.order, self.parent, self.place, list(others))
            for place, other in enumerate(others):
                if isinstance(other, Element):
                    other.parent, other.place = stead, place
            self.parent.children[self.place] = stead
            self.parent = None

    def words(self) -> str:
        """Its text on one line, blocks apart, as a reader would see it."""
        pieces: list[str] = []
        stack: list[Element | MarkerCall | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                pieces.append(node)
            elif isinstance(node, Element):
                if node.is_block or node.tag == "br":
                    pieces.append(" ")
                    stack.append(" ")
                stack.extend(reversed(node.children))
        return SPACES.sub(" ", "".join(pieces)).strip(" ")


@dataclass(frozen=True, slots=True)
class PageTree:
    """The visible page: its body, its title, what ids and names point to, and what no reader sees."""

    body: Element
    title: str
    targets: dict[str, Element]
    unseen: dict[str, int]
    too_deep_line: int | None = None
    tags: frozenset[str] = frozenset()  # what there is on the page at all
    classes: frozenset[str] = frozenset()  # as elements give them
    touching: tuple[Element, ...] = ()  # inline elements with nothing between them and the one before


def read_tree(source: str) -> PageTree:
    """Parses a scanned page as a browser does."""
    document = LexborHTMLParser(source)
    title = document.css_first("title")
    unseen: dict[str, int] = {}
    body = Element("body", {}, 1, 0, None)
    root = document.body
    too_deep = _copy(root, body, unseen, _opened_by_numbers(document)) if root is not None else None
    targets: dict[str, Element] = {}
    tags: set[str] = set()
    classes: set[str] = set()
    touching: list[Element] = []
    for element in body.elements():
        tags.add(element.tag)
        if names := element.attributes.get("class"):
            classes.add(names)
        if element.place and element.parent is not None and not element.is_block:
            before = element.parent.children[element.place - 1]
            if isinstance(before, Element) and not before.is_block and before.children and element.children:
                touching.append(element)
        for name in (element.attributes.get("id"), element.attributes.get("name")):
            if name:
                targets.setdefault(name, element)
    heading = SPACES.sub(" ", title.text()).strip(" ") if title is not None else ""
    found = frozenset(tags), frozenset(classes), tuple(touching)
    return PageTree(body, heading, targets, unseen, too_deep, *found)


def _opened_by_numbers(document: LexborHTMLParser) -> set[str]:
    """Names of what a number opens: a note may be hidden until a reader asks for it."""
    names: set[str] = set()
    for node in document.css(_OPENERS):
        if _NUMBER.fullmatch(node.text().strip()[:8]):
            names.update((value or "").lstrip("#") for key, value in node.attributes.items() if key in _OPENS)
    return names - {""}


def _copy(root: LexborNode, body: Element, unseen: dict[str, int], opened: set[str]) -> int | None:
    """Copies what can be seen under ``root``; the line where it nests too deep, if it does."""
    order = 0
    stack: list[tuple[LexborNode | None, Element, int]] = [(root.first_child, body, 1)]
    while stack:
        node, parent, depth = stack.pop()
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                parent.children.append(node.text_content or "")
            elif tag[:1] not in ("-", "") and not _is_unseen(node, tag, unseen, opened):
                order += 1
                attributes = {name: value or "" for name, value in node.attributes.items()}
                line = attributes.pop(LINE_ATTRIBUTE, "")
                own_line = int(line) if line.isdecimal() else parent.line
                element = Element(tag, attributes, own_line, order, parent, len(parent.children))
                element.role = f"{attributes.get('role', '')} {attributes.get('epub:type', '')}".strip().lower()
                parent.children.append(element)
                if (child := node.first_child) is not None:
                    if depth > MAX_DEPTH:
                        return element.line
                    stack.append((node.next, parent, depth))
                    node, parent, depth = child, element, depth + 1
                    continue
            node = node.next
    return None


def _is_unseen(node: LexborNode, tag: str, unseen: dict[str, int], opened: set[str]) -> bool:
    """Scripts and the like, and small things hidden; a hidden panel with text in it is text waiting to be opened."""
    if tag in _UNSEEN:
        unseen[tag] = unseen.get(tag, 0) + 1
        return True
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    hidden = (
        "hidden" in attributes or "display:none" in style or "visibility:hidden" in style or "mso-hide:all" in style
    )
    if (
        hidden
        and attributes.get("id") not in opened
        and (tag not in BLOCKS or node.css_first("p, li, td, blockquote, h2, h3") is None)
    ):
        unseen["hidden " + tag] = unseen.get("hidden " + tag, 0) + 1
        return True
    return False
