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

from evidence.importing.html.inline_details import mend_inline_details
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
from evidence.importing.html.note_groups import NoteGroups, comes_before
from evidence.importing.html.note_regions import (
    announces_notes,
    following,
    is_title,
    leads_elsewhere,
    note_blocks,
    part_at_targets,
    part_lines,
    until_heading,
)
from evidence.importing.html.note_text import PRINTED_LABEL, Note, around_calls, is_way_back, note_text, own_label
from evidence.importing.html.page_feet import notes_at_feet
from evidence.importing.html.raised_characters import raise_characters
from evidence.importing.html.raised_numbers import raised_numbers, unlinked_calls
from evidence.importing.html.side_notes import is_side_note, mark_side_notes
from evidence.importing.html.split_numbers import are_one_number, join_split_numbers
from evidence.importing.html.told_notes import calls_beside_notes, told_calls, told_notes
from evidence.importing.html.tree import HEADINGS, Element, PageTree
from evidence.importing.records import NoteRecord
from evidence.importing.text.site_lines import is_site_line

_NOTE_ROLES = ("doc-endnotes", "doc-footnotes", "endnotes", "footnotes")
_NUMBERS = re.compile(r"\d{1,4}")
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
    if "details" in tree.tags:
        mend_inline_details(tree.body)
    if any(is_side_note(names) for names in tree.classes):
        mark_side_notes(tree.body)
    raise_characters(tree.body)
    if any(are_one_number(element) for element in tree.touching):
        join_split_numbers(tree.body)
    calls = linked_calls(tree.body, tree.targets)
    part_at_targets(call.target for call in calls if call.target is not None)
    calls += pointed_calls(tree.body, tree.targets, [call.element for call in calls])
    taken = {id(part) for call in calls for part in call.element.elements()}
    calls += calls_beside_notes(raised_numbers(tree.body), taken)
    calls += told_calls(tree.body, {id(part) for call in calls for part in call.element.elements()})
    calls.sort(key=lambda call: call.element.order)
    numbers = item_numbers(tree.body)
    calling = {id(above) for call in calls for above in call.element.ancestors()}
    notes = NoteGroups(numbers, calling).with_neighbours(_tied_notes(calls))
    taken = {id(call.element) for call in calls}
    raised = [sup for sup in _outside(raised_numbers(tree.body), notes) if not _is_taken(sup, taken)]
    loose = [call.element for call in calls if call.target is None]
    found_loose = sorted([*raised, *_outside(loose, notes)], key=lambda element: element.order)
    notes += _UntiedNotes(tree, numbers).read(notes, found_loose)
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
    return any(one is not None and not comes_before(one[1], label) for one in found)


def _is_first(block: Element, above: Element) -> bool:
    return not any(
        (child.words() if isinstance(child, Element) else child if isinstance(child, str) else "x").strip()
        for child in above.children[: block.place]
    )


class _UntiedNotes:
    """Reads the notes that nothing is linked with."""

    def __init__(self, tree: PageTree, numbers: dict[int, int]) -> None:
        self.tree = tree
        self.numbers = numbers

    def read(self, notes: list[Note], raised: list[Element]) -> list[Note]:
        """Notes that nothing is linked with: under a heading, by role, or opening with a number raised before."""
        taken = {id(block) for note in notes for block in note.blocks}
        found: list[Note] = []
        for region in self._regions(self.tree.body, raised):
            for block in region:
                inside = any(id(part) in taken for part in (block, *block.ancestors()))
                label = "" if inside else own_label(self.numbers, block)
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
                if (sure or raised) and following and own_label(self.numbers, following[0]):
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
        called = [number for sup in raised if id(sup) not in inside for number in _NUMBERS.findall(sup.words())]
        if not called:
            brackets = Counter(_BRACKETED.findall(self.tree.body.words()))
            called = [label for label, count in brackets.items() if count > 1]
        labels = {own_label(self.numbers, block) for block in blocks} - {""}
        calling = [sup for sup in raised if id(sup) in inside and not opens_block(sup)]
        return (
            bool(called) and not calling and own_label(self.numbers, blocks[0]) == called[0] and labels >= set(called)
        )


def _is_way(block: Element) -> bool:
    """Whether a block leads back to the text or on to another page, or is the site's."""
    return is_way_back(block) or leads_elsewhere(block) or is_site_line(block.words())


def _opens_note(block: Element, label: str) -> bool:
    """Whether a block begins with the label and goes on with text."""
    words = block.words()
    return block.tag in _NOTE_TAGS and words.lstrip("[(").startswith(label) and len(words) > len(label) + 2
