"""All of an inquiry in one file, and what every column of every file means."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.exports import TABLES, Column, Table
from evidence.exports.occurrences import CONCORDANCE, DISPERSION
from evidence.exports.package import DESCRIPTION, zipped
from evidence.models import Inquiry
from evidence.views.errors import NotFound
from evidence.views.listings import LISTINGS, file_place


@dataclass(frozen=True, slots=True)
class Described:
    """A file, what it holds, its columns, where it can be had by itself, and which other files it joins."""

    name: str
    title: str
    columns: list[tuple[str, Column]]
    address: str = ""
    joins: tuple[tuple[str, str, str], ...] = ()


@require_safe
def package(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The data package of an inquiry, streamed. Broken off, it is no archive: its list of contents comes last."""
    inquiry = Inquiry.objects.filter(slug=slug).first()
    if inquiry is None:
        raise NotFound(f"There is no inquiry “{slug}”.", ("See which reports are here", reverse("home")))
    response = StreamingHttpResponse(zipped(inquiry, file_place(request)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{inquiry.slug}.zip"'
    return response


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """The data dictionary."""
    described = [_described(table) for table in TABLES]
    found = [
        Described(
            "concordance", "Every occurrence of the words of a search, in its context", list(CONCORDANCE.items())
        ),
        Described("dispersion", "Where the paragraphs of a search stand in the reports", list(DISPERSION.items())),
    ]
    context = {"files": described, "found_files": found, "description": DESCRIPTION}
    return render(request, "evidence/columns.html", context)


def _described(table: Table) -> Described:
    address = f"/{table.name}.csv" if table.name in LISTINGS else ""
    joins = tuple((column, file, target) for column, (file, target) in table.joins.items())
    return Described(table.name, table.title, list(table.columns.items()), address, joins)
