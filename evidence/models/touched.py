"""Which paragraphs were changed since: the list that the database's triggers keep (migration 0011)."""

from __future__ import annotations

from typing import Any

TRIGGERS = 39  # a table in which one is missing would change unnoticed
MOST = 5_000  # of more than these, reading everything again is no slower
KEPT = 20_000

_SQLITE_TRIGGERS = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'evidence_touch_%'"
_POSTGRES_TRIGGERS = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'evidence_touch_%'"


def is_kept(cursor: Any) -> bool:
    """Whether every trigger is there: where SQLite makes a table anew, its triggers are gone."""
    on_postgres = cursor.db.vendor == "postgresql"
    cursor.execute(_POSTGRES_TRIGGERS if on_postgres else _SQLITE_TRIGGERS)
    return bool(cursor.fetchone()[0] == TRIGGERS)


def now(cursor: Any) -> str:
    """A mark of this moment, to ask later what was changed since; in a transaction, of what it sees."""
    on_postgres = cursor.db.vendor == "postgresql"
    cursor.execute("SELECT pg_current_snapshot()::text" if on_postgres else "SELECT max(id) FROM evidence_touched")
    return str(cursor.fetchone()[0] or 0)


def is_ahead(cursor: Any, mark: str) -> bool:
    """Whether the mark is of a moment that a PostgreSQL which follows another has not come to yet."""
    cursor.execute("SELECT pg_snapshot_xmax(%s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot())", [mark])
    return bool(cursor.fetchone()[0])


def since(cursor: Any, mark: str) -> list[int | None]:
    """The paragraphs changed since, ``MOST`` and one at most; none among them stands for names and sections."""
    if cursor.db.vendor == "postgresql":
        # by transaction, not by number: numbers are given out in another order than work is committed in
        cursor.execute(
            "SELECT paragraph FROM evidence_touched WHERE written_by >= pg_snapshot_xmin(%s::pg_snapshot)"
            " AND NOT pg_visible_in_snapshot(written_by, %s::pg_snapshot) LIMIT %s",
            [mark, mark, MOST + 1],
        )
    else:
        cursor.execute("SELECT paragraph FROM evidence_touched WHERE id > %s LIMIT %s", [int(mark), MOST + 1])
    return [paragraph for (paragraph,) in cursor.fetchall()]


def prune(cursor: Any) -> None:
    """Forgets the oldest entries; so many are kept that whoever is behind them sees too many and reads everything."""
    cursor.execute("DELETE FROM evidence_touched WHERE id <= (SELECT max(id) FROM evidence_touched) - %s", [KEPT])
