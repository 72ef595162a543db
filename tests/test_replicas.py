"""Readers are served from a copy that follows the database; staff, and whatever is sent, from the database itself."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import close_old_connections, connection, transaction
from django.test import Client
from django.urls import reverse

from evidence.filters import preloaded
from evidence.models import Edition, Mention, Paragraph, Redaction, Report, touched
from evidence.search.index import search_index
from evidence.withholding import withhold
from tests.example_report import example_report
from tests.following_postgres import Follower, follower
from tests.withholding.outlets import crawled

pytestmark = [
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no copies that follow it"),
]
PAGE = "/reports/harbour/"


@pytest.fixture(scope="module")
def one(django_db_setup, django_db_blocker) -> Iterator[Follower]:
    with django_db_blocker.unblock(), follower() as found:
        yield found


@pytest.fixture
def copy(one: Follower, db) -> Iterator[Follower]:
    example_report()
    one.wait()
    yield one
    preloaded.forget()


def titled(title: str) -> None:
    Report.objects.update(title=title)
    Edition.begin()


def test_readers_ask_the_copy_and_staff_the_database(copy: Follower):
    copy.hold_back()
    titled("As it is now")
    staff = Client()
    staff.force_login(User.objects.create_user("editor", is_staff=True))
    assert "As it is now" in staff.get(PAGE).text
    assert "As it is now" not in Client().get(PAGE).text
    copy.let_go_on()
    assert "As it is now" in Client().get(PAGE).text


def test_nothing_that_readers_ask_for_writes(copy: Follower):
    search_index().rebuild()
    copy.wait()
    assert len(crawled(Client())) > 50  # a copy refuses to write: that would end in an error


def test_facets_count_what_the_copy_has(copy: Follower):
    shown = facet_counts()
    copy.hold_back()
    Mention.objects.all().delete()
    preloaded.load()  # as a process does for staff, who ask the database itself
    assert facet_counts() == shown
    copy.let_go_on()
    assert facet_counts() != shown


def facet_counts() -> list:
    return Client().get("/paragraphs/").context["facets"]


def test_withholding_is_done_when_the_copies_that_are_waited_for_have_it(copy: Follower):
    with connection.cursor() as cursor, transaction.atomic():
        paragraph = Paragraph.objects.earliest("pk")
        author = User.objects.create_user("guardian")
        withhold(Redaction(inquiry=paragraph.report.inquiry, kind="paragraph", paragraph=paragraph, author=author))
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("remote_apply",)


def test_a_file_is_the_copy_s_to_its_last_row(copy: Follower):
    copy.hold_back()
    Report.objects.all().delete()
    rows = b"".join(Client().get(reverse("paragraph-export")).streaming_content).splitlines()
    copy.let_go_on()
    assert len(rows) > 2
    assert connection.alias == "default"


def test_a_file_names_whom_the_copy_names(copy: Follower):
    def file() -> bytes:
        return b"".join(Client().get(reverse("paragraph-export")).streaming_content)

    named = file()
    copy.hold_back()
    with connection.cursor() as cursor:
        mark = touched.now(cursor)
    Mention.objects.all().delete()
    preloaded.load().mark = mark  # as if they had been deleted while they were read
    assert file() == named
    copy.let_go_on()
    assert file() != named


def test_a_copy_that_does_not_answer_is_left_alone(copy: Follower):
    reader = Client()
    assert reader.get(PAGE).status_code == 200
    titled("As it is now")
    copy.stop()
    close_old_connections()  # as before every request but the test client's
    assert "As it is now" in reader.get(PAGE).text
