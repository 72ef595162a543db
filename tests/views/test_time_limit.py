"""No address can hold a worker: the database's work for a reader ends, and a page says what to ask instead."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test.utils import override_script_prefix
from django.urls import include, path

from tests.example_report import example_report
from tests.views.reading import shown, words

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

# minutes of work for either database, if it is let
ENDLESS = (
    "WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 200000000)"
    " SELECT max(n) FROM counted"
)


def asked(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def endless(request):
    return HttpResponse(asked(ENDLESS))


def many(request):
    for _ in range(1000):
        asked("SELECT 1")
        time.sleep(0.01)
    return HttpResponse("never")


def slow_stream(request):
    def lines():
        for _ in range(3):
            time.sleep(0.1)
            yield str(asked("SELECT 1"))

    return StreamingHttpResponse(lines())


def little(request):
    return HttpResponse(
        asked("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 99) SELECT max(n) FROM c")
    )


urlpatterns = [
    path("endless/", endless),
    path("endless.csv", endless),
    path("many/", many),
    path("slow-stream/", slow_stream),
    path("little/", little),
    path("admin/slowly/", slow_stream),
    path("", include("inquiry.urls")),
]


@pytest.fixture
def short(settings):
    settings.READER_SECONDS = 0.15


@pytest.fixture
def outside(transactional_db, short):
    """Not inside a transaction, as in use: PostgreSQL refuses to go on in one whose statement was ended."""
    yield
    if connection.vendor == "postgresql":
        asked("SELECT set_config('statement_timeout', '0', false)")


@pytest.mark.parametrize("address", ["/endless/", "/many/"])
def test_a_request_that_asks_too_much_of_the_database_is_ended_with_a_page(client, outside, address):
    began = time.monotonic()
    page = words(shown(client, address, 503))
    assert time.monotonic() - began < 5
    assert "Ask for less" in page
    assert "rebuild_index" not in page


def test_a_file_that_asks_too_much_is_refused_in_plain_text(client, outside):
    response = client.get("/endless.csv")
    assert response.status_code == 503
    assert response["Content-Type"].startswith("text/plain")
    assert "Ask for less" in response.text


@pytest.mark.parametrize(
    "address", ["/paragraphs/", "/paragraphs.csv?paragraph=3", "/", "/witnesses/", "/reports/harbour/b-1/3/"]
)
def test_every_page_of_this_site_is_limited(client, settings, address):
    example_report()
    settings.READER_SECONDS = 0.000001
    assert client.get(address).status_code == 503


def test_the_next_request_has_its_own_time(client, outside):
    assert client.get("/endless/").status_code == 503
    assert client.get("/little/").content == b"99"


def test_what_is_asked_after_a_request_is_not_limited(client, short):
    assert client.get("/little/").status_code == 200
    time.sleep(0.2)
    assert (
        asked("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 99999) SELECT max(n) FROM c")
        == 99999
    )


def test_a_file_that_streams_is_not_broken_off(client, short):
    assert b"".join(client.get("/slow-stream/")) == b"111"


def test_staff_work_is_not_limited(client, short):
    user = get_user_model().objects.create_superuser("editor")
    client.force_login(user)
    assert b"".join(client.get("/admin/slowly/")) == b"111"
    if connection.vendor == "postgresql":
        assert asked("SHOW statement_timeout") == "0"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is asked to stop by this process")
def test_postgresql_is_told_the_limit(client, settings):
    settings.READER_SECONDS = 7
    client.get("/little/")
    assert asked("SHOW statement_timeout") == "7s"


def test_nothing_is_limited_where_the_limit_is_nothing(client, settings):
    settings.READER_SECONDS = 0
    assert client.get("/little/").status_code == 200


def test_staff_are_not_limited_where_the_site_is_mounted_below_another(admin_client, settings):
    settings.READER_SECONDS = 0.000001
    with override_script_prefix("/inquiries/"):  # as the server sets it
        assert admin_client.get("/admin/evidence/subject/", SCRIPT_NAME="/inquiries").status_code == 200
