"""What the cells of a file need beside their row: where this site is, and the reports' pages, headings and names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import quote

from django.urls import reverse

from evidence.models import Organisation, Report, Section, Standing, Witness
from evidence.models.paths import PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """Where in its report a section stands, for people: the nearest printed number, and the titles below it."""

    number: str
    titles: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a report as the rows that stand on it name it."""

    inquiry: str
    report: str
    id: str  # its address without host
    url: str
    file: str
    edition: str  # what a reference to a place on it begins with

    def beneath(self, slug: str) -> str:
        """The absolute address of a paragraph of it."""
        return f"{self.url}{slug if slug.isalnum() and slug.isascii() else quote(slug, PLAIN)}/"


def edition(publisher: str, inquiry: str, report: str, published: date | None) -> str:
    """A report as a reference names it: who published it, its title and year."""
    publisher = publisher or inquiry
    title = report if publisher == report else f"{publisher}, {report}"
    return f"{title} ({published.year})" if published else title


def _beneath(above: Heading | None, number: str, title: str, slug: str) -> Heading:
    if number or above is None:
        return Heading(number or slug, title)
    return Heading(above.number, " > ".join(part for part in (above.titles, title) if part))


def _heading(section: int, rows: Mapping[int, Sequence[Any]]) -> Heading:
    parent, number, title, slug = rows[section]
    return _beneath(_heading(parent, rows) if parent and not number else None, number, title, slug)


def _with_what_is_above(sections: Collection[int]) -> Mapping[int, Sequence[Any]]:
    """What the headings of some sections are made of."""
    rows: dict[int, Sequence[Any]] = {}
    missing = set(sections)
    while missing:
        found = Section.objects.filter(pk__in=missing).order_by()
        rows |= {pk: rest for pk, *rest in found.values_list("pk", "parent", "number", "title", "slug")}
        missing = {parent for parent, number, *_ in rows.values() if parent and not number} - rows.keys()
    return rows


# keys, one row's after the other's, and where those of each row end
Lists = tuple[list[int], list[int]]


class HeldNames(Protocol):
    """Whom paragraphs name and quote, in the order they come up, as the site holds it in memory."""

    def are_of_this_state(self) -> bool:
        """Asked inside a transaction: whether that is what it sees."""
        ...

    def of(self, keys: Sequence[int]) -> tuple[Lists, Lists, list[int]] | None:
        """The witnesses, the organisations and the number of quotations of each; none if a paragraph is not held."""
        ...


@dataclass(frozen=True)
class Place:
    """The address of this site, and what its files look up in memory: sections and names, of which there are few.

    It serves one file, or several of one state of the database.
    """

    origin: str
    held: HeldNames | None = field(default=None, compare=False, repr=False)
    _known: dict[int, Heading] = field(default_factory=dict, compare=False, repr=False)

    def url(self, path: str) -> str:
        """The absolute address."""
        return self.origin + path

    def heading(self, section_id: int) -> Heading:
        """The section's heading."""
        return self._known.get(section_id) or self._headings[section_id]

    def know(self, sections: Collection[int], written: Mapping[int, Sequence[Any]] | None = None) -> None:
        """Finds the headings of a page's few sections; a file reads all.

        ``written`` says of sections what is above them, and their number, title and slug; what is not there is read.
        """
        known = written if written is not None and all(section in written for section in sections) else None
        rows = known or _with_what_is_above(sections)
        for section in sections:
            self._known[section] = _heading(section, rows)

    def page(self, page_id: int) -> Page:
        """The page."""
        return self._pages[page_id]

    def pages(self, page_ids: Iterable[int]) -> list[Page]:
        """The page of each of many rows."""
        return list(map(self._pages.__getitem__, page_ids))

    def headings(self, section_ids: Iterable[int]) -> list[Heading]:
        """The heading of the section of each of many rows."""
        return list(map(self._headings.__getitem__, section_ids))

    def paragraph_url(self, page_id: int, slug: str) -> str:
        """The absolute address of a paragraph."""
        return self._pages[page_id].beneath(slug)

    def name(self, kind: str, key: int | None) -> str | None:
        """What a witness or an organisation is called; none of one that staff have rejected."""
        return self.names(kind).get(key)

    def names(self, kind: str) -> Mapping[int | None, str]:
        """What all witnesses, or all organisations, are called, but for those that staff have rejected."""
        return self._names[kind]

    def named(self, paragraphs: Sequence[int]) -> tuple[Lists, Lists, list[int]] | None:
        """Whom these paragraphs name and quote, if that is held in memory and is what this transaction sees."""
        return self.held.of(paragraphs) if self.held is not None and self._is_current else None

    @cached_property
    def _is_current(self) -> bool:
        """Asked once for a file: its transaction sees the same from first to last."""
        return self.held is not None and self.held.are_of_this_state()

    @cached_property
    def _headings(self) -> dict[int, Heading]:
        """Of every section of the site, in one query: a report has hundreds, not millions."""
        headings: dict[int, Heading] = {}
        rows = Section.objects.order_by("report", "position").values_list("pk", "parent", "number", "title", "slug")
        for pk, parent, number, title, slug in rows:
            headings[pk] = _beneath(headings.get(parent) if parent else None, number, title, slug)
        return headings

    @cached_property
    def _pages(self) -> dict[int, Page]:
        reports = {report.pk: report for report in Report.objects.select_related("inquiry")}
        pages: dict[int, Page] = {}
        rows = Section.objects.filter(is_page=True).values_list("pk", "report", "slug", "number", "title", "file")
        for pk, report_id, slug, number, title, file in rows.order_by():
            report = reports[report_id]
            inquiry = report.inquiry
            url = self.url(reverse("page-detail", kwargs={"report": report.slug, "page": slug}))
            published = report.published or inquiry.published
            begins = edition(inquiry.publisher, inquiry.title, report.title, published)
            path = f"reports/{report.slug}/{slug}"
            pages[pk] = Page(inquiry.slug, report.slug, path, url, file, f"{begins}, {number or title}, ")
        return pages

    @cached_property
    def _names(self) -> dict[str, dict[int | None, str]]:
        return {
            kind: dict(model._default_manager.exclude(standing=Standing.REJECTED).order_by().values_list("pk", "name"))
            for kind, model in (("witness", Witness), ("organisation", Organisation))
        }
