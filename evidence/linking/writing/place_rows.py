"""Citations of pages that a transcript without pages has not → the speech that each probably means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from evidence.linking.checking.placing import Day, Sought, likely_places
from evidence.linking.checking.words import tokens_in
from evidence.models import Citation, FootnoteMarker, Hearing, Inquiry, QuotationCheck, Speech
from evidence.models.batches import Batch, Tally

_CONTEXT = 500  # characters before the note's marker that rest on it, at most
_SHORTEST = 3  # letters of a word that may tell a place


class PlaceRows:
    """The citations of one inquiry's hearings without pages, each with its speech."""

    def __init__(self, inquiry: Inquiry, tally: Tally) -> None:
        self.inquiry, self.tally = inquiry, tally
        unpaged = Hearing.objects.filter(inquiry=inquiry, is_closed=False, pages=None)
        cited = Citation.objects.filter(hearing__in=unpaged).exclude(status=Citation.Status.COMMENT)
        self.citations = list(cited.order_by("footnote_id", "position"))

    def write(self) -> None:
        batch: Batch[Citation] = Batch(Citation, self.tally)
        placed = {**self._of_witnesses(), **self._by_words(), **self._of_quotations()} if self.citations else {}
        for citation in self.citations:
            batch.put(citation, speech_from=placed.get(citation.pk))
        before = Citation.objects.filter(footnote__report__inquiry=self.inquiry, speech_from__isnull=False)
        for citation in before.exclude(pk__in=[citation.pk for citation in self.citations]):
            batch.put(citation, speech_from=None)
        batch.save()

    def _of_witnesses(self) -> dict[int, int]:
        """A day cited whole, with its witness: where that person first speaks."""
        hearings = {citation.hearing_id for citation in self.citations if not citation.page_from}
        first: dict[tuple[int, int | None], int] = {}
        spoken = Speech.objects.filter(hearing__in=hearings, witness__isnull=False).order_by("-position")
        for hearing, witness, position in spoken.values_list("hearing", "witness", "position"):
            first[hearing, witness] = position
        places = {
            row.pk: first.get((row.hearing_id or 0, row.witness_id)) for row in self.citations if not row.page_from
        }
        return {key: position for key, position in places.items() if position is not None}

    def _of_quotations(self) -> dict[int, int]:
        """Where the words were said that the note's quotation repeats."""
        notes = {citation.footnote_id for citation in self.citations}
        checks = QuotationCheck.objects.filter(quotation__footnote__in=notes, speech_from__isnull=False)
        found = checks.exclude(outcome=QuotationCheck.Outcome.NOT_FOUND).order_by("-quotation__start")
        said = {
            (note, hearing): at
            for note, hearing, at in found.values_list("quotation__footnote", "hearing", "speech_from")
        }
        places = {row.pk: said.get((row.footnote_id, row.hearing_id or 0)) for row in self.citations}
        return {key: position for key, position in places.items() if position is not None}

    def _by_words(self) -> dict[int, int]:
        sought = list(self._sought())
        days = {key: _day(key) for key in {one.hearing for one in sought}}
        return likely_places(days, sought)

    def _sought(self) -> Iterator[Sought]:
        supported = self._supported()
        for citation in self.citations:
            lines = citation.lines
            if lines is not None and citation.hearing_id is not None:
                words = frozenset(supported.get(citation.footnote_id, ()))
                yield Sought(citation.pk, citation.hearing_id, lines.start, words)

    def _supported(self) -> dict[int, set[str]]:
        """The words of the report that each note stands behind: from the note before it, in its paragraph."""
        notes = {citation.footnote_id for citation in self.citations}
        paragraphs = FootnoteMarker.objects.filter(footnote__in=notes).order_by().values("paragraph")
        markers = FootnoteMarker.objects.filter(paragraph__in=paragraphs, paragraph__withdrawn_at=None)
        supported: dict[int, set[str]] = defaultdict(set)
        before = (0, 0)  # paragraph, and the offset of its last marker
        rows = markers.order_by("paragraph_id", "offset", "position").values_list(
            "paragraph", "offset", "footnote", "paragraph__text"
        )
        for paragraph, offset, note, text in rows:
            start = before[1] if before[0] == paragraph else 0
            words = tokens_in(text[max(start, offset - _CONTEXT) : offset])
            supported[note].update(word for word in words if len(word) >= _SHORTEST)
            before = (paragraph, offset)
        return supported


def _day(hearing: int) -> Day:
    rows = list(Speech.objects.filter(hearing=hearing).order_by("position").values_list("position", "text"))
    return Day(
        [position for position, _ in rows],
        [[len(part) for part in text.split("\n\n")] for _, text in rows],
        [frozenset(tokens_in(text)) for _, text in rows],
    )
