"""Paragraphs numbered in Roman numerals, on text pages and HTML pages, and lists that are not."""

import pytest

from evidence.importing.text.roman_labels import roman_value
from evidence.importing.text_pages import parse_text_page
from tests.importing.html_reading import labels, read


def text_labels(*blocks: str) -> list[str]:
    return labels(parse_text_page("report/001-page.txt", "\n\n".join(("Executive summary", *blocks))))


def test_numerals_that_hold_the_page_are_labels_through_its_headings() -> None:
    page = parse_text_page(
        "report/001-page.txt",
        "Executive summary\n\nThe night\n\ni. It left.[1]\n\nii. It sank because:\n\n(a) one;\n\n(b) two.\n\n"
        "The day\n\niii. It rose.\n\niv. So.\n",
    )
    assert labels(page) == ["i", "ii", "iii", "iv"]
    assert page.paragraphs[1].text == "It sank because:\n\n(a) one;\n\n(b) two."
    assert [heading.title for heading in page.headings] == ["The night", "The day"]


def test_numerals_in_brackets_are_labels_without_them() -> None:
    page = parse_text_page("report/001-page.txt", "Summary\n\n(i) It left.\n\n(ii) It sank.\n\n(iii) It rose.\n")
    assert [(p.label, p.text) for p in page.paragraphs] == [("i", "It left."), ("ii", "It sank."), ("iii", "It rose.")]


@pytest.mark.parametrize(
    "blocks",
    [
        ["The board said that:", "(i) It left.", "(ii) It sank.", "(iii) It rose."],
        ["It had three terms.", "It met.", "It sat.", "It rose.", "i. To go.", "ii. To stay.", "iii. To wait."],
        ["(i) to go;", "(ii) to stay; and", "(iii) to wait."],
        ["i. It left.", "iv. It sank.", "v. It rose."],
    ],
)
def test_lists_in_roman_numerals_are_no_paragraphs(blocks: list[str]) -> None:
    assert set(text_labels(*blocks)) == {""}


def test_a_list_stays_in_its_numbered_paragraph() -> None:
    assert text_labels("1. It said this:", "(i) It left.", "(ii) It sank.", "(iii) It rose.", "2. Yes.") == ["1", "2"]


def test_an_html_page_and_its_list_in_roman_numerals() -> None:
    assert labels(read("<h1>A</h1><p>i. It left.</p><p>ii. It sank.</p><h2>B</h2><p>iii. So.</p>")) == [
        "i",
        "ii",
        "iii",
    ]
    items = "<ol type='i'><li>It left.</li><li>It sank.</li><li>It rose.</li></ol>"
    first = read(f"<h1>A</h1>{items}").paragraphs[0]
    assert (first.label, first.text) == ("i", "It left.")
    assert labels(read(f"<h1>A</h1><p>Here:</p>{items}")) == [""]
    assert labels(read(f"<h1>A</h1><p>1. Here:</p>{items}<p>2. So.</p>")) == ["1", "2"]


def test_numerals_are_counted_and_words_are_none() -> None:
    assert [roman_value(one) for one in ("i", "iv", "IX", "xiv", "xl", "xcix")] == [1, 4, 9, 14, 40, 99]
    assert [roman_value(one) for one in ("", "iiii", "vx", "mild", "ci")] == [0] * 5
