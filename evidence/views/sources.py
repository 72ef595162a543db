"""What the reports cite: the list of sources, and for each every paragraph that cites it, by pinpoint."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.filters import SourceFilter
from evidence.models import MASK, Citation, FootnoteMarker, Quotation, Source, Standing
from evidence.models.lines import with_lines
from evidence.views.conditional import conditional
from evidence.views.entries import entry_list
from evidence.views.errors import NotFound, Withheld
from evidence.withholding import notice_at


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source, and the citations that point to it."""

    locator: str
    citations: list[Citation] = field(default_factory=list)


@require_safe
@conditional
def source_list(request: HttpRequest) -> HttpResponse:
    """Sources by reference, with how often each is cited: as many times as its own page shows."""
    cited = Count("citations", filter=Q(citations__footnote__page__withdrawn_at=None))
    sources = Source.objects.published().annotate(cited=cited)
    return entry_list(request, SourceFilter, sources, "evidence/source_list.html")


@require_safe
@conditional
def source_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One source: what is known of it, and what rests on it."""
    source = Source.objects.select_related("inquiry", "merged_into").filter(slug=reference).first()
    if (source is None or MASK in source.reference) and (notice := notice_at(Source, reference)):
        raise Withheld(notice)
    if source is None or source.standing == Standing.REJECTED:
        raise NotFound(
            f"Nothing cited here has the reference “{reference}”.", ("See every source listed", reverse("source-list"))
        )
    if source.merged_into is not None:  # merging again moves what was merged before: one step leads to the end
        return redirect(source.merged_into, permanent=True)
    context = {"source": source, "inquiry": source.inquiry, "places": _places(source)}
    return render(request, "evidence/source_detail.html", context)


def _places(source: Source) -> list[Place]:
    """The places in a source that are cited, in its own order, each with what rests on it: paragraphs, words quoted."""
    markers = FootnoteMarker.objects.filter(paragraph__withdrawn_at=None).select_related(
        "paragraph__page", "paragraph__report"
    )
    quotations = Quotation.objects.filter(paragraph__withdrawn_at=None).exclude(standing=Standing.REJECTED)
    quotations = quotations.select_related("paragraph", "checked__hearing")
    citations = (
        with_lines(Citation.objects.filter(source=source, footnote__page__withdrawn_at=None))
        .select_related("footnote__page__report", "hearing")
        .prefetch_related(
            Prefetch("footnote__markers", markers.order_by("paragraph__position", "position")),
            Prefetch("footnote__quotations", quotations.order_by("paragraph__position", "start")),
        )
        .order_by("footnote__report", "footnote__position", "position")
    )
    places: dict[str, Place] = {}
    for citation in sorted(citations, key=_in_source_order):
        places.setdefault(citation.locator, Place(citation.locator)).citations.append(citation)
    return list(places.values())


def _in_source_order(citation: Citation) -> list[tuple[int, str]]:
    """Page 9 before page 10; what names no place first."""
    places = (citation.page_from, citation.line_from, citation.paragraph_from, citation.page_to, citation.line_to)
    return [_numeric(place) for place in places]


def _numeric(place: str) -> tuple[int, str]:
    digits = re.match(r"\d{1,9}", place)
    return (int(digits.group()) if digits else 0, place)
