"""The entries of one kind of text in PostgreSQL: asked, compared and written through one cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from evidence.search import analysis
from evidence.search.contents import Contents, digest
from evidence.search.postgres_ranking import PIVOT, Ranking, ranking
from evidence.search.postgres_terms import (
    STEM,
    Expand,
    condition,
    looks_at_places,
    loosened,
    needs_text,
    tsquery,
    vector,
)
from evidence.search.tree import AnalysedText, Like, Node, holds

MOST_BEGINNINGS = 40  # words that begin alike of which the first few are offered
FIRST_RANKED = 500  # of the texts that may be the best; then twice as many, and so on, until no other can be better

Groups = dict[tuple[int, int], list[int]]  # keys of entries, by what may be told of their rank

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

    def matching(self, root: Node) -> list[int]:
        """Every entry that is found, those first that may be the best."""
        ranked_by = ranking(root)
        groups = [*self._sure(root).items(), *self._verified(root).items()]
        if ranked_by is not None:
            groups.sort(key=lambda group: -ranked_by.most_of(*group[0]))
        return [key for _, keys in groups for key in keys]

    def _sure(self, root: Node) -> Groups:
        """Entries that the index alone can tell are found."""
        return self._grouped(*self._condition(root))

    def words(self, beginning: str) -> Iterator[str]:
        """The words that begin so and still stand in a text, the shortest first."""
        self.cursor.execute(
            _BEGINNINGS.format(table=self.table),
            [self.contents.kind, beginning, beginning, MOST_BEGINNINGS],
        )
        yield from (word for (word,) in self.cursor.fetchall())

    def _verified(self, root: Node) -> Groups:
        """Entries that the index cannot tell for sure, and whose text is found by the query."""
        where, values = "true", list[Any]()
        if not needs_text(root):
            where = "partial" if looks_at_places(root) else "partial AND terms IS NULL"
        if (loose := loosened(root)) is not None:
            words, values = condition(loose, self.like())
            where += f" AND (terms IS NULL OR {words})"
        groups = self._grouped(where, values)
        if not groups:
            return groups
        found = {
            key
            for batch in self.contents.batches([key for keys in groups.values() for key in keys])
            for key, text in batch
            if holds(root, AnalysedText(analysis.terms(text), key))
        }
        return {told: [key for key in keys if key in found] for told, keys in groups.items()}

    def best(self, root: Node, limit: int, found: Sequence[int]) -> dict[int, float]:
        """The best of the entries that are found, and all that equal the last of them; ``found`` as ``matching`` gave.

        Once so many are found that no other can be better than the last of them, the others, which may be all but a
        few, are not looked at.
        """
        ranked_by = ranking(root)
        if ranked_by is None:
            return dict.fromkeys(found, 0.0)
        query = tsquery(ranked_by.node, self.like())
        scores: dict[int, float] = {}
        ranked = 0
        while ranked < len(found):
            some = found[ranked : max(2 * ranked, 2 * limit, FIRST_RANKED)]
            ranked += len(some)
            others = self._rank(query, ranked_by, some, scores)
            if len(scores) >= limit and nlargest(limit, scores.values())[-1] > others:
                break
        return scores

    def _rank(self, query: str, ranked_by: Ranking, keys: Sequence[int], scores: dict[int, float]) -> float:
        """Adds how well these entries answer; what the entries that come after them can score at most."""
        # PostgreSQL's own ways to allow for length favour the longest texts or the shortest: this is BM25's way
        self.cursor.execute(
            "SELECT key, often, size, least(coalesce(ts_rank(terms, %s::tsquery), 0), %s::float8)"  # noqa: S608
            f" * {PIVOT} / ({PIVOT} + size) FROM {self.table} WHERE key = ANY(%s)",
            [query, ranked_by.most, list(keys)],
        )
        told = set()
        for key, often, size, score in self.cursor.fetchall():
            scores[key] = score
            told.add((often, size))
        return min((ranked_by.most_of(*one) for one in told), default=0.0)

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
                "SELECT key FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::boolean[], %s::int[], %s::int[])"  # noqa: S608
                f" AS wanted (key, digest, terms, partial, size, often) JOIN {self.table} AS held USING (key, digest)"
                " WHERE (held.terms, held.partial, held.size, held.often)"
                " IS DISTINCT FROM (wanted.terms::tsvector, wanted.partial, wanted.size, wanted.often)",
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
        with self.cursor.copy(f"COPY {self.table} (key, digest, terms, partial, size, often) FROM STDIN") as copy:
            for key, text in batch:
                words = analysis.terms(text)
                seen.update(words)
                copy.write_row((key, digest(text), *vector(words)))
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

    def _grouped(self, where: str, values: Sequence[Any]) -> Groups:
        """In some hundred rows, as tens of thousands would take longer to read than to find."""
        sql = f"SELECT often, size, array_agg(key) FROM {self.table} WHERE {where} GROUP BY often, size"  # noqa: S608
        self.cursor.execute(sql, values)
        return {(often, size): keys for often, size, keys in self.cursor.fetchall()}

    def _condition(self, root: Node) -> tuple[str, list[Any]]:
        if needs_text(root):
            return "false", []
        words, values = condition(root, self.like())
        return f"{words} AND {'NOT partial' if looks_at_places(root) else 'terms IS NOT NULL'}", values

    def like(self) -> Expand:
        """Words of the index that a misspelling stands for."""

        def expand(leaf: Like) -> Iterable[str]:
            self.cursor.execute(
                "SELECT word FROM evidence_search_word WHERE kind = %s AND word LIKE %s",
                [self.contents.kind, f"{leaf.word[:1]}%"],
            )
            return [word for (word,) in self.cursor.fetchall() if leaf.accepts(word)]

        return expand
