"""Importing from the admin: sent, tried, confirmed and followed, in a process of its own that nobody waits for."""

import fcntl
import io
import json
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evidence.admin.uploading.running import outcome
from evidence.importing.kept_uploads import directory
from evidence.models import ImportRun, Redaction
from evidence.withholding import withhold
from tests.admin.conftest import signed_in
from tests.factories import ParagraphFactory
from tests.own_database import Migrated

pytestmark = pytest.mark.django_db
IMPORTS = reverse("admin:imports")
TOML = b'title = "The Bridge Inquiry"\nslug = "bridge"\n\n[[report]]\ntitle = "The Bridge Report"\nslug = "bridge"\n'
PAGE = b"The Bridge Report\n\nA.1: The bridge\n\n1. It rained.\n\n2. It stopped.\n\nBack to top\n"


def zipped(**members: bytes) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        opened.writestr("inquiry.toml", members.get("toml", TOML))
        opened.writestr("report/001-a1.txt", PAGE)
    return SimpleUploadedFile("bridge.zip", packed.getvalue())


@pytest.fixture
def importer(client: Client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return signed_in(client, "Importers")


@pytest.fixture
def elsewhere(tmp_path, monkeypatch, django_db_setup: Migrated) -> None:
    """The process writes to a database of its own: that of the tests is inside a transaction."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", django_db_setup.copied(tmp_path))


def page_of(client: Client, run: ImportRun):
    return client.get(reverse("admin:import-run", args=[run.token]))


def when_ended(client: Client, run: ImportRun):
    for _ in range(600):
        page = page_of(client, run)
        if not page.context["running"]:
            return page
        assert "looks again every three seconds" in page.text
        time.sleep(0.1)
    raise AssertionError("the import did not end")


def act(client: Client, run: ImportRun, what: str) -> None:
    client.post(reverse("admin:import-run", args=[run.token]), {"act": what})
    run.refresh_from_db()


def test_a_folder_is_tried_first_and_imported_when_confirmed(client: Client, importer, elsewhere):
    assert client.post(IMPORTS, {"archive": zipped()}).status_code == 302
    run = ImportRun.objects.get()
    page = when_ended(client, run)
    assert page.context["run"].state == "checked"
    assert "What would be written" in page.text
    assert dict(page.context["rows"])["paragraphs"] == "2 created"
    act(client, run, "confirm")
    page = when_ended(client, run)
    assert page.context["run"].state == "done"
    assert "What was written" in page.text
    assert not directory(run).exists()  # nothing of what was sent stays
    assert run.author == importer


def test_a_folder_with_errors_says_why_and_cannot_be_confirmed(client: Client, importer, elsewhere):
    client.post(IMPORTS, {"archive": zipped(toml=b"title = ")})
    run = ImportRun.objects.get()
    page = when_ended(client, run)
    assert page.context["run"].state == "refused"
    assert "inquiry.toml" in page.text
    assert not (directory(run) / "folder").exists()  # nothing can be done with it
    assert "inquiry.toml" in page_of(client, run).text  # but why is still told
    act(client, run, "confirm")
    assert run.state == "refused"
    act(client, run, "discard")
    assert run.state == "discarded"
    assert not directory(run).exists()


def test_an_archive_that_is_refused_leaves_nothing(client: Client, importer, tmp_path):
    page = client.post(IMPORTS, {"archive": SimpleUploadedFile("a.zip", b"no archive at all")})
    assert "This is not a ZIP archive" in page.text
    assert not ImportRun.objects.exists()
    assert list((tmp_path / "imports").iterdir()) == []


@pytest.fixture
def run(importer) -> ImportRun:
    run = ImportRun.objects.create(author=importer, state="importing")
    directory(run).mkdir(parents=True)
    (directory(run) / "lock").touch()
    return run


def test_a_process_that_was_killed_is_noticed(client: Client, run):
    (directory(run) / "folder").mkdir()
    (directory(run) / "errors").write_text("The disk was full.")
    page = page_of(client, run)
    assert "The disk was full." in page_of(client, run).text
    assert not (directory(run) / "folder").exists()
    (directory(run) / "errors").unlink()
    page = page_of(client, run)
    assert page.context["run"].state == "failed"
    assert "it may have been killed" in page.text


def test_only_one_import_runs_at_a_time(client: Client, run):
    with (directory(run) / "lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        page = client.post(IMPORTS, {"archive": zipped()})
    assert "Another import is running" in page.text
    assert ImportRun.objects.count() == 1


def test_a_running_import_is_not_discarded(client: Client, run):
    with (directory(run) / "lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        act(client, run, "discard")
    assert run.state == "importing"


def test_what_was_withheld_since_is_not_told_of_what_was_tried(client: Client, run, importer):
    paragraph = ParagraphFactory(text="Nobody spoke of the quagga.")
    of = {"inquiry": paragraph.report.inquiry, "paragraph": paragraph, "kind": "paragraph", "author": importer}
    withhold(Redaction(**of, start=20, end=26, reason="r", authority="a"))
    said = {
        "inquiry": "bridge",
        "problems": [{"severity": "warning", "file": "a", "found": "a quagga", "expected": ""}],
    }
    (directory(run) / "said").write_text(json.dumps(said))
    (directory(run) / "errors").write_text("quagga")
    (directory(run) / "progress").write_text("Read 1 of 2 files: report/quagga.txt.")
    assert outcome(run).progress == "Read 1 of 2 files: report/██████.txt."
    ImportRun.objects.update(state="checked")
    page = page_of(client, run).text
    assert "a ██████" in page
    assert "quagga" not in page
