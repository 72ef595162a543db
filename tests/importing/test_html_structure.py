"""Labels, headings, quotations, boxes and white space, read from the structure of small pages."""

from __future__ import annotations

import pytest

from evidence.importing.records import Severity
from tests.importing.html_reading import calls, codes, labels, read, texts


def test_a_cross_reference_to_a_paragraph_is_no_marker() -> None:
    page = read('<h1>A</h1><p id="p1">1. One.</p><p id="p2">2. See [<a href="#p1">1</a>] and <a href="#p1">1</a>.</p>')
    assert texts(page) == ["One.", "See [1] and 1."]


@pytest.mark.parametrize(
    "content",
    [
        "<p><a id=x1.1 href=#x1.1>1.1</a> Text one.</p><p><a id=x1.2 href=#x1.2>1.2</a> Text two.</p>",
        "<p><span>1.1</span> Text one.</p><p><span>1.2.</span> Text two.</p>",
        "<p><strong>1.1</strong> Text one.</p><p><strong>1.2</strong>. Text two.</p>",
        "<div><div>1.1</div><div>Text one.</div></div><div><div>1.2</div><div>Text two.</div></div>",
        "<div>1.1 Text one.<br><br>1.2 Text two.</div>",
        "<dl><dt>1.1</dt><dd>Text one.</dd><dt>1.2</dt><dd>Text two.</dd></dl>",
        "<table><tr><td>1.1</td><td>Text one.</td></tr><tr><td>1.2</td><td>Text two.</td></tr></table>"
        .replace("Text one.", "Text one." + " and more" * 12)
        .replace("Text two.", "Text two." + " and more" * 12),
        "<p id=para-1-1>Text one.</p><p id=para-1-2>Text two.</p>",
    ],
    ids=["anchor", "span", "strong", "div", "breaks", "dl", "table", "id"],
)  # fmt: skip
def test_numbers_of_every_shape_are_labels(content: str) -> None:
    page = read(f"<h1>Chapter 1: A</h1>{content}")
    assert labels(page) == ["1.1", "1.2"]
    assert [text.replace(" and more", "") for text in texts(page)] == ["Text one.", "Text two."]


def test_a_list_inside_a_numbered_paragraph_is_no_numbering() -> None:
    page = read(
        "<h1>3 Rules</h1><p>3.1 The rules said:</p><ol><li>The crew shall muster.</li><li>The boats shall be swung "
        "out.</li></ol>"
        "<p>3.2 And:</p><p>1. First.</p><p>2. Second.</p><p>3.3 That was all.</p>"
    )
    assert labels(page) == ["3.1", "3.2", "3.3"]
    assert page.paragraphs[1].text == "And:\n\n1. First.\n\n2. Second."


def test_numbered_clauses_inside_a_quotation_are_no_paragraphs() -> None:
    page = read("<h1>A</h1><p>1. He wrote:</p><blockquote><p>2. We shall not.</p></blockquote><p>2. He did not.</p>")
    assert labels(page) == ["1", "2"]
    assert page.paragraphs[0].text == "He wrote:\n\n2. We shall not."


def test_a_quotation_that_is_never_closed_ends_at_the_next_numbered_paragraph() -> None:
    page = read(
        '<h1>A</h1><p><a id="a1" href="#a1">1.1</a> He said:</p>\n<blockquote>“Yes.”\n'
        '<p><a id="a2" href="#a2">1.2</a> She said no.</p><h2>After</h2><p><a id="a3" href="#a3">1.3</a> End.</p>'
    )
    assert labels(page) == ["1.1", "1.2", "1.3"]
    assert [len(paragraph.quotations) for paragraph in page.paragraphs] == [1, 0, 0]
    assert [one.title for one in page.headings] == ["After"]
    assert "quotation-not-closed" in codes(page)


def test_a_label_printed_twice_is_an_error_with_both_lines() -> None:
    page = read("<h1>A</h1>\n<p>1.1 One.</p>\n<p>1.2 Two.</p>\n<p>1.2 Again.</p>\n<p>1.3 Three.</p>")
    problem = next(problem for problem in page.problems if problem.severity is Severity.ERROR)
    assert (problem.code, problem.line) == ("label-repeated", 4)
    assert "first at line 3" in problem.found


def test_numbering_that_starts_again_under_a_heading_is_no_error() -> None:
    page = read("<h1>A</h1><h2>B</h2><p>1. One.</p><p>2. Two.</p><h2>C</h2><p>1. Three.</p><p>2. Four.</p>")
    assert labels(page) == ["1", "2", "1", "2"]
    assert not [problem for problem in page.problems if problem.severity is Severity.ERROR]


def test_a_missing_number_is_a_warning() -> None:
    page = read("<h1>A</h1><p>1.1 One.</p><p>1.2 Two.</p><p>1.4 Four.</p>")
    assert codes(page) == ["label-missing"]


def test_text_under_a_heading_before_its_first_number_has_no_label() -> None:
    page = read("<h1>A</h1><p>Lead.</p><p>More lead.</p><p>1.1 One.</p><h2>B</h2><p>Under B.</p><p>1.2 Two.</p>")
    assert [(paragraph.label, paragraph.heading) for paragraph in page.paragraphs] == [
        ("", -1),
        ("", -1),
        ("1.1", -1),
        ("", 0),
        ("1.2", 0),
    ]


def test_the_heading_of_a_box_governs_the_box_only() -> None:
    page = read(
        "<h1>A</h1><h2>B</h2><p>1.1 One.</p><aside><h3>Box 1</h3><p>A crew of eight.</p></aside><p>It went "
        "on.</p><p>1.2 Two.</p>"
    )
    assert [(paragraph.label, paragraph.heading) for paragraph in page.paragraphs] == [("1.1", 0), ("", 1), ("1.2", 0)]
    assert page.paragraphs[0].text == "One.\n\nIt went on."


def test_a_heading_that_names_a_table_belongs_to_the_paragraph_around_it() -> None:
    page = read(
        "<h1>A</h1><p>1.1 See:</p><h4>Table 1.1: Boats</h4><table><tr><td>Year</td><td>9</td></tr></table><p>Source: "
        "B.</p>"
    )
    assert texts(page) == ["See:\n\nTable 1.1: Boats\n\nYear | 9\n\nSource: B."]
    assert not page.headings


def test_a_marker_in_a_heading_goes_to_the_text_below_and_is_reported() -> None:
    page = read('<h1>A</h1><h2>B<sup><a href="#n1">1</a></sup></h2><p>1.1 One.</p><ol><li id="n1">Note.</li></ol>')
    assert (page.headings[0].title, calls(page.paragraphs[0])) == ("B", [("1", "")])
    assert "marker-in-heading" in codes(page)


@pytest.mark.parametrize(
    ("content", "number", "title"),
    [
        ("<title>The Report | Part A, Chapter 1: The start</title><h1>CHAPTER 1<br>The start</h1>",
         "Part A, Chapter 1", "The start"),
        ("<h1>Chapter 3</h1><h2>The lifeboats</h2>", "Chapter 3", "The lifeboats"),
        ("<title>Annex 1 - Ferry Report</title>", "", "Annex 1"),
        ("<h1>Ferry Report</h1><h2>B.3: Doors</h2>", "B.3", "Doors"),
        ("<h1>Conclusions</h1>", "", "Conclusions"),
        ("<div class='breadcrumb'><a href=/>Home</a> <span>Part 2, Chapter 5</span></div><h1>Chapter 5: Doors</h1>",
         "Part 2, Chapter 5", "Doors"),
    ],
)  # fmt: skip
def test_a_page_is_named_by_its_heading_title_and_crumbs(content: str, number: str, title: str) -> None:
    page = read(content + "<p>1.1 One.</p>", "Ferry Report")
    assert (page.heading.number, page.heading.title) == (number, title)


def test_white_space_is_shown_as_in_a_browser() -> None:
    page = read("<h1>A</h1><p> One\n\t<b>two</b><i>three</i>&nbsp;four<br>five <span> six</span> .</p>")
    assert texts(page) == ["One twothree four five six ."]


def test_mis_decoded_characters_are_kept_and_reported() -> None:
    page = read("<h1>A</h1>\n<p>thisÂ thing soft&shy;ware</p>")
    assert texts(page) == ["thisÂ thing soft\u00adware"]
    assert [(problem.code, problem.line) for problem in page.problems] == [("mis-decoded", 2)]


def test_quotation_marks_that_a_browser_draws_are_kept() -> None:
    assert texts(read("<h1>A</h1><p>He said <q>no</q>.</p>")) == ["He said “no”."]


def test_a_page_inside_one_form_is_read() -> None:
    page = read("<form><input value=x><h1>7 Form</h1><p>7.1 The page is a form.</p><p>7.2 Yes.</p></form>")
    assert labels(page) == ["7.1", "7.2"]


def test_a_page_of_links_is_kept() -> None:
    page = read("<h1>Annex 5</h1><ul><li><a href=a>Statement A</a></li><li><a href=b>Statement B</a></li></ul>")
    assert texts(page) == ["• Statement A\n\n• Statement B"]


def test_pictures_are_reported_by_their_words() -> None:
    page = read("<h1>A</h1><figure><img src=x alt='Plan of the deck'><figcaption>Figure 4</figcaption></figure>")
    assert texts(page) == ["Figure 4"]
    assert any("Plan of the deck" in problem.found for problem in page.problems)


def test_a_ruling_numbers_its_paragraphs_in_brackets() -> None:
    page = read("<h1>Ruling</h1><p>[1] One.</p><p>[2] Two, at [35].</p><p>[3] Three.</p>")
    assert labels(page) == ["1", "2", "3"]


def test_blocks_set_in_by_style_are_one_quotation_to_confirm() -> None:
    page = read(
        "<h1>A</h1><p>9.1 The note said:</p><p style='margin-left: 40px'>It is safe.</p>"
        "<p style='margin-left: 40px'>It was tested.</p><p>9.2 It was not.</p>"
    )
    (quotation,) = page.paragraphs[0].quotations
    assert page.paragraphs[0].text[quotation.start : quotation.end] == "It is safe.\n\nIt was tested."
    assert (quotation.certain, quotation.rule) == (False, "set-in")
