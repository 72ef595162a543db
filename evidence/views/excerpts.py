"""Testimony under what cites it: the very lines of a transcript, with a few either side, on the page of a paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q

from evidence.models import Citation, Hearing, Quotation, QuotationCheck, Speech, TranscriptPage
from evidence.models.lines import Lines
from evidence.models.paths import path_to
from evidence.views.cited import Cited
from evidence.views.transcripts import TranscriptLeaf, leaves

CONTEXT = 3  # lines before and after; a speech, where there are no lines
MOST_PAGES = 3  # of a longer stretch the rest is read in the transcript
LIKELY = 3  # speeches shown of a place that is only likely
MOST_EXCERPTS = 60  # of one paragraph


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines of a hearing; where its transcript has none, speeches by their order."""

    hearing: Hearing
    lines: Lines | None
    speeches: tuple[int, int] | None = None
    is_likely: bool = False  # no more than the place that is probably meant

    @property
    def pages(self) -> tuple[int, int]:
        """The first and the last page that are shown, without their context."""
        if self.lines is None:
            return (0, -1)
        return (self.lines.page_from, min(self.lines.page_to, self.lines.page_from + MOST_PAGES - 1))

    def covers(self, lines: Lines | None) -> bool:
        """Whether some of these lines are among its own."""
        if lines is None or self.lines is None:
            return False
        return self.lines.start <= lines.end and lines.start <= self.lines.end


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of testimony as it is shown in place; of a hearing without lines, speeches, each said or beside."""

    wanted: Wanted
    leaves: list[TranscriptLeaf]
    speeches: list[tuple[Speech, bool]] = field(default_factory=list)

    @property
    def hearing(self) -> Hearing:
        return self.wanted.hearing

    @property
    def lines(self) -> Lines | None:
        return self.wanted.lines

    @property
    def goes_on(self) -> bool:
        """Whether the lines go on after what is shown."""
        return self.wanted.lines is not None and self.wanted.pages[1] < self.wanted.lines.page_to

    @property
    def address(self) -> str:
        """Where it is read in its transcript."""
        if self.wanted.lines is not None:
            return path_to("hearing-lines", slug=self.hearing.slug, place=self.wanted.lines.address)
        said = next((speech for speech, is_said in self.speeches if is_said), None)
        return said.get_absolute_url() if said is not None else self.hearing.get_absolute_url()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of a paragraph with the note that it rests on, and the testimony."""

    quotation: Quotation
    citations: list[Cited]
    excerpts: list[Excerpt]


class Excerpts:
    """The testimony that a paragraph rests on, fetched in two queries however much of it there is."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        # a hearing that sat in closed session is never shown, whoever asks
        asked = dict.fromkeys(one for one in wanted if not one.hearing.is_closed)
        self._wanted = list(asked)[:MOST_EXCERPTS]
        self._pages: dict[int, list[TranscriptPage]] = defaultdict(list)
        self._speeches: dict[int, list[Speech]] = defaultdict(list)
        if self._wanted:
            self._fetch()

    def _fetch(self) -> None:
        pages, speeches = Q(), Q()
        for one in self._wanted:
            first, last = one.pages
            if one.lines is not None:
                pages |= Q(hearing=one.hearing, number__gte=first - 1, number__lte=last + 1)
                ends = Q(page_to__gte=first - 1) | Q(page_to=None, page_from__gte=first - 1)
                speeches |= Q(ends, hearing=one.hearing, page_from__lte=last + 1)
            elif one.speeches is not None:
                begin, end = one.speeches
                speeches |= Q(hearing=one.hearing, position__gte=begin - 1, position__lte=end + 1)
        if pages:
            for page in TranscriptPage.objects.filter(pages).order_by("number"):
                self._pages[page.hearing_id].append(page)
        if speeches:
            found = Speech.objects.filter(speeches).select_related("witness", "hearing").order_by("position")
            for speech in found:
                self._speeches[speech.hearing_id].append(speech)

    def of(self, wanted: Wanted) -> Excerpt | None:
        """The testimony as it is shown; none where the transcript has no such lines."""
        if wanted not in self._wanted:
            return None
        if wanted.lines is None:
            return self._spoken(wanted)
        first, last = wanted.pages
        held = [page for page in self._pages[wanted.hearing.pk] if first - 1 <= page.number <= last + 1]
        if not any(first <= page.number <= last for page in held):
            return None
        speeches = sorted(
            (speech for speech in self._speeches[wanted.hearing.pk] if speech.page_from is not None),
            key=lambda speech: (speech.page_from or 0, speech.line_from or 0, speech.position),
        )
        shown = leaves(held, speeches, [], wanted.lines, CONTEXT)
        return Excerpt(wanted, [leaf for leaf in shown if first - 1 <= leaf.number <= last + 1])

    def _spoken(self, wanted: Wanted) -> Excerpt | None:
        if wanted.speeches is None:
            return None
        begin, end = wanted.speeches
        near = [one for one in self._speeches[wanted.hearing.pk] if begin - 1 <= one.position <= end + 1]
        rows = [(one, begin <= one.position <= end) for one in near]
        return Excerpt(wanted, [], rows) if rows else None


class ParagraphTestimony:
    """Which testimony belongs to each quotation of a paragraph, and to each citation of its notes."""

    def __init__(self, quotations: list[Quotation], citations: dict[int, list[Citation]]) -> None:
        """``citations`` are those of the paragraph's notes, by note."""
        self.citations = citations
        self.cited = {row.pk: Cited.of(row) for rows in citations.values() for row in rows}
        self._of_quotation = {
            quotation.pk: list(_of_quotation(quotation, citations.get(quotation.footnote_id or 0, [])))
            for quotation in quotations
        }
        by_citation = {row.pk: _of_citation(row) for rows in citations.values() for row in rows}
        self._of_citation = {key: wanted for key, wanted in by_citation.items() if wanted is not None}
        asked = [one for rows in self._of_quotation.values() for one in rows]
        self._excerpts = Excerpts([*asked, *self._of_citation.values()])
        self.quoted = [self._quoted(quotation) for quotation in quotations]

    def _quoted(self, quotation: Quotation) -> Quoted:
        found = (self._excerpts.of(wanted) for wanted in self._of_quotation[quotation.pk])
        citations = [self.cited[row.pk] for row in self.citations.get(quotation.footnote_id or 0, [])]
        return Quoted(quotation, citations, [excerpt for excerpt in found if excerpt is not None])

    def under_notes(self) -> dict[int, Excerpt]:
        """The testimony of citations that no quotation of their note has shown already, by citation."""
        shown: dict[int, list[Wanted]] = defaultdict(list)
        for row in self.quoted:
            shown[row.quotation.footnote_id or 0] += [excerpt.wanted for excerpt in row.excerpts]
        excerpts = {}
        for note, citations in self.citations.items():
            for citation in citations:
                wanted = self._of_citation.get(citation.pk)
                if wanted is None or any(_same(wanted, other) for other in shown[note]):
                    continue
                excerpt = self._excerpts.of(wanted)
                if excerpt is not None:
                    excerpts[citation.pk] = excerpt
        return excerpts


def _same(wanted: Wanted, other: Wanted) -> bool:
    if wanted.hearing != other.hearing:
        return False
    if wanted.speeches and other.speeches:
        return wanted.speeches[0] <= other.speeches[1] and other.speeches[0] <= wanted.speeches[1]
    return wanted == other or other.covers(wanted.lines)


def _of_citation(citation: Citation) -> Wanted | None:
    if citation.hearing is None or citation.status == Citation.Status.COMMENT:
        return None
    if citation.speech_from is not None:
        return Wanted(citation.hearing, None, (citation.speech_from, citation.speech_from + LIKELY - 1), is_likely=True)
    return None if citation.lines is None else Wanted(citation.hearing, citation.lines)


def _of_quotation(quotation: Quotation, citations: Iterable[Citation]) -> Iterator[Wanted]:
    """Where the words were said; of words that are not where their note points, the lines it points to as well."""
    check = quotation.comparison
    if check is None or check.outcome == QuotationCheck.Outcome.NOT_FOUND:
        yield from (wanted for wanted in map(_of_citation, citations) if wanted is not None)
    if check is not None and check.open_hearing is not None:
        said = None
        if check.lines is None and check.speech_from is not None:
            said = (check.speech_from, check.speech_to or check.speech_from)
        yield Wanted(check.open_hearing, check.lines, said)
