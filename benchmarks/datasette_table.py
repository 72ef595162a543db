"""The same passages for Datasette: a table with our columns, its own full-text index, and indexes for two facets."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

FACETS = ("report", "section")


def build(file: Path) -> None:
    """Writes the database, from what our own file of the paragraphs holds."""
    import django

    django.setup()
    from evidence.exports import PARAGRAPHS, Place, all_rows, text_of

    file.unlink(missing_ok=True)
    place = Place("http://127.0.0.1:8000")
    database = sqlite3.connect(file)
    names = ", ".join(PARAGRAPHS.columns)
    database.execute(f"CREATE TABLE paragraphs (pk integer PRIMARY KEY, {names})")
    insert = f"INSERT INTO paragraphs ({names}) VALUES ({', '.join('?' * len(PARAGRAPHS.columns))})"  # noqa: S608
    for rows in all_rows(PARAGRAPHS, PARAGRAPHS.rows()):
        columns = [map(text_of, cells) for cells in PARAGRAPHS.cells(rows, place)]
        database.executemany(insert, zip(*columns, strict=True))
    for facet in FACETS:
        database.execute(f"CREATE INDEX paragraphs_{facet} ON paragraphs ({facet})")
    database.execute(
        "CREATE VIRTUAL TABLE paragraphs_fts USING fts5"
        "(text, content='paragraphs', content_rowid='pk', tokenize='porter unicode61')"
    )
    database.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('rebuild')")
    database.execute("ANALYZE")
    database.commit()
    database.close()
    table = {"facets": list(FACETS), "fts_table": "paragraphs_fts", "fts_pk": "pk", "size": 20}
    metadata = {"databases": {file.stem: {"tables": {"paragraphs": table}}}}
    file.with_suffix(".json").write_text(json.dumps(metadata), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
