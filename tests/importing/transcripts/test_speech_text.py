"""Transcripts without pages and lines: speech by speech."""

import json
from collections import Counter

import pytest

from evidence.importing.transcripts.reader import parse_transcript

DAY = """Hearing: 12 May 2021 – Kevin Brown

Date: 2021-05-12

(10.00 am)

Ms Carey: May I call Mr Brown?

== Kevin Brown ==

KEVIN WILLIAM BROWN (sworn).

=== Questioned by Ms Carey ===

Ms Carey: You kept the weir:
is that right?

  For twenty years?

Kevin Brown: I did. Note: until the flood.

The Chair: Was it shut?

The Witness: It was.

(A short break)

=== Questioned by Mr O'Byrne ===

Mr O'Byrne: One matter.

Ms Carey: I am sorry.
"""


@pytest.fixture
def hearing():
    return parse_transcript("hearings/2021-05-12.txt", DAY)


def test_the_header_gives_title_and_date(hearing):
    assert (hearing.title, str(hearing.date)) == ("12 May 2021 – Kevin Brown", "2021-05-12")
    assert not hearing.problems


def test_further_paragraphs_belong_to_the_speech_before_them(hearing):
    assert hearing.speeches[5].text == "You kept the weir: is that right?\n\nFor twenty years?"


def test_kinds_follow_from_who_is_questioned_by_whom(hearing):
    assert [(speech.kind, speech.speaker) for speech in hearing.speeches if speech.kind != "event"] == [
        ("speech", "Ms Carey"),
        ("question", "Ms Carey"),
        ("answer", "Kevin Brown"),
        ("speech", "The Chair"),
        ("answer", "Kevin Brown"),
        ("question", "Mr O'Byrne"),
        ("speech", "Ms Carey"),
    ]


def test_a_witness_has_the_name_of_the_heading_and_the_oath(hearing):
    witness = hearing.witnesses[0]
    assert (witness.name, witness.as_printed, witness.how) == ("Kevin Brown", "KEVIN WILLIAM BROWN (sworn).", "sworn")


def test_examinations_say_who_asks(hearing):
    assert [(one.witnesses, one.questioner) for one in hearing.examinations] == [
        (("Kevin Brown",), "Ms Carey"),
        (("Kevin Brown",), "Mr O'Byrne"),
    ]
    assert hearing.speeches[-1].examination == 1


def test_nothing_has_a_page_or_a_line(hearing):
    assert {(one.page_from, one.line_from, one.page_to, one.line_to) for one in hearing.speeches} == {(None,) * 4}
    assert hearing.pages == ()


def test_a_paragraph_of_nobody_is_kept_with_a_warning():
    hearing = parse_transcript("a.txt", "Hearing: x\n\nDate: 2021-05-12\n\n  Lost words.\n")
    assert [(speech.kind, speech.speaker, speech.text) for speech in hearing.speeches] == [
        ("speech", "", "Lost words.")
    ]
    assert [problem.code for problem in hearing.problems] == ["label-missing"]


def test_a_date_that_is_none_is_a_warning():
    hearing = parse_transcript("hearings/2021-05-12.txt", "Hearing: x\n\nDate: 12 May\n\nMs Carey: Good morning.\n")
    assert str(hearing.date) == "2021-05-12"
    assert [problem.code for problem in hearing.problems] == ["date-unreadable"]


def test_the_post_office_hearings_are_read_as_they_are_known_to_be(corpora):
    folder = corpora / "post-office"
    for expected in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["hearings"]:
        hearing = parse_transcript(expected["file"], (folder / expected["file"]).read_bytes())
        said = [speech for speech in hearing.speeches if speech.kind != "event"]
        further = sum(speech.text.count("\n\n") for speech in hearing.speeches)
        read = {
            "title": hearing.title,
            "date": str(hearing.date),
            "witnesses": [witness.name for witness in hearing.witnesses],
            "n_blocks": len(hearing.speeches) + further,
            "n_speeches": len(said),
            "n_continuations": further,
            "speakers": dict(Counter(speech.speaker_as_printed for speech in said)),
        }
        assert read == {key: expected[key] for key in read}, expected["file"]
        assert not hearing.problems
