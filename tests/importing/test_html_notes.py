"""Notes and their markers, in every shape and place that pages give them."""

from __future__ import annotations

import pytest

from tests.importing.html_reading import calls, codes, labels, notes, read, texts


def test_bracketed_numbers_without_links_are_markers_where_the_sequence_says_so() -> None:
    page = read("<h1>1 A</h1><p>1.1 One.[1] Two.[2]</p><p>1.2 See <i>R</i> [2003] at [35].[3]</p>")
    assert [marker.label for paragraph in page.paragraphs for marker in paragraph.markers] == ["1", "2", "3"]
    assert texts(page) == ["One. Two.", "See R [2003] at [35]."]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ('<li id="n1"><p>Seen. <a href="#r1">Back</a></p></li>', "Seen."),
        ('<p id="n1"><a href="#r1">1</a>. Seen.</p>', "Seen."),
        ('<p><sup><a id="n1" href="#r1">1</a></sup> Seen.</p>', "Seen."),
        ('<div id="n1"><p>1. Seen.</p><p>Twice.</p></div>', "Seen.\n\nTwice."),
        ('<table><tr><td><a name="n1"></a>1</td><td>Seen. <a href="#r1">^</a></td></tr></table>', "Seen."),
        ('<dl><dt id="n1">1</dt><dd>Seen.</dd></dl>', "Seen."),
        (
            '<aside id="n1" role="doc-footnote">1 Seen. <a href="#r1" role="doc-backlink">Return to text</a></aside>',
            "Seen.",
        ),
        ('<footer><ol><li id="n1">Seen. <a href="#r1">↑</a></li></ol></footer>', "Seen."),
    ],
    ids=["li", "p", "sup", "div", "td", "dl", "aside", "footer"],
)
def test_notes_of_every_shape_are_read(note: str, text: str) -> None:
    page = read(f'<h1>2 Ferry</h1><p>2.1 One<a id="r1" href="#n1"><sup>1</sup></a> two.</p>{note}')
    assert notes(page) == {"1": text}
    assert texts(page) == ["One two."]
    assert calls(page.paragraphs[0]) == [("1", "One")]


def test_notes_that_only_link_back_are_read() -> None:
    page = read('<h1>A</h1><p>Word<sup id="r1">1</sup> here.</p><ol><li>The note. <a href="#r1">↩</a></li></ol>')
    assert notes(page) == {"1": "The note."}
    assert calls(page.paragraphs[0]) == [("1", "Word")]


def test_notes_at_the_foot_of_each_printed_page_are_read() -> None:
    page = read(
        "<div><h2>Section 5: Money</h2><p>5.1 It cost.<sup>1</sup></p><div><p><sup>1</sup> ACC1.</p></div></div>"
        "<div><p>5.2 It failed.<sup>2</sup></p><div><p><sup>2</sup> ACC2.</p></div></div>"
    )
    assert notes(page) == {"1": "ACC1.", "2": "ACC2."}
    assert labels(page) == ["5.1", "5.2"]


def test_a_note_that_nothing_calls_is_kept_and_reported() -> None:
    page = read(
        '<h1>A</h1><p>One.<a href="#n1" id="r1"><sup>1</sup></a></p><div><p><a href="#r1" id="n1">1</a>. First.</p>'
        '<p><a href="#r2" id="n2">2</a>. Second.</p></div>'
    )
    assert notes(page) == {"1": "First.", "2": "Second."}
    assert "note-not-called" in codes(page)


def test_several_markers_in_one_sup_lose_the_commas_between_them() -> None:
    page = read(
        '<h1>A</h1><p>One<sup><a href="#n1">1</a>, <a href="#n2">2</a></sup>, two.</p>'
        '<ol><li id="n1">First.</li><li id="n2">Second.</li></ol>'
    )
    assert texts(page) == ["One, two."]
    assert calls(page.paragraphs[0]) == [("1", "One"), ("2", "One")]


@pytest.mark.parametrize(
    ("first", "second"), [("<sup>{}</sup>", "<sup>{}</sup>"), ("<sup>{}</sup>", "{}"), ("[{}]", "[{}]")]
)
def test_notes_beneath_the_last_line_answer_the_numbers_above_it(first: str, second: str) -> None:
    page = read(
        f"<h1>1 A</h1><p>1.1 One.{first.format(1)}</p><p>1.2 Two.{first.format(2)}</p>"
        f"<hr><p>{second.format(1)} HAR1.</p><p>{second.format(2)} HAR2.</p>"
    )
    assert notes(page) == {"1": "HAR1.", "2": "HAR2."}
    assert texts(page) == ["One.", "Two."]


def test_a_line_with_nothing_beneath_it_holds_no_notes() -> None:
    page = read("<h1>A</h1><p>One.[1]</p><p>Two.[1]</p><hr>")
    assert texts(page) == ["One.", "Two."]
    assert not page.notes
