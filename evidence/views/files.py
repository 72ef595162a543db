"""Sets of evidence to take away: the same query string as the list, as a file, streamed without a cap."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from evidence.exports import csv_lines, json_lines
from evidence.search.index import IndexUnavailable
from evidence.views.listings import LISTINGS, Found, file_place

CSV = "text/csv; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"

Stream = Iterator[str] | Iterator[bytes]


@require_safe
def csv_file(request: HttpRequest, noun: str) -> HttpResponseBase:
    """The set as CSV."""
    return _file(request, noun, csv_lines, CSV, "csv")


@require_safe
def json_file(request: HttpRequest, noun: str) -> HttpResponseBase:
    """The set as a JSON list of objects with the same columns."""
    return _file(request, noun, json_lines, "application/json; charset=utf-8", "json")


def _file(
    request: HttpRequest,
    noun: str,
    lines: Callable[..., Iterator[str] | Iterator[bytes]],
    content_type: str,
    ending: str,
) -> HttpResponseBase:
    try:
        found = Found(LISTINGS[noun], request.GET)
        if found.filter.query and found.filter.query.unknown:
            # a page says it beside the empty list; an empty file could not
            raise BadRequest(" ".join(found.filter.query.unknown))
        # the rows are asked for before the first line is sent, so that a search that fails is not an empty file
        stream = lines(found.listing.table, found.file_rows(), file_place(request))
    except BadRequest as fault:
        # read by programs as often as by people
        return HttpResponse(f"{fault}\n", status=400, content_type=PLAIN)
    except IndexUnavailable:
        sentence = "The search index cannot be used at the moment. Without q= the rest can still be had."
        return HttpResponse(f"{sentence}\n", status=503, content_type=PLAIN)
    return streamed(stream, content_type, f"{noun}.csv" if ending == "csv" else "")


def streamed(stream: Stream, content_type: str, name: str = "") -> StreamingHttpResponse:
    """A file sent as it is made. Where it breaks off, the connection does, before the mark that ends an answer."""
    response = StreamingHttpResponse(stream, content_type=content_type)
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
