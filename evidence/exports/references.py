"""The files of what the report rests on: footnotes, citations and sources."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from evidence.exports.columns import Column, Place, Table
from evidence.models import Citation, Footnote, FootnoteMarker, Source


def _calling(footnote: Footnote) -> list[str]:
    """Ids of the paragraphs that call the note, each once, in reading order."""
    return list(dict.fromkeys(marker.paragraph.citable_id for marker in footnote.markers.all()))


def _calls(path: str) -> Prefetch[str]:
    markers = FootnoteMarker.objects.filter(paragraph__withdrawn_at=None)
    markers = markers.select_related("paragraph__report", "paragraph__page")
    return Prefetch(path, markers.order_by("paragraph__position", "position"))


def _prepared_footnotes(footnotes: QuerySet[Footnote]) -> QuerySet[Footnote]:
    return (
        footnotes.select_related("report__inquiry", "page__report")
        .annotate(citation_count=Count("citations", distinct=True))
        .prefetch_related(_calls("markers"))
    )


FOOTNOTES: Table[Footnote] = Table(
    name="footnotes",
    title="Footnotes",
    inquiry="report__inquiry",
    rows=lambda: Footnote.objects.filter(page__withdrawn_at=None).order_by("report", "position"),
    prepare=_prepared_footnotes,
    columns={
        "id": Column(lambda row, place: row.citable_id, "The note's address without host; joins the files."),
        "section": Column(
            lambda row, place: place.heading(row.page_id).number, "Number, as printed, of its page; else the slug."
        ),
        "number": Column(lambda row, place: row.label, "Label as printed."),
        "text": Column(
            lambda row, place: row.text, "As printed; empty where the imported pages carry only the note's marker."
        ),
        "paragraphs": Column(lambda row, place: _calling(row), "The paragraphs that call it: their ids; a list."),
        "citations": Column(
            lambda row, place: getattr(row, "citation_count", 0), "Number of citations in it.", "integer"
        ),
        "url": Column(lambda row, place: place.url(row.get_absolute_url()), "The note's address."),
        "file": Column(lambda row, place: row.page.file, "The page of the inquiry folder it belongs to."),
    },
)


def _citation_id(citation: Citation) -> str:
    return f"{citation.footnote.citable_id}.{citation.position}"


def _target(citation: Citation) -> str:
    if citation.target_paragraph:
        return citation.target_paragraph.citable_id
    if citation.target_section:
        return f"reports/{citation.target_section.report.slug}/{citation.target_section.slug}"
    return ""


def _person(citation: Citation) -> str:
    return citation.witness.slug if citation.witness else ""


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


def _source(citation: Citation) -> str:
    if citation.source:
        return citation.source.reference
    return f"hearings/{citation.hearing.slug}" if citation.hearing else ""


CITATIONS: Table[Citation] = Table(
    name="citations",
    title="Citations in the footnotes",
    inquiry="footnote__report__inquiry",
    rows=lambda: Citation.objects.filter(footnote__page__withdrawn_at=None).order_by(
        "footnote__report", "footnote__position", "position", "pk"
    ),
    prepare=_prepared_citations,
    columns={
        "id": Column(lambda row, place: _citation_id(row), "The note's id and the citation's position in it."),
        "footnote": Column(lambda row, place: row.footnote.citable_id, "The note it stands in: its id."),
        "paragraphs": Column(
            lambda row, place: _calling(row.footnote), "The paragraphs that call the note: their ids; a list."
        ),
        "position": Column(lambda row, place: row.position, "Order in the note.", "integer"),
        "kind": Column(lambda row, place: row.kind, "What sort of thing is cited."),
        "status": Column(
            lambda row, place: row.status,
            "“resolved”, “not-held”, “ambiguous”, “unparsed” or “comment” (cites nothing).",
        ),
        "raw": Column(lambda row, place: row.raw, "The citation as printed."),
        "person": Column(
            lambda row, place: row.person_as_printed, "The person named beside the reference, as printed."
        ),
        "witness": Column(lambda row, place: _person(row), "Slug of the witness that the person is."),
        "source": Column(
            lambda row, place: _source(row),
            "Reference of the source; the id of the hearing where that is all there is.",
        ),
        "source_title": Column(lambda row, place: row.source.title if row.source else "", "Title of the source."),
        "date": Column(lambda row, place: row.date, "Date in the citation: ISO, as short as it is known."),
        "page_from": Column(lambda row, place: row.page_from, "First page of the place cited, as printed."),
        "line_from": Column(lambda row, place: row.line_from, "First line, on the first page."),
        "page_to": Column(lambda row, place: row.page_to, "Last page; the first again for a single one."),
        "line_to": Column(lambda row, place: row.line_to, "Last line, on the last page."),
        "paragraph_from": Column(lambda row, place: row.paragraph_from, "First paragraph of the source."),
        "paragraph_to": Column(lambda row, place: row.paragraph_to, "Last paragraph of the source."),
        "ibid_of": Column(
            lambda row, place: _citation_id(row.ibid_of) if row.ibid_of else "", "The citation an ibid repeats: its id."
        ),
        "target": Column(
            lambda row, place: _target(row),
            "The paragraph or section of the report that a cross-reference means: its id.",
        ),
        "url": Column(lambda row, place: place.url(row.footnote.get_absolute_url()), "The note's address."),
    },
    joins={"footnote": ("footnotes", "id"), "ibid_of": ("citations", "id")},
)


def _prepared_sources(sources: QuerySet[Source]) -> QuerySet[Source]:
    shown = Q(citations__footnote__page__withdrawn_at=None)
    return sources.select_related("inquiry").annotate(citation_count=Count("citations", filter=shown))


def source_address(source: Source, place: Place) -> str:
    """The source's own page on this site."""
    return place.url(source.get_absolute_url())


SOURCES: Table[Source] = Table(
    name="sources",
    title="Sources that are cited",
    inquiry="inquiry",
    rows=lambda: Source.objects.published().order_by("inquiry", "reference"),
    prepare=_prepared_sources,
    columns={
        "id": Column(lambda row, place: f"sources/{row.slug}", "The source's address without host."),
        "inquiry": Column(lambda row, place: row.inquiry.slug, "Slug of the inquiry."),
        "reference": Column(lambda row, place: row.reference, "Its number (URN), or the words that cite it."),
        "title": Column(lambda row, place: row.title, "Its title."),
        "kind": Column(lambda row, place: row.kind, "What sort of thing it is."),
        "date": Column(lambda row, place: row.date, "ISO, as short as it is known."),
        "holding": Column(
            lambda row, place: row.holding, "“held” here, “published” elsewhere, “cited-only”, “closed” or “withdrawn”."
        ),
        "published_at": Column(lambda row, place: row.url, "Where it is published, if it is."),
        "citations": Column(
            lambda row, place: getattr(row, "citation_count", 0), "Number of citations of it.", "integer"
        ),
        "url": Column(source_address, "The source's page on this site."),
    },
)
