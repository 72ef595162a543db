"""On PostgreSQL the list of what was changed (0011) is written once for a statement: an import's write thousands of rows.

SQLite has triggers for each row only, and keeps those that it has.
"""

from django.db import migrations

# the table, and what its changed rows speak of; none for a table whose rows are read all together
TOUCHING = {
    "paragraph": "id FROM {rows}",
    "mention": "paragraph_id FROM {rows}",
    "quotation": "paragraph_id FROM {rows}",
    "footnotemarker": "paragraph_id FROM {rows}",
    "citation": "paragraph_id FROM {rows} JOIN evidence_footnotemarker USING (footnote_id)",
    "section": "NULL::bigint FROM {rows}",
    "witness": "NULL::bigint FROM {rows}",
    "organisation": "NULL::bigint FROM {rows}",
    "subject": "NULL::bigint FROM {rows}",
    "source": "NULL::bigint FROM {rows}",
}
ROWS = {"insert": ["new"], "update": ["old", "new"], "delete": ["old"]}


def by_statement(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, touched in TOUCHING.items():
        for event, rows in ROWS.items():
            name = f"evidence_touch_{table}_{event}"
            each_once = " UNION ".join(f"SELECT {touched.format(rows=f'{one}_rows')}" for one in rows)
            if len(rows) == 1:
                each_once = each_once.replace("SELECT", "SELECT DISTINCT", 1)
            schema_editor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
                f" AS $$ BEGIN INSERT INTO evidence_touched (paragraph) {each_once}; RETURN NULL; END $$"
            )
            seen = " ".join(f"{one.upper()} TABLE AS {one}_rows" for one in rows)
            schema_editor.execute(f"DROP TRIGGER {name} ON evidence_{table}")
            schema_editor.execute(
                f"CREATE TRIGGER {name} AFTER {event.upper()} ON evidence_{table}"
                f" REFERENCING {seen} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )


class Migration(migrations.Migration):
    dependencies = [("evidence", "0020_cross_reference_ranges")]

    # going back needs nothing undone: 0019 and 0011 take the triggers away by name, whichever they are
    operations = [migrations.RunPython(by_statement, migrations.RunPython.noop)]
