"""A search word by word: each occurrence in its context, and where in the reports they fall."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from evidence.exports import Heading, Place
from evidence.exports.lines import record_lines, snapshot
from evidence.exports.occurrences import (
    CONCORDANCE,
    DISPERSION,
    ConcordanceLine,
    DispersionLine,
)
from evidence.filters import OccurrenceFilter
from evidence.models import Paragraph
from evidence.rendering import Mark, render_text
from evidence.search import concordance as searching
from evidence.search.index import IndexUnavailable
from evidence.search.marks import Finder
from evidence.search.query import Query, parse
from evidence.views.dispersion import plots
from evidence.views.errors import bad_request, unavailable
from evidence.views.files import CSV, PLAIN, streamed
from evidence.views.listings import LISTINGS, Found, place
from evidence.views.lists import chips, controls, query_without
from evidence.views.matches import marked_address
from evidence.views.pages import paged

# as many paragraphs are read for a page of lines, or put in order by their words; a file in reading order holds all
MOST_PARAGRAPHS = 20_000
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the concordance as it is shown, and where its words stand."""

    paragraph: Paragraph
    heading: Heading
    address: str
    before: SafeString
    match: SafeString
    after: SafeString


class Occurrences:
    """The occurrences in a set of paragraphs: how many, some of them, or all."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.order = found.filter.order if isinstance(found.filter, OccurrenceFilter) else "order"
        self.query: Query = found.filter.query or parse("")
        self.finder = Finder(self.query)
        self.is_cut = self.query.has_terms and found.count() > MOST_PARAGRAPHS

    @cached_property
    def places(self) -> list[searching.Place]:
        """Where they are, in order; of a very large set only those in its first paragraphs."""
        if not self.query.has_terms:
            return []
        texts = self.found.rows.values_list("pk", "text")[:MOST_PARAGRAPHS]
        return searching.places(self.query, texts.iterator(chunk_size=CHUNK), self.order)

    def count(self) -> int:
        """How many there are."""
        return len(self.places)

    def __getitem__(self, part: slice) -> list[ConcordanceLine]:
        """The lines of one page."""
        return list(self._at(self.places[part]))

    def all_lines(self) -> Generator[ConcordanceLine]:
        """Every line, as it is read."""
        with snapshot():
            if self.order == "order":
                for paragraph in self._with_text(self.found.rows).iterator(chunk_size=CHUNK):
                    for one in searching.occurrences(self.finder, paragraph.text):
                        yield ConcordanceLine(paragraph, one)
            else:
                for first in range(0, len(self.places), CHUNK):
                    yield from self._at(self.places[first : first + CHUNK])

    def paragraphs(self) -> Generator[DispersionLine]:
        """Every paragraph with an occurrence, how often they occur in it, and how far into its report it stands."""
        with snapshot():
            published = Paragraph.objects.published().order_by()
            ends = {
                report: (first, last)
                for report, first, last in published.values_list("report").annotate(Min("position"), Max("position"))
            }
            for paragraph in self._with_text(self.found.rows).iterator(chunk_size=CHUNK):
                number = len(self.finder.marks(paragraph.text))
                first, last = ends[paragraph.report_id]
                if number:
                    yield DispersionLine(paragraph, number, (paragraph.position - first) / max(last - first, 1))

    def _at(self, places: list[searching.Place]) -> Iterator[ConcordanceLine]:
        paragraphs = self._with_text(self.found.rows).in_bulk({key for key, _ in places})
        known = {key: list(searching.occurrences(self.finder, paragraph.text)) for key, paragraph in paragraphs.items()}
        for key, number in places:
            # what an import changed since the places were found is left out
            if number <= len(known.get(key, ())):
                yield ConcordanceLine(paragraphs[key], known[key][number - 1])

    @staticmethod
    def _with_text(paragraphs: QuerySet[Paragraph]) -> QuerySet[Paragraph]:
        return paragraphs.select_related("report__inquiry", "page__report").defer("blocks")


@require_safe
def concordance(request: HttpRequest) -> HttpResponse:
    """The lines of a search, and a plot of where in each report its paragraphs stand."""
    try:
        found = Found(LISTINGS["concordance"], request.GET)
        lines = Occurrences(found)
        page = paged(request, lines, found.listing.per_page, known=request.GET)
        where = place(request)
        context = {
            "noun": "concordance",
            "found": page,
            "rows": [_row(line, lines.query, where) for line in page.object_list],
            "paragraph_count": found.count() if lines.query.has_terms else 0,
            "most": MOST_PARAGRAPHS if lines.is_cut else None,
            "order": lines.order,
            "plots": plots(found, lines.query) if lines.query.has_terms else [],
            "chips": chips(found),
            "form": controls(found),
            "query": found.filter.query,
            "same_set": query_without(request.GET, "page"),
        }
    except BadRequest as fault:
        return bad_request(request, fault)
    except IndexUnavailable:
        return unavailable(request, "The search index cannot be used at the moment; everything can still be read.")
    return render(request, "evidence/concordance.html", context)


def _row(line: ConcordanceLine, query: Query, where: Place) -> Row:
    paragraph, one = line.paragraph, line.occurrence
    text = paragraph.text
    return Row(
        paragraph,
        where.heading(paragraph.section_id),
        marked_address(paragraph, query, one.number),
        render_text(text[one.first : one.start]),
        render_text(text[one.start : one.end], marks=[Mark(0, one.end - one.start)]),
        render_text(text[one.end : one.last]),
    )


@require_safe
def concordance_csv(request: HttpRequest) -> HttpResponseBase:
    """Every line of the concordance as CSV."""
    return _file(request, "concordance", CONCORDANCE, Occurrences.all_lines)


@require_safe
def dispersion_csv(request: HttpRequest) -> HttpResponseBase:
    """Every paragraph with an occurrence, and how far into its report it stands, as CSV."""
    return _file(request, "dispersion", DISPERSION, Occurrences.paragraphs)


def _file(
    request: HttpRequest, name: str, columns: Any, rows: Callable[[Occurrences], Generator[Any]]
) -> HttpResponseBase:
    try:
        lines = Occurrences(Found(LISTINGS["concordance"], request.GET))
        _refuse_what_cannot_be_written(lines)
    except BadRequest as fault:
        return HttpResponse(f"{fault}\n", status=400, content_type=PLAIN)
    except IndexUnavailable:
        return HttpResponse("The search index cannot be used at the moment.\n", status=503, content_type=PLAIN)
    return streamed(record_lines(columns, rows(lines), place(request)), CSV, f"{name}.csv")


def _refuse_what_cannot_be_written(lines: Occurrences) -> None:
    if not lines.query.has_terms:
        raise BadRequest("A concordance is of words: give them as q=.")
    if lines.is_cut and lines.order != "order":
        raise BadRequest(
            f"The words stand in {lines.found.count():,} paragraphs; at most {MOST_PARAGRAPHS:,} are put in order by "
            "their words. Leave out sort= for all of them in reading order, or narrow the set."
        )
