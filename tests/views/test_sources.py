"""Sources and hearings: what is cited, by pinpoint, and what was said."""

import pytest

from evidence.models import Quotation, Standing
from tests import factories, sets
from tests.example_report import example_report
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


def cited(source, label, **places):
    """A citation in a note of a new paragraph."""
    paragraph = factories.ParagraphFactory(label=label)
    note = factories.FootnoteFactory(page=paragraph.page)
    factories.FootnoteMarkerFactory(paragraph=paragraph, footnote=note)
    return factories.CitationFactory(footnote=note, source=source, **places)


def quoted(source, label):
    """Words of a new paragraph that rest on a citation, checked against a hearing."""
    note = cited(source, label).footnote
    quotation = factories.QuotationFactory(paragraph=note.markers.get().paragraph, footnote=note, start=2)
    factories.QuotationCheckFactory(quotation=quotation)
    return quotation


def test_an_empty_list_of_sources_says_why(client):
    assert "No source is listed yet." in words(shown(client, "/sources/"))


def test_the_list_of_sources_counts_citations(client):
    example_report()
    assert words(shown(client, "/sources/"), "tbody tr") == "WITN0001 Statement cited only 1"


def test_the_list_counts_the_citations_that_the_source_shows(client):
    example = example_report()
    note = cited(example.source, "9", page_from="7").footnote
    sets.withdraw(note.page)
    assert words(shown(client, "/sources/"), "tbody td.number") == "1"
    page = shown(client, "/sources/WITN0001/")
    assert len(page.css(".citations li")) == 1
    assert note.get_absolute_url() not in addresses(page)


def test_a_citation_leads_to_no_rejected_source_or_witness(client):
    example = example_report()
    for row in (example.source, example.witness):
        row.standing = Standing.REJECTED
        row.save()
    for address in ("/citations/", example.opening.get_absolute_url()):
        found = addresses(shown(client, address))
        assert example.source.get_absolute_url() not in found, address
        assert example.witness.get_absolute_url() not in found, address


def test_a_source_shows_each_citing_paragraph_by_the_place_it_cites(client):
    example_report()
    page = shown(client, "/sources/WITN0001/")
    assert words(page, "h3") == "Page 52, paragraph 6"
    found = addresses(page, ".citations")
    assert found == ["/reports/harbour/b-1/3/", "/reports/harbour/b-1/#note-1"]


def test_places_in_a_source_stand_in_its_own_order(client):
    source = factories.SourceFactory()
    cited(source, "1", page_from="10")
    cited(source, "2", page_from="9", line_from="20")
    cited(source, "3", page_from="9", line_from="3", page_to="10", line_to="4")
    cited(source, "4")
    headings = [heading.text() for heading in shown(client, source.get_absolute_url()).css("h3")]
    assert headings == ["The whole of it", "Page 9, line 3 to page 10, line 4", "Page 9, line 20", "Page 10"]


def test_a_reference_may_hold_slashes_and_stops(client):
    source = factories.SourceFactory(reference="HC 898/2004 vol. 1", slug="HC-898/2004-vol.1")
    assert words(shown(client, "/sources/HC-898/2004-vol.1/"), "h1") == source.reference


def test_a_rejected_source_is_not_shown(client):
    source = factories.SourceFactory(standing=Standing.REJECTED)
    assert source.reference not in words(shown(client, "/sources/"))
    shown(client, source.get_absolute_url(), status=404)


def test_a_source_that_nothing_cites_says_so(client):
    source = factories.SourceFactory()
    assert "No footnote is known to cite it." in words(shown(client, source.get_absolute_url()))


@pytest.mark.parametrize("count", [1, 40])
def test_a_source_asks_the_database_the_same_however_often_it_is_cited(client, django_assert_num_queries, count):
    source = factories.SourceFactory()
    for number in range(count):
        cited(source, str(number), page_from=str(number))
        quoted(source, str(number))
    with django_assert_num_queries(5):
        shown(client, source.get_absolute_url())


def test_a_source_shows_the_words_that_rest_on_it(client):
    source = factories.SourceFactory()
    quotation = quoted(source, "1")
    assert quotation.text in words(shown(client, source.get_absolute_url()))
    Quotation.objects.update(standing="rejected")
    assert quotation.text not in words(shown(client, source.get_absolute_url()))


def test_with_no_hearing_imported_the_list_says_so(client):
    assert "No hearing has been imported." in words(shown(client, "/hearings/"))


def test_a_hearing_shows_who_said_what_and_where_it_is_printed(client):
    hearing = factories.HearingFactory(title="Day 6")
    witness = factories.WitnessFactory(inquiry=hearing.inquiry, slug="ada-vale")
    factories.SpeechFactory(hearing=hearing, witness=witness, text="It was refused.", page_from=52, line_from=6)
    page = shown(client, hearing.get_absolute_url())
    assert words(page, ".speech") == "A. 52/6 It was refused."
    assert addresses(page, ".speech") == ["/witnesses/ada-vale/"]
    assert "1" in words(shown(client, "/hearings/"), "tbody tr .number")


def test_of_a_closed_hearing_nothing_is_shown(client):
    hearing = factories.HearingFactory(is_closed=True)
    factories.SpeechFactory(hearing=hearing, text="Not for the public.")
    text = words(shown(client, hearing.get_absolute_url()))
    assert "closed session" in text
    assert "Not for the public." not in text
