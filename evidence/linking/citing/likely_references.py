"""References that only their number says are inside the report: "(paragraph 4.12)", "Part 8", "see 3.14 above".

Each is for staff to confirm, and none is kept unless what it names is there: other documents have numbers too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.linking.citing.crossrefs import PARAGRAPHS, PARTS, CrossReference, TargetKind, listed
from evidence.linking.citing.whose_parts import is_elsewhere, work_in_sentence
from evidence.linking.naming.word_lists import FUNCTION_WORDS

WHY = "only its number says that it is of this report"
_WORDS = ("aragraph", "ara ", "ara.", "aras", "Part ", " above", " below")  # quick to look for; one of them is in each
_HINT = re.compile(r"\d\.\d|Part\s\d")
_NUMBER = r"\d{1,3}\.\d{1,4}"
_RANGES = rf"{_NUMBER}(?:\s?[-–‑−]\s?{_NUMBER}|\sto\s{_NUMBER})?"
_BARE = re.compile(
    rf"\b(?:[Ss]ee|at|in|from)\s(?P<labels>{_RANGES}(?:(?:,\s(?:and\s)?|\sand\s){_RANGES}){{0,8}})(?![\w/%]|\.\d)"
    r",?\s(?P<direction>above|below)\b"
)
_WHOLE = re.compile(r"\s?(?:[.,;:)\n]|$|(?:I|we|and|is|are|of\sthis|deals?|sets?|covers?|considers?|examines?)\b)")
_OF_A_STANDARD = re.compile(r"(?:[A-Z]{2,}\d*|\d|Stage\s\d|Schedule\s\d+,?)\s\Z")
_WORD_BEFORE = re.compile(r"(?<![\w.])(?P<word>[A-Z0-9][\w’'-]*)(?P<comma>,?)\s\Z")
_SHORT = len("Schedule 10, ")
_NAME = 30


def likely_references(text: str, sure: Sequence[CrossReference]) -> list[CrossReference]:
    """Those of a paragraph, in order, beside the ones that are ``sure``."""
    if not any(word in text for word in _WORDS) or not _HINT.search(text):
        return []
    taken = [(one.start, one.end) for one in sure]
    found = [*_paragraphs(text), *_parts(text), *_bare(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[CrossReference] = []
    for one in found:
        if all(end <= one.start or one.end <= start for start, end in taken):
            kept.append(one)
            taken.append((one.start, one.end))
    return kept


def _paragraphs(text: str) -> Iterator[CrossReference]:
    for match in PARAGRAPHS.finditer(text):
        if "." not in match["labels"] or is_elsewhere(text, match.start("name"), match.end("labels"), len(text)):
            continue
        if not work_in_sentence(text, 0, match.start()) and not _is_after_a_name(text, match.start("name")):
            yield from listed(text, match, match.start("name"), TargetKind.PARAGRAPH)


def _is_after_a_name(text: str, start: int) -> bool:
    """ "Document B, paragraph 12.6": of whatever is named there; "In paragraph 12.6" is not."""
    match = _WORD_BEFORE.search(text[max(0, start - _NAME) : start])
    return match is not None and (bool(match["comma"]) or match["word"] not in FUNCTION_WORDS)


def _parts(text: str) -> Iterator[CrossReference]:
    for match in PARTS.finditer(text):
        if not match["part"].isdigit() or match["chapter"] or match["section"] or not _WHOLE.match(text, match.end()):
            continue
        before = text[max(0, match.start() - _SHORT) : match.start()]
        if _OF_A_STANDARD.search(before) or is_elsewhere(text, match.start(), match.end(), len(text)):
            continue
        if not work_in_sentence(text, 0, match.start()):
            label = match["part"]
            yield CrossReference(
                match.start(), match.end(), match.group(), match.group(), TargetKind.PART, label, None, label
            )


def _bare(text: str) -> Iterator[CrossReference]:
    for match in _BARE.finditer(text):
        yield from listed(text, match, match.start("labels"), TargetKind.PARAGRAPH)
