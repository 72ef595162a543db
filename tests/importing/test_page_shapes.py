"""Pages in the shapes of many sites: how their paragraphs are numbered, and what of a page is no paragraph."""

import pytest

from evidence.importing.text_pages import parse_text_page
from tests.importing.html_reading import codes, labels, notes, read, texts

THREE = (("12", "The first of it."), ("13", "The second of it."), ("14", "The third of it."))


def test_a_chapters_number_above_its_heading_belongs_to_it():
    page = read("<p>Chapter 2</p><h1>The refurbishment</h1><p>2.1 The first.</p><p>2.2 The second.</p>")
    assert (page.heading.number, page.heading.title) == ("Chapter 2", "The refurbishment")
    assert labels(page) == ["2.1", "2.2"]


def test_a_second_level_heading_that_the_title_repeats_is_the_pages_own():
    page = read("<title>12 The march</title><h2>12 The march</h2><h3>Before</h3><p>12.1 The first.</p>")
    assert (page.heading.number, page.heading.title) == ("12", "The march")
    assert [heading.title for heading in page.headings] == ["Before"]


def test_a_link_to_the_page_as_a_file_is_left_out_and_reported():
    page = read(
        '<h1>T</h1><p><a href="/1.pdf">Download this chapter (PDF)</a></p><p>1. The text of it.</p><p>2. B.</p>'
    )
    assert texts(page) == ["The text of it.", "B."]
    assert "left-out" in codes(page)


@pytest.mark.parametrize("shape", ["12A.{}", "<span>12A.{}</span>"])
def test_a_letter_may_stand_inside_a_label(shape):
    body = "".join(f"<div>{shape.format(n)}</div><div>Words of it.</div>" for n in (1, 2, 3))
    page = read(f"<h1>T</h1><h2>Further matters</h2>{body}")
    assert labels(page) == ["12A.1", "12A.2", "12A.3"]


def test_paragraphs_may_open_with_the_word_paragraph():
    page = read("<h1>T</h1><p>Para 6. First.</p><p>Para 7. Second.</p><p>Para 8. See Para 6 above.</p>")
    assert list(zip(labels(page), texts(page), strict=True))[2] == ("8", "See Para 6 above.")


def test_paragraphs_of_a_saved_page_may_open_with_the_word_paragraph():
    page = parse_text_page(
        "p.txt", "The work\n\nPara 6. First.\n\nPara 7. Second.\n\n§ 8 of the Act.\n\nPara 8. Third.\n"
    )
    assert [one.label for one in page.paragraphs] == ["6", "7", "8"]


def test_a_row_that_holds_a_table_is_one_row():
    page = read(
        "<h1>T</h1><p>1. Thus:</p><table><tr><th>Year</th><th>Cases</th><th>Deaths</th></tr>"
        "<tr><td>2007</td><td><table><tr><td>90</td></tr></table></td><td>3</td></tr></table><p>2. So.</p>"
    )
    assert page.paragraphs[0].text == "Thus:\n\nYear | Cases | Deaths\n\n2007 | 90 | 3"


def test_markdown_reads_as_it_is_shown():
    page = parse_text_page(
        "p.txt",
        "# 3. The search\n\n## Early days\n\n3.1 It began.[^1]\n\n3.2 It ended.[^last]\n\n[^1]: Day 4.\n[^last]: B.\n",
    )
    assert (page.heading.number, page.heading.title) == ("3", "The search")
    assert [heading.title for heading in page.headings] == ["Early days"]
    assert [(note.label, note.text) for note in page.notes] == [("1", "Day 4."), ("2", "B.")]
    assert [[one.label for one in paragraph.markers] for paragraph in page.paragraphs] == [["1"], ["2"]]


def test_an_element_may_hold_only_the_beginning_of_a_label():
    page = read("<h1>T</h1><p><span>12</span><span>.1</span> He said so.</p><p><span>12</span><span>.2</span> So.</p>")
    assert labels(page) == ["12.1", "12.2"]


def test_a_number_alone_above_the_heading_belongs_to_it():
    page = read("<title>17 Aftermath</title><div>17</div><h1>Aftermath</h1><p>17.1 First.</p><p>17.2 Second.</p>")
    assert (page.heading.number, page.heading.title) == ("17", "Aftermath")
    assert labels(page) == ["17.1", "17.2"]


def test_a_first_paragraph_that_ends_in_a_marker_is_no_heading():
    page = parse_text_page(
        "p.txt", "Ruling on anonymity\n\n1.\tThis is my ruling.[1]\n\n2.\tIt is opposed.\n\nNotes\n\n[1] B.\n"
    )
    assert page.heading.title == "Ruling on anonymity"
    assert [one.label for one in page.paragraphs] == ["1", "2"]


def test_a_short_paragraph_in_a_table_of_its_own_has_the_number_beside_it():
    row = "<table><tr><td><p>7.1.{0}</p></td><td><p>He met them in Dublin.<sup>{0}</sup></p></td></tr></table>"
    page = read(f"<h1>T</h1>{row.format(1)}{row.format(2)}")
    assert list(zip(labels(page), texts(page), strict=True)) == [
        ("7.1.1", "He met them in Dublin."),
        ("7.1.2", "He met them in Dublin."),
    ]


def test_a_block_that_its_style_sets_in_goes_on_with_the_words_that_introduce_it():
    page = read('<h1>T</h1><p>As she shared:</p><p style="margin-left:3em">We looked for her.</p><p>She went on.</p>')
    assert texts(page) == ["As she shared:\n\nWe looked for her.", "She went on."]
    assert len(page.paragraphs[0].quotations) == 1


def test_a_definition_list_of_letters_is_a_list():
    page = read(
        "<h1>T</h1><p>1. These were there:</p><dl><dt>(a)</dt><dd>the General;</dd><dt>(b)</dt><dd>he.</dd></dl>"
    )
    assert page.paragraphs[0].text == "These were there:\n\n(a) the General;\n\n(b) he."
    assert [block.kind for block in page.paragraphs[0].blocks] == ["text", "list-item", "list-item"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p>Posted on <time>4 May 2025</time></p>", ""),
        ("", "<div>Page 12 of 40</div>"),
        ("", "<h2>Leave a comment</h2><p>You must be logged in to post a comment.</p>"),
    ],
)
def test_what_a_site_says_of_its_page_is_left_out_and_reported(above, below):
    page = read(f"<h1>T</h1>{above}<p>1. The text of it.</p><p>2. More of it.</p>{below}")
    assert texts(page) == ["The text of it.", "More of it."]
    assert page.headings == ()
    assert "left-out" in codes(page)


@pytest.mark.parametrize(
    "shape",
    [
        "<h4>{n}</h4><p>{t}</p>",
        "<p>{n}) {t}</p>",
        "<p>({n}) {t}</p>",
        "<p>2.{n}: {t}</p>",
        "<p>[2.{n}] {t}</p>",
        "<p>Para 2.{n} {t}</p>",
        (
            "<table><tr><td rowspan=2>{n}.</td><td>{t} It goes on and is long, as such things are.</td></tr>"
            "<tr><td>More.</td></tr></table>"
        ),
    ],
)
def test_paragraphs_are_numbered_in_many_ways(shape):
    page = read("<h1>T</h1>" + "".join(shape.format(n=n, t=t) for n, t in THREE))
    assert [label.removeprefix("2.") for label in labels(page)] == ["12", "13", "14"]
    assert all(text.startswith("The ") for text in texts(page))


def test_a_list_in_round_brackets_numbers_no_paragraphs():
    words = "".join(f"<p>It was so, and so it went on, for the {n}th time.</p>" for n in range(4, 12))
    page = read(f"<h1>T</h1>{words}<p>(1) One.</p><p>(2) Two.</p><p>(3) Three.</p>")
    assert set(labels(page)) == {""}


def test_numbers_in_a_box_are_not_the_pages():
    page = read(
        "<h1>T</h1><p>1. A.</p><aside><h3>Box</h3><p>1. one of it.</p><p>2. two of it.</p></aside>"
        "<p>2. B.</p><p>3. C.</p>"
    )
    assert [label for label in labels(page) if label] == ["1", "2", "3"]


def test_a_mark_of_direction_behind_a_label_is_no_part_of_it():
    page = read("<h1>T</h1><p>1.\u200f A thing.</p><p>2. B.</p>")
    assert labels(page) == ["1", "2"]


def test_numbered_paragraphs_below_raised_numbers_without_notes_stay_paragraphs():
    page = read("<h1>T</h1><p>1. A<sup>1</sup> of<sup>2</sup> it.<sup>3</sup></p><p>2. B of it.</p><p>3. C.</p>")
    assert labels(page) == ["1", "2", "3"]
    assert notes(page) == {}


def test_two_headings_that_are_numbers_stay_headings():
    page = read("<h1>T</h1><h2>1</h2><p>One of it.</p><h2>2</h2><p>Two of it.</p>")
    assert [heading.title for heading in page.headings] == ["1", "2"]
