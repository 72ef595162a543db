"""References of body text as they are stored: where they lead, why one leads nowhere, what staff's decisions do."""

import pytest

from evidence.linking.link import link_inquiry
from evidence.models import CrossReference, Origin, Section, Standing
from tests.factories import ParagraphFactory, QuotationFactory, ReportFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Section:
    """Part A with Chapters 1 and 2, Part B with a Chapter 1; the first has paragraphs 2.1 to 2.3 and section 2."""
    parts = [SectionFactory(number="Part A", slug="part-a", position=0, last_position=3, is_page=False)]
    report = parts[0].report
    parts.append(SectionFactory(report=report, number="Part B", slug="part-b", position=4, is_page=False))
    page = _chapter(parts[0], 1, 1, last_position=2)
    SectionFactory(report=report, parent=page, number="2", slug="part-a-1/the-flood", is_page=False, position=2)
    _chapter(parts[0], 2, 3)
    _chapter(parts[1], 1, 5)
    for position in range(1, 4):
        ParagraphFactory(page=page, label=f"2.{position}", position=position)
    return page


def _chapter(part: Section, number: int, position: int, **fields) -> Section:
    slug = f"{part.slug}-{number}"
    chapter: Section = SectionFactory(
        report=part.report, parent=part, number=f"Chapter {number}", slug=slug, position=position, **fields
    )
    return chapter


def references(page: Section, text: str, **fields) -> list[CrossReference]:
    paragraph = ParagraphFactory(page=page, label="9.9", position=99, text=text, **fields)
    link_inquiry(page.report.inquiry, {})
    return list(paragraph.references_made.order_by("start"))


def leading(page: Section, text: str) -> list[tuple[str, str]]:
    """What each reference leads to, and the last of its range."""
    rows = references(page, text)
    return [(_slug(row.target_paragraph or row.target_section), _slug(row.last_paragraph)) for row in rows]


def _slug(target) -> str:
    return target.slug if target else ""


def test_a_range_of_paragraphs_leads_to_its_first_and_knows_its_last(page):
    assert leading(page, "As I said in paragraphs 2.1 to 2.3 above.") == [("2.1", "2.3")]


def test_a_chapter_is_that_of_the_part_it_is_named_in(page):
    assert leading(page, "This is addressed in Chapter 1.") == [("part-a-1", "")]


def test_a_chapter_of_another_part_is_found_there(page):
    assert leading(page, "This is addressed in Part B, Chapter 1.") == [("part-b-1", "")]


def test_a_section_of_this_chapter_is_its_heading(page):
    assert leading(page, "This is addressed in Section 2 of this Chapter.") == [("part-a-1/the-flood", "")]


def test_an_annex_is_not_taken_for_a_section_of_the_same_number(page):
    (row,) = references(page, "This is set out in Annex 2.")
    assert (row.target, row.standing, row.reason) == (None, Standing.UNKNOWN, "no annex 2 in this report")


def test_a_number_that_fits_several_is_left_ambiguous(page):
    other = SectionFactory(report=page.report, number="C", slug="c", position=8)
    for slug in ("7", "7-2"):
        ParagraphFactory(page=other, label="7.7", slug=slug)
    (row,) = references(page, "See paragraph 7.7 above.")
    assert (row.target, row.standing, row.reason) == (None, "ambiguous", "2 paragraphs are numbered 7.7")


def test_what_stands_on_the_other_side_than_is_said_is_only_proposed(page):
    (row,) = references(page, "I return to it at paragraph 2.1 below.")
    assert (row.target_paragraph.slug, row.standing) == ("2.1", Standing.PROPOSED)
    assert row.reason == "it says “below”, and what it names stands above"


def test_a_range_whose_last_is_missing_is_only_proposed(page):
    (row,) = references(page, "See paragraphs 2.2 to 2.8 above.")
    assert (row.target_paragraph.slug, row.standing) == ("2.2", Standing.PROPOSED)
    assert row.reason == "no paragraph 2.8 in this report"


def test_another_volume_is_looked_into_and_no_other(page):
    volume = ReportFactory(inquiry=page.report.inquiry, title="The Report: Volume 2")
    there = ParagraphFactory(page=SectionFactory(report=volume), label="2.1")
    rows = references(page, "See paragraph 2.1 of Volume 2, and Volume 3, paragraph 2.1.")
    assert [row.target for row in rows] == [there, None]
    assert rows[1].reason == "Volume 3 is not here"


def test_a_number_alone_is_only_proposed(page):
    (row,) = references(page, "It was late (paragraph 2.1).")
    assert (row.target_paragraph.slug, row.standing) == ("2.1", Standing.PROPOSED)
    assert row.reason == "only its number says that it is of this report"


def test_a_number_alone_that_leads_nowhere_or_is_quoted_is_not_kept(page):
    text = "It was late (paragraph 8.8). He wrote that “it was set out in full (paragraph 2.1) and nobody read it”."
    assert references(page, text) == []


def test_quoted_words_speak_of_their_own_document(page):
    (row,) = references(page, "He wrote that “the figures are set out in Chapter 1 and speak for themselves”.")
    assert (row.target, row.standing) == (None, Standing.UNKNOWN)
    assert row.reason.startswith("these are quoted words")


def test_what_the_report_inserts_into_quoted_words_is_its_own(page):
    (row,) = references(page, "He wrote that “the figures [see Chapter 1] were set out and speak for themselves”.")
    assert row.target.slug == "part-a-1"


def test_a_quotation_that_staff_rejected_holds_nothing_back(page):
    text = "He wrote that “the figures are set out in Chapter 1 and speak for themselves”."
    paragraph = ParagraphFactory(page=page, text=text)
    QuotationFactory(paragraph=paragraph, start=14, end=len(text) - 1, origin=Origin.STAFF, standing=Standing.REJECTED)
    link_inquiry(page.report.inquiry, {})
    assert paragraph.references_made.get().target.slug == "part-a-1"


def test_linking_again_writes_nothing_and_follows_a_changed_text(page):
    (row,) = references(page, "This is addressed in Chapter 1.")
    tallies: dict = {}
    link_inquiry(page.report.inquiry, tallies)
    assert (tallies["cross-references"].written, tallies["cross-references"].unchanged) == (0, 1)
    row.paragraph.text = "It is addressed elsewhere."
    row.paragraph.save()
    link_inquiry(page.report.inquiry, {})
    assert not CrossReference.objects.exists()
