"""What a report makes of a person's evidence: where they testified, and which of it is cited or quoted.

Evidence is counted in pages where the transcript has pages, else in speeches, by their order that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from evidence.models.decisions import Standing
from evidence.models.entities import Witness
from evidence.models.hearings import Hearing, Speech
from evidence.models.quotation_checks import QuotationCheck
from evidence.models.report import Paragraph
from evidence.models.sources import Citation, FootnoteMarker

Range = tuple[int, int]

# questions, breaks and the chair stand between answers: so far apart, two of them still belong together
_SPEECHES_APART = 30


@dataclass(frozen=True, slots=True)
class Use:
    """A part of the evidence that a report rests on: cited by a note, or its words quoted."""

    first: int
    last: int
    kind: str  # “cited” or “quoted”
    place: str  # in words
    address: str
    paragraphs: tuple[Paragraph, ...]
    line: int = 0  # where on its first page
    note: str = ""


@dataclass(frozen=True, slots=True)
class Testimony:
    """One person's evidence on one day. ``unplaced`` notes cite it without saying where, or where nothing is held."""

    hearing: Hearing
    by_page: bool
    ranges: tuple[Range, ...]
    speeches: int
    uses: tuple[Use, ...]
    unplaced: int

    @property
    def unit(self) -> str:
        return "page" if self.by_page else "speech"

    @property
    def units(self) -> list[int]:
        """Every page, or speech, of the evidence, in order."""
        return [unit for first, last in self.ranges for unit in range(first, last + 1)]

    @property
    def used(self) -> dict[int, list[Use]]:
        """The pages, or speeches, that something rests on, in order."""
        found: dict[int, list[Use]] = defaultdict(list)
        for unit in self.units:
            for use in self.uses:
                if use.first <= unit <= use.last:
                    found[unit].append(use)
        return dict(found)

    def address_of(self, unit: int) -> str:
        """Where a page, or speech, is read."""
        return _address(self.hearing, unit, by_page=self.by_page)

    @property
    def stretches(self) -> list[tuple[str, str]]:
        """Where the evidence stands, in words, each with its address."""
        return [(_in_words(*one, self.unit), self.address_of(one[0])) for one in self.ranges]


def testimony_of(witness: Witness) -> list[Testimony]:
    """Each open day on which the person answered questions, in a number of queries that grows with nothing.

    Counsel and the chair, who ask, give no evidence.
    """
    spoken: dict[int, list[tuple[int, int | None, int | None]]] = defaultdict(list)
    speeches = (
        Speech.objects.published().filter(witness=witness, kind=Speech.Kind.ANSWER).order_by("hearing", "position")
    )
    for hearing, position, first, last in speeches.values_list("hearing", "position", "page_from", "page_to"):
        spoken[hearing].append((position, first, last))
    hearings = Hearing.objects.filter(pk__in=spoken).select_related("inquiry").order_by("date", "session", "pk")
    citations, checks = _citations(spoken), _checks(spoken)
    return [_testimony(one, spoken[one.pk], citations[one.pk], checks[one.pk], witness) for one in hearings]


def _testimony(
    hearing: Hearing,
    spoken: list[tuple[int, int | None, int | None]],
    citations: list[Citation],
    checks: list[QuotationCheck],
    witness: Witness,
) -> Testimony:
    pages = [(first, max(first, last or first)) for _, first, last in spoken if first is not None]
    by_page = len(pages) == len(spoken)
    ranges = _joined(pages, 1) if by_page else _joined(((place, place) for place, _, _ in spoken), _SPEECHES_APART)
    cited = [(citation, _cited(citation) if by_page else None) for citation in citations]
    uses = [use for _, use in cited if use] + [use for check in checks if (use := _quoted(check, by_page=by_page))]
    placed = [use for use in uses if any(use.first <= last and use.last >= first for first, last in ranges)]
    placed.sort(key=lambda use: (use.first, use.line, use.last, use.kind))
    unplaced = sum(1 for citation, use in cited if use is None and citation.witness_id == witness.pk)
    return Testimony(hearing, by_page, ranges, len(spoken), tuple(placed), unplaced)


def _citations(hearings: Collection[int]) -> dict[int, list[Citation]]:
    """The notes that cite these days, with the paragraphs that call them."""
    markers = FootnoteMarker.objects.filter(paragraph__withdrawn_at=None).select_related(
        "paragraph__page", "paragraph__report"
    )
    citations = (
        Citation.objects.filter(hearing__in=hearings, footnote__page__withdrawn_at=None)
        .exclude(status=Citation.Status.COMMENT)
        .select_related("footnote", "hearing")
        .prefetch_related(Prefetch("footnote__markers", markers.order_by("paragraph__position", "position")))
        .order_by("footnote__report", "footnote__position", "position")
    )
    found: dict[int, list[Citation]] = defaultdict(list)
    for citation in citations:
        if citation.hearing_id is not None:
            found[citation.hearing_id].append(citation)
    return found


def _checks(hearings: Collection[int]) -> dict[int, list[QuotationCheck]]:
    """The quotations whose words were found in these days."""
    checks = (
        QuotationCheck.objects.filter(hearing__in=hearings, quotation__paragraph__withdrawn_at=None)
        .exclude(quotation__standing=Standing.REJECTED)
        .select_related("hearing", "quotation__paragraph__page", "quotation__paragraph__report")
        .order_by("quotation__paragraph__report", "quotation__paragraph__position", "quotation__start")
    )
    found: dict[int, list[QuotationCheck]] = defaultdict(list)
    for check in checks:
        if check.hearing_id is not None:
            found[check.hearing_id].append(check)
    return found


def _cited(citation: Citation) -> Use | None:
    """Where a note points to; none where it names no page."""
    lines = citation.lines
    if lines is None or citation.hearing is None:
        return None
    address = reverse("hearing-lines", kwargs={"slug": citation.hearing.slug, "place": lines.address})
    paragraphs = tuple(dict.fromkeys(marker.paragraph for marker in citation.footnote.markers.all()))
    line, note = lines.start[1], citation.footnote.label
    return Use(lines.page_from, lines.page_to, "cited", str(lines), address, paragraphs, line, note)


def _quoted(check: QuotationCheck, *, by_page: bool) -> Use | None:
    """Where quoted words were said; none where that is not known in pages, or speeches."""
    first, last = (check.page_from, check.page_to) if by_page else (check.speech_from, check.speech_to)
    if first is None or check.hearing is None or check.quotation is None:
        return None
    last = first if last is None else last
    place = str(check.lines) if by_page and check.lines else _in_words(first, last, "page" if by_page else "speech")
    address = check.place_url if by_page else _address(check.hearing, first, by_page=False)
    line = (check.line_from or 0) if by_page else 0
    return Use(first, last, "quoted", place, address, (check.quotation.paragraph,), line)


def _joined(ranges: Iterable[Range], apart: int) -> tuple[Range, ...]:
    """In order, those that follow one another at most so far apart made one."""
    joined: list[Range] = []
    for first, last in sorted(ranges):
        if joined and first - joined[-1][1] <= apart:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def _address(hearing: Hearing, unit: int, *, by_page: bool) -> str:
    if by_page:
        return reverse("hearing-lines", kwargs={"slug": hearing.slug, "place": str(unit)})
    return reverse("hearing-speech", kwargs={"slug": hearing.slug, "position": unit})


def _in_words(first: int, last: int, unit: str) -> str:
    plural = "speeches" if unit == "speech" else f"{unit}s"
    return f"{unit} {first}" if first == last else f"{plural} {first} to {last}"
