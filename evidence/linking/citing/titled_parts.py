"""A described source taken apart: its head, date, title, places and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evidence.linking.citing import locators
from evidence.linking.citing.dates import MONTH, DateFound, find_date, find_dates
from evidence.linking.citing.grammars import HEADS, WRITTEN_ON
from evidence.linking.citing.locators import PlacesFound
from evidence.linking.citing.note_prose import is_prose, sentence_ends
from evidence.linking.citing.records import CitationKind as Kind
from evidence.linking.citing.records import Place

HEAD_KINDS = {head.words.lower(): head.kind for head in HEADS}
HEAD = re.compile(
    "|".join(rf"{re.escape(words)}\b" for words in sorted(HEAD_KINDS, key=len, reverse=True)), re.IGNORECASE
)
HEADS_AS_PRINTED = "|".join(re.escape(head.words) for head in HEADS)
_INNER_HEAD = re.compile(rf"\bon\s(?=(?:[A-Z]\w+\s)?(?:{HEADS_AS_PRINTED})\s)")
SERIES_NUMBER = re.compile(
    r"^(?:(?:HC|HL|HCP|HL Paper|Cm|Cmd|Cmnd|CP)\s?\d[\dIVX -]{1,12}"
    r"|Research Paper [\d/]{2,8}|Session [\d-]{4,9}|Part \d{1,2}|\(.*\)|\[undated\])$"
)
_UNTITLED = re.compile(r"\[(?:untitled|extract[^\]]{0,200}|title redacted[^\]]{0,60})\]")
_UNDATED = re.compile(r"\[undated\]")
_TAIL_BRACKETS = re.compile(r"\s\([A-Z][\w./ -]{2,60}\)")
_NEXT_SOURCE = re.compile(rf"[A-Z][\w’ -]{{2,60}},\s\d{{1,2}}\s{MONTH}\s\d{{4}},")


@dataclass(frozen=True, slots=True)
class TitledParts:
    """One described source taken apart."""

    start: int
    end: int
    head: str  # "Minute", "Public hearing", or ""
    kind: Kind | None
    who: str  # between head and date: "Houghton to MA/VCDS"
    date: DateFound | None
    title: str | None  # quoted, without its marks
    rest: tuple[str, ...]  # unquoted words after the date, without place and series number
    before: str  # everything before the date or title
    places: tuple[Place, ...]
    apart: bool  # the title is followed by a mark of punctuation, or nothing
    joined: str | None  # all of it, where its date is part of its name and not set off by a comma


def head_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words that say what is cited, where a segment begins with them."""
    match = HEAD.match(text, start, end)
    return match if match and match.group()[0].isupper() | (match.group()[0] == "e") else None


def take_apart(
    text: str, start: int, end: int, marks: list[tuple[int, int]], head: re.Match[str] | None
) -> TitledParts:
    core = start
    if head and WRITTEN_ON.match(text[start:end]) and (inner := _INNER_HEAD.search(text, start, end)):
        core = inner.end()
        head = head_at(text, core, end) or HEAD.search(text, core, end) or head
    kind, name_end = (HEAD_KINDS[head.group().lower()], head.end()) if head else (None, start)
    undated = _UNDATED.search(text, core, end)
    date = None if undated and not any(a < undated.start() < b for a, b in marks) else _outside(text, core, end, marks)
    title = _title(text, core, end, marks, date)
    stop = _stop(text, core, end, title)
    if date and date.start >= stop:
        date = None
    free_date = date if date and not (title and title[0] <= date.start < title[1]) else None
    behind = title[1] if title else name_end
    in_words = locators.words_in(text, behind, stop)
    places = in_words or _in_brackets(text, behind, stop)
    when = [(free_date.start, free_date.end)] if free_date else []
    when += [undated.span()] if undated else []
    first = min([*(a for a, _ in when), *([title[0]] if title else [])], default=places[0].start if places else stop)
    return TitledParts(
        start=start,
        end=stop,
        head=text[core:name_end],
        kind=kind,
        who=text[name_end:first].strip(" ,"),
        date=date,
        title=title[2] if title else None,
        rest=_rest(text, max((b for _, b in when), default=first), stop, title, places),
        before=text[core:first].strip(" ,(").removesuffix("" if in_words else " at"),
        places=tuple(place for one in places for place in one.places),
        apart=not title or not text[title[1] : end].lstrip()[:1].isalpha(),
        joined=_joined(text, start, stop, free_date, places),
    )


def _in_brackets(text: str, start: int, stop: int) -> list[PlacesFound]:
    """ "Memorandum of counsel, 4 May 2021, at [3]–[5]": the paragraphs that lawyers give in brackets."""
    at = text.find(" at [", start, stop)
    found = locators.brackets_at(text, at, stop) if at >= 0 else None
    if found is None:
        return []
    meaning = locators.SlashMeaning.PARAGRAPH_ALONE
    return [replace(found, places=tuple(locators.with_meaning(place, meaning) for place in found.places))]


def _rest(
    text: str, start: int, stop: int, title: tuple[int, int, str] | None, places: list[PlacesFound]
) -> tuple[str, ...]:
    """The words after the date that are a title, without places and series numbers; none where a title is quoted."""
    if title and title[1] > start:
        return ()
    end = places[0].start if places and places[0].start >= start else stop
    parts = (part.strip(" .,:") for part in comma_parts(text[start:end]))
    return tuple(part for part in parts if part and _is_title(part))


def _title(
    text: str, start: int, end: int, marks: list[tuple[int, int]], date: DateFound | None
) -> tuple[int, int, str] | None:
    """Where the title in quotation marks stands, and its words; marks inside a title's own words do not count."""
    if untitled := _UNTITLED.search(text, start, end):
        return untitled.start(), untitled.end(), untitled.group()
    for a, b in marks:
        close = date is not None and 0 <= a - date.end <= 2
        apart = a == start or text[a - 2 : a] in (", ", "] ", "– ", "- ")
        if close or apart or (date is None and text[a - 1] == " " and text[a] == "‘"):
            words = text[a + 1 : b - 1]
            return a, b, words if b - a > 2 else text[a:b]
    return None


def _outside(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> DateFound | None:
    """The date of a source: the first that stands outside its title, unless only the title has one."""
    dates = find_dates(text, start, end)
    free = [one for one in dates if not any(a <= one.start < b for a, b in marks)]
    return next(iter(free or dates), None)


def _is_title(part: str) -> bool:
    """Whether words after a date are a title, and not a series number, another date or the end of a bracket."""
    bracket_end = part.endswith(")") and "(" not in part
    return not (bracket_end or SERIES_NUMBER.match(part) or only_dates(part, 0, len(part)))


def _joined(text: str, start: int, stop: int, date: DateFound | None, places: list[PlacesFound]) -> str | None:
    if date is None or text[date.start - 2 : date.start] == ", " or date.start == start:
        return None
    return text[start : places[0].start if places else stop].strip(" ,.")


def comma_parts(words: str) -> list[str]:
    """The words after a date; a title keeps its own commas, so only what begins or ends like a number is parted."""
    parts = [part.strip() for part in words.split(", ")]
    kept: list[str] = []
    for part in parts:
        if kept and not SERIES_NUMBER.match(part) and not SERIES_NUMBER.match(kept[-1]):
            kept[-1] = f"{kept[-1]}, {part}" if kept[-1] else part
        else:
            kept.append(part)
    return kept


def _stop(text: str, start: int, end: int, title: tuple[int, int, str] | None) -> int:
    """Where the source ends and a remark begins."""
    if title:
        at = title[1]
        while tail := _TAIL_BRACKETS.match(text, at, end):
            at = tail.end()
        for after in locators.words_in(text, at, end):
            if set(text[at : after.start]) <= set(" ,and"):
                at = after.end
        full = next(sentence_ends(text, max(start, at - 1), end), None)
        rest = text[at : full or end]
        return (full or end) if not is_prose(rest) and len(rest) < 120 else at
    for stop in sentence_ends(text, start, end):
        if (
            (_NEXT_SOURCE.match(text, stop, end) and find_date(text, start, stop))
            or is_prose(text[stop:end])
            or re.match(r"Based on|Not |See ", text[stop:end])
        ):
            return stop
    return end


def only_dates(text: str, start: int, end: int) -> DateFound | None:
    """The last date of a segment that holds nothing but dates: more meetings of the series named before."""
    dates = find_dates(text, start, end)
    if not dates:
        return None
    rest = text[start : dates[0].start] + "".join(
        text[one.end : dates[n + 1].start if n + 1 < len(dates) else end] for n, one in enumerate(dates)
    )
    return dates[-1] if not rest.strip("0123456789 ,.and") else None
