"""Whether the database has the tables that this version works with."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def why_not_migrated() -> str:
    """A sentence on what the database lacks; empty where it lacks nothing, or cannot be asked."""
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return ""
    if not missing:
        return ""
    lacks = "1 migration" if missing == 1 else f"{missing} migrations"
    return f"The database lacks {lacks} of this version. Run “python manage.py migrate” first."
