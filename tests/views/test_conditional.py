"""A page that a reader has already is not made again, until something changes."""

import sqlite3
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import OperationalError

from evidence.models import Annotation, Redaction
from evidence.withholding.deciding import withhold
from tests.example_report import ExampleReport, example_report

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/witnesses/",
    "/organisations/",
    "/subjects/",
    "/sources/",
    "/hearings/",
    "/reports/harbour/",
    "/reports/harbour/b-1/",
    "/reports/harbour/b-1/3/",
    "/witnesses/ada-vale/",
    "/organisations/harbour/",
    "/subjects/classifier/",
    "/sources/WITN0001/",
]
PAGE = "/reports/harbour/b-1/"


@pytest.fixture
def example() -> ExampleReport:
    return example_report()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_has_not_changed_is_answered_in_one_query(client, example, address, django_assert_num_queries):
    tag = client.get(address)["ETag"]
    with django_assert_num_queries(1):
        response = client.get(address, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


def test_a_reader_must_ask_whether_the_page_has_changed(client, example):
    assert client.get(PAGE)["Cache-Control"] == "no-cache"


def test_the_part_of_a_page_and_the_whole_are_never_taken_for_each_other(client, example):
    address = f"{PAGE}?evidence=3"
    tag = client.get(address)["ETag"]
    response = client.get(address, headers={"If-None-Match": tag, "HX-Request": "true"})
    assert response.status_code == 200
    assert "HX-Request" in response["Vary"]


def test_what_staff_send_makes_every_page_new(client, admin_client, example):
    tag = client.get(PAGE)["ETag"]
    fields = {"paragraph": example.opening.pk, "kind": "context", "body": "A note.", "visibility": "public"}
    admin_client.post("/admin/evidence/annotation/add/", {**fields, "start": 0, "end": 7})
    response = client.get(PAGE, headers={"If-None-Match": tag})
    assert Annotation.objects.count() == 1
    assert response.status_code == 200
    assert response["ETag"] != tag


def test_what_staff_sent_makes_every_page_new_though_nobody_is_told(client, admin_client, example):
    """Whatever is sent: nothing that comes after the view, and may fail, has a part in it."""
    tag = client.get(PAGE)["ETag"]
    later = "django.contrib.messages.middleware.MessageMiddleware.process_response"
    with patch(later, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        admin_client.post(f"/admin/evidence/witness/{example.witness.pk}/change/", {"name": ""})
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


def test_what_staff_sent_is_done_whole_or_not_at_all(client, admin_client, example):
    """A list's action writes row after row."""
    of = {"paragraph": example.opening, "start": 0, "end": 7, "author": get_user_model().objects.get()}
    keys = [Annotation.objects.create(**of, body=f"Note {number}.").pk for number in (1, 2)]
    tag = client.get(PAGE)["ETag"]
    with patch("evidence.admin.annotations.messages.success", side_effect=RuntimeError), pytest.raises(RuntimeError):
        admin_client.post("/admin/evidence/annotation/", {"action": "withdraw", "_selected_action": keys})
    assert not Annotation.objects.exclude(withdrawn_at=None).exists()
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 304


def test_who_sends_something_while_an_import_writes_is_told_so(client, admin_client, example):
    """On SQLite one writes at a time; an import may take longer than anybody waits."""
    locked = OperationalError("database is locked")
    locked.__cause__ = sqlite3.OperationalError("database is locked")
    locked.__cause__.sqlite_errorname = "SQLITE_BUSY"
    with patch("evidence.views.conditional.transaction.atomic", side_effect=locked):
        response = admin_client.post("/admin/evidence/annotation/", {"action": "withdraw"})
    assert response.status_code == 503
    assert "Nothing was saved" in response.text


def test_withholding_makes_every_page_new_in_the_same_transaction(client, example):
    tag = client.get(PAGE)["ETag"]
    guardian = get_user_model().objects.create(username="guardian")
    withhold(
        Redaction(
            inquiry=example.inquiry,
            kind=Redaction.Kind.PARAGRAPH,
            paragraph=example.opening,
            start=0,
            end=7,
            reason="A named child.",
            authority="Order of 1 March 2026",
            author=guardian,
        )
    )
    response = client.get(PAGE, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "Ms Vale" not in response.content.decode()


def test_an_import_makes_every_page_new_and_a_dry_run_none(client, example, tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "001-one.txt").write_text("One\n\n1. A paragraph.\n")
    (tmp_path / "inquiry.toml").write_text('title = "T"\nslug = "t"\n[[report]]\ntitle = "R"\nslug = "r"\n')
    tag = client.get(PAGE)["ETag"]
    call_command("import_inquiry", str(tmp_path), "--dry-run", "--json")
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 304
    call_command("import_inquiry", str(tmp_path), "--json")
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


def test_staff_are_always_given_a_new_page(client, admin_client, example):
    tag = client.get(PAGE)["ETag"]
    assert admin_client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


def test_a_page_with_words_marked_is_made_anew(client, example):
    assert "ETag" not in client.get(f"{PAGE}?q=reports")


def test_what_is_not_there_is_not_taken_for_known(client, example):
    assert "ETag" not in client.get("/reports/harbour/b-9/")
