"""Testimony by page and line: the transcript, the very lines that a citation means, and what rests on them."""

import pytest

from evidence.models import Citation, Hearing, Speech, Standing, TranscriptPage
from evidence.models.lines import Lines
from tests import factories
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


def transcript(pages: int = 3, **values) -> Hearing:
    """A day of pages of 25 lines; the witness answers from line 20 of each to line 19 of the next."""
    hearing = factories.HearingFactory(slug="day-1", **values)
    witness = factories.WitnessFactory(inquiry=hearing.inquiry, name="Ada Vale", slug="ada-vale")
    for page in range(1, pages + 1):
        lines = [[line, f"words {page}-{line}"] for line in range(1, 26)]
        TranscriptPage.objects.create(hearing=hearing, number=page, lines=lines)
        spoken = {"hearing": hearing, "position": page, "text": "Words.", "page_from": page, "line_from": 20}
        answer = {"kind": Speech.Kind.ANSWER, "speaker_as_printed": "A.", "speaker": "Mrs Vale", "witness": witness}
        factories.SpeechFactory(**spoken, **answer, page_to=page + 1, line_to=19)
    return hearing


def cited(hearing: Hearing, label: str = "3", **places) -> Citation:
    """A citation of a hearing in a note of a new paragraph."""
    report = factories.ReportFactory(inquiry=hearing.inquiry)
    page = factories.SectionFactory(report=report, number="E.2")
    paragraph = factories.ParagraphFactory(page=page, label="15")
    note = factories.FootnoteFactory(page=page, label=label, text="Vale 20 May 2019 1/20-2/3")
    factories.FootnoteMarkerFactory(paragraph=paragraph, footnote=note)
    return factories.CitationFactory(footnote=note, hearing=hearing, **places)


def marked(page) -> list[str]:
    return [mark.text() for mark in page.css("mark")]


def test_a_transcript_shows_its_pages_and_lines_with_their_numbers(client):
    transcript()
    page = shown(client, "/hearings/day-1/")
    assert [heading.text() for heading in page.css(".leaf h2")] == ["Page 1", "Page 2", "Page 3"]
    line = page.css_first("#l2-9")
    assert (line.attributes["value"], line.text()) == ("9", "words 2-9")


def test_a_transcript_groups_lines_under_who_speaks_them(client):
    transcript()
    page = shown(client, "/hearings/day-1/")
    assert words(page, ".stretch.new .speaker") == "Mrs Vale"
    assert "/witnesses/ada-vale/" in addresses(page, ".stretch.new")
    assert "continues" in words(page, "section[aria-labelledby=p2] .speaker")


def test_a_rejected_witness_is_named_and_not_linked(client):
    transcript().speeches.get(position=1).witness.__class__.objects.update(standing=Standing.REJECTED)
    assert "/witnesses/ada-vale/" not in addresses(shown(client, "/hearings/day-1/"))


def test_a_line_without_a_number_is_shown_without_one(client):
    hearing = transcript(1)
    hearing.pages.update(lines=[[1, "first"], [None, "between"], [1, "again"], [2, "  second"]])
    lines = shown(client, "/hearings/day-1/").css(".lines li")
    assert [line.attributes.get("value") for line in lines] == ["1", None, "1", "2"]
    assert [line.attributes.get("id") for line in lines] == ["l1-1", None, None, "l1-2"]


def test_a_long_transcript_is_paged_by_its_own_pages(client):
    transcript(21)
    assert len(shown(client, "/hearings/day-1/").css(".leaf")) == 20
    assert words(shown(client, "/hearings/day-1/?page=2"), "h2") == "Page 21"
    shown(client, "/hearings/day-1/?page=3", status=400)


def test_an_address_marks_exactly_its_lines_across_a_page_break(client):
    transcript()
    page = shown(client, "/hearings/day-1/1:24-2:2/")
    assert marked(page) == ["words 1-24", "words 1-25", "words 2-1", "words 2-2"]
    lines = [line.text() for line in page.css(".lines li")]
    assert (lines[0], lines[-1]) == ("words 1-14", "words 2-12")


def test_the_context_of_lines_reaches_over_page_breaks(client):
    transcript()
    lines = [line.text() for line in shown(client, "/hearings/day-1/2:3/").css(".lines li")]
    assert (lines[0], lines[-1], len(lines)) == ("words 1-18", "words 2-13", 21)


def test_lines_in_mid_answer_name_their_speaker(client):
    transcript()
    page = shown(client, "/hearings/day-1/2:10-2:12/")
    assert "Spoken by Mrs Vale." in words(page)


def test_a_page_has_an_address_of_its_own(client):
    transcript()
    assert len(marked(shown(client, "/hearings/day-1/2/"))) == 25
    assert len(marked(shown(client, "/hearings/day-1/2-3/"))) == 50


def test_lines_lead_to_their_place_in_the_whole_transcript(client):
    transcript(21)
    assert "/hearings/day-1/?page=2#p21" in addresses(shown(client, "/hearings/day-1/21:1/"))


def test_of_very_many_pages_the_first_are_shown(client):
    transcript(25)
    page = shown(client, "/hearings/day-1/2-24/")
    assert len(marked(page)) == 20 * 25
    assert "These lines go on" in words(page)


@pytest.mark.parametrize(
    ("place", "status", "sentence"),
    [
        ("2:26", 404, "Page 2 of the hearing of 5 May 2019 has no line 26: its lines are 1 to 25."),
        ("2:1-3:30", 404, "has no line 30"),
        ("9:1", 404, "has no page 9: its pages are 1 to 3."),
        ("2-9", 404, "has no page 9"),
        ("0:0", 404, "has no page 0"),
        ("999999999:999999999", 404, "has no page 999999999"),
        ("1000000000:1", 400, "does not name lines of a transcript"),
        ("9" * 400, 400, "does not name lines of a transcript"),
        ("٣:١", 400, "does not name lines of a transcript"),
        ("2:9-3", 400, "does not name lines of a transcript"),
        ("-1", 400, "does not name lines of a transcript"),
        ("3:2-2:9", 400, "ends before it begins. Did you mean “2:9-3:2”?"),
        ("2:9-2:8", 400, "ends before it begins"),
    ],
)
def test_an_address_without_lines_is_answered_with_a_sentence(client, place, status, sentence):
    transcript(date="2019-05-05")
    assert sentence in words(shown(client, f"/hearings/day-1/{place}/", status))


def test_an_address_with_a_null_character_is_not_found(client):
    transcript()
    shown(client, "/hearings/day-1/1:1%00/", 404)


def test_a_hearing_without_lines_says_so_of_any_place(client):
    hearing = factories.HearingFactory()
    factories.SpeechFactory(hearing=hearing)
    page = shown(client, f"{hearing.get_absolute_url()}2:9/", 404)
    assert "has no page and line numbers here" in words(page)
    assert hearing.get_absolute_url() in addresses(page)


def test_a_hearing_that_is_not_here_has_no_lines(client):
    assert "There is no hearing at “day-9”." in words(shown(client, "/hearings/day-9/2:9/", 404))


@pytest.mark.parametrize(("place", "status"), [("", 200), ("1:1/", 404), ("99:1/", 404), ("nonsense/", 404)])
def test_a_closed_hearing_says_that_and_nothing_else(client, place, status):
    cited(transcript(is_closed=True, title="The cipher is Ada Vale"), page_from="1", line_from="20")
    page = shown(client, f"/hearings/day-1/{place}", status)
    assert "sat in closed session. Nothing of it is shown." in words(page)
    for secret in ("words 1", "Vale", "E.2"):
        assert secret not in page.html


def test_the_margin_says_which_paragraph_uses_the_lines(client):
    citation = cited(transcript(), page_from="1", line_from="20", page_to="2", line_to="3")
    page = shown(client, "/hearings/day-1/")
    assert words(page, ".uses") == "Page 1, line 20 to page 2, line 3: used in E.2, paragraph 15, note 3"
    paragraph = citation.footnote.markers.get().paragraph
    assert addresses(page, ".uses") == ["/hearings/day-1/1:20-2:3/", paragraph.get_absolute_url()]
    assert len(page.css("li.cited")) == 9


def test_a_paragraph_that_calls_a_note_twice_is_named_once(client):
    marker = cited(transcript(), page_from="1").footnote.markers.get()
    factories.FootnoteMarkerFactory(paragraph=marker.paragraph, footnote=marker.footnote)
    assert words(shown(client, "/hearings/day-1/"), ".uses") == "Page 1: used in E.2, paragraph 15, note 3"


def test_a_use_stands_beside_the_first_of_its_lines(client):
    cited(transcript(), page_from="1", line_from="22", line_to="23")
    page = shown(client, "/hearings/day-1/")
    used = next(stretch for stretch in page.css(".stretch") if stretch.css_first(".uses"))
    assert used.css_first("li").text() == "words 1-22"


def test_a_use_that_begins_earlier_stands_beside_the_first_line_shown(client):
    cited(transcript(), page_from="1", page_to="3")
    assert "Pages 1 to 3" in words(shown(client, "/hearings/day-1/3:25/"), ".uses")


def test_a_citation_of_the_whole_day_stands_beside_no_line(client):
    cited(transcript())
    assert not shown(client, "/hearings/day-1/").css(".uses")


def test_a_withdrawn_page_uses_nothing(client):
    citation = cited(transcript(), page_from="1")
    page = citation.footnote.page
    page.withdrawn_at = "2020-01-01T00:00Z"
    page.save()
    assert not shown(client, "/hearings/day-1/").css(".uses")


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ({"page_from": "1", "line_from": "20", "page_to": "2", "line_to": "3"}, "/hearings/day-1/1:20-2:3/"),
        ({"page_from": "1", "line_from": "20", "line_to": "22"}, "/hearings/day-1/1:20-1:22/"),
        ({"page_from": "1", "line_from": "20"}, "/hearings/day-1/1:20/"),
        ({"page_from": "1", "page_to": "2"}, "/hearings/day-1/1-2/"),
        ({"page_from": "1", "line_from": "20", "page_to": "2"}, "/hearings/day-1/1-2/"),
        ({"page_from": "1"}, "/hearings/day-1/1/"),
        ({"page_from": "99"}, ""),
        ({"page_from": "xii"}, ""),
        ({"page_from": "2", "page_to": "1"}, ""),
        ({}, ""),
    ],
)
def test_a_citation_knows_the_address_of_its_lines(place, address):
    assert cited(transcript(), **place).lines_url == address


def test_a_citation_of_a_closed_hearing_leads_to_no_line():
    assert cited(transcript(is_closed=True), page_from="1").lines_url == ""


def test_a_citation_of_a_hearing_without_lines_leads_to_no_line():
    assert cited(factories.HearingFactory(), page_from="1").lines_url == ""


def test_a_paragraph_leads_to_the_lines_its_note_cites(client):
    citation = cited(transcript(), page_from="1", line_from="20")
    page = shown(client, citation.footnote.markers.get().paragraph.get_absolute_url())
    assert addresses(page, ".note").count("/hearings/day-1/1:20/") == 1
    assert "/hearings/day-1/1:20/" in addresses(page, ".citations")


def test_a_note_that_cites_a_day_without_lines_leads_to_the_day(client):
    hearing = factories.HearingFactory()
    paragraph = cited(hearing, page_from="1").footnote.markers.get().paragraph
    assert hearing.get_absolute_url() in addresses(shown(client, paragraph.get_absolute_url()), ".citations")


def test_a_source_and_the_list_of_citations_lead_to_the_lines(client):
    citation = cited(transcript(), page_from="1", line_from="20")
    for address in (citation.source.get_absolute_url(), "/citations/"):
        assert "/hearings/day-1/1:20/" in addresses(shown(client, address))


@pytest.mark.parametrize("count", [1, 40])
def test_a_transcript_asks_the_database_the_same_however_much_was_said(client, django_assert_num_queries, count):
    hearing = transcript(count)
    for number in range(count):
        cited(hearing, str(number), page_from="1", line_from="20")
    with django_assert_num_queries(8):
        shown(client, "/hearings/day-1/")
    with django_assert_num_queries(10):
        shown(client, "/hearings/day-1/1:20-1:22/")


@pytest.mark.parametrize("count", [1, 40])
def test_citations_of_lines_ask_the_database_the_same_however_many(client, django_assert_num_queries, count):
    hearing = transcript(1)
    source = factories.SourceFactory(inquiry=hearing.inquiry)
    for number in range(count):
        cited(hearing, str(number), page_from="1", line_from=str(number), source=source)
    with django_assert_num_queries(5):
        shown(client, source.get_absolute_url())


@pytest.mark.parametrize("place", ["69", "69-70", "69:9", "69:9-70:2", "69:9-69:12"])
def test_an_address_of_lines_is_written_as_it_is_read(place):
    assert Lines.at(place).address == place
