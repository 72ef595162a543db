"""Numbers that a saved page prints in another way, written as the readers of labels and markers know them.

Notes called by raised numbers ("report.¹", or "report.1" where the save flattened them) become "[1]"; paragraphs that
open with "[112]", as rulings number them, or with "Para 112", become "112.". Only numbers that will be lifted out of
the text are rewritten: the notes under the page's last line "Footnotes", or an unbroken sequence, must vouch for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.importing.text.label_sequence import distance
from evidence.importing.text.labels import OTHER_LABEL, Parts, recognise_label
from evidence.importing.text.markers import LIKE_A_YEAR, find_bracketed
from evidence.importing.text.printed_blocks import NOTES_TITLE, PrintedBlock

_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN_DIGITS = str.maketrans(_RAISED_DIGITS, "0123456789")
_RAISED = re.compile(rf"[{_RAISED_DIGITS}]{{1,3}}")
_FLATTENED = re.compile(r"(?<=[.,;:!?…”’\"')\]])[1-9]\d{0,2}(?=\s|$)")
_GLUED = re.compile(rf"(?:{_FLATTENED.pattern})|(?<=[^\W\d_]{{3}})[1-9]\d{{0,2}}(?=[\s.,;:)]|$)")  # "court3" as well
_NOTE_LINE = re.compile(rf"^(?:\^?(\d{{1,3}})(?:[.):]\s*|\s+)|([{_RAISED_DIGITS}]{{1,3}})\s*)(?=\S)", re.MULTILINE)
_POWER = re.compile(r"(?:\d|\b(?:m|km|cm|mm|ft|kg|x|n))$")
_ENOUGH = 0.8  # of the notes must be called in order before plain numbers behind full stops are taken for their markers
_STEP = 2
_PARAGRAPHS = 3  # in a row before numbers in brackets are labels


@dataclass(frozen=True, slots=True)
class _Number:
    block: int
    start: int
    end: int
    value: int


def with_plain_numbers(blocks: Sequence[PrintedBlock]) -> list[PrintedBlock]:
    """The blocks with their markers as "[1]" and their labels as "112."."""
    return _labelled(_called(list(blocks)))


def _called(blocks: list[PrintedBlock]) -> list[PrintedBlock]:
    bracketed = find_bracketed([block.text for block in blocks])
    if any(0 < one.number < LIKE_A_YEAR and (one.attached or one.after_punctuation) for one in bracketed):
        return blocks
    title = next((at for at in range(len(blocks) - 1, -1, -1) if _is_title(blocks[at])), len(blocks))
    body = range(min(title, len(blocks)))
    raised = [number for at in body for number in _raised(at, blocks[at].raw)]
    below = [number for at in range(title + 1, len(blocks)) for number in _note_lines(at, blocks[at].raw)]
    noted = _counted(below, {one.value for one in raised})
    labels = {one.value for one in noted}
    chosen = _in_order(raised, labels)
    if not chosen and labels:
        for pattern in (_FLATTENED, _GLUED):
            numbers = [number for at in body for number in _flattened(at, blocks[at].raw, pattern)]
            chosen = chosen or _in_order(numbers, labels)
    if not chosen:
        return blocks
    return _rewritten(_rewritten(blocks, chosen, "[{}]"), noted, "[{}] ")


def _is_title(block: PrintedBlock) -> bool:
    return len(block.raw) < 40 and NOTES_TITLE.match(block.text) is not None


def _note_lines(at: int, raw: str) -> Iterator[_Number]:
    for match in _NOTE_LINE.finditer(raw):
        yield _Number(at, match.start(), match.end(), int((match[1] or match[2]).translate(_PLAIN_DIGITS)))


def _counted(numbers: Sequence[_Number], raised: Collection[int]) -> list[_Number]:
    """Those that count on from one another, or call for a raised number at the start of a block.

    Any other number at the start of a line is a note's own words.
    """
    counted: list[_Number] = []
    for one in numbers:
        ahead = one.value - counted[-1].value if counted else 1
        if ahead == 1 or (ahead > 1 and one.value in raised and not one.start):
            counted.append(one)
    return counted


def _raised(at: int, raw: str) -> Iterator[_Number]:
    """Raised numbers behind a word or its punctuation, powers apart."""
    for match in _RAISED.finditer(raw):
        before = raw[max(0, match.start() - 4) : match.start()]
        if before and not before[-1].isspace() and not _POWER.search(before):
            yield _Number(at, *match.span(), int(match.group().translate(_PLAIN_DIGITS)))


def _flattened(at: int, raw: str, pattern: re.Pattern[str]) -> Iterator[_Number]:
    """Plain numbers directly behind closing punctuation; behind "3." only where the block ends with them."""
    label = recognise_label(raw)
    for match in pattern.finditer(raw, label.rest if label else 0):
        decimal = raw[match.start() - 2 : match.start() - 1].isdigit()
        if not decimal or match.end() == len(raw.rstrip()):
            yield _Number(at, *match.span(), int(match.group()))


def _in_order(numbers: Sequence[_Number], labels: set[int]) -> list[_Number]:
    """The numbers that call the notes one after the other; none where too few notes are called."""
    chosen: list[_Number] = []
    order = sorted(labels)
    following = dict(zip(order, [*order[1:], *order[-1:]], strict=True))  # each note's own successor
    for one in numbers:
        last = chosen[-1].value if chosen else (order[0] if labels else 1) - 1
        near = 0 < one.value - last <= _STEP or one.value == following.get(last)
        if (one.value in labels and near and one.value > last) if labels else one.value == last + 1:
            chosen.append(one)
    wanted = len(labels) * _ENOUGH if labels else max(_STEP, len(numbers))
    return chosen if len(chosen) >= wanted else []


def _rewritten(blocks: Sequence[PrintedBlock], numbers: Sequence[_Number], shape: str) -> list[PrintedBlock]:
    by_block: dict[int, list[_Number]] = {}
    for one in numbers:
        by_block.setdefault(one.block, []).append(one)
    return [
        replace(block, raw=_with(block.raw, by_block[at], shape)) if at in by_block else block
        for at, block in enumerate(blocks)
    ]


def _with(raw: str, numbers: Sequence[_Number], shape: str) -> str:
    parts, position = [], 0
    for one in numbers:
        parts += [raw[position : one.start], shape.format(one.value)]
        position = one.end
    return "".join([*parts, raw[position:]])


def _labelled(blocks: list[PrintedBlock]) -> list[PrintedBlock]:
    """Paragraphs that open with a number in brackets or behind "Para", each the next, without other numbering.

    Round brackets and colons number lists as well: they are labels where half the page's blocks have them.
    """
    if not _only_lists(blocks):
        return blocks
    called = {str(one.number) for one in find_bracketed([block.text for block in blocks]) if one.attached}
    found = [(at, match) for at, block in enumerate(blocks) if (match := OTHER_LABEL.match(block.raw))]
    found = [(at, match) for at, match in found if match["square"] not in called]
    chosen: list[tuple[int, re.Match[str]]] = []
    last: Parts = ()
    for at, match in found:
        label = recognise_label(f"{_printed(match)}. ")
        if label is not None and (not chosen or distance(last, label.parts) == 1):
            chosen.append((at, match))
            last = label.parts
    sure = all(match["square"] or match["word"] for _, match in chosen)
    if len(chosen) < _PARAGRAPHS or len(chosen) * 2 < len(found) or not (sure or len(chosen) * 2 >= len(blocks)):
        return blocks
    written = list(blocks)
    for at, match in chosen:
        written[at] = replace(blocks[at], raw=f"{_printed(match)}. {blocks[at].raw[match.end() :]}")
    return written


def _printed(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _only_lists(blocks: Sequence[PrintedBlock]) -> bool:
    """Whether plain numbers open nothing but the items of lists that a colon introduces."""
    last, before = 0, ""
    for block in blocks:
        label = recognise_label(block.raw)
        if label is not None and not label.weak:
            begins = label.parts == (1,) and before.endswith(":")
            if not begins and not (last and label.parts == (last + 1,)):
                return False
            last = label.parts[0]
        else:
            last, before = 0, block.text.rstrip()
    return True


def _is_label(raw: str) -> bool:
    match = recognise_label(raw)
    return match is not None and not match.weak
