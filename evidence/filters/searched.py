"""Words among the parameters: sets of texts that an index finds, and the order they come in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet

from evidence.filters.fields import OneOf, Parameter, Words
from evidence.filters.strict import StrictFilter
from evidence.search.fields import resolved
from evidence.search.index import PARAGRAPHS, Contents, keep, search_index
from evidence.search.query import Query


class SearchedFilter(StrictFilter):
    """Texts by the words in them; ``contents`` says which index knows the words."""

    contents: ClassVar[Contents] = PARAGRAPHS

    q = Parameter(Words, method="filter_q", label="Words")

    @cached_property
    def query(self) -> Query | None:
        """The words asked for, as they were read, with the fields among them looked up."""
        query: Query | None = self.read.get("q")
        return resolved(query, self.contents) if query else None

    @cached_property
    def matching(self) -> Sequence[int]:
        """The texts that the words are found in. The index is asked once, however many sets are counted."""
        return search_index(self.contents).matching(self.query) if self.query else ()

    def filter_q(self, rows: QuerySet[Any], name: str, query: Query) -> QuerySet[Any]:
        """Those the words are found in; a query without a word in it finds nothing."""
        return keep(rows, self.matching) if query.has_terms else rows.none()


class RankedFilter(SearchedFilter):
    """The same, with the order the texts come in."""

    sort = Parameter(OneOf, method="keep_order", label="Order", choices=("relevance", "order"))

    @property
    def is_ranked(self) -> bool:
        """Whether the best comes first: what a search does unless reading order is asked for."""
        query = self.query
        return bool(query and query.has_terms and self.read.get("sort") != "order")

    def keep_order(self, rows: QuerySet[Any], name: str, order: str) -> QuerySet[Any]:
        """The order is not a matter of which rows: ``is_ranked`` tells it."""
        return rows
