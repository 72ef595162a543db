"""What citations cite → sources: one source however it is spelt, proposed where no list has it."""

from __future__ import annotations

import re

from evidence.linking.citations import read_note
from evidence.linking.citing.records import CitationCandidate, CitationKind
from evidence.linking.citing.source_keys import plain
from evidence.linking.writing.source_names import names_of
from evidence.models import MASK, Citation, Inquiry, Origin, Source, Standing, spoken_of
from evidence.models.batches import Batch, Tally
from evidence.models.slugs import Slugs, slugified

LONGEST_KEY = 300
_URN = re.compile(r"[A-Z]{2,5}-?\d{4,9}(?:_\d+)?")
_PLAIN_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class SourceRows:
    """The sources of an inquiry by what identifies them."""

    def __init__(self, inquiry: Inquiry, tally: Tally) -> None:
        self.inquiry = inquiry
        self.batch: Batch[Source] = Batch(Source, tally)
        self.slugs = Slugs(Source, inquiry)
        self.by_key: dict[str, Source] = {}
        self.taken: set[str] = set()  # every source's reference
        self.by_pk: dict[int, Source] = {}
        self.derived: list[Source] = []
        self.used: set[str] = set()
        held = list(Source.objects.filter(inquiry=inquiry).exclude(reference__contains=MASK))  # hidden: left alone
        self.taken.update(source.reference for source in held)
        self.by_pk.update((source.pk, source) for source in held)
        for source in held:  # what lists and staff name comes first: a rule's own proposal gives way to it
            if source.origin != Origin.RULE:
                for key in filter(None, (source.key, *keys_of(source.reference))):
                    self.by_key.setdefault(key, source)
        for source in held:
            if source.origin == Origin.RULE:
                self.derived.append(source)
                self.by_key.setdefault(source.key, source)

    def kinds(self) -> dict[str, CitationKind]:
        """The listed transcripts and statements: what "at [52/6]" means in a source that a note gives by number only.

        Of anything else a citation's kind is what its note makes of it, and the source's own is what the list says.
        """
        known = {}
        for source in self.by_key.values():
            kind = self._meant(source).kind
            if kind in _PLACED and _URN.fullmatch(source.reference):
                known[source.reference] = _PLACED[kind]
        return known

    def put(self, citation: CitationCandidate) -> Source | None:
        """The source that is cited; none for what cites nothing."""
        if citation.source_key is None:
            return None
        key = citation.source_key[:LONGEST_KEY]
        source = self._meant(self.by_key.get(key) or self._listed(citation) or self._new(citation, key))
        self.by_key[key] = source
        self.used.add(source.reference)
        return source

    def _meant(self, source: Source) -> Source:
        """The source itself, or the one that staff have merged it into."""
        while source.merged_into_id in self.by_pk:
            source = self.by_pk[source.merged_into_id]
        return source

    def _listed(self, citation: CitationCandidate) -> Source | None:
        """The source of a list that goes by the words of the citation."""
        words = citation.urn or citation.reference or citation.raw
        keys = [*_plain_keys(words), *_plain_keys(next(names_of(citation)))]
        return next((self.by_key[key] for key in keys if key in self.by_key), None)

    def _new(self, citation: CitationCandidate, key: str) -> Source:
        """A source of its own, whatever else is called by the same words: only a list can say that two are one."""
        reference = next(name for name in names_of(citation) if name not in self.taken)
        slug = reference if _PLAIN_REFERENCE.fullmatch(reference) else slugified(reference)
        source = self.batch.put(
            None,
            inquiry=self.inquiry,
            reference=reference,
            key=key,
            slug=self.slugs.unused(slug),
            title=(citation.title or "")[:1000],
            kind=citation.kind.value,
            date=(citation.date or "")[:10],
            holding=Source.Holding.CITED_ONLY,
            standing=Standing.PROPOSED,
            origin=Origin.RULE,
        )
        self.taken.add(reference)
        self.derived.append(source)
        return source

    def finish(self) -> None:
        """Writes; sources that rules once proposed and no note cites any more go."""
        self.batch.save()

    def remove_unused(self) -> None:
        """After the citations are written: what nothing cites now, staff's own citations included."""
        chosen = Citation.objects.filter(source__inquiry=self.inquiry, origin=Origin.STAFF)
        used = self.used | set(chosen.values_list("source__reference", flat=True))
        noted = spoken_of(Source)
        self.batch.delete(row for row in self.derived if row.pk and row.pk not in noted and row.reference not in used)


_PLACED = {"transcript": CitationKind.TRANSCRIPT, "witness-statement": CitationKind.STATEMENT}


def _plain_keys(reference: str) -> list[str]:
    return [f"reference:{plain(reference)}"]


def keys_of(reference: str) -> list[str]:
    """Every key under which a citation may ask for a listed reference: its words, and what the readers make of it."""
    keys = _plain_keys(reference)
    keys += [citation.source_key for citation in read_note(reference) if citation.source_key]
    return keys
