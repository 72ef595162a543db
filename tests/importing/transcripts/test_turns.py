"""Who speaks in a page-and-line transcript, and from which line to which."""

import re

import pytest

from evidence.importing.records import Severity
from evidence.importing.transcripts.reader import parse_transcript
from tests.importing.transcripts.printed import MORNING, page_text, paged

OPENING = ["          Wednesday, 12 May 2021", "(10.00 am)", "THE CHAIR:  Good morning."]
CALLED = [*OPENING, "            MR KEVIN BROWN (sworn)", "            Examination by MS CAREY"]
BODY = [
    "Q.  One thing that I want to",
    "    ask about is the",
    "    gate.",
    "A.  Which of the two",
    "    gates is that?",
]


def read(*lines):
    return parse_transcript("hearings/2021-05-12.txt", page_text(paged([line for part in lines for line in part])))


def said(hearing):
    return [(speech.kind, speech.speaker_as_printed, speech.speaker) for speech in hearing.speeches]


def speech_with(hearing, words):
    found = [speech for speech in hearing.speeches if words in speech.text]
    assert len(found) == 1, [speech.text for speech in hearing.speeches]
    return found[0]


def warnings(hearing):
    return [problem.code for problem in hearing.problems if problem.severity == Severity.WARNING]


def test_questions_and_answers_have_the_names_of_questioner_and_witness():
    hearing = read(CALLED, BODY)
    assert said(hearing)[-2:] == [("question", "Q.", "Ms Carey"), ("answer", "A.", "Mr Kevin Brown")]
    assert not warnings(hearing)


def test_the_text_is_the_lines_joined_and_the_range_exact():
    speech = speech_with(read(CALLED, BODY), "One thing")
    assert speech.text == "One thing that I want to ask about is the gate."
    assert (speech.page_from, speech.line_from, speech.page_to, speech.line_to) == (1, 6, 1, 8)


def test_a_speech_over_a_page_break_runs_from_page_to_page():
    filling = ["Q.  Filling.", "A.  Yes."] * 9
    speech = speech_with(read(CALLED, filling, BODY), "One thing")
    assert (speech.page_from, speech.line_from, speech.page_to, speech.line_to) == (1, 24, 2, 1)


def test_the_chair_interrupts_and_the_question_is_counsels_again():
    hearing = read(CALLED, BODY, ["THE CHAIR:  Was it open?", "A.  It was.", "Q.  And then?"])
    assert said(hearing)[-3:] == [
        ("speech", "THE CHAIR", "The Chair"),
        ("answer", "A.", "Mr Kevin Brown"),
        ("question", "Q.", "Ms Carey"),
    ]


@pytest.mark.parametrize(
    "direction", ["(A short break)", "(The short adjournment)", "(Pause)", "(11.15 am)", "          (Photograph shown)"]
)
def test_the_speaker_goes_on_after_a_stage_direction(direction):
    hearing = read(CALLED, BODY, [direction, "    I see now."])
    assert said(hearing)[-2:] == [("event", "", ""), ("answer", "A.", "Mr Kevin Brown")]


def test_a_stage_direction_over_two_lines_is_one_event():
    hearing = read(CALLED, BODY, ["(The hearing adjourned until 10.00 am", "              the following day)"])
    event = hearing.speeches[-1]
    assert event.text == "(The hearing adjourned until 10.00 am the following day)"
    assert (event.line_from, event.line_to) == (11, 12)


def test_words_in_parentheses_that_fill_a_line_of_speech_are_speech():
    hearing = read(CALLED, BODY, ["Q.  The keeper of the weir", "    (Weir Conservancy Board)", "    said so?"])
    assert speech_with(hearing, "Conservancy").text == "The keeper of the weir (Weir Conservancy Board) said so?"


def test_a_panel_of_two_stays_unknown():
    panel = ["      MR KEVIN BROWN (sworn) and MS ADA BYRON (affirmed)", "         Examination by MS CAREY"]
    hearing = read(OPENING, panel, BODY, ["MS BYRON:  I can answer that."])
    assert [witness.name for witness in hearing.witnesses] == ["Mr Kevin Brown", "Ms Ada Byron"]
    assert said(hearing)[-2:] == [("answer", "A.", ""), ("answer", "MS BYRON", "Ms Ada Byron")]
    assert "panel" in [problem.code for problem in hearing.problems]
    assert not warnings(hearing)


@pytest.mark.parametrize(
    "panel",
    [
        ["      MR KEVIN BROWN (sworn)", "      MS ADA BYRON (affirmed)"],
        ["      MR KEVIN BROWN and", "      MS ADA BYRON (affirmed)"],
        ["      KEVIN BROWN and ADA BYRON (sworn)"],
    ],
)
def test_witnesses_called_together_are_a_panel(panel):
    hearing = read(OPENING, panel, ["         Examination by MS CAREY"], BODY)
    assert len(hearing.witnesses) == 2
    assert said(hearing)[-1] == ("answer", "A.", "")


@pytest.mark.parametrize(
    ("line", "name", "how"),
    [
        ("MR KEVIN WILLIAM BROWN (sworn)", "Mr Kevin William Brown", "sworn"),
        ("MS ÉLODIE O’BRIEN-ÈZE (affirmed)", "Ms Élodie O’Brien-Èze", "affirmed"),
        ("SIR ALEX McKAY KCB (continued)", "Sir Alex McKay KCB", "continued"),
        ("LORD BROWN OF WEIR (recalled)", "Lord Brown of Weir", "recalled"),
        ("IN-A1 (affirmed)", "IN-A1", "affirmed"),
        ("NICHOLAS JAMES READ (sworn)", "Nicholas James Read", "sworn"),
        ("MR KEVIN BROWN, sworn", "Mr Kevin Brown", "sworn"),
        ("DR ADA BYRON, Chief Engineer (sworn, via videolink)", "Dr Ada Byron", "sworn, via videolink"),
    ],
)
def test_an_oath_line_calls_the_witness(line, name, how):
    hearing = read(OPENING, [f"          {line}", "          Examination by MS CAREY"], BODY)
    assert [(witness.name, witness.how) for witness in hearing.witnesses] == [(name, how)]
    assert said(hearing)[-1] == ("answer", "A.", name)


@pytest.mark.parametrize(
    "line",
    [
        "MR KEVIN BROWN, statement summarised",
        "Summary of witness statement of KEVIN BROWN (read)",
        "Witness statement of KEVIN BROWN adduced",
        "Statement of KEVIN BROWN read by MS CAREY",
    ],
)
def test_a_statement_that_is_read_calls_nobody_to_answer(line):
    hearing = read(OPENING, [f"          {line}", "MS CAREY:  He says this."])
    assert "Kevin Brown" in hearing.witnesses[0].name
    assert hearing.examinations == ()
    assert said(hearing)[-1] == ("speech", "MS CAREY", "Ms Carey")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        (["Questions from MS CAREY"], "Ms Carey"),
        (["Further questions by MR KRISHNAN KC (continued)"], "Mr Krishnan KC"),
        (["Cross-examination by MR McGRATH"], "Mr McGrath"),
        (["Questions by the Chair"], "the Chair"),
        (["Questions from MS MITCHELL KC ON BEHALF OF", "          WEIR FAMILIES FOR JUSTICE"], ""),
    ],
)
def test_an_examination_heading_says_who_asks(heading, name):
    hearing = read(CALLED, BODY, [f"          {heading[0]}", *heading[1:]], ["Q.  Another thing?"])
    last = hearing.speeches[-1]
    assert last.kind == "question"
    assert last.speaker == name or (not name and last.speaker.startswith("Ms Mitchell KC"))


def test_an_office_over_two_lines_is_whoever_speaks_after_it():
    heading = ["     Questions from LEAD COUNSEL TO THE INQUIRY FOR", "                 MODULE 2C"]
    hearing = read(CALLED[:-1], heading, ["MR DAWSON:  Good morning.", "A.  Good morning.", "Q.  Your name?"], BODY)
    assert hearing.examinations[0].questioner == "Lead Counsel to the Inquiry for Module 2C"
    assert said(hearing)[-5:-2] == [
        ("question", "MR DAWSON", "Mr Dawson"),
        ("answer", "A.", "Mr Kevin Brown"),
        ("question", "Q.", "Mr Dawson"),
    ]


def test_a_questioner_whom_nothing_names_is_left_unknown_with_a_warning():
    hearing = read(CALLED[:-1], BODY)
    assert said(hearing)[-2:] == [("question", "Q.", ""), ("answer", "A.", "Mr Kevin Brown")]
    assert warnings(hearing) == ["speaker-unknown"]


def test_answers_after_the_witness_withdrew_have_nobody_with_a_warning():
    hearing = read(CALLED, BODY, ["         (The witness withdrew)", "Q.  Who is there?", "A.  I am."])
    assert said(hearing)[-2:] == [("question", "Q.", ""), ("answer", "A.", "")]
    assert warnings(hearing) == ["speaker-unknown", "speaker-unknown"]


def test_a_list_in_a_question_is_not_an_answer():
    listed = [
        "Q.  The agenda has",
        "    A. The list of issues.",
        "    B. The timetable.",
        "    Do you see?",
        "A.  I do.",
    ]
    hearing = read(CALLED, BODY, listed)
    assert speech_with(hearing, "agenda").text == "The agenda has A. The list of issues. B. The timetable. Do you see?"


def test_words_before_a_colon_are_not_a_speaker():
    hearing = read(CALLED, BODY, ["Q.  The note has", "    PPS: call me.", "    IT: the department.", "    TO: all."])
    assert speech_with(hearing, "The note").text == "The note has PPS: call me. IT: the department. TO: all."


def test_a_line_in_capitals_inside_a_speech_is_speech():
    hearing = read(
        CALLED, BODY, ["Q.  The sign has", "    DANGER DEEP WATER", "    on it, and", "    GP", "    below?"]
    )
    assert speech_with(hearing, "The sign").text == "The sign has DANGER DEEP WATER on it, and GP below?"


def test_section_headings_are_events_and_end_the_evidence():
    heading = "               Closing submissions by MR O’BYRNE"
    hearing = read(CALLED, BODY, [heading, "MR O’BYRNE:  Madam."])
    assert said(hearing)[-2:] == [("event", "", ""), ("speech", "MR O’BYRNE", "Mr O’Byrne")]
    assert hearing.speeches[-1].examination == -1


def test_a_missing_label_is_a_warning_and_its_words_are_kept():
    hearing = read(CALLED, ["    Can you hear me?", "A.  I can.", "Q.  Good."], BODY)
    assert said(hearing)[4:6] == [("speech", "", ""), ("answer", "A.", "Mr Kevin Brown")]
    assert warnings(hearing) == ["label-missing"]


def test_the_witness_is_known_by_label_too():
    hearing = read(CALLED, BODY, ["THE CHAIR:  Thank you.", "THE WITNESS:  Thank you.", "MR BROWN:  Goodbye."])
    assert said(hearing)[-2:] == [
        ("answer", "THE WITNESS", "Mr Kevin Brown"),
        ("answer", "MR BROWN", "Mr Kevin Brown"),
    ]


def test_another_person_of_the_same_surname_is_not_the_witness():
    hearing = read(CALLED, BODY, ["MS BROWN:  May I help?"])
    assert said(hearing)[-1] == ("speech", "MS BROWN", "Ms Brown")


def test_an_office_that_goes_on_after_lunch_is_the_same_person():
    by = "         Questions from COUNSEL TO THE INQUIRY"
    hearing = read(
        CALLED[:-1],
        [by, "MR DAWSON:  Good morning."],
        BODY,
        ["(The short adjournment)", f"{by} (continued)"],
        ["Q.  One more."],
    )
    assert said(hearing)[-1] == ("question", "Q.", "Mr Dawson")


def test_every_word_of_the_morning_is_read_once():
    hearing = read(MORNING)
    printed = [re.sub(r"^(?:[QA]\.|[A-Z’ ]+:)", "", line) for line in MORNING[1:]]
    assert " ".join(speech.text for speech in hearing.speeches).split() == " ".join(printed).split()
