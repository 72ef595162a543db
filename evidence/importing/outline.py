"""The tree of a report, from what its pages call themselves: parts, chapters, sections, and the sub-headings inside.

"E.2" lies under Part E, "Part A, Chapter 1" under Part A, "4.1" under a page "4" where there is one, and "Chapter 3"
under the part that came last. A parent that has no page of its own becomes a section without a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence.importing.records import HeadingRecord, PageRecord
from evidence.models.slugs import slugified

# from the widest division of a report to the narrowest; an annex stands beside them all
RANKS = {"volume": 0, "book": 0, "part": 1, "chapter": 2, "section": 3}
_DIVISION = re.compile(
    r"(?P<kind>volume|book|part|chapter|section|annex|appendix|schedule)\s+(?P<sign>\d{1,4}[a-z]?|[ivxlc]{1,7}|[a-z])\b",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?:\d{1,3}|[A-Za-z])(?:\.(?:\d{1,3}|[A-Za-z]))*")

Key = tuple[str, ...]


@dataclass(slots=True)
class Node:
    """A section to be: ``page`` is the index of the page it was, or none."""

    number: str
    title: str
    slug: str
    page: int | None = None
    line: int = 0
    heading: int = -1  # index into the page's headings, for a sub-heading
    children: list[Node] = field(default_factory=list)

    def walk(self, depth: int = 0, parent: Node | None = None) -> Iterator[tuple[Node, int, Node | None]]:
        """Itself and everything beneath it in reading order, each with its depth and its parent."""
        yield self, depth, parent
        for child in self.children:
            yield from child.walk(depth + 1, self)


def outline(pages: Sequence[PageRecord]) -> list[Node]:
    """The roots of the tree, in reading order."""
    return _Outline(pages).roots


class _Outline:
    def __init__(self, pages: Sequence[PageRecord]) -> None:
        self.roots: list[Node] = []
        self.by_key: dict[Key, Node] = {}
        self.slugs: set[str] = set()
        self.open: list[tuple[int, Key]] = []  # the divisions that the reading order is inside, widest first
        for index, page in enumerate(pages):
            self._add(index, page)

    def _add(self, index: int, page: PageRecord) -> None:
        heading = page.heading
        key = self._placed(_key(heading.number)) if heading.number else ()
        node = Node(heading.number, heading.title, "", index, heading.line)
        siblings = self._beneath(key[:-1]) if key else self.roots
        node.slug = self._unused(self._page_slug(heading, page.file, key))
        siblings.append(node)
        if key:
            self.by_key.setdefault(key, node)
        _add_headings(node, index, page.headings)

    def _placed(self, key: Key) -> Key:
        """The key with the divisions before it that it does not name itself: "Chapter 3" in the part that came last."""
        rank = _rank(key[0])
        if key[0].isdigit() and self.open:
            around = self.open[-1][1]
            named_again = around[-1].endswith(f" {key[0]}") and len(key) > 1  # "1.2" in "Part 1"
            return (*around, *(key[1:] if named_again else key))
        if rank is None:
            if key[0].partition(" ")[0] in ("annex", "appendix", "schedule"):
                self.open = []
            return key
        while self.open and self.open[-1][0] >= rank:
            self.open.pop()
        placed = (*self.open[-1][1], *key) if self.open else key
        last = _rank(key[-1])
        self.open.append((rank if last is None else last, placed))
        return placed

    def _beneath(self, key: Key) -> list[Node]:
        """Where the children of the key go; sections without a page are made for what no page has named."""
        if not key:
            return self.roots
        if key not in self.by_key:
            number = _number(key)
            node = Node(number, "", self._unused(slugified(number)))
            self._beneath(key[:-1]).append(node)
            self.by_key[key] = node
        return self.by_key[key].children

    def _page_slug(self, heading: HeadingRecord, file: str, key: Key) -> str:
        own = slugified(heading.number) or slugified(heading.title)
        if not own:
            stem = file.rpartition("/")[2].rpartition(".")[0]
            own = slugified(re.sub(r"^\d+-", "", stem)) or "page"
        if own in self.slugs and len(key) > 1:
            own = slugified(" ".join((_number(key[:-1]), heading.number)))
        return own

    def _unused(self, slug: str) -> str:
        found, count = slug, 1
        while found in self.slugs:
            count += 1
            found = f"{slug}-{count}"
        self.slugs.add(found)
        return found


def _key(number: str) -> Key:
    """What a number says of its place: "Part A, Chapter 1" → ("part a", "chapter 1"); "E.2" → ("part e", "2")."""
    divisions = [f"{found['kind']} {found['sign']}".lower() for found in _DIVISION.finditer(number)]
    if divisions:
        return tuple(divisions)
    if _DOTTED.fullmatch(number):
        first, *rest = number.lower().split(".")
        return (f"part {first}" if first.isalpha() else first, *rest)
    return (number.lower(),)


def _rank(division: str) -> int | None:
    return RANKS.get(division.partition(" ")[0])


def _number(key: Key) -> str:
    """A key as a heading would print it: ("part e",) → "Part E"."""
    if _rank(key[-1]) is not None:
        kind, _, sign = key[-1].partition(" ")
        return f"{kind.capitalize()} {sign.upper()}"
    first = key[0].removeprefix("part ")
    return ".".join((first, *key[1:])).upper()


def _add_headings(page: Node, index: int, headings: Sequence[HeadingRecord]) -> None:
    """Sub-headings nest by their level; each has an anchor of its own on the page."""
    stack: list[tuple[int, Node]] = [(0, page)]
    anchors: set[str] = set()
    for position, heading in enumerate(headings):
        while len(stack) > 1 and stack[-1][0] >= heading.level:
            stack.pop()
        anchor = base = slugified(heading.title) or slugified(heading.number) or "heading"
        count = 1
        while anchor in anchors:
            count += 1
            anchor = f"{base}-{count}"
        anchors.add(anchor)
        node = Node(heading.number, heading.title, f"{page.slug}/{anchor}", index, heading.line, position)
        stack[-1][1].children.append(node)
        stack.append((heading.level, node))
