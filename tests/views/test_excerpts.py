"""The testimony on a paragraph's own page: under each quotation, and under the notes that quote nothing."""

import pytest

from evidence.models import Hearing, TranscriptPage
from tests import factories
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db
LINES = [[number, f"    line {number} of what was said"] for number in range(1, 26)]


@pytest.fixture
def hearing():
    hearing = factories.HearingFactory(slug="day-1")
    for number in (4, 5, 6):
        TranscriptPage.objects.create(hearing=hearing, number=number, lines=LINES)
    whole = {"page_from": 4, "line_from": 1, "page_to": 6, "line_to": 25}
    factories.SpeechFactory(hearing=hearing, position=1, speaker="Ada Vale", **whole)
    return hearing


@pytest.fixture
def paragraph(hearing):
    page = factories.SectionFactory(report__inquiry=hearing.inquiry)
    return factories.ParagraphFactory(page=page, text="She said “the dock was often wet” and no more.")


def cite(paragraph, hearing, **place):
    """A note of the paragraph that cites lines of the hearing."""
    note = factories.FootnoteFactory(page=paragraph.page)
    factories.FootnoteMarkerFactory(paragraph=paragraph, footnote=note, offset=33)
    return factories.CitationFactory(footnote=note, hearing=hearing, kind="transcript", **place)


def quote(paragraph, note, **check):
    quotation = factories.QuotationFactory(paragraph=paragraph, start=9, end=33, footnote=note)
    return factories.QuotationCheckFactory(quotation=quotation, **check)


def at(page: int, line: int, last_page: int, last_line: int) -> dict[str, int]:
    return {"page_from": page, "line_from": line, "page_to": last_page, "line_to": last_line}


def test_a_quotation_shows_the_lines_where_it_was_said_with_a_few_around_them(client, paragraph, hearing):
    note = cite(paragraph, hearing).footnote
    quote(paragraph, note, hearing=hearing, **at(4, 24, 5, 2))
    page = shown(client, paragraph.get_absolute_url())
    marked = [mark.text() for mark in page.css(".quoted .testimony mark")]
    assert marked == [f"line {number} of what was said" for number in (24, 25, 1, 2)]
    numbers = [int(line.attributes["value"]) for line in page.css(".quoted .lines li")]
    assert numbers == [21, 22, 23, 24, 25, 1, 2, 3, 4, 5]
    assert words(page, ".testimony .speaker") == "Ada Vale continues"
    assert "/hearings/day-1/4:24-5:2/" in addresses(page, ".testimony")
    assert f"#{note.anchor}" in addresses(page, ".quoted")


def test_an_altered_quotation_shows_what_differs(client, paragraph, hearing):
    difference = [["same", "the dock was"], ["gone", "always"], ["new", "often"], ["same", "wet"]]
    note = cite(paragraph, hearing).footnote
    quote(paragraph, note, hearing=hearing, outcome="altered", difference=difference, **at(4, 1, 4, 2))
    page = shown(client, paragraph.get_absolute_url())
    assert (words(page, ".difference del"), words(page, ".difference ins")) == (
        "said, and not quoted: always;",
        "quoted, and not said: often;",
    )


def test_words_that_are_not_there_show_the_lines_cited_and_where_they_were_said_instead(client, paragraph, hearing):
    note = cite(paragraph, hearing, page_from="4", line_from="2", line_to="3").footnote
    quote(paragraph, note, hearing=hearing, outcome="not-found", **at(6, 20, 6, 21))
    page = shown(client, paragraph.get_absolute_url())
    assert [words_of.text() for words_of in page.css(".quoted .testimony .leaf-number")] == ["Page 4", "Page 6"]


def test_a_note_that_quotes_nothing_shows_its_lines_folded(client, paragraph, hearing):
    cite(paragraph, hearing, page_from="5", line_from="9", line_to="10")
    page = shown(client, paragraph.get_absolute_url())
    (shown_lines,) = page.css("details.testimony")
    assert "open" not in shown_lines.attributes
    assert [mark.text() for mark in shown_lines.css("mark")] == ["line 9 of what was said", "line 10 of what was said"]


def test_lines_shown_with_the_quotation_are_not_shown_again_under_its_note(client, paragraph, hearing):
    note = cite(paragraph, hearing, page_from="4", line_from="2", line_to="3").footnote
    quote(paragraph, note, hearing=hearing, **at(4, 2, 4, 3))
    assert len(shown(client, paragraph.get_absolute_url()).css(".testimony")) == 1


def test_a_transcript_without_lines_shows_the_speech_and_its_neighbours(client, paragraph):
    hearing = factories.HearingFactory(inquiry=paragraph.report.inquiry)
    for position in range(1, 6):
        factories.SpeechFactory(hearing=hearing, position=position, text=f"Speech number {position}.")
    note = cite(paragraph, hearing).footnote
    nowhere = dict.fromkeys(("page_from", "line_from", "page_to", "line_to"))
    quote(paragraph, note, hearing=hearing, speech_from=3, speech_to=3, **nowhere)
    page = shown(client, paragraph.get_absolute_url())
    assert words(page, ".testimony .said") == "A. Speech number 3."
    assert len(page.css(".testimony .speech")) == 3
    assert f"/hearings/{hearing.slug}/speech-3/" in addresses(page, ".testimony")


def test_a_page_of_a_transcript_without_pages_shows_the_speeches_that_are_probably_meant(client, paragraph):
    hearing = factories.HearingFactory(inquiry=paragraph.report.inquiry)
    for position in range(1, 9):
        factories.SpeechFactory(hearing=hearing, position=position, text=f"Speech number {position}.")
    cite(paragraph, hearing, page_from="7", line_from="2", speech_from=4)
    page = shown(client, paragraph.get_absolute_url())
    assert "probably here" in words(page, ".citations")
    assert "this transcript has no page numbers" in words(page, ".testimony summary")
    assert [said.text().split()[-1] for said in page.css(".testimony .said")] == ["4.", "5.", "6."]
    Hearing.objects.update(is_closed=True)
    assert not shown(client, paragraph.get_absolute_url()).css(".testimony, .citations [href*=speech]")


def test_a_long_stretch_shows_its_first_pages(client, paragraph, hearing):
    for number in (7, 8, 9):
        TranscriptPage.objects.create(hearing=hearing, number=number, lines=LINES)
    cite(paragraph, hearing, page_from="4", page_to="9")
    page = shown(client, paragraph.get_absolute_url())
    assert "only their first pages are shown" in words(page, ".testimony")
    assert len(page.css(".testimony mark")) < 120


def test_nothing_of_a_closed_hearing_is_shown(client, paragraph, hearing):
    note = cite(paragraph, hearing, page_from="5", line_from="9", line_to="10").footnote
    quote(paragraph, note, hearing=hearing, outcome="altered", difference=[["gone", "always"]], **at(4, 2, 4, 3))
    Hearing.objects.update(is_closed=True)
    text = words(shown(client, paragraph.get_absolute_url()))
    assert "of what was said" not in text
    assert "always" not in text


@pytest.mark.parametrize("count", [1, 40])
def test_a_paragraph_asks_the_database_the_same_however_much_testimony_it_rests_on(
    client, paragraph, hearing, django_assert_num_queries, count
):
    for number in range(count):
        note = cite(paragraph, hearing, page_from="5", line_from=str(number % 20 + 1)).footnote
        quote(paragraph, note, hearing=hearing, **at(4, number % 20 + 1, 4, number % 20 + 2))
    with django_assert_num_queries(7):
        shown(client, paragraph.get_absolute_url())
