"""What "ibid" and "op cit" stand for: along the chain to the note that names the source itself, never a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from evidence.linking.citing.locators import SlashMeaning, with_meaning
from evidence.linking.citing.records import CitationCandidate, NoteCitations, ReadingStatus
from evidence.linking.citing.records import CitationKind as Kind
from evidence.linking.citing.source_keys import plain

_OP_CIT = re.compile(r"\b(?:op|loc)\.?\s?cit\b|\bsupra\b", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"\b(?:note|n|fn)\.?\s?(\d{1,4})\)?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d$")
_ENOUGH = 20  # candidates, to say that there are several
_NO_SOURCE = frozenset((Kind.COMMENTARY, Kind.CROSS_REFERENCE))
_HAS_LINES = frozenset((Kind.TRANSCRIPT,))


@dataclass(frozen=True, slots=True)
class _Source:
    """A source as a note first names it."""

    label: str
    position: int
    citation: CitationCandidate
    at: str  # the note that this was read in, which may itself say "ibid"


def resolve_antecedents(notes: Sequence[NoteCitations]) -> tuple[NoteCitations, ...]:
    """The same notes, each ibid with the note and position of its source, or ambiguous with the reason.

    Notes are those of one run of numbers (a page, a chapter or a volume) in order.
    """
    by_author = any(citation.rule == "op-cit" for note in notes for citation in note.citations)
    named = _Named(indexed=by_author)
    return tuple(NoteCitations(note.label, named.read(note)) for note in notes)


class _Named:
    """The sources named so far."""

    def __init__(self, *, indexed: bool) -> None:
        self.indexed = indexed
        self.latest: tuple[_Source, ...] = ()  # of the last note that named any
        self.by_note: dict[str, tuple[_Source, ...]] = {}
        self.by_word: dict[str, dict[str, _Source]] = {}  # under the words of their citations, for "op cit"

    def read(self, note: NoteCitations) -> tuple[CitationCandidate, ...]:
        """The citations of the next note, each ibid with what it stands for."""
        read: list[CitationCandidate] = []
        here: list[_Source] = []
        before: Sequence[_Source] = self.latest  # what the citation before names, or what it may name
        for position, citation in enumerate(note.citations):
            if citation.kind is Kind.IBID:
                candidates, reason = self._candidates(citation, before)
                read.append(_with_antecedent(citation, candidates, reason))
                before = [replace(candidate, at=note.label) for candidate in candidates]
                here.extend(before)
                continue
            read.append(citation)
            if citation.kind not in _NO_SOURCE:
                before = (_Source(note.label, position, citation, note.label),)
                here.extend(before)
        self._keep(note.label, here)
        return tuple(read)

    def _candidates(self, citation: CitationCandidate, before: Sequence[_Source]) -> tuple[list[_Source], str]:
        """What an ibid or op cit can stand for, and why that may not be one source."""
        if citation.rule != "op-cit":
            return _chosen(citation, before)
        if numbered := _NOTE_NUMBER.search(citation.reference or citation.raw):
            sources = list(self.by_note.get(numbered[1], ()))
            return sources, f"note {numbered[1]} cites {len(sources)} sources"
        return _by_author(citation, self.by_word)

    def _keep(self, label: str, here: Sequence[_Source]) -> None:
        if not here:
            return
        self.latest = self.by_note[label] = tuple(_distinct(here))
        for source in self.latest if self.indexed else ():
            if source.label == label:
                for word in set(plain(source.citation.raw).split()):
                    self.by_word.setdefault(word, {}).setdefault(_key(source), source)


def _key(source: _Source) -> str:
    return source.citation.source_key or source.citation.raw


def _distinct(sources: Sequence[_Source]) -> list[_Source]:
    """The first of each source: places of one source are one candidate."""
    first: dict[str, _Source] = {}
    for source in sources:
        first.setdefault(_key(source), source)
    return list(first.values())


def _chosen(citation: CitationCandidate, sources: Sequence[_Source]) -> tuple[list[_Source], str]:
    """The sources an ibid can mean: only a transcript has lines, and the person named beside it must be the same."""
    candidates = _distinct(sources)
    for fits in (_can_hold, _same_person):
        if len(candidates) > 1:
            candidates = [one for one in candidates if fits(citation, one.citation)] or candidates
    if not candidates:
        return [], "no source before it"
    return candidates, f"note {candidates[0].at} cites {len(candidates)} sources"


def _can_hold(citation: CitationCandidate, source: CitationCandidate) -> bool:
    """Whether a source can have the place cited: transcripts have lines, everything else paragraphs."""
    if citation.line_from:
        return source.kind in _HAS_LINES
    return not citation.paragraph_from or citation.place.slash or source.kind not in _HAS_LINES


def _same_person(citation: CitationCandidate, source: CitationCandidate) -> bool:
    return citation.person is not None and citation.person == source.person


def _by_author(citation: CitationCandidate, index: dict[str, dict[str, _Source]]) -> tuple[list[_Source], str]:
    """The sources that have all the words before "op cit"."""
    words = _OP_CIT.split(citation.raw, maxsplit=1)[0]
    wanted = [word for word in plain(words).split() if len(word) > 1]
    if not wanted:
        return [], "no author beside op cit"
    candidates = _named_by(wanted, index) or _named_by([word for word in wanted if not _YEAR.match(word)], index)
    if not candidates:
        return [], "no source before it is named like this"
    return candidates, f"{len(candidates)} sources before it are named like this"


def _named_by(words: Sequence[str], index: dict[str, dict[str, _Source]]) -> list[_Source]:
    """The sources before it that have all these words."""
    pools = [index.get(word, {}) for word in words[:12]]
    if not pools or not all(pools):
        return []
    smallest = min(pools, key=len)
    return list(islice((one for key, one in smallest.items() if all(key in pool for pool in pools)), _ENOUGH))


def _with_antecedent(citation: CitationCandidate, candidates: Sequence[_Source], reason: str) -> CitationCandidate:
    """The ibid with its source; of several sources none is chosen."""
    if len(candidates) != 1:
        return replace(citation, status=ReadingStatus.AMBIGUOUS, reason=reason)
    named = candidates[0]
    place = citation.place
    if named.citation.kind is Kind.TRANSCRIPT:
        place = with_meaning(place, SlashMeaning.LINE)
    elif named.citation.kind is Kind.JUDGMENT and "[" in citation.raw:
        place = with_meaning(place, SlashMeaning.PARAGRAPH_ALONE)
    return replace(
        citation, place=place, ibid_of=named.label, ibid_position=named.position, source_key=named.citation.source_key
    )
