"""Where in each report the paragraphs of a search stand, as a plot: the report from left to right, a mark for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Count, Max, Min
from django.http import QueryDict

from evidence.models import Paragraph, Report, Section
from evidence.search.query import Query
from evidence.views.listings import Found
from evidence.views.matches import marked_address

WIDTH, HEIGHT = 1000, 40
# more paragraphs than these become a bar for each section
MOST_TICKS = 600
MOST_BARS = 120
MOST_BANDS = 24
# width of a character of a band's name, in the units of the plot
LETTER = 8


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of the plot that leads to its section. ``label`` is empty where there is no room for it."""

    x: str
    width: str
    heading: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Tick:
    """One paragraph."""

    x: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Share:
    """What a section holds of the set: how many of its paragraphs, and the same set narrowed to it."""

    extent: Extent
    count: int
    of: int
    query: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A report: its sections as bands, and either a tick for each paragraph or a bar for each section."""

    report: Report
    count: int
    bands: list[Extent]
    ticks: list[Tick]
    bars: list[Share]
    shares: list[Share]


def plots(found: Found, query: Query) -> list[Plot]:
    """A plot of each report that the set has paragraphs of, in a number of queries that does not grow with them."""
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    rows = found.rows.order_by().values_list("report", "section").annotate(number=Count("pk"))
    for report, section, number in rows:
        counts[report][section] = number
    reports = Report.objects.filter(pk__in=counts).order_by("inquiry", "position", "pk")
    outlines = _outlines(counts)
    ticks = _ticks(found, query, outlines) if sum(map(Counter.total, counts.values())) <= MOST_TICKS else {}
    return [
        _plot(report, counts[report.pk], outlines[report.pk], ticks.get(report.pk, []), found) for report in reports
    ]


class _Outline:
    """The sections of a report, and which of the paragraphs' positions each takes up."""

    def __init__(self, sections: list[Section], ends: dict[int, tuple[int, int]], paragraphs: dict[int, int]) -> None:
        self.sections = {section.pk: section for section in sections}
        self.paragraphs = paragraphs
        self.ends = ends
        self.first = min(first for first, _ in ends.values())
        self.last = max(last for _, last in ends.values())

    def x(self, position: int) -> float:
        """Where a position falls."""
        return (position - self.first) * WIDTH / (self.last - self.first + 1)

    def level(self, most: int) -> dict[int, Section]:
        """For each section with paragraphs the one that stands for it: the finest division into at most ``most``.

        A report is divided at a depth of its tree, or into its pages, which may stand at several depths.
        """
        deepest = max(self.sections[key].depth for key in self.ends)
        divisions = [{key: self._above(key, depth) for key in self.ends} for depth in range(deepest + 1)]
        divisions.append({key: self._page(key) for key in self.ends})
        sizes = [len({section.pk for section in division.values()}) for division in divisions]
        allowed = [size for size in sizes if size <= most]
        return divisions[sizes.index(max(allowed) if allowed else min(sizes))]

    def _page(self, key: int) -> Section:
        section = self.sections[key]
        while not section.is_page and section.parent_id in self.sections:
            section = self.sections[section.parent_id]
        return section

    def _above(self, key: int, depth: int) -> Section:
        section = self.sections[key]
        while section.depth > depth and section.parent_id in self.sections:
            section = self.sections[section.parent_id]
        return section

    def extents(self, level: dict[int, Section]) -> dict[int, Extent]:
        """How far each section of a level reaches, in reading order."""
        reach: dict[int, tuple[int, int]] = {}
        for key, section in level.items():
            first, last = self.ends[key]
            before = reach.get(section.pk, (first, last))
            reach[section.pk] = (min(first, before[0]), max(last, before[1]))
        ordered = sorted(reach, key=lambda key: reach[key])
        return {key: self._extent(self.sections[key], *reach[key]) for key in ordered}

    def numbers(self, level: dict[int, Section]) -> Counter[int]:
        """How many paragraphs there are in each section of a level."""
        numbers: Counter[int] = Counter()
        for key, section in level.items():
            numbers[section.pk] += self.paragraphs[key]
        return numbers

    def _extent(self, section: Section, first: int, last: int) -> Extent:
        x, end = self.x(first), self.x(last + 1)
        name = section.number or section.title
        fits = len(name) * LETTER < end - x
        return Extent(f"{x:.1f}", f"{end - x:.1f}", section.heading, name if fits else "", section.get_absolute_url())


def _outlines(reports: Iterable[int]) -> dict[int, _Outline]:
    sections: dict[int, list[Section]] = defaultdict(list)
    for section in Section.objects.filter(report__in=reports).select_related("report"):
        sections[section.report_id].append(section)
    ends: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    numbers: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Paragraph.objects.published().filter(report__in=reports).order_by().values_list("report", "section")
    for report, section, first, last, number in rows.annotate(Min("position"), Max("position"), Count("pk")):
        ends[report][section], numbers[report][section] = (first, last), number
    return {report: _Outline(sections[report], ends[report], numbers[report]) for report in reports}


def _ticks(found: Found, query: Query, outlines: dict[int, _Outline]) -> dict[int, list[Tick]]:
    ticks: dict[int, list[Tick]] = defaultdict(list)
    for paragraph in found.rows.select_related("page__report").defer("text", "blocks"):
        x = outlines[paragraph.report_id].x(paragraph.position) + WIDTH / (2 * _size(outlines[paragraph.report_id]))
        ticks[paragraph.report_id].append(Tick(f"{x:.1f}", str(paragraph), marked_address(paragraph, query)))
    return ticks


def _size(outline: _Outline) -> int:
    return outline.last - outline.first + 1


def _plot(report: Report, counts: Counter[int], outline: _Outline, ticks: list[Tick], found: Found) -> Plot:
    bands = list(outline.extents(outline.level(MOST_BANDS)).values())
    shares = _shares(counts, outline, found)
    return Plot(report, counts.total(), bands, ticks, [] if ticks else shares, shares)


def _shares(counts: Counter[int], outline: _Outline, found: Found) -> list[Share]:
    level = outline.level(MOST_BARS)
    totals: Counter[int] = Counter()
    for key, number in counts.items():
        totals[level[key].pk] += number
    sizes = outline.numbers(level)
    shares = []
    for key, extent in outline.extents(level).items():
        if totals[key]:
            height = totals[key] * HEIGHT / sizes[key]
            query = _narrowed(found, outline.sections[key])
            shares.append(Share(extent, totals[key], sizes[key], query, f"{HEIGHT - height:.1f}", f"{height:.1f}"))
    return shares


def _narrowed(found: Found, section: Section) -> str:
    """The query string of the set's part in a section; the sections already asked for are kept where they are finer."""
    chosen: list[Section] = found.filter.read.get("section") or []
    finer = [one for one in chosen if _holds(section, one)]
    sections = [section] if not chosen or any(_holds(one, section) for one in chosen) else finer
    data: QueryDict = found.filter.data.copy()
    data.setlist("section", [f"{one.report.slug}/{one.slug}" for one in sections])
    data.setlist("page", [])
    return "&".join(f"{quote(key)}={quote(value)}" for key, values in data.lists() for value in values if value.strip())


def _holds(outer: Section, inner: Section) -> bool:
    return outer.report_id == inner.report_id and outer.position <= inner.position <= outer.last_position
