"""The search index of a site on PostgreSQL: its own full text search, given the terms of our analyser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from zlib import crc32

import Stemmer
from django.db import ProgrammingError, connections, router, transaction

from evidence.search import analysis
from evidence.search.answers import Hit, IndexState, IndexUnavailable, Progress, chosen, compared, page, told_apart
from evidence.search.contents import PARAGRAPHS, Contents
from evidence.search.postgres_entries import Entries
from evidence.search.query import Query
from evidence.search.tree import Like

LAYOUT = 3  # part of the index's stamp: raise it when the terms or the tables change
STAMP = json.dumps({"analysis": analysis.VERSION, "layout": LAYOUT, "stemmer": Stemmer.version()})

# For as long as one search reads. The planner does not know what it costs to read terms that are kept apart from their
# rows: of a common word it would read those of every text, though the index says which hold it. Keys that are many are
# gathered in memory. To compile a statement takes longer than to run it.
_PLANNED = """
SELECT set_config('enable_seqscan', 'off', true), set_config('work_mem', '64MB', true), set_config('jit', 'off', true)
"""

BUILDING, WRITING = "build", "write"  # who waits for whom: rebuilds, and writers to what is live


class PostgresIndex:
    """Keeps nothing between calls: every process and every machine reads the same tables."""

    def __init__(self, contents: Contents = PARAGRAPHS) -> None:
        self.contents = contents

    def matching(self, query: Query) -> list[int]:
        root = query.root
        if root is None:
            return []
        with self._reading() as entries:
            return entries.matching(root)

    def ranked(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        within: Sequence[int] | None = None,
        found: Sequence[int] | None = None,
    ) -> list[Hit]:
        root = query.root
        if root is None or limit <= 0:
            return []
        with self._reading() as entries:
            if found is None:
                found = chosen(entries.matching(root), within)
            elif within is not None and len(within) < len(found):
                found = chosen(found, within)
            scores = entries.best(root, limit + offset, found)
        return page(self.contents, scores, limit, offset)

    def words(self, beginning: str, *, limit: int) -> list[str]:
        with self._reading() as entries:
            return told_apart(entries.words(beginning), limit)

    def words_like(self, leaf: Like) -> list[str]:
        with self._reading() as entries:
            return list(entries.like()(leaf))

    def update(self, keys: Iterable[int]) -> None:
        changed = list(set(keys))
        if not self.is_ready():
            self.rebuild()
        elif changed:
            with self._writing() as cursor:
                self._lock(cursor, WRITING)
                Entries(cursor, self.contents).replace(changed)

    def forget(self, keys: Iterable[int]) -> None:
        changed = list(set(keys))
        if not self.is_ready():
            self.rebuild()
        elif changed:
            with self._writing() as cursor:
                self._lock(cursor, WRITING)
                Entries(cursor, self.contents).forget(changed)

    def rebuild(self, progress: Progress | None = None) -> int:
        with self._writing() as cursor:
            self._lock(cursor, BUILDING)
            total = self.contents.count()
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            entries = Entries(cursor, self.contents, is_next=True)
            entries.create()
            done = 0
            for batch in self.contents.batches():
                entries.add(batch)
                done += len(batch)
                if progress:
                    progress(done, total)
            entries.index()
            self._lock(cursor, WRITING)  # from here until the swap, what changed meanwhile is caught up with
            state = compared(self.contents, entries.digests())
            entries.replace([*state.missing, *state.stale, *state.superfluous])
            entries.swap()
            cursor.execute(
                "INSERT INTO evidence_search_state (kind, stamp) VALUES (%s, %s)"
                " ON CONFLICT (kind) DO UPDATE SET stamp = excluded.stamp",
                [self.contents.kind, STAMP],
            )
        return done

    def check(self, *, thorough: bool = False) -> IndexState:
        try:
            with self._reading() as entries:
                indexed = entries.digests()
                damaged = entries.damaged() if thorough else []
        except IndexUnavailable as error:
            return IndexState(problem=str(error))
        return replace(compared(self.contents, indexed), damaged=tuple(damaged))

    def is_ready(self) -> bool:
        try:
            with self._reading():
                return True
        except IndexUnavailable:
            return False

    @contextmanager
    def _reading(self) -> Iterator[Entries]:
        """The entries of an index that can be used."""
        connection = connections[router.db_for_read(self.contents.model)]
        if connection.vendor != "postgresql":
            raise IndexUnavailable("is asked of PostgreSQL, but the database is none: unset SEARCH_ENGINE") from None
        with _planned(connection) as cursor:
            try:
                cursor.execute("SELECT stamp FROM evidence_search_state WHERE kind = %s", [self.contents.kind])
            except ProgrammingError as error:
                raise IndexUnavailable("has no tables: run “python manage.py migrate” first") from error
            stamp = cursor.fetchone()
            if stamp is None:
                raise IndexUnavailable(f"of {self.contents.plural} has not been built yet")
            if stamp[0] != STAMP:
                raise IndexUnavailable("is outdated: it was made by another version of this software")
            yield Entries(cursor, self.contents)

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """A cursor in a transaction: all of its work is seen at once, or none."""
        alias = router.db_for_write(self.contents.model)
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            yield cursor

    def _lock(self, cursor: Any, what: str) -> None:
        """Wait for one's turn; the lock is held to the end of the transaction, or of the process."""
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(f"evidence {what} {self.contents.kind}".encode())])


@contextmanager
def _planned(connection: Any) -> Iterator[Any]:
    """A cursor to search with. In a transaction of others, who go on with other statements, nothing is set."""
    if connection.in_atomic_block:
        with connection.cursor() as cursor:
            yield cursor
    else:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(_PLANNED)
            yield cursor
