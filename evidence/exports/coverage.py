"""The file of what a report makes of a person's evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from evidence.exports.columns import Column
from evidence.exports.lines import record_lines
from evidence.exports.place import Place
from evidence.models.coverage import Testimony, Use


class CoverageLine(NamedTuple):
    """A part of the evidence that is used; of a day that nothing rests on, the day."""

    testimony: Testimony
    use: Use | None


def coverage_lines(testimony: Iterable[Testimony], place: Place) -> Iterator[str]:
    """The file, every use, day by day."""
    uses = (CoverageLine(one, use) for one in testimony for use in one.uses or (None,))
    return record_lines(COVERAGE, uses, place)


def _ranges(line: CoverageLine) -> list[str]:
    return [f"{first}-{last}" if first != last else str(first) for first, last in line.testimony.ranges]


COVERAGE: Mapping[str, Column] = {
    "hearing": Column(lambda line, place: f"hearings/{line.testimony.hearing.slug}", "The hearing: its id."),
    "date": Column(lambda line, place: line.testimony.hearing.date.isoformat(), "The day of the hearing.", "date"),
    "unit": Column(lambda line, place: line.testimony.unit, "What is counted: “page”; “speech” where none is printed."),
    "evidence": Column(lambda line, place: _ranges(line), "The pages, or speeches, of the person's evidence; a list."),
    "from": Column(lambda line, place: line.use and line.use.first, "First page, or speech, that is used.", "integer"),
    "to": Column(lambda line, place: line.use and line.use.last, "Last page, or speech.", "integer"),
    "use": Column(lambda line, place: line.use.kind if line.use else "", "“cited” by a note, or “quoted”."),
    "place": Column(lambda line, place: line.use.place if line.use else "", "The place in words."),
    "paragraphs": Column(
        lambda line, place: [one.citable_id for one in line.use.paragraphs] if line.use else [],
        "The paragraphs that use it: their ids; a list.",
    ),
    "note": Column(lambda line, place: line.use.note if line.use else "", "Label of the note that cites it."),
    "url": Column(
        lambda line, place: place.url(line.use.address if line.use else line.testimony.hearing.get_absolute_url()),
        "Where it is read; of a day that nothing uses, the day.",
    ),
}
