"""Citations that describe a source without a number: "Minute Houghton to MA/VCDS, 12 June 2006, ‘Title’", books."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.linking.citing import locators
from evidence.linking.citing.grammars import NAMED_SERIES, QUOTED_KINDS
from evidence.linking.citing.note_prose import giver_of, is_name, is_prose, quoted, speaker_behind, trimmed
from evidence.linking.citing.records import NOWHERE, CitationCandidate, ReadingStatus
from evidence.linking.citing.records import CitationKind as Kind
from evidence.linking.citing.source_keys import source_key
from evidence.linking.citing.titled_parts import (
    HEAD,
    HEAD_KINDS,
    HEADS_AS_PRINTED,
    SERIES_NUMBER,
    TitledParts,
    comma_parts,
    head_at,
    take_apart,
)

_INNER_WORD = re.compile(
    rf"(?:‘[^’]{{1,120}}’\s)?(?:[A-Z][\w’()/-]{{1,24}}\s){{0,2}}(?P<head>{HEAD.pattern})(?!\s(?:on|of)\b)"
)
_ATTACHING = re.compile(
    rf",?\s(?:attaching|attached\sto|enclosing|covering)\s|\sand\s(?=(?:{HEADS_AS_PRINTED})\s[^’]{{1,120}},)"
)
_BOOK = re.compile(
    r"(?P<authors>[A-ZÀ-Þ][\w’'-]{1,30}(?:\s[A-Z][\w’'-]{1,30})?,?\s[A-Z]{1,4}(?:\s?(?:&|and|with|,)\s(?:[A-ZÀ-Þ][\w’'-]{1,30}\s){1,2}[A-Z]{1,4}){0,4}"
    r"(?:\s\(eds?\.?\)|\seds?)?)\.\s"
)
_YEAR_LAST = re.compile(r"(?P<publisher>[^.;]{2,80}),\s(?P<year>(?:19|20)\d\d)(?=[.,;\s]|$)")
_BODY = re.compile(r"\b(?:Committee|Ministry|House of|Office|Department|Secretary|Government|Commission|Agency)\b")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")
_YEAR_BEHIND = re.compile(r",?\s(?:19|20)\d\d$")  # "Statement Cross, 2009": the year is not the person's
_ORDINAL_NAME = re.compile(
    r"(?P<person>[A-Z][\w’' .-]{1,60}?)(?:’s)?,?\s\d{1,2}(?:st|nd|rd|th)(?:\s(?:[Ww]itness\s)?[Ss]tatement)?"
)
_CIPHER = re.compile(r"^[A-Z]{2,5}-?[A-Z]?\d{1,3}$")
_PREPOSITION = re.compile(r"(?:^|\s)(?:[Ff]rom|[Oo]n|[Ii]n|[Uu]ntil|[Ss]ince|[Bb]y|[Aa]fter|[Bb]efore|[Aa]t|of|to)$")
_AUTHOR = re.compile(r"[A-ZÀ-Þ][\w’'-]{1,30},?\s(?:[A-Z]\.?\s?){1,3},\s(?:and\s)?[A-Z‘“]")
_REPORT_TITLE = re.compile(r"\b(?:Report|Review) (?:of|on|into|from)\b")
_UNPUBLISHED = re.compile(r"\((?:not published|unpublished|not (?:publicly )?available[^()]{0,60})\)$")
_WITHHELD = re.compile(r"[a-z] not published\.?$")
_OWN_WORDS = re.compile(r"(?:In|As|On|At|By|From|For|With|Under) (?:the|his|her|its|their|my|a|an|this|that)\b")
_COMMITTEE_REPORT = re.compile(r"Report (?:from|of|by) (?:the )?.{0,80}Committee$")
_DAY = re.compile(r"\bDay \d")
_SPOKEN = frozenset((Kind.TRANSCRIPT, Kind.STATEMENT))


def read_titled(text: str, start: int, end: int) -> list[CitationCandidate]:
    """The described source that a segment begins with, and what it attaches; empty if it describes none."""
    marks = quoted(text, start, end)
    cuts = [(start, start)]  # where the words that join two sources begin, and where they end
    if head_at(text, start, end):
        for match in _ATTACHING.finditer(text, start, end):
            inside = any(a < match.start() < b for a, b in marks)
            if not inside and (len(cuts) > 1 or match.group().strip(" ,") != "and"):
                cuts.append(match.span())
    citations: list[CitationCandidate] = []
    for number, (_, cut) in enumerate(cuts):
        stop = cuts[number + 1][0] if number + 1 < len(cuts) else end
        made = _read_one(text, cut, stop, marks)
        if not made:
            break
        citations.extend(made)
    return citations


def _read_one(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> list[CitationCandidate]:
    start, end = trimmed(text, start, end)
    if _WITHHELD.search(text, start, end):
        return []
    head = head_at(text, start, end)
    if not head and (book := _read_book(text, start, end)):
        return [book]
    parts = take_apart(text, start, end, [mark for mark in marks if start <= mark[0] < end], head)
    if not head and not _describes(text, parts):
        return []
    return _citations(text, parts)


def _describes(text: str, parts: TitledParts) -> bool:
    """Whether words without a head are a source: a title, a date set off by commas, or a place; and not a sentence."""
    if is_prose(parts.before) or (not parts.before[:1].isupper() and not parts.title):
        return False
    if _PREPOSITION.search(parts.before) and not parts.title and ", " not in parts.before:
        return False
    if _AUTHOR.match(text, parts.start, parts.end) or _UNPUBLISHED.search(text, parts.start, parts.end):
        return True
    if _OWN_WORDS.match(parts.before) or (parts.title and not parts.before and not parts.apart):
        return False
    if parts.title or (parts.places and len(parts.before) < 400):
        return True
    words: list[str] = re.findall(r"[A-Za-z]{3,}", text[parts.start : parts.end])
    capitals = sum(word[0].isupper() for word in words)
    if parts.date and parts.before and text[parts.date.start - 2 : parts.date.start] == ", ":
        return capitals * 3 >= len(words)
    dated = parts.date or _YEAR.search(text, parts.start, parts.end) or _REPORT_TITLE.search(parts.before)
    return bool(dated) and capitals * 2 >= len(words) and len(words) > 1


def _read_book(text: str, start: int, end: int) -> CitationCandidate | None:
    """ "Author I. Title. Publisher, 2004.", with the places that follow."""
    authors = _BOOK.match(text, start, end)
    published = _YEAR_LAST.search(text, authors.end(), min(end, start + 500)) if authors else None
    if not authors or not published:
        return None
    a, b = trimmed(text, authors.end(), published.start(), " .,‘’“”")
    if b <= a:
        return None
    after = locators.words_in(text, published.end(), end)
    places = after[0].places if after else (NOWHERE,)
    last = after[0].end if after else published.end()
    title = text[a:b]
    return CitationCandidate(
        start, last, text[start:last], Kind.DOCUMENT, ReadingStatus.PARSED, "book",
        reference=title, title=title, person=None, date=published["year"], place=places[0],
        source_key=source_key(Kind.DOCUMENT, title, None, f"{authors['authors']} {title}", None, None),
    )  # fmt: skip


def _series(words: str) -> Kind | None:
    return next((kind for pattern, kind in NAMED_SERIES if pattern.search(words)), None)


def _kind(parts: TitledParts, words: str) -> Kind:
    if parts.title and (parts.kind is None or parts.kind is Kind.STATEMENT):
        quoted_kind = next((kind for pattern, kind in QUOTED_KINDS if pattern.search(parts.title)), None)
        beside = None if parts.kind else _within(parts.before) or _series(parts.before)
        return quoted_kind or beside or Kind.DOCUMENT
    if parts.kind:
        return parts.kind
    if parts.places and parts.places[0].paragraph_from and _by_ordinal(parts.before):
        return Kind.STATEMENT
    named = _series(words)
    if named and (named is not Kind.TRANSCRIPT or _series(parts.before) is named):
        return named
    if within := _within(parts.before):
        return within
    if parts.places and parts.places[0].line_from and parts.date and is_name(parts.before):
        return Kind.TRANSCRIPT  # a person, a day, a page and lines: only what was spoken is cited by lines
    full = parts.date is not None and parts.date.iso is not None and len(parts.date.iso) == len("2002-07-13")
    return Kind.WEB if full and parts.rest and not parts.places else Kind.DOCUMENT


def _by_ordinal(before: str) -> str | None:
    """Whose statement it is where only its number is given: "Ashby 2nd, para 3"."""
    match = _ORDINAL_NAME.fullmatch(before)
    return match["person"] if match and is_name(match["person"]) else None


def _within(before: str) -> Kind | None:
    """The kind of a head that a body's name precedes: "Washington Telegram 222 to FCO London", "SIS record"."""
    match = _INNER_WORD.match(before)
    kind = HEAD_KINDS[match["head"].lower()] if match else None
    return None if kind in _SPOKEN else kind


def _reference(parts: TitledParts, kind: Kind) -> str:
    """The title, or for hearings and statements the words before the date, or else what is left."""
    if parts.title:
        return parts.title
    rest = ", ".join(parts.rest)
    if kind is Kind.TRANSCRIPT and parts.head:
        return (
            parts.before.removesuffix(" on") if parts.who.startswith("of ") or _DAY.search(parts.before) else parts.head
        )
    if parts.head:
        if kind is Kind.MINUTE and parts.head.lower() == "minutes":
            return ", ".join(filter(None, (parts.who, rest))) or parts.head
        return rest if rest and not parts.who else parts.before.removesuffix(" dated")
    if rest and kind is not Kind.TRANSCRIPT:
        return rest
    if parts.joined and not parts.head:
        return parts.joined
    words = ", ".join(part for part in comma_parts(parts.before) if not SERIES_NUMBER.match(part))
    author, comma, title = words.partition(", ")
    if comma and _COMMITTEE_REPORT.search(author):
        return title
    series = kind in (Kind.REPORT, Kind.PAPER) and comma and _BODY.search(author) and "Report" not in author
    return title if series else words or parts.before


def _citations(text: str, parts: TitledParts) -> list[CitationCandidate]:
    kind = _kind(parts, text[parts.start : parts.end])
    reference = _reference(parts, kind)
    person = None
    if kind in _SPOKEN and parts.head:
        named = [piece for piece in [parts.who, *parts.rest] if piece and piece[0].isupper()]
        person = named[0] if named and not parts.title and (parts.who or _CIPHER.match(named[0])) else None
        person = _YEAR_BEHIND.sub("", person) if person else None
        if person and re.match(r"(?:Part|Session|Day)\b|\[|of\b|\d", person):
            person = None
    elif kind is Kind.TRANSCRIPT and is_name(first := parts.before.partition(",")[0]):
        person = first
    if kind is Kind.STATEMENT and not parts.head:
        name, comma, _ = parts.before.partition(",")
        person = _by_ordinal(parts.before) or (name if comma and is_name(name) else None)
    if kind is Kind.TRANSCRIPT:
        person = giver_of(parts.before) or person or speaker_behind(text, parts.end)
    part = re.search(r"\bPart (\d{1,2})\b", text[parts.start : parts.end]) if kind is Kind.TRANSCRIPT else None
    date = parts.date.iso if parts.date else None
    described = " ".join(filter(None, (parts.before, date, parts.title or " ".join(parts.rest))))
    start, end = trimmed(text, parts.start, parts.end, " ,.")
    key = source_key(kind, reference, None, described, date, None)
    rule = f"titled-{parts.head.lower().replace(' ', '-') or 'source'}"
    base = CitationCandidate(
        start, end, text[start:end], kind, ReadingStatus.PARSED, rule,
        reference=reference, person=person, title=parts.title, date=date,
        date_to=parts.date.iso_to if parts.date else None, part=part[1] if part else None, source_key=key,
        place=parts.places[0] if parts.places else NOWHERE,
    )  # fmt: skip
    return [base, *(replace(base, place=place) for place in parts.places[1:])]
