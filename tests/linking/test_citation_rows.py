"""Citations as they are stored: where cross-references lead, what lists add to a note, why one is undecided."""

import pytest

from evidence.linking.link import link_inquiry
from evidence.models import Citation, Section
from tests.factories import FootnoteFactory, ParagraphFactory, SectionFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Section:
    """Part A, Chapter 1, with paragraphs 2.1 and 2.2 and a numbered sub-heading; Chapter 2 has a paragraph 2.1 too."""
    page = SectionFactory(number="Part A, Chapter 1", slug="part-a-chapter-1")
    other = SectionFactory(report=page.report, number="Part A, Chapter 2", slug="part-a-chapter-2")
    heading = {"parent": page, "number": "2", "title": "Before the flood", "is_page": False}
    SectionFactory(report=page.report, slug="part-a-chapter-1/before-the-flood", **heading)
    for position, (where, label) in enumerate([(page, "2.1"), (page, "2.2"), (other, "2.1"), (other, "2.3")]):
        ParagraphFactory(page=where, label=label, position=position)
    return page


def cited(page: Section, text: str) -> list[Citation]:
    note = FootnoteFactory(page=page, text=text)
    link_inquiry(page.report.inquiry, {})
    return list(note.citations.order_by("start", "position"))


def targets(page: Section, text: str) -> list[str]:
    rows = [row.target_paragraph or row.target_section for row in cited(page, text)]
    return [row.get_absolute_url().removeprefix(page.report.get_absolute_url()) for row in rows if row]


def test_a_number_that_recurs_means_the_paragraph_of_the_same_page(page):
    assert targets(page, "See paragraph 2.1 above.") == ["part-a-chapter-1/2.1/"]


def test_a_paragraph_of_another_chapter_is_found_there(page):
    assert targets(page, "See paragraph 2.1 of Part A, Chapter 2.") == ["part-a-chapter-2/2.1/"]


def test_the_second_of_two_paragraphs_is_found_as_well(page):
    assert targets(page, "See paragraphs 2.1 and 2.2 above.") == ["part-a-chapter-1/2.1/", "part-a-chapter-1/2.2/"]


def test_a_section_may_be_a_numbered_sub_heading_of_the_page(page):
    assert targets(page, "See section 2 below.") == ["part-a-chapter-1/#before-the-flood"]


def test_what_is_not_in_the_report_is_said_with_its_place(page):
    (citation,) = cited(page, "See Part J, Chapter 3.")
    assert (citation.status, citation.reason) == ("ambiguous", "no Part J, Chapter 3 in this report")


def test_a_listed_transcript_tells_what_a_bare_place_means(page):
    SourceFactory(inquiry=page.report.inquiry, reference="INQ00001202", kind="transcript")
    (citation,) = cited(page, "[INQ00001202] at [204/16].")
    assert (citation.kind, citation.page_from, citation.line_from) == ("transcript", "204", "16")


def test_a_listed_letter_is_still_a_document_in_a_note_that_gives_its_number_only(page):
    source = SourceFactory(inquiry=page.report.inquiry, reference="POL00448914", kind="letter")
    (citation,) = cited(page, "[POL00448914].")
    assert (citation.kind, citation.source, source.kind) == ("document", source, "letter")


def test_an_ibid_of_a_note_that_was_not_read_says_whose_reason_it_is(page):
    FootnoteFactory(page=page, label="70", position=0, text="pp29, lines 15-17, Lord Black")
    note = FootnoteFactory(page=page, label="71", position=1, text="p6, lines 21-25, Lord Black, ibid")
    link_inquiry(page.report.inquiry, {})
    row = note.citations.get()
    assert (row.status, row.reason) == ("unparsed", f"note 70: {row.ibid_of.reason}")
