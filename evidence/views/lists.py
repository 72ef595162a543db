"""Lists of paragraphs, of what stands in them and of speeches, narrowed by the query string; search is one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.filters import (
    CitationFilter,
    Facet,
    ParagraphFilter,
    QuotationFilter,
    SearchedFilter,
    SpeechFilter,
    facets,
    quotation_facets,
    speech_facets,
)
from evidence.models import Speech
from evidence.search.index import IndexUnavailable, search_index
from evidence.search.marks import Finder
from evidence.search.query import Query
from evidence.search.spelling import respelt
from evidence.views.annotating import shown_to_staff_too
from evidence.views.cited import Cited
from evidence.views.errors import bad_request, unavailable
from evidence.views.found_passages import Passage, Words, in_context, passages
from evidence.views.listings import LISTINGS, Found, place
from evidence.views.pages import paged


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speech as a list shows it: its words in context."""

    speech: Speech
    words: Words


@dataclass(frozen=True, slots=True)
class Chip:
    """A value that narrows the set, and the query string without it; for an empty set, how many that would give."""

    label: str
    words: str
    query: str
    count: int | None = None


@require_safe
@shown_to_staff_too
def paragraph_list(request: HttpRequest) -> HttpResponse:
    """Paragraphs, or with ``q`` what a search finds."""
    return _list(request, "paragraphs", "paragraph")


@require_safe
def footnote_list(request: HttpRequest) -> HttpResponse:
    """Footnotes."""
    return _list(request, "footnotes", "footnote")


@require_safe
def quotation_list(request: HttpRequest) -> HttpResponse:
    """Quotations."""
    return _list(request, "quotations", "quotation")


@require_safe
def citation_list(request: HttpRequest) -> HttpResponse:
    """Citations."""
    return _list(request, "citations", "citation")


@require_safe
def speech_list(request: HttpRequest) -> HttpResponse:
    """What was said at the hearings, or with ``q`` what a search finds of it."""
    return _list(request, "speeches", "speech")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words as the texts spell them, and the query string with them."""

    words: str
    query: str


def _list(request: HttpRequest, noun: str, template: str) -> HttpResponse:
    try:
        found = Found(LISTINGS[noun], request.GET)
        page = paged(request, found, found.listing.per_page, known=request.GET)
        context = {
            "noun": noun,
            "found": page,
            "rows": _rows(request, found, list(page.object_list)),
            "chips": chips(found),
            "form": controls(found),
            "query": found.filter.query,
            "is_ranked": found.is_ranked,
            "facets": _facets(found.filter),
            "same_set": query_without(request.GET, "page"),
            "spelling": _spelling(found),
        }
    except BadRequest as fault:
        # answered here and not raised on: a mistyped address is no event for the operator's log
        return bad_request(request, fault)
    except IndexUnavailable:
        return unavailable(request, "The search index cannot be used at the moment; everything can still be read.")
    return render(request, f"evidence/{template}_list.html", context)


def _spelling(found: Found) -> Spelling | None:
    """Where nothing is found by the words: the nearest spelling."""
    query = found.filter.query
    # with an unknown value of a field nothing would be found in any spelling: its notice offers the nearest
    if query is None or query.unknown or found.count() or found.filter.matching:
        return None
    text = respelt(query, search_index(found.filter.contents))
    changed = found.filter.data.copy()
    changed["q"] = text
    changed.setlist("page", [])
    return Spelling(text, changed.urlencode()) if text else None


def _rows(request: HttpRequest, found: Found, rows: list[Any]) -> list[Any]:
    """As the page shows them."""
    match found.filter:
        case ParagraphFilter():
            return found_passages(request, found, rows)
        case SpeechFilter():
            return found_speeches(rows, found.filter.query)
        case CitationFilter():
            return [Cited.of(citation) for citation in rows]
        case _:
            return rows


def found_passages(request: HttpRequest, found: Found, keys: Sequence[int]) -> list[Passage]:
    """Some of the paragraphs that were found, as they are shown."""
    held = found.filter.held if isinstance(found.filter, ParagraphFilter) else None
    return passages(keys, found.filter.query, place(request), held.sections.written if held else None)


def found_speeches(speeches: Iterable[Speech], query: Query | None) -> list[Spoken]:
    """Some of the speeches that were found, as they are shown."""
    finder = Finder(query) if query else None
    return [Spoken(speech, in_context(speech.text, finder)) for speech in speeches]


def _facets(narrowed: SearchedFilter) -> list[Facet]:
    match narrowed:
        case ParagraphFilter():
            return facets(narrowed)
        case QuotationFilter():
            return quotation_facets(narrowed)
        case SpeechFilter():
            return speech_facets(narrowed)
        case _:
            return []


def chips(found: Found) -> list[Chip]:
    """What narrows the set, each with the set without it."""
    none = found.count() == 0
    narrowing = []
    for name, values in found.filter.given.items():
        # dropping a parameter gives so many; told only where there is nothing to read otherwise
        count = found.count_without(name) if none else None
        for value in values:
            words = _words(found.filter, name, value)
            label = str(found.filter.filters[name].label)
            narrowing.append(Chip(label, words, query_without(found.filter.data, name, value), count))
    return narrowing


def _words(narrowed: SearchedFilter, name: str, value: str) -> str:
    """The value as people know it: a name instead of a slug."""
    things = narrowed.read.get(name)
    if isinstance(things, list):
        for thing in things:
            if getattr(thing, "slug", None) == value or getattr(thing, "number", None) == value:
                return str(thing)
    return value


def query_without(data: QueryDict, name: str, value: str | None = None) -> str:
    """The query string without one value of a parameter, or without the parameter; from the first page on."""
    changed = data.copy()
    left = [item for item in changed.getlist(name) if value is not None and item != value]
    changed.setlist(name, left)
    changed.setlist("page", [])
    return "&".join(f"{quote(key)}={quote(item)}" for key, items in changed.lists() for item in items if item.strip())


def controls(found: Found) -> dict[str, Any]:
    """The form's controls with what they hold, and what else narrows the set and must be sent along."""
    narrowed, names = found.filter, found.listing.controls
    given = {**narrowed.given, "sort": narrowed.data.getlist("sort")}
    shown = {name: next(iter(given.get(name, [])), "") for name in names if name in narrowed.filters}
    repeated = [(name, value) for name in names for value in given.get(name, [])[1:]]
    others = [(name, value) for name, values in given.items() if name not in names for value in values]
    return {"controls": shown, "hidden": [*repeated, *others]}
