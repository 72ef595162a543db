"""The files of what the report rests on: footnotes, citations and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse

from evidence.exports.columns import Column, Table, Values
from evidence.exports.place import Place
from evidence.models import Citation, Footnote, FootnoteMarker, Source, Standing
from evidence.search.many import keep


def _calling(notes: Sequence[int], place: Place) -> list[list[str]]:
    """For each note the ids of the paragraphs that call it, each once, in reading order."""
    calls: dict[int, dict[str, None]] = defaultdict(dict)
    markers = keep(FootnoteMarker.objects.filter(paragraph__withdrawn_at=None), notes, "footnote")
    rows = markers.order_by("paragraph__position", "position")
    for note, page, slug in rows.values_list("footnote", "paragraph__page", "paragraph__slug"):
        calls[note][f"{place.page(page).id}/{slug}"] = None
    return [list(calls.get(note, ())) for note in notes]


def _beside_footnotes(rows: Values, place: Place) -> Iterable[Sequence[Any]]:
    """The paragraphs that call each, and how many citations are in it."""
    keys = rows["pk"]
    citations = keep(Citation.objects.order_by(), keys, "footnote").values_list("footnote")
    counts: dict[int, int] = dict(citations.annotate(number=Count("pk")))
    return _calling(keys, place), [counts.get(key, 0) for key in keys]


def _calls(path: str) -> Prefetch[str]:
    markers = FootnoteMarker.objects.filter(paragraph__withdrawn_at=None)
    markers = markers.select_related("paragraph__report", "paragraph__page")
    return Prefetch(path, markers.order_by("paragraph__position", "position"))


def _note(page: int, slug: str, place: Place) -> str:
    return f"{place.page(page).id}#note-{slug}"


def _note_url(page: int, slug: str, place: Place) -> str:
    return f"{place.page(page).url}#note-{slug}"


FOOTNOTES = Table(
    name="footnotes",
    title="Footnotes",
    inquiry="report__inquiry",
    rows=lambda: Footnote.objects.filter(page__withdrawn_at=None).order_by("report", "position"),
    prepare=lambda rows: rows.select_related("report__inquiry", "page__report").prefetch_related(_calls("markers")),
    fields=("pk", "page", "slug", "label", "text"),
    beside=_beside_footnotes,
    beside_names=("paragraphs", "citations"),
    columns={
        "id": Column(
            lambda row, place: _note(row.page, row.slug, place), "The note's address without host; joins the files."
        ),
        "section": Column(
            lambda row, place: place.heading(row.page).number, "Number, as printed, of its page; else the slug."
        ),
        "number": Column("label", "Label as printed."),
        "text": Column("text", "As printed; empty where the imported pages carry only the note's marker."),
        "paragraphs": Column("paragraphs", "The paragraphs that call it: their ids; a list."),
        "citations": Column("citations", "Number of citations in it.", "integer"),
        "url": Column(lambda row, place: _note_url(row.page, row.slug, place), "The note's address."),
        "file": Column(lambda row, place: place.page(row.page).file, "The page of the inquiry folder it belongs to."),
    },
)


def _citation_id(row: Any, place: Place) -> str:
    return f"{_note(row.footnote__page, row.footnote__slug, place)}.{row.position}"


def _repeated(row: Any, place: Place) -> str:
    if row.ibid_of__position is None:
        return ""
    note = _note(row.ibid_of__footnote__page, row.ibid_of__footnote__slug, place)
    return f"{note}.{row.ibid_of__position}"


def _target(row: Any, place: Place) -> str:
    if row.target_paragraph__page is not None:
        return f"{place.page(row.target_paragraph__page).id}/{row.target_paragraph__slug}"
    if row.target_section__slug is not None:
        return f"reports/{row.target_section__report__slug}/{row.target_section__slug}"
    return ""


def _person(row: Any, place: Place) -> str:
    """The person whose page tells of the citation; staff may have rejected the entry."""
    return "" if row.witness__slug is None or row.witness__standing == Standing.REJECTED else str(row.witness__slug)


def _source(row: Any, place: Place) -> str:
    if row.source__reference is not None:
        return str(row.source__reference)
    return f"hearings/{row.hearing__slug}" if row.hearing__slug is not None else ""


def _beside_citations(rows: Values, place: Place) -> Iterable[Sequence[Any]]:
    """The paragraphs that call the note of each."""
    return (_calling(rows["footnote"], place),)


def _prepared_citations(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    return citations.select_related(
        "footnote__report",
        "footnote__page__report",
        "witness",
        "source",
        "hearing",
        "ibid_of__footnote__report",
        "ibid_of__footnote__page",
        "target_paragraph__report",
        "target_paragraph__page",
        "target_section__report",
    ).prefetch_related(_calls("footnote__markers"))


CITATIONS = Table(
    name="citations",
    title="Citations in the footnotes",
    inquiry="footnote__report__inquiry",
    rows=lambda: Citation.objects.filter(footnote__page__withdrawn_at=None).order_by(
        "footnote__report", "footnote__position", "position", "pk"
    ),
    prepare=_prepared_citations,
    fields=(
        *("pk", "footnote", "footnote__page", "footnote__slug", "position", "kind", "status", "raw"),
        *(
            "person_as_printed",
            "witness__slug",
            "witness__standing",
            "source__reference",
            "source__title",
            "hearing__slug",
            "date",
        ),
        *("page_from", "line_from", "page_to", "line_to", "paragraph_from", "paragraph_to"),
        *("ibid_of__position", "ibid_of__footnote__page", "ibid_of__footnote__slug"),
        *("target_paragraph__page", "target_paragraph__slug"),
        *("target_section__report__slug", "target_section__slug"),
    ),
    beside=_beside_citations,
    beside_names=("paragraphs",),
    columns={
        "id": Column(_citation_id, "The note's id and the citation's position in it."),
        "footnote": Column(
            lambda row, place: _note(row.footnote__page, row.footnote__slug, place), "The note it stands in: its id."
        ),
        "paragraphs": Column("paragraphs", "The paragraphs that call the note: their ids; a list."),
        "position": Column("position", "Order in the note.", "integer"),
        "kind": Column("kind", "What sort of thing is cited."),
        "status": Column(
            "status",
            "“resolved”, “not-held”, “ambiguous”, “unparsed” or “comment” (cites nothing).",
        ),
        "raw": Column("raw", "The citation as printed."),
        "person": Column("person_as_printed", "The person named beside the reference, as printed."),
        "witness": Column(_person, "Slug of the witness that the person is."),
        "source": Column(
            _source,
            "Reference of the source; the id of the hearing where that is all there is.",
        ),
        "source_title": Column(lambda row, place: row.source__title or "", "Title of the source."),
        "date": Column("date", "Date in the citation: ISO, as short as it is known."),
        "page_from": Column("page_from", "First page of the place cited, as printed."),
        "line_from": Column("line_from", "First line, on the first page."),
        "page_to": Column("page_to", "Last page; the first again for a single one."),
        "line_to": Column("line_to", "Last line, on the last page."),
        "paragraph_from": Column("paragraph_from", "First paragraph of the source."),
        "paragraph_to": Column("paragraph_to", "Last paragraph of the source."),
        "ibid_of": Column(_repeated, "The citation an ibid repeats: its id."),
        "target": Column(
            _target,
            "The paragraph or section of the report that a cross-reference means: its id.",
        ),
        "url": Column(
            lambda row, place: _note_url(row.footnote__page, row.footnote__slug, place), "The note's address."
        ),
    },
    joins={"footnote": ("footnotes", "id"), "witness": ("witnesses", "slug"), "ibid_of": ("citations", "id")},
)


def _beside_sources(rows: Values, place: Place) -> Iterable[Sequence[Any]]:
    """How many citations of each there are."""
    keys = rows["pk"]
    citations = keep(Citation.objects.filter(footnote__page__withdrawn_at=None), keys, "source")
    counts: dict[int, int] = dict(citations.order_by().values_list("source").annotate(number=Count("pk")))
    return ([counts.get(key, 0) for key in keys],)


SOURCES = Table(
    name="sources",
    title="Sources that are cited",
    inquiry="inquiry",
    rows=lambda: Source.objects.published().order_by("inquiry", "reference"),
    fields=("pk", "slug", "inquiry__slug", "reference", "title", "kind", "date", "holding", "url"),
    beside=_beside_sources,
    beside_names=("citations",),
    columns={
        "id": Column(lambda row, place: f"sources/{row.slug}", "The source's address without host."),
        "inquiry": Column("inquiry__slug", "Slug of the inquiry."),
        "reference": Column("reference", "Its number (URN), or the words that cite it."),
        "title": Column("title", "Its title."),
        "kind": Column("kind", "What sort of thing it is."),
        "date": Column("date", "ISO, as short as it is known."),
        "holding": Column("holding", "“held” here, “published” elsewhere, “cited-only”, “closed” or “withdrawn”."),
        "published_at": Column("url", "Where it is published, if it is."),
        "citations": Column("citations", "Number of citations of it.", "integer"),
        "url": Column(
            lambda row, place: place.url(reverse("source-detail", kwargs={"reference": row.slug})),
            "The source's page on this site.",
        ),
    },
)
