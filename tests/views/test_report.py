"""Home, contents, the reading page and a paragraph's own page."""

from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from evidence.models import Annotation, Standing
from tests import factories
from tests.example_report import ExampleReport, example_report
from tests.sets import withdraw
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def example() -> ExampleReport:
    return example_report()


def annotate(paragraph, body, **fields):
    author, _ = get_user_model().objects.get_or_create(username="editor")
    quote = paragraph.text[:7]
    return Annotation.objects.create(
        paragraph=paragraph, start=0, end=7, quote=quote, body=body, author=author, **fields
    )


def test_home_shows_each_report_with_its_sections_and_figures(client, example):
    page = shown(client, "/")
    assert "The Harbour Report" in words(page)
    assert words(page, ".figures") == (
        "3 paragraphs 1 quotation 2 footnotes 1 citation 1 person 1 organisation 1 subject 1 source"
    )
    assert {"/reports/harbour/", "/reports/harbour/b-1/"} <= set(addresses(page))


def test_each_figure_on_the_first_page_is_what_its_list_holds(client, example):
    withdraw(example.page)
    figures = shown(client, "/").css(".figures a")
    assert figures
    for link in figures:
        count, noun = link.text().split()
        assert f"{count} {noun}" in words(shown(client, str(link.attributes["href"]))), noun


def test_every_list_is_reached_from_every_page(client, example):
    lists = {"paragraphs", "quotations", "footnotes", "citations", "concordance", "speeches"}
    entities = {"witnesses", "organisations", "subjects", "sources", "hearings"}
    assert {f"/{noun}/" for noun in lists | entities} <= set(addresses(shown(client, "/nowhere/", 404), ".site-nav"))


def test_home_with_nothing_imported_says_how_to_import(client):
    assert "import_inquiry" in words(shown(client, "/"))


def test_contents_count_what_each_page_holds(client, example):
    page = shown(client, "/reports/harbour/")
    rows = [" ".join(row.text().split()) for row in page.css(".tree li")]
    assert rows == [
        "Part B",
        "B.1: What was known 2 paragraphs · 1 quotation · 2 notes",
        "Afterwards",
        "B.2: What was done 1 paragraph",
    ]


def test_contents_lead_to_every_page_and_sub_heading(client, example):
    found = addresses(shown(client, "/reports/harbour/"))
    assert {"/reports/harbour/b-1/", "/reports/harbour/b-1/#afterwards", "/reports/harbour/b-2/"} <= set(found)


def test_a_section_without_a_page_has_its_address_in_the_contents(client, example):
    address, _, fragment = example.page.parent.get_absolute_url().partition("#")
    assert shown(client, address).css_first(f"[id='{fragment}']") is not None


def test_each_paragraph_stands_at_its_label(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    assert "the reports were not read" in words(page, "#p3")
    assert "denied" in words(page, "#p4")


def test_the_number_of_a_paragraph_leads_to_its_own_page(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    assert addresses(page, "#p3 .passage-label") == ["/reports/harbour/b-1/3/"]


def test_every_fragment_on_the_page_leads_somewhere_and_every_id_is_given_once(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    ids = [element.attributes["id"] for element in page.css("[id]")]
    fragments = {address[1:] for address in addresses(page, "body") if address.startswith("#")}
    assert len(ids) == len(set(ids))
    assert fragments <= set(ids)


def test_a_marker_leads_to_its_note_and_the_note_back(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    marker = page.css_first("#p3 a[role=doc-noteref]")
    assert marker.attributes["href"] == "#note-1"
    assert f"#{marker.attributes['id']}" in addresses(page, "#note-1")
    assert page.css_first("#note-1").attributes["role"] == "doc-footnote"


def test_a_note_called_twice_stands_once_and_leads_back_to_both(client, example):
    factories.FootnoteMarkerFactory(paragraph=example.later, footnote=example.note, offset=0, position=9)
    page = shown(client, "/reports/harbour/b-1/")
    assert len(page.css("[id=note-1]")) == 1
    assert len(page.css("#note-1 a[role=doc-backlink]")) == 2


def test_a_missing_note_says_that_the_page_did_not_carry_it_and_links_to_the_published_one(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    assert "The imported page did not carry this note’s text." in words(page, "#note-2")
    assert "https://inquiry.example/report" in addresses(page, "#note-2")


def test_a_note_links_what_it_cites(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    assert "/sources/WITN0001/" in addresses(page, "#note-1")


def test_a_note_that_no_marker_calls_stands_at_the_end(client, example):
    factories.FootnoteFactory(page=example.page, label="9", text="Nobody calls me.")
    page = shown(client, "/reports/harbour/b-1/")
    assert "Nobody calls me." in words(page, ".uncalled")


def test_a_block_quotation_names_its_speaker(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    assert words(page, "#p3 figure blockquote").startswith("“the reports were not read”.")
    assert words(page, "#p3 figure figcaption") == "Ms Ada Vale"


def test_a_sub_heading_stands_before_the_first_paragraph_under_it(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    order = [element.attributes["id"] for element in page.css("#p3, #p4, h2#afterwards")]
    assert order == ["p3", "afterwards", "p4"]


def test_a_sub_heading_with_no_paragraph_under_it_is_shown(client, example):
    factories.SectionFactory(
        report=example.report, parent=example.page, slug="b-1/empty", title="Nothing here", number="",
        is_page=False, depth=2, position=2, last_position=2,
    )  # fmt: skip
    assert "Nothing here" in words(shown(client, "/reports/harbour/b-1/"))


def test_headings_never_skip_a_level(client, example):
    factories.SectionFactory(
        report=example.report, parent=example.heading, slug="b-1/deep", title="Deep", number="",
        is_page=False, depth=6, position=2, last_position=2,
    )  # fmt: skip
    levels = [int(element.tag[1]) for element in shown(client, "/reports/harbour/b-1/").css("h1, h2, h3, h4, h5, h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_reading_page_leads_to_the_pages_before_and_after(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    assert page.css_first("a[rel=prev]") is None
    assert page.css_first("a[rel=next]").attributes["href"] == "/reports/harbour/b-2/"
    assert shown(client, "/reports/harbour/b-2/").css_first("a[rel=prev]").attributes["href"] == "/reports/harbour/b-1/"


def test_unnumbered_text_is_shown_and_has_an_address(client, example):
    lead = factories.ParagraphFactory(page=example.page, label="", slug="lead-1", position=7, text="Before it all.")
    page = shown(client, "/reports/harbour/b-1/")
    assert "Before it all." in words(page, "#plead-1")
    assert words(shown(client, lead.get_absolute_url()), "h1") == "Unnumbered text"


def test_printed_text_cannot_become_markup(client, example):
    page = shown(client, "/reports/harbour/b-1/")
    assert page.css_first("#p4 b") is None
    assert "<b>denied</b>" in words(page, "#p4 .prose")


def test_a_public_annotation_is_shown_and_marks_its_words(client, example):
    annotate(example.opening, "She gave evidence twice.", visibility="public")
    page = shown(client, "/reports/harbour/b-1/")
    assert "She gave evidence twice." in words(page, "#p3")
    assert words(page, "#p3 mark.annotated") == "Ms Vale"
    assert "She gave evidence twice." in words(shown(client, "/reports/harbour/b-1/3/"))


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": "internal"},
        {"visibility": "public", "is_orphaned": True},
        {"visibility": "public", "withdrawn_at": timezone.now()},
    ],
)
@pytest.mark.parametrize("address", ["/reports/harbour/b-1/", "/reports/harbour/b-1/3/"])
def test_an_annotation_that_is_not_for_readers_is_never_shown(client, example, address, fields):
    annotate(example.opening, "For our eyes only.", **fields)
    page = shown(client, address)
    assert "For our eyes only." not in words(page, "body")
    assert page.css_first("mark") is None


def test_a_paragraph_has_its_evidence_on_its_own_page(client, example):
    text = words(shown(client, "/reports/harbour/b-1/3/"))
    assert "“the reports were not read”. Ms Ada Vale note 1" in text
    assert "WITN0001, Statement, page 52, paragraph 6" in text
    assert "People Ms Ada Vale Organisations Harbour" in text


def test_a_paragraph_says_how_to_cite_it(client, example):
    text = words(shown(client, "/reports/harbour/b-1/3/"), ".cite-as")
    assert text == (
        "The Harbour Inquiry Team, The Harbour Report, B.1, paragraph 3, http://testserver/reports/harbour/b-1/3/"
    )


def test_a_shared_link_to_a_paragraph_shows_its_words(client, example):
    page = shown(client, "/reports/harbour/b-1/3/")
    assert page.css_first("meta[property='og:description']").attributes["content"].startswith("Ms Vale told us:")
    assert page.css_first("link[rel=canonical]").attributes["href"] == "http://testserver/reports/harbour/b-1/3/"


def test_a_paragraph_leads_to_its_neighbours_across_pages(client, example):
    page = shown(client, "/reports/harbour/b-1/4/")
    assert page.css_first("a[rel=prev]").attributes["href"] == "/reports/harbour/b-1/3/"
    assert page.css_first("a[rel=next]").attributes["href"] == "/reports/harbour/b-2/5/"


def test_what_staff_rejected_is_neither_named_nor_quoted(client, example):
    example.opening.mentions.filter(kind="organisation").update(standing=Standing.REJECTED)
    example.opening.quotations.update(standing=Standing.REJECTED)
    page = shown(client, "/reports/harbour/b-1/3/")
    assert page.css_first("#quotations") is None
    assert "Harbour" not in words(page, ".named")


def test_a_withdrawn_paragraph_is_on_no_page_and_its_address_says_so(client, example):
    example.later.withdrawn_at = timezone.now()
    example.later.save()
    assert shown(client, "/reports/harbour/b-1/").css_first("#p4") is None
    text = words(shown(client, "/reports/harbour/b-1/4/", status=410))
    assert "B.1, paragraph 4, is no longer part of the report" in text
    assert "denied" not in text


def test_a_withdrawn_page_is_in_no_list_and_its_address_says_so(client, example):
    example.page.withdrawn_at = timezone.now()
    example.page.save()
    assert "/reports/harbour/b-1/" not in addresses(shown(client, "/reports/harbour/"))
    assert "no longer part of the report" in words(shown(client, "/reports/harbour/b-1/", status=410))
    shown(client, "/reports/harbour/b-1/3/", status=410)


def refer(example: ExampleReport, **fields):
    """A reference that the second page makes to something of the first."""
    paragraph = example.report.paragraphs.get(page=example.next_page)
    return factories.CrossReferenceFactory(paragraph=paragraph, start=2, end=7, **fields)


def test_a_reference_inside_the_text_leads_to_the_part_it_names(client, example):
    refer(example, target_section=example.heading)
    link = shown(client, example.next_page.get_absolute_url()).css_first(".prose a.cross-reference")
    assert (link.text(), link.attributes["href"]) == ("plain", "/reports/harbour/b-1/#afterwards")


@pytest.mark.parametrize("standing", [Standing.REJECTED, Standing.UNKNOWN])
def test_a_reference_that_is_rejected_or_undecided_is_no_link(client, example, standing):
    refer(example, standing=standing, target_section=example.heading if standing == Standing.REJECTED else None)
    assert not shown(client, example.next_page.get_absolute_url()).css(".cross-reference")


def test_a_reference_to_a_withdrawn_paragraph_is_no_link(client, example):
    refer(example, target_paragraph=example.later)
    withdraw(example.later)
    assert not shown(client, example.next_page.get_absolute_url()).css(".cross-reference")


def test_a_paragraph_inside_a_range_says_where_it_is_referred_to_from(client, example):
    between = factories.ParagraphFactory(page=example.page, label="3a", position=0)
    example.later.position = 2
    example.later.save()
    refer(example, target_paragraph=example.opening, last_paragraph=example.later)
    for paragraph in (example.opening, between, example.later):
        text = words(shown(client, paragraph.get_absolute_url()), "[aria-labelledby=referring]")
        assert "B.2, paragraph 5" in text


def test_a_page_says_which_other_pages_refer_to_it_and_to_its_headings(client, example):
    refer(example, target_section=example.heading)
    factories.CrossReferenceFactory(paragraph=example.later, target_section=example.page)
    text = words(shown(client, example.page.get_absolute_url()), ".referring")
    assert "1 paragraph of other sections" in text
    assert "B.2, paragraph 5" in text


@pytest.mark.parametrize("count", [1, 40])
def test_a_paragraph_asks_the_database_the_same_however_often_it_is_referred_to(
    client, example, django_assert_num_queries, count
):
    for _ in range(count):
        refer(example, target_paragraph=example.later)
        factories.CrossReferenceFactory(paragraph=example.later, target_paragraph=example.opening)
    with django_assert_num_queries(7):
        shown(client, example.later.get_absolute_url())


def test_what_a_paragraph_does_not_have_is_not_asked_for(client, django_assert_num_queries):
    page = factories.SectionFactory(slug="plain")
    for number in range(3):
        plain = factories.ParagraphFactory(page=page, label=str(number + 1), position=number)
    with django_assert_num_queries(2):  # which edition it is, and the paragraph
        shown(client, plain.get_absolute_url())


@pytest.mark.parametrize("address", ["/", "/reports/harbour/", "/reports/harbour/b-1/", "/reports/harbour/b-1/3/"])
def test_every_page_acknowledges_the_inquiry_and_its_licence(client, example, address):
    text = words(shown(client, address), ".site-footer")
    assert "The Harbour Inquiry" in text
    assert "Open Government Licence v3.0" in text


def test_inquiries_that_ask_for_the_same_words_are_acknowledged_once(client):
    for slug in ("one", "two"):
        factories.InquiryFactory(slug=slug, title="The Quay Inquiry", licence="CC BY 4.0")
    text = words(shown(client, "/paragraphs/"), ".site-footer")
    assert text.count("The Quay Inquiry") == 1


@pytest.mark.parametrize("count", [1, 40])
def test_a_reading_page_asks_the_database_the_same_however_long_it_is(client, django_assert_num_queries, count):
    page = factories.SectionFactory(slug="long")
    for number in range(count):
        a_full_paragraph(page, number)
    with django_assert_num_queries(20):
        shown(client, page.get_absolute_url())


@pytest.mark.parametrize("count", [1, 40])
def test_contents_ask_the_database_the_same_however_long_they_are(client, django_assert_num_queries, count):
    report = factories.ReportFactory()
    for _ in range(count):
        factories.ParagraphFactory(page=factories.SectionFactory(report=report))
    with django_assert_num_queries(6):
        shown(client, report.get_absolute_url())


def a_full_paragraph(page, number):
    """A paragraph with a quotation, mentions, a note that cites, and an annotation."""
    inquiry = page.report.inquiry
    paragraph = factories.ParagraphFactory(page=page, label=str(number + 1), position=number)
    witness = factories.WitnessFactory(inquiry=inquiry)
    body = factories.OrganisationFactory(inquiry=inquiry)
    factories.QuotationFactory(paragraph=paragraph, witness=witness)
    factories.MentionFactory(paragraph=paragraph, kind="witness", witness=witness)
    factories.MentionFactory(paragraph=paragraph, kind="organisation", organisation=body, start=2, end=4)
    note = factories.FootnoteFactory(page=page, label=str(number + 1))
    factories.FootnoteMarkerFactory(paragraph=paragraph, footnote=note)
    factories.CitationFactory(footnote=note, witness=witness)
    factories.CrossReferenceFactory(paragraph=paragraph, start=5, end=7, target_section=page)
    factories.CrossReferenceFactory(paragraph=paragraph, start=8, end=9, target_paragraph=paragraph)
    elsewhere = factories.ParagraphFactory(page=factories.SectionFactory(report=page.report))
    factories.CrossReferenceFactory(paragraph=elsewhere, target_section=page)
    annotate(paragraph, "A note.", visibility="public")


@pytest.mark.parametrize(
    ("address", "current"),
    [("/", "Contents"), ("/witnesses/", "People"), ("/reports/harbour/", None), ("/nope/", None)],
)
def test_the_navigation_says_which_of_its_lists_is_being_read(client, example, address, current):
    for _ in range(2):  # the second time from memory
        page = LexborHTMLParser(client.get(address).content.decode())
        assert [link.text() for link in page.css(".site-nav [aria-current]")] == ([current] if current else [])
