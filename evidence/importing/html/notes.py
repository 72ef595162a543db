"""The notes of an HTML page, wherever it keeps them: found, read and taken out of the text.

A note is the block that a marker links to, or that links back to a marker, with the blocks that go on from it. Its
neighbours in the same list or division are notes too, called or not. Where nothing is linked, a heading "Footnotes",
a role, or a block that opens with a raised number already met in the text says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from evidence.importing.html.lists import item_numbers
from evidence.importing.html.markers import (
    Call,
    block_of,
    lift_calls,
    linked_calls,
    note_label,
    opens_block,
    pointed_calls,
)
from evidence.importing.html.note_regions import (
    announces_notes,
    following,
    is_title,
    leads_elsewhere,
    note_blocks,
    part_lines,
    until_heading,
)
from evidence.importing.html.note_text import PRINTED_LABEL, Note, around_calls, is_way_back, note_text
from evidence.importing.html.page_feet import notes_at_feet
from evidence.importing.html.raised_numbers import raised_numbers, unlinked_calls
from evidence.importing.html.told_notes import told_calls, told_notes
from evidence.importing.html.tree import HEADINGS, Element, PageTree
from evidence.importing.records import NoteRecord

_NOTE_ROLES = ("doc-endnotes", "doc-footnotes", "endnotes", "footnotes")
_BRACKETED = re.compile(r"\[(\d{1,3})\]")
_NOTE_TAGS = frozenset(("p", "div", "li", "td", "aside"))
_CLIMBS = frozenset(("li", "div", "aside", "dd", "td", "tr"))


@dataclass(slots=True)
class PageNotes:
    """The notes of a page as records."""

    records: list[NoteRecord] = field(default_factory=list)
    linked: bool = False  # the page's markers were tied to notes, so that no other number needs to be guessed at


def take_notes(tree: PageTree) -> PageNotes:
    """Takes notes and markers out of the tree; a MarkerCall stays where each marker stood."""
    part_lines(tree.body)
    calls = linked_calls(tree.body, tree.targets)
    calls += pointed_calls(tree.body, tree.targets, [call.element for call in calls])
    calls += told_calls(tree.body, {id(part) for call in calls for part in call.element.elements()})
    calls.sort(key=lambda call: call.element.order)
    reader = _NoteReader(tree, {id(above) for call in calls for above in call.element.ancestors()})
    notes = reader.with_neighbours(_tied_notes(calls))
    taken = {id(call.element) for call in calls}
    raised = [sup for sup in _outside(raised_numbers(tree.body), notes) if not _is_taken(sup, taken)]
    notes += reader.untied_notes(notes, raised)
    calls += unlinked_calls(_outside(raised, notes), {note.label for note in notes})
    kept = {id(element) for element in _outside([call.element for call in calls], notes)}
    calls = [call for call in calls if id(call.element) in kept]
    found = PageNotes(linked=any(call.target is not None for call in calls))
    called = around_calls(calls)
    found.records.extend(told_notes(calls, {note.label for note in notes}))
    for note in notes:
        text = note_text(note, tree.targets, called)
        found.records.append(NoteRecord(note.label, text, note.blocks[0].line))
    for note in notes:
        for block in note.blocks:
            block.replace()
    lift_calls(calls)
    return found


def _outside(elements: Iterable[Element], notes: Iterable[Note]) -> list[Element]:
    """Those elements that do not stand in a note."""
    blocks = {id(block) for note in notes for block in note.blocks}
    return [element for element in elements if not any(id(above) in blocks for above in element.ancestors())]


def _is_taken(sup: Element, taken: set[int]) -> bool:
    return any(id(part) in taken for part in (*sup.elements(), *sup.ancestors()))


def _tied_notes(calls: list[Call]) -> list[Note]:
    """One note for each target, its block as large as it can be without holding another note or a marker."""
    first: dict[int, tuple[Call, Element]] = {}
    crowd: dict[int, int] = {}
    busy: set[int] = set()
    for call in calls:
        busy.update(id(above) for above in call.element.ancestors())
    for call in calls:
        if call.target is None:
            continue
        block = _smallest(call, call.target)
        if id(block) not in first:
            first[id(block)] = (call, block)
            for above in block.ancestors():
                crowd[id(above)] = crowd.get(id(above), 0) + 1
    notes = []
    for call, block in first.values():
        notes.append(Note(call.label, _climbed(block, call.label, crowd, busy)))
    return notes


def _smallest(call: Call, target: Element) -> Element:
    block = block_of(target)
    if block is block_of(call.element) and not target.is_block:
        return target  # a note kept inside the paragraph that calls it
    return block


def _climbed(block: Element, label: str, crowd: dict[int, int], busy: set[int]) -> list[Element]:
    while (above := block.parent) is not None and above.tag in _CLIMBS:
        inside = crowd.get(id(above), 0)
        if inside > 1 or id(above) in busy or not _is_first(block, above):
            break
        if any(part.tag in HEADINGS for part in above.elements()) or _has_labelled_sibling(block, label):
            break
        block = above
    if block.tag != "dt":
        return [block]
    blocks = [block]
    for sibling in following(block):
        if sibling.tag != "dd":
            break
        blocks.append(sibling)
    return blocks


def _has_labelled_sibling(block: Element, label: str) -> bool:
    """Whether another note, that nothing calls, stands beside this one: its number is no lower."""
    found = [PRINTED_LABEL.match(one.words()[:12]) for one in following(block) if one.tag == block.tag]
    return any(one is not None and not _comes_before(one[1], label) for one in found)


def _comes_before(label: str, other: str) -> bool:
    """Whether a number at the start of a note's own paragraph is lower than the note's."""
    return label.isdecimal() and other.isdecimal() and int(label) <= int(other)


def _is_first(block: Element, above: Element) -> bool:
    return not any(
        (child.words() if isinstance(child, Element) else child if isinstance(child, str) else "x").strip()
        for child in above.children[: block.place]
    )


class _NoteReader:
    """Reads the notes that stand beside those that are linked, and those that nothing is linked with."""

    def __init__(self, tree: PageTree, calling: set[int]) -> None:
        self.tree = tree
        self.calling = calling  # what markers stand in
        self.numbers = item_numbers(tree.body)

    def with_neighbours(self, notes: list[Note]) -> list[Note]:
        """The notes with those that stand among them without a marker, and with the blocks that go on from each."""
        holding: dict[int, Note] = {id(note.blocks[0]): note for note in notes}
        taken = {id(block) for note in notes for block in note.blocks}
        parents: dict[int, Element] = {}
        for note in notes:
            parent = note.blocks[0].parent
            if parent is not None and note.blocks[0].is_block:
                parents.setdefault(id(parent), parent)
        complete: list[Note] = [note for note in notes if note.blocks[0].parent is None or not note.blocks[0].is_block]
        for parent in parents.values():
            complete.extend(self._read_group(parent, holding, taken))
        return complete

    def _read_group(self, parent: Element, holding: dict[int, Note], taken: set[int]) -> list[Note]:
        """The notes among the children of one element, in order."""
        children = [child for child in parent.child_elements() if child.words()]
        places = [place for place, child in enumerate(children) if id(child) in holding]
        tag = children[places[0]].tag if places else ""
        dedicated = bool(places) and all(is_title(child) for child in children[: places[0]] if child.tag != tag)
        text = self._text_between(children, places)
        found: list[Note] = []
        for place, child in enumerate(children):
            if (note := holding.get(id(child))) is not None:
                found.append(note)
                continue
            if id(child) in taken or place in text:
                continue
            label = self._own_label(child) if child.tag == tag else ""
            between = places[0] < place < places[-1]
            own_list = found and _comes_before(label, found[-1].label)  # "1." and "2." inside note 4
            if label and (between or dedicated) and not own_list:
                found.append(Note(label, [child]))
            elif (
                found
                and (between or (dedicated and parent.tag != "body"))
                and not is_title(child)
                and not is_way_back(child)
            ):
                found[-1].blocks.append(child)
        return found

    def _text_between(self, children: list[Element], places: list[int]) -> set[int]:
        """What stands between two notes and is the report's own text: it calls notes, or begins with a heading."""
        text: set[int] = set()
        for first, last in pairwise(places):
            run = children[first + 1 : last]
            if any(id(child) in self.calling or child.tag in HEADINGS for child in run):
                text.update(range(first + 1, last))
        return text

    def _own_label(self, block: Element) -> str:
        """The label that a note itself prints, or its number in its list."""
        if id(block) in self.numbers:
            return str(self.numbers[id(block)])
        printed = PRINTED_LABEL.match(block.words())
        return printed[1] if printed else ""

    def untied_notes(self, notes: list[Note], raised: list[Element]) -> list[Note]:
        """Notes that nothing is linked with: under a heading, by role, or opening with a number raised before."""
        taken = {id(block) for note in notes for block in note.blocks}
        found: list[Note] = []
        for region in self._regions(self.tree.body, raised):
            for block in region:
                inside = any(id(part) in taken for part in (block, *block.ancestors()))
                label = "" if inside else self._own_label(block)
                if label:
                    found.append(Note(label, [block]))
                    taken.add(id(block))
                elif found and not inside and not is_title(block) and not _is_way(block):
                    found[-1].blocks.append(block)
                    taken.add(id(block))
        feet = notes_at_feet(self.tree.body, raised, taken)
        taken |= {id(block) for note in feet for block in note.blocks}
        found += feet
        met: set[str] = set()
        opened: set[int] = set()
        for sup in raised:
            label, block = note_label(sup.words()), block_of(sup)
            first = id(block) not in opened  # only the first number in a block can open it
            if label in met and first and id(block) not in taken and opens_block(sup) and _opens_note(block, label):
                found.append(Note(label, [block]))
                taken.add(id(block))
            met.add(label)
            opened.add(id(block))
        return found

    def _regions(self, body: Element, raised: list[Element]) -> Iterator[list[Element]]:
        """The blocks beneath a heading that announces notes, inside a role that holds them, beneath the last line."""
        lines: list[Element] = []
        for element in body.elements():
            if element.role and any(role in element.role for role in _NOTE_ROLES):
                yield list(note_blocks(element.child_elements()))
            elif announces_notes(element):
                sure = element.words().lower().startswith(("foot", "end"))
                following = list(until_heading(element))
                if (sure or raised) and following and self._own_label(following[0]):
                    yield following
            elif element.tag == "hr":
                lines.append(element)
        if lines:
            following = list(until_heading(lines[-1]))
            if following and self._answers(following, raised):
                yield following

    def _answers(self, blocks: list[Element], raised: list[Element]) -> bool:
        """Whether the blocks under a line are the notes to the numbers above it: all of them, from the first."""
        inside = {id(part) for block in blocks for part in block.elements()}
        called = [note_label(sup.words()) for sup in raised if id(sup) not in inside]
        if not called:
            brackets = Counter(_BRACKETED.findall(self.tree.body.words()))
            called = [label for label, count in brackets.items() if count > 1]
        labels = {self._own_label(block) for block in blocks} - {""}
        calling = [sup for sup in raised if id(sup) in inside and not opens_block(sup)]
        return bool(called) and not calling and self._own_label(blocks[0]) == called[0] and labels >= set(called)


def _is_way(block: Element) -> bool:
    """Whether a block leads back to the text or on to another page."""
    return is_way_back(block) or leads_elsewhere(block)


def _opens_note(block: Element, label: str) -> bool:
    """Whether a block begins with the label and goes on with text."""
    words = block.words()
    return block.tag in _NOTE_TAGS and words.lstrip("[(").startswith(label) and len(words) > len(label) + 2
