"""Quotations of a paragraph: their extent, their speaker, and the footnote that supports them. Free of Django.

Paragraphs are given in reading order, each with what was learnt of the one before it, because "He added:" looks back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from evidence.linking.quoting.marks import marked_text
from evidence.linking.quoting.records import Marks, NoteCall, QuotationCandidate, QuotedText, Speaker, Stretch
from evidence.linking.quoting.speakers import Speeches

_CLOSERS = frozenset("”’\"'»).,;:?!… \u00a0")
_NEAR = 6


def quotations_of(paragraphs: Iterable[QuotedText]) -> Iterator[list[QuotationCandidate]]:
    """The quotations of each paragraph of a page, in reading order."""
    before: Speeches | None = None
    for paragraph in paragraphs:
        found, before = find_quotations(paragraph, before)
        yield found


def quotations_of_page(page: Sequence[QuotedText]) -> list[list[QuotationCandidate]]:
    """The quotations of each paragraph of a page, all at once."""
    return list(quotations_of(page))


def find_quotations(paragraph: QuotedText, before: Speeches | None = None) -> tuple[list[QuotationCandidate], Speeches]:
    """A paragraph's quotations in order and without overlap, and what the next paragraph needs to know of this one."""
    marked = marked_text(paragraph.text, paragraph.displayed)
    found = marked.stretches
    speeches = Speeches(paragraph, found, marked.quoted, before)
    if not found:
        return [], speeches
    speakers = speeches.speakers()
    notes = _Notes(paragraph, speeches)
    candidates = [
        _candidate(stretch, speaker, notes.of(stretch)) for stretch, speaker in zip(found, speakers, strict=True)
    ]
    speeches.forget()
    return candidates, speeches


def _candidate(stretch: Stretch, speaker: Speaker, footnote: str | None) -> QuotationCandidate:
    sure = stretch.certain and (stretch.displayed or stretch.marks is Marks.COMPLETE)
    return QuotationCandidate(
        start=stretch.start,
        end=stretch.end,
        display="block" if stretch.displayed else "inline",
        marks=stretch.marks,
        speaker=speaker.printed,
        speaker_start=speaker.start,
        speaker_end=speaker.end,
        speaker_key=speaker.key,
        speaker_status=speaker.status,
        footnote=footnote,
        status="certain" if sure else "suggested",
        rule=stretch.rule,
        reason=speaker.reason,
    )


class _Notes:
    """Which footnote supports a quotation of one paragraph."""

    def __init__(self, paragraph: QuotedText, speeches: Speeches) -> None:
        self.text = paragraph.text
        self.prose = speeches.prose
        self.calls: Sequence[NoteCall] = sorted(paragraph.calls, key=lambda call: call.offset)
        self.offsets = [call.offset for call in self.calls]

    def of(self, stretch: Stretch) -> str | None:
        """The marker right after the quotation, else at its sentence's end, else on the words that introduce it."""
        if not self.calls:
            return None
        begin, end = self._sentence(stretch)
        first = bisect_left(self.offsets, stretch.end - 3)
        if first < len(self.calls):
            offset = self.offsets[first]
            if offset <= end or self._only_closers(stretch.end, offset):
                return self.calls[first].label
        last = bisect_left(self.offsets, stretch.start + 1) - 1
        if last >= 0 and self.offsets[last] > begin:
            return self.calls[last].label
        return None

    def _only_closers(self, start: int, offset: int) -> bool:
        return offset - start <= _NEAR and all(character in _CLOSERS for character in self.text[start:offset])

    def _sentence(self, stretch: Stretch) -> tuple[int, int]:
        """Offsets of the sentence that holds the quotation; a displayed one ends its own."""
        prose = self.prose
        if not prose.words:
            return stretch.start, stretch.end
        number = prose.sentence_of(prose.token_at(stretch.start))
        first, stop = prose.sentences[number]
        begin, end = prose.starts[first], prose.ends[stop - 1]
        if stretch.displayed:
            end = stretch.end
        blank = self.text.find("\n\n", stretch.end, end)
        return begin, blank if blank >= 0 else end
