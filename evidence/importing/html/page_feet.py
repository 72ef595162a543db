"""Notes that stand under each printed page without a link: they answer, in order, the raised numbers above them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from evidence.importing.html.markers import note_label
from evidence.importing.html.note_text import PRINTED_LABEL, Note
from evidence.importing.html.tree import Element

_NODES = 8  # between two notes: space, line breaks
_LINES = frozenset(("p", "div", "li", "tr", "dd"))


def notes_at_feet(body: Element, raised: Sequence[Element], taken: Collection[int]) -> list[Note]:
    """Rows or blocks that open with the very numbers that are raised above them and not answered yet, all of them."""
    calling = {id(sup): sup for sup in raised}
    waiting: list[str] = []
    notes: list[Note] = []
    done: set[int] = set(taken)
    for element in body.elements():
        if id(element) in done or (element.parent is not None and id(element.parent) in done):
            done.add(id(element))
            continue
        if waiting and element.tag in _LINES and _label(element) == waiting[0]:
            run = _run(element, waiting)
            more = _goes_on_from(element, waiting[0]) or (bool(run) and _is_part_of_more(run[-1], waiting[-1]))
            if len(run) == len(waiting) and not more:
                notes.extend(Note(label, [line]) for label, line in zip(waiting, run, strict=True))
                done.update(id(line) for line in run)
                waiting = []
                continue
        if id(element) in calling:
            waiting.extend(number for number in re.findall(r"\d+", element.words()) if number not in waiting)
    return notes


def _run(first: Element, labels: Sequence[str]) -> list[Element]:
    """The blocks from the first that open with the labels one after the other."""
    if first.parent is None:
        return []
    run: list[Element] = []
    for child in first.parent.children[first.place : first.place + _NODES * len(labels) + _NODES]:
        if isinstance(child, Element) and child.words():
            if len(run) == len(labels) or _label(child) != labels[len(run)]:
                break
            run.append(child)
    return run


def _goes_on_from(first: Element, label: str) -> bool:
    """Whether the block above bears the number before: paragraphs count on there."""
    siblings = first.parent.children[max(0, first.place - _NODES) : first.place] if first.parent is not None else []
    above = next((one for one in reversed(siblings) if isinstance(one, Element) and one.words()), None)
    return above is not None and _label(above) == str(int(label) - 1)


def _is_part_of_more(last: Element, label: str) -> bool:
    """Whether numbers go on below what is called, or stand under the heads of columns: they count something else."""
    end = last.place + 1
    siblings = last.parent.children[end : end + _NODES] if last.parent is not None else []
    following = next((one for one in siblings if isinstance(one, Element) and one.words()), None)
    if following is not None and _label(following) == str(int(label) + 1):
        return True
    table = next((above for above in last.ancestors() if above.tag == "table"), None) if last.tag == "tr" else None
    return table is not None and any(part.tag == "th" for part in table.elements())


def _label(line: Element) -> str:
    """The number in a row's first cell, or at the start of a block that holds no others."""
    children = [child for child in line.child_elements() if child.words()]
    if line.tag == "tr":
        label = note_label(children[0].words()) if len(children) > 1 else ""
        return label if label.isdecimal() else ""
    if any(child.is_block for child in children):
        return ""
    words = line.words()
    printed = PRINTED_LABEL.match(words)
    return printed[1] if printed and printed[1].isdecimal() and printed.end() < len(words) else ""
