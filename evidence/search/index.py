"""What a search index can do, whichever engine keeps it, and which one this site uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from evidence.search.answers import Hit, IndexState, IndexUnavailable, Progress
from evidence.search.many import keep
from evidence.search.query import Query

__all__ = ["Hit", "IndexState", "IndexUnavailable", "Progress", "SearchIndex", "keep", "search_index"]


class SearchIndex(Protocol):
    """An index of the published paragraphs. One test suite holds every engine to the same results."""

    def matching(self, query: Query) -> Sequence[int]:
        """Every paragraph that the query finds, in no order."""

    def ranked(self, query: Query, *, limit: int, offset: int = 0, within: Collection[int] | None = None) -> list[Hit]:
        """The best first; equals in reading order; with ``within``, only those among the keys given."""

    def update(self, paragraph_ids: Iterable[int]) -> None:
        """Read these paragraphs from the database again; those gone or withdrawn are taken out.

        Call it when what it should read is committed. Where there is no usable index yet, it builds one.
        """

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build beside the live index and swap; the number of paragraphs indexed."""

    def check(self) -> IndexState:
        """Compare the index with the database."""

    def is_ready(self) -> bool:
        """Whether a search would be answered."""


def search_index() -> SearchIndex:
    """The index of this site, by ``settings.SEARCH_ENGINE``; one for the whole process."""
    return _opened(settings.SEARCH_ENGINE, Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=2)
def _opened(engine: str, directory: Path) -> SearchIndex:
    # each engine is imported only where it is used: a site on PostgreSQL need not load Whoosh's index code
    if engine == "postgres":
        from evidence.search.postgres_index import PostgresIndex

        return PostgresIndex()
    from evidence.search.whoosh_index import WhooshIndex

    return WhooshIndex(directory)
