"""Closed sessions stay closed: neither pages nor speeches hold a word of them."""

import pytest

from evidence.importing.transcripts.reader import parse_transcript
from tests.importing.transcripts.printed import MORNING, condensed_text, page_text, paged

SECRET = ["MS CAREY:  The secret is the heron.", "THE CHAIR:  I see, the heron."]
START = ["          Wednesday, 12 May 2021", "(10.00 am)"]


def everything(hearing):
    lines = [text for page in hearing.pages for _, text in page.lines]
    records = (hearing.title, hearing.witnesses, hearing.examinations, hearing.index, hearing.problems)
    return " ".join([*lines, *[speech.text for speech in hearing.speeches], str(records)])


@pytest.mark.parametrize(
    "notice",
    [
        ["      (The Inquiry began in closed session)"],
        ["      (The Inquiry began in", "       closed session)"],
        ["(In closed session)"],
        ["(The hearing continued in private)"],
        ["                 CLOSED SESSION"],
    ],
)
@pytest.mark.parametrize("printed", [page_text, condensed_text])
def test_a_transcript_that_says_it_was_closed_has_no_words(notice, printed):
    hearing = parse_transcript("hearings/2021-05-12.txt", printed([*paged([*START, *notice, *SECRET]), *paged(SECRET)]))
    assert hearing.is_closed
    assert (hearing.pages, hearing.speeches, hearing.witnesses, hearing.index) == ((), (), (), ())
    assert "heron" not in everything(hearing)
    assert str(hearing.date) == "2021-05-12"


def test_a_closed_part_between_open_ones_is_withheld():
    lines = [*MORNING[:16], "(The Inquiry went into closed session)", *SECRET, "(The Inquiry resumed in open session)"]
    hearing = parse_transcript("hearings/2021-05-12.txt", page_text([*paged([*lines, "Q.  And now?"])]))
    assert not hearing.is_closed
    assert "heron" not in everything(hearing)
    assert "And now?" in everything(hearing)
    assert "closed-session" in [problem.code for problem in hearing.problems]
    assert [number for number, _ in hearing.pages[0].lines] == list(range(1, 26))


def test_what_follows_a_closing_that_never_ends_is_withheld():
    lines = [*MORNING[:16], "(The Inquiry went into closed session)", *SECRET]
    hearing = parse_transcript("hearings/2021-05-12.txt", page_text([*paged(lines), *paged(SECRET)]))
    assert not hearing.is_closed
    assert "heron" not in everything(hearing)


def test_speaking_of_a_closed_session_closes_nothing():
    lines = [*MORNING[:14], "Q.  We shall go into", "    closed session.", "A.  (In closed session) I said so."]
    hearing = parse_transcript("hearings/2021-05-12.txt", page_text(paged(lines)))
    assert "I said so." in everything(hearing)


@pytest.mark.parametrize("text", ["This hearing was held in closed session.", "CLOSED HEARING\n12 May 2021\n"])
def test_a_notice_instead_of_a_transcript_closes_it(text):
    hearing = parse_transcript("hearings/2021-05-12.txt", text)
    assert hearing.is_closed
    assert hearing.speeches == ()


def test_a_closed_cover_closes_what_lies_under_it():
    hearing = parse_transcript("a.txt", "THE WEIR INQUIRY\nTranscript of closed hearing\n\f" + page_text(paged(SECRET)))
    assert hearing.is_closed
    assert "heron" not in everything(hearing)


@pytest.mark.parametrize(
    "body",
    [
        "(The Inquiry sat in closed session)\n\nMr Beer: The heron.\n",
        "(10.00 am)\n\n(In private)\n\nMr Beer: The heron.\n\n  And the heron.\n",
    ],
)
def test_a_closed_hearing_without_lines_has_no_words(body):
    hearing = parse_transcript("a.txt", f"Hearing: 12 May 2021\n\nDate: 2021-05-12\n\n{body}")
    assert hearing.is_closed
    assert "heron" not in everything(hearing)


def test_a_closed_part_of_a_hearing_without_lines_is_withheld():
    body = (
        "Mr Beer: Good morning.\n\n(In closed session)\n\nMr Beer: The heron.\n\n(Open session)\n\nMr Beer: Thank you."
    )
    hearing = parse_transcript("a.txt", f"Hearing: 12 May 2021\n\nDate: 2021-05-12\n\n{body}")
    assert not hearing.is_closed
    assert [speech.text for speech in hearing.speeches if speech.kind == "speech"] == ["Good morning.", "Thank you."]
