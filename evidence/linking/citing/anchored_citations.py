"""Citations that name their source by number, file, address or "ibid", read outwards from the anchor both ways."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence.linking.citing import locators
from evidence.linking.citing.anchor_context import Beside, all_places, read_before
from evidence.linking.citing.anchor_grammars import LISTED
from evidence.linking.citing.anchors import Found
from evidence.linking.citing.dates import date_in_file_name, date_in_number, find_date
from evidence.linking.citing.grammars import FILE_KINDS, URN_KINDS
from evidence.linking.citing.locators import PlacesFound, SlashMeaning
from evidence.linking.citing.note_prose import made_by, made_when, only_titled_name, speaker_behind
from evidence.linking.citing.records import NOWHERE, CitationCandidate, Place, ReadingStatus
from evidence.linking.citing.records import CitationKind as Kind
from evidence.linking.citing.source_keys import source_key

_SESSION = re.compile(r"\b(morning|afternoon)\b|\d(am|pm)(?![A-Za-z])", re.IGNORECASE)
_SAYING = re.compile(r"\b(?:said|says|submitted|told|stated|wrote|gave|made|raised|explained|specified|described)\b")
_BARE_PARAGRAPH = re.compile(r"\)?,?\sat\s(\d{1,3}(?:\.\d{1,3}){1,3})(?![\d/:])")  # only a paragraph has a point
_PAGED = frozenset(("page-and-line", "name-date-page-line"))
_IN_BRACKETS = 160  # characters that brackets around a number may hold on either side
_OWN_PLACES = re.compile(r"(?:\s\([a-z ]{3,20}\))?[)\s,:.]{0,5}\(?(?:(?:at|in|see|and)\s)?\[?$")


def read_anchored(
    text: str, start: int, end: int, anchors: Sequence[Found], kinds: Mapping[str, Kind]
) -> list[CitationCandidate]:
    """The citations of the anchors of one segment, each with what stands around it."""
    citations: list[CitationCandidate] = []
    bound = start
    for number, found in enumerate(anchors):
        following = anchors[number + 1].start if number + 1 < len(anchors) else end
        listed = found.anchor.rule in LISTED
        beside = read_before(text, bound, found)
        more_files = any(other.anchor.rule in LISTED for other in anchors[number + 1 :])
        words = not beside.places and not (listed and more_files)
        after = _places_after(text, found, following, words=words)
        if after and beside.places and not text[found.end : after.start].strip().startswith("at"):
            after = None
        if found.anchor.rule in _PAGED and _goes_on(text, citations, found):
            citations[-1] = _placed(text, citations[-1], found)
            bound = found.end
            continue
        made = _build(text, found, beside, after, kinds, citations)
        citations.extend(made)
        bound = made[-1].end
    return citations


def _goes_on(text: str, before: Sequence[CitationCandidate], found: Found) -> bool:
    """Whether page and line stand directly behind an ibid that has no place yet: "Ibid, T3413:1-7"."""
    last = before[-1] if before else None
    ibid = last is not None and last.kind is Kind.IBID and last.place == NOWHERE
    return ibid and last is not None and text[last.end : found.start].strip(" ,.") in ("", "at")


def _placed(text: str, citation: CitationCandidate, found: Found) -> CitationCandidate:
    place = _own_place(found)[0]
    return replace(citation, end=found.end, raw=text[citation.start : found.end], place=place)


def _places_after(text: str, found: Found, bound: int, *, words: bool) -> PlacesFound | None:
    """The places that follow an anchor: brackets, a slash, or words."""
    colons = found.anchor.rule == "ibid"
    after = locators.brackets_at(text, found.end, bound) or locators.slash_at(text, found.end, bound, colons=colons)
    if after or not words:
        return after
    groups = locators.words_in(text, found.end, bound)
    closing = _closing(text, found, bound)
    if closing and not groups and (after := locators.brackets_at(text, closing, bound)):
        return after
    behind = max(found.end, closing - 1)  # what its own brackets say of it may come between
    own = groups and (groups[0].start < behind or _OWN_PLACES.fullmatch(text, behind, groups[0].start))
    if not groups and (bare := _BARE_PARAGRAPH.match(text, behind, bound)):
        return PlacesFound(bare.start(1), bare.end(), (Place(paragraph_from=bare[1], paragraph_to=bare[1]),))
    if not groups or not (own or _OWN_PLACES.fullmatch(text, found.end, groups[0].start)):
        return None
    together = [groups[0]]
    for group in groups[1:]:
        if not set(text[together[-1].end : group.start]) <= set(" ,and&"):
            break
        together.append(group)
    return PlacesFound(together[0].start, together[-1].end, all_places(together))


def _closing(text: str, found: Found, bound: int) -> int:
    """Behind the bracket that closes around a number: "Statement of A B (WITN0123001, Commission, 4 May 2021)"."""
    opened = text.rfind("(", max(0, found.start - _IN_BRACKETS), found.start)
    if opened < 0 or ")" in text[opened : found.start]:
        return 0
    closed = text.find(")", found.end, min(bound, found.end + _IN_BRACKETS))
    return 0 if closed < 0 or "(" in text[found.end : closed] else closed + 1


def _kind(found: Found, beside: Beside, kinds: Mapping[str, Kind]) -> Kind:
    """What a source is: by its anchor, by the inquiry's own list, by its name, then by the words beside it."""
    if found.anchor.kind and not found.groups.get("file"):
        return found.anchor.kind
    if known := kinds.get(found.reference):
        return known
    table = URN_KINDS if found.groups.get("urn") else FILE_KINDS
    name = found.reference.rsplit("/", 1)[-1]
    for pattern, kind in table:
        if pattern.search(name):
            return kind or Kind.DOCUMENT
    if found.anchor.rule == "file":
        return Kind.DOCUMENT
    return beside.kind or Kind.DOCUMENT


def _meaning(kind: Kind, rule: str, *, bracketed: bool) -> SlashMeaning:
    if kind is Kind.JUDGMENT or (rule == "pointed-urn" and bracketed):
        return SlashMeaning.PARAGRAPH_ALONE
    return SlashMeaning.LINE if kind is Kind.TRANSCRIPT else SlashMeaning.PARAGRAPH


def _own_place(found: Found) -> tuple[Place, ...]:
    """The place inside the anchor itself: "{Day127/57:4-58:12}", "INQ004149_012-014"."""
    page, line = found.groups.get("page_from"), found.groups.get("line_from")
    if page is None:
        return ()
    last = found.groups.get("page_last") or found.groups.get("page_to") or page
    below = found.groups.get("paragraph_from")
    line_to = found.groups.get("line_last") or found.groups.get("line_to") or line
    return (Place(page, line, last, line_to, below, below, slash=line is not None or below is not None),)


def _with_page(places: tuple[Place, ...], own: tuple[Place, ...]) -> tuple[Place, ...]:
    """Places beside an anchor, on the page that the anchor itself gives: "INQ004149_012 para 45"."""
    if not places or not own:
        return places or own
    page, last = own[0].page_from, own[0].page_to
    return tuple(place if place.page_from else replace(place, page_from=page, page_to=last) for place in places)


def _session(name: str) -> str | None:
    match = _SESSION.search(name)
    if not match:
        return None
    return match[1].lower() if match[1] else {"am": "morning", "pm": "afternoon"}[match[2].lower()]


def _person(
    text: str, found: Found, beside: Beside, kind: Kind, before: Sequence[CitationCandidate], end: int
) -> str | None:
    if found.groups.get("person"):
        return found.groups["person"]
    if beside.person or found.anchor.kind in (Kind.IBID, Kind.WEB):
        return beside.person
    if beside.same_person and before:
        return before[-1].person
    if kind is Kind.TRANSCRIPT and (named := speaker_behind(text, end)):
        return named
    if named := made_by(text, found.end, min(len(text), found.end + 160)):
        return named
    told = kind in (Kind.STATEMENT, Kind.TRANSCRIPT) and found.anchor.rule != "file"
    if (told or found.anchor.rule == "file") and len(text) < 4000 and _SAYING.search(text):
        return only_titled_name(text)
    return None


def _build(
    text: str,
    found: Found,
    beside: Beside,
    after: PlacesFound | None,
    kinds: Mapping[str, Kind],
    before: Sequence[CitationCandidate],
) -> list[CitationCandidate]:
    """The citation of one anchor, once for each of its places; they share the span of the whole."""
    kind = _kind(found, beside, kinds)
    meaning = _meaning(kind, found.anchor.rule, bracketed=after is not None and text[after.start] == "[")
    beside_it = tuple(locators.with_meaning(one, meaning) for one in beside.places + (after.places if after else ()))
    places = _with_page(beside_it, _own_place(found)) or (NOWHERE,)
    start, end = beside.start, max(found.end, after.end if after else 0)
    own = found.groups.get("date") or made_when(text, found.end, min(len(text), found.end + 120))
    closed = _closing(text, found, len(text)) if not own and not beside.date else 0
    dated = find_date(own) if own else find_date(text, found.end, closed) if closed else None
    date = (dated.iso if dated else None) or beside.date or date_in_number(found.reference)
    session = None
    if kind is Kind.TRANSCRIPT and (found.anchor.rule == "file" or found.groups.get("file")):
        date, session = date_in_file_name(found.reference) or date, _session(found.reference)
    person = _person(text, found, beside, kind, before, end)
    reference = None if found.anchor.rule == "oral-evidence" else found.reference
    if found.anchor.rule in ("name-date-page-line", "page-and-line"):
        reference = None
    if found.anchor.rule == "urn-with-pages" and any(one.page_from for one in beside_it):
        reference = found.groups["whole"]  # its page is given: "_003" is the document's own number
    if kind is Kind.IBID and beside.title:
        reference = beside.title
    if found.anchor.rule == "ibid" and reference:
        reference = reference.rstrip(".")
    if found.anchor.rule == "op-cit":
        reference = text[start : found.end]
    urn = found.groups.get("urn")
    described = f"{person or 'transcript'} {date or ''}" if reference is None else reference
    base = CitationCandidate(
        start, end, text[start:end], kind, ReadingStatus.PARSED, found.anchor.rule,
        reference=reference, urn=urn, person=person, title=beside.title, date=date, session=session,
        source_key=source_key(kind, reference, urn, described, date, session),
        place=places[0],
    )  # fmt: skip
    return [base, *(replace(base, place=place) for place in places[1:])]
