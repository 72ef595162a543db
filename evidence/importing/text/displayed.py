"""Which blocks of a paragraph saved as text are displayed quotations: only marks, position and wording tell.

A block may begin in lower case, may have lost its opening mark, or may have no marks at all; each quotation says by
which rule it was seen, and whether staff should confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.importing.records import BlockKind, Marks
from evidence.importing.text.labels import looks_like_heading

_OPENING = '“"‘«'
_OPENERS = ("“", '"', "‘", "«", "…“", "[“", "(“")
_DOUBLE = re.compile(r"[“”\"«»]")
_AFTER_CLOSING = " .,;:!?…)]"
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.\s?\.\s?\.)\s*[\])]?\.?$")
_EXCHANGE = re.compile(r"[QA][.:]\s")  # a question or an answer of a hearing
_ITEM_END = re.compile(r";(?: and| or)?$")  # an item of a list whose bullets were not saved
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|my|My|us|me)\b")
_SPEECH = re.compile(
    r"\b(?:told|said|says|stated|explained|added|wrote|described|replied|continued|commented|observed|considered|confirmed"
    r"|recalled|noted|suggested|reported|agreed|argued|concluded|gave evidence|asked|answered|responded)\b"
)
_NAME = 2  # words in marks that open a sentence about them: "“Alex”, who was there, said …"
_LAST_SENTENCES = 600  # how much of the words before is searched for somebody who speaks


@dataclass(frozen=True, slots=True)
class Standing:
    """A block of one paragraph, and what is known of it before quotations are looked for."""

    text: str
    kind: BlockKind
    called: bool = False  # ends with a footnote marker
    numbered: bool = False  # opens with the paragraph's own label
    bullet: bool = False  # opens with a bullet, and so is shown as a list and not as a quotation
    clause: bool = False  # opens with a number that is not a label of the page


@dataclass(frozen=True, slots=True)
class Displayed:
    """Adjacent blocks, first and last included, that are one displayed quotation."""

    first: int
    last: int
    marks: Marks
    certain: bool
    rule: str


@dataclass(frozen=True, slots=True)
class _Balance:
    """How the quotation marks of a block stand."""

    opens: bool  # its first character is an opening mark
    first_close: int  # where the mark that opens the block is closed; -1: it is not
    unmatched_close: bool
    left_open: bool


def _balance(text: str) -> _Balance:
    opens = text.startswith(_OPENERS)
    if opens and text.lstrip("…[(").startswith("‘"):
        end = len(text.rstrip(_AFTER_CLOSING)) - 1
        closed = end > 0 and text[end] == "’"
        return _Balance(True, end if closed else -1, False, not closed)
    depth, first_close, unmatched, straight = 0, -1, False, False
    for match in _DOUBLE.finditer(text):
        mark = match.group()
        if mark == '"':
            straight = not straight
            depth += 1 if straight else -1
        else:
            depth += 1 if mark in "“«" else -1
        if depth < 0:
            unmatched, depth = True, 0
        if depth == 0 and first_close < 0 and opens:
            first_close = match.start()
    return _Balance(opens, first_close, unmatched, depth > 0)


def ends_with_closing_mark(text: str) -> bool:
    """Whether the last mark of the block closes a quotation."""
    return text.rstrip(_AFTER_CLOSING).endswith(("”", '"', "’", "»"))


class _Reader:
    """Goes through the blocks of one paragraph once."""

    def __init__(self, blocks: Sequence[Standing]) -> None:
        self.blocks = blocks
        self.balances = [_balance(block.text) for block in blocks]
        self.closing = self._next_closing()
        self.rules: list[str] = [""] * len(blocks)

    def _next_closing(self) -> list[int]:
        """For each block, the next one that closes a quotation it did not itself begin, or that was begun again."""
        closing = [-1] * (len(self.blocks) + 1)
        for place in range(len(self.blocks) - 1, -1, -1):
            balance = self.balances[place]
            closes = balance.first_close >= 0 if balance.opens else balance.unmatched_close
            closing[place] = place if closes else closing[place + 1]
        return closing

    def read(self) -> list[str]:
        """The rule by which each block is displayed, "" where it is not."""
        place = 0
        while place < len(self.blocks):
            block = self.blocks[place]
            if not block.numbered and (block.kind is BlockKind.TEXT or block.clause):
                self.rules[place] = self._rule(place)
                if self.rules[place]:
                    place = self._follow(place)
            place += 1
        return self.rules

    def _rule(self, place: int) -> str:
        block, balance = self.blocks[place], self.balances[place]
        before = self.blocks[place - 1] if place else None
        introduced = before is not None and before.text.rstrip(" ").endswith((":", ":–", ":-", ": –"))
        if balance.opens:
            rest = block.text[balance.first_close + 1 :].strip(_AFTER_CLOSING) if balance.first_close >= 0 else ""
            named = rest[:1].islower() and len(block.text[: balance.first_close].split()) <= _NAME
            whole = not rest or (ends_with_closing_mark(block.text) and not named) or introduced
            return "opening-mark" if whole else ""
        listed = looks_like_heading(block.text) or _ITEM_END.search(block.text[-6:]) is not None
        if introduced and (block.clause or balance.unmatched_close or not listed):
            return "numbered-clause" if block.clause else "after-colon"
        if _EXCHANGE.match(block.text) and (introduced or (place and self.rules[place - 1])):
            return "exchange"
        if balance.unmatched_close and ends_with_closing_mark(block.text):
            return "closing-mark"
        if block.clause and place and self.rules[place - 1]:
            return "numbered-clause"
        if _ELLIPSIS.match(block.text) and place and self.rules[place - 1]:
            return "ellipsis"
        return "attributed-before" if self._attributed(place) else ""

    def _attributed(self, place: int) -> bool:
        """No mark at all: in the first person, ending in a note, straight after words that say who spoke."""
        block = self.blocks[place]
        if not place or not block.called or not self.blocks[place - 1].numbered:
            return False
        plain = not any(mark in block.text for mark in '“”"')
        before = self.blocks[place - 1].text[-_LAST_SENTENCES:]
        return plain and _FIRST_PERSON.search(block.text) is not None and _SPEECH.search(before) is not None

    def _follow(self, place: int) -> int:
        """Carries a quotation that a block leaves open on to the block that closes it; the last block taken."""
        balance = self.balances[place]
        unmarked = self.rules[place] == "after-colon" and not balance.unmatched_close
        still_open = balance.first_close < 0 if balance.opens else (unmarked and not self.blocks[place].called)
        if not still_open or place + 1 >= len(self.blocks):
            return place
        last = self.closing[place + 1]
        if last < 0 or (unmarked and not balance.opens and self.balances[last].opens):
            return place
        begun_again = self.balances[last].opens
        for inside in range(place + 1, last + 1):
            block = self.blocks[inside]
            if block.numbered or (begun_again and not self._held_within(inside)):
                return inside - 1
            if block.kind is not BlockKind.TABLE_ROW and not (block.bullet and self.blocks[last].bullet):
                self.rules[inside] = self.rules[place] if self.balances[inside].opens else "open-quotation"
        return last

    def _held_within(self, place: int) -> bool:
        """Where each paragraph of a quotation opens with a mark, a block without one is in it only as part of one."""
        block, text = self.blocks[place], self.blocks[place].text
        if self.balances[place].opens or block.clause or block.kind is not BlockKind.TEXT or _ELLIPSIS.match(text):
            return True
        return text[:1].islower() or not any(mark in text for mark in '“”"')


def find_displayed(blocks: Sequence[Standing]) -> list[Displayed]:
    """The displayed quotations of one paragraph; adjacent blocks are one."""
    rules = _Reader(blocks).read()
    found: list[Displayed] = []
    place = 0
    while place < len(blocks):
        if not rules[place]:
            place += 1
            continue
        first = place
        while place < len(blocks) and rules[place]:
            place += 1
        found.append(_described(blocks, rules, first, place - 1))
    return found


def _described(blocks: Sequence[Standing], rules: Sequence[str], first: int, last: int) -> Displayed:
    opened = blocks[first].text.startswith(_OPENERS)
    closed = ends_with_closing_mark(blocks[last].text) and (
        opened or not blocks[last].text.rstrip(_AFTER_CLOSING).endswith("’")
    )
    marks = {
        (True, True): Marks.COMPLETE,
        (True, False): Marks.CLOSING_LOST,
        (False, True): Marks.OPENING_LOST,
        (False, False): Marks.ABSENT,
    }[opened, closed]
    return Displayed(first, last, marks, marks is not Marks.ABSENT, rules[first])
