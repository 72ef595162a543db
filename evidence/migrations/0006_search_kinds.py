"""A table of search entries for each kind of text, so that rebuilding one leaves the others alone.

Entries are derived: they are not carried over, and ``rebuild_index`` makes them.
"""

from django.db import migrations, models

KINDS = ("paragraph", "speech")
CREATE = """
CREATE TABLE evidence_search_{kind} (
    key bigint PRIMARY KEY,
    digest bigint NOT NULL,
    partial boolean NOT NULL,
    terms tsvector
);
CREATE INDEX evidence_search_{kind}_terms ON evidence_search_{kind} USING gin (terms) WITH (fastupdate = off);
CREATE INDEX evidence_search_{kind}_partial ON evidence_search_{kind} (key) WHERE partial;
"""
FORGET = "DELETE FROM evidence_search_word; DELETE FROM evidence_search_state;"
BEFORE = """
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
"""


def part(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TABLE evidence_search_entry; {FORGET}")
        for kind in KINDS:
            schema_editor.execute(CREATE.format(kind=kind))


def join(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for kind in KINDS:
            schema_editor.execute(f"DROP TABLE evidence_search_{kind}")
        schema_editor.execute(FORGET + BEFORE)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0005_speech_speaker")]

    operations = [
        migrations.RunPython(part, join),
        migrations.AddIndex("speech", models.Index(fields=["speaker"], name="speech_speaker")),
    ]
