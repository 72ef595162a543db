"""Lists and their files: one query string, one set, three faces."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from tests import factories, sets
from tests.example_report import example_report

pytestmark = pytest.mark.django_db

NOUNS = ["paragraphs", "footnotes", "quotations", "citations"]


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


@pytest.fixture
def example():
    return example_report()


@pytest.fixture
def indexed(example):
    sets.index_everything()
    return example


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return LexborHTMLParser(response.content.decode())


def shown(client, address) -> int:
    return int(page(client, address).css_first(".lead strong").text().replace(",", ""))


def body(response) -> str:
    return b"".join(response.streaming_content).decode()


def csv_rows(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(body(response).removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("noun", NOUNS)
def test_page_csv_and_json_hold_the_same_set(client, indexed, noun):
    parts = [
        "witness=ada-vale", "organisation=harbour", "subject=classifier", "section=B.1", "section=B.2", "footnoted=yes",
        "footnoted=no", "source=WITN0001", "kind=statement", "kind=web", "quoted=ada-vale", "annotated=no", "q=reports",
        "q=harbour", "paragraph=3", "q=unheardof", "report=harbour",
    ]  # fmt: skip
    for query in ["", *parts]:  # what they do together: tests/test_three_faces.py
        number = shown(client, f"/{noun}/?{query}")
        assert len(csv_rows(client, f"/{noun}.csv?{query}")) == number, query
        assert len(json.loads(body(client.get(f"/{noun}.json?{query}")))) == number, query


def test_a_search_shows_the_words_in_context_with_who_speaks_and_the_notes(client, indexed):
    passages = page(client, "/paragraphs/?q=reports+read").css(".found-passage")
    assert len(passages) == 1
    assert [mark.text() for mark in passages[0].css("mark.match")] == ["reports", "read"]
    assert "B.1: What was known" in passages[0].text()
    assert "Quotes Ada Vale" in passages[0].text()
    leads = [link.attributes["href"] for link in passages[0].css("a")]
    assert leads[0] == "/reports/harbour/b-1/?q=reports%20read#p3"
    assert "/reports/harbour/b-1/3/" in leads
    assert passages[0].css_first('a[href="/reports/harbour/b-1/#note-1"]').text() == "1"


def test_a_search_says_how_it_was_read(client, indexed):
    text = page(client, "/paragraphs/?q=" + "%22the+reports").css_first("main").text()
    assert "Read as:" in text


def test_a_search_of_brackets_and_quotes_finds_nothing_and_not_everything(client, indexed):
    assert shown(client, "/paragraphs/?q=%22%28%29%5B%5D%22") == 0


def test_a_search_comes_best_first_and_in_reading_order_when_asked(client, indexed):
    for number, words in enumerate(("dock once and a great many other words besides", "dock dock dock")):
        factories.ParagraphFactory(page=indexed.next_page, label=f"9{number}", position=90 + number, text=words)
    sets.index_everything()
    ranked = [row["paragraph"] for row in csv_rows(client, "/paragraphs.csv?q=dock")]
    assert ranked == ["91", "90"]
    assert [row["paragraph"] for row in csv_rows(client, "/paragraphs.csv?q=dock&sort=order")] == ["90", "91"]
    first = page(client, "/paragraphs/?q=dock").css_first(".found-passage h2").text()
    assert first == "Paragraph 91"


def test_a_costly_search_is_refused_with_a_sentence(client, indexed):
    response = client.get("/paragraphs/?q=*")
    assert response.status_code == 400
    assert "would find every paragraph" in response.content.decode()


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(
    "query",
    ["colour=red", "section=E.99", "witness=%00", "paragraph=" + "9" * 10_000, "report=../../etc", "kind=%F0%9F%92%A9"],
)
def test_what_cannot_be_read_is_a_400_that_says_so_on_every_face(client, example, noun, query):
    for face in (f"/{noun}/", f"/{noun}.csv", f"/{noun}.json"):
        response = client.get(f"{face}?{query}")
        assert response.status_code == 400
        assert query.partition("=")[0] in response.content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "2", "abc", "1000000000", "9" * 400, "", "1.5", "%00"])
def test_a_page_that_is_not_there_is_refused(client, example, number):
    response = client.get(f"/paragraphs/?page={number}")
    assert response.status_code == 400
    assert "This list has no page" in response.content.decode()


def test_an_index_that_cannot_be_used_is_a_503_and_the_rest_still_reads(client, example):
    (page_response, file_response) = (client.get("/paragraphs/?q=dock"), client.get("/paragraphs.csv?q=dock"))
    assert page_response.status_code == file_response.status_code == 503
    assert "search index" in page_response.content.decode()
    assert shown(client, "/paragraphs/?witness=ada-vale") == 1


def test_a_set_is_told_by_chips_that_take_it_apart(client, example):
    chips = page(client, "/paragraphs/?witness=ada-vale&section=B.1").css(".chips a")
    assert [(chip.attributes["href"], " ".join(chip.text().split())) for chip in chips] == [
        ("/paragraphs/?witness=ada-vale", "Section: B.1: What was known ×, remove"),
        ("/paragraphs/?section=B.1", "Person: Ada Vale ×, remove"),
        ("/paragraphs/", "Remove all"),
    ]


def test_an_empty_set_says_what_to_drop_for_how_many(client, example):
    main = page(client, "/paragraphs/?witness=ada-vale&section=B.2").css_first("main").text()
    assert "without section, 1" in main
    assert "without person, 1" in main


def test_the_next_page_keeps_the_query_string(client, example):
    sets.paragraphs_with_everything(30)
    href = page(client, "/paragraphs/?footnoted=yes").css_first("a[rel=next]").attributes["href"]
    assert href == "?footnoted=yes&page=2"
    assert len(page(client, f"/paragraphs/{href}").css(".found-passage")) == 12


def test_a_note_whose_text_is_missing_says_so_and_leads_to_the_published_report(client, example):
    missing = page(client, "/footnotes/?subject=classifier").css_first(".missing")
    assert "did not carry this note’s text" in missing.text()
    assert missing.css_first("a").attributes["href"] == example.inquiry.source_url


def test_no_internal_annotation_is_on_a_list_or_in_a_file(client, example):
    sets.annotate(example.opening, visibility="internal", body="Internal-secret")
    for noun in NOUNS:
        for face in (f"/{noun}/", f"/{noun}.csv", f"/{noun}.json"):
            response = client.get(face)
            assert "Internal-secret" not in (body(response) if response.streaming else response.content.decode())
    assert csv_rows(client, "/paragraphs.csv?annotated=yes") == []


def test_a_file_is_named_and_typed(client, example):
    response = client.get("/paragraphs.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="paragraphs.csv"'
    assert body(response).startswith("\ufeffid,inquiry,")


def test_a_file_broken_off_by_an_error_is_not_ended(client, example, monkeypatch):
    monkeypatch.setattr("evidence.exports.Place.pages", lambda place, keys: 1 / 0)
    response = client.get("/paragraphs.csv")
    with pytest.raises(ZeroDivisionError):
        body(response)


def test_a_list_and_its_file_ask_as_many_queries_for_forty_rows_as_for_one(client):
    asked = [queries_of_every_face(client, many) for many in (1, 39)]
    one, forty = asked
    # a second page is counted once
    assert {case: (one[case], forty[case]) for case in one if forty[case] > one[case] + 1} == {}


def queries_of_every_face(client, many):
    """How many queries each list and file asks, for a search and without one, when there are so many rows more."""
    sets.paragraphs_with_everything(many)
    sets.index_everything()
    cases = [
        (f"/{noun}{end}", query) for noun in NOUNS for end in ("/", ".csv") for query in ("", "q=dock&footnoted=yes")
    ]
    asked = {}
    for face, query in [*cases, ("/paragraphs/", "q=dock&sort=order"), ("/paragraphs.csv", "q=dock&sort=order")]:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"{face}?{query}")
            assert response.status_code == 200
            if response.streaming:
                body(response)
        asked[face, query] = len(queries)
    return asked


def test_the_list_of_citations_gives_the_words_of_a_note_that_cites_nothing_once(client):
    note = factories.FootnoteFactory(text="It was a cold day.")
    factories.CitationFactory(footnote=note, source=None, raw=note.text, status="comment")
    listed = " ".join(page(client, "/citations/").css_first(".found-passage").text().split())
    assert listed.count("It was a cold day.") == 1
    assert "cites nothing" in listed
