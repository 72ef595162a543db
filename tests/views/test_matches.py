"""The words of a search on the reading page: marked, counted, one leading to the next, by links alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.search.index import search_index
from tests import factories
from tests.example_report import example_report
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    found = example_report()
    search_index().rebuild()
    return found


@pytest.fixture
def docks():
    """Three pages of a report; “dock” stands on the first and the last, and twice in one paragraph."""
    report = factories.ReportFactory(slug="docks", title="The Docks")
    texts = [["A dock.", "No word of it.", "The dock and the docks."], ["Nothing."], ["A last dock."]]
    position = 0
    for number, page in enumerate(texts, 1):
        section = factories.SectionFactory(
            report=report, number=str(number), slug=str(number), title="Page", position=number
        )
        for text in page:
            position += 1
            factories.ParagraphFactory(page=section, label=str(position), position=position, text=text)
    search_index().rebuild()
    return report


def test_a_page_read_with_a_search_marks_and_counts_the_words(client, example):
    page = shown(client, "/reports/harbour/b-1/?q=harbour")
    assert [mark.text() for mark in page.css("mark.match")] == ["Harbour", "Harbour"]
    assert "2 matches on this page for harbour" in words(page, ".matches")


def test_only_the_paragraphs_that_are_found_are_marked(client, example):
    page = shown(client, "/reports/harbour/b-1/?q=harbour+classifier")
    assert [mark.text() for mark in page.css("#p3 mark.match")] == []
    assert [mark.text() for mark in page.css("#p4 mark.match")] == ["Harbour", "classifier"]


def test_without_a_search_nothing_is_marked_or_counted(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    assert page.css("mark, .matches, .which-match") == []


def test_the_matches_lead_from_one_to_the_next_and_back(client, docks):
    page = shown(client, "/reports/docks/1/?q=dock")
    first, last = page.css(".which-match")
    assert "Match 1 of 3" in first.text()
    assert "Matches 2 to 3 of 3" in last.text()
    assert [link.attributes["href"] for link in first.css("a")] == ["#match-3-1"]
    assert [link.attributes["href"] for link in last.css("a")] == ["#match-1-1", "/reports/docks/3/?q=dock#p5"]


def test_every_way_leads_to_something_on_its_page(client, docks):
    for address in ("/reports/docks/1/?q=dock", "/reports/docks/2/?q=dock", "/reports/docks/3/?q=dock"):
        page = shown(client, address)
        for way in [*addresses(page, ".matches"), *(link.attributes["href"] for link in page.css(".which-match a"))]:
            target, _, fragment = way.partition("#")
            there = shown(client, target) if target else page
            assert not fragment or there.css_first(f"[id='{fragment}']") is not None


def test_a_page_without_a_match_leads_to_those_before_and_after(client, docks):
    ways = addresses(shown(client, "/reports/docks/2/?q=dock"), ".matches")
    assert ways[:2] == ["/reports/docks/1/?q=dock#p3", "/reports/docks/3/?q=dock#p5"]


def test_a_result_leads_to_its_words_on_the_page(client, docks):
    leads = [link.attributes["href"] for link in shown(client, "/paragraphs/?q=dock&sort=order").css("h2 a")]
    assert leads == [f"/reports/docks/{place}" for place in ("1/?q=dock#p1", "1/?q=dock#p3", "3/?q=dock#p5")]


def test_each_match_has_one_id_even_where_a_link_cuts_it(client, example):
    page = shown(client, "/reports/harbour/b-1/?q=%22harbour+b%22")
    assert len(page.css("#p4 mark.match")) == 2
    assert len(page.css("#match-4-1")) == 1
    assert len(page.css("#p4 mark[id]")) == 1


@pytest.mark.parametrize(("query", "count"), [("section:B.1+harbour", 2), ("section:B.2+harbour", 0)])
def test_fields_mean_here_what_they_mean_in_the_list(client, example, query, count):
    page = shown(client, f"/reports/harbour/b-1/?q={query}")
    assert len(page.css("article mark.match")) == count
    listed = shown(client, f"/paragraphs/?q={query}")
    assert words(listed, ".lead strong") == str(count)


def test_robots_are_sent_to_the_page_without_the_search(client, example):
    page = shown(client, "/reports/harbour/b-1/?q=harbour")
    assert page.css_first("link[rel=canonical]").attributes["href"] == "http://testserver/reports/harbour/b-1/"
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert shown(client, "/reports/harbour/b-1/").css("meta[name=robots]") == []


def test_words_that_cannot_be_searched_are_a_400(client, example):
    assert "would find every paragraph" in words(shown(client, "/reports/harbour/b-1/?q=*", 400))


def test_hostile_words_are_shown_as_they_are(client, example):
    page = shown(client, "/reports/harbour/b-1/?q=%3Cscript%3Eharbour%22%27%23")
    assert page.css("main script") == []
    assert "<script>harbour" in words(page, ".matches")


def test_a_page_can_be_read_while_the_index_cannot_be_used(client):
    example_report()
    page = shown(client, "/reports/harbour/b-1/?q=harbour")
    assert "cannot be used at the moment" in words(page, ".matches")
    assert "the reports were not read" in words(page)


def test_marking_asks_as_many_queries_for_forty_paragraphs_as_for_one(client):
    section = factories.SectionFactory(slug="one")
    asked = []
    for many in (1, 39):
        for _ in range(many):
            factories.ParagraphFactory(page=section, text="A dock.")
        search_index().rebuild()
        with CaptureQueriesContext(connection) as queries:
            page = shown(client, f"{section.get_absolute_url()}?q=dock")
        asked.append(len(queries))
    assert "40 matches on this page" in words(page, ".matches")
    assert asked[0] == asked[1]
