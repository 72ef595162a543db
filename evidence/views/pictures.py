"""A report in pictures: its map, who is quoted where, and its evidence by date; each with its table and its file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.exports.columns import Column
from evidence.exports.lines import record_lines
from evidence.exports.pictures import (
    DATE_FIGURES,
    QUOTED_FIGURES,
    SECTION_FIGURES,
    DateFigures,
    PageFigures,
    QuotedFigures,
)
from evidence.models import Citation, FootnoteMarker, Paragraph, Quotation, Report, Section, Standing, Witness
from evidence.views.addresses import report_at
from evidence.views.files import CSV, streamed
from evidence.views.listings import place

TESTIMONY = ("transcript", "statement")
# people in the picture; the file has everyone
MOST_PEOPLE = 40
# more years than these are drawn by the year, fewer by the month
FEW_YEARS = 3
# of a picture, in its own units
WIDTH, HEIGHT, LARGEST = 1000, 160, 9.0
# width of a date's label
LABEL = 60


class Figures:
    """What the pictures of a report are drawn from, each asked for once."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def pages(self) -> dict[int, Section]:
        """The report's pages in reading order."""
        pages = {page.pk: page for page in Section.objects.pages().filter(report=self.report).order_by("position")}
        for page in pages.values():
            page.report = self.report
        return pages

    @cached_property
    def quoted(self) -> list[QuotedFigures]:
        """How often each page quotes each person: the most quoted first, then in reading order."""
        rows = (
            Quotation.objects.exclude(standing=Standing.REJECTED)
            .filter(paragraph__page__in=self.pages, paragraph__withdrawn_at=None)
            .filter(~Q(witness=None) & ~Q(witness__standing=Standing.REJECTED))
            .order_by()
            .values_list("witness", "paragraph__page")
            .annotate(Count("pk"))
        )
        counts = {(witness, page): number for witness, page, number in rows}
        people = Witness.objects.in_bulk({witness for witness, _ in counts})
        totals: Counter[int] = Counter()
        for (witness, _), number in counts.items():
            totals[witness] += number
        ranked = sorted(totals, key=lambda key: (-totals[key], people[key].name, key))
        return [
            QuotedFigures(people[witness], self.pages[page], counts[witness, page])
            for witness in ranked
            for page in self.pages
            if (witness, page) in counts
        ]

    @cached_property
    def sections(self) -> list[PageFigures]:
        """Each page with its length, how much of it rests on testimony, and whom it quotes most."""
        published = Paragraph.objects.published().filter(page__in=self.pages).order_by()
        sizes = {
            page: (number, length)
            for page, number, length in published.values_list("page").annotate(Count("pk"), length=Sum(Length("text")))
        }
        resting = FootnoteMarker.objects.filter(
            paragraph__page__in=self.pages,
            paragraph__withdrawn_at=None,
            footnote__in=Citation.objects.filter(kind__in=TESTIMONY).order_by().values("footnote"),
        )
        testimony = dict(resting.order_by().values_list("paragraph__page").annotate(Count("paragraph", distinct=True)))
        most: dict[int, QuotedFigures] = {}
        for figures in self.quoted:
            before = most.get(figures.page.pk)
            if before is None or figures.quotations > before.quotations:
                most[figures.page.pk] = figures
        return [
            PageFigures(
                page,
                *sizes.get(key, (0, 0)),
                testimony.get(key, 0),
                most[key].witness if key in most else None,
                most[key].quotations if key in most else 0,
            )
            for key, page in self.pages.items()
        ]

    @cached_property
    def dates(self) -> list[DateFigures]:
        """Citations by the year of what they cite, or by the month where there are few years."""
        cited = Citation.objects.filter(footnote__report=self.report, footnote__page__withdrawn_at=None)
        days: Counter[str] = Counter(dict(cited.exclude(date="").order_by().values_list("date").annotate(Count("pk"))))
        by_year = len({day[:4] for day in days}) > FEW_YEARS
        numbers: Counter[str] = Counter()
        for day, number in days.items():
            numbers[day[:4] if by_year else day[:7]] += number
        return [DateFigures(date, numbers[date]) for date in sorted(numbers)]


@dataclass(frozen=True, slots=True)
class Bar:
    """A page of the report: how wide its bar is, and how much of it is filled; widths of 1000."""

    figures: PageFigures
    width: str
    filled: str
    testimony: str  # query of the paragraphs that rest on testimony
    quoted: str  # query of the words of the person quoted most


@dataclass(frozen=True, slots=True)
class Circle:
    """How often a person is quoted on a page, as a circle of that area; none is no circle."""

    page: Section
    number: int
    radius: str
    query: str


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month, as a column of the picture."""

    figures: DateFigures
    x: str
    width: str
    y: str
    height: str
    has_label: bool
    query: str


@require_safe
def pictures(request: HttpRequest, report: str) -> HttpResponse:
    """The report in pictures."""
    found = report_at(report)
    figures = Figures(found)
    quoting = {one.page.pk for one in figures.quoted}
    pages = [page for key, page in figures.pages.items() if key in quoting]
    context = {
        "report": found,
        "inquiry": found.inquiry,
        "bars": _bars(figures.sections),
        "quoted_pages": pages,
        "people": _people(figures.quoted, pages),
        "person_count": len({one.witness.pk for one in figures.quoted}),
        "periods": _periods(found, figures.dates),
    }
    return render(request, "evidence/report_pictures.html", context)


@require_safe
def sections_csv(request: HttpRequest, report: str) -> HttpResponseBase:
    """The figures behind the map."""
    return _file(request, report, "sections", SECTION_FIGURES, lambda figures: figures.sections)


@require_safe
def quoted_csv(request: HttpRequest, report: str) -> HttpResponseBase:
    """The figures behind who is quoted where: of everyone."""
    return _file(request, report, "quoted", QUOTED_FIGURES, lambda figures: figures.quoted)


@require_safe
def dates_csv(request: HttpRequest, report: str) -> HttpResponseBase:
    """The figures behind the evidence by date."""
    return _file(request, report, "dates", DATE_FIGURES, lambda figures: figures.dates)


def _file(
    request: HttpRequest,
    report: str,
    name: str,
    columns: Mapping[str, Column],
    rows: Callable[[Figures], Iterable[Any]],
) -> HttpResponseBase:
    found = report_at(report)
    lines = record_lines(columns, rows(Figures(found)), place(request))
    return streamed(lines, CSV, f"{found.slug}-{name}.csv")


def _query(page: Section, **values: Any) -> str:
    return urlencode({"report": page.report.slug, "section": page.slug, **values}, doseq=True)


def _bars(sections: list[PageFigures]) -> list[Bar]:
    longest = max((one.characters for one in sections), default=0)
    bars = []
    for one in sections:
        width = one.characters * WIDTH / longest if longest else 0
        filled = width * one.on_testimony / one.paragraphs if one.paragraphs else 0
        testimony = _query(one.page, kind=TESTIMONY)
        quoted = _query(one.page, quoted=one.most_quoted.slug) if one.most_quoted else ""
        bars.append(Bar(one, f"{width:.1f}", f"{filled:.1f}", testimony, quoted))
    return bars


def _people(quoted: list[QuotedFigures], pages: list[Section]) -> list[tuple[Witness, int, list[Circle]]]:
    """The most quoted people, each with a circle for every page that quotes anybody."""
    by_person: dict[int, dict[int, QuotedFigures]] = defaultdict(dict)
    for one in quoted:
        by_person[one.witness.pk][one.page.pk] = one
    most = max((one.quotations for one in quoted), default=1)
    people = []
    for own in list(by_person.values())[:MOST_PEOPLE]:
        witness = next(iter(own.values())).witness
        circles = []
        for page in pages:
            number = own[page.pk].quotations if page.pk in own else 0
            radius = LARGEST * (number / most) ** 0.5
            circles.append(Circle(page, number, f"{radius:.1f}", _query(page, quoted=witness.slug)))
        people.append((witness, sum(circle.number for circle in circles), circles))
    return people


def _periods(report: Report, dates: list[DateFigures]) -> list[Period]:
    most = max((one.citations for one in dates), default=1)
    width = min(WIDTH / len(dates), WIDTH / 12) if dates else 0
    every = -(-len(dates) * LABEL // WIDTH) if dates else 1
    periods = []
    for at, one in enumerate(dates):
        height = one.citations * HEIGHT / most
        periods.append(
            Period(
                one,
                f"{at * width:.1f}",
                f"{width * 0.8:.1f}",
                f"{HEIGHT - height:.1f}",
                f"{height:.1f}",
                at % every == 0,
                urlencode({"report": report.slug, "date": one.date}),
            )
        )
    return periods
