"""Whether a numbered part ("Section 3", "paragraph 5") is of this report, of another volume, or of some other work."""

from __future__ import annotations

import re
from typing import NamedTuple

_AFTER = re.compile(
    r"\s?(?:(?:and\s)?\(\w{1,3}\)"  # "Section 21 (2)"
    r"|(?:of|to|in)\s(?:the|that|an?|his|her|their|its|resolution|UN|[A-Z][a-z]+(?:[’']s)?\s|\[|[A-Z]{2,})"
    r"|(?:[A-Z][\w’']*\s(?:and\s|of\s)?){0,6}Act\b|[A-Z]{3,6}\b|Inquiries\b|thereof\b"
    r"|(?:notices?|orders?|statements?|requests?|warrants?|offences?|[ei]nquir(?:y|ies)|agreements?|duty|duties"
    r"|bankruptcy|offers?|claims?|reviews?)\b)"
)
_OURS = re.compile(
    r",?\s(?:of|in|to)\s(?:(?:this|my)\s(?P<part>[Rr]eport|[Vv]olume|[Cc]hapter|[Ss]ection|[Pp]art)|the\sReport)\b"
    r"(?!\s(?:of|by|on|into)\b)"
)
_IN_VOLUME = re.compile(r",?\s(?:of|in)\sVolume\s(?P<volume>\d{1,2}|[IVX]{1,5})\b")
_VOLUME_BEFORE = re.compile(
    r"\bVolume\s(?P<volume>\d{1,2}|[IVX]{1,5})(?:\sof\s(?:this|my|the)\s[Rr]eport)?,?\s(?:at\s|in\s)?\Z"
)
_WORK_BEFORE = re.compile(
    r"(?:(?<!this)(?<!my)(?<!the)\sReport|\b(?:Acts?|Reviews?|Code|Guidance|Guidelines|Rules|Regulations|Manual"
    r"|Handbook|Convention|Charter|Treaty|Directive|Order|Protocol|Paper|Statement|Memorandum|Policy|Standard|CPR"
    r"|statement|dossier|judgment|resolution|submissions?|letter|paper))"
    r"(?:\s\(?\d{4}\)?)?(?:[’']s)?,?\s(?:at\s)?\Z"
)
_SOMEBODYS_BEFORE = re.compile(
    r"\b(?:[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s"
    r"(?:(?:new|draft|own|revised|proposed|further|final|original|separate)\s)?\Z"
)
_WORK_IN_SENTENCE = re.compile(
    r"\b(?:[Ss]tatement|[Ll]etter|[Jj]udgment|[Rr]esolution|[Cc]ode|[Ss]ubmissions?|[Aa]ct|[Rr]eview|[Mm]inute"
    r"|[Pp]rotocol)\b[^.]{0,120}\Z"
)
_INSERTED = re.compile(r"\[[^\[\]]{0,100}\b[Ss]ee\s(?:also\s)?\Z")
# "Part 9, Chapter 2, paragraph …", "Volume 2 Chapter 9 at paragraph …"
_PLACE_BEFORE = re.compile(
    r"\b(?:Volume\s(?P<volume>\d{1,2}|[IVX]{1,5}),?\s)?(?:Part\s(?P<part>[A-Z]|\d{1,2})(?:,?\sChapter\s(?P<inner>\d{1,2}))?"
    r"|Chapter\s(?P<chapter>\d{1,2})),?\s(?:at\s)?\Z"
)
_BEFORE, _SENTENCE = 60, 140  # characters looked at before a reference


def of_this(text: str, end: int, last: int) -> str | None:
    """What it is said to be of: "report" for "… of this report", "chapter" for "… of this Chapter"."""
    match = _OURS.match(text, end, last)
    return (match["part"] or "report").lower() if match else None


def is_elsewhere(text: str, start: int, end: int, last: int) -> bool:
    """Whether the words around say that it is of another work: "of the Act", "Hutton Report, …", "a new Chapter 1"."""
    if _AFTER.match(text, end, last):
        return True
    before = text[max(0, start - _BEFORE) : start]
    return bool(_WORK_BEFORE.search(before) or _SOMEBODYS_BEFORE.search(before))


def volume_of(text: str, start: int, end: int, first: int) -> str | None:
    """The volume that is named beside it: "Volume 3, paragraph 12", "Chapter 5 of Volume 2"."""
    if "Volume" not in text[max(first, start - _BEFORE) : end + 16]:
        return None
    match = _IN_VOLUME.match(text, end) or _VOLUME_BEFORE.search(text[max(first, start - _BEFORE) : start])
    return match["volume"] if match else None


class PlaceBefore(NamedTuple):
    """The part and chapter, and the volume they are of, right before a paragraph's number."""

    part: str | None = None
    chapter: str | None = None
    volume: str | None = None


def place_before(text: str, start: int, first: int) -> PlaceBefore:
    """Where a paragraph is said to stand: "Chapter 4, paragraphs 4.12 to 4.14"; nothing where a work is named."""
    before = text[max(first, start - _BEFORE) : start]
    match = _PLACE_BEFORE.search(before) if "art " in before or "hapter " in before else None
    if match is None or _WORK_BEFORE.search(before[: match.start()]):
        return PlaceBefore()
    return PlaceBefore(match["part"], match["inner"] or match["chapter"], match["volume"])


def work_in_sentence(text: str, first: int, start: int) -> bool:
    """Whether the sentence has spoken of a document that has paragraphs of its own."""
    return bool(_WORK_IN_SENTENCE.search(text[max(first, start - _SENTENCE) : start]))


def is_inserted(text: str, start: int) -> bool:
    """Whether it is the report's own insertion into words it quotes: "[see Section 6.5]"."""
    return bool(_INSERTED.search(text[max(0, start - _SENTENCE) : start]))
