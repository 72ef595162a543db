"""The file of the text itself: the paragraphs, and how each is cited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, cast

from django.db.models import QuerySet

from evidence.exports.columns import Column, Table, Values, grouped
from evidence.exports.place import Lists, Place, edition
from evidence.models import Annotation, FootnoteMarker, Mention, Paragraph, Quotation, Standing
from evidence.models.compiled import CompiledValues, given_keys

_Names = dict[int, dict[str, None]]  # of paragraphs, in order
_Named = tuple[list[list[str]], list[list[str]], list[int]]  # witnesses, organisations, number of quotations


def cite_as(paragraph: Paragraph, place: Place) -> str:
    """A reference that can be printed as it is."""
    report, page = paragraph.report, paragraph.page
    inquiry = report.inquiry
    begins = edition(inquiry.publisher, inquiry.title, report.title, report.published or inquiry.published)
    return f"{begins}, {page.number or page.title}, {paragraph.name}, {place.url(paragraph.get_absolute_url())}"


def _name(label: str) -> str:
    return f"paragraph {label}" if label else "unnumbered text"


_IN_PARAGRAPHS = given_keys("paragraph", "keys")
_NOTES = CompiledValues(
    lambda: (
        FootnoteMarker.objects.filter(_IN_PARAGRAPHS)
        .order_by("paragraph", "position")
        .values_list("paragraph", "label")
    )
)
_ANNOTATIONS = CompiledValues(
    lambda: Annotation.objects.public().filter(_IN_PARAGRAPHS).order_by().values_list("paragraph")
)
_MENTIONS = CompiledValues(lambda: _spans(Mention.objects.exclude(kind=Mention.Kind.SUBJECT)))
_QUOTATIONS = CompiledValues(lambda: _spans(Quotation.objects.all()))


def _spans(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    known = rows.exclude(standing=Standing.REJECTED).filter(_IN_PARAGRAPHS)
    return known.order_by("paragraph", "pk").values_list("paragraph", "start", "witness", "organisation")


def _beside_paragraphs(rows: Values, place: Place) -> Iterable[Sequence[Any]]:
    """Where each stands; its notes, whom it names or quotes in the order they come up, and what there is of it."""
    keys, slugs = rows["pk"], rows["slug"]
    pages = place.pages(rows["page"])
    urls = [page.beneath(slug) for page, slug in zip(pages, slugs, strict=True)]
    notes = grouped(_NOTES, keys)
    annotated = Counter(map(itemgetter(0), _ANNOTATIONS.rows(keys=keys)))
    return (
        pages,
        place.headings(rows["section"]),
        [f"{page.id}/{slug}" for page, slug in zip(pages, slugs, strict=True)],
        [f"{page.edition}{_name(label)}, {url}" for page, label, url in zip(pages, rows["label"], urls, strict=True)],
        urls,
        [notes.get(key, []) for key in keys],
        *(_named_as_held(keys, place) or _named_as_read(keys, place)),
        [annotated.get(key, 0) for key in keys],
    )


def _named_as_held(keys: Sequence[int], place: Place) -> _Named | None:
    """The same as is read, of what the site holds in memory; none where that is not the state the file is of."""
    found = place.named(keys)
    if found is None:
        return None
    witnesses, organisations, quotations = found
    return _called(witnesses, place.names("witness")), _called(organisations, place.names("organisation")), quotations


def _called(lists: Lists, known: Mapping[int | None, str]) -> list[list[str]]:
    """The names of each row, each once; staff may have rejected whom it names, and two may be called the same."""
    keys, ends = lists
    names = list(map(known.get, keys))
    are_known = all(names)
    found, start = [], 0
    for end in ends:
        row = names[start:end]
        found.append(list(dict.fromkeys(filter(None, row))) if end - start > 1 or not are_known else row)
        start = end
    return cast(list[list[str]], found)


def _named_as_read(keys: Sequence[int], place: Place) -> _Named:
    """The witnesses and the organisations of each paragraph, in the order of its text, each once; its quotations."""
    quotations = _QUOTATIONS.rows(keys=keys)
    witnesses: _Names = defaultdict(dict)
    organisations: _Names = defaultdict(dict)
    people, bodies = place.names("witness"), place.names("organisation")
    # all paragraphs' by where they start: every paragraph takes out its own
    for paragraph, _, witness, organisation in sorted([*_MENTIONS.rows(keys=keys), *quotations], key=itemgetter(1)):
        if name := people.get(witness):
            witnesses[paragraph][name] = None
        elif name := bodies.get(organisation):
            organisations[paragraph][name] = None
    quoted = Counter(map(itemgetter(0), quotations))
    return (
        [list(witnesses.get(key, ())) for key in keys],
        [list(organisations.get(key, ())) for key in keys],
        [quoted.get(key, 0) for key in keys],
    )


PARAGRAPHS = Table(
    name="paragraphs",
    title="Paragraphs of the report",
    inquiry="report__inquiry",
    rows=lambda: Paragraph.objects.published().in_reading_order(),
    fields=("pk", "page", "section", "slug", "label", "text"),
    beside=_beside_paragraphs,
    beside_names=(
        *("on", "under", "id", "cite_as", "url"),
        *("notes", "witnesses", "organisations", "quotations", "annotations"),
    ),
    columns={
        "id": Column("id", "The paragraph's address without host; joins the files."),
        "inquiry": Column("on.inquiry", "Slug of the inquiry."),
        "report": Column("on.report", "Slug of the report."),
        "section": Column(
            "under.number",
            "Number, as printed, of the section it stands in; of the nearest above that has one; else the slug.",
        ),
        "section_title": Column(
            "under.titles",
            "Title of that section and of the headings beneath it that the paragraph stands under, joined by “ > ”.",
        ),
        "paragraph": Column("label", "Label as printed; empty for unnumbered text."),
        "text": Column("text", "As printed, without the markers of notes."),
        "footnotes": Column("notes", "Labels of the notes called in it, in order; a list."),
        "witnesses": Column(
            "witnesses",
            "Names of the witnesses it names or quotes, in the order they come up; a list.",
        ),
        "organisations": Column(
            "organisations",
            "Names of the organisations it names or quotes, in the order they come up; a list.",
        ),
        "quotations": Column("quotations", "Number of quotations, displayed and inline.", "integer"),
        "annotations": Column("annotations", "Number of public annotations by staff.", "integer"),
        "cite_as": Column(
            "cite_as",
            "A reference to the paragraph that can be printed as it is.",
        ),
        "url": Column("url", "The paragraph's address."),
        "file": Column("on.file", "The page of the inquiry folder it was read from."),
    },
)
