"""One box over everything: the best of each kind, each with a link to its full list."""

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence import models
from tests import factories, sets
from tests.example_report import example_report
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    found = example_report()
    sets.index_everything()
    return found


@pytest.fixture
def empty_index():
    sets.index_everything()


def searched(client, query, status=200):
    return shown(client, f"/search/?q={quote(query)}", status)


def test_without_words_there_is_the_box_and_what_can_be_written_in_it(client):
    page = shown(client, "/search/")
    assert page.css_first("main input[name=q]").attributes["value"] == ""
    examples = [address for address in addresses(page, "main dl") if address.startswith("/search/?q=")]
    assert len(examples) > 4


def test_every_example_can_be_searched(client, example):
    for address in addresses(shown(client, "/search/"), "main dl"):
        assert "Read as:" in words(shown(client, address))


def test_the_box_in_the_head_of_every_page_leads_here(client, example):
    for address in ("/", "/paragraphs/", "/reports/harbour/b-1/", "/witnesses/", "/nothing-here/"):
        page = shown(client, address, 404 if "nothing" in address else 200)
        assert page.css_first("header form").attributes["action"] == "/search/"


def test_the_list_of_paragraphs_keeps_its_own_form(client, example):
    assert shown(client, "/paragraphs/").css_first("main form").attributes["action"] == "/paragraphs/"


def test_a_search_shows_the_best_of_each_kind(client, example):
    factories.SourceFactory(inquiry=example.inquiry, reference="HAR0001", title="Harbour board minutes")
    factories.SectionFactory(report=example.report, number="B.3", title="The harbour today", slug="b-3")
    page = searched(client, "harbour")
    assert sorted(one.text() for one in page.css(".found-passage h3")) == ["Paragraph 3", "Paragraph 4"]
    assert page.css_first("mark.match").text() == "Harbour"
    found = addresses(page)
    for address in ("/organisations/harbour/", "/sources/HAR0001/", "/reports/harbour/b-3/"):
        assert address in found


def test_a_search_says_how_it_was_read_and_what_was_read_otherwise(client, example):
    text = words(searched(client, '"the reports'))
    assert "Read as: “reports” in any form." in text
    assert "a quotation mark without its partner" in text


@pytest.mark.parametrize("query", ["reports", "harbour", "vale", "unheardof", '"were not read"', "harbour -vale"])
def test_every_count_is_that_of_the_list_it_leads_to(client, example, query):
    page = searched(client, query)
    led = [
        link
        for link in page.css("main a")
        if re.match(r"/(paragraphs|quotations|footnotes|speeches)/\?q=", link.attributes["href"])
    ]
    assert len(led) == (0 if query == "unheardof" else 3)
    for link in led:
        number = re.search(r"[\d,]+", link.text())[0]
        assert words(shown(client, link.attributes["href"]), ".lead strong") == number


def test_only_the_first_five_paragraphs_are_shown_best_first(client):
    page = factories.SectionFactory()
    for number in range(7):
        factories.ParagraphFactory(
            page=page, label=str(number), position=number, text="dock " * (number + 1) + "and on"
        )
    sets.index_everything()
    found = searched(client, "dock")
    listed = [link.text() for link in shown(client, "/paragraphs/?q=dock").css(".found-passage h2")]
    assert [one.text() for one in found.css(".found-passage h3")] == listed[:5]
    assert "All 7 paragraphs" in words(found)


def test_nothing_found_is_said_with_a_way_on(client, example):
    text = words(searched(client, "unheardof"))
    assert "Nothing here answers to these words" in text
    assert "Fewer words find more" in text


def test_printed_text_and_names_are_escaped(client):
    paragraph = factories.ParagraphFactory(text="A <script>dock</script> & more")
    factories.OrganisationFactory(name="<b>Dock</b>")
    factories.SourceFactory(reference="<i>dock</i>", slug="dock")
    sets.index_everything()
    page = searched(client, "dock")
    assert paragraph.get_absolute_url() in addresses(page)
    assert page.css("main script, main b, main i") == []
    assert "<b>Dock</b>" in words(page)


@pytest.mark.parametrize(
    "query",
    [
        "\x00",
        "a\x00b",
        "\"'()[]{}",
        "((((",
        '"',
        "<script>alert(1)</script>",
        "%_\\",
        "🙂",
        "NOT",
        "-",
        "é" * 500,
        "the",
    ],
)
def test_hostile_words_are_answered(client, example, query):
    page = searched(client, query)
    assert page.css("main script") == []


def test_of_a_long_query_names_are_looked_for_by_the_first_words_and_that_is_said(client, example):
    page = searched(client, '"' + " ".join(f"w{number}" for number in range(300)) + '"')
    assert "by the first 20 words only" in words(page)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("q=" + "x" * 10_000, "at most 2,000"),
        ("q=*", "would find every paragraph"),
        ("q=a&q=b", "more than once"),
        ("q=dock&section=B.1", "There is no filter “section” here"),
    ],
)
def test_what_cannot_be_searched_is_a_400_that_says_so(client, example, query, sentence):
    assert sentence in words(shown(client, f"/search/?{query}", 400))


def test_an_index_that_cannot_be_used_is_a_503(client, search_index_dir):
    example_report()
    assert "search index" in words(searched(client, "dock", 503))


def test_words_can_only_be_read_here(client):
    assert client.post("/search/", {"q": "dock"}).status_code == 405


def test_a_search_asks_as_many_queries_for_forty_of_each_as_for_one(client):
    asked = []
    for many in (1, 39):
        for paragraph in sets.paragraphs_with_everything(many):
            inquiry = paragraph.report.inquiry
            factories.OrganisationFactory(inquiry=inquiry, name=f"Dock {paragraph.pk}")
            factories.SubjectFactory(inquiry=inquiry, name=f"Dock {paragraph.pk}")
            factories.SourceFactory(inquiry=inquiry, reference=f"DOCK{paragraph.pk}")
            factories.SectionFactory(report=paragraph.report, title="Dock")
        for witness in models.Witness.objects.all():
            witness.name = f"Dock {witness.pk}"
            witness.save()
            models.WitnessAlias.objects.get_or_create(witness=witness, name="Dock")
            models.Role.objects.get_or_create(witness=witness, title="Docker")
        sets.index_everything()
        with CaptureQueriesContext(connection) as queries:
            page = searched(client, "dock")
        assert len(page.css(".kinds section")) == 5
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 36


def test_what_only_names_answer_to_is_shown_without_paragraphs(client, empty_index):
    factories.OrganisationFactory(name="Quay")
    page = searched(client, "quay")
    assert "No paragraph and no speech holds these words; found by name: Organisations" in words(page)
    assert page.css("#paragraphs") == []
