"""Which blocks of an HTML page begin a numbered paragraph, and by what number.

A number that is an anchor, or that its paragraph's id repeats, is a label wherever it stands. Other numbers, plain or
in an element of their own, in a table's first column or drawn by a list, are judged by their sequence. Where nothing is
printed, ids that count ("para-13") number the paragraphs. A page may also number none.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence.importing.html.blocks import Piece
from evidence.importing.html.layout_tables import LABEL_ALONE
from evidence.importing.html.numbering_lists import NUMBERED_ID, numbering_lists
from evidence.importing.html.tree import Element
from evidence.importing.records import BlockKind
from evidence.importing.text.label_sequence import Verdict, distance, judge_labels
from evidence.importing.text.labels import (
    OTHER_LABEL,
    LabelCandidate,
    LabelMatch,
    looks_like_heading,
    recognise_label,
)
from evidence.importing.text.roman_labels import RomanBlock, roman_labels

_GOES_ON = re.compile(r"\.?\d")  # "<b>12</b>.1": the element holds the beginning of a label only
_DIGITS = re.compile(r"\d+")
_OPENING = "“‘\"'[("
_NEAR = 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: int
    match: LabelMatch
    sure: bool


def find_labels(pieces: Sequence[Piece], numbers: dict[int, int]) -> dict[int, LabelMatch]:
    """The labels, by the place of the piece that bears them; ``rest`` is where the text after the label begins."""
    lists = {one: number for ordered in numbering_lists(pieces, numbers) for one, number in ordered.items()}
    candidates = [found for place in range(len(pieces)) if (found := _candidate(place, pieces, lists))]
    sure = [one for one in candidates if one.sure]
    if sure:
        chosen = _in_sequence(pieces, candidates)
    else:
        own = [one for one in candidates if not pieces[one.place].quotes]
        chosen = _judged(pieces, [one for one in own if pieces[one.place].box is None] or own)
    labels = {one.place: one.match for one in chosen}
    return labels or _by_id(pieces) or _in_brackets(pieces) or _in_romans(pieces)


def _candidate(place: int, pieces: Sequence[Piece], numbers: dict[int, int]) -> _Candidate | None:
    piece = pieces[place]
    if piece.heading or piece.kind is BlockKind.TABLE_ROW or not piece.text:
        return None
    if piece.lead is not None and not _GOES_ON.match(piece.text, piece.lead_end):
        text = piece.text[: piece.lead_end].strip("()")
        match = recognise_label(text + ("" if text.endswith(".") else ".") + " ")
        if match is not None:
            rest = _behind_stop(piece.text, piece.lead_end)
            sure = _is_anchor(piece.lead, piece.element) or _repeats(piece.element, match.label)
            return _Candidate(place, LabelMatch(match.label, match.parts, rest, "-" in match.label), sure)
    if piece.item is not None and piece.drawn and id(piece.item) in numbers:
        number = numbers[id(piece.item)]  # which an id may give, where a style sheet draws it
        return _Candidate(place, LabelMatch(str(number), (number,), 0, False), False)
    match = recognise_label(piece.text) or _alone(piece, pieces[place + 1 : place + 2])
    if match is None or (piece.kind is BlockKind.LIST_ITEM and piece.drawn):
        return None
    after = piece.text[match.rest : match.rest + 1]
    if "." in match.label and match.label[0].isdigit() and (not after or after.isupper() or after in _OPENING):
        match = replace(match, weak=False)  # "2.1" at the start of an element, or alone in it, is no wrapped line
    return _Candidate(place, match, _repeats(piece.element, match.label))


def _behind_stop(text: str, place: int) -> int:
    """Behind the full stop that may follow a number's element, and the space."""
    if text[place : place + 2].rstrip() in (".", ")", ":"):
        place += 1
    return place + len(text[place:]) - len(text[place:].lstrip())


def _is_anchor(lead: Element, block: Element) -> bool:
    """Whether a number is an anchor: a name, or a link to itself or to its own paragraph."""
    for part in (*lead.elements(), *lead.ancestors()):
        if part.is_block:
            break
        if part.tag != "a":
            continue
        own = {part.attributes.get("id", ""), part.attributes.get("name", ""), block.attributes.get("id", "")} - {""}
        name = part.attributes.get("href", "").partition("#")[2]
        named = any(_DIGITS.search(one) for one in (part.attributes.get("id", ""), part.attributes.get("name", "")))
        if (name and name in own) or (named and not name):
            return True
    return False


def _repeats(block: Element, label: str) -> bool:
    """Whether the id of the block, or of what it stands in, holds the very numbers of the label."""
    own = block.attributes.get("id", "")
    return bool(own) and _DIGITS.findall(own) == _DIGITS.findall(label) and not own.isdigit()


def _alone(piece: Piece, following: Sequence[Piece]) -> LabelMatch | None:
    """A whole number in a block of its own above a block of text, if others count on with it."""
    number = LABEL_ALONE.fullmatch(piece.text)
    if number is None or not number[1].isdecimal() or not following or following[0].heading:
        return None
    if following[0].kind is not BlockKind.TEXT or LABEL_ALONE.fullmatch(following[0].text):
        return None
    return LabelMatch(number[1], (int(number[1]),), len(piece.text), True)


def _in_sequence(pieces: Sequence[Piece], candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Every sure label outside quotations, and others only where they are the very number that comes next."""
    chosen: list[_Candidate] = []
    shapes = {len(one.match.parts) for one in candidates if one.sure}
    for one in candidates:
        quoted = bool(pieces[one.place].quotes)
        step = distance(chosen[-1].match.parts, one.match.parts) if chosen else 1
        fits = len(one.match.parts) in shapes and (step == 1 or (one.sure and 0 < step < 4))
        plain = not (quoted or _introduced(pieces, one.place) or one.match.weak)
        if (one.sure and not quoted) or (fits and chosen and (one.sure or plain)):
            chosen.append(one)
    return chosen


def _introduced(pieces: Sequence[Piece], place: int) -> bool:
    return place > 0 and pieces[place - 1].text.endswith((":", ":-", ":—")) and not pieces[place - 1].heading


def _judged(pieces: Sequence[Piece], candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Those that the sequence on the whole page bears out."""
    has_headings = any(piece.heading > 1 for piece in pieces)
    bearing = {one.place for one in candidates}
    judged = []
    for one in candidates:
        piece, place = pieces[one.place], one.place
        alone = one.match.rest >= len(piece.text)
        rest = piece.text[one.match.rest :]
        title = not has_headings and not alone and (piece.bold or looks_like_heading(rest, 100)) and piece.item is None
        following = place + 1 < len(pieces) and place + 1 not in bearing
        judged.append(
            LabelCandidate(
                match=one.match,
                line=piece.line,
                heading_like=title,
                introduced=_introduced(pieces, place),
                after_heading=place > 0 and bool(pieces[place - 1].heading),
                before_text=following and not pieces[place + 1].heading and not pieces[place + 1].quotes,
            )
        )
    verdicts = judge_labels(judged)
    chosen = {one.place: one for one, verdict in zip(candidates, verdicts, strict=True) if verdict is Verdict.PARAGRAPH}
    return _with_repeated([one for one, about in zip(candidates, judged, strict=True) if not about.introduced], chosen)


def _with_repeated(candidates: Sequence[_Candidate], chosen: dict[int, _Candidate]) -> list[_Candidate]:
    """Adds dotted labels that repeat a neighbour or fall between two: the page prints them, somebody must decide."""
    order = sorted(chosen)
    for one in candidates:
        at = bisect(order, one.place)
        if one.place in chosen or at in (0, len(order)) or len(one.match.parts) == 1 or one.match.weak:
            continue
        behind = distance(chosen[order[at - 1]].match.parts, one.match.parts)
        ahead = distance(one.match.parts, chosen[order[at]].match.parts)
        if 0 <= behind <= _NEAR and 0 <= ahead <= _NEAR:
            chosen[one.place] = one
            order.insert(at, one.place)
    return [chosen[place] for place in order]


def _by_id(pieces: Sequence[Piece]) -> dict[int, LabelMatch]:
    """Numbers that only the ids of paragraphs hold, where these count upwards through the page."""
    found: dict[int, tuple[str, tuple[int, ...]]] = {}
    for place, piece in enumerate(pieces):
        match = NUMBERED_ID.fullmatch(piece.element.attributes.get("id", ""))
        if match and not piece.heading and piece.kind is not BlockKind.TABLE_ROW and not piece.quotes:
            label = re.sub("[-_]", ".", match[1])
            found[place] = (label, tuple(int(number) for number in _DIGITS.findall(label)))
    order = [parts for _, parts in found.values()]
    if len(order) < 2 or any(one >= other for one, other in pairwise(order)):
        return {}
    return {place: LabelMatch(label, parts, 0, False) for place, (label, parts) in found.items()}


def _in_brackets(pieces: Sequence[Piece]) -> dict[int, LabelMatch]:
    """Numbers in brackets, as rulings print them, or behind "Para": three at least, each the next, opening a block.

    Round brackets and colons number lists as well: they are labels where half the page's blocks have them.
    """
    found: dict[int, LabelMatch] = {}
    sure = True
    blocks = [place for place, piece in enumerate(pieces) if piece.kind is BlockKind.TEXT and not piece.heading]
    for place in blocks:
        match = OTHER_LABEL.match(pieces[place].text) if not pieces[place].quotes else None
        if match and match.end() < len(pieces[place].text):
            number = next(group for group in match.groups() if group)
            label = recognise_label(f"{number}. ")
            if label is not None:
                found[place] = replace(label, rest=match.end())
                sure = sure and bool(match["square"] or match["word"])
    steps = [distance(one.parts, other.parts) for one, other in pairwise(found.values())]
    enough = sure or len(found) * 2 >= len(blocks)
    return found if enough and len(steps) > 1 and all(step == 1 for step in steps) else {}


def _in_romans(pieces: Sequence[Piece]) -> dict[int, LabelMatch]:
    """Paragraphs numbered "i.", "ii.", by the page or by a list that draws the numbers."""
    places = [at for at, one in enumerate(pieces) if not one.quotes and not one.depth and one.box is None and one.text]
    blocks = [RomanBlock(pieces[at].drawn + pieces[at].text, bool(pieces[at].heading)) for at in places]
    return {
        places[at]: replace(match, rest=max(0, match.rest - len(pieces[places[at]].drawn)))
        for at, match in roman_labels(blocks).items()
    }


def is_label_alone(piece: Piece, label: LabelMatch) -> bool:
    """Whether the block holds its label and nothing else, so that the next block is the paragraph's text."""
    return label.rest >= len(piece.text) and bool(LABEL_ALONE.fullmatch(piece.text))
