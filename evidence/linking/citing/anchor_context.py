"""What stands before an anchor and belongs to it: places, a person, a date, a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.linking.citing import locators
from evidence.linking.citing.anchor_grammars import LISTED
from evidence.linking.citing.anchors import Found
from evidence.linking.citing.dates import find_date
from evidence.linking.citing.grammars import TITLE_KINDS
from evidence.linking.citing.locators import PlacesFound
from evidence.linking.citing.note_prose import (
    after_signal,
    giver_of,
    has_title,
    is_name,
    is_prose,
    last_sentence,
    pseudonym,
    trimmed,
)
from evidence.linking.citing.records import CitationKind as Kind
from evidence.linking.citing.records import Place

_ORDINAL = re.compile(
    r"(?:^|\s|,)(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)(?:\s(?:[Ww]itness\s)?[Ss]tatement)?,?$"
)
_STATEMENT_OF = re.compile(
    r"\b(?:[Ss]tatement|[Bb]rief\sof\sevidence)\sof\s[“‘]?(?P<person>[A-ZĀĒĪŌŪ][\w’'.-]{1,30}(?:\s[A-ZĀĒĪŌŪ][\w’'.-]{1,30}){0,4})"
)

_REPORT_OF = re.compile(r"(?:[A-Z]\w{1,20}\s){0,3}[Rr]eport\s(?:of|by)\s(?P<person>[^,;:()]{3,60})")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands before an anchor and belongs to it."""

    start: int
    person: str | None = None
    date: str | None = None
    title: str | None = None
    kind: Kind | None = None
    places: tuple[Place, ...] = ()
    same_person: bool = False  # "and 2nd": the person of the citation before


def read_before(text: str, bound: int, found: Found) -> Beside:
    """What stands before an anchor and belongs to it, in the manner of its kind of anchor."""
    if found.anchor.rule == "named-statement":
        groups = locators.words_in(text, max(bound, found.start - 80), found.start)
        near = bool(groups) and text[groups[-1].end : found.start].strip(" ,") in ("", "of", "of the", "in the", "the")
        return Beside(groups[-1].start, places=groups[-1].places) if near else Beside(found.start)
    if found.anchor.rule == "op-cit":
        return Beside(after_signal(text, last_sentence(text, bound, found.start), found.start))
    return (_listed_before if found.anchor.rule in LISTED else _described_before)(text, bound, found)


def _listed_before(text: str, bound: int, found: Found) -> Beside:
    """Places first, then the person, then the file: "p90, lines 6-11, Rupert Murdoch, Transcript-of-….pdf"."""
    groups = locators.words_in(text, max(bound, found.start - 600), found.start)
    if groups and is_prose(text[groups[-1].end : found.start]):
        groups = []
    while len(groups) > 1 and not set(text[groups[-2].end : groups[-1].start]) <= set(" ,&and"):
        groups = groups[-1:]
    if groups:
        a, b = trimmed(text, groups[-1].end, found.start, " ,.:;])")
        person, start = text[a:b], groups[0].start
        if not person:
            before = last_sentence(text, bound, start)
            a, b = trimmed(text, after_signal(text, before, start), start)
            if described := _described_ibid(text, a, b, found, all_places(groups)):
                return described
            person = re.split(r"\bby\s|,\s", text[a:b])[-1]
            if not is_name(person):
                return Beside(start, places=all_places(groups))
            start = b - len(person)
        else:
            person = text[after_signal(text, a, b) : b]
        return Beside(start, person if _in_slot(person) else None, places=all_places(groups))
    tail = after_signal(text, last_sentence(text, bound, found.start), found.start)
    a, b = trimmed(text, tail, found.start)
    name = re.split(r"[,;:]\s", text[a:b])[-1]
    if b > a and text[b : b + 1] == "," and is_name(name) and " " in name:
        return Beside(b - len(name), name)
    return Beside(found.start)


def _described_ibid(text: str, start: int, end: int, found: Found, places: tuple[Place, ...]) -> Beside | None:
    """An ibid that says once more who and what: "Claire Enders, Competitive Pressures on the Press, p13, ibid"."""
    name, *more = text[start:end].split(", ")
    if found.anchor.rule != "ibid" or not more or not is_name(name) or (is_name(more[0]) and len(more) == 1):
        return None
    dated = find_date(text, start, end)
    return Beside(start, name, dated.iso if dated else None, more[0], places=places)


def _in_slot(words: str) -> bool:
    """Whether what stands between place and file is a person or body and not a remark."""
    return bool(words) and len(words) <= 80 and words[0].isupper() and not is_prose(words) and is_name(words)


def all_places(groups: Sequence[PlacesFound]) -> tuple[Place, ...]:
    return tuple(place for group in groups for place in group.places)


def _described_before(text: str, bound: int, found: Found) -> Beside:
    """The name, date and title before a number: "Transcript, 09/10/2024, Nick Read, [INQ00001193]"."""
    start = after_signal(text, last_sentence(text, bound, found.start), found.start)
    start, end = trimmed(text, start, found.start, " ,:(")
    places, end = _last_places(text, start, end) if found.groups.get("urn") else ((), _before_at(text, start, end))
    return replace(_described(text, start, end, found), places=places)


def _before_at(text: str, start: int, end: int) -> int:
    """The end of the words without the "at" that leads up to a place or number."""
    return trimmed(text, start, end - 3, " ,")[1] if text[start:end].endswith(" at") else end


def _last_places(text: str, start: int, end: int) -> tuple[tuple[Place, ...], int]:
    """Places printed directly before a number, "Statement of A B para 12 WITN1234001", and where they begin."""
    end = _before_at(text, start, end)
    groups = locators.words_in(text, max(start, end - 80), end)
    if not groups or groups[-1].end < end or groups[-1].start <= start:
        return (), end
    return groups[-1].places, trimmed(text, start, groups[-1].start, " ,:(")[1]


def _given_by(words: str) -> tuple[str, Kind] | None:
    """Whose evidence or report it is, where the words say so."""
    if given := giver_of(words):
        return given, Kind.TRANSCRIPT
    reported = _REPORT_OF.match(words)
    person = reported["person"].strip() if reported else ""
    return (person, Kind.REPORT) if has_title(person) else None


def _described(text: str, start: int, end: int, found: Found) -> Beside:
    words = text[start:end]
    if not words or is_prose(words) or words[0].islower():
        return Beside(found.start, kind=_title_kind(words.rsplit(",", 1)[-1].strip()) if words else None)
    dated = find_date(text, start, end)
    if dated:
        words = f"{text[start : dated.start]}, {text[dated.end : end]}"
    parts = [part.strip(" .") for part in words.split(",") if part.strip(" .")]
    if not parts:
        return Beside(start, date=dated.iso if dated else None)
    kind, date = _title_kind(parts[0]), dated.iso if dated else None
    ordinal = _ORDINAL.search(parts[-1])
    if ordinal:
        name = ", ".join([*parts[:-1], parts[-1][: ordinal.start()].strip()]).strip(", ").removesuffix("’s")
        return Beside(start, name or None, date, None, Kind.STATEMENT, same_person=not name)
    if given := _given_by(words):
        return Beside(start, given[0], date, None, given[1])
    if stated := _STATEMENT_OF.search(words):
        return Beside(start, stated["person"].rstrip("’'"), date, None, Kind.STATEMENT)
    if Kind.STATEMENT in map(_title_kind, parts):
        return Beside(start, next((part for part in parts if is_name(part)), None), date, None, Kind.STATEMENT)
    if kind is Kind.TRANSCRIPT or len(parts) == 1:
        named = pseudonym(words.rstrip(" ,")) or next((part for part in parts if is_name(part)), None)
        return Beside(start, named, date, None if named == parts[0] else parts[0], kind)
    if has_title(parts[0]):
        return Beside(start, parts[0], date, ", ".join(parts[1:]), _title_kind(", ".join(parts[1:])))
    return Beside(start, None, date, ", ".join(parts), kind or _title_kind(", ".join(parts)))


def _title_kind(title: str) -> Kind | None:
    return next((kind for pattern, kind in TITLE_KINDS if pattern.search(title)), None)
