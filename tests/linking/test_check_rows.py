"""Checks of quotations as they are stored: made anew by each linking, and never against staff or a closed hearing."""

import datetime

import pytest

from evidence.linking.link import link_inquiry
from evidence.models import Hearing, ImportProblem, Origin, Paragraph, QuotationCheck, TranscriptPage
from evidence.models.batches import Tally
from tests.factories import (
    FootnoteFactory,
    FootnoteMarkerFactory,
    HearingFactory,
    ParagraphFactory,
    SpeechFactory,
    WitnessFactory,
)

pytestmark = pytest.mark.django_db
TEXT = "Ms Ada Vale told us that “the reports were never read by anybody at all”. She was sure."
LINES = [[1, "Q.  What became of them?"], [2, "A.  The reports were never read by"], [3, "    anybody at all."]]


@pytest.fixture
def paragraph() -> Paragraph:
    """A paragraph whose note cites two lines of a hearing that is held."""
    paragraph = ParagraphFactory(text=TEXT)
    note = FootnoteFactory(page=paragraph.page, label="1", text="Transcript, 20 May 2019, Ada Vale, page 7, lines 2-3.")
    FootnoteMarkerFactory(paragraph=paragraph, footnote=note, label="1", offset=TEXT.index(". She"))
    WitnessFactory(inquiry=paragraph.report.inquiry, name="Ada Vale", honorific="Ms", origin=Origin.IMPORTED)
    hearing = HearingFactory(inquiry=paragraph.report.inquiry, date=datetime.date(2019, 5, 20))
    TranscriptPage.objects.create(hearing=hearing, number=7, lines=LINES)
    asked = {"kind": "question", "speaker_as_printed": "Q.", "text": "What became of them?"}
    SpeechFactory(hearing=hearing, position=1, page_from=7, line_from=1, page_to=7, line_to=1, **asked)
    answer = "The reports were never read by anybody at all."
    SpeechFactory(hearing=hearing, position=2, text=answer, page_from=7, line_from=2, page_to=7, line_to=3)
    link(paragraph)
    return paragraph


def link(paragraph: Paragraph) -> Tally:
    tallies: dict[str, Tally] = {}
    link_inquiry(paragraph.report.inquiry, tallies)
    return tallies["quotation checks"]


def say(words: str) -> None:
    TranscriptPage.objects.update(lines=[LINES[0], [2, f"A.  {words}"]])


def decide(**values: object) -> None:
    QuotationCheck.objects.update(origin=Origin.STAFF, **values)


def test_a_quotation_is_laid_beside_the_lines_that_its_note_cites(paragraph):
    check = QuotationCheck.objects.get()
    assert (check.outcome, check.lines.address, check.speech_from) == ("matched", "7:2-7:3", 2)
    assert check.quotation.paragraph == paragraph


def test_linking_again_writes_no_check(paragraph):
    assert link(paragraph).written == 0


def test_a_check_is_made_anew_when_the_transcript_is_corrected(paragraph):
    say("The reports were seldom read by anybody at all.")
    link(paragraph)
    assert QuotationCheck.objects.get().outcome == "altered"


def test_what_staff_decided_stands_whatever_the_transcript_says(paragraph):
    decide()
    say("Nobody wrote any.")
    link(paragraph)
    assert QuotationCheck.objects.get().outcome == "matched"


def test_staff_s_check_follows_its_words_when_the_quotation_is_read_anew(paragraph):
    decide(outcome="altered")
    Paragraph.objects.update(text="As we have said, Ms Ada Vale t" + TEXT.partition("Vale t")[2])
    link(paragraph)
    check = QuotationCheck.objects.get()
    assert (check.outcome, check.origin, check.quotation.text) == ("altered", "staff", check.words)


def test_staff_s_check_of_words_that_are_gone_is_dropped_and_said(paragraph):
    decide()
    Paragraph.objects.update(text="Ms Ada Vale was sure.")
    link(paragraph)
    assert not QuotationCheck.objects.exists()
    assert ImportProblem.objects.get().code == "staff-check-dropped"


def test_nothing_is_laid_beside_a_closed_hearing(paragraph):
    Hearing.objects.update(is_closed=True)
    link(paragraph)
    assert not QuotationCheck.objects.exists()


def test_staff_s_check_keeps_no_words_of_a_hearing_that_was_closed(paragraph):
    decide(outcome="altered", difference=[["gone", "a secret"]])
    Hearing.objects.update(is_closed=True)
    link(paragraph)
    check = QuotationCheck.objects.get()
    assert (check.outcome, check.hearing, check.difference, check.lines) == ("altered", None, [], None)


def test_words_of_a_document_are_not_looked_for_in_testimony(paragraph):
    note = paragraph.markers.get().footnote
    note.text = "Ada Vale 1st [WITN00010000] at [52/6]."
    note.save()
    say("The reports were often read by anybody at all.")
    link(paragraph)
    assert not QuotationCheck.objects.exists()
