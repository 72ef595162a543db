"""The notes at the foot of a printed page: lines that count on, each called by its number in the text above them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from evidence.importing.records import NoteRecord
from evidence.importing.text.labels import opens_with_date, recognise_label
from evidence.importing.text.printed_blocks import NumberedLine

_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN_DIGITS = str.maketrans(_RAISED_DIGITS, "0123456789")
_NOTE = re.compile(rf"\s*(?:\[(\d{{1,4}})\]|(\d{{1,4}})[.)]?(?=\s)|([{_RAISED_DIGITS}]{{1,4}}))\s*(?=\S)")
_CALL = re.compile(
    rf"(?<=\S)[{_RAISED_DIGITS}]{{1,4}}|\[\d{{1,4}}\]"
    r"|(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?…”’\"')\]]))[1-9]\d{0,3}(?=[\s.,;:)’”]|$)"
)
_POWER = re.compile(r"(?:\d|\b\d*\s?(?:m|km|cm|mm|ft|kg))$")
_LOCATOR = re.compile(r"\b(?:pp?|paras?|nos?|vol|cols?|cc?|t)\.$", re.IGNORECASE)  # "p.45" calls nothing
_CODED = re.compile(r"(?:^|[\s(])[A-Z]\.$")  # nor does "E.2"
_DECIMAL = re.compile(r"\d[.,:]$")
_SHAPE = re.compile(r"\[?(\d{1,4})([.)\]]*)")
_RULE = re.compile(r"\s*[_–—-]{3,}\s*")
_MORE = 4  # one more than the notes that the next page may have room for
_LONGEST_FOOT = 80  # lines
_SENTENCE_END = re.compile(r"[.!?:;…][”’\"')\[\]\d]*$")
_BROKEN = 30  # characters; a shorter note is whole without a full stop
_ENOUGH = 0.8  # of the notes must be called above them


@dataclass(frozen=True, slots=True)
class Call:
    """A number that may call a note, and where it stands on its page."""

    place: int  # of its line in the page
    start: int
    end: int
    number: int


def take_foot_notes(
    page: Sequence[NumberedLine], before: NoteRecord | None = None, pending: Collection[int] = ()
) -> tuple[list[NumberedLine], list[NoteRecord]]:
    """The page without the notes at its foot, its calls written as "[1]", and the notes.

    ``before``: the last note of the printed page before, whose rest may stand above this page's own; ``pending``: the
    numbers called there whose notes it left no room for.
    """
    continued = before is not None and _is_broken(before.text)
    calls = [call for place, (_, line) in enumerate(page) for call in find_calls(place, line)]
    called: dict[int, int] = {}
    for call in calls:
        called.setdefault(call.number, call.place)
    for place in range(max(0, len(page) - _LONGEST_FOOT), len(page)):
        line = page[place][1]
        number = opening_number(line)
        if not _opens_foot(page, place, continued=continued):
            continue
        if called.get(number, place) >= place and number not in pending:
            continue
        notes = _noted(page[place:])
        labels = [int(note.label) for note in notes]
        answered = sum(called.get(label, place) < place or label in pending for label in labels)
        full = _is_broken(notes[-1].text)  # the page has no room for the rest of it, nor for the notes behind it
        if (
            answered >= len(notes) * _ENOUGH
            and not _goes_on(calls, place, labels, full=full)
            and not _counts_on(page, place)
            and not _holds_text(page, place, labels)
        ):
            above = [call for call in calls if call.place < place]
            chosen = _in_order(above, [*labels, *(range(labels[-1] + 1, labels[-1] + _MORE) if full else ())])
            return with_calls(_without_rule(page[:place]), chosen), notes
    return list(page), []


def take_rest_of_note(
    page: list[NumberedLine], last: NoteRecord | None, *, noted: bool
) -> tuple[list[NumberedLine], NoteRecord | None]:
    """The page without the rest of the last note of the page before, which stands at its foot, and that note whole.

    A rule above it shows it, or the note's broken sentence that goes on in lower case above the page's own notes.
    """
    filled = [at for at, (_, line) in enumerate(page) if line.strip()]
    if last is None or not filled or not _is_broken(last.text):
        return page, last
    start = filled[-1]
    while start and page[start - 1][1].strip() and not _RULE.fullmatch(page[start - 1][1]):
        start -= 1
    first = page[start][1].strip()
    above = next((line.strip() for _, line in reversed(page[:start]) if line.strip()), "")
    ruled = bool(_RULE.fullmatch(above))
    own = noted and first[:1].islower() and bool(_SENTENCE_END.search(above[-4:]))
    if recognise_label(first) is not None or not (ruled or own):
        return page, last
    words = " ".join(line.strip() for _, line in page[start:] if line.strip())
    return _without_rule(page[: start - 1] if ruled else page[:start]), replace(last, text=f"{last.text} {words}")


def _is_broken(text: str) -> bool:
    """Whether a note ends inside a sentence: no full stop, and no number that closes a reference."""
    return len(text) > _BROKEN and (text[-1].isalpha() or text[-1] in ",-–") and not text.endswith(("ibid", "Ibid"))


def unanswered(body: Sequence[NumberedLine], notes: Sequence[NoteRecord]) -> set[int]:
    """The numbers called on a printed page behind its last note, which the next page's foot may answer."""
    last = int(notes[-1].label) if notes and notes[-1].label.isdecimal() else 0
    words = "".join([line for _, line in body]) if last else ""
    return {number for number in range(last + 1, last + _MORE) if last and f"[{number}]" in words}


def _goes_on(calls: Sequence[Call], place: int, labels: Sequence[int], *, full: bool) -> bool:
    """Whether the numbers called above begin before the notes or go on after them: the lines are numbered text then."""
    above = {call.number for call in calls if call.place < place}
    return labels[0] - 1 in above or (not full and labels[-1] + 1 in {call.number for call in calls})


def _counts_on(page: Sequence[NumberedLine], place: int) -> bool:
    """Whether the block above opens with the number before, put in the same way: paragraphs count on there."""
    shape = _SHAPE.match(page[place][1].lstrip())
    at = place - 1
    while at and not (page[at][1].strip() and not page[at - 1][1].strip()):
        at -= 1
    above = _SHAPE.match(page[at][1].lstrip()) if at >= 0 else None
    if shape is None or above is None or above[2] != shape[2]:
        return False
    return int(above[1]) + 1 == int(shape[1])


def _holds_text(page: Sequence[NumberedLine], place: int, labels: Sequence[int]) -> bool:
    """Whether a block below opens with a label that is no note's: the paragraphs go on there."""
    for at in range(place + 1, len(page)):
        line = page[at][1].strip()
        opens = not page[at - 1][1].strip()
        if opens and line and recognise_label(line) is not None and opening_number(line) not in labels:
            return True
    return False


def opening_number(line: str) -> int:
    """The number that a line opens with, as a note does; 0 where it opens with none."""
    found = None if opens_with_date(line.lstrip()) else _NOTE.match(line)
    return int(next(group for group in found.groups() if group).translate(_PLAIN_DIGITS)) if found else 0


def _opens_foot(page: Sequence[NumberedLine], place: int, *, continued: bool) -> bool:
    """Whether a line opens with a number below a blank line or a rule."""
    if not place or not opening_number(page[place][1]):
        return False
    above = page[place - 1][1]
    return not above.strip() or bool(_RULE.fullmatch(above)) or (continued and _is_under_rest(page, place))


def _is_under_rest(page: Sequence[NumberedLine], place: int) -> bool:
    """Whether the rest of a note of the page before stands directly above a line: under a rule, or in lower case."""
    below = page[place][1]
    for _, line in reversed(page[max(0, place - _LONGEST_FOOT) : place]):
        if _RULE.fullmatch(line):
            return True
        if not line.strip():
            return below.strip()[:1].islower()
        below = line
    return False


def find_calls(place: int, line: str) -> list[Call]:
    """Numbers behind a word or its punctuation, decimals and powers apart."""
    found = []
    label = recognise_label(line)
    for match in _CALL.finditer(line, label.rest if label else 0):
        before = line[max(0, match.start() - 6) : match.start()]
        if _LOCATOR.search(before) or _CODED.search(before):
            continue
        plain = match.group()[0].isdigit()
        after = line[match.end() : match.end() + 2].strip()
        if plain and _DECIMAL.search(before) and after and not after[:1].isupper():
            continue
        if not plain and match.group()[0] != "[" and _POWER.search(before):
            continue
        found.append(Call(place, match.start(), match.end(), int(match.group().translate(_PLAIN_DIGITS).strip("[]"))))
    return found


def _noted(lines: Sequence[NumberedLine]) -> list[NoteRecord]:
    """The notes of the foot: a line that does not open with the next number goes on with the note before it."""
    notes: list[tuple[int, int, list[str]]] = []
    for number, line in lines:
        opening = _NOTE.match(line)
        value = opening_number(line)
        if opening and (not notes or value == notes[-1][1] + 1):
            notes.append((number, value, [line[opening.end() :].strip()]))
        elif line.strip():
            notes[-1][2].append(line.strip())
    return [NoteRecord(str(value), " ".join(words), number) for number, value, words in notes]


def _in_order(calls: Sequence[Call], labels: Sequence[int]) -> list[Call]:
    """The calls that name the notes one after the other."""
    chosen: list[Call] = []
    waiting = list(labels)
    for call in calls:
        if call.number in waiting[:2]:
            del waiting[: waiting.index(call.number) + 1]
            chosen.append(call)
    return chosen


def _without_rule(lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    end = len(lines)
    while end and not lines[end - 1][1].strip():
        end -= 1
    return list(lines[: end - 1] if end and _RULE.fullmatch(lines[end - 1][1]) else lines)


def with_calls(lines: list[NumberedLine], calls: Sequence[Call]) -> list[NumberedLine]:
    for call in reversed(calls):
        number, line = lines[call.place]
        lines[call.place] = (number, f"{line[: call.start]}[{call.number}]{line[call.end :]}")
    return lines
