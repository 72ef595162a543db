"""What was found of a page, held against what a faithful reading must find."""

import pytest

from evidence.importing.coverage import ExpectationError, FoundPage, FoundParagraph, compared, totals

FILE = "report/001-a.txt"


def page(**facts: object) -> dict:
    return {"pages": [{"file": FILE, **facts}]}


def found(*paragraphs: FoundParagraph, **facts: object) -> dict[str, FoundPage]:
    return {FILE: FoundPage(FILE, paragraphs, **facts)}


def test_labels_that_are_the_same_in_the_same_order_agree():
    [one] = compared(page(paragraph_numbers=["1", "2"]), found(FoundParagraph("1"), FoundParagraph("2")))
    assert one.is_faithful
    assert one.measures["labels"].equal == 2


def test_a_missing_and_an_unexpected_label_are_named():
    [one] = compared(page(paragraph_numbers=["1", "2"]), found(FoundParagraph("1"), FoundParagraph("3")))
    assert one.measures["labels"].differences == ("paragraph 2 is missing", "paragraph 3 was not expected")
    assert not one.is_faithful


def test_the_same_labels_in_another_order_do_not_agree():
    [one] = compared(page(paragraph_numbers=["1", "2"]), found(FoundParagraph("2"), FoundParagraph("1")))
    assert one.measures["labels"].equal == 2
    assert one.measures["labels"].differences == ("paragraph 2 stands where paragraph 1 was expected",)


def test_a_marker_in_unnumbered_text_counts_with_the_last_label_and_apart_by_its_own():
    expected = page(footnote_refs=[[None, 1], ["4", 2]])
    [one] = compared(expected, found(FoundParagraph("", ("1",)), FoundParagraph("4"), FoundParagraph("", ("2",))))
    assert one.measures["markers"].agrees
    assert one.measures["markers by stored label"].equal == 1
    assert one.is_faithful


def test_notes_are_compared_by_their_first_forty_characters():
    notes = (("1", "a" * 40 + "and more"), ("2", "other words"))
    [one] = compared(page(notes={"1": "a" * 40, "2": "words"}), found(notes=notes))
    assert one.measures["notes"].equal == 1
    assert "note 2 “words” is missing" in one.measures["notes"].differences


def test_a_heading_may_be_expected_with_its_number():
    [one] = compared(page(headings=["1. The  bridge"]), found(headings=(("1", "The bridge"),)))
    assert one.measures["headings"].agrees


def test_what_is_only_counted_does_not_make_a_reading_unfaithful():
    [one] = compared(page(n_blockquotes=3, n_bullets=1), found(quotations=2, list_items=1))
    assert (one.measures["block quotations"].equal, one.measures["list items"].agrees) == (2, True)
    assert one.is_faithful


def test_a_page_that_is_not_stored_has_nothing_found():
    [one] = compared(page(paragraph_numbers=["1"]), {})
    assert (one.measures["labels"].found, one.is_faithful) == (0, False)


def test_what_the_ground_truth_does_not_speak_of_is_not_measured():
    [one] = compared(page(), found(FoundParagraph("1")))
    assert one.measures == {}


def test_totals_add_up_over_the_pages():
    expected = {"pages": [{"file": FILE, "n_bullets": 2}, {"file": "report/002-b.txt", "n_bullets": 3}]}
    total = totals(compared(expected, found(list_items=2)))["list items"]
    assert (total.expected, total.found, total.equal, total.agrees) == (5, 2, 2, False)


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"pages": "all"},
        {"pages": [1]},
        {"pages": [{}]},
        {"pages": [{"file": FILE, "notes": []}]},
        {"pages": [{"file": FILE, "footnote_refs": [[1]]}]},
        {"pages": [{"file": FILE, "n_bullets": "many"}]},
    ],
)
def test_ground_truth_in_another_form_is_refused_with_a_sentence(expected: dict):
    with pytest.raises(ExpectationError, match=r"expected|is not in the expected form"):
        compared(expected, {})
