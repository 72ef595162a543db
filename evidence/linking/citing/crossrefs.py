"""References inside the report: "See paragraphs 4.89 to 4.91 above", "Section 3.2", "Part J, Chapter 3", "Annex 1"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from evidence.linking.citing.whose_parts import is_elsewhere, of_this, place_before, volume_of, work_in_sentence


class TargetKind(StrEnum):
    """What part of the report is meant."""

    PARAGRAPH = "paragraph"
    SECTION = "section"
    CHAPTER = "chapter"
    PART = "part"
    ANNEX = "annex"
    VOLUME = "volume"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CrossReference:
    """One target inside the report and the words that name it: ``text[start:end] == raw``.

    Of "paragraphs 4.56 and 4.98" the first span holds "paragraphs 4.56", the second "4.98"; ``reference`` holds it all.
    """

    start: int
    end: int
    raw: str
    reference: str  # without "above" or "below"
    target: TargetKind
    label: str  # "4.89", "3.2", "J", "1"
    label_to: str | None = None  # the last of a range
    part: str | None = None
    chapter: str | None = None
    section: str | None = None
    direction: str | None = None  # "above" or "below"
    volume: str | None = None  # the volume that is named with it: "Volume 3, paragraph 12"
    of_this: str | None = None  # "report" of "Section 3 of this report"


_LABEL = r"(?:[A-Z]\.)?\d{1,4}(?:\.\d{1,4}){0,4}(?:\([a-z0-9]{1,4}\)){0,2}"
_DASH = r"(?:\s?[-–‑−]\s?|\s(?:to|and)\s(?=\d)|\sto\s)"
_RANGE_DASH = r"(?:\s?[-–‑−]\s?|\sto\s)"
_RANGE = rf"{_LABEL}(?:{_RANGE_DASH}{_LABEL})?"
_RANGES = rf"(?P<labels>{_RANGE}(?:(?:,\s(?:and\s)?|\sand\s|\s&\s){_RANGE}){{0,20}})(?![\w/%]|\.\d)"
_WHERE = (
    r"(?:(?:,|,?\s(?:of|in))\s(?:(?:this|my)\s(?P<this>[Rr]eport|[Cc]hapter|[Ss]ection|[Vv]olume|[Pp]art)"
    r"|[Ss]ection\s(?P<section>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){0,2})|Part\s(?P<part>[A-Z]|\d{1,2})(?:,?\sChapter\s(?P<chapter>\d{1,2}))?"
    r"|Chapter\s(?P<chapter_only>\d{1,2})))?"
)
_DIRECTION = r"(?:,?\s(?P<direction>above|below|supra|infra))?(?!\w)"
_LOOSE_DIRECTION = r"(?:,?\s(?P<direction>above|below|supra|infra)(?!\w))?"  # words run together: "Chapter 6relating"
PARAGRAPHS = re.compile(
    rf"(?P<see>[Ss]ee(?:,?\s(?:also|too),?)?\s|(?P<before>[Aa]bove|[Bb]elow),?\s(?:at|in)\s)?\b(?P<name>[Pp]aragraphs?|[Pp]aras?\.?)\s{_RANGES}{_WHERE}{_DIRECTION}"
)
_SECTIONS = re.compile(
    rf"(?:(?P<before>[Aa]bove|[Bb]elow),?\s(?:at|in)\s)?\b(?P<name>[Ss]ections?)\s(?P<labels>(?:[A-Z]\.)?\d{{1,2}}(?:\.\d{{1,3}}){{0,2}}"
    rf"(?:(?:,\s(?:and\s)?|\sand\s|{_RANGE_DASH})(?:[A-Z]\.)?\d{{1,2}}(?:\.\d{{1,3}}){{0,2}}){{0,12}})(?![\w(/%]|\.\d){_DIRECTION}"
)
PARTS = re.compile(
    r"\bPart\s(?P<part>[A-Z]|\d{1,2}|[IVX]{2,5})\b(?:,?\sChapter\s(?P<chapter>\d{1,2})(?!\d))?"
    r"(?:,?\s(?:[Ss]ection|[Pp]aragraph|para)s?\s(?P<section>\d{1,2}(?:\.\d{1,3}){0,3}))?" + _LOOSE_DIRECTION
)
_CHAPTERS = re.compile(
    r"\b(?:Part\s(?P<part_before>[A-Z]|\d{1,2}),?\s(?=Chapters\s))?(?P<name>[Cc]hapters?)\s"
    r"(?P<labels>\d{1,2}(?:(?:,\s(?:and\s)?|\sand\s|\s?[-–]\s?|\sto\s)\d{1,2}){0,8})\b(?!\.\d)"
    r"(?:,?\s(?:of|in)\sPart\s(?P<part>[A-Z]|\d{1,2})\b)?" + _DIRECTION
)
_ANNEXES = re.compile(
    r"\b(?:Annex|Appendix)\s(?P<label>\d{1,2}|[A-Z])\b(?:\sto\s(?:this\s[Rr]eport|the\sReport))?" + _DIRECTION
)
_VOLUMES = re.compile(r"\bVolume\s(?P<label>\d{1,2})\sof\s(?:this|my|the)\s[Rr]eport" + _DIRECTION)
_NOTES = re.compile(
    r"\b(?:[Ff]ootnotes?|[Nn]otes?|fn\.?|n\.)\s(?P<label>\d{1,4}),?\s(?P<direction>above|below|supra|infra)\b"
)
NUMBERS_IN_WORDS = (
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
)  # fmt: skip
_IN_WORDS = re.compile(
    rf"\b(?P<name>Part|Chapter|Section)\s(?P<label>{'|'.join(NUMBERS_IN_WORDS)})\b{_LOOSE_DIRECTION}"
)
_ONE = re.compile(rf"({_LABEL})(?:{_RANGE_DASH}({_LABEL}))?")
_WAYS = {"supra": "above", "infra": "below"}


def _way(match: re.Match[str]) -> str | None:
    direction = match["direction"] or (match.groupdict().get("before") or "").lower()
    return _WAYS.get(direction, direction) if direction else None


def _plain_end(match: re.Match[str]) -> int:
    """Where the reference ends without its "above" or "below"."""
    text = match.string
    end = match.start("direction") if match["direction"] else match.end()
    while text[end - 1] in " ,":
        end -= 1
    return end


def listed(
    text: str, match: re.Match[str], first: int, target: TargetKind, **inside: str | None
) -> list[CrossReference]:
    """One reference for each number of a list; the first span takes the word before it, the last what follows."""
    reference = text[first : _plain_end(match)]
    ones = list(_ONE.finditer(text, match.start("labels"), match.end("labels")))
    made = []
    for number, one in enumerate(ones):
        start = first if number == 0 else one.start()
        end = match.end() if number == len(ones) - 1 else one.end()
        made.append(
            CrossReference(
                start, end, text[start:end], reference, target, one[1], one[2], direction=_way(match), **inside
            )
        )
    return made


def _paragraphs(text: str, start: int, end: int) -> list[CrossReference]:
    found: list[CrossReference] = []
    for match in PARAGRAPHS.finditer(text, start, end):
        place = place_before(text, match.start("name"), start)
        volume = volume_of(text, match.start(), match.end(), start) or place.volume
        inside = {
            "section": match["section"],
            "part": match["part"] or place.part,
            "chapter": match["chapter"] or match["chapter_only"] or place.chapter,
            "volume": volume,
        }
        if not (match["before"] or match["direction"] or match["this"] or any(inside.values())):
            if not match["see"] or is_elsewhere(text, match.start("name"), match.end(), end):
                continue  # a paragraph of something else
            if work_in_sentence(text, start, match.start()):
                continue
        found += listed(text, match, match.start("name"), TargetKind.PARAGRAPH, **inside)
    return found


def _is_meant(match: re.Match[str], end: int, *, plain: bool = True) -> bool:
    """Whether a numbered part is one of the report; ``plain``: its words alone say so, unless it is of another work."""
    text = match.string
    if _way(match) or of_this(text, match.end(), end):
        return True
    return plain and not is_elsewhere(text, match.start(), match.end(), end)


def _sections(text: str, start: int, end: int) -> list[CrossReference]:
    found: list[CrossReference] = []
    for match in _SECTIONS.finditer(text, start, end):
        volume = volume_of(text, match.start(), match.end(), start)
        plain = match["name"][0] == "S"  # "section 58" is of an Act
        if volume or _is_meant(match, end, plain=plain):
            own = of_this(text, match.end(), end)
            found += listed(text, match, match.start("name"), TargetKind.SECTION, volume=volume, of_this=own)
    return found


def _parts(text: str, start: int, end: int) -> list[CrossReference]:
    found: list[CrossReference] = []
    for match in PARTS.finditer(text, start, end):
        volume = volume_of(text, match.start(), match.end(), start)
        letter = len(match["part"]) == 1 and match["part"].isalpha()
        plain = letter or bool(match["chapter"])
        if not (volume or _is_meant(match, end, plain=plain) or (match["chapter"] and letter)):
            continue
        target = TargetKind.CHAPTER if match["chapter"] else TargetKind.PART
        found.append(
            CrossReference(
                match.start(),
                match.end(),
                match.group(),
                text[match.start() : _plain_end(match)],
                target,
                match["chapter"] or match["part"],
                None,
                match["part"],
                match["chapter"],
                match["section"],
                _way(match),
                volume,
            )
        )
    return found


def _chapters(text: str, start: int, end: int) -> list[CrossReference]:
    found: list[CrossReference] = []
    for match in _CHAPTERS.finditer(text, start, end):
        volume = volume_of(text, match.start(), match.end(), start)
        part = match["part"] or match["part_before"]
        if volume or part or _is_meant(match, end, plain=match["name"][0] == "C"):
            found += listed(text, match, match.start(), TargetKind.CHAPTER, part=part, volume=volume)
    return found


# with what must stand in a text that one of them is in
_LABELLED: tuple[tuple[tuple[str, ...], re.Pattern[str], TargetKind | None], ...] = (
    (("Annex", "Appendix"), _ANNEXES, TargetKind.ANNEX),
    (("Volume",), _VOLUMES, TargetKind.VOLUME),
    (("above", "below", "supra", "infra"), _NOTES, TargetKind.NOTE),
    (("Part", "Chapter", "Section"), _IN_WORDS, None),
)


def _labelled(text: str, start: int, end: int) -> list[CrossReference]:
    """Annexes, volumes, notes, and numbers in words: a word and one label."""
    found: list[CrossReference] = []
    for words, pattern, target in _LABELLED:
        if all(text.find(word, start, end) < 0 for word in words):
            continue
        for match in pattern.finditer(text, start, end):
            volume = volume_of(text, match.start(), match.end(), start)
            kind = target or TargetKind(match["name"].lower())
            is_read = target in (TargetKind.VOLUME, TargetKind.NOTE)
            plain = target is TargetKind.ANNEX or kind is TargetKind.CHAPTER  # "Part One" may be of anything
            if is_read or volume or _is_meant(match, end, plain=plain):
                reference = text[match.start() : _plain_end(match)]
                label = match["label"] if target else str(NUMBERS_IN_WORDS.index(match["label"]) + 1)
                part = label if kind is TargetKind.PART else None
                way = _way(match)
                found.append(
                    CrossReference(
                        match.start(), match.end(), match.group(), reference, kind, label, None, part,
                        direction=way, volume=volume,
                    )
                )  # fmt: skip
    return found


# each with the letters, and their continuation, without which it finds nothing: quick to look for
_READERS = (
    ("Part", re.compile(r"Part\s[A-Z\d]"), _parts),
    ("ara", re.compile(r"ara(?:graph)?s?\.?\s[A-Z\d]"), _paragraphs),
    ("ection", re.compile(r"ections?\s[A-Z\d]"), _sections),
    ("hapter", re.compile(r"hapters?\s\d"), _chapters),
)


def cross_references(text: str, start: int = 0, end: int | None = None) -> tuple[CrossReference, ...]:
    """The references inside the report that a note or a paragraph makes, in order and without overlaps."""
    last = len(text) if end is None else end
    found: list[CrossReference] = []
    for letters, hint, read in _READERS:
        if text.find(letters, start, last) >= 0 and hint.search(text, start, last):
            found += read(text, start, last)
    found += _labelled(text, start, last)
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[CrossReference] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
