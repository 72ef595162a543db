"""Uploads that nobody confirms are thrown away after a time, and never while a process works on them."""

import fcntl
import os
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evidence.importing.kept_uploads import directory, forget_unconfirmed
from evidence.models import ImportRun
from tests.admin.conftest import signed_in

pytestmark = pytest.mark.django_db
IMPORTS = reverse("admin:imports")


@pytest.fixture
def importer(client: Client, settings, tmp_path) -> User:
    settings.DATA_DIR = tmp_path
    return signed_in(client, "Importers")


@pytest.fixture
def upload(importer):
    """A folder that was sent some days ago and read."""

    def sent(days: int, state: str = "checked") -> ImportRun:
        run = ImportRun.objects.create(author=importer, state=state)
        run.created = timezone.now() - timedelta(days=days)
        run.save(update_fields=["created"])
        (directory(run) / "folder").mkdir(parents=True)
        for name in ("lock", "said", "folder/inquiry.toml"):
            (directory(run) / name).touch()
        return run

    return sent


def forgotten(run: ImportRun) -> bool:
    run.refresh_from_db()
    assert (run.state == "forgotten") != directory(run).exists()
    return run.state == "forgotten"


def command(**options) -> str:
    out = StringIO()
    call_command("forget_uploads", stdout=out, **options)
    return out.getvalue()


def test_with_the_next_upload_those_that_waited_too_long_go(client: Client, upload, settings, tmp_path):
    settings.UPLOAD_DAYS = 3
    old, new = upload(4), upload(2)
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"no archive at all")
    with archive.open("rb") as sent:
        client.post(IMPORTS, {"archive": sent})
    assert (forgotten(old), forgotten(new)) == (True, False)
    assert "nobody confirmed it in time" in client.get(IMPORTS).text


def test_the_command_says_what_it_has_thrown_away(upload, importer):
    run = upload(30)
    day = f"{timezone.localtime(run.created):%-d %B %Y}"
    assert command() == f"Sent by {importer} on {day} and never confirmed: 3 files thrown away.\n"
    assert forgotten(run)
    assert "nothing is thrown away" in command()


def test_the_command_takes_another_number_of_days(upload):
    run = upload(2)
    command(days=1)
    assert forgotten(run)


@pytest.mark.parametrize("state", ["checking", "checked", "importing"])
def test_one_that_a_process_works_on_is_never_thrown_away(upload, state):
    run = upload(30, state)
    with (directory(run) / "lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert forget_unconfirmed(0) == []
    assert not forgotten(run)


@pytest.mark.parametrize("state", ["importing", "refused", "failed"])
def test_why_an_import_ended_stays_to_be_read(upload, state):
    run = upload(30, state)
    command()
    assert not forgotten(run)


def test_what_a_killed_process_left_behind_goes_too(importer, tmp_path):
    old, new = (tmp_path / "imports" / uuid4().hex for _ in range(2))
    for place in (old, new):
        place.mkdir(parents=True)
        (place / "root").touch()
    os.utime(old, (0, 0))
    assert command() == "Left behind by a process that was killed: 1 file thrown away.\n"
    assert (old.exists(), new.exists()) == (False, True)


def test_the_pages_say_how_long_an_upload_waits(client: Client, upload, settings):
    settings.UPLOAD_DAYS = 3
    run = upload(2)
    assert "after 3 days" in client.get(IMPORTS).text
    page = client.get(reverse("admin:import-run", args=[run.token])).text
    assert f"Confirm it by {timezone.localtime(run.created + timedelta(days=3)):%-d %B %Y}" in page
