"""Databases for the processes that tests start: copies of the migrated one, made before a test has written to it."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

import psycopg
from django.db import connection


class Migrated:
    """The database as it is after all migrations; to be made right after them."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "migrated.sqlite3"
        self.server = ""
        if connection.vendor == "postgresql":
            self.server, self.template = os.environ["DATABASE_URL"], f"migrated_{uuid4().hex}"
            name = connection.settings_dict["NAME"]
            connection.close()  # a database that somebody is connected to cannot be copied
            self._create(self.template, name)
        else:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.file)])

    def copied(self, folder: Path) -> str:
        """The DATABASE_URL of a new copy; on SQLite it is a file in this folder."""
        if not self.server:
            return f"sqlite:///{shutil.copy(self.file, folder / 'own.sqlite3')}"
        name = f"own_{uuid4().hex}"
        self._create(name, self.template)
        assert "/postgres?" in self.server
        return self.server.replace("/postgres?", f"/{name}?")

    def _create(self, name: str, template: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
