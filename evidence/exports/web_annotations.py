"""Public annotations as the W3C Web Annotation Data Model has them (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence.exports.place import Place
from evidence.models import Annotation, AnnotationQuerySet, Paragraph

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
ITEMS = 100  # annotations on a page of a collection
# what a kind is for, in the standard's words; read back by importing
MOTIVATIONS = {
    Annotation.Kind.CONTEXT: "commenting",
    Annotation.Kind.CORRECTION: "editing",
    Annotation.Kind.CROSS_LINK: "linking",
    Annotation.Kind.SENSITIVITY: "moderating",
    Annotation.Kind.QUESTION: "questioning",
}

Json = dict[str, Any]


def exported(paragraph: Paragraph | None = None) -> AnnotationQuerySet:
    """The annotations any reader may have, of one paragraph or of all, in reading order."""
    rows = Annotation.objects.public().filter(paragraph__withdrawn_at=None, paragraph__page__withdrawn_at=None)
    if paragraph is not None:
        rows = rows.filter(paragraph=paragraph)
    return rows.order_by("paragraph__report", "paragraph__position", "start", "pk")


def collection(address: str, label: str, total: int) -> Json:
    """An AnnotationCollection, which leads to its pages; an empty one has none."""
    found: Json = {"@context": CONTEXT, "id": address, "type": "AnnotationCollection", "label": label, "total": total}
    if total:
        found |= {"first": f"{address}?page=1", "last": f"{address}?page={_pages(total)}"}
    return found


def collection_page(address: str, total: int, number: int, rows: AnnotationQuerySet, place: Place) -> Json:
    """An AnnotationPage with its annotations."""
    start = (number - 1) * ITEMS
    shown = rows.with_links().select_related("author", "paragraph__report", "paragraph__page")[start : start + ITEMS]
    found: Json = {
        "@context": CONTEXT,
        "id": f"{address}?page={number}",
        "type": "AnnotationPage",
        "partOf": {"id": address, "type": "AnnotationCollection", "total": total},
        "startIndex": start,
        "items": [annotation(row, place) for row in shown],
    }
    if number > 1:
        found["prev"] = f"{address}?page={number - 1}"
    if number < _pages(total):
        found["next"] = f"{address}?page={number + 1}"
    return found


def annotation(row: Annotation, place: Place) -> Json:
    """One annotation. On a whole paragraph its target is the paragraph; on words, where and which they are."""
    source = place.url(row.paragraph.get_absolute_url())
    motivation = MOTIVATIONS[Annotation.Kind(row.kind)]
    return {
        "id": f"{source}#annotation-{row.pk}",
        "type": "Annotation",
        "motivation": motivation,
        "created": row.created.isoformat(),
        "modified": row.changed.isoformat(),
        "creator": {"type": "Person", "name": row.author.get_full_name() or row.author.get_username()},
        "body": [
            {"type": "TextualBody", "value": row.body, "format": "text/markdown", "purpose": motivation},
            *({"type": "TextualBody", "value": tag.name, "purpose": "tagging"} for tag in row.tags.all()),
            *_linked(row, place),
        ],
        "target": _target(row, source),
    }


def _target(row: Annotation, source: str) -> str | Json:
    if not row.quote:
        return source
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": row.start, "end": row.end},
            {"type": "TextQuoteSelector", "exact": row.quote, "prefix": row.prefix, "suffix": row.suffix},
        ],
    }


def _linked(row: Annotation, place: Place) -> Iterable[Json]:
    others: list[Any] = [*row.linked_paragraphs.all(), *row.linked_sources.all(), *row.linked_witnesses.all()]
    for other in others:
        url = place.url(other.get_absolute_url())
        yield {"type": "SpecificResource", "source": url, "purpose": "linking"}


def _pages(total: int) -> int:
    return -(-total // ITEMS)
