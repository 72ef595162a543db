"""A database of many passages: the inquiry folders beside the project, repeated under other slugs.

Run as a program, in a process whose environment names the database: imports, repeats, indexes, and says what it made.
What an earlier run made is used again, as long as it holds enough and its migrations are these.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = Path(os.environ.get("BENCH_FOLDERS", ROOT.parent / "shared" / "corpora"))
AGAIN = "-again"
STEP = 10_000_000  # between the keys of a row and of its copy; more than any table has


def folders() -> list[Path]:
    """The inquiry folders that are repeated; none where there are none beside the project."""
    return sorted(path.parent for path in FOLDERS.glob("*/inquiry.toml"))


def build(wanted: int) -> str:
    """Fills the database; how often the folders stand in it, in words."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from evidence.models import Inquiry, Paragraph
    from evidence.search.index import PARAGRAPHS, search_index

    call_command("migrate", verbosity=0)
    if not Paragraph.objects.exists():
        for folder in folders():
            call_command("import_inquiry", str(folder), stdout=sys.stderr)
    firsts = Inquiry.objects.exclude(slug__endswith=AGAIN)
    copies = -(-wanted // Paragraph.objects.filter(report__inquiry__in=firsts).count())
    if Inquiry.objects.count() < firsts.count() * copies:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # no other process is told, and every row is one that was checked
                cursor.execute("SET LOCAL session_replication_role = replica")
            for number in range(Inquiry.objects.count() // firsts.count(), copies):
                for model in _copied():
                    cursor.execute(_copy(model, number))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            _copy_entries(copies)
        else:
            call_command("rebuild_index", stdout=sys.stderr)
    elif not search_index(PARAGRAPHS).is_ready():
        call_command("rebuild_index", stdout=sys.stderr)
    call_command("collectstatic", verbosity=0, interactive=False)
    return f"{Paragraph.objects.count():,} passages: {firsts.count()} inquiries, {copies} times each under other slugs"


def _copied() -> list[Any]:
    """The tables of what was imported: those that staff write are empty here, and there is one edition."""
    from django.apps import apps

    models = apps.get_app_config("evidence").get_models()
    return [model for model in models if model.__name__ != "Edition" and model._base_manager.exists()]


def _copy(model: Any, number: int) -> str:
    """Every row once more: keys are raised by a step, addresses get an ending. Only the first rows are copied."""
    columns, values = [], []
    for field in model._meta.concrete_fields:
        column = f'"{field.column}"'
        columns.append(column)
        related = field.related_model
        if field.primary_key or (related is not None and related._meta.app_label == "evidence" and not field.unique):
            column = f"{column} + {number * STEP}"
        elif field.unique:
            column = f"{column} + {number * STEP}" if related is not None else f"{column} || '-{number}{AGAIN}'"
        values.append(column)
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "  # noqa: S608 (names of our own tables)
        f"SELECT {', '.join(values)} FROM {model._meta.db_table} WHERE {model._meta.pk.column} < {STEP}"
    )


def _copy_entries(copies: int) -> None:
    """The index of all of them: what a text is indexed by does not depend on where it stands."""
    from django.db import connection, transaction

    from evidence.search.contents import KINDS
    from evidence.search.postgres_entries import Entries

    for contents in KINDS:
        with transaction.atomic(), connection.cursor() as cursor:
            live, following = Entries(cursor, contents), Entries(cursor, contents, is_next=True)
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            cursor.execute(f"CREATE TABLE {following.table} (LIKE {live.table})")
            columns = "digest, partial, terms, size, often"
            cursor.execute(
                f"INSERT INTO {following.table} (key, {columns}) SELECT key + number * {STEP}, {columns}"  # noqa: S608
                f" FROM {live.table}, generate_series(0, %s) AS number WHERE key < {STEP} ORDER BY number, key",
                [copies - 1],
            )
            following.index()
            following.swap()


if __name__ == "__main__":
    if "--postgres" in sys.argv:
        from benchmarks import kept_postgres

        assert kept_postgres.ADDRESS
    print(build(int(sys.argv[1])))
