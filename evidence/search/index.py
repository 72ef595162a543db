"""What a search index can do, whichever engine keeps it, and which one this site uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from evidence.search.answers import Hit, IndexState, IndexUnavailable, Progress
from evidence.search.contents import KINDS, PARAGRAPHS, SPEECHES, Contents
from evidence.search.many import keep
from evidence.search.query import Query
from evidence.search.tree import Like

__all__ = [
    "PARAGRAPHS",
    "SPEECHES",
    "Contents",
    "Hit",
    "IndexState",
    "IndexUnavailable",
    "Progress",
    "SearchIndex",
    "bring_up",
    "keep",
    "search_index",
    "search_indexes",
]


class SearchIndex(Protocol):
    """An index of one kind of published text. One test suite holds every engine to the same results."""

    contents: Contents

    def matching(self, query: Query) -> Sequence[int]:
        """The keys of every text that the query finds, in no order that means anything to a reader."""

    def ranked(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        within: Sequence[int] | None = None,
        found: Sequence[int] | None = None,
    ) -> list[Hit]:
        """The best first; equals in reading order.

        With ``within``, which are keys in reading order, each once, only those among them. With ``found``, which is
        what ``matching`` gave for the same query and of which ``within`` is a part, they are not looked up once more.
        """

    def words(self, beginning: str, *, limit: int) -> list[str]:
        """Words that stand in the texts and begin so, the shortest first; of those that are searched alike, one."""

    def words_like(self, leaf: Like) -> Collection[str]:
        """The words of the index that a misspelling may stand for."""

    def update(self, keys: Iterable[int]) -> None:
        """Read the texts with these keys from the database again; those gone or withdrawn are taken out.

        Call it when what it should read is committed. Where there is no usable index yet, it builds one.
        """

    def forget(self, keys: Iterable[int]) -> None:
        """As ``update``, and nothing of what these texts said before is left in the index.

        What is withheld calls for it, inside the transaction that withholds: a search that fails shows nothing. An
        index outside the database may meanwhile be swapped for one built from the old text: call ``update``, too,
        when it is committed.
        """

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build beside the live index and swap; the number of texts indexed."""

    def check(self, *, thorough: bool = False) -> IndexState:
        """Compare the index with the database; thoroughly, also what each entry holds with what was written."""

    def is_ready(self) -> bool:
        """Whether a search would be answered."""


def search_index(contents: Contents = PARAGRAPHS) -> SearchIndex:
    """The index of one kind of text on this site, by ``settings.SEARCH_ENGINE``; one for the whole process."""
    return _opened(settings.SEARCH_ENGINE, Path(settings.SEARCH_INDEX_DIR), contents)


def search_indexes() -> list[SearchIndex]:
    """The index of every kind of text."""
    return [search_index(contents) for contents in KINDS]


def bring_up(index: SearchIndex) -> set[int]:
    """Makes an index agree with the database, whatever ended before it had; the texts it lacked or held too much.

    One that was never built, or is of no use, is built.
    """
    state = index.check()
    behind = {*state.missing, *state.stale, *state.superfluous}
    if state.problem:
        index.rebuild()
    elif behind:
        index.update(behind)
    return behind


@lru_cache(maxsize=2 * len(KINDS))
def _opened(engine: str, directory: Path, contents: Contents) -> SearchIndex:
    # each engine is imported only where it is used: a site on PostgreSQL need not load Whoosh's index code
    if engine == "postgres":
        from evidence.search.postgres_index import PostgresIndex

        return PostgresIndex(contents)
    from evidence.search.whoosh_index import WhooshIndex

    return WhooshIndex(directory, contents)
