"""One box over everything: the best of each kind that answers to a few words, each with its full list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.exports import FOOTNOTES, QUOTATIONS
from evidence.filters import FootnoteFilter, QuotationFilter
from evidence.filters.fields import quoted
from evidence.models import Organisation, Role, Subject, Witness
from evidence.search import names
from evidence.search.index import SPEECHES as SPEECH_TEXTS
from evidence.search.index import IndexUnavailable, search_index
from evidence.search.query import Query
from evidence.search.spelling import respelt
from evidence.views.errors import bad_request, unavailable
from evidence.views.found_passages import Passage
from evidence.views.listings import LISTINGS, Found
from evidence.views.lists import Spoken, found_passages, found_speeches
from evidence.views.matches import words_asked

PASSAGES = 5
SPEECHES = 3
NAMES = 8

# what the language can do, for whoever has typed nothing yet: words to try, and what they find
EXAMPLES = (
    ("safety report", "both words, in any form: “reports”, “reporting”"),
    ('"duty of care"', "exactly these words, one after the other"),
    ("police OR council", "either"),
    ("risk -assessment", "the first without the second"),
    ("regulat*", "words that begin like this"),
    ("enquiry~", "words spelt nearly like this"),
    ('"risk children"~10', "both words, at most ten words apart"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing found by its name."""

    words: str
    address: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The nearest of one kind, with the list of them all."""

    slug: str
    title: str
    entries: list[Entry]
    has_more: bool
    list_address: str
    list_words: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``q`` over everything; without it, the box and what can be written in it."""
    try:
        query = _query(request.GET)
        context = _found(request, query) if query else {"examples": EXAMPLES}
    except BadRequest as fault:
        return bad_request(request, fault)
    except IndexUnavailable:
        return unavailable(request, "The search index cannot be used at the moment; everything can still be read.")
    return render(request, "evidence/search.html", {"query": query, **context})


def _query(data: QueryDict) -> Query | None:
    """The words as they were read; anything else in the query string is refused, as on every list."""
    if unknown := [name for name in data if name != "q"]:
        raise BadRequest(
            f"There is no filter {quoted(unknown[0])} here; what would do is q. The list of paragraphs has filters."
        )
    return words_asked(data)


def _found(request: HttpRequest, query: Query) -> dict[str, Any]:
    found, said = Found(LISTINGS["paragraphs"], request.GET), Found(LISTINGS["speeches"], request.GET)
    kinds = [_people(query), _organisations(query), _subjects(query), _sections(query), _sources(query)]
    # as the lists of the same words count them, without asking the index again
    counts = {
        "quotations": QUOTATIONS.rows().filter(QuotationFilter.of(found.rows)).count(),
        "footnotes": FOOTNOTES.rows().filter(FootnoteFilter.of(found.rows)).count(),
    }
    answered = found.count() or said.count() or any(kind.entries for kind in kinds)
    return {
        "spelling": "" if answered else respelt(query, search_index()) or respelt(query, search_index(SPEECH_TEXTS)),
        "query": found.filter.query,
        "count": found.count(),
        "passages": _passages(request, found),
        "counts": counts,
        "said_count": said.count(),
        "said": _speeches(said),
        "kinds": [kind for kind in kinds if kind.entries],
        "name_words": names.MOST_WORDS if names.is_cut(query) else None,
        "same_words": request.GET.urlencode(),
    }


def _passages(request: HttpRequest, found: Found) -> list[Passage]:
    return found_passages(request, found, found[0:PASSAGES]) if found.count() else []


def _speeches(found: Found) -> list[Spoken]:
    return found_speeches(found[0:SPEECHES], found.filter.query) if found.count() else []


def _people(query: Query) -> Kind:
    found = names.entities(Witness, query, NAMES)
    # a cipher is known by its sign only
    known = [named.thing for named in found.nearest if not named.thing.is_cipher]
    roles: dict[int, list[str]] = {}
    for role in Role.objects.filter(witness__in=known).select_related("organisation"):
        roles.setdefault(role.witness_id, []).append(str(role))
    entries = [
        Entry(named.thing.full_name, named.thing.get_absolute_url(), _more(named, roles.get(named.thing.pk, [])))
        for named in found.nearest
    ]
    return Kind("people", "People", entries, found.has_more, reverse("witness-list"), "All people")


def _organisations(query: Query) -> Kind:
    found = names.entities(Organisation, query, NAMES)
    entries = [
        Entry(named.thing.name, named.thing.get_absolute_url(), _more(named, [named.thing.abbreviation]))
        for named in found.nearest
    ]
    return Kind(
        "organisations", "Organisations", entries, found.has_more, reverse("organisation-list"), "All organisations"
    )


def _subjects(query: Query) -> Kind:
    found = names.entities(Subject, query, NAMES)
    entries = [Entry(named.thing.name, named.thing.get_absolute_url(), _more(named, [])) for named in found.nearest]
    return Kind("subjects", "Subjects", entries, found.has_more, reverse("subject-list"), "All subjects")


def _more(named: names.Named[Any], known: list[str]) -> str:
    """What stands under a name: the alias that answered, and what else is known."""
    called = [f"also “{named.alias}”"] if named.alias and named.alias != named.thing.name else []
    return "; ".join(part for part in [*called, *known] if part)


def _sections(query: Query) -> Kind:
    found = names.sections(query, NAMES)
    entries = [
        Entry(named.thing.heading, named.thing.get_absolute_url(), named.thing.report.title) for named in found.nearest
    ]
    return Kind("sections", "Sections", entries, found.has_more, reverse("home"), "All contents")


def _sources(query: Query) -> Kind:
    found = names.sources(query, NAMES)
    entries = [
        Entry(one.reference, one.get_absolute_url(), one.title if one.title != one.reference else "")
        for one in (named.thing for named in found.nearest)
    ]
    return Kind("sources", "Sources", entries, found.has_more, reverse("source-list"), "All sources")
