"""The notes that stand beside those that markers are tied to: among the same siblings, called or not."""

from __future__ import annotations

from itertools import pairwise

from evidence.importing.html.note_regions import is_title, is_under_line
from evidence.importing.html.note_text import Note, is_way_back, own_label
from evidence.importing.html.tree import HEADINGS, Element


class NoteGroups:
    """Completes notes by their siblings, which may be the paragraphs of the page: numbers alone tell nothing."""

    def __init__(self, numbers: dict[int, int], calling: set[int]) -> None:
        self.numbers = numbers  # of the items of lists
        self.calling = calling  # what markers stand in

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
        text = self._text_between(children, places)
        before = self._leading(children[: places[0]], holding[id(children[places[0]])].label) if places else set()
        dedicated = bool(places) and self._is_dedicated(children, places[0] - len(before))
        found: list[Note] = []
        for place, child in enumerate(children):
            if (note := holding.get(id(child))) is not None:
                found.append(note)
                continue
            if id(child) in taken or place in text:
                continue
            label = (
                own_label(self.numbers, child) if child.tag == tag and (place > places[0] or place in before) else ""
            )
            between = places[0] < place < places[-1]
            own_list = found and comes_before(label, found[-1].label)  # "1." and "2." inside note 4
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

    def _is_dedicated(self, children: list[Element], first: int) -> bool:
        """Whether only notes stand from here on: nothing but titles, or a line or a heading, comes before them."""
        if any(id(child) in self.calling for child in children[first:]):
            return False
        tag = children[first].tag
        own_place = all(is_title(child) for child in children[:first] if child.tag != tag)
        return own_place and (first == 0 or is_title(children[first - 1]) or is_under_line(children[first]))

    def _leading(self, children: list[Element], label: str) -> set[int]:
        """What stands above the first note and counts up to it: notes that nothing calls, in a place of their own."""
        leading: set[int] = set()
        if not label.isdecimal():
            return leading
        for place in range(len(children) - 1, -1, -1):
            child = children[place]
            if is_title(child):
                continue
            if id(child) in self.calling or own_label(self.numbers, child) != str(int(label) - len(leading) - 1):
                return set()  # text of the report stands there too
            leading.add(place)
            if is_under_line(child):
                break
        return leading

    def _text_between(self, children: list[Element], places: list[int]) -> set[int]:
        """What stands between two notes and is the report's own text: it calls notes, or begins with a heading."""
        text: set[int] = set()
        for first, last in pairwise(places):
            run = children[first + 1 : last]
            if any(id(child) in self.calling or child.tag in HEADINGS for child in run):
                text.update(range(first + 1, last))
        return text


def comes_before(label: str, other: str) -> bool:
    """Whether a number at the start of a note's own paragraph is lower than the note's."""
    return label.isdecimal() and other.isdecimal() and int(label) <= int(other)
