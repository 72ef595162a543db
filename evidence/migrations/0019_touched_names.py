"""The list of what was changed (0011) learns of annotations, sources, reports and inquiries.

What is counted in memory now knows which paragraphs are annotated, what sources are called, and the order of reports.
"""

from django.db import migrations

_INSERT = "INSERT INTO evidence_touched (paragraph) SELECT"
ALL, NEW, OLD = f"{_INSERT} NULL; ", f"{_INSERT} NEW.paragraph_id; ", f"{_INSERT} OLD.paragraph_id; "
# the table, and what is listed when a row of it is written, changed or deleted
TOUCHING = {
    "annotation": {"insert": NEW, "update": OLD + NEW, "delete": OLD},
    **{table: {"insert": ALL, "update": ALL, "delete": ALL} for table in ("source", "report", "inquiry")},
}


def triggers():
    for table, events in TOUCHING.items():
        for event, body in events.items():
            yield f"evidence_touch_{table}_{event}", f"AFTER {event.upper()} ON evidence_{table} FOR EACH ROW", body


def create(apps, schema_editor):
    for name, when, body in triggers():
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
            )
            schema_editor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()")
        else:
            schema_editor.execute(f"CREATE TRIGGER {name} {when} BEGIN {body} END")


def drop(apps, schema_editor):
    on_postgres = schema_editor.connection.vendor == "postgresql"
    for name, _, _ in triggers():
        schema_editor.execute(f"DROP FUNCTION {name}() CASCADE" if on_postgres else f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0018_import_runs")]

    operations = [migrations.RunPython(create, drop)]
