"""What a request that cannot be answered is told."""

from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.test import Client, RequestFactory

from evidence.models import Tag
from evidence.views import errors
from tests.example_report import example_report
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db

LONG = "x" * 10_000


@pytest.mark.parametrize(
    ("address", "sentence", "offered"),
    [
        ("/reports/nothing/", "There is no report at “nothing”.", "/"),
        ("/reports/harbour/z-9/", "There is no section “z-9” in The Harbour Report.", "/reports/harbour/"),
        ("/reports/harbour/part-b/", "There is no section “part-b” in The Harbour Report.", "/reports/harbour/"),
        ("/reports/harbour/b-1/99/", "There is no paragraph “99” in B.1: What was known.", "/reports/harbour/b-1/"),
        ("/witnesses/nobody/", "There is no person at “nobody”.", "/witnesses/"),
        ("/organisations/nothing/", "There is no organisation at “nothing”.", "/organisations/"),
        ("/subjects/nothing/", "There is no subject at “nothing”.", "/subjects/"),
        ("/sources/X/1/", "Nothing cited here has the reference “X/1”.", "/sources/"),
        ("/hearings/1999/", "There is no hearing at “1999”.", "/hearings/"),
        ("/nowhere/", "There is no page at /nowhere/.", "/"),
    ],
)
def test_what_is_not_here_is_named_and_a_way_on_is_offered(client, address, sentence, offered):
    example_report()
    page = shown(client, address, status=404)
    assert sentence in words(page)
    assert offered in addresses(page)


@pytest.mark.parametrize("part", ["%00", LONG, "'\"()[]", "..", "%F0%9F%92%A9", "%FF", "<script>"])
@pytest.mark.parametrize(
    "address",
    [
        "/reports/{}/",
        "/reports/harbour/{}/",
        "/reports/harbour/b-1/{}/",
        "/witnesses/{}/",
        "/organisations/{}/",
        "/subjects/{}/",
        "/sources/{}/",
        "/hearings/{}/",
    ],
)
def test_no_address_is_answered_with_a_fault(client, address, part):
    example_report()
    response = client.get(address.format(part), follow=True)
    assert response.status_code in (200, 404)
    assert b"<script>" not in response.content


@pytest.mark.parametrize("address", ["/witnesses/", "/organisations/", "/subjects/", "/sources/", "/hearings/"])
@pytest.mark.parametrize("number", ["0", "-1", "2", "one", "", "%00", "1e9", "9" * 5000])
def test_a_page_of_a_list_that_is_not_there_is_refused_with_a_sentence(client, address, number):
    page = shown(client, f"{address}?page={number}", status=400)
    assert "it has 1 page." in words(page)


def test_the_sentence_of_a_bad_request_is_shown(rf: RequestFactory):
    response = errors.bad_request(rf.get("/"), BadRequest("There is no filter “colour”."))
    assert response.status_code == 400
    assert "There is no filter “colour”." in response.content.decode()


def test_what_a_library_says_of_a_bad_request_is_not_shown(rf: RequestFactory):
    response = errors.bad_request(rf.get("/"), SuspiciousOperation("internal detail"))
    assert "internal detail" not in response.content.decode()


def test_a_fault_of_ours_is_told_without_asking_the_database(django_assert_num_queries):
    quiet = Client(raise_request_exception=False)
    with patch("evidence.views.health.HttpResponse", side_effect=RuntimeError("secret")), django_assert_num_queries(0):
        response = quiet.get("/healthz")
    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()
    assert "secret" not in response.content.decode()


def test_what_is_unavailable_says_so_and_where_to_read_on(rf: RequestFactory):
    response = errors.unavailable(rf.get("/"), "The search index is being rebuilt.")
    assert response.status_code == 503
    assert "The search index is being rebuilt." in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/witnesses/", "/healthz"])
def test_pages_to_read_take_no_post(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "[::1", "<script>", "127.0.0.1:abc"])
def test_a_host_that_is_not_ours_gets_a_400_page(client: Client, host: str):
    response = client.get("/", headers={"host": host})
    assert response.status_code == 400
    assert "<h1>" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/witnesses/", "/organisations/", "/subjects/", "/sources/", "/hearings/"])
def test_a_list_refuses_a_parameter_that_it_does_not_know(client: Client, address: str):
    response = client.get(address, {"witnes": "x"})
    assert response.status_code == 400
    assert "no filter “witnes”" in response.text


@pytest.mark.django_db
def test_a_form_from_elsewhere_gets_a_page_of_this_site(settings):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "This form can no longer be sent" in response.text


@pytest.mark.django_db
def test_nothing_is_done_for_staff_whose_form_comes_from_elsewhere():
    staff = Client(enforce_csrf_checks=True)
    staff.force_login(get_user_model().objects.create_superuser("editor"))
    assert staff.post("/admin/evidence/tag/add/", {"name": "lost", "slug": "lost"}).status_code == 403
    assert not Tag.objects.exists()


@pytest.mark.django_db
def test_without_an_index_readers_are_told_and_staff_are_given_the_command(client: Client):
    example_report()
    page = words(shown(client, "/paragraphs/?q=dock", status=503))
    assert "search index cannot be used" in page
    assert "rebuild_index" not in page
    client.force_login(get_user_model().objects.create_user("editor", is_staff=True))
    assert "python manage.py rebuild_index" in words(shown(client, "/paragraphs/?q=dock", status=503))
