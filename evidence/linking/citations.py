"""Reads the citations of a note. Pure: text in, frozen candidates out; nothing is looked up and nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from evidence.linking.citing import locators
from evidence.linking.citing.anchored_citations import read_anchored
from evidence.linking.citing.anchors import Found, find_anchors
from evidence.linking.citing.antecedents import resolve_antecedents
from evidence.linking.citing.crossrefs import CrossReference, TargetKind, cross_references
from evidence.linking.citing.dates import find_date
from evidence.linking.citing.law_citations import read_hansard, read_judgments, read_legislation
from evidence.linking.citing.note_prose import after_signal, is_prose, quoted, segments
from evidence.linking.citing.records import CitationCandidate, NoteCitations, Place, ReadingStatus
from evidence.linking.citing.records import CitationKind as Kind
from evidence.linking.citing.titled_citations import read_titled
from evidence.linking.citing.titled_parts import head_at, only_dates
from evidence.linking.citing.unread import OWN, WORD, nothing_cited, unread_beside

__all__ = ["has_commentary", "read_note", "read_notes", "resolve_antecedents"]

_SEE = re.compile(r"\b[Ss]ee\s(?:also\s)?(?=[A-Z])")
_SENT_ON = re.compile(r"[A-Z][\w’-]{1,30}\sto\s[A-Z]")
_MOST_DESCRIBED = 12  # sources without a semicolon between them in one segment; more is not a note


def read_note(text: str, *, kinds: Mapping[str, Kind] | None = None) -> tuple[CitationCandidate, ...]:
    """The citations of a note, in order; a note that cites nothing gives one candidate of kind commentary.

    ``kinds`` says what is already known of a reference (from the inquiry's list of sources). Spans are in order and do
    not overlap, except that several places of one source, printed together, share the span of the whole.
    """
    known = kinds or {}
    citations: list[CitationCandidate] = []
    waiting: list[tuple[int, tuple[Place, ...]]] = []  # places printed before the source that they are in
    parts = segments(text)
    for start, end in parts:
        found = _read_segment(text, start, end, known)
        if not found and _more_places(text, start, end, citations, waiting):
            continue
        if waiting:
            found = _with_waiting(text, waiting, found)
            waiting = []
        citations.extend(_same_head(found, citations))
    if waiting and citations:
        citations.extend(_with_waiting(text, waiting, []))
    read = tuple(_without_overlaps(citations))
    unread = list(unread_beside(text, parts, read)) if read else [nothing_cited(text)]
    return tuple(sorted([*read, *unread], key=lambda one: one.start)) if unread else read


def _without_overlaps(citations: Iterable[CitationCandidate]) -> Iterator[CitationCandidate]:
    """Each stretch read once: of two readings that share words without being one, the earlier."""
    last: CitationCandidate | None = None
    for one in sorted(citations, key=lambda one: (one.start, one.end)):
        if last is None or one.start >= last.end or (one.start, one.end) == (last.start, last.end):
            yield one
            last = one


def _same_head(found: list[CitationCandidate], before: Sequence[CitationCandidate]) -> list[CitationCandidate]:
    """ "Letter A to B, …; C to D, …": the second is a letter too."""
    if not found or not before or found[0].rule != "titled-source" or not _SENT_ON.match(found[0].raw):
        return found
    return [replace(found[0], kind=before[-1].kind, rule=before[-1].rule), *found[1:]]


def read_notes(
    notes: Sequence[tuple[str, str]], *, kinds: Mapping[str, Kind] | None = None
) -> tuple[NoteCitations, ...]:
    """The citations of one run of notes, (label, text) in order, with what each ibid stands for."""
    return resolve_antecedents([NoteCitations(label, read_note(text, kinds=kinds)) for label, text in notes])


def _read_segment(text: str, start: int, end: int, known: Mapping[str, Kind]) -> list[CitationCandidate]:
    """The citations between two semicolons; what follows a described source is read as if it stood alone."""
    citations: list[CitationCandidate] = []
    for _ in range(_MOST_DESCRIBED):
        read, rest = _read_first(text, start, end, known)
        citations.extend(read)
        if not read or end - rest <= 3:
            break
        start = rest
    return citations


def _read_first(text: str, start: int, end: int, known: Mapping[str, Kind]) -> tuple[list[CitationCandidate], int]:
    """What a stretch begins with, by anchor or by description, and where the reading ended."""
    anchors = find_anchors(text, start, end)
    first = after_signal(text, start, end)
    headed = head_at(text, first, end) or head_at(text, start, end)
    if anchors and headed:
        marks = quoted(text, start, end)
        anchors = [one for one in anchors if not any(a < one.start < b for a, b in marks)]
    if anchors and not all(one.anchor.rule == "url" for one in anchors):
        return _with_gaps(text, start, end, read_anchored(text, start, end, anchors, known)), end
    if described := _read_described(text, start, end, anchors):
        return described, max(one.end for one in described)
    return (read_anchored(text, start, end, anchors, known) if anchors else []), end


def _read_described(text: str, start: int, end: int, urls: Sequence[Found]) -> list[CitationCandidate]:
    """A segment without a number or file: each way of reading in turn, the most particular first."""
    if debate := read_hansard(text, start, end):
        return debate
    first = after_signal(text, start, end)
    head = head_at(text, start, end)
    if head and not urls and (titled := read_titled(text, start, end)):
        return titled
    if judgments := read_judgments(text, start, end):
        return judgments
    begin = first if text[first : first + 1].isupper() else start
    references = cross_references(text, start, end)
    if (
        references
        and references[0].start > first
        and not references[0].direction
        and (titled := read_titled(text, begin, end))
    ):
        return titled
    if references:
        return [_from_reference(text, one) for one in references]
    if urls:
        return _with_address(text, start, urls)
    laws = read_legislation(text, start, end)
    if laws and laws[0].start - start <= 12:  # a title with a year would otherwise swallow it
        return laws
    return _places_first(text, begin, end) or read_titled(text, begin, end) or laws or _seen_in_prose(text, start, end)


def _with_address(text: str, start: int, urls: Sequence[Found]) -> list[CitationCandidate]:
    """ "Publisher, date, title, address": the address only says where the source can be read."""
    laws = read_legislation(text, start, urls[0].start)
    if laws and laws[0].start - start <= 12:
        return [*laws[:-1], replace(laws[-1], end=urls[0].end, raw=text[laws[-1].start : urls[0].end])]
    dated = find_date(text, start, urls[0].start)
    if not dated or text[dated.start - 2 : dated.start] != ", " or text[dated.end : dated.end + 2] != ", ":
        return []
    end = urls[-1].end
    return [replace(one, end=end, raw=text[one.start : end]) for one in read_titled(text, start, urls[0].start)[:1]]


def _places_first(text: str, start: int, end: int) -> list[CitationCandidate]:
    """ "para 2.8, Media Ownership, May 1995": the place before a described source."""
    groups = locators.words_in(text, start, end)
    if not groups or groups[0].start != start or len(groups) > 1:
        return []
    described = read_titled(text, after_signal(text, groups[0].end, end), end)
    return [
        replace(one, start=start, raw=text[start : one.end], place=place)
        for one in described[:1]
        for place in groups[0].places
    ]


def _seen_in_prose(text: str, start: int, end: int) -> list[CitationCandidate]:
    """A described source inside a sentence: "(see JIC Assessment, 10 October 2002, ‘…’)"."""
    for see in _SEE.finditer(text, start, end):
        if head_at(text, see.end(), end):
            close = text.find("’)", see.end(), end)
            return read_titled(text, see.end(), close + 1 if close > 0 else end)
    return []


def _with_gaps(text: str, start: int, end: int, read: list[CitationCandidate]) -> list[CitationCandidate]:
    """Also what stands between the anchored citations: references inside the report, and judgments by number."""
    edges = [start, *(edge for one in read for edge in (one.start, one.end)), end]
    found = list(read)
    for at in range(0, len(edges), 2):
        low, high = edges[at], edges[at + 1]
        if high - low < 8:
            continue
        found += [_from_reference(text, one) for one in cross_references(text, low, high) if one.direction]
        found += [one for one in read_judgments(text, low, high) if re.search(r"\sv\.?\s|\[\d{4}\]", one.raw)]
    return found if len(found) == len(read) else sorted(found, key=lambda one: one.start)


def _from_reference(text: str, one: CrossReference) -> CitationCandidate:
    place = Place()
    if one.target is TargetKind.PARAGRAPH:
        place = Place(paragraph_from=one.label, paragraph_to=one.label_to or one.label)
    return CitationCandidate(
        one.start, one.end, text[one.start : one.end], Kind.CROSS_REFERENCE, ReadingStatus.PARSED,
        f"report-{one.target}", reference=one.reference, part=one.part, place=place,
    )  # fmt: skip


def _more_places(
    text: str,
    start: int,
    end: int,
    citations: list[CitationCandidate],
    waiting: list[tuple[int, tuple[Place, ...]]],
) -> bool:
    """Whether a segment only adds places or dates: to the source before it, or to the one that follows."""
    if citations and (date := only_dates(text, start, end)):
        last = citations[-1]
        citations[-1] = replace(last, end=end, raw=text[last.start : end], date_to=date.iso)
        return True
    lead = after_signal(text, start, end)
    brackets = locators.brackets_at(text, lead, end)
    if brackets and citations and not text[brackets.end : end].strip(" .,"):
        last = citations[-1]
        meaning = locators.SlashMeaning.LINE if last.kind is Kind.TRANSCRIPT else locators.SlashMeaning.PARAGRAPH
        if last.kind is Kind.JUDGMENT:
            meaning = locators.SlashMeaning.PARAGRAPH_ALONE
        _add_places(
            text, brackets.start, brackets.end, [locators.with_meaning(p, meaning) for p in brackets.places], citations
        )
        return True
    groups = locators.words_in(text, lead, end)
    if not groups or text[lead : groups[0].start].strip(" ,") or text[groups[-1].end : end].strip(" .,&and"):
        return False
    places = tuple(place for group in groups for place in group.places)
    if citations and not waiting and not _followed(text, end):
        _add_places(text, groups[0].start, groups[-1].end, places, citations)
    else:
        waiting.append((groups[0].start, places))
    return True


def _followed(text: str, end: int) -> bool:
    """Whether more comes after a segment, so that places before it wait for their source."""
    return bool(text[end:].strip(" ;.,"))


def _add_places(text: str, start: int, end: int, places: Sequence[Place], citations: list[CitationCandidate]) -> None:
    last = citations[-1]
    citations.extend(replace(last, start=start, end=end, raw=text[start:end], place=place) for place in places)


def _with_waiting(
    text: str, waiting: list[tuple[int, tuple[Place, ...]]], found: list[CitationCandidate]
) -> list[CitationCandidate]:
    """The first source after the places that waited for it, once for each of them; all share the span of the whole."""
    if not found:
        return _without_source(text, waiting)
    first = found[0]
    start, raw = waiting[0][0], text[waiting[0][0] : first.end]
    same = [replace(one, start=start, raw=raw) for one in found if one.start == first.start]
    rest = [one for one in found if one.start != first.start]
    own = [one for one in same if one.place != Place()]
    return [replace(same[0], place=place) for _, places in waiting for place in places] + own + rest


def _without_source(text: str, waiting: list[tuple[int, tuple[Place, ...]]]) -> list[CitationCandidate]:
    """Places that no source follows: kept as found."""
    start = waiting[0][0]
    end = next((b for a, b in segments(text) if a <= waiting[-1][0] < b), len(text))
    reason = "places without a source"
    return [
        CitationCandidate(
            start, end, text[start:end], Kind.DOCUMENT, ReadingStatus.UNPARSED, "none", reason=reason, place=place
        )
        for _, places in waiting
        for place in places
    ]


def has_commentary(text: str, citations: Sequence[CitationCandidate]) -> bool:
    """Whether a note also says something in its own words."""
    if all(one.kind is Kind.COMMENTARY for one in citations):
        return True
    at, rest = 0, []
    for one in citations:
        rest.append(text[at : max(at, one.start)])
        at = max(at, one.end)
    rest.append(text[at:])
    words = [word for word in WORD.findall(" ".join(rest)) if word.lower() not in OWN]
    return len(words) >= 5 or is_prose(" ".join(rest))
