"""Quotations beside testimony: the very words, altered ones, and those that are somewhere else or nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.linking.checking.alignment import grams_of, occurrences
from evidence.linking.checking.outcomes import Answer, Asked, Cited, Finding, Outcome
from evidence.linking.checking.testimony import Turn, WordsSaid, printed_lines, spoken
from evidence.linking.checking.words import pieces_of, tokens_in

PAGES = [
    (4, [(1, "Q.  What did you see from the bank?"), (2, "A.  I saw the water go into the east arch straight and"),
         (3, "    come out of it side-"), (4, "    ways, and water does not do that without a"), (5, "(Pause)"),
         (6, "    reason. I told the engi-"), (7, "    neer so.")]),
    (5, [(1, "MR OAKES:  Would a diver have found it?"), (2, "A.  A diver would have found the hole in a morning."),
         (3, "    I have no doubt about that, none at all.")]),
]  # fmt: skip
TURNS = [
    Turn(1, "Q.", False, "", (4, 1), (4, 1)),
    Turn(2, "A.", False, "", (4, 2), (4, 7)),
    Turn(3, "", True, "(Pause)", (4, 5), (4, 5)),
    Turn(4, "MR OAKES", False, "", (5, 1), (5, 1)),
    Turn(5, "A.", False, "", (5, 2), (5, 3)),
]


@pytest.fixture
def testimony() -> WordsSaid:
    return printed_lines(PAGES, TURNS)


def check(text: str, testimony: WordsSaid, *cited: Cited, speaker: bool = False) -> Answer | None:
    pieces = tuple(pieces_of(text))
    finding = Finding(Asked(1, text, pieces, cited, frozenset({1} if speaker else ())))
    finding.look(1, testimony, occurrences(testimony.tokens, grams_of(pieces)))
    return finding.answer()


def lines(start: tuple[int, int], end: tuple[int, int]) -> Cited:
    return Cited(1, start, end)


def test_lines_are_read_without_labels_events_and_the_hyphens_of_line_ends(testimony):
    assert testimony.tokens[7:] == tokens_in(
        "I saw the water go into the east arch straight and come out of it sideways, and water does not do that "
        "without a reason. I told the engineer so. Would a diver have found it? A diver would have found the hole "
        "in a morning. I have no doubt about that, none at all."
    )
    assert testimony.lines[testimony.tokens.index("sideways")] == (4, 3)


def test_the_very_words_match_and_know_their_lines(testimony):
    answer = check("“the water go into the east arch straight”", testimony, lines((4, 2), (4, 4)))
    assert (answer.outcome, answer.likeness, answer.difference) == (Outcome.MATCHED, 100, [])
    assert (answer.place.start, answer.place.end, answer.place.turn_from) == ((4, 2), (4, 2), 2)


def test_words_may_run_over_the_ends_of_lines_and_an_interruption(testimony):
    answer = check(
        "come out of it sideways, and water does not do that without a reason", testimony, lines((4, 3), (4, 6))
    )
    assert (answer.outcome, answer.place.end) == (Outcome.MATCHED, (4, 6))


def test_an_ellipsis_leaves_out_any_words_and_brackets_a_few(testimony):
    answer = check("“[The river] go into the east arch … without a reason”", testimony, lines((4, 2), (4, 6)))
    assert answer.outcome is Outcome.MATCHED


def test_a_changed_word_is_shown_with_the_word_that_was_said(testimony):
    answer = check("“A diver would have found the hole in an afternoon.”", testimony, lines((5, 2), (5, 2)))
    assert answer.outcome is Outcome.ALTERED
    assert answer.difference == [
        ("same", "A diver would have found the hole in"),
        ("gone", "a morning."),
        ("new", "an afternoon"),
    ]


def test_an_added_and_a_left_out_word_are_shown(testimony):
    answer = check("I have really no doubt that, none at all", testimony, lines((5, 3), (5, 3)))
    assert [step for step in answer.difference if step[0] != "same"] == [("new", "really"), ("gone", "about")]


def test_words_joined_otherwise_are_the_same(testimony):
    answer = check("come out of it side ways, and water", testimony, lines((4, 3), (4, 4)))
    assert answer.outcome is Outcome.MATCHED


def test_words_on_another_page_than_the_cited_one_are_not_found_there(testimony):
    pages = [(4, [(line, f"A.  word{line} and other{line} to be said here") for line in range(1, 25)]), PAGES[1]]
    turns = [Turn(1, "A.", False, "", (4, 1), (4, 25)), *TURNS[3:]]
    answer = check("a diver would have found the hole", printed_lines(pages, turns), lines((4, 1), (4, 3)))
    assert (answer.outcome, answer.place.start, answer.reason) == (Outcome.NOT_FOUND, (5, 2), "found elsewhere")


def test_words_that_nobody_said_are_nowhere(testimony):
    answer = check("I told the council in plain words", testimony, lines((4, 2), (4, 4)))
    assert (answer.outcome, answer.place) == (Outcome.NOT_FOUND, None)


def test_a_day_without_lines_is_searched_by_speech():
    answer = check(
        "nobody ever looked under the bridge", spoken([Turn(7, "", False, "No, nobody ever looked under the bridge.")]),
        lines((4, 1), (4, 3)),
    )  # fmt: skip
    assert (answer.outcome, answer.place.start, answer.place.turn_from) == (Outcome.MATCHED, None, 7)


def test_a_page_without_lines_is_cited_whole(testimony):
    answer = check("a diver would have found the hole", testimony, lines((5, 0), (5, 10**9)))
    assert answer.outcome is Outcome.MATCHED


def test_without_a_citation_words_are_only_ever_found(testimony):
    assert check("A diver would have found the hole", testimony, speaker=True).outcome is Outcome.MATCHED
    assert check("Something that was never said at all", testimony, speaker=True) is None


def test_a_few_common_words_elsewhere_prove_nothing(testimony):
    answer = check("at all", testimony, lines((4, 1), (4, 1)))
    assert (answer.outcome, answer.place) == (Outcome.NOT_FOUND, None)


@given(st.integers(0, 30), st.integers(5, 20))
def test_whatever_was_said_together_is_found(start: int, length: int):
    testimony = printed_lines(PAGES, TURNS)
    words = " ".join(testimony.tokens[start : start + length])
    assert check(words, testimony, Cited(1)).outcome is Outcome.MATCHED
