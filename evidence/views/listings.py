"""The sets that readers can list, narrow and take away: what each holds, how it is filtered, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from evidence.exports import (
    CITATIONS,
    FOOTNOTES,
    PARAGRAPHS,
    QUOTATIONS,
    SPEECHES,
    Place,
    Rows,
    Table,
    all_rows,
    ranked_rows,
)
from evidence.filters import (
    CitationFilter,
    FootnoteFilter,
    OccurrenceFilter,
    ParagraphFilter,
    QuotationFilter,
    RankedFilter,
    SearchedFilter,
    SpeechFilter,
    held_names,
)
from evidence.models.lines import with_lines
from evidence.search.index import keep, search_index


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of set, under ``/<noun>/``, ``/<noun>.csv`` and ``/<noun>.json``."""

    table: Table
    filter: type[SearchedFilter]
    prepare: Callable[[QuerySet[Any]], QuerySet[Any]] | None  # none: the page reads what it shows of the keys
    per_page: int
    # what the form has a control for; every other parameter goes with it unseen
    controls: tuple[str, ...] = ("q", "section", "paragraph", "footnoted", "annotated", "sort")


LISTINGS = {
    "paragraphs": Listing(PARAGRAPHS, ParagraphFilter, None, 20),
    # the paragraphs whose words a concordance shows, one by one
    "concordance": Listing(PARAGRAPHS, OccurrenceFilter, lambda rows: rows.select_related("page__report"), 50),
    "footnotes": Listing(FOOTNOTES, FootnoteFilter, FOOTNOTES.prepare, 50),
    "quotations": Listing(QUOTATIONS, QuotationFilter, QUOTATIONS.prepare, 50),
    "citations": Listing(CITATIONS, CitationFilter, lambda rows: with_lines(CITATIONS.prepare(rows)), 50),
    "speeches": Listing(SPEECHES, SpeechFilter, SPEECHES.prepare, 30, ("q", "date_from", "date_to", "kind", "sort")),
}


class Found:
    """The set that a query string asks for: how many rows, some of them, or all of them."""

    def __init__(self, listing: Listing, data: QueryDict) -> None:
        self.listing = listing
        self.filter = listing.filter(data, queryset=listing.table.rows())
        if faults := self.filter.faults:
            raise BadRequest(" ".join(faults))
        self._count: int | None = None

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """All of them, for the database to find."""
        rows: QuerySet[Any] = self.filter.qs
        return rows

    @property
    def is_ranked(self) -> bool:
        """Whether the best comes first."""
        return isinstance(self.filter, RankedFilter) and self.filter.is_ranked

    def count(self) -> int:
        """How many rows; found out once."""
        if self._count is None:
            keys = self.keys
            self._count = self.rows.count() if keys is None else len(keys)
        return self._count

    def count_without(self, parameter: str) -> int:
        """How many rows the set would have without a parameter."""
        if isinstance(self.filter, ParagraphFilter) and (keys := self.filter.keys(parameter)) is not None:
            return len(keys)
        return self.filter.without(parameter).count()

    @property
    def keys(self) -> Sequence[int] | None:
        """The keys of all rows in reading order, where they are in memory already; else the database is asked."""
        return self.filter.keys() if isinstance(self.filter, ParagraphFilter) else None

    def __getitem__(self, part: slice) -> list[Any]:
        """The rows of one page, with all that is shown of them; or the keys of them."""
        prepare, keys = self.listing.prepare, self._keys_of(part)
        if prepare is None:
            return list(self.rows.values_list("pk", flat=True)[part] if keys is None else keys)
        if keys is None:
            return list(prepare(self.rows)[part])
        # it is known which they are: the database need not be told why
        found = prepare(keep(self.listing.table.rows().order_by(), keys)).in_bulk()
        return [found[key] for key in keys if key in found]

    def _keys_of(self, part: slice) -> Sequence[int] | None:
        """The keys of one page's rows, where the index or what is held tells them."""
        if self.is_ranked:
            return self._ranked(part.start, part.stop - part.start)
        return None if self.keys is None else self.keys[part]

    def file_rows(self) -> Iterator[Rows]:
        """All rows as files read them, some at a time. A search that cannot be made fails here, not half-way."""
        if self.is_ranked:
            # the index has said which hold the words: the database need not be told of all of them for each chunk
            keys = self._ranked(0, self.count())
            return ranked_rows(self.listing.table, self.filter.without("q"), keys)
        return all_rows(self.listing.table, self.rows)

    def _ranked(self, offset: int, limit: int) -> list[int]:
        query = self.filter.query
        if query is None or limit < 1:
            return []
        within = self.keys
        # a search that nothing else narrows needs no list of what it may find
        if within is None and set(self.filter.given) != {"q"}:
            within = list(self.rows.values_list("pk", flat=True))
        index = search_index(self.filter.contents)
        hits = index.ranked(query, limit=limit, offset=offset, within=within, found=self.filter.matching)
        return [hit.key for hit in hits]


def place(request: HttpRequest) -> Place:
    """Where this site is, for addresses that leave it."""
    return Place(request.build_absolute_uri("/").removesuffix("/"))


def file_place(request: HttpRequest) -> Place:
    """The same for a file of paragraphs: with whom they name, where that is held in memory."""
    return replace(place(request), held=held_names())
