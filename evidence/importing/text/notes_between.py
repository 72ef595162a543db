"""Notes that stand under each paragraph of a page saved as text, numbered anew or on: they answer what it calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.importing.records import NoteRecord
from evidence.importing.text.foot_notes import Call, find_calls, opening_number, with_calls
from evidence.importing.text.labels import recognise_label
from evidence.importing.text.printed_blocks import NumberedLine

_FEWEST = 2  # paragraphs with all their notes under them, before numbers are taken for calls


def take_notes_between(page: Sequence[NumberedLine]) -> tuple[list[NumberedLine], list[NoteRecord]]:
    """The page without such notes, its calls written as "[1]"; as it was, where not all that is called is there."""
    waiting: list[Call] = []
    chosen: list[Call] = []
    notes: list[NoteRecord] = []
    taken: set[int] = set()
    groups = answered = 0
    for places in _blocks(page):
        lines = [page[at][1] for at in places]
        if waiting and opening_number(lines[0]) == waiting[0].number:
            for at, line in zip(places, lines, strict=True):
                if waiting and opening_number(line) == waiting[0].number:
                    chosen.append(waiting.pop(0))
                    words = line.strip().lstrip("[").lstrip("0123456789").lstrip(".)]").strip()
                    notes.append(NoteRecord(str(chosen[-1].number), words, page[at][0]))
                else:
                    last = notes[-1]
                    notes[-1] = NoteRecord(last.label, f"{last.text} {line.strip()}", last.line)
            taken.update(places)
            answered += 1
            groups += not waiting
            continue
        if answered and waiting:
            return list(page), []
        answered = 0
        if recognise_label(lines[0].strip()) is not None:
            waiting = []
        waiting.extend(call for at, line in zip(places, lines, strict=True) for call in find_calls(at, line))
    if groups < _FEWEST or (answered and waiting):
        return list(page), []
    kept = [(number, "" if at in taken else line) for at, (number, line) in enumerate(page)]
    return with_calls(kept, chosen), notes


def _blocks(page: Sequence[NumberedLine]) -> Iterator[list[int]]:
    """The places of the lines between two blank ones."""
    held: list[int] = []
    for at, (_, line) in enumerate(page):
        if line.strip():
            held.append(at)
        elif held:
            yield held
            held = []
    if held:
        yield held
