"""A report in pictures: what is drawn, what each mark leads to, and the files of the figures."""

import csv
import io

import pytest

from evidence.models import Standing
from tests import factories
from tests.example_report import ExampleReport, example_report
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def example() -> ExampleReport:
    return example_report()


def rows(client, address) -> list[dict[str, str]]:
    content = b"".join(client.get(address)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def number_listed(client, address) -> int:
    """How many rows the set at an address of a list has."""
    path, _, query = address.partition("/?")
    return len(rows(client, f"{path}.csv?{query}"))


def test_the_map_has_a_bar_for_every_page(client, example):
    page = shown(client, "/pictures/harbour/")
    found = [" ".join(row.text().split()) for row in page.css(".map tbody tr")]
    assert found == ["B.1: What was known 2 1 Ms Ada Vale (1)", "B.2: What was done 1 0"]


def test_a_bar_is_as_long_as_the_text_and_filled_as_far_as_it_rests_on_testimony(client, example):
    page = shown(client, "/pictures/harbour/")
    widths = [[float(rect.attributes["width"]) for rect in svg.css("rect")] for svg in page.css("svg.bar")]
    assert widths[0] == [1000, 500]
    assert 0 < widths[1][0] < 1000
    assert widths[1][1] == 0


def test_every_mark_of_the_pictures_leads_to_as_many_as_it_says(client, example):
    factories.CitationFactory(footnote=example.note, date="2009-11-02", position=5)
    page = shown(client, "/pictures/harbour/")
    testimony, quoted = addresses(page, ".map td.number")[0], addresses(page, ".matrix td")[0]
    (period,) = addresses(page, "section[aria-labelledby=dates] details")
    assert number_listed(client, testimony) == 1
    assert number_listed(client, quoted) == int(words(page, ".matrix td a .visually-hidden")) == 1
    assert number_listed(client, period) == int(words(page, "section[aria-labelledby=dates] tbody .number")) == 1


def test_few_years_are_drawn_by_the_month_and_many_by_the_year(client, example):
    for date in ("2009-11-02", "2009-11", "2010-01-05", "2011", ""):
        factories.CitationFactory(footnote=example.note, date=date)
    assert [row["date"] for row in rows(client, "/pictures/harbour/dates.csv")] == ["2009-11", "2010-01", "2011"]
    factories.CitationFactory(footnote=example.note, date="2012-01-01")
    assert rows(client, "/pictures/harbour/dates.csv")[0] == {"date": "2009", "citations": "2"}


def test_whoever_staff_rejected_is_in_no_picture(client, example):
    example.witness.standing = Standing.REJECTED
    example.witness.save()
    page = shown(client, "/pictures/harbour/")
    assert "Vale" not in words(page)
    assert rows(client, "/pictures/harbour/quoted.csv") == []


def test_the_files_give_the_figures_of_the_pictures(client, example):
    (first, _) = rows(client, "/pictures/harbour/sections.csv")
    assert (first["section"], first["paragraphs"], first["on_testimony"]) == ("reports/harbour/b-1", "2", "1")
    (quoted,) = rows(client, "/pictures/harbour/quoted.csv")
    assert (quoted["witness"], quoted["quotations"]) == ("ada-vale", "1")


def test_citations_are_found_by_the_date_of_what_they_cite(client, example):
    factories.CitationFactory(footnote=example.note, date="2009-11-02", position=5)
    factories.CitationFactory(footnote=example.note, date="2010", position=6)
    for date, number in (("2009", 1), ("2009-11", 1), ("2009-12", 0), ("2009&date=2010", 2)):
        assert number_listed(client, f"/citations/?date={date}") == number
    assert "is not a date" in words(shown(client, "/citations/?date=June", 400))


def test_a_report_without_pages_says_so(client):
    report = factories.ReportFactory()
    assert "No page of this report" in words(shown(client, f"/pictures/{report.slug}/"))
    shown(client, "/pictures/nowhere/", 404)


@pytest.mark.parametrize("number", [1, 40])
def test_pictures_ask_the_database_as_often_however_much_they_show(
    client, number, example, django_assert_max_num_queries
):
    for _ in range(number):
        page = factories.SectionFactory(report=example.report)
        paragraph = factories.ParagraphFactory(page=page)
        witness = factories.WitnessFactory(inquiry=example.inquiry)
        factories.QuotationFactory(paragraph=paragraph, witness=witness)
        note = factories.FootnoteFactory(page=page)
        factories.FootnoteMarkerFactory(paragraph=paragraph, footnote=note)
        factories.CitationFactory(footnote=note, date="2009")
    with django_assert_max_num_queries(7):
        shown(client, "/pictures/harbour/")
