"""What can be told of the rank of a search entry before it is ranked.

What is indexed is not counted here: the layout of the index has a new number, and ``rebuild_index`` makes it anew.
"""

from django.db import migrations

KINDS = ("paragraph", "speech")


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for kind in KINDS:
            schema_editor.execute(
                f"ALTER TABLE evidence_search_{kind} ADD size integer NOT NULL DEFAULT 0,"
                " ADD often integer NOT NULL DEFAULT 0"
            )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for kind in KINDS:
            schema_editor.execute(f"ALTER TABLE evidence_search_{kind} DROP size, DROP often")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0022_whole_history")]

    operations = [migrations.RunPython(add, remove)]
