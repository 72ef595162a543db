"""Quotations → rows: those the pages display get their speakers, those inside sentences are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from evidence.linking.aside import Aside
from evidence.linking.names import Kind, MentionCandidate
from evidence.linking.quotations import quotations_of_page
from evidence.linking.quoting.records import (
    Displayed,
    Named,
    NoteCall,
    QuotationCandidate,
    QuotedText,
    SpeakerStatus,
)
from evidence.linking.writing.spans import SpanWriter
from evidence.models import (
    Entity,
    FootnoteMarker,
    Inquiry,
    Organisation,
    Origin,
    Paragraph,
    Quotation,
    Standing,
    Witness,
)
from evidence.models.batches import Tally

Resolved = Mapping[int, Sequence[tuple[MentionCandidate, Entity | None]]]


class QuotationRows:
    """Reads the paragraphs of one inquiry, page by page, and writes their quotations."""

    def __init__(self, inquiry: Inquiry, tally: Tally) -> None:
        self._names: Resolved = {}
        self._pages: list[list[Paragraph]] = []
        self._answers: list[Callable[[], list[list[QuotationCandidate]]]] = []
        self._known: dict[str, Entity] = {}
        self.writer = SpanWriter(Quotation, inquiry, tally)
        self.calls: dict[int, list[NoteCall]] = defaultdict(list)
        self.notes: dict[tuple[int, str], int] = {}
        self.quoted: dict[int, list[tuple[int, int]]] = {}  # where each paragraph holds somebody's words
        markers = FootnoteMarker.objects.filter(paragraph__report__inquiry=inquiry).order_by("paragraph_id", "position")
        for paragraph, label, offset, note in markers.values_list("paragraph_id", "label", "offset", "footnote_id"):
            self.calls[paragraph].append(NoteCall(label, offset))
            self.notes.setdefault((paragraph, label), note)

    def read(self, paragraphs: Iterable[Paragraph], names: Resolved, aside: Aside) -> None:
        """``paragraphs`` in reading order; ``names``: who is named in each.

        Read page by page: ``aside`` from the last, and what is left when they are written, from the first.
        """
        self._names = names
        self._pages = [list(page) for _, page in groupby(paragraphs, key=lambda row: row.page_id)]
        texts = [[self._text(row, names.get(row.pk, ())) for row in page] for page in self._pages]
        self._answers = [aside.ask(quotations_of_page, page) for page in reversed(texts)]

    def write(self) -> None:
        """What was read."""
        names = self._names
        for rows, answer in zip(self._pages, reversed(self._answers), strict=True):
            # whoever is named on the page: a speaker may have been named some paragraphs before
            self._known = {
                _key(entity): entity for row in rows for _, entity in names.get(row.pk, ()) if entity is not None
            }
            for row, found in zip(rows, answer(), strict=True):
                if places := self.writer.put(row.pk, [self._values(row.pk, one) for one in found]):
                    self.quoted[row.pk] = places
        self.writer.finish()

    def _text(self, row: Paragraph, names: Sequence[tuple[MentionCandidate, Entity | None]]) -> QuotedText:
        displayed = sorted(
            (span for span in self.writer.derived.get(row.pk, {}).values() if span.origin == Origin.IMPORTED),
            key=lambda span: span.start,
        )
        return QuotedText(
            row.text,
            tuple(self.calls.get(row.pk, ())),
            tuple(Displayed(span.start, span.end, span.marks, span.is_certain, span.rule) for span in displayed),
            tuple(
                Named(mention.start, mention.end, mention.kind.value, _key(entity) if entity is not None else "")
                for mention, entity in names
                if mention.kind is not Kind.SUBJECT
            ),
        )

    def _values(self, paragraph: int, found: QuotationCandidate) -> dict[str, Any]:
        speaker = self._known.get(found.speaker_key or "")
        values: dict[str, Any] = {
            "start": found.start,
            "end": found.end,
            "speaker_as_printed": found.speaker[:300],
            "witness_id": speaker.pk if isinstance(speaker, Witness) else None,
            "organisation_id": speaker.pk if isinstance(speaker, Organisation) else None,
            "footnote_id": self.notes.get((paragraph, found.footnote)) if found.footnote else None,
            "standing": _standing(found).value,
            "reason": found.reason[:300],
        }
        if found.display == Quotation.Display.BLOCK:
            return values | {"display": found.display}
        return values | {
            "display": found.display,
            "marks": found.marks.value,
            "is_certain": found.status == "certain",
            "rule": found.rule[:60],
            "origin": Origin.RULE.value,
        }


def _key(entity: Entity) -> str:
    return f"{entity._meta.model_name}:{entity.pk}"


def _standing(found: QuotationCandidate) -> Standing:
    """Of the speaker: told in so many words, supposed, or not to be told."""
    if found.speaker_status is SpeakerStatus.FOUND:
        return Standing.CONFIRMED
    return Standing.PROPOSED if found.speaker_status is SpeakerStatus.SUGGESTED else Standing.UNKNOWN
