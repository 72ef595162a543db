"""The search index of a site on PostgreSQL: its own full text search, given the terms of our analyser."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import Stemmer
from django.db import ProgrammingError, connections, router, transaction

from evidence.models import Paragraph
from evidence.search import analysis, contents
from evidence.search.answers import Hit, IndexState, IndexUnavailable, Progress, compared, page
from evidence.search.postgres_terms import Expand, looks_at_places, loosened, needs_text, rankable, tsquery, vector
from evidence.search.query import Query
from evidence.search.tree import AnalysedText, Like, Node, holds

LAYOUT = 1  # part of the index's stamp: raise it when the terms below change
STAMP = json.dumps({"analysis": analysis.VERSION, "layout": LAYOUT, "stemmer": Stemmer.version()})

PIVOT = 100.0  # the number of different terms beyond which a text counts as a long one

BUILDING, WRITING = (0x65766964, 1), (0x65766964, 2)  # advisory locks: rebuilds, and writers to what is live

_COPY = "COPY {} (kind, key, digest, partial, terms) FROM STDIN"
_SWAP = """
DROP TABLE evidence_search_entry;
ALTER TABLE evidence_search_entry_next RENAME TO evidence_search_entry;
ALTER INDEX evidence_search_entry_next_pkey RENAME TO evidence_search_entry_pkey;
ALTER INDEX evidence_search_entry_next_terms RENAME TO evidence_search_entry_terms;
ALTER INDEX evidence_search_entry_next_partial RENAME TO evidence_search_entry_partial;
"""
_INDEXES = """
ALTER TABLE evidence_search_entry_next ADD CONSTRAINT evidence_search_entry_next_pkey PRIMARY KEY (kind, key);
CREATE INDEX evidence_search_entry_next_terms ON evidence_search_entry_next USING gin (terms) WITH (fastupdate = off);
CREATE INDEX evidence_search_entry_next_partial ON evidence_search_entry_next (kind) WHERE partial;
ANALYZE evidence_search_entry_next;
"""


class PostgresIndex:
    """Keeps nothing between calls: every process and every machine reads the same tables."""

    def matching(self, query: Query) -> list[int]:
        root = query.root
        if root is None:
            return []
        with _reading() as cursor:
            return [*_sure(cursor, root), *_verified(cursor, root)]

    def ranked(self, query: Query, *, limit: int, offset: int = 0, within: Collection[int] | None = None) -> list[Hit]:
        root = query.root
        if root is None or limit <= 0:
            return []
        with _reading() as cursor:
            verified = _verified(cursor, root)
            if within is not None:
                verified = list(set(verified).intersection(within))
            scores = {
                **_best(cursor, root, limit + offset, within),
                **_scores(cursor, root, "key = ANY(%s)", [verified]),
            }
        return page(scores, limit, offset)

    def update(self, paragraph_ids: Iterable[int]) -> None:
        keys = list(set(paragraph_ids))
        if not self.is_ready():
            self.rebuild()
        elif keys:
            with _writing() as cursor:
                _lock(cursor, WRITING)
                _replace(cursor, "evidence_search_entry", keys)

    def rebuild(self, progress: Progress | None = None) -> int:
        with _writing() as cursor:
            _lock(cursor, BUILDING)
            total = contents.count()
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            cursor.execute("CREATE TABLE evidence_search_entry_next (LIKE evidence_search_entry)")
            cursor.execute("DELETE FROM evidence_search_word WHERE kind = %s", [contents.KIND])
            done = 0
            for batch in contents.batches():
                _add(cursor, "evidence_search_entry_next", batch)
                done += len(batch)
                if progress:
                    progress(done, total)
            cursor.execute(_INDEXES)
            _lock(cursor, WRITING)  # from here until the swap, what changed meanwhile is caught up with
            state = compared(_digests(cursor, "evidence_search_entry_next"))
            _replace(cursor, "evidence_search_entry_next", [*state.missing, *state.stale, *state.superfluous])
            cursor.execute(_SWAP)
            cursor.execute(
                "INSERT INTO evidence_search_state (kind, stamp) VALUES (%s, %s)"
                " ON CONFLICT (kind) DO UPDATE SET stamp = excluded.stamp",
                [contents.KIND, STAMP],
            )
        return done

    def check(self) -> IndexState:
        try:
            with _reading() as cursor:
                indexed = _digests(cursor, "evidence_search_entry")
        except IndexUnavailable as error:
            return IndexState(problem=str(error))
        return compared(indexed)

    def is_ready(self) -> bool:
        try:
            with _reading():
                return True
        except IndexUnavailable:
            return False


@contextmanager
def _reading() -> Iterator[Any]:
    """A cursor on an index that can be used."""
    connection = connections[router.db_for_read(Paragraph)]
    if connection.vendor != "postgresql":
        raise IndexUnavailable("is asked of PostgreSQL, but the database is none: unset SEARCH_ENGINE") from None
    with connection.cursor() as cursor:
        try:
            cursor.execute("SELECT stamp FROM evidence_search_state WHERE kind = %s", [contents.KIND])
        except ProgrammingError as error:
            raise IndexUnavailable("has no tables: run “python manage.py migrate” first") from error
        stamp = cursor.fetchone()
        if stamp is None:
            raise IndexUnavailable("has not been built yet")
        if stamp[0] != STAMP:
            raise IndexUnavailable("is outdated: it was made by another version of this software")
        yield cursor


@contextmanager
def _writing() -> Iterator[Any]:
    """A cursor in a transaction: all of its work is seen at once, or none."""
    alias = router.db_for_write(Paragraph)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        yield cursor


def _lock(cursor: Any, lock: tuple[int, int]) -> None:
    """Wait for one's turn; the lock is held to the end of the transaction, or of the process."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", lock)


def _like(cursor: Any) -> Expand:
    """Words of the index that a misspelling stands for."""

    def expand(leaf: Like) -> list[str]:
        cursor.execute(
            "SELECT word FROM evidence_search_word WHERE kind = %s AND word LIKE %s",
            [contents.KIND, f"{leaf.word[:1]}%"],
        )
        return [word for (word,) in cursor.fetchall() if leaf.accepts(word)]

    return expand


def _condition(cursor: Any, root: Node) -> tuple[str, list[Any]]:
    """Entries that the index alone can tell are found."""
    if needs_text(root):
        return "false", []
    condition = "kind = %s AND terms @@ %s::tsquery"
    if looks_at_places(root):
        condition += " AND NOT partial"
    return condition, [contents.KIND, tsquery(root, _like(cursor))]


def _sure(cursor: Any, root: Node) -> list[int]:
    condition, values = _condition(cursor, root)
    cursor.execute(f"SELECT key FROM evidence_search_entry WHERE {condition}", values)  # noqa: S608 (no input in it)
    return [key for (key,) in cursor.fetchall()]


def _verified(cursor: Any, root: Node) -> list[int]:
    """Entries that the index cannot tell for sure, and whose text is found by the query."""
    condition, values = "kind = %s", [contents.KIND]
    if not needs_text(root):
        condition += " AND partial" if looks_at_places(root) else " AND partial AND terms IS NULL"
    if (loose := loosened(root)) is not None:
        condition += " AND (terms IS NULL OR terms @@ %s::tsquery)"
        values.append(tsquery(loose, _like(cursor)))
    cursor.execute(f"SELECT key FROM evidence_search_entry WHERE {condition}", values)  # noqa: S608 (no input in it)
    keys = [key for (key,) in cursor.fetchall()]
    if not keys:
        return []
    return [
        key
        for batch in contents.batches(keys)
        for key, text in batch
        if holds(root, AnalysedText(analysis.terms(text)))
    ]


def _best(cursor: Any, root: Node, limit: int, within: Collection[int] | None) -> dict[int, float]:
    """The best of the entries that the index can tell are found, and all that equal the last of them."""
    condition, values = _condition(cursor, root)
    if within is not None:
        condition, values = f"{condition} AND key = ANY(%s)", [*values, list(within)]
    return _scores(cursor, root, f"{condition} ORDER BY 2 DESC FETCH FIRST %s ROWS WITH TIES", [*values, limit])


def _scores(cursor: Any, root: Node, condition: str, values: Sequence[Any]) -> dict[int, float]:
    ranked_by = rankable(root)
    score, ranking = "0.0", []
    if ranked_by is not None:
        # PostgreSQL's own ways to allow for length favour either the longest texts or the shortest: this is BM25's way
        score = f"coalesce(ts_rank(terms, %s::tsquery) * {PIVOT} / ({PIVOT} + length(terms)), 0)"
        ranking = [tsquery(ranked_by, _like(cursor))]
    sql = f"SELECT key, {score} FROM evidence_search_entry WHERE {condition}"  # noqa: S608 (no input in it)
    cursor.execute(sql, [*ranking, *values])
    return dict(cursor.fetchall())


def _digests(cursor: Any, table: str) -> dict[int, int]:
    cursor.execute(f"SELECT key, digest FROM {table} WHERE kind = %s", [contents.KIND])  # noqa: S608 (our own names)
    return dict(cursor.fetchall())


def _replace(cursor: Any, table: str, keys: list[int]) -> None:
    """Put what the database holds of these paragraphs now in the place of their entries."""
    if not keys:
        return
    cursor.execute(
        f"DELETE FROM {table} WHERE kind = %s AND key = ANY(%s)",  # noqa: S608 (our own names)
        [contents.KIND, keys],
    )
    for batch in contents.batches(keys):
        _add(cursor, table, batch)


def _add(cursor: Any, table: str, batch: list[tuple[int, str]]) -> None:
    seen: set[str] = set()
    with cursor.copy(_COPY.format(table)) as copy:
        for key, text in batch:
            words = analysis.terms(text)
            seen.update(words)
            terms, partial = vector(words)
            copy.write_row((contents.KIND, key, contents.digest(text), partial, terms))
    cursor.execute(
        "INSERT INTO evidence_search_word (kind, word) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING",
        [contents.KIND, list(seen)],
    )
