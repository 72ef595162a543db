"""The figures behind the pictures of a report, as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.exports.columns import Column
from evidence.models import Section, Witness


@dataclass(frozen=True, slots=True)
class PageFigures:
    """A page of a report: how long it is, how much of it rests on testimony, and whom it quotes most."""

    page: Section
    paragraphs: int
    characters: int
    on_testimony: int  # paragraphs with a note that cites a transcript or a statement
    most_quoted: Witness | None
    most_quoted_times: int


@dataclass(frozen=True, slots=True)
class QuotedFigures:
    """How often a page quotes a person."""

    witness: Witness
    page: Section
    quotations: int


@dataclass(frozen=True, slots=True)
class DateFigures:
    """How many citations are of evidence of a year or a month."""

    date: str
    citations: int


def _id(page: Section) -> str:
    return f"reports/{page.report.slug}/{page.slug}"


_PAGE: dict[str, Column] = {
    "section": Column(lambda row, place: _id(row.page), "The page's address without host."),
    "number": Column(lambda row, place: row.page.number, "Its number as printed, if it has one."),
    "title": Column(lambda row, place: row.page.title, "Its title."),
}
_URL: dict[str, Column] = {
    "url": Column(lambda row, place: place.url(row.page.get_absolute_url()), "The page's address.")
}
SECTION_FIGURES: Mapping[str, Column] = {
    **_PAGE,
    "paragraphs": Column("paragraphs", "Number of paragraphs.", "integer"),
    "characters": Column("characters", "Length of their text.", "integer"),
    "on_testimony": Column(
        "on_testimony",
        "Paragraphs with a note that cites a transcript or a witness statement.",
        "integer",
    ),
    "most_quoted": Column(
        lambda row, place: row.most_quoted.slug if row.most_quoted else "", "Slug of the person it quotes most."
    ),
    "most_quoted_times": Column("most_quoted_times", "How often.", "integer"),
    **_URL,
}
QUOTED_FIGURES: Mapping[str, Column] = {
    "witness": Column(lambda row, place: row.witness.slug, "Slug of the person quoted."),
    "name": Column(lambda row, place: row.witness.full_name, "Their name; a cipher is its sign."),
    **_PAGE,
    "quotations": Column("quotations", "How often the page quotes them.", "integer"),
    **_URL,
}
DATE_FIGURES: Mapping[str, Column] = {
    "date": Column("date", "A year, or a month: 2009-11."),
    "citations": Column("citations", "Citations of evidence of that date.", "integer"),
}
