"""Judgments, legislation and debates in Parliament, which every inquiry cites in the lawyers' way."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.linking.citing import locators
from evidence.linking.citing.dates import date_at, find_date
from evidence.linking.citing.law_grammars import APPLICATION, CANADIAN_STATUTE, HANSARD, LEGISLATION, NEUTRAL_CITATION
from evidence.linking.citing.locators import SlashMeaning
from evidence.linking.citing.note_prose import after_signal
from evidence.linking.citing.records import CitationCandidate, Place, ReadingStatus
from evidence.linking.citing.records import CitationKind as Kind
from evidence.linking.citing.source_keys import source_key

_NUMBER = re.compile(f"{NEUTRAL_CITATION.pattern}|{APPLICATION.pattern}")
_VERSUS = re.compile(r"(?<=[\w.)’”])\sv\.?\s(?=[A-Z(\[’“‘])")
_SHORT_TITLE = re.compile(
    r"(?<![“‘\w])(?:the\s)?(?P<title>(?:[A-Z][\w’'-]{1,30}\s){1,4}[Jj]udgment)\b(?![”’])(?=\s?\[\d|[.;,]|$|\sat\s)"
)
_CONNECTORS_WORDS = "and others other of the for re on ex parte p de la le van & by to ors anor another"
_CONNECTORS = frozenset(_CONNECTORS_WORDS.split())
_SIGNALS_WORDS = "see also cf compare the and in of for by to on"
_SIGNALS = frozenset(_SIGNALS_WORDS.split())
_TOKEN = re.compile(r"\S{1,60}")
_YEAR_AFTER = re.compile(r",?\s\(?(?P<year>(?:19|20)\d\d)\)?(?=[\s,;.]|$)")
_DATED_AFTER = re.compile(r"\s?\((?P<date>[^()]{4,30}(?:19|20)\d\d)\)")
_PAGE_AFTER = re.compile(r"(?:\sat|,)\s(?P<page>\d{1,4})(?=[,.;]|$|\sper\b|\s\()")
_ONE_MORE = re.compile(r"(?:,\s|\sand\s)(\d{1,5})(?![\d/\w])")
_SEE_ALSO = re.compile(r"[\s,;]{0,3}(?:(?:and|see|also)\s){0,3}")
_WEB_TAIL = re.compile(r"[,\s]{0,3}https?://\S{1,300}$")


def _party(token: str) -> bool:
    bare = token.strip("()[],‘’“”'\"")
    return bool(bare) and (bare[0].isupper() or bare.lower() in _CONNECTORS or (len(bare) < 3 and bare.isdecimal()))


def _left(text: str, start: int, end: int) -> int:
    """Where the name of the first party begins, walking back from the "v"."""
    tokens = list(_TOKEN.finditer(text, max(start, end - 200), end))
    at, depth = end, 0  # words in brackets belong to the name: "Re H (Minors) (Sexual Abuse: Standard of Proof)"
    for token in reversed(tokens):
        word = token.group()
        depth += word.count(")") - word.count("(")
        inside = depth > 0 or word[0] == "("
        if not inside and (not _party(word) or word[-1] in ";:" or (at != end and word[-1] == ",")):
            break
        if not inside and at != end and word[-1] == "." and len(word) > 4:
            break
        at = token.start()
    for token in _TOKEN.finditer(text, at, end):
        if token.group().lower().strip(",:") not in _SIGNALS and not token.group().isdecimal():
            return token.start()
    return at


def _right(text: str, start: int, end: int) -> int:
    """Where the name of the second party ends."""
    at = start
    for token in _TOKEN.finditer(text, start, min(end, start + 250)):
        word = token.group()
        if not _party(word) or _NUMBER.match(text, token.start(), end) or _DATED_AFTER.match(text, token.start(), end):
            break
        at = token.end()
        if word[-1] == "," and _goes_on(text, at, end):
            continue
        if word[-1] in ",;" or (word[-1] == "." and len(word) > 4):
            break
    while at > start and text[at - 1] in ",;. ":
        at -= 1
    return at


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether the party's name goes on after a comma, up to a court's number."""
    number = NEUTRAL_CITATION.search(text, at, min(end, at + 120))
    return bool(number) and all(_party(word) for word in text[at : number.start() if number else at].split())


def _judgment_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where judgments are named: parties with or without a number, a number after a name, "X judgment"."""
    spans: list[tuple[int, int]] = []
    for versus in _VERSUS.finditer(text, start, end):
        if spans and versus.start() < spans[-1][1]:
            continue
        floor = spans[-1][1] if spans else start
        first, last = _left(text, floor, versus.start()), _right(text, versus.end(), end)
        if first == versus.start() or last == versus.end():
            continue
        before = APPLICATION.search(text, max(floor, first - 40), first)
        if before and not text[before.end() : first].strip(" ,"):
            first = before.start()
        spans.append((first, _through_numbers(text, last, end)))
    for number in NEUTRAL_CITATION.finditer(text, start, end):
        if not any(a <= number.start() < _parallel(text, b, end) for a, b in spans):
            spans.append((_left(text, start, number.start()), number.end()))
    for title in _SHORT_TITLE.finditer(text, start, end):
        if not any(a < title.end("title") and title.start("title") < b for a, b in spans):
            spans.append(title.span("title"))
    return _ordered(spans)


def _ordered(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, without those that begin inside another; of two that begin together the longer stays."""
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _through_numbers(text: str, at: int, end: int) -> int:
    """The end of the first neutral citation or application number that directly follows."""
    gap = re.compile(r"[,\s]{0,3}").match(text, at, end)
    beyond = gap.end() if gap else at
    number = _NUMBER.match(text, beyond, end)
    return number.end() if number else at


def _parallel(text: str, at: int, end: int) -> int:
    """Past further reports of the same judgment: "reported at [2009] 3 All ER 403"."""
    for _ in range(6):
        gap = re.compile(r"[,;\s]{0,3}(?:(?:also\s)?reported\s(?:at|in|as)\s|and\s)?").match(text, at, end)
        number = NEUTRAL_CITATION.match(text, gap.end() if gap else at, end)
        if not number:
            break
        at = number.end()
    return at


def read_judgments(text: str, start: int, end: int) -> list[CitationCandidate]:
    """The judgments named between two offsets, each with its paragraphs."""
    citations: list[CitationCandidate] = []
    spans = _judgment_spans(text, start, end)
    for number, (first, last) in enumerate(spans):
        bound = spans[number + 1][0] if number + 1 < len(spans) else end
        date, tail = None, _parallel(text, last, bound)
        if dated := _DATED_AFTER.match(text, tail, bound):
            found = find_date(dated["date"])
            date, tail = (found.iso if found else None), dated.end()
        elif text[tail : tail + 2] == ", " and (on := date_at(text, tail + 2, bound)):
            date, tail = on.iso, on.end
        elif year := _YEAR_AFTER.match(text, tail, bound):
            date, tail = year["year"], year.end()
        places, tail, first_used = _judgment_places(text, first, tail, bound, floor=start if number == 0 else first)
        if web := _WEB_TAIL.match(text, tail, bound):
            tail = web.end()
        reference = text[first:last]
        base = CitationCandidate(
            first_used, tail, text[first_used:tail], Kind.JUDGMENT, ReadingStatus.PARSED, "judgment",
            reference=reference, date=date,
            source_key=source_key(Kind.JUDGMENT, reference, None, reference, date, None),
        )  # fmt: skip
        citations.extend(replace(base, place=place) for place in places)
    return citations


def _judgment_places(text: str, first: int, tail: int, bound: int, floor: int) -> tuple[tuple[Place, ...], int, int]:
    """The places after a judgment, or else before it: paragraphs unless they say otherwise."""
    after = locators.brackets_at(text, tail, bound)
    if after:
        meaning = SlashMeaning.PARAGRAPH_ALONE
        return tuple(locators.with_meaning(place, meaning) for place in after.places), after.end, first
    if page := _PAGE_AFTER.match(text, tail, bound):
        return (Place(page_from=page["page"], page_to=page["page"]),), page.end(), first
    words = locators.words_in(text, tail, bound)
    if words and not text[tail : words[0].start].strip(" ,at["):
        return words[0].places, words[0].end, first
    before = locators.words_in(text, max(floor, first - 120), first)
    if before and not re.search(r"[;.]\s", text[before[-1].end : first]):
        return before[-1].places, tail, before[-1].start
    return (Place(),), tail, first


def read_legislation(text: str, start: int, end: int) -> list[CitationCandidate]:
    """The provisions, acts and resolutions named between two offsets."""
    patterns = (*LEGISLATION, CANADIAN_STATUTE) if text.find(", c", start, end) >= 0 else LEGISLATION
    spans = [match.span() for pattern in patterns for match in pattern.finditer(text, start, end)]
    spans = [(after_signal(text, first, last), last) for first, last in spans]
    citations = []
    for first, last in _ordered(spans):
        reference = text[first:last]
        key = source_key(Kind.LEGISLATION, reference, None, reference, None, None)
        citations.append(
            CitationCandidate(
                first,
                last,
                reference,
                Kind.LEGISLATION,
                ReadingStatus.PARSED,
                "legislation",
                reference=reference,
                source_key=key,
            )
        )
    return citations


def read_hansard(text: str, start: int, end: int) -> list[CitationCandidate]:
    """A debate with its columns, which count as pages."""
    match = HANSARD.search(text, start, end)
    if not match:
        return []
    dated = find_date(match["date"])
    reference = ", ".join(filter(None, (match["house"], match["volume"])))
    places, last = _columns(text, match, end)
    if web := _WEB_TAIL.match(text, last, end):
        last = web.end()
    date = dated.iso if dated else None
    described = f"{match['house']} {date}"
    base = CitationCandidate(
        match.start(), last, text[match.start() : last], Kind.DOCUMENT, ReadingStatus.PARSED, "hansard",
        reference=reference, date=date, source_key=source_key(Kind.DOCUMENT, reference, None, described, date, None),
    )  # fmt: skip
    return [replace(base, place=place) for place in places or [Place()]]


def _columns(text: str, match: re.Match[str], end: int) -> tuple[list[Place], int]:
    """The columns after a date, also those that are added: "col 918; see also columns 922, 941, 944"."""
    last = match.end()
    if not match["values"]:
        return [], last
    low, _, high = re.sub(r"\s?[-–]\s?", "-", match["values"]).partition("-")
    places = [Place(page_from=low, page_to=high or low)]
    while again := _ONE_MORE.match(text, last, end):
        places.append(Place(page_from=again[1], page_to=again[1]))
        last = again.end()
    for more in locators.words_in(text, last, end):
        if not _SEE_ALSO.fullmatch(text, last, more.start):
            break
        places.extend(more.places)
        last = more.end
    return places, last
