"""Where quotations begin and end, and which footnote supports them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.linking.quotations import find_quotations, quotations_of
from evidence.linking.quoting.records import Displayed, Marks, NoteCall, QuotationCandidate, QuotedText


def found(text: str, *calls: tuple[str, int], displayed: tuple[Displayed, ...] = ()) -> list[QuotationCandidate]:
    paragraph = QuotedText(text, tuple(NoteCall(label, offset) for label, offset in calls), displayed)
    return find_quotations(paragraph)[0]


def quoted(text: str, *calls: tuple[str, int], displayed: tuple[Displayed, ...] = ()) -> list[str]:
    return [text[one.start : one.end] for one in found(text, *calls, displayed=displayed)]


def shown(text: str, part: str, marks: str = "complete", certain: bool = True) -> Displayed:
    start = text.index(part)
    return Displayed(start, start + len(part), marks, certain, "after-colon")


def test_five_words_between_curly_marks_are_a_quotation():
    assert quoted("She said that it “happened on the platform often”.") == ["“happened on the platform often”"]


def test_four_words_are_a_term_and_not_a_quotation():
    assert quoted("This is known as “the full Horizon system”.") == []


def test_straight_marks_open_after_a_space_and_close_after_a_letter():
    assert quoted('He said "we were not told about it" and left.') == ['"we were not told about it"']


def test_single_marks_quote_where_they_are_the_inquiry_s_own():
    text = "Mr Roe said ‘we didn’t know of the victims’ complaints’, and left."
    assert quoted(text) == ["‘we didn’t know of the victims’ complaints’"]


def test_straight_single_marks_are_told_from_apostrophes():
    text = "Mr Roe said 'we didn't know of that problem', and the witnesses' lawyers agreed."
    assert quoted(text) == ["'we didn't know of that problem'"]


def test_a_quotation_inside_another_is_not_reported_again():
    text = "She said “he told me ‘do not speak of this to anyone’ and I left it”."
    assert quoted(text) == ["“he told me ‘do not speak of this to anyone’ and I left it”"]


def test_double_marks_inside_double_marks_belong_to_the_outer_quotation():
    text = "She said “he called it “a very great risk to us” and I agreed”."
    assert quoted(text) == ["“he called it “a very great risk to us” and I agreed”"]


def test_an_interrupted_quotation_is_two():
    text = "“We had no idea at all”, he said, “that this could ever happen”."
    assert quoted(text) == ["“We had no idea at all”", "“that this could ever happen”"]


def test_a_quotation_carried_over_blocks_with_a_mark_at_each_is_one():
    text = "He said “the first part of it is long.\n\n“And the second part ends here”."
    (one,) = found(text)
    assert text[one.start : one.end] == "“the first part of it is long.\n\n“And the second part ends here”"
    assert one.marks is Marks.COMPLETE


def test_a_lost_closing_mark_is_suggested_to_the_end_of_the_sentence_before_the_next_quotation():
    text = "It was “to be a key part of their power. He was “adamant that they should never know it”."
    first, second = found(text)
    assert text[first.start : first.end] == "“to be a key part of their power."
    assert (first.marks, first.status) == (Marks.CLOSING_LOST, "suggested")
    assert second.status == "certain"


def test_a_lost_opening_mark_is_suggested_from_what_introduces_it():
    text = "The rules are clear. They said: this is not for us to decide”."
    (one,) = found(text)
    assert text[one.start : one.end] == "this is not for us to decide”"
    assert (one.marks, one.status) == (Marks.OPENING_LOST, "suggested")


def test_a_displayed_quotation_is_taken_as_the_parser_saw_it():
    text = "Mr Roe told us:\n\nno marks at all here\n\nThat was that."
    (one,) = found(text, displayed=(shown(text, "no marks at all here", "absent", certain=False),))
    assert (one.display, one.marks, one.status) == ("block", Marks.ABSENT, "suggested")


def test_marks_inside_a_displayed_quotation_are_not_quotations_of_their_own():
    part = "“She told me “you must never speak of it again” and so I did.”"
    text = f"Mr Roe told us:\n\n{part}"
    assert quoted(text, displayed=(shown(text, part),)) == [part]


def test_the_footnote_stands_right_after_the_quotation():
    text = "She said “this was not for us to decide”. Later it changed."
    assert found(text, ("7", text.index(" Later")), ("8", len(text)))[0].footnote == "7"


def test_the_footnote_may_stand_at_the_end_of_the_sentence():
    text = "She said “this was not for us to decide” when she was asked. Later it changed."
    assert found(text, ("7", text.index(" Later")))[0].footnote == "7"


def test_the_footnote_may_stand_on_the_words_that_introduce_a_displayed_quotation():
    part = "“This was not for us to decide.”"
    text = f"An earlier point. Ms Roe put it in these terms:\n\n{part}\n\nLater it changed."
    calls = (("6", text.index(" Ms")), ("7", text.index(part) - 2), ("8", len(text)))
    assert found(text, *calls, displayed=(shown(text, part),))[0].footnote == "7"


def test_the_footnote_of_another_sentence_is_not_taken():
    text = "An earlier point. She said “this was not for us to decide”. Later it changed."
    assert found(text, ("6", text.index(" She")), ("8", len(text)))[0].footnote is None


def test_paragraphs_of_a_page_come_back_in_order():
    page = [
        QuotedText("Mr Roe said “we knew nothing of it”."),
        QuotedText(""),
        QuotedText("He added “or of the rest of it”."),
    ]
    assert [len(one) for one in quotations_of(page)] == [1, 0, 1]


PIECES = st.sampled_from(
    [
        "“",
        "”",
        "‘",
        "’",
        '"',
        "'",
        "\n\n",
        ". ",
        ", ",
        ": ",
        " ",
        "said ",
        "Mr Roe ",
        "that ",
        "he ",
        "• ",
        "(",
        ")",
        "word ",
        "Google ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.lists(st.integers(0, 300), max_size=4))
def test_quotations_lie_in_the_text_in_order_and_apart(text, offsets):
    calls = [(str(label), min(offset, len(text))) for label, offset in enumerate(offsets)]
    reached = 0
    for one in found(text, *calls):
        assert reached <= one.start < one.end <= len(text)
        assert one.speaker_start is None or text[one.speaker_start : one.speaker_end]
        assert bool(one.speaker) == (one.speaker_status != "unknown")
        reached = one.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_complaint(text):
    found(text)


HOSTILE = [
    "“",
    "”",
    "‘",
    "“a ",
    "’ ",
    '"',
    "'",
    "A",
    "A ",
    " ",
    "\n\n",
    "“a b c d e” ",
    "said ",
    ", said ",
    "Mr ",
    "(",
    ", ",
    "by ",
    "of the ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_characters_of_one_thing_take_no_longer_than_their_length(piece):
    text = ("Mr Roe said “it was not for us to say” " + piece * (100_000 // len(piece)) + " “and so we left it there”")[
        :100_100
    ]
    begun = time.process_time()
    found(text)
    assert time.process_time() - begun < 4
