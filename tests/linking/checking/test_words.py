"""Words as they are compared, and quotations in pieces: what print adds to speech makes no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.linking.checking.words import Gap, pieces_of, tokens_in, words_in


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("The Board’s “plan” — again", 'the board\'s "plan" -- again'),
        ("sub-postmasters", "subpostmasters"),
        ("£4,323", "£4323"),
        ("Inés Calloway", "Ines Calloway"),
        ("fish & chips, 50%", "fish and chips, 50 percent"),
    ],
)
def test_case_marks_dashes_and_accents_are_not_compared(printed: str, said: str):
    assert tokens_in(printed) == tokens_in(said)


def test_a_full_stop_between_sentences_parts_words_and_one_in_a_number_does_not():
    assert tokens_in("It rose.Then 3.41 metres") == ["it", "rose", "then", "3.41", "metres"]


@pytest.mark.parametrize("gap", ["…", "...", ". . .", "[…]", "[...]"])
def test_an_ellipsis_parts_a_quotation_into_pieces(gap: str):
    pieces = pieces_of(f"“it sat down {gap} the lamps”")
    assert [(piece.gap, piece.tokens) for piece in pieces] == [
        (Gap.NONE, ["it", "sat", "down"]),
        (Gap.LEFT_OUT, ["the", "lamps"]),
    ]


def test_words_in_square_brackets_are_not_the_speakers():
    first, second = pieces_of("“she told [the Board] of it”")
    assert (first.tokens, second.gap, second.tokens) == (["she", "told"], Gap.INSERTED, ["of", "it"])


def test_a_remark_in_brackets_parts_nothing_from_nothing_else():
    assert [piece.gap for piece in pieces_of("“the recieved [sic] letter”")] == [Gap.NONE, Gap.NONE]


def test_letters_changed_in_brackets_belong_to_their_word():
    (piece,) = pieces_of("“[T]he boards agree[d]”")
    assert piece.tokens == ["the", "boards", "agreed"]
    assert piece.words[-1].also == "agree"


def test_labels_of_speakers_are_not_quoted_words():
    (piece,) = pieces_of("“Q. Did you look?\n\nA. A diver did.\n\nMR BEER: When?”")
    assert piece.tokens == ["did", "you", "look", "a", "diver", "did", "when"]


@given(st.text(alphabet="aé1 .,'’-%&[]…\u2060\n“Q:", max_size=60))
def test_every_word_stands_where_it_says(text: str):
    found = [*words_in(text), *(word for piece in pieces_of(text) for word in piece.words)]
    assert all(0 <= word.start < word.end <= len(text) and word.token for word in found)
