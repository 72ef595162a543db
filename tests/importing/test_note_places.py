"""Where other sites keep their notes and numbers: in tips, beside their markers, in tables at the foot, in Markdown."""

import pytest

from evidence.importing.text_pages import parse_text_page
from tests.importing.html_reading import calls, codes, labels, notes, read, texts


@pytest.mark.parametrize(
    "marker",
    [
        '<sup data-note="Day 45, 12/3-9.">1</sup>',
        '<sup title="Day 45, 12/3-9.">1</sup>',
        '<a href="#" title="Day 45, 12/3-9."><sup>1</sup></a>',
        '<span class="tip" data-content="<i>Day 45</i>, 12/3-9.">[1]</span>',
        '<a href="javascript:void(0)" aria-describedby="t1"><sup>1</sup></a><span id="t1">Day 45, 12/3-9.</span>',
    ],
)
def test_a_marker_may_hold_its_own_note(marker):
    page = read(f"<h1>T</h1><p>1. It left.{marker} It came back.</p><p>2. It stayed.</p>")
    assert texts(page)[0] == "It left. It came back."
    assert calls(page.paragraphs[0]) == [("1", " left.")]
    assert notes(page) == {"1": "Day 45, 12/3-9."}


def test_a_tip_about_the_marker_is_no_note():
    page = read('<h1>T</h1><p>It left.<sup title="Go to note 1">1</sup></p><p>It came.<sup title="fn-2">2</sup></p>')
    assert notes(page) == {}


def test_a_tip_on_a_notes_own_number_is_no_note():
    page = read(
        '<h1>T</h1><p>It left.<sup><a href="#f1">1</a></sup></p><div id="notes"><p><a name="f1" href="#x" '
        'title="Go back to footnote reference 1 in the text">1</a>. Day 3.</p></div>'
    )
    assert notes(page) == {"1": "Day 3."}
    page = read('<h1>T</h1><p>It left.<sup title="Go to note 1">1</sup></p><p>It came.<sup title="fn-2">2</sup></p>')
    assert [len(paragraph.markers) for paragraph in page.paragraphs] == [1, 1]


def test_the_list_of_notes_stands_before_the_tips_that_repeat_it():
    page = read(
        '<h1>T</h1><p>It left.<a href="#n1" id="r1" title="Day 45 and more"><sup>1</sup></a></p>'
        '<ol><li id="n1">Day 45, 12/3-9. <a href="#r1">↩</a></li></ol>'
    )
    assert notes(page) == {"1": "Day 45, 12/3-9."}


FOOT = "<table><tr><td>{0}</td><td>Day 12/34-36</td></tr><tr><td>{1}</td><td>AM41.5</td></tr></table>"


def test_tables_of_notes_between_the_paragraphs_answer_the_numbers_above_them():
    page = read(
        "<h1>T</h1><p>1.1 He went<sup>1</sup> and came.<sup>2</sup></p>"
        + FOOT.format(1, 2)
        + "<p>1.2 He slept<sup>3</sup> and woke.<sup>4</sup></p>"
        + FOOT.format(3, 4)
    )
    assert notes(page) == {"1": "Day 12/34-36", "2": "AM41.5", "3": "Day 12/34-36", "4": "AM41.5"}
    assert [(label, text) for label, text in zip(labels(page), texts(page), strict=True)] == [
        ("1.1", "He went and came."),
        ("1.2", "He slept and woke."),
    ]


def test_a_table_of_numbers_that_nothing_calls_stays_in_the_text():
    page = read("<h1>T</h1><p>1.1 He went<sup>1</sup> and came.</p>" + FOOT.format(3, 4) + "<p>1.2 So.</p>")
    assert "3 | Day 12/34-36" in page.paragraphs[0].text


def test_a_list_inside_a_note_is_no_further_notes():
    page = read(
        '<h1>T</h1><p>It is so.<a href="#f4" id="r4"><sup>4</sup></a></p><hr>'
        '<div><p id="f4"><a href="#r4">4</a> See:</p><p>1. One thing.</p><p>2. Another.</p></div>'
    )
    assert notes(page) == {"4": "See:\n\n1. One thing.\n\n2. Another."}


def test_a_square_of_a_measure_is_no_marker_though_a_note_has_its_number():
    page = read('<h1>T</h1><p>About 10m<sup>2</sup> of it.<a href="#n2"><sup>2</sup></a></p><p id="n2">2 Day 3.</p>')
    assert calls(page.paragraphs[0]) == [("2", "of it.")]
    assert page.paragraphs[0].text == "About 10m2 of it."


def test_a_heading_over_notes_goes_with_them_though_links_follow():
    page = read(
        '<h1>T</h1><p>It is so.<a href="#f1" id="r1"><sup>1</sup></a></p><h2>Endnotes</h2>'
        '<p id="f1"><a href="#r1">1</a> Day 3.</p><p><a href="/next">Next chapter</a></p>'
    )
    assert page.headings == ()
    assert "left-out" in codes(page)


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


def test_numbered_paragraphs_beside_the_notes_stay_paragraphs():
    page = read(
        "<h1>T</h1><p>1. First.<a href=#n1><sup>1</sup></a></p><p>2. Second.</p><p>3. Third.</p><p id=n1>1 Day 3.</p>"
    )
    assert list(zip(labels(page), texts(page), strict=True)) == [("1", "First."), ("2", "Second."), ("3", "Third.")]
    assert notes(page) == {"1": "Day 3."}


def test_a_numbered_paragraph_behind_the_last_note_stays_one():
    page = read(
        "<h1>T</h1><p>1. First.<a href=#n1><sup>1</sup></a></p><p id=n1>1 Day 3.</p>"
        "<p>2. Second.<a href=#n2><sup>2</sup></a></p><p id=n2>2 Day 4.</p><p>3. Third.</p>"
    )
    assert labels(page) == ["1", "2", "3"]
    assert notes(page) == {"1": "Day 3.", "2": "Day 4."}


def test_a_note_that_nothing_calls_stands_with_the_others_under_a_line():
    page = read(
        "<h1>T</h1><p>1. First.<a href=#n4><sup>4</sup></a></p><p>2. Second.</p><hr><p>3 Day 2.</p>"
        "<p id=n4>4 Day 3.</p><p>5 Day 4.</p>"
    )
    assert labels(page) == ["1", "2"]
    assert notes(page) == {"3": "Day 2.", "4": "Day 3.", "5": "Day 4."}


def test_notes_whose_anchors_stand_in_the_lines_of_one_block_are_read():
    page = read(
        "<h1>T</h1><p>21. They died,<a href=#a45>[45]</a> or not.<a href=#a46>[46]</a></p><p>22. It closed.</p>"
        "<p><a name=a45>[45]</a> Day 3.<br><a name=a46>[46]</a> Day 4.</p>"
    )
    assert labels(page) == ["21", "22"]
    assert calls(page.paragraphs[0]) == [("45", " died,"), ("46", "r not.")]
    assert notes(page) == {"45": "Day 3.", "46": "Day 4."}


def test_a_note_may_stand_beside_its_number_in_the_paragraph():
    page = read("<h1>T</h1><p>It broke<sup>1</sup><span><sup>1</sup> Log, 4 May.</span> and lasted.</p>")
    assert texts(page) == ["It broke and lasted."]
    assert notes(page) == {"1": "Log, 4 May."}


def test_numbers_that_a_style_raises_call_the_notes_beneath_the_line():
    raised = '<span style="vertical-align: super">{}</span>'
    page = read(
        f"<h1>T</h1><p>It began.{raised.format(7)} It ended.{raised.format(8)}</p><hr>"
        "<div>7 Day 3.</div><div>8 B.</div>"
    )
    assert [label for label, _ in calls(page.paragraphs[0])] == ["7", "8"]
    assert notes(page) == {"7": "Day 3.", "8": "B."}


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


THREE = (("12", "The first of it."), ("13", "The second of it."), ("14", "The third of it."))


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


@pytest.mark.parametrize(
    ("marker", "foot"),
    [
        ('<a href="#" aria-describedby="n1"><sup>1</sup></a><span id="n1" hidden>Day 3, p 12.</span>', ""),
        ('<button popovertarget="n1"><sup>1</sup></button><span popover id="n1">Day 3, p 12.</span>', ""),
        ('<sup><a href="/notes#fn1">1</a></sup>', "<h2>Notes</h2><p>1. Day 3, p 12.</p>"),
        ("<sup>[fn 1]</sup>", "<h2>Footnotes</h2><p>[fn 1] Day 3, p 12.</p>"),
        ('<sup><a href="#a1">1</a></sup>', '<p id="a1"><b>Note 1:</b> Day 3, p 12.</p>'),
        ("<sup>1.</sup>", "<hr><p><sup>1.</sup> Day 3, p 12.</p>"),
        ("<sup>1</sup>", "<hr><div><div>1</div><div>Day 3, p 12.</div></div>"),
        ("\u00b9", "<hr><p>\u00b9 Day 3, p 12.</p>"),
    ],
)
def test_a_note_is_read_wherever_it_is_kept(marker, foot):
    page = read(f"<h1>T</h1><p>1. It was so{marker} in 1990.</p><p>2. It was not.</p>{foot}")
    assert texts(page) == ["It was so in 1990.", "It was not."]
    assert calls(page.paragraphs[0]) == [("1", "was so")]
    assert notes(page) == {"1": "Day 3, p 12."}


def test_raised_characters_that_are_powers_stay_in_the_text():
    page = read("<h1>T</h1><p>1. Some 10 km\u00b2 of it, or 10\u00b3 in all.</p><p>2. It was not.</p>")
    assert texts(page)[0] == "Some 10 km\u00b2 of it, or 10\u00b3 in all."


@pytest.mark.parametrize(
    "number",
    [
        '<a href="/r/12" title="Chapter twelve of the report">12</a>',
        '<span title="the year of the fire and after">1987</span>',
        '<span data-sort="some long sort value here">45</span>',
        '<time datetime="2012-01-01" title="1 January 2012 at noon">2012</time>',
    ],
)
def test_a_number_with_a_tip_that_is_set_as_text_stays_text(number):
    page = read(f"<h1>T</h1><p>1. There were {number} of it.</p><p>2. B.</p>")
    assert notes(page) == {}
    assert any(character.isdigit() for character in page.paragraphs[0].text)


def test_a_row_of_a_table_that_counts_something_is_no_note():
    rows = "<tr><td>1</td><td>One</td></tr><tr><td>2</td><td>Two</td></tr>"
    for head in ("", "<tr><th>No</th><th>What</th></tr>"):
        page = read(f"<h1>T</h1><p>1. The count<sup>1</sup> is:</p><table>{head}{rows}</table><p>2. B.</p>")
        assert page.paragraphs[0].text.endswith("1 | One\n\n2 | Two")


def test_several_numbers_in_one_raised_element_call_their_notes():
    page = read(
        "<h1>T</h1><p>1. It was.<sup>1,2</sup> So.<sup>3–4</sup></p><p>2. B.</p><hr>"
        "<p>1. N.</p><p>2. M.</p><p>3. O.</p><p>4. P.</p>"
    )
    assert labels(page) == ["1", "2"]
    assert notes(page) == {"1": "N.", "2": "M.", "3": "O.", "4": "P."}


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
