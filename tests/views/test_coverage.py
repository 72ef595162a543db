"""A person's evidence: where it was given, and which of it the reports use, as a strip, a table and a file."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.models import Citation, Hearing, QuotationCheck, Standing, TranscriptPage, Witness
from tests import factories
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


def evidence(
    pages: int = 5, *, first: int = 1, slug: str = "day-1", witness: Witness | None = None, **values
) -> Hearing:
    """A day on which Ada Vale answers once on each of the pages; without pages, once in every second speech."""
    witness = witness or factories.WitnessFactory(name="Ada Vale", slug="ada-vale")
    hearing = factories.HearingFactory(slug=slug, inquiry=witness.inquiry, **values)
    for page in range(first, first + pages):
        TranscriptPage.objects.create(hearing=hearing, number=page, lines=[[n, "words"] for n in range(1, 26)])
        place = {"page_from": page, "line_from": 2, "page_to": page, "line_to": 20}
        factories.SpeechFactory(hearing=hearing, position=page, witness=witness, **place)
    return hearing


def spoken(turns: int = 20) -> Hearing:
    """A day without pages: questions, and answers by Ada Vale."""
    witness = factories.WitnessFactory(name="Ada Vale", slug="ada-vale")
    hearing = factories.HearingFactory(slug="day-1", inquiry=witness.inquiry)
    for turn in range(1, turns + 1):
        factories.SpeechFactory(hearing=hearing, position=turn, witness=None if turn % 2 else witness)
    return hearing


def passage(hearing: Hearing, label: str = "15"):
    report = factories.ReportFactory(inquiry=hearing.inquiry)
    return factories.ParagraphFactory(page=factories.SectionFactory(report=report, number="E.2"), label=label)


def cite(hearing: Hearing, **places) -> Citation:
    paragraph = passage(hearing)
    note = factories.FootnoteFactory(page=paragraph.page, label="3")
    factories.FootnoteMarkerFactory(paragraph=paragraph, footnote=note)
    return factories.CitationFactory(footnote=note, hearing=hearing, **places)


def quote(hearing: Hearing, **places) -> QuotationCheck:
    paragraph = passage(hearing)
    quotation = factories.QuotationFactory(paragraph=paragraph)
    return QuotationCheck.objects.create(
        report=paragraph.report, quotation=quotation, words="A plain", outcome="matched", hearing=hearing, **places
    )


def page_of(client):
    return shown(client, "/witnesses/ada-vale/")


def marks(page) -> list[str]:
    return [mark.attributes["aria-label"] for mark in page.css(".coverage svg a")]


def rows(client) -> list[dict[str, str]]:
    response = client.get("/witnesses/ada-vale/coverage.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(b"".join(response).decode().removeprefix("\ufeff"), newline="")))


def test_a_persons_page_shows_the_pages_of_their_evidence(client):
    hearing = evidence(5, first=3)
    page = page_of(client)
    assert "pages 3 to 7" in words(page, ".coverage figcaption")
    assert {hearing.get_absolute_url(), "/hearings/day-1/3/"} <= set(addresses(page, ".coverage figcaption"))
    assert "/speeches/?witness=ada-vale&hearing=day-1&kind=answer" in addresses(page, ".coverage figcaption")
    assert marks(page) == []


def test_whoever_only_asks_gives_no_evidence_and_their_words_can_be_read(client):
    counsel = factories.WitnessFactory(name="Ada Vale", slug="ada-vale")
    factories.SpeechFactory(hearing__inquiry=counsel.inquiry, witness=counsel, kind="question")
    page = page_of(client)
    assert not page.css(".coverage")
    assert "/speeches/?witness=ada-vale" in addresses(page)


def test_each_cited_page_is_a_mark_that_leads_to_the_lines(client):
    citation = cite(evidence(), page_from="2", line_from="3", page_to="2", line_to="9")
    page = page_of(client)
    [paragraph] = [marker.paragraph for marker in citation.footnote.markers.all()]
    assert marks(page) == [f"Page 2: cited in {paragraph}, note 3"]
    assert addresses(page, ".coverage svg") == ["/hearings/day-1/2:3-2:9/"]
    assert "use 1 of 5 pages" in words(page, ".coverage figcaption")


def test_a_page_used_twice_is_one_mark_that_leads_to_the_page(client):
    hearing = evidence()
    cite(hearing, page_from="2", line_from="3", line_to="9")
    quote(hearing, page_from=2, line_from=4, page_to=3, line_to=1)
    page = page_of(client)
    assert [mark.partition(":")[0] for mark in marks(page)] == ["Page 2", "Page 3"]
    assert addresses(page, ".coverage svg") == ["/hearings/day-1/2/", "/hearings/day-1/2:4-3:1/"]


def test_the_table_tells_each_use_with_its_paragraph(client):
    citation = cite(evidence(), page_from="2", line_from="3", line_to="9")
    table = page_of(client).css_first(".coverage table")
    paragraph = citation.footnote.markers.get().paragraph
    assert "Page 2, lines 3 to 9" in table.text()
    assert [link.attributes["href"] for link in table.css("a")] == [
        "/hearings/day-1/2:3-2:9/",
        paragraph.get_absolute_url(),
    ]


def test_a_day_without_pages_is_shown_by_its_speeches(client):
    quote(spoken(), speech_from=6, speech_to=6)
    page = page_of(client)
    assert "speeches 2 to 20" in words(page, ".coverage figcaption")
    assert [mark.partition(":")[0] for mark in marks(page)] == ["Speech 6"]
    assert addresses(page, ".coverage svg") == ["/hearings/day-1/speech-6/"]
    assert client.get("/hearings/day-1/speech-6/")["Location"] == "/hearings/day-1/?page=1#s6"


def test_a_note_that_cites_pages_of_a_day_without_any_is_counted_and_not_placed(client):
    hearing = spoken()
    cite(hearing, page_from="101", witness=Witness.objects.get())
    page = page_of(client)
    assert marks(page) == []
    assert "1 note cites the day without a place" in words(page, ".coverage figcaption")


def test_what_is_cited_of_another_persons_evidence_is_not_theirs(client):
    hearing = evidence(5)
    evidence(5, first=6, slug="day-2", witness=factories.WitnessFactory(inquiry=hearing.inquiry))
    cite(hearing, page_from="9")
    assert marks(page_of(client)) == []


def test_evidence_in_several_parts_of_a_day_is_told_part_by_part(client):
    hearing = evidence(3)
    evidence_place = {"page_from": 40, "line_from": 1, "page_to": 41, "line_to": 3}
    factories.SpeechFactory(hearing=hearing, position=90, witness=Witness.objects.get(), **evidence_place)
    page = page_of(client)
    assert "pages 1 to 3, pages 40 to 41" in words(page, ".coverage figcaption")
    assert len(page.css(".coverage rect.band")) == 2


@pytest.mark.parametrize("pages", [1, 300])
def test_a_strip_stays_inside_its_frame_however_long_the_evidence(client, pages):
    cite(evidence(pages), page_from="1", page_to=str(pages))
    page = page_of(client)
    drawn = [(float(one.attributes["x"]), float(one.attributes["width"])) for one in page.css(".coverage rect")]
    assert len(page.css(".coverage svg a")) == pages
    assert all(x >= 0 and width >= 3 and x + width <= 1000.1 for x, width in drawn)
    assert "style" not in page.css_first(".coverage svg").html


def test_a_closed_day_is_no_ones_evidence(client):
    cite(evidence(is_closed=True), page_from="1")
    assert not page_of(client).css(".coverage")
    assert rows(client) == []


def test_withdrawn_paragraphs_and_rejected_quotations_use_nothing(client):
    hearing = evidence()
    check = quote(hearing, page_from=2, page_to=2)
    check.quotation.standing = Standing.REJECTED
    check.quotation.save()
    gone = quote(hearing, page_from=3, page_to=3).quotation.paragraph
    gone.withdrawn_at = "2020-01-01T00:00Z"
    gone.save()
    assert marks(page_of(client)) == []


def test_the_file_has_a_row_for_each_use_and_one_for_a_day_that_nothing_uses(client):
    citation = cite(evidence(), page_from="2", line_from="3", line_to="9")
    evidence(2, slug="day-2", witness=Witness.objects.get())
    used, unused = rows(client)
    assert used["paragraphs"] == citation.footnote.markers.get().paragraph.citable_id
    assert (used["unit"], used["from"], used["to"], used["use"], used["note"]) == ("page", "2", "2", "cited", "3")
    assert used["url"].endswith("/hearings/day-1/2:3-2:9/")
    assert (unused["hearing"], unused["evidence"], unused["from"]) == ("hearings/day-2", "1-2", "")


def test_the_file_of_a_person_who_is_not_here_is_not_found(client):
    assert client.get("/witnesses/nobody/coverage.csv").status_code == 404


@pytest.mark.parametrize("address", ["/witnesses/ada-vale/", "/witnesses/ada-vale/coverage.csv"])
def test_coverage_asks_as_many_queries_for_forty_uses_and_days_as_for_one(client, address):
    asked = []
    for many in (1, 40):
        for day in range(many):
            known = Witness.objects.filter(slug="ada-vale").first()
            hearing = evidence(2, slug=f"day-{many}-{day}", witness=known)
            cite(hearing, page_from="1", witness=Witness.objects.get(slug="ada-vale"))
            quote(hearing, page_from=2, page_to=2)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            assert b"".join(response)
        asked.append(len(queries))
    assert asked[0] == asked[1]
