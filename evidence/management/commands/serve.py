"""`manage.py serve`: what `make run` does once the dependencies are there."""

import os
import socket
import sys
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from evidence.models import Inquiry

HOST = "127.0.0.1"
# a pool of processes, each with a few threads: pages wait on the database more than they compute
WORKERS = 2
THREADS = 4


class Command(BaseCommand):
    help = (
        "Prepares the database, the demonstration data, the search index and the static files, and serves the site "
        "on http://127.0.0.1:PORT (PORT: 8000). Safe to repeat: what is there already is not made again."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        port = self._free_port()
        try:
            call_command("migrate", verbosity=0)
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}. Check DATABASE_URL.") from error
        call_command("collectstatic", verbosity=0, interactive=False)
        self._import_demonstration()
        self._mend_index()
        self.stdout.write(
            f"Serving on http://{HOST}:{port} (stop with Ctrl-C).\n"
            f"A staff account: {Path(sys.executable)} manage.py createsuperuser"
        )
        self.stdout.flush()
        gunicorn = [sys.executable, "-m", "gunicorn", "inquiry.wsgi", f"--bind={HOST}:{port}"]
        pool = [f"--workers={WORKERS}", f"--threads={THREADS}", "--preload", "--log-level=warning"]
        # requests of any length end: a worker that hangs is replaced
        limits = ["--timeout=60", "--limit-request-line=8190", "--max-requests=5000", "--max-requests-jitter=500"]
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [*gunicorn, *pool, *limits])  # noqa: S606 (the arguments are ours)

    def _free_port(self) -> int:
        given = os.environ.get("PORT") or "8000"
        if not given.isdecimal() or not 0 < int(given) < 65536:
            raise CommandError(f"PORT is {given!r}; expected a number from 1 to 65535.")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, int(given)))
            except OSError as error:
                raise CommandError(
                    f"Port {given} cannot be used: {error.strerror}. Choose another: PORT=8001."
                ) from error
        return int(given)

    def _import_demonstration(self) -> None:
        for folder in sorted((settings.BASE_DIR / "fixtures").iterdir()):
            settings_file = folder / "inquiry.toml"
            if settings_file.is_file() and not self._is_there(settings_file):
                try:
                    call_command("import_inquiry", str(folder), stdout=self.stdout)
                except CommandError as error:  # what is there already can be served all the same
                    self.stderr.write(f"{folder.name} was not imported: {error}")

    def _is_there(self, settings_file: Path) -> bool:
        """Whether the inquiry is in the database: whoever imported another edition of it must not lose that."""
        slug = tomllib.loads(settings_file.read_text(encoding="utf-8")).get("slug")
        return Inquiry.objects.filter(slug=slug).exists()

    def _mend_index(self) -> None:
        """An index that is not there is built; one that something left behind that was killed is brought up."""
        from evidence.search.index import bring_up, search_indexes

        if not all(index.is_ready() for index in search_indexes()):
            call_command("rebuild_index", stdout=self.stdout)
        for index in search_indexes():
            if behind := bring_up(index):
                self.stdout.write(f"The search index was behind by {index.contents.counted(len(behind))}.")
