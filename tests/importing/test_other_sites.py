"""Pages in the shapes of other inquiries and other decades: what numbers paragraphs, what calls notes."""

from __future__ import annotations

import pytest

from evidence.importing.text_pages import parse_text_page
from tests.importing.html_reading import calls, labels, notes, read, texts


def read_text(content):
    return parse_text_page("report/001-page.txt", content)


def test_a_list_that_counts_on_from_another_page_numbers_its_paragraphs():
    page = read(
        "<h1>The Ward</h1><h2>Staff</h2><ol start=41><li>There were two nurses.</li><li><p>The Trust said:</p>"
        "<blockquote>“Enough.”</blockquote></li></ol><h2>Complaints</h2><ol start=43><li>They doubled.</li></ol>"
    )
    assert labels(page) == ["41", "42", "43"]
    assert texts(page)[1] == "The Trust said:\n\n“Enough.”"


def test_a_short_list_parted_by_words_is_no_numbering():
    page = read(
        "<h1>A</h1><p>Do this:</p><ol><li>Stop.</li><li>Look.</li></ol><p>Then:</p><ol start=3><li>Go.</li></ol>"
    )
    assert set(labels(page)) == {""}


def test_a_number_in_a_block_of_its_own_labels_the_block_below():
    rows = "".join(f"<div><p>{number}</p><p>It fell on day {number}.</p></div>" for number in (1, 2, 3))
    page = read(f"<h1>A</h1>{rows}")
    assert labels(page) == ["1", "2", "3"]
    assert texts(page)[0] == "It fell on day 1."


def test_a_table_that_numbers_paragraphs_may_hold_headings_across_it():
    page = read(
        "<h1>A</h1><table><tr><td>5.1<td>The vessel was inspected by Captain Ross, who found nothing amiss with "
        "the bow doors at all.</tr><tr><td colspan=2><b>The lights</b></tr><tr><td>5.2<td>There were none.</tr></table>"
    )
    assert labels(page) == ["5.1", "5.2"]
    assert [one.title for one in page.headings] == ["The lights"]


def test_notes_under_each_printed_page_leave_the_paragraph_between_them_alone():
    page = read(
        "<h1>A</h1><p><b>12.1</b> They came.<sup>1</sup></p><p><sup>1</sup> Day 55</p>"
        "<p><b>12.2</b> We doubt it.<sup>1</sup></p><p><sup>1</sup> KD4.29</p>"
    )
    assert labels(page) == ["12.1", "12.2"]
    assert [note.text for note in page.notes] == ["Day 55", "KD4.29"]


def test_a_raised_comma_between_two_markers_goes_with_them():
    page = read(
        "<h1>A</h1><p>1.1 He saw it.<sup>1</sup><sup>,</sup><sup>2</sup></p><p>1.2 So.</p>"
        "<p><sup>1</sup> One.</p><p><sup>2</sup> Two.</p>"
    )
    assert texts(page)[0] == "He saw it."
    assert [label for label, _ in calls(page.paragraphs[0])] == ["1", "2"]


@pytest.mark.parametrize("sign", ["*", "†", "<sup>i</sup>"])
def test_a_sign_or_letter_that_links_to_a_note_calls_it(sign):
    page = read(f'<h1>A</h1><p>1.1 Plain.<a href="#n">{sign}</a></p><p>1.2 So.</p><p id=n>{sign} Rule book.</p>')
    assert list(notes(page).values()) == ["Rule book."]
    assert len(page.paragraphs[0].markers) == 1


def test_a_notes_own_label_is_no_part_of_it_though_no_space_follows():
    page = read(
        '<h1>A</h1><p>1.1 Two nurses.<a id=r1 href="#f1">1</a></p><p>1.2 So.</p>'
        '<ul><li id=f1><a href="#r1">1.</a>Sumara, para 4</li></ul>'
    )
    assert notes(page) == {"1": "Sumara, para 4"}


def test_labels_that_open_with_a_letter_are_read_where_they_count_on():
    page = read("<h1>Section C</h1><p>C1. The rule.</p><p>C2. It was broken.</p><p>C3. By whom?</p>")
    assert labels(page) == ["C1", "C2", "C3"]
    page = read("<h1>Section C</h1><p>A4 paper was used.</p><p>M25 traffic was slow.</p>")
    assert set(labels(page)) == {""}


@pytest.mark.parametrize(
    ("first", "second", "head"),
    [("seen.¹", "desk.”²", "¹ Day 15\n² Day 16"), ("seen.1", "desk.”2", "1 Day 15\n2 Day 16")],
    ids=["raised", "flattened"],
)
def test_numbers_that_a_saved_page_prints_raised_call_its_notes(first, second, head):
    page = read_text(
        f"Chapter 3: A\n\n3.1 It was {first} Then £3.2 million.\n\n3.2 “On her {second}\n\nFootnotes\n\n{head}"
    )
    assert notes(page) == {"1": "Day 15", "2": "Day 16"}
    assert texts(page) == ["It was seen. Then £3.2 million.", "“On her desk.”"]
    assert [one.label for paragraph in page.paragraphs for one in paragraph.markers] == ["1", "2"]


def test_powers_and_numbers_without_notes_stay_in_the_text_of_a_saved_page():
    page = read_text("Chapter 3: A\n\n3.1 It is 40 m² wide.2\n\n3.2 He came in 1998.3")
    assert texts(page) == ["It is 40 m² wide.2", "He came in 1998.3"]


def test_two_paragraphs_of_a_saved_page_are_enough_for_numbers_with_points():
    page = read_text("Chapter 3: The Fire\n\n3.1 It was seen by a porter.\n\n3.2 The brigade came.")
    assert labels(page) == ["3.1", "3.2"]


def test_paragraphs_of_a_saved_page_may_open_with_numbers_in_brackets():
    page = read_text(
        "Part IV: The doctors\n\n[112] Dr Reid gave evidence.[1]\n\n[113] She told the Tribunal that\n\n"
        '"I had no doubt."[2]\n\n[114] We accept that.\n\n[1] Day 12.\n[2] Day 13.'
    )
    assert labels(page) == ["112", "113", "114"]
    assert notes(page) == {"1": "Day 12.", "2": "Day 13."}


def test_chapters_on_one_page_keep_their_text_between_their_notes():
    chapter = (
        '<h2>Chapter {n}</h2><p>1. They met.<a href="#{n}a" id="r{n}"><sup>1</sup></a></p><p>2. They parted.</p>'
        '<p>3. They wrote.</p><div><p id="{n}a"><a href="#r{n}">1</a> Letter {n}.</p></div>'
    )
    page = read(f"<h1>Volume</h1>{chapter.format(n=1)}{chapter.format(n=2)}")
    assert labels(page) == ["1", "2", "3"] * 2
    assert [note.text for note in page.notes] == ["Letter 1.", "Letter 2."]


@pytest.mark.parametrize(
    "kept",
    [
        "<hr><p>1. BBC/5/118<br>2. MOD/1/32</p>",
        "<hr><font size=2>1. BBC/5/118<br>2. MOD/1/32</font><p><a href=b.htm>Previous</a> | <a href=c.htm>Next</a></p>",
        "<h3>Notes</h3><table><tr><td>1</td><td>BBC/5/118</td></tr><tr><td>2</td><td>MOD/1/32</td></tr></table>",
    ],
    ids=["breaks", "font", "table"],
)
def test_notes_may_be_lines_of_one_block_or_rows_of_a_table(kept):
    page = read(f"<h1>Annex C</h1><p>1.1 It was found.<sup>1</sup></p><p>1.2 It was read.<sup>2</sup></p>{kept}")
    assert notes(page) == {"1": "BBC/5/118", "2": "MOD/1/32"}
    assert labels(page) == ["1.1", "1.2"]


def test_ids_number_the_items_of_a_list_whose_numbers_a_style_sheet_draws():
    items = "".join(
        f"<li id=para-{n}><p>The doctors were not asked about it until the autumn of 19{n}.</p></li>" for n in (61, 62)
    )
    page = read(f"<h1>Part 4</h1><ol>{items}</ol>")
    assert labels(page) == ["61", "62"]


def test_a_heading_has_neither_its_anchor_nor_its_editor():
    page = read(
        "<h1>A</h1><h2>Loans<span>[<a href='/e'>edit</a>]</span></h2><p>A.</p><h2>Debts<a href='#d'>¶</a></h2><p>B.</p>"
    )
    assert [one.title for one in page.headings] == ["Loans", "Debts"]
