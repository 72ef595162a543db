"""The entries of one kind of text in PostgreSQL: asked, compared and written through one cursor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.search import analysis
from evidence.search.contents import Contents, digest
from evidence.search.postgres_terms import (
    STEM,
    Expand,
    condition,
    looks_at_places,
    loosened,
    needs_text,
    rankable,
    tsquery,
    vector,
)
from evidence.search.tree import AnalysedText, Like, Node, holds

MOST_BEGINNINGS = 40  # words that begin alike of which the first few are offered
PIVOT = 100.0  # the number of different terms beyond which a text counts as a long one

_BEGINNINGS = """
SELECT word FROM evidence_search_word
WHERE kind = %s AND word >= %s AND starts_with(word, %s)
    AND EXISTS (SELECT FROM {table} WHERE terms @@ quote_literal(word)::tsquery)
ORDER BY length(word), word LIMIT %s
"""
_NEXT = """
ALTER TABLE {next} ADD CONSTRAINT {next}_pkey PRIMARY KEY (key);
CREATE INDEX {next}_terms ON {next} USING gin (terms) WITH (fastupdate = off);
CREATE INDEX {next}_partial ON {next} (key) WHERE partial;
ANALYZE {next};
"""
_SWAP = """
DROP TABLE {live};
ALTER TABLE {next} RENAME TO {live};
ALTER INDEX {next}_pkey RENAME TO {live}_pkey;
ALTER INDEX {next}_terms RENAME TO {live}_terms;
ALTER INDEX {next}_partial RENAME TO {live}_partial;
"""


@dataclass(frozen=True, slots=True)
class Entries:
    """The table of one kind, or with ``is_next`` the one that is built to take its place. No input is in a name."""

    cursor: Any
    contents: Contents
    is_next: bool = False

    @property
    def table(self) -> str:
        return f"evidence_search_{self.contents.kind}{'_next' if self.is_next else ''}"

    def sure(self, root: Node) -> list[int]:
        """Entries that the index alone can tell are found."""
        where, values = self._condition(root)
        return self._keys(where, values)

    def words(self, beginning: str) -> Iterator[str]:
        """The words that begin so and still stand in a text, the shortest first."""
        self.cursor.execute(
            _BEGINNINGS.format(table=self.table),
            [self.contents.kind, beginning, beginning, MOST_BEGINNINGS],
        )
        yield from (word for (word,) in self.cursor.fetchall())

    def verified(self, root: Node) -> list[int]:
        """Entries that the index cannot tell for sure, and whose text is found by the query."""
        where, values = "true", list[Any]()
        if not needs_text(root):
            where = "partial" if looks_at_places(root) else "partial AND terms IS NULL"
        if (loose := loosened(root)) is not None:
            words, values = condition(loose, self.like())
            where += f" AND (terms IS NULL OR {words})"
        keys = self._keys(where, values)
        if not keys:
            return []
        return [
            key
            for batch in self.contents.batches(keys)
            for key, text in batch
            if holds(root, AnalysedText(analysis.terms(text), key))
        ]

    def best(self, root: Node, limit: int, within: Collection[int] | None) -> dict[int, float]:
        """The best of the entries that the index can tell are found, and all that equal the last of them."""
        where, values = self._condition(root)
        if within is not None:
            where, values = f"{where} AND key = ANY(%s)", [*values, list(within)]
        return self._scores(root, f"{where} ORDER BY 2 DESC FETCH FIRST %s ROWS WITH TIES", [*values, limit])

    def scores_of(self, root: Node, keys: list[int]) -> dict[int, float]:
        """How well these entries answer."""
        return self._scores(root, "key = ANY(%s)", [keys])

    def digests(self) -> dict[int, int]:
        """What the table holds."""
        self.cursor.execute(f"SELECT key, digest FROM {self.table}")  # noqa: S608
        return dict(self.cursor.fetchall())

    def damaged(self) -> list[int]:
        """Entries of the texts as they are whose terms are not those of the text."""
        found: list[int] = []
        for batch in self.contents.batches():
            wanted = [(key, digest(text), *vector(analysis.terms(text))) for key, text in batch]
            self.cursor.execute(
                "SELECT key FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::boolean[])"  # noqa: S608
                f" AS wanted (key, digest, terms, partial) JOIN {self.table} AS held USING (key, digest)"
                " WHERE (held.terms, held.partial) IS DISTINCT FROM (wanted.terms::tsvector, wanted.partial)",
                [list(column) for column in zip(*wanted, strict=True)],
            )
            found += [key for (key,) in self.cursor.fetchall()]
        return found

    def replace(self, keys: list[int]) -> None:
        """Put what the database holds of these texts now in the place of their entries."""
        if not keys:
            return
        self.cursor.execute(f"DELETE FROM {self.table} WHERE key = ANY(%s)", [keys])  # noqa: S608
        for batch in self.contents.batches(keys):
            self.add(batch)

    def forget(self, keys: list[int]) -> None:
        """As ``replace``; words that no entry holds any more leave the list in which misspellings are looked up."""
        self.cursor.execute(
            f"SELECT DISTINCT word FROM {self.table}, unnest(tsvector_to_array(terms)) AS word"  # noqa: S608
            " WHERE key = ANY(%s) AND word NOT LIKE %s",
            [keys, f"{STEM}%"],
        )
        words = [word for (word,) in self.cursor.fetchall()]
        self.replace(keys)
        self.cursor.execute(
            "DELETE FROM evidence_search_word AS listed WHERE kind = %s AND word = ANY(%s) AND NOT EXISTS ("  # noqa: S608
            f"SELECT 1 FROM {self.table} WHERE terms @@ quote_literal(listed.word)::tsquery)",
            [self.contents.kind, words],
        )

    def add(self, batch: list[tuple[int, str]]) -> None:
        """Entries of texts that have none."""
        seen: set[str] = set()
        with self.cursor.copy(f"COPY {self.table} (key, digest, partial, terms) FROM STDIN") as copy:
            for key, text in batch:
                words = analysis.terms(text)
                seen.update(words)
                terms, partial = vector(words)
                copy.write_row((key, digest(text), partial, terms))
        self.cursor.execute(
            "INSERT INTO evidence_search_word (kind, word) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING",
            [self.contents.kind, list(seen)],
        )

    def create(self) -> None:
        """The table that is to take the live one's place, empty and quick to fill. Words are learnt anew with it."""
        live = Entries(self.cursor, self.contents).table
        self.cursor.execute(f"CREATE TABLE {self.table} (LIKE {live})")
        self.cursor.execute("DELETE FROM evidence_search_word WHERE kind = %s", [self.contents.kind])

    def index(self) -> None:
        """Its indexes, once it is filled."""
        self.cursor.execute(_NEXT.format(next=self.table))

    def swap(self) -> None:
        """It takes the live one's place."""
        self.cursor.execute(_SWAP.format(live=Entries(self.cursor, self.contents).table, next=self.table))

    def _keys(self, where: str, values: Sequence[Any]) -> list[int]:
        self.cursor.execute(f"SELECT key FROM {self.table} WHERE {where}", values)  # noqa: S608
        return [key for (key,) in self.cursor.fetchall()]

    def _condition(self, root: Node) -> tuple[str, list[Any]]:
        if needs_text(root):
            return "false", []
        words, values = condition(root, self.like())
        return f"{words} AND {'NOT partial' if looks_at_places(root) else 'terms IS NOT NULL'}", values

    def _scores(self, root: Node, where: str, values: Sequence[Any]) -> dict[int, float]:
        ranked_by = rankable(root)
        score, ranking = "0.0", []
        if ranked_by is not None:
            # PostgreSQL's own ways to allow for length favour the longest texts or the shortest: this is BM25's way
            score = f"coalesce(ts_rank(terms, %s::tsquery) * {PIVOT} / ({PIVOT} + length(terms)), 0)"
            ranking = [tsquery(ranked_by, self.like())]
        sql = f"SELECT key, {score} FROM {self.table} WHERE {where}"  # noqa: S608
        self.cursor.execute(sql, [*ranking, *values])
        return dict(self.cursor.fetchall())

    def like(self) -> Expand:
        """Words of the index that a misspelling stands for."""

        def expand(leaf: Like) -> Iterable[str]:
            self.cursor.execute(
                "SELECT word FROM evidence_search_word WHERE kind = %s AND word LIKE %s",
                [self.contents.kind, f"{leaf.word[:1]}%"],
            )
            return [word for (word,) in self.cursor.fetchall() if leaf.accepts(word)]

        return expand
