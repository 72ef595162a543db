"""What a site prints around a page of a report, on pages saved as text and on HTML pages."""

import pytest

from evidence.importing.text.site_lines import is_about_page, is_site_line
from evidence.importing.text_pages import parse_text_page
from tests.importing.html_reading import read, texts


@pytest.mark.parametrize(
    "line",
    [
        "Updated 4 May",
        "Last updated: 4 May 2021",
        "Published: 4 May 2021 | Updated: 5 June 2021",
        "This page was last updated on 4 May 2021.",
        "Last modified on Tuesday, 4 May 2021 at 10:30 am",
        "Home > Reports > Part A",
        "Inquiry › Reports › Volume 2 › Chapter 3",
        "Share this page | Print this page",
        "Download this chapter (PDF, 1.2MB)",
    ],
)
def test_a_line_about_the_page_is_known_by_all_of_its_words(line: str) -> None:
    assert is_about_page(line)


@pytest.mark.parametrize(
    "line",
    [
        "Updated guidance was sent on 4 May 2021.",
        "Reviewed by the Board on 4 May 2021",
        "Home Office",
        "Home / work balance was discussed.",
        "Next steps",
        "Previous inquiries",
        "Share prices",
        "Print journalism",
        "Download speeds",
    ],
)
def test_words_of_a_report_are_no_line_of_the_site(line: str) -> None:
    assert not is_site_line(line)


def test_a_text_page_is_read_without_the_lines_at_its_edges() -> None:
    page = parse_text_page(
        "report/001-page.txt",
        "Home > Reports > Volume 2\n\nUpdated 4 May\n\nChapter 3: The night\n\nPublished 4 May 2021\n\n"
        "3.1 It left.[1]\n\n3.2 It sank.\n\nFootnotes\n\n[1] The log.\n\nLast updated: 4 May 2021\n\n"
        "Privacy policy | Terms",
    )
    assert (page.heading.number, page.heading.title) == ("Chapter 3", "The night")
    assert [(one.label, one.text) for one in page.paragraphs] == [("3.1", "It left."), ("3.2", "It sank.")]
    assert [note.text for note in page.notes] == ["The log."]
    assert [p.found for p in page.problems if p.code == "left-out"] == [
        "“Home > Reports > Volume 2”", "“Updated 4 May”", "“Published 4 May 2021”", "“Footnotes”",
        "“Last updated: 4 May 2021”", "“Privacy policy | Terms”",
    ]  # fmt: skip


def test_the_same_words_inside_the_text_are_a_heading_of_the_report() -> None:
    page = parse_text_page(
        "report/001-page.txt", "Chapter 3: The night\n\nSearch\n\n1. It left.\n\nClose\n\n2. It sank.\n"
    )
    assert [heading.title for heading in page.headings] == ["Search", "Close"]


def test_an_html_page_is_read_without_the_lines_at_its_edges() -> None:
    page = read(
        "<p><a href='/'>Home</a> &gt; <a href='/r'>Reports</a> &gt; Chapter 3</p><h1>Chapter 3: The night</h1>"
        "<p>Updated 4 May</p><p>3.1 It left.</p><p>3.2 It sank.</p><p>Last updated: 4 May 2021</p>"
        "<p>Was this page helpful? Yes No</p>"
    )
    assert texts(page) == ["It left.", "It sank."]


def test_a_row_of_links_under_a_bold_title_is_left_out() -> None:
    links = "<p><a href='5'>[Previous]</a> <a href='7'>[Next]</a></p>"
    page = read(f"<center><b>Chapter 6: The pier</b></center>{links}<p>1. It fell.</p>")
    assert texts(page) == ["It fell."]
