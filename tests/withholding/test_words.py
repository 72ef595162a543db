"""Which stretches of a copy repeat withheld words, and how names are looked for."""

import pytest

from evidence.withholding.words import HiddenWords, bare, masked, names_pattern, with_masks

VISIBLE = "Ada Zed kept the reports of the bank."


def hidden(*texts: str) -> HiddenWords:
    return HiddenWords(texts, lambda words: words.casefold() in VISIBLE.casefold())


def test_a_mask_keeps_length_and_line_breaks():
    assert masked("a b\n\nc") == "███\n\n█"


@pytest.mark.parametrize(
    ("copy", "shown"),
    [
        ("the xylograph was burnt", "█████████████████ burnt"),
        ("Ada Zed kept the reports", "Ada Zed kept the reports"),
        ("Ada Zed drowned", "███████████████"),
        ("a-page-of-xylograph.txt", "a-page-of-█████████.txt"),
        ("3 was", "3 was"),
        ("nothing of it", "nothing of it"),
    ],
)
def test_a_copy_may_say_what_can_still_be_read(copy, shown):
    words = hidden("The xylograph was lost on day 3 was it", "Ada Zed drowned")
    assert with_masks(copy, words.spans_in(copy)) == shown


def test_names_are_found_whole_whatever_their_case_and_white_space():
    pattern = names_pattern(["Ada Zed", "Zed"])
    text = "ADA\n ZED’s friend Zedman met Ada Zed and Zed."
    assert [found[0] for found in pattern.finditer(text)] == ["ADA\n ZED", "Ada Zed", "Zed"]


def test_names_are_found_with_and_without_their_accents():
    pattern = names_pattern(["Zoë Brontë"])
    text = "Zoe Brontë, ZOË BRONTE and Łódź — “Zoé”"
    assert len(bare(text)) == len(text)
    assert [text[slice(*found.span())] for found in pattern.finditer(bare(text))] == ["Zoe Brontë", "ZOË BRONTE"]


def test_names_without_a_letter_are_not_looked_for():
    assert names_pattern(["", "—"]) is None
