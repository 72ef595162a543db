"""The report to read: what is here, its contents, a page of it, one paragraph of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from evidence.models import (
    Footnote,
    Hearing,
    Organisation,
    Paragraph,
    Quotation,
    Report,
    Section,
    Source,
    Standing,
    Subject,
    Witness,
)
from evidence.rendering import page_data, paragraph_data, report_data
from evidence.views.addresses import (
    around,
    beside,
    contents_of,
    headings_of,
    page_at,
    paragraph_at,
    paragraphs_of,
    report_at,
)
from evidence.views.annotating import shown_to_staff_too
from evidence.views.conditional import conditional
from evidence.views.errors import bad_request, gone
from evidence.views.evidence import chosen_from, evidence_of
from evidence.views.listings import LISTINGS, place
from evidence.views.matches import matches_on, words_asked
from evidence.views.passages import gather_evidence, notes_of, passage, reading, shown_note
from evidence.views.referring import referring_to_page

DESCRIBED = 200  # characters of a paragraph, where other programs describe its page
# how deep the first page unfolds a report: its parts and their chapters
HOME_DEPTH = 1


@require_safe
@conditional
def home(request: HttpRequest) -> HttpResponse:
    """What is here, in figures, and the contents of every report."""
    reports = list(Report.objects.select_related("inquiry"))
    counts = _per_page(Paragraph.objects.published(), "report")
    shown = Section.objects.filter(withdrawn_at=None, depth__lte=HOME_DEPTH)
    trees: dict[int, list[Section]] = {report.pk: [] for report in reports}
    for section in _with_reports(shown.order_by("report", "position"), reports):
        trees[section.report_id].append(section)
    context = {
        "shelves": [(report, counts.get(report.pk, 0), trees[report.pk]) for report in reports],
        "figures": _figures(),
    }
    return render(request, "evidence/home.html", context)


@require_safe
@conditional
def report_detail(request: HttpRequest, report: str) -> HttpResponse:
    """The contents of a report, with how much each page holds."""
    found = report_at(report)
    sections = _with_reports(Section.objects.filter(report=found, withdrawn_at=None).order_by("position"), [found])
    paragraphs = _per_page(Paragraph.objects.published().filter(report=found, page__withdrawn_at=None), "page")
    notes = _per_page(Footnote.objects.filter(report=found, page__withdrawn_at=None), "page")
    quotations = _per_page(_quotations().filter(paragraph__report=found), "paragraph__page")
    context = {
        "report": found,
        "inquiry": found.inquiry,
        "rows": [
            (
                section,
                paragraphs.get(section.pk, 0),
                quotations.get(section.pk, 0),
                notes.get(section.pk, 0),
            )
            for section in sections
        ],
        "paragraph_count": sum(paragraphs.values()),
        "quotation_count": sum(quotations.values()),
        "note_count": sum(notes.values()),
        "linked_data": report_data(found, request.build_absolute_uri),
    }
    return render(request, "evidence/report_detail.html", context)


@require_safe
@shown_to_staff_too
@conditional
def page_detail(request: HttpRequest, report: str, page: str) -> HttpResponse:
    """A page of the report to read, its notes beside the text."""
    found = page_at(report, page)
    if found.withdrawn_at:
        return gone(request, _withdrawn(str(found)), *contents_of(found.report))
    headings = headings_of(found)
    notes = [shown_note(note) for note in notes_of(found)]
    paragraphs = paragraphs_of(found)
    gather_evidence(paragraphs)
    chosen = chosen_from(paragraphs, found, request.GET.get("evidence"))
    try:
        matches = matches_on(paragraphs, words_asked(request.GET))
    except BadRequest as fault:
        return bad_request(request, fault)
    context = {
        "page": found,
        "address": place(request).url(found.get_absolute_url()),
        "matches": matches,
        "linked_data": page_data(found, request.build_absolute_uri),
        "headings": headings,
        "referring": referring_to_page(found),
        "pane": {**evidence_of(chosen, place(request)), "inquiry": found.report.inquiry} if chosen else None,
        "reading": reading(found, paragraphs, headings, notes, matches),
        **around(found),
    }
    return render(request, "evidence/page_detail.html", context)


@require_safe
@shown_to_staff_too
@conditional
def paragraph_detail(request: HttpRequest, report: str, page: str, label: str) -> HttpResponse:
    """One paragraph with everything known about it: who speaks in it, what it rests on, whom it names."""
    paragraph = paragraph_at(report, page, label)
    where = paragraph.page
    if where.withdrawn_at or paragraph.withdrawn_at:
        return gone(request, _withdrawn(str(paragraph)), *contents_of(where.report))
    gather_evidence([paragraph])
    where_from = place(request)
    evidence = {**evidence_of(paragraph, where_from), "inquiry": where.report.inquiry}
    if "HX-Request" in request.headers:
        response = render(request, "evidence/_pane.html", {"pane": evidence})
    else:
        context = {
            **evidence,
            "passage": passage(paragraph),
            "linked_data": paragraph_data(paragraph, evidence["quotations"], where_from.url),
            "description": _shortened(paragraph.text),
            "page": where,
            "report": where.report,
            "address": where_from.url(paragraph.get_absolute_url()),
            **beside(paragraph),
        }
        response = render(request, "evidence/paragraph_detail.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _shortened(text: str) -> str:
    return text if len(text) <= DESCRIBED else f"{text[: DESCRIBED - 1]}…"


def _withdrawn(what: str) -> str:
    return f"{what[:1].upper()}{what[1:]}, is no longer part of the report as it was last imported."


def _with_reports(sections: QuerySet[Section], reports: list[Report]) -> list[Section]:
    """The sections, each knowing its report without asking the database: addresses begin with it."""
    by_key = {report.pk: report for report in reports}
    found = list(sections)
    for section in found:
        section.report = by_key[section.report_id]
    return found


def _per_page(rows: QuerySet[Any], key: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(key).annotate(Count("pk")))


def _quotations() -> QuerySet[Quotation]:
    return Quotation.objects.exclude(standing=Standing.REJECTED).filter(paragraph__withdrawn_at=None)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a noun there are, and where they are listed. The noun stands as one and as many."""

    nouns: str
    count: int
    address: str


def _figures() -> list[Figure]:
    return [
        Figure("paragraph,paragraphs", _listed("paragraphs"), reverse("paragraph-list")),
        Figure("quotation,quotations", _listed("quotations"), reverse("quotation-list")),
        Figure("footnote,footnotes", _listed("footnotes"), reverse("footnote-list")),
        Figure("citation,citations", _listed("citations"), reverse("citation-list")),
        Figure("person,people", Witness.objects.published().count(), reverse("witness-list")),
        Figure("organisation,organisations", Organisation.objects.published().count(), reverse("organisation-list")),
        Figure("subject,subjects", Subject.objects.published().count(), reverse("subject-list")),
        Figure("source,sources", Source.objects.published().count(), reverse("source-list")),
        Figure("hearing,hearings", Hearing.objects.count(), reverse("hearing-list")),
        Figure("speech,speeches", _listed("speeches"), reverse("speech-list")),
    ]


def _listed(noun: str) -> int:
    """As many as the list holds that the figure leads to."""
    return LISTINGS[noun].table.rows().count()
