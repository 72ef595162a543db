"""What each block of a page's body is: a numbered paragraph, a heading, a list item, a table's row, or text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from evidence.importing.records import Marker
from evidence.importing.text.body_headings import leaves_open, mark_headings
from evidence.importing.text.body_roles import BodyBlock, Role
from evidence.importing.text.label_sequence import Verdict, judge_labels
from evidence.importing.text.labels import LabelCandidate, LabelMatch, looks_like_heading, recognise_label
from evidence.importing.text.markers import choose_markers, find_bracketed, lift_markers
from evidence.importing.text.printed_blocks import PrintedBlock, is_table_row, list_marker
from evidence.importing.text.roman_labels import RomanBlock, roman_labels

_OPENING = tuple("“‘\"'[")
_ITEM_END = re.compile(r"(?:[;,]|[;,]\s(?:and|or))$")
_TAIL = 6  # characters
_ONLY_MARKERS = re.compile(r"(?:\[\d{1,4}\]\s*)+$")


def read_body(blocks: Sequence[PrintedBlock], notes: Collection[str]) -> list[BodyBlock]:
    """The body's blocks with their roles; what a line break alone parted, without a label, is put together again."""
    blocks = _labels_with_text(_markers_with_text(blocks))
    texts = [block.text for block in blocks]
    chosen = choose_markers(find_bracketed(texts), notes)
    by_text: dict[int, list[int]] = {}
    for place, one in enumerate(chosen):
        by_text.setdefault(one.text, []).append(place)
    romans = _romans(blocks)
    body: list[BodyBlock] = []
    for index, block in enumerate(blocks):
        text, markers = lift_markers(texts[index], [chosen[place] for place in by_text.get(index, [])])
        called = bool(markers) and not text[markers[-1].offset :].strip(" .,;:”’\"')]")
        label = romans.get(index) or recognise_label(block.raw)
        if label is not None and label.weak and is_table_row(text):
            label = None
        elif label is not None and label.weak and not block.tight and _is_dotted(block.raw, label):
            label = replace(label, weak=False)  # "3.1 The…" below a blank line is no wrapped line
        body.append(BodyBlock(block.line, text, markers, called, label=label))
    return _with_roles(body, [block.tight for block in blocks])


def _romans(blocks: Sequence[PrintedBlock]) -> dict[int, LabelMatch]:
    """The labels "i.", "ii." of a page that has no others."""
    if any(label is not None and not label.weak for label in map(recognise_label, (block.raw for block in blocks))):
        return {}
    return roman_labels([RomanBlock(block.text, looks_like_heading(block.text)) for block in blocks])


def _is_dotted(raw: str, label: LabelMatch) -> bool:
    """Whether a block opens with "3.1", a space and a sentence."""
    after = raw[label.rest : label.rest + 1]
    return label.label[0].isdigit() and "." in label.label and (after.isupper() or after in _OPENING)


def _markers_with_text(blocks: Sequence[PrintedBlock]) -> list[PrintedBlock]:
    """A marker that stands alone belongs to the block before it."""
    joined: list[tuple[PrintedBlock, list[str]]] = []
    for block in blocks:
        if joined and len(block.raw) < 40 and _ONLY_MARKERS.match(block.text):
            joined[-1][1].append(block.text)
        else:
            joined.append((block, []))
    return [replace(block, raw=block.raw + "".join(alone)) if alone else block for block, alone in joined]


def _labels_with_text(blocks: Sequence[PrintedBlock]) -> list[PrintedBlock]:
    """A label that stands alone belongs to the block after it."""
    joined: list[PrintedBlock] = []
    for block in blocks:
        waiting = recognise_label(joined[-1].raw) if joined and len(joined[-1].raw) < 16 else None
        if waiting and waiting.rest == len(joined[-1].raw) and not recognise_label(block.raw):
            joined[-1] = replace(joined[-1], raw=f"{joined[-1].raw}\t{block.raw}")
        else:
            joined.append(block)
    return joined


def _with_roles(body: list[BodyBlock], tight: list[bool]) -> list[BodyBlock]:
    plain = [_plain_role(block) for block in body]
    candidates = _candidates(body, plain)
    places = [place for place, role in enumerate(plain) if role is Role.NUMBERED]
    judged = [Verdict.ITEM] * len(places) if _is_one_list(body, candidates, places) else judge_labels(candidates)
    verdicts = dict(zip(places, judged, strict=True))
    groups: list[list[BodyBlock]] = []
    for place, block in enumerate(body):
        verdict = verdicts.get(place)
        if verdict is Verdict.PARAGRAPH:
            groups.append([_without_label(block, Role.NUMBERED)])
        elif verdict is Verdict.HEADING:
            groups.append([_without_label(block, Role.HEADING)])
        elif tight[place] and groups and verdict is Verdict.CLAUSE and groups[-1][0].role is not Role.HEADING:
            groups[-1].append(block)
        else:
            weak = block.label is not None and block.label.weak
            numbered = Role.LIST_ITEM if verdict is Verdict.ITEM else Role.CLAUSE
            role = _plain_role(replace(block, label=None)) if weak else numbered if verdict else plain[place]
            groups.append([replace(block, role=role, label=None)])
    return mark_headings([_joined(group) for group in groups])


def _is_one_list(body: Sequence[BodyBlock], candidates: Sequence[LabelCandidate], places: Sequence[int]) -> bool:
    """Whether the page's only numbers are one list, between text that is not numbered."""
    if not candidates or not candidates[0].introduced or places[-1] - places[0] != len(places) - 1:
        return False
    text = [place for place, one in enumerate(body) if one.label is None and not looks_like_heading(one.text)]
    counts = all(one.match.parts == (number,) for number, one in enumerate(candidates, start=1))
    return counts and len(text) > len(places) and sum(place > places[-1] for place in text) > 1


def _plain_role(block: BodyBlock) -> Role:
    if block.label is not None:
        return Role.NUMBERED
    if is_table_row(block.text):
        return Role.TABLE_ROW
    return Role.LIST_ITEM if list_marker(block.text) else Role.TEXT


def _candidates(body: Sequence[BodyBlock], plain: Sequence[Role]) -> list[LabelCandidate]:
    found = []
    open_quotation = False
    before = ""
    for place, block in enumerate(body):
        if block.label is not None:
            following = body[place + 1] if place + 1 < len(body) else None
            rest = block.text[_label_end(block) :]
            found.append(
                LabelCandidate(
                    match=block.label,
                    line=block.line,
                    heading_like=not block.markers and len(rest) <= 100 and looks_like_heading(rest),
                    introduced=open_quotation or before.rstrip().endswith(":"),
                    after_heading=place == 0 or (plain[place - 1] is Role.TEXT and looks_like_heading(before)),
                    before_text=following is not None
                    and plain[place + 1] is not Role.NUMBERED
                    and not looks_like_heading(following.text),
                    before_numbered=following is not None
                    and following.label is not None
                    and not looks_like_heading(following.text[_label_end(following) :]),
                    unfinished=_ITEM_END.search(block.text[-_TAIL:]) is not None,
                )
            )
        open_quotation = leaves_open(block.text, open_quotation and not block.text.startswith("“"))
        before = block.text
    return found


def _label_end(block: BodyBlock) -> int:
    """Where the words after the label begin, in the text with its white space made even."""
    assert block.label is not None  # noqa: S101 - only candidates come here
    end = len(block.label.label)
    if block.text.startswith("("):  # "(iv)"
        return end + len("() ")
    if block.text[end : end + 1] in (".", ")"):
        end += 1
    return end + (block.text[end : end + 1] == " ")


def _without_label(block: BodyBlock, role: Role) -> BodyBlock:
    end = _label_end(block)
    markers = tuple(Marker(marker.label, max(0, marker.offset - end)) for marker in block.markers)
    return replace(block, text=block.text[end:], markers=markers, role=role)


def _joined(blocks: Sequence[BodyBlock]) -> BodyBlock:
    """One block of several that only line breaks part."""
    if len(blocks) == 1:
        return blocks[0]
    markers: list[Marker] = []
    offset = 0
    for block in blocks:
        markers.extend(Marker(marker.label, marker.offset + offset) for marker in block.markers)
        offset += len(block.text) + 1
    text = " ".join(block.text for block in blocks)
    return replace(blocks[0], text=text, markers=tuple(markers), called=blocks[-1].called)
