"""References to take away: to a paragraph, or to a set and all of its paragraphs."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from evidence.exports.citing import FORMATS, Reference, reference, set_reference
from evidence.exports.lines import CHUNK, snapshot
from evidence.models import Paragraph
from evidence.search.index import IndexUnavailable
from evidence.views.errors import NotFound, gone
from evidence.views.files import PLAIN
from evidence.views.listings import LISTINGS, Found, place
from evidence.views.lists import chips, query_without


@require_safe
def paragraph_reference(request: HttpRequest, report: str, page: str, label: str, ending: str) -> HttpResponseBase:
    """The reference to one paragraph."""
    paragraph = (
        Paragraph.objects.filter(report__slug=report, page__slug=page, page__is_page=True, slug=label)
        .select_related("report__inquiry", "page__report")
        .first()
    )
    if paragraph is None:
        raise NotFound(f"There is no paragraph “{label}” at reports/{report}/{page}.")
    if paragraph.withdrawn_at or paragraph.page.withdrawn_at:
        return gone(request, f"{str(paragraph).capitalize()} is no longer part of the report as it was last imported.")
    content_type, lines = FORMATS[ending]
    one = reference(paragraph, place(request), timezone.localdate())
    response = HttpResponse("".join(lines([one])), content_type=content_type)
    name = "-".join(one.key.split(":"))
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


@require_safe
def set_references(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The reference to a set, then those to its paragraphs in reading order."""
    try:
        found = Found(LISTINGS["paragraphs"], request.GET)
        first = _of_the_set(request, found)
    except BadRequest as fault:
        return HttpResponse(f"{fault}\n", status=400, content_type=PLAIN)
    except IndexUnavailable:
        return HttpResponse("The search index cannot be used at the moment.\n", status=503, content_type=PLAIN)
    content_type, lines = FORMATS[ending]
    references = _references(request, found, first)
    response = StreamingHttpResponse(_ended(lines(references), references), content_type=content_type)
    name = "paragraphs.csl.json" if ending == "json" else f"paragraphs.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _of_the_set(request: HttpRequest, found: Found) -> Reference:
    narrowing = [f"{chip.label} {chip.words}" for chip in chips(found)]
    query = query_without(request.GET, "page")
    url = place(request).url(f"/paragraphs/?{query}" if query else "/paragraphs/")
    return set_reference(narrowing, found.count(), url, timezone.localdate())


def _references(request: HttpRequest, found: Found, first: Reference) -> Generator[Reference]:
    where, today = place(request), timezone.localdate()
    with snapshot():
        yield first
        rows = found.rows.select_related("report__inquiry", "page__report").defer("text", "blocks")
        for paragraph in rows.iterator(chunk_size=CHUNK):
            yield reference(paragraph, where, today)


def _ended(lines: Iterator[str], references: Generator[Reference]) -> Iterator[str]:
    """However the file ends, the reading of the references ends with it, and no transaction outlives it."""
    with closing(references):
        yield from lines
