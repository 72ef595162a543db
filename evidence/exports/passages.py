"""The file of the text itself: the paragraphs, and how each is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Value

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
    """Where each stands; its notes, whom it names or quotes in the order they come up, and what there is of it."""
    keys = [row.pk for row in rows]
    notes = grouped(FootnoteMarker.objects.order_by("paragraph", "position"), "paragraph", keys, "label")
    annotated = grouped(Annotation.objects.public().order_by(), "paragraph", keys, "pk")
    witnesses: dict[int, dict[str, None]] = defaultdict(dict)
    organisations: dict[int, dict[str, None]] = defaultdict(dict)
    quotations: dict[int, int] = defaultdict(int)
    people, bodies = place.names("witness"), place.names("organisation")
    for key, _, quoted, _, witness, organisation in _spans(keys):
        if name := people.get(witness):
            witnesses[key][name] = None
        elif name := bodies.get(organisation):
            organisations[key][name] = None
        if quoted:
            quotations[key] += 1
    for row in rows:
        key = row.pk
        yield (
            place.page(row.page),
            place.heading(row.section),
            place.paragraph_url(row.page, row.slug),
            notes.get(key, []),
            list(witnesses.get(key, ())),
            list(organisations.get(key, ())),
            quotations.get(key, 0),
            len(annotated.get(key, ())),
        )


def _spans(paragraphs: Sequence[int]) -> list[tuple[Any, ...]]:
    """What is named or quoted in the paragraphs, in the order of the text: paragraph, start, which, key, of whom."""
    named = Mention.objects.exclude(standing=Standing.REJECTED).exclude(kind=Mention.Kind.SUBJECT)
    quoted = Quotation.objects.exclude(standing=Standing.REJECTED)
    found: list[tuple[Any, ...]] = []
    for which, spans in enumerate((named, quoted)):
        known = keep(spans.order_by(), paragraphs, "paragraph")
        found += known.values_list("paragraph", "start", Value(which), "pk", "witness", "organisation")
    return sorted(found)


PARAGRAPHS = Table(
    name="paragraphs",
    title="Paragraphs of the report",
    inquiry="report__inquiry",
    rows=lambda: Paragraph.objects.published().in_reading_order(),
    fields=("pk", "page", "section", "slug", "label", "text"),
    beside=_beside_paragraphs,
    beside_names=("on", "under", "url", "notes", "witnesses", "organisations", "quotations", "annotations"),
    columns={
        "id": Column(
            lambda row, place: f"{row.on.id}/{row.slug}",
            "The paragraph's address without host; joins the files.",
        ),
        "inquiry": Column(lambda row, place: row.on.inquiry, "Slug of the inquiry."),
        "report": Column(lambda row, place: row.on.report, "Slug of the report."),
        "section": Column(
            lambda row, place: row.under.number,
            "Number, as printed, of the section it stands in; of the nearest above that has one; else the slug.",
        ),
        "section_title": Column(
            lambda row, place: row.under.titles,
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
            lambda row, place: f"{row.on.edition}{_name(row.label)}, {row.url}",
            "A reference to the paragraph that can be printed as it is.",
        ),
        "url": Column(lambda row, place: row.url, "The paragraph's address."),
        "file": Column(lambda row, place: row.on.file, "The page of the inquiry folder it was read from."),
    },
)
