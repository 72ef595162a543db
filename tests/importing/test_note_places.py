"""Where other sites keep their notes: in tips, beside their markers, in tables at the foot, under a line."""

import pytest

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
