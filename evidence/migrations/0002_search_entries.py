"""The table of PostgreSQL's search entries. It is no model: on SQLite, where Whoosh searches, there is none."""

from django.db import migrations

CREATE = """
CREATE TABLE evidence_search_entry (
    kind text NOT NULL,
    key bigint NOT NULL,
    digest bigint NOT NULL,
    partial boolean NOT NULL,
    terms tsvector,
    PRIMARY KEY (kind, key)
);
CREATE INDEX evidence_search_entry_terms ON evidence_search_entry USING gin (terms) WITH (fastupdate = off);
CREATE INDEX evidence_search_entry_partial ON evidence_search_entry (kind) WHERE partial;
CREATE TABLE evidence_search_word (
    kind text NOT NULL,
    word text COLLATE "C" NOT NULL,
    PRIMARY KEY (kind, word)
);
CREATE TABLE evidence_search_state (
    kind text PRIMARY KEY,
    stamp text NOT NULL
);
"""
DROP = "DROP TABLE evidence_search_entry, evidence_search_word, evidence_search_state"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
