"""Quotations by what was made of them beside the testimony: the list, its counts, its files."""

import csv
import io

import pytest
from selectolax.lexbor import LexborHTMLParser

from evidence.models import Hearing
from tests.factories import ParagraphFactory, QuotationCheckFactory, QuotationFactory

pytestmark = pytest.mark.django_db
DIFFERENCE = [["same", "The dock was"], ["new", "often"], ["gone", "always"], ["same", "wet"]]


@pytest.fixture
def checks():
    """One of each outcome and two quotations that were not checked."""
    paragraph = ParagraphFactory(text="The dock was often wet, and nobody minded it much.")
    QuotationCheckFactory(quotation=QuotationFactory(paragraph=paragraph, start=0, end=12))
    altered = QuotationFactory(paragraph=paragraph, start=0, end=22)
    QuotationCheckFactory(quotation=altered, outcome="altered", difference=DIFFERENCE, likeness=80)
    nowhere = {"hearing": None, "page_from": None, "page_to": None, "speech_from": None}
    QuotationCheckFactory(quotation=QuotationFactory(paragraph=paragraph, start=4), outcome="not-found", **nowhere)
    QuotationFactory(paragraph=paragraph, start=24, end=30)
    QuotationFactory(paragraph=paragraph, start=31, end=40)


def page(client, query: str = "") -> LexborHTMLParser:
    return LexborHTMLParser(client.get(f"/quotations/{query}").content.decode())


def rows(client, query: str) -> list[dict[str, str]]:
    file = b"".join(client.get(f"/quotations.csv{query}").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(file, newline="")))


def test_every_count_is_that_of_the_list_behind_it(client, checks):
    values = page(client).css(".facets li")
    counts = {value.css_first("a").attributes["href"]: int(value.css_first(".count").text()) for value in values}
    assert sorted(counts.values()) == [1, 1, 1, 2]
    for address, count in counts.items():
        query = "?" + address.partition("?")[2]
        assert len(page(client, query).css(".quoted-words")) == len(rows(client, query)) == count


def test_outcomes_combine(client, checks):
    assert len(rows(client, "?check=altered&check=unchecked")) == 3


def test_an_outcome_that_is_none_is_refused_with_those_there_are(client, checks):
    response = client.get("/quotations/?check=wrong")
    assert response.status_code == 400
    assert "“not-found”" in response.content.decode()


def test_the_file_says_what_was_found_and_where(client, checks):
    (row,) = rows(client, "?check=altered")
    hearing = Hearing.objects.order_by("date").last()
    assert row["check"] == "altered"
    assert row["difference"] == "The dock was {+often+} [-always-] wet"
    assert row["found_in"] == f"hearings/{hearing.slug}"
    assert (row["found_at"], row["found_speech"]) == ("4:17-4:18", f"hearings/{hearing.slug}/speech-3")


def test_the_difference_is_told_to_those_who_do_not_see_it(client, checks):
    shown = page(client, "?check=altered").css_first(".difference")
    assert " ".join(shown.css_first("del").text().split()) == "said, and not quoted: always;"
    assert " ".join(shown.css_first("ins").text().split()) == "quoted, and not said: often;"


def test_words_of_a_closed_hearing_are_shown_nowhere(client, checks):
    Hearing.objects.update(is_closed=True)
    assert "always" not in client.get("/quotations/").content.decode()
    assert {(row["found_in"], row["difference"]) for row in rows(client, "")} == {("", "")}


@pytest.mark.parametrize("many", [1, 40])
def test_a_list_needs_no_query_for_each_check(client, django_assert_max_num_queries, many):
    for _ in range(many):
        QuotationCheckFactory(outcome="altered", difference=DIFFERENCE)
    with django_assert_max_num_queries(4):
        client.get("/quotations/")
