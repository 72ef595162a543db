"""A list of entries as its page shows it: narrowed by name, in the order asked for, one page of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evidence.filters import EntryFilter, SourceFilter
from evidence.models import Source, Standing
from evidence.views.errors import bad_request
from evidence.views.pages import paged

PER_PAGE = 200

# how a list says in which order it stands
ORDERS = {
    "surname": "by surname",
    "name": "by name",
    "reference": "by reference",
    "date": "by date",
    "latest": "latest first",
    "quoted": "most quoted first",
    "paragraphs": "most paragraphs first",
    "cited": "most cited first",
    "speeches": "most speeches first",
}


def entry_list(
    request: HttpRequest, narrowing: type[EntryFilter], entries: QuerySet[Any], template: str
) -> HttpResponse:
    """The page of a list; what is wrong with its address is said on a page of its own."""
    narrowed = narrowing(request.GET, queryset=entries)
    if narrowed.faults:
        return bad_request(request, BadRequest(" ".join(narrowed.faults)))
    try:
        found = paged(request, narrowed.in_order(), PER_PAGE, known=request.GET)
    except BadRequest as fault:
        return bad_request(request, fault)
    context = {
        "found": found,
        "orders": [(order, ORDERS[order]) for order in narrowed.orders],
        "order": narrowed.order,
        "given": narrowed.given,
        "proposed": any(getattr(entry, "standing", "") == Standing.PROPOSED for entry in found),
        "holdings": Source.Holding.choices if isinstance(narrowed, SourceFilter) else [],
    }
    return render(request, template, context)
