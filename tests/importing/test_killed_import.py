"""An import killed at any moment leaves the state before it or the state after it, and the index catches up."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.own_database import Migrated

# by itself, without a test that says it uses the database, none would be migrated to be copied
pytestmark = [pytest.mark.processes, pytest.mark.django_db]

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "fixtures" / "iicsa-internet"
PAGE = "report/001-e2-challenges-posed-by-live-streaming.txt"
COLUMNS = {  # everything that is stored, but for keys: those of a transaction that was lost are not used again
    "evidence_inquiry": '"digest", "title"',
    "evidence_section": '"slug", "position"',
    "evidence_paragraph": '"slug", "position", "text"',
    "evidence_footnote": '"slug", "text_missing"',
    "evidence_footnotemarker": '"label", "offset", "position"',
    "evidence_quotation": '"start", "end", "display"',
    "evidence_mention": '"start", "end", "kind"',
    "evidence_importproblem": '"code", "found"',
}
BEFORE_COMMIT = [
    "evidence.importing.writing.paragraphs.ParagraphWriter.write_block_quotations",
    "evidence.importing.writer._write_problems",
    "evidence.management.commands.import_inquiry.link_inquiry",
    "evidence.linking.link._Linking._write_citations",
]
AFTER_COMMIT = {
    "whoosh": [
        "evidence.management.commands.import_inquiry.Command._index",
        "evidence.search.whoosh_index._add",
        "whoosh.writing.SegmentWriter.commit",
    ],
    "postgres": [
        "evidence.management.commands.import_inquiry.Command._index",
        "evidence.search.postgres_entries.Entries.replace",
        "evidence.search.postgres_entries.Entries.add",
    ],
}


class Site:
    """An installation of its own, driven by commands as an operator does, each in a process of its own."""

    def __init__(self, directory: Path, database: str) -> None:
        self.directory = directory
        self.folder = directory / "inquiry"
        shutil.copytree(FOLDER, self.folder)
        self.uri = database if settings.SEARCH_ENGINE == "postgres" else ""
        environment = {
            **os.environ,
            "DATA_DIR": str(directory),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "inquiry.settings",
        }
        self.processes = subprocess.Popen(
            [sys.executable, "-m", "tests.importing.killed_import"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    @property
    def said(self) -> str:
        """What the last command said."""
        return (self.directory / "said").read_text(encoding="utf-8")

    def start(self, *command: str, where: str = "") -> int:
        """The process that does it, or that kills itself when it comes to the function it is told."""
        assert self.processes.stdin
        self.processes.stdin.write(json.dumps([where, str(self.directory / "said"), command]) + "\n")
        self.processes.stdin.flush()
        return self._answer()

    def ended(self) -> int:
        """How it ended, when it has."""
        return self._answer()

    def _answer(self) -> int:
        assert self.processes.stdout
        return int(self.processes.stdout.readline())

    def import_folder(self) -> str:
        self.start("import_inquiry", str(self.folder))
        assert self.ended() == 0, self.said
        return self.said

    def import_killed_at(self, where: str) -> None:
        self.start("import_inquiry", str(self.folder), where=where)
        assert self.ended() == -signal.SIGKILL, f"{where} was never reached"

    def change(self, new: str) -> None:
        page = self.folder / PAGE
        printed = (FOLDER / PAGE).read_text(encoding="utf-8")
        assert "often" in printed
        page.write_text(printed.replace("often", new), encoding="utf-8")

    def stored(self) -> str:
        connection = psycopg.connect(self.uri) if self.uri else sqlite3.connect(self.directory / "own.sqlite3")
        try:
            rows = {
                table: sorted(map(str, connection.execute(f"SELECT {columns} FROM {table}").fetchall()))  # noqa: S608
                for table, columns in COLUMNS.items()
            }
        finally:
            connection.close()
        return json.dumps(rows)

    def index_agrees(self) -> bool:
        self.start("check_index")
        return self.ended() == 0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: Migrated) -> Iterator[Site]:
    directory = tmp_path_factory.mktemp("site")
    made = Site(directory, django_db_setup.copied(directory))
    with made.processes:
        made.import_folder()
        yield made


@pytest.mark.parametrize("where", BEFORE_COMMIT)
def test_an_import_killed_before_it_commits_leaves_the_state_before(site: Site, where: str):
    site.change("usually")
    before = site.stored()
    site.import_killed_at(where)
    assert site.stored() == before


@pytest.mark.parametrize("step", range(3))
def test_an_index_that_a_killed_import_left_behind_is_noticed_and_mended(site: Site, step: int):
    site.import_folder()
    before = site.stored()
    site.change(f"commonly{step}")
    site.import_killed_at(AFTER_COMMIT[settings.SEARCH_ENGINE][step])
    after = site.stored()
    assert after != before
    assert f"commonly{step}" in after
    assert not site.index_agrees()
    assert "The search index was behind by" in site.import_folder()
    assert site.index_agrees()
    assert site.stored() == after


def test_an_import_killed_at_any_time_leaves_one_state_or_the_other(site: Site):
    site.change("sometimes")
    began = time.monotonic()
    site.import_folder()
    seconds = time.monotonic() - began
    for trial in range(6):
        before = site.stored()
        site.change(f"frequently{trial}")
        process = site.start("import_inquiry", str(site.folder))
        time.sleep(seconds * (0.05 + 0.17 * trial))
        with suppress(ProcessLookupError):  # it may be done
            os.kill(process, signal.SIGKILL)
        site.ended()
        killed = site.stored()
        site.import_folder()
        assert killed in (before, site.stored())
    assert site.index_agrees()
