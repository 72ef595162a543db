"""The file of the text itself: the paragraphs, and how each is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from evidence.exports.columns import Column, Table, grouped
from evidence.exports.place import Place, edition
from evidence.models import Annotation, FootnoteMarker, Mention, Paragraph, Quotation, Standing
from evidence.search.many import keep


def cite_as(paragraph: Paragraph, place: Place) -> str:
    """A reference that can be printed as it is."""
    report, page = paragraph.report, paragraph.page
    inquiry = report.inquiry
    begins = edition(inquiry.publisher, inquiry.title, report.title, report.published or inquiry.published)
    return f"{begins}, {page.number or page.title}, {paragraph.name}, {place.url(paragraph.get_absolute_url())}"


def _name(label: str) -> str:
    return f"paragraph {label}" if label else "unnumbered text"


def _beside_paragraphs(rows: Sequence[Any], place: Place) -> Iterable[tuple[Any, ...]]:
    """Notes, whom each names or quotes in the order they come up, how many quotations and public annotations."""
    keys = [row.pk for row in rows]
    notes = grouped(FootnoteMarker.objects.order_by("paragraph", "position"), "paragraph", keys, "label")
    spans: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    spoken: dict[int, int] = defaultdict(int)
    for model in (Mention, Quotation):
        known = keep(model._default_manager.exclude(standing=Standing.REJECTED).order_by(), keys, "paragraph")
        values = known.values_list("paragraph", "start", "pk", "witness", "organisation")
        for key, start, pk, witness, organisation in values:
            spans[key].append((start, model is Quotation, pk, witness, organisation))
            if model is Quotation:
                spoken[key] += 1
    annotated = grouped(Annotation.objects.public().order_by(), "paragraph", keys, "pk")
    for key in keys:
        people = _named(spans.get(key, ()), place)
        yield notes.get(key, []), *people, spoken.get(key, 0), len(annotated.get(key, ()))


def _named(spans: Iterable[tuple[Any, ...]], place: Place) -> tuple[list[str], list[str]]:
    """The names of the witnesses and of the organisations, each once."""
    witnesses: dict[str, None] = {}
    organisations: dict[str, None] = {}
    for *_, witness, organisation in sorted(spans):
        if witness is not None:
            if (name := place.name("witness", witness)) is not None:
                witnesses[name] = None
        elif organisation is not None and (name := place.name("organisation", organisation)) is not None:
            organisations[name] = None
    return list(witnesses), list(organisations)


PARAGRAPHS = Table(
    name="paragraphs",
    title="Paragraphs of the report",
    inquiry="report__inquiry",
    rows=lambda: Paragraph.objects.published().in_reading_order(),
    fields=("pk", "page", "section", "slug", "label", "text"),
    beside=_beside_paragraphs,
    beside_names=("notes", "witnesses", "organisations", "quotations", "annotations"),
    columns={
        "id": Column(
            lambda row, place: f"{place.page(row.page).id}/{row.slug}",
            "The paragraph's address without host; joins the files.",
        ),
        "inquiry": Column(lambda row, place: place.page(row.page).inquiry, "Slug of the inquiry."),
        "report": Column(lambda row, place: place.page(row.page).report, "Slug of the report."),
        "section": Column(
            lambda row, place: place.heading(row.section).number,
            "Number, as printed, of the section it stands in; of the nearest above that has one; else the slug.",
        ),
        "section_title": Column(
            lambda row, place: place.heading(row.section).titles,
            "Title of that section and of the headings beneath it that the paragraph stands under, joined by “ > ”.",
        ),
        "paragraph": Column(lambda row, place: row.label, "Label as printed; empty for unnumbered text."),
        "text": Column(lambda row, place: row.text, "As printed, without the markers of notes."),
        "footnotes": Column(lambda row, place: row.notes, "Labels of the notes called in it, in order; a list."),
        "witnesses": Column(
            lambda row, place: row.witnesses,
            "Names of the witnesses it names or quotes, in the order they come up; a list.",
        ),
        "organisations": Column(
            lambda row, place: row.organisations,
            "Names of the organisations it names or quotes, in the order they come up; a list.",
        ),
        "quotations": Column(
            lambda row, place: row.quotations, "Number of quotations, displayed and inline.", "integer"
        ),
        "annotations": Column(lambda row, place: row.annotations, "Number of public annotations by staff.", "integer"),
        "cite_as": Column(
            lambda row, place: (
                f"{place.page(row.page).edition}{_name(row.label)}, {place.paragraph_url(row.page, row.slug)}"
            ),
            "A reference to the paragraph that can be printed as it is.",
        ),
        "url": Column(lambda row, place: place.paragraph_url(row.page, row.slug), "The paragraph's address."),
        "file": Column(
            lambda row, place: place.page(row.page).file, "The page of the inquiry folder it was read from."
        ),
    },
)
