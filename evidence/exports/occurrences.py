"""The files of what a search finds word by word: its concordance, and where in the reports its paragraphs stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.exports.columns import Column
from evidence.exports.passages import cite_as
from evidence.models import Paragraph
from evidence.search.concordance import Occurrence


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """An occurrence of the words of a search."""

    paragraph: Paragraph
    occurrence: Occurrence

    def stretch(self, start: int, end: int) -> str:
        """A stretch of the paragraph on one line."""
        return " ".join(self.paragraph.text[start:end].split())


@dataclass(frozen=True, slots=True)
class DispersionLine:
    """A paragraph that a search finds: how often, and how far into its report."""

    paragraph: Paragraph
    occurrences: int
    share: float


def _of(line: ConcordanceLine | DispersionLine) -> Paragraph:
    return line.paragraph


_WHERE: dict[str, Column] = {
    "id": Column(lambda line, place: _of(line).citable_id, "The paragraph's address without host; joins the files."),
    "report": Column(lambda line, place: _of(line).report.slug, "Slug of the report."),
    "section": Column(
        lambda line, place: place.heading(_of(line).section_id).number,
        "Number, as printed, of the section it stands in; of the nearest above that has one; else the slug.",
    ),
    "section_title": Column(lambda line, place: place.heading(_of(line).section_id).titles, "Title of that section."),
    "paragraph": Column(lambda line, place: _of(line).label, "Label as printed; empty for unnumbered text."),
}
_ADDRESS: dict[str, Column] = {
    "cite_as": Column(
        lambda line, place: cite_as(_of(line), place), "A reference to the paragraph that can be printed as it is."
    ),
    "url": Column(lambda line, place: place.url(_of(line).get_absolute_url()), "The paragraph's address."),
}

CONCORDANCE: Mapping[str, Column] = {
    "before": Column(
        lambda line, place: line.stretch(line.occurrence.first, line.occurrence.start),
        "What stands before, on one line.",
    ),
    "match": Column(lambda line, place: line.stretch(line.occurrence.start, line.occurrence.end), "The words found."),
    "after": Column(
        lambda line, place: line.stretch(line.occurrence.end, line.occurrence.last), "What stands after, on one line."
    ),
    **_WHERE,
    "start": Column(
        lambda line, place: line.occurrence.start, "First character in the paragraph's text, from 0.", "integer"
    ),
    "end": Column(lambda line, place: line.occurrence.end, "The character after the last.", "integer"),
    **_ADDRESS,
}
DISPERSION: Mapping[str, Column] = {
    **_WHERE,
    "occurrences": Column(lambda line, place: line.occurrences, "How often the words stand in it.", "integer"),
    "share": Column(
        lambda line, place: f"{line.share:.4f}", "How far into its report it stands: 0 first, 1 last.", "number"
    ),
    **_ADDRESS,
}
