"""Whose words a quotation is."""

import pytest

from evidence.linking.quotations import find_quotations, quotations_of
from evidence.linking.quoting.records import Displayed, Named, QuotationCandidate, QuotedText, SpeakerStatus

WORDS = "“this was not for us to decide”"


def speakers(*texts: str) -> list[tuple[str, str]]:
    """Printed speaker and status of each quotation of the last text; the texts are paragraphs of one page."""
    last = list(quotations_of(QuotedText(text) for text in texts))[-1]
    return [(one.speaker, one.speaker_status.value) for one in last]


def block(intro: str, words: str = "“This was not for us to decide.”", after: str = "") -> QuotationCandidate:
    text = f"{intro}\n\n{words}{after}"
    start = len(intro) + 2
    shown = Displayed(start, start + len(words), "complete", True, "after-colon")
    return find_quotations(QuotedText(text, displayed=(shown,)))[0][0]


@pytest.mark.parametrize(
    ("intro", "speaker"),
    [
        ("On behalf of the NPCC, Chief Constable Bailey told us:", "Chief Constable Bailey"),
        ("Mr Blair told the Inquiry:", "Mr Blair"),
        ("Mr Blair told the House of Commons that:", "Mr Blair"),
        ("Mr Hugh Milward, Senior Director for Corporate, Legal and External Affairs, said that:", "Mr Hugh Milward"),
        ("Commander Smith said that although the content was removed, the service provider:", "Commander Smith"),
        ("When asked if it could be adapted, Ms de Bailliencourt said:", "Ms de Bailliencourt"),
        ("Mr Blair’s statement said:", "Mr Blair"),
        ("According to Mr Straw:", "Mr Straw"),
        ("Mr Hoon was told by Mr Straw that:", "Mr Straw"),
        ("Mr Straw was reported as saying:", "Mr Straw"),
        ("Mr Straw wrote to Mr Hoon’s Private Office, commenting:", "Mr Straw"),
        ("The then Speaker of the House, Michael Martin, said:", "Michael Martin"),
        ("In a letter to the Home Secretary, Mrs Brooks, who had left by then, wrote:", "Mrs Brooks"),
        ("The letter from Mr Straw stated:", "Mr Straw"),
        ("The analysis of Robert Jay QC was as follows:", "Robert Jay QC"),
        ("To quote Professor Hodges:", "Professor Hodges"),
        ("Sir Jeremy Greenstock went on to say:", "Sir Jeremy Greenstock"),
        ("Mr Moloney KC and his legal team wrote:", "Mr Moloney KC"),
        ("Witness IN-A1 met Ms Roe. Ms Roe explained:", "Ms Roe"),
    ],
)
def test_a_displayed_quotation_is_spoken_by_whoever_its_introduction_names(intro, speaker):
    assert block(intro).speaker == speaker


def test_a_name_inside_somebodys_words_is_nobody_who_speaks():
    text = f"The phrase “a clear warning that Saddam gave” said that Mr Straw thought {WORDS}."
    at = text.index("Saddam")
    found = find_quotations(QuotedText(text, named=(Named(at, at + 6, "witness", "saddam"),)))[0]
    assert [one.speaker for one in found if text[one.start : one.end] == WORDS] == ["Mr Straw"]


@pytest.mark.parametrize(
    "sentence",
    [
        f"It would be wrong to say that patients were given {WORDS}.",
        "The so-called “see something, say something, do something” approach was not followed.",
        "The “see something, say something, do something” policy was not followed.",
    ],
)
def test_what_the_report_judges_or_calls_so_does_not_go_on_from_somebodys_words(sentence):
    assert speakers("Ms Roe told us that it was late.", sentence)[-1][0] == ""
    assert speakers(f"Ms Roe told us that it was late. {sentence}")[-1][0] == ""


def test_a_judgement_in_passing_leaves_the_words_with_whoever_said_them():
    text = f"Ms Roe wrote it down. It is right to note that she was {WORDS}."
    assert speakers(text) == [("Ms Roe", "suggested")]


def test_what_somebody_told_the_one_who_tells_it_is_told_by_the_latter():
    text = "Ms Roe said that Dr Fell “told us one by one what it meant”."
    assert speakers(text) == [("Ms Roe", "found")]


def test_words_before_a_pronoun_that_follow_a_document_are_no_title():
    text = "Dr Fell could not recall the letter: “I did not see it then and never since,” he told the Inquiry."
    assert speakers(text)[0][0] == "Dr Fell"


def test_an_answer_is_not_given_by_whoever_asked():
    text = f"DI Burke was there. Mr Stone KC asked him why. He answered {WORDS}."
    assert speakers(text) == [("DI Burke", "suggested")]
    assert speakers(f"Mr Stone asked for time. He wrote {WORDS}.") == [("Mr Stone", "suggested")]


def test_whoever_was_asked_answers():
    text = f"Dr Rice left. President Stone was asked if he was vexed by the French. He replied that it was {WORDS}."
    assert speakers(text) == [("President Stone", "suggested")]


def test_a_pronoun_after_a_semicolon_is_whoever_its_sentence_begins_with():
    text = f"“No, that was never so at all,” said Ms Roe. Ms Dell disagreed; she remembered {WORDS}."
    assert [name for name, _ in speakers(text)] == ["Ms Roe", "Ms Dell"]


def test_an_office_beside_a_name_is_not_who_speaks():
    text = f"Dr James Dean, Chief Medical Adviser, closed it. He wrote {WORDS}."
    assert speakers(text) == [("Dr James Dean", "suggested")]
    assert speakers(f"Mr Jonathan Pole, Mr Blair’s Chief of Staff, said that {WORDS}.")[0][0] == "Mr Jonathan Pole"


def test_a_known_pseudonym_speaks_in_its_marks():
    text = f"According to “Alec”, who came late, it was {WORDS}."
    found = find_quotations(QuotedText(text, named=(Named(14, 18, "witness", "alec"),)))[0]
    assert [(one.speaker, one.speaker_key) for one in found] == [("Alec", "alec")]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (f"Google told us that {WORDS}.", "Google"),
        (f"The Metropolitan Police Service asked whether {WORDS}.", "The Metropolitan Police Service"),
        (f"The JIC Assessment stated that {WORDS}.", "JIC"),
        (f"HN34’s evidence was that {WORDS}.", "HN34"),
        (f"‘Alex’ described the rule as {WORDS}.", "Alex"),
        (f"“Jo” told the Inquiry that Mr Stone’s rule {WORDS}.", "Jo"),
        (f"“Jo” said that Mr Stone {WORDS}.", "Jo"),
        (f"The witness known as Soldier 027 recorded that {WORDS}.", "Soldier 027"),
        (f"Wally, a resident from 1958, told us {WORDS}.", "Wally"),
        (f"The Tribunal heard from Superintendent Buckley that {WORDS}.", "Superintendent Buckley"),
        (f"As Jayde C. put it, {WORDS}.", "Jayde C."),
        (f"A FCO minute written in November explained that {WORDS}.", "FCO"),
        (f"The Butler Report concluded that {WORDS}.", "The Butler Report"),
        (f"The service was described by Dr Rice as {WORDS}.", "Dr Rice"),
        (f"In Mr Wallace’s words, {WORDS}.", "Mr Wallace"),
        (f"{WORDS}, said Mr Straw.", "Mr Straw"),
        ("“This was not for us to decide,” Mr Straw said.", "Mr Straw"),
        (f"I next consider the request made of me by Mr Stein KC that {WORDS}.", "Mr Stein KC"),
        (f"He contacted Miss Harding’s agent who said {WORDS}.", "Miss Harding’s agent"),
        (
            f"The legal representatives of the Department wrote that {WORDS}.",
            "The legal representatives of the Department",
        ),
        ("Mr Straw “repeated that it was not for us to decide”.", "Mr Straw"),
    ],
)
def test_an_inline_quotation_is_spoken_by_whoever_its_sentence_names(sentence, speaker):
    assert [name for name, _ in speakers(sentence)] == [speaker]


@pytest.mark.parametrize(
    "sentence",
    [
        f"The report stated that {WORDS}.",
        f"The Compliance Manual sets out {WORDS}.",
        f"Mr Hoon was advised that {WORDS}.",
        f"Some lawyers say {WORDS}.",
        "It was published in a document entitled “Additional Compensation for GLO Members: Scheme Process”.",
        f"I recommend that {WORDS}.",
    ],
)
def test_a_document_a_title_and_the_report_itself_name_no_speaker(sentence):
    assert speakers(sentence) == [("", "unknown")]


def test_the_one_who_was_asked_is_not_the_one_who_asked():
    assert speakers(f"Asked by Mr Beer whether it was right, Ms Roe replied {WORDS}.") == [("Ms Roe", "found")]


def test_a_pronoun_stands_for_the_last_person_who_fits_and_is_suggested():
    text = f"Mrs Brooks met Mr Edmondson. Mr Edmondson said little. She explained that {WORDS}."
    assert speakers(text) == [("Mrs Brooks", "suggested")]


def test_a_pronoun_looks_back_to_the_paragraph_before():
    assert speakers("Mr Straw told the House of his plans.", f"He added that {WORDS}.") == [("Mr Straw", "suggested")]


def test_a_short_name_is_given_in_its_fullest_form_near_by():
    before = "Ms Julie de Bailliencourt, Facebook’s Senior Manager, spoke of this."
    assert speakers(before, f"Ms de Bailliencourt said {WORDS}.") == [("Ms Julie de Bailliencourt", "found")]


def test_two_fuller_forms_that_contradict_each_other_leave_the_short_one():
    before = "James Murdoch and Rupert Murdoch gave evidence."
    assert speakers(before, f"Mr Murdoch said {WORDS}.") == [("Mr Murdoch", "found")]


def test_a_sentence_without_a_speaker_goes_on_from_the_one_before():
    text = f"Mr Milward said that it led to research. It was this finding that {WORDS}."
    assert speakers(text) == [("Mr Milward", "suggested")]


def test_a_displayed_quotation_after_a_full_stop_goes_on_from_the_one_before():
    one = block("Ms Canegallo told us that it does. The live stream would be queued in a list.")
    assert (one.speaker, one.speaker_status) == ("Ms Canegallo", SpeakerStatus.SUGGESTED)


def test_each_item_of_a_list_goes_on_from_the_words_that_introduce_the_list():
    text = f"Mr Straw reported that:\n\n• Mr Lavrov had argued {WORDS}.\n\n• The text was {WORDS}."
    assert [name for name, _ in speakers(text)] == ["Mr Lavrov", "Mr Straw"]


def test_the_same_document_named_again_keeps_its_author():
    text = (
        f"The introduction to the CIG Assessment stated that {WORDS}. On details, the Assessment stated that {WORDS}."
    )
    assert [name for name, _ in speakers(text)] == ["CIG", "CIG"]


def test_a_recognised_name_gives_its_key_and_where_it_stands():
    text = f"Ms Roe told us that {WORDS}."
    named = (Named(0, 6, "witness", "witness:7"),)
    (one,) = find_quotations(QuotedText(text, named=named))[0]
    assert (one.speaker_key, text[one.speaker_start : one.speaker_end]) == ("witness:7", "Ms Roe")


def test_a_speaker_known_only_from_the_paragraph_before_has_no_place_in_this_one():
    (one,) = list(quotations_of([QuotedText("Mr Straw told the House."), QuotedText(f"He added {WORDS}.")]))[-1]
    assert (one.speaker, one.speaker_start, one.speaker_end) == ("Mr Straw", None, None)


def test_words_inside_a_quotation_name_no_speaker_for_the_next():
    text = "Mr Straw said “I think that Mr Hoon told the House”, and that there was “no case for it at all”."
    assert [name for name, _ in speakers(text)] == ["Mr Straw", "Mr Straw"]


def test_a_long_run_of_paragraphs_without_quotations_is_not_looked_through_to_its_beginning():
    page = ["Mr Straw spoke.", *["He went on from there."] * 3000, f"He added {WORDS}."]
    assert speakers(*page) == [("", "unknown")]


@pytest.mark.parametrize("pronoun", ["His", "Her", "Their", "Its"])
def test_a_possessive_pronoun_is_never_a_speaker(pronoun):
    one = block(f"{pronoun} statement describes what was found. {pronoun} letter says:")
    assert (one.speaker, one.speaker_status) == ("", SpeakerStatus.UNKNOWN)


def test_a_pronoun_after_somebody_s_statement_is_that_person_suggested():
    one = block("Inspector Marsh went to the bridge. His statement describes what he found. He told us:")
    assert (one.speaker, one.speaker_status) == ("Inspector Marsh", SpeakerStatus.SUGGESTED)


def test_his_statement_is_the_words_of_whom_the_text_is_about():
    one = block("Inspector Marsh went to the bridge. His statement says:")
    assert (one.speaker, one.speaker_status) == ("Inspector Marsh", SpeakerStatus.SUGGESTED)


def test_his_honour_is_a_title_still():
    assert block("His Honour Judge Roe said:").speaker == "His Honour Judge Roe"


@pytest.mark.parametrize(
    "intro",
    [
        "Hollin Town Council should put up a notice on each bank in Professor Calloway’s words:",
        "Hollin Town Council must put in a drain, in Professor Calloway’s own words:",
        "Hollin Town Council asked for a notice in the words of Professor Calloway:",
        "Hollin Town Council said that it would be, in Professor Calloway’s words,",
    ],
)
def test_in_somebody_s_words_they_are_theirs_whoever_acts(intro):
    one = block(intro)
    assert (one.speaker, one.speaker_status) == ("Professor Calloway", SpeakerStatus.FOUND)


@pytest.mark.parametrize(
    "doing", ["should put up a sign", "could put on a light", "has set up a team", "put away its tools"]
)
def test_what_somebody_does_or_should_do_is_not_what_they_say(doing):
    assert block(f"Hollin Town Council {doing}:").speaker_status is not SpeakerStatus.FOUND


@pytest.mark.parametrize("saying", ["put it to us that", "put forward that", "would put on record that", "put it thus"])
def test_to_put_something_may_be_to_say_it(saying):
    one = block(f"Hollin Town Council {saying}:")
    assert (one.speaker, one.speaker_status) == ("Hollin Town Council", SpeakerStatus.FOUND)
