"""A page that was made is given to the next reader as it is, until something changes."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from evidence.models import Edition
from evidence.views.kept_pages import KeptPages, kept_pages
from tests.example_report import ExampleReport, example_report

PAGE = "/reports/harbour/b-1/"
PARAGRAPH = "/reports/harbour/b-1/3/"


@pytest.fixture(autouse=True)
def nothing_kept():
    kept_pages.forget()
    yield
    kept_pages.forget()


@pytest.fixture
def example(db) -> ExampleReport:
    example = example_report()
    Edition.begin()
    return example


@pytest.mark.parametrize("address", ["/", "/witnesses/", PAGE, PARAGRAPH])
def test_a_page_is_made_once_and_then_costs_one_query(client, example, address, django_assert_num_queries):
    made = client.get(address)
    with django_assert_num_queries(1):
        kept = client.get(address)
    assert (kept.content, dict(kept.items())) == (made.content, dict(made.items()))


def test_a_change_makes_every_page_anew_and_leaves_nothing_of_the_old_ones(client, example):
    assert "Ada Vale" in client.get(PARAGRAPH).content.decode()
    example.witness.name = "Bea Moon"
    example.witness.save()
    Edition.begin()
    assert "Bea Moon" in client.get("/witnesses/").content.decode()
    assert not any(b"Ada Vale" in content for content, *_ in kept_pages._pages.values())
    assert "Bea Moon" in client.get(PARAGRAPH).content.decode()


def test_what_staff_see_is_never_kept_for_readers(client, admin_client, example):
    assert "Annotate this paragraph" in admin_client.get(PARAGRAPH).content.decode()
    assert "Annotate this paragraph" not in client.get(PARAGRAPH).content.decode()


def test_staff_are_not_given_what_was_kept_for_readers(client, admin_client, example):
    client.get(PARAGRAPH)
    assert "Annotate this paragraph" in admin_client.get(PARAGRAPH).content.decode()


def test_the_part_of_a_page_is_not_taken_for_the_whole(client, example):
    whole = client.get(PARAGRAPH).content
    part = client.get(PARAGRAPH, headers={"HX-Request": "true"}).content
    assert b"<html" in whole
    assert b"<html" not in part


def test_an_address_is_told_by_its_scheme_host_and_query(client, example, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    addresses = [
        client.get(PARAGRAPH).content,
        client.get(PARAGRAPH, headers={"Host": "other.example"}).content,
        client.get(PARAGRAPH, secure=True).content,
        client.get(PARAGRAPH, {"page": "2"}).content,
    ]
    assert len(set(addresses)) == 4


def test_pages_with_words_marked_are_not_kept(client, example):
    client.get(PAGE, {"q": "reports"})
    assert not kept_pages._pages


def test_a_page_that_is_not_there_is_not_kept(client, example):
    client.get("/reports/harbour/b-9/")
    assert not kept_pages._pages


@pytest.mark.django_db
def test_before_anything_was_written_nothing_is_kept(client):
    client.get("/")
    assert not kept_pages._pages


def test_those_asked_for_longest_ago_are_given_up_first():
    pages = KeptPages(most=25)
    pages.find("1", "")
    for name in "abc":
        pages.find("1", "a")
        pages.keep("1", name, HttpResponse(b"0123456789"))
    assert [name for name in "abc" if pages.find("1", name)] == ["a", "c"]


def test_a_long_page_is_kept_in_less_than_its_length():
    pages = KeptPages(most=10_000)
    pages.find("1", "a")
    pages.keep("1", "a", HttpResponse(b"The same words. " * 10_000))
    assert pages.find("1", "a").content == b"The same words. " * 10_000


def test_what_was_begun_before_a_change_is_not_kept_after_it():
    pages = KeptPages()
    pages.find("1", "a")
    pages.find("2", "b")
    pages.keep("1", "a", HttpResponse(b"old"))
    assert pages.find("2", "a") is None


@pytest.mark.parametrize("response", [HttpResponse(b"0" * 20), StreamingHttpResponse([b"0"])])
def test_what_is_too_large_or_streams_is_not_kept(response):
    pages = KeptPages(largest=10)
    pages.find("1", "a")
    pages.keep("1", "a", response)
    assert pages.find("1", "a") is None


def test_an_answer_with_a_cookie_is_somebody_s_own():
    pages = KeptPages()
    pages.find("1", "a")
    response = HttpResponse(b"page")
    response.set_cookie("who", "somebody")
    pages.keep("1", "a", response)
    assert pages.find("1", "a") is None
