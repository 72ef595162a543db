"""A list of the paragraphs that something was changed about, kept by the database itself.

What is counted often is held in memory (`evidence/filters/preloaded.py`); the list tells every process, whoever wrote,
which paragraphs it must read again. An entry without a paragraph means a name or a section: all of those are read again.
"""

from django.db import migrations

# the table, and in one of its rows, the paragraphs it speaks of; none for a table whose rows are read all together
TOUCHING = {
    "evidence_paragraph": "{row}.id",
    "evidence_mention": "{row}.paragraph_id",
    "evidence_quotation": "{row}.paragraph_id",
    "evidence_footnotemarker": "{row}.paragraph_id",
    "evidence_citation": "paragraph_id FROM evidence_footnotemarker WHERE footnote_id = {row}.footnote_id",
    "evidence_section": "NULL",
    "evidence_witness": "NULL",
    "evidence_organisation": "NULL",
    "evidence_subject": "NULL",
}
ROWS = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}


def statements(table, event):
    touched = TOUCHING[table]
    rows = ROWS[event] if touched != "NULL" else ROWS[event][:1]
    return "".join(f"INSERT INTO evidence_touched (paragraph) SELECT {touched.format(row=row)}; " for row in rows)


def create(apps, schema_editor):
    on_postgres = schema_editor.connection.vendor == "postgresql"
    if on_postgres:
        schema_editor.execute(
            "CREATE TABLE evidence_touched (id bigserial PRIMARY KEY, paragraph bigint,"
            " written_by xid8 NOT NULL DEFAULT pg_current_xact_id())"
        )
        schema_editor.execute("CREATE INDEX evidence_touched_written_by ON evidence_touched (written_by)")
    else:
        schema_editor.execute("CREATE TABLE evidence_touched (id integer PRIMARY KEY AUTOINCREMENT, paragraph bigint)")
    for table in TOUCHING:
        for event in ROWS:
            name, body = f"evidence_touch_{table.removeprefix('evidence_')}_{event.lower()}", statements(table, event)
            if on_postgres:
                schema_editor.execute(
                    f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
                    f" AS $$ BEGIN {body} RETURN NULL; END $$"
                )
                schema_editor.execute(
                    f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
                )
            else:
                schema_editor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {body} END")


def drop(apps, schema_editor):
    on_postgres = schema_editor.connection.vendor == "postgresql"
    for table in TOUCHING:
        for event in ROWS:
            name = f"evidence_touch_{table.removeprefix('evidence_')}_{event.lower()}"
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE" if on_postgres else f"DROP TRIGGER {name}")
    schema_editor.execute("DROP TABLE evidence_touched")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0010_merged_sources")]

    operations = [migrations.RunPython(create, drop)]
