"""What stands at an address of a report, and what stands above, beside, before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from evidence.models import Paragraph, Report, Section
from evidence.models.compiled import Compiled, given
from evidence.models.paths import path_to
from evidence.models.report import paragraph_name
from evidence.rendering import with_what_is_there
from evidence.views.errors import NotFound, Offer, Withheld
from evidence.views.referring import with_whether_referred_to
from evidence.withholding import notice_at, with_marks

_REPORT = Compiled(lambda: Report.objects.select_related("inquiry").filter(slug=given("report")))
_PAGE = Compiled(
    lambda: (
        Section.objects.select_related("parent__parent__parent")
        .filter(report=given("report"), slug=given("page"), is_page=True)
        .order_by()
    )
)


# what the name and the address of a paragraph are made of
_LEADING = JSONObject(label="label", slug="slug", page="page__slug", number="page__number", title="page__title")


def _paragraph() -> QuerySet[Paragraph]:
    """A paragraph by its address, with what leads to those before and after it, on other pages too."""
    others = Paragraph.objects.published().filter(report=OuterRef("report"), page__withdrawn_at=None)
    before = others.filter(position__lt=OuterRef("position")).order_by("-position")
    after = others.filter(position__gt=OuterRef("position")).order_by("position")
    found = with_marks(Paragraph.objects.filter(report__slug=given("report")))
    return (
        with_whether_referred_to(with_what_is_there(found))
        # the page's report is the paragraph's: said here, so that SQLite does not look for the page in every report
        .filter(page__report=F("report"), page__slug=given("page"), page__is_page=True, slug=given("label"))
        .annotate(before=Subquery(before.values(told=_LEADING)[:1]), after=Subquery(after.values(told=_LEADING)[:1]))
        .select_related("page", "section", "report__inquiry")
        .order_by()
    )


_PARAGRAPH = Compiled(_paragraph)
_PARAGRAPHS = Compiled(
    lambda: (
        with_marks(Paragraph.objects.published().filter(page=given("page")))
        .select_related("section")
        .order_by("position")
    )
)


def report_at(slug: str) -> Report:
    """The report at an address."""
    report = _REPORT.row(report=slug)
    if report is None:
        raise NotFound(f"There is no report at “{slug}”.", ("See which reports are here", reverse("home")))
    return report


def page_at(report: str, slug: str) -> Section:
    """The page of a report at an address; it knows what is above it."""
    found = report_at(report)
    page = _PAGE.row(report=found.pk, page=slug)
    if page is None and (notice := notice_at(Section, slug, report=found)):
        raise Withheld(notice)
    if page is None:
        raise NotFound(f"There is no section “{slug}” in {found.title}.", *contents_of(found))
    page.report = found
    return page


def paragraph_at(report: str, page: str, label: str) -> Paragraph:
    """The paragraph at an address, in one query."""
    paragraph = _PARAGRAPH.row(report=report, page=page, label=label)
    if paragraph is None:
        where = page_at(report, page)
        raise NotFound(
            f"There is no paragraph “{label}” in {where}.",
            (f"Read {where}", where.get_absolute_url()),
            *contents_of(where.report),
        )
    paragraph.page.report = paragraph.section.report = paragraph.report
    return paragraph


def paragraphs_of(page: Section) -> list[Paragraph]:
    """The paragraphs of a page in reading order."""
    paragraphs = _PARAGRAPHS.rows(page=page.pk)
    for paragraph in paragraphs:
        paragraph.page, paragraph.report = page, page.report
        paragraph.section.report = page.report
    return paragraphs


def contents_of(report: Report) -> tuple[Offer, ...]:
    """The way on to a report's contents."""
    return ((f"Contents of {report.title}", report.get_absolute_url()),)


def headings_of(page: Section) -> list[Section]:
    """The sub-headings of a page, in order."""
    prefix = f"{page.slug}/"
    rows = _WITHIN.rows(report=page.report_id, first=page.position, last=page.last_position)
    return [section for section in with_report(rows, page.report) if section.slug.startswith(prefix)]


def around(page: Section) -> dict[str, Any]:
    """Where a page stands: above it, beside it, before and after it."""
    above: list[Section] = []
    section = page.parent
    while section is not None:
        section.report = page.report
        above.insert(0, section)
        section = section.parent
    beside = _BENEATH.rows(parent=page.parent_id) if page.parent_id else _TOP.rows(report=page.report_id)
    place = {"report": page.report_id, "position": page.position}
    return {
        "report": page.report,
        "inquiry": page.report.inquiry,
        "above": above,
        "beside": with_report(beside, page.report),
        "previous": next(iter(with_report(_PAGE_BEFORE.rows(**place), page.report)), None),
        "next": next(iter(with_report(_PAGE_AFTER.rows(**place), page.report)), None),
    }


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The paragraph before or after one, as a page leads on to it."""

    name: str
    address: str

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.address


def beside(paragraph: Paragraph) -> dict[str, Neighbour | None]:
    """The paragraphs before and after one that was found at its address."""
    before, after = paragraph.before, paragraph.after  # type: ignore[attr-defined]
    return {"previous": _neighbour(before, paragraph.report), "next": _neighbour(after, paragraph.report)}


def _neighbour(told: dict[str, str] | None, report: Report) -> Neighbour | None:
    if told is None:
        return None
    name = f"{told['number'] or told['title']}, {paragraph_name(told['label'])}"
    return Neighbour(name, path_to("paragraph-detail", report=report.slug, page=told["page"], label=told["slug"]))


def with_report(sections: list[Section], report: Report) -> list[Section]:
    """The sections, each knowing its report without asking the database: addresses begin with it."""
    for section in sections:
        section.report = report
    return sections


def _shown() -> QuerySet[Section]:
    return Section.objects.filter(report=given("report"), withdrawn_at=None)


_WITHIN = Compiled(
    lambda: (
        _shown().filter(is_page=False, position__gt=given("first"), position__lte=given("last")).order_by("position")
    )
)
_BENEATH = Compiled(lambda: Section.objects.filter(parent=given("parent"), withdrawn_at=None).order_by("position"))
_TOP = Compiled(lambda: _shown().filter(parent=None).order_by("position"))
_PAGE_BEFORE = Compiled(lambda: _shown().filter(is_page=True, position__lt=given("position")).order_by("-position")[:1])
_PAGE_AFTER = Compiled(lambda: _shown().filter(is_page=True, position__gt=given("position")).order_by("position")[:1])
