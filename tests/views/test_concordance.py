"""A search word by word: every occurrence in its context, where they fall, and both as files."""

import csv
import io
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from evidence.search.concordance import CONTEXT, occurrences, places
from evidence.search.index import search_index
from evidence.search.marks import Finder, marks
from evidence.search.query import parse
from evidence.views import concordance, dispersion
from evidence.views.listings import LISTINGS
from tests import factories
from tests.views.reading import shown, words

pytestmark = pytest.mark.django_db

TEXTS = ("The old dock was closed.", "A dock, a new dock; no quay.", "Nothing here.", "Docks and =dock+1 of the quay.")


@pytest.fixture
def report():
    """Two pages with two paragraphs each."""
    report = factories.ReportFactory(slug="docks", title="The Docks")
    for number in (1, 2):
        page = factories.SectionFactory(
            report=report, number=str(number), slug=str(number), title="Page", position=number
        )
        for label in (2 * number - 1, 2 * number):
            factories.ParagraphFactory(page=page, label=str(label), position=label, text=TEXTS[label - 1])
    search_index().rebuild()
    return report


def lines(client, query):
    """Place, before, match and after of each line that is shown."""
    page = shown(client, f"/concordance/?{query}")
    return [
        tuple(" ".join(cell.text().split()) for cell in row.css("th, td"))
        for row in page.css("table.concordance tbody tr")
    ]


def records(client, address):
    response = client.get(address)
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_every_occurrence_is_a_line_between_what_comes_before_and_after(client, report):
    assert lines(client, "q=dock") == [
        ("1, paragraph 1", "The old", "dock", "was closed."),
        ("1, paragraph 2", "A", "dock", ", a new dock; no quay."),
        ("1, paragraph 2", "A dock, a new", "dock", "; no quay."),
        ("2, paragraph 4", "", "Docks", "and =dock+1 of the quay."),
        ("2, paragraph 4", "Docks and =", "dock", "+1 of the quay."),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"a new dock"', ["a new dock"]),
        ("new quay", ["new", "quay"]),
        ("clos*", ["closed"]),
        ("closed OR new", ["closed", "new"]),
        ("dock -new -old", ["Docks", "dock"]),
    ],
)
def test_phrases_beginnings_and_operators_show_what_they_find(client, report, query, found):
    assert [match for _, _, match, _ in lines(client, f"q={quote(query)}")] == found


@pytest.mark.parametrize(
    ("order", "befores_or_afters"), [("before", ["", "a", "docks and", "a dock a new", "the old"]), ("after", None)]
)
def test_lines_can_be_put_in_order_by_what_comes_before_or_after(client, report, order, befores_or_afters):
    found = lines(client, f"q=dock&sort={order}")
    assert len(found) == 5
    column = [re.findall(r"\w+", line[1 if order == "before" else 3].lower()) for line in found]
    compared = [words[::-1] for words in column] if order == "before" else column
    assert compared == sorted(compared)
    if befores_or_afters:
        assert [" ".join(words) for words in column] == befores_or_afters


def test_a_line_leads_to_its_very_match_on_the_reading_page(client, report):
    page = shown(client, "/concordance/?q=dock")
    leads = [row.css_first("a").attributes["href"] for row in page.css("table.concordance tbody tr")]
    assert leads[2] == "/reports/docks/1/?q=dock#match-2-2"
    for lead in leads:
        target, _, fragment = lead.partition("#")
        assert shown(client, target).css_first(f"[id='{fragment}']") is not None


def test_filters_narrow_the_lines_as_they_narrow_the_paragraphs(client, report):
    assert [line[0] for line in lines(client, "q=dock&section=2")] == ["2, paragraph 4"] * 2
    assert "Section" in words(shown(client, "/concordance/?q=dock&section=2"), ".chips")


def test_pages_hold_every_line_once(client, report, monkeypatch):
    whole = lines(client, "q=dock")
    monkeypatch.setitem(LISTINGS, "concordance", replace(LISTINGS["concordance"], per_page=2))
    assert [line for page in (1, 2, 3) for line in lines(client, f"q=dock&page={page}")] == whole


def test_the_count_is_that_of_the_file(client, report):
    page = shown(client, "/concordance/?q=dock")
    assert words(page, ".lead strong") == str(len(records(client, "/concordance.csv?q=dock"))) == "5"


@pytest.mark.parametrize("order", ["before", "after"])
def test_the_file_comes_in_the_order_of_the_page(client, report, order):
    query = f"q=dock&sort={order}"
    rows = records(client, f"/concordance.csv?{query}")
    assert [row["match"] for row in rows] == [line[2] for line in lines(client, query)]


def test_a_cell_that_a_spreadsheet_would_calculate_is_made_harmless(client, report):
    row = records(client, "/concordance.csv?q=dock")[4]
    assert row["after"] == "'+1 of the quay."
    assert row["id"] == "reports/docks/2/4"
    assert row["url"] == "http://testserver/reports/docks/2/4/"
    assert row["cite_as"].endswith("2, paragraph 4, http://testserver/reports/docks/2/4/")


def test_offsets_are_those_of_the_words(client, report):
    for row in records(client, "/concordance.csv?q=dock"):
        assert TEXTS[int(row["paragraph"]) - 1][int(row["start"]) : int(row["end"])] == row["match"]


def test_a_very_large_set_shows_its_beginning_and_says_so(client, report, monkeypatch):
    monkeypatch.setattr(concordance, "MOST_PARAGRAPHS", 1)
    page = shown(client, "/concordance/?q=dock")
    assert "what the first 1 paragraphs hold" in words(page, ".notice")
    assert len(page.css("table.concordance tbody tr")) == 1
    assert len(records(client, "/concordance.csv?q=dock")) == 5


def test_a_very_large_set_is_not_put_in_order_as_a_file(client, report, monkeypatch):
    monkeypatch.setattr(concordance, "MOST_PARAGRAPHS", 1)
    response = client.get("/concordance.csv?q=dock&sort=after")
    assert response.status_code == 400
    assert "Leave out sort=" in response.content.decode()


@pytest.mark.parametrize("name", ["concordance", "dispersion"])
def test_a_file_without_words_is_refused(client, report, name):
    response = client.get(f"/{name}.csv?section=1")
    assert response.status_code == 400
    assert "give them as q=" in response.content.decode()


@pytest.mark.parametrize("query", ["q=dock&sort=relevance", "q=*", "q=dock&page=9", "q=dock&colour=red"])
def test_what_cannot_be_answered_is_a_400(client, report, query):
    shown(client, f"/concordance/?{query}", 400)


def test_an_index_that_cannot_be_used_is_a_503(client):
    shown(client, "/concordance/?q=dock", 503)
    assert client.get("/concordance.csv?q=dock").status_code == 503


def test_nothing_found_names_what_to_remove(client, report):
    assert "Remove “Words: unheardof”" in words(shown(client, "/concordance/?q=unheardof"))


def test_a_search_that_only_leaves_out_leads_to_its_paragraphs(client, report):
    text = words(shown(client, "/concordance/?q=-dock"))
    assert "1 paragraph answers to this, but there is no word to show in it" in text


def test_the_list_of_paragraphs_leads_here_with_its_filters(client, report):
    page = shown(client, "/paragraphs/?q=dock&section=2&sort=order")
    assert page.css_first(".other-views a").attributes["href"] == "/concordance/?q=dock&section=2"


def test_printed_words_are_escaped(client):
    factories.ParagraphFactory(text="<b>dock</b> & <script>quay</script>")
    search_index().rebuild()
    page = shown(client, "/concordance/?q=dock")
    assert page.css("main script, main td b") == []
    assert lines(client, "q=dock")[0][1:] == ("<b>", "dock", "</b> & <script>quay</script>")


def test_the_plot_has_a_line_for_each_paragraph_that_leads_to_it(client, report):
    page = shown(client, "/concordance/?q=dock")
    leads = [link.attributes["href"] for link in page.css("svg a")]
    assert leads == [f"/reports/docks/{place}" for place in ("1/?q=dock#p1", "1/?q=dock#p2", "2/?q=dock#p4")]
    assert [tick.attributes["d"].split()[0] for tick in page.css("svg .tick")] == ["M125.0", "M375.0", "M875.0"]
    assert page.css("svg [style]") == []


def test_of_many_the_plot_has_a_bar_for_each_section_that_leads_to_its_part(client, report, monkeypatch):
    monkeypatch.setattr(dispersion, "MOST_TICKS", 1)
    page = shown(client, "/concordance/?q=dock")
    bars = page.css("svg a")
    assert [bar.attributes["aria-label"] for bar in bars] == [
        "1: Page: 2 of 2 paragraphs",
        "2: Page: 1 of 2 paragraphs",
    ]
    for bar, count in zip(bars, (2, 1), strict=True):
        part = shown(client, bar.attributes["href"])
        assert words(part, ".lead a") == f"{count} paragraph{'s' if count > 1 else ''}"


def test_the_table_behind_the_plot_counts_every_paragraph(client, report):
    cells = [cell.text() for cell in shown(client, "/concordance/?q=dock").css(".dispersion td.number")]
    assert cells == ["2", "2", "1", "2"]


def test_a_set_narrowed_to_a_finer_section_keeps_it_in_the_links_of_the_plot(client, report, monkeypatch):
    page = report.sections.get(slug="1")
    page.last_position = page.position
    heading = factories.SectionFactory(
        report=report, parent=page, number="", title="Below", slug="1/below", is_page=False, depth=1, position=1
    )
    report.paragraphs.filter(label="2").update(section=heading)
    monkeypatch.setattr(dispersion, "MOST_BARS", 1)
    found = shown(client, "/concordance/?q=dock&section=1/below")
    (lead,) = [link.attributes["href"] for link in found.css(".dispersion td a")]
    assert words(shown(client, lead), ".lead strong") == words(found, ".lead strong")


def test_the_file_behind_the_plot_tells_how_often_and_how_far_in(client, report):
    rows = records(client, "/dispersion.csv?q=dock")
    assert [(row["paragraph"], row["occurrences"], row["share"]) for row in rows] == [
        ("1", "1", "0.0000"),
        ("2", "2", "0.3333"),
        ("4", "2", "1.0000"),
    ]


def test_a_concordance_asks_as_many_queries_for_forty_paragraphs_as_for_one(client):
    page = factories.SectionFactory()
    asked = []
    for many in (1, 39):
        for _ in range(many):
            factories.ParagraphFactory(page=page, text="A dock.")
        search_index().rebuild()
        with CaptureQueriesContext(connection) as queries:
            shown(client, "/concordance/?q=dock")
        asked.append(len(queries))
    assert asked[0] == asked[1]


@given(st.text(alphabet="ab .\nç", max_size=60), st.sampled_from(["a", '"a b"', "a OR b", "ab*", "a -b", '"a b"~3']))
def test_counting_finds_exactly_what_is_marked(text, written):
    query = parse(written)
    found = list(occurrences(Finder(query), text))
    assert [(one.start, one.end) for one in found] == list(marks(query, text))
    assert places(query, [(7, text)], "order") == [(7, one.number) for one in found]
    assert sorted(places(query, [(7, text)], "after")) == [(7, one.number) for one in found]


@given(st.text(alphabet="ab \n", max_size=200))
def test_what_stands_beside_a_match_touches_it_and_keeps_within_reach(text):
    for one in occurrences(Finder(parse("a")), text):
        assert 0 <= one.first <= one.start < one.end <= one.last <= len(text)
        assert max(one.start - one.first, one.last - one.end) <= CONTEXT
