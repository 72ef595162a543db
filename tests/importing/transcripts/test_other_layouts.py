"""Transcripts in the layouts of other stenographers: numbers at the right, times beside the lines, other headings."""

from evidence.importing.transcripts.reader import parse_transcript


def read(text):
    return parse_transcript("hearings/2021-05-12.txt", text)


def said(hearing):
    """Kind, speaker, place and words of every turn that is no event."""
    return [
        (speech.kind, speech.speaker, f"{speech.page_from}:{speech.line_from}-{speech.line_to}", speech.text)
        for speech in hearing.speeches
        if speech.kind != "event"
    ]


def codes(hearing):
    return [problem.code for problem in hearing.problems]


def test_lines_numbered_at_the_right_are_read():
    rows = [
        "MS RICHARDS:  Sir, the witness is Dr Mark Winter.",
        "               DR MARK WINTER (affirmed)",
        "               Questioned by MS RICHARDS",
        "Q.  Dr Winter, you were a consultant",
        "    haematologist.",
        "A.  I was, from 1983.",
    ]
    hearing = read("".join(f"{row:<58}{number}\n" for number, row in enumerate(rows, start=1)) + " " * 28 + "1\n")
    assert said(hearing)[1:] == [
        ("question", "Ms Richards", "1:4-5", "Dr Winter, you were a consultant haematologist."),
        ("answer", "Dr Mark Winter", "1:6-6", "I was, from 1983."),
    ]


EXCERPT = """Page 45

10:31  1   MR O’MAHONY KC:  And you saw him there?
10:31  2   A.  I saw him at the door.
10:31  3   Q.  Which door?
10:32  4   A.  The one by the
10:32  5       station.
10:32  6   SIR JOHN SAUNDERS:  The City Room door?
10:32  7   A.  Yes, sir.
"""


def test_times_beside_the_lines_are_left_out_and_reported():
    hearing = read(EXCERPT)
    assert ("answer", "", "45:4-5", "The one by the station.") in said(hearing)
    assert "times-left-out" in codes(hearing)


def test_an_excerpt_from_the_midst_of_an_examination_has_its_answers():
    assert said(read(EXCERPT))[:3] == [
        ("question", "Mr O’Mahony KC", "45:1-1", "And you saw him there?"),
        ("answer", "", "45:2-2", "I saw him at the door."),
        ("question", "Mr O’Mahony KC", "45:3-3", "Which door?"),
    ]


AUSTRALIAN = """1        THE CHAIR:   Yes, Mr Stewart.
2
3        <ROBERT FABIAN BEST, sworn:                    [10.05am]
4
5        <EXAMINATION BY MR STEWART:
6
7        MR STEWART:   Q.   Brother Best, you joined in 1960?
8        A.   Yes, I think
9        so.

.10/12/2015 (129)          13412     R F BEST (Mr Stewart)
"""


def test_headings_in_angles_and_a_questioner_before_his_q_are_read():
    hearing = read(AUSTRALIAN)
    assert said(hearing)[1:] == [
        ("question", "Mr Stewart", "13412:7-7", "Brother Best, you joined in 1960?"),
        ("answer", "Robert Fabian Best", "13412:8-9", "Yes, I think so."),
    ]
    assert [(one.witnesses, one.questioner) for one in hearing.examinations] == [
        (("Robert Fabian Best",), "Mr Stewart")
    ]


def test_a_running_foot_gives_the_page_and_is_reported():
    hearing = read(AUSTRALIAN)
    assert [page.number for page in hearing.pages] == [13412]
    assert any("R F BEST" in problem.found for problem in hearing.problems)


def test_oath_and_questioner_in_one_sentence_are_read():
    rows = [
        "CHAIRMAN:  Good morning.",
        "",
        "OWEN CORRIGAN, HAVING BEEN SWORN, WAS EXAMINED BY",
        "MR. DILLON AS FOLLOWS:",
        "",
        "1 Q.  MR. DILLON:  You were stationed in Dundalk?",
        "A.  That’s correct.",
        "2 Q.  From when?",
        "A.  From 1978.",
        "",
        "THE WITNESS WAS THEN CROSS-EXAMINED BY MR. ROE AS FOLLOWS:",
        "3 Q.  Was it cold?",
    ]
    hearing = read("DAY 12        1\n" + "".join(f"{number:2}   {row}\n" for number, row in enumerate(rows, start=1)))
    assert [(kind, speaker, words) for kind, speaker, _, words in said(hearing)][-5:] == [
        ("question", "Mr. Dillon", "You were stationed in Dundalk?"),
        ("answer", "Owen Corrigan", "That’s correct."),
        ("question", "Mr. Dillon", "From when?"),
        ("answer", "Owen Corrigan", "From 1978."),
        ("question", "Mr. Roe", "Was it cold?"),
    ]


def test_offices_in_small_letters_are_speakers():
    hearing = read("Page 1\n\nChairman: Good morning.\n\nCounsel to the Inquiry: Thank you, Chairman.\n")
    assert [(speaker, words) for _, speaker, _, words in said(hearing)] == [
        ("Chairman", "Good morning."),
        ("Counsel to the Inquiry", "Thank you, Chairman."),
    ]
