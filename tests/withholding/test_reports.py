"""What an import reports about something withheld repeats nothing of it, however little it is."""

import pytest

from evidence.withholding.reports import without_words
from evidence.withholding.words import HiddenWords

FILE = "report/001.txt"
HIDDEN = "She was left out on 3 May, and “the xylograph” was burnt."
ELSEWHERE = "Nobody was seen on 3 May. The reports were kept."


@pytest.fixture
def words() -> HiddenWords:
    return HiddenWords([HIDDEN], lambda said: said.casefold() in ELSEWHERE.casefold(), [FILE])


@pytest.mark.parametrize(
    "quoted",
    [
        "3 May",
        "on",
        "3",
        "Ma-",  # a word parted at the end of a line
        "ylogra",  # a line that was cut
        "on 3 May,[12]",  # a note that is called there
        "out on 3\nMay",
        "He was asked. She wa",  # it begins before
        "urnt. Nobody knew.",  # it ends behind
        "and “the xylograph” wa",  # marks within
        "a xylograph of mine",
    ],
)
@pytest.mark.parametrize("marks", ["“”", "''", '""'])
def test_what_a_report_quotes_of_it_is_hidden_whole(words, quoted, marks):
    said = {"file": FILE, "found": f"line 3: {marks[0]}{quoted}{marks[1]} again", "action": "kept"}
    masked = "".join(sign if sign == "\n" else "█" for sign in quoted)
    found = f"line 3: {marks[0]}{masked}{marks[1]} again"
    assert without_words(said, words) == {"file": FILE, "found": found, "action": "kept"}


@pytest.mark.parametrize("quoted", ["3 May", "The reports", "nothing of it"])
def test_what_is_about_another_file_may_say_what_can_be_read_elsewhere(words, quoted):
    said = {"file": "report/002.txt", "found": f"“{quoted}”"}
    assert without_words(said, words) == said


def test_what_is_about_another_file_says_nothing_that_cannot_be_read(words):
    said = {"file": "report/002.txt", "found": "“3 May, and”, and the xylograph's"}
    assert without_words(said, words)["found"] == "“██████████”, █████████████████'s"


def test_sentences_that_are_told_with_their_file_are_about_it(words):
    assert without_words([f"{FILE}:3: “3 May” again"], words) == [f"{FILE}:3: “█████” again"]


def test_what_nobody_quotes_is_left_as_it_is(words):
    said = {"file": FILE, "found": "paragraph 3 on its own, the page's", "code": "left-out", "action": "left out"}
    assert without_words(said, words) == said
