"""Whom and what the reports speak of: lists of people, organisations and subjects, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.exports.coverage import coverage_lines
from evidence.filters import OrganisationFilter, SubjectFilter, WitnessFilter
from evidence.models import (
    MASK,
    Citation,
    Mention,
    Organisation,
    Paragraph,
    Quotation,
    Section,
    Speech,
    Standing,
    Subject,
    Witness,
)
from evidence.models.coverage import testimony_of
from evidence.models.slugs import slugified
from evidence.views.conditional import conditional
from evidence.views.entries import entry_list
from evidence.views.errors import NotFound, Withheld
from evidence.views.files import CSV, streamed
from evidence.views.listings import place
from evidence.views.pages import paged
from evidence.views.strips import strips
from evidence.withholding import notice_at

QUOTATIONS_PER_PAGE = 50
# beyond this many in one section, a page gives the number and a link to the list instead of each paragraph
PARAGRAPHS_LISTED = 40


@require_safe
@conditional
def witness_list(request: HttpRequest) -> HttpResponse:
    """People, with how often each is quoted and in how many paragraphs."""
    people = _counted(Witness.objects.published(), "witness", quoted=True).prefetch_related("roles__organisation")
    return entry_list(request, WitnessFilter, people, "evidence/witness_list.html")


@require_safe
@conditional
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Organisations, with how often each is quoted and in how many paragraphs."""
    bodies = _counted(Organisation.objects.published(), "organisation", quoted=True).select_related("parent")
    return entry_list(request, OrganisationFilter, bodies, "evidence/organisation_list.html")


@require_safe
@conditional
def subject_list(request: HttpRequest) -> HttpResponse:
    """The index of subjects, with how many paragraphs treat of each."""
    subjects = _counted(Subject.objects.published(), "subject", quoted=False).select_related("broader")
    return entry_list(request, SubjectFilter, subjects, "evidence/subject_list.html")


@require_safe
@conditional
def witness_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A person: roles, everything they said in the report, and where it speaks of them."""
    witness = _found(Witness, slug, "person")
    if witness.merged_into:
        return redirect(_last(witness), permanent=True)
    context = {
        "witness": witness,
        "entity": witness,
        "inquiry": witness.inquiry,
        # a cipher is known by its sign only: what could name the person is not asked for
        "roles": [] if witness.is_cipher else witness.roles.select_related("organisation"),
        "aliases": [] if witness.is_cipher else _aliases(witness),
        "strips": strips(testimony_of(witness)),
        "spoken": Speech.objects.published().filter(witness=witness).count(),
        "cited": Citation.objects.filter(witness=witness).count(),
        **_said(request, witness),
        **_treated(witness),
    }
    return render(request, "evidence/witness_detail.html", context)


@require_safe
def witness_coverage(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What the reports make of a person's evidence, as CSV."""
    witness = _found(Witness, slug, "person")
    if witness.merged_into:
        return redirect("witness-coverage", slug=_last(witness).slug, permanent=True)
    lines = coverage_lines(testimony_of(witness), place(request))
    return streamed(lines, CSV, f"{slugified(witness.slug)}-coverage.csv")


@require_safe
@conditional
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A body: what it is part of, its people, what was said on its behalf, and where it is named."""
    body = _found(Organisation, slug, "organisation")
    if body.merged_into:
        return redirect(_last(body), permanent=True)
    people = Witness.objects.published().filter(roles__organisation=body, is_cipher=False)
    context = {
        "organisation": body,
        "entity": body,
        "inquiry": body.inquiry,
        "aliases": _aliases(body),
        "parent": _published(body.parent),
        "children": body.children.published(),
        "people": people.distinct().prefetch_related("roles__organisation"),
        **_said(request, body),
        **_treated(body),
    }
    return render(request, "evidence/organisation_detail.html", context)


@require_safe
@conditional
def subject_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A subject: broader and narrower ones, and where it is treated."""
    subject = _found(Subject, slug, "subject")
    if subject.merged_into:
        return redirect(_last(subject), permanent=True)
    context = {
        "subject": subject,
        "entity": subject,
        "inquiry": subject.inquiry,
        "aliases": _aliases(subject),
        "broader": _published(subject.broader),
        "narrower": subject.narrower.published(),
        **_treated(subject),
    }
    return render(request, "evidence/subject_detail.html", context)


@dataclass(frozen=True, slots=True)
class Treatment:
    """A page of a report that names an entity: how many of its paragraphs do, and which, unless they are too many."""

    page: Section
    count: int
    paragraphs: list[Paragraph]
    query: str


def _found(model: type[Witness | Organisation | Subject], slug: str, noun: str) -> Any:
    found = model.objects.select_related("inquiry", "merged_into").filter(slug=slug).first()
    if (found is None or MASK in found.name) and (notice := notice_at(model, slug)):
        raise Withheld(notice)
    if found is None or found.standing == Standing.REJECTED:
        raise NotFound(
            f"There is no {noun} at “{slug}”.", (f"See every {noun} listed", reverse(f"{model._meta.model_name}-list"))
        )
    return found


def _last(entity: Any) -> Any:
    """Where a merged entry leads in the end, however often it was merged on."""
    seen = set()
    while entity.merged_into is not None:
        if entity.pk in seen:
            raise NotFound(f"“{entity.slug}” was merged into entries that lead back to it; staff can mend that.")
        seen.add(entity.pk)
        entity = entity.merged_into
    return entity


def _published(entity: Any) -> Any:
    """The entry above another, unless staff have rejected it."""
    return None if entity is None or entity.standing == Standing.REJECTED else entity


def _aliases(entity: Any) -> list[str]:
    return [alias.name for alias in entity.aliases.all()]


def _counted(entities: QuerySet[Any], field: str, *, quoted: bool) -> QuerySet[Any]:
    """Each with ``paragraphs`` that name or quote it, and ``quoted``, quotations of its words."""
    naming = _rows(Mention).filter(**{field: OuterRef("pk")})
    paragraphs = _number(naming, field, Count("paragraph", distinct=True))
    rows = entities
    if quoted:
        quoting = _rows(Quotation).filter(**{field: OuterRef("pk")})
        named = _rows(Mention).filter(paragraph=OuterRef("paragraph"), **{field: OuterRef(field)})
        paragraphs = paragraphs + _number(quoting.exclude(Exists(named)), field, Count("paragraph", distinct=True))
        rows = rows.annotate(quoted=_number(quoting, field, Count("pk")))
    counted: QuerySet[Any] = rows.annotate(paragraphs=paragraphs)
    return counted


def _rows(model: type[Mention | Quotation]) -> QuerySet[Any]:
    return model.objects.exclude(standing=Standing.REJECTED).filter(paragraph__withdrawn_at=None)


def _number(rows: QuerySet[Any], field: str, count: Count) -> Combinable:
    counted = rows.order_by().values(field).annotate(number=count).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _said(request: HttpRequest, speaker: Witness | Organisation) -> dict[str, Page[Quotation]]:
    """The words quoted from a speaker, in reading order."""
    quotations = (
        _rows(Quotation)
        .filter(**{str(speaker._meta.model_name): speaker})
        .select_related("paragraph__report", "paragraph__page__report", "footnote", "checked__hearing")
        .order_by("paragraph__report", "paragraph__position", "start")
    )
    return {"quotations": paged(request, quotations, QUOTATIONS_PER_PAGE)}


def _treated(entity: Witness | Organisation | Subject) -> dict[str, Any]:
    """Where the reports name or quote an entity, page by page: the same paragraphs as the list that it links to."""
    naming = Paragraph.objects.published().mentioning(entity)
    if not isinstance(entity, Subject):
        naming |= Paragraph.objects.published().quoting(entity)
    counts = dict(naming.order_by().values_list("page").annotate(Count("pk")))
    pages = {
        page.pk: page
        for page in Section.objects.filter(pk__in=counts).select_related("report").order_by("report", "position")
    }
    few = [page for page, count in counts.items() if count <= PARAGRAPHS_LISTED]
    listed: dict[int, list[Paragraph]] = {}
    for paragraph in naming.filter(page__in=few).defer("text", "blocks").in_reading_order():
        paragraph.page = pages[paragraph.page_id]
        paragraph.report = paragraph.page.report
        listed.setdefault(paragraph.page_id, []).append(paragraph)
    own = {str(entity._meta.model_name): entity.slug}
    return {
        "treatments": [
            Treatment(
                page,
                counts[page.pk],
                listed.get(page.pk, []),
                urlencode(own | {"report": page.report.slug, "section": page.slug}),
            )
            for page in pages.values()
        ],
        "paragraph_count": sum(counts.values()),
        "query": urlencode(own),
    }
