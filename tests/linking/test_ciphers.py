"""Signs that stand for people: each is a person of its own, joined to no name, and nothing else is taken for one."""

import pytest

from evidence.linking.names import Recogniser, Status
from evidence.linking.naming.authority import Authority, AuthorityPerson
from tests.linking.naming import read, words


def test_a_cipher_is_a_person_and_is_joined_to_no_name():
    found = read("IN-A1 told us. SIS4 said that Mr Stone knew. SIS1 did not. They met on the M25.")
    assert [key for _, key, _ in found] == ["person:in-a1", "person:sis4", "person:mr-stone", "person:sis1"]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Witness W1000 came. W1210 did not. W1000’s mother wept.", ["Witness W1000", "W1210", "W1000"]),
        ("Mr A told Dr A and Ms NN of it.", ["Mr A", "Dr A", "Ms NN"]),
        ("Sister BKZ came in. BKZ struck him. LTU and BKZ laughed.", ["Sister BKZ", "BKZ", "BKZ"]),
        ("Officer 4 and Soldier 027 were there.", ["Officer 4", "Soldier 027"]),
        ("PIRA 24 told us so. OIRA 1 and PIRA 9 did not. UNSCR 1441 recalled it.", ["PIRA 24", "PIRA 9"]),
        ("“No,” said Resident A. “Yes,” said Mr B. He left.", ["Resident A", "Mr B"]),
        ("D004’s account was of D005 and S002. The B707 flew.", ["D004", "D005", "S002"]),
        ("Baby C and Mother E were moved.", ["Baby C", "Mother E"]),
    ],
)
def test_letters_and_numbers_stand_for_people_of_whom_no_more_is_told(text, signs):
    recogniser = Recogniser(Authority(), [(0, text)])
    found = recogniser.page().mentions(text)
    assert [text[one.start : one.end] for one in found] == signs
    assert all(proposal.is_cipher and not proposal.aliases for proposal in recogniser.proposals())


def test_a_sign_with_and_without_its_noun_is_one_person_and_two_titles_are_two():
    assert [key for _, key, _ in read("Witness W12 came. W12 spoke.")] == ["person:w12"] * 2
    assert [key for _, key, _ in read("Mr A came. Dr A spoke. Mr A wept.")] == [
        "person:mr a",
        "person:dr a",
        "person:mr a",
    ]


def test_a_cipher_stays_apart_from_a_name_that_begins_with_its_letter():
    found = read("Mr Adam Adams met Mr A.", "Mr A left with Mr Adams.")
    assert [key for _, key, _ in found] == ["person:adam-adams", "person:mr a", "person:mr a", "person:adam-adams"]


def test_groups_roads_and_honours_are_no_ciphers():
    assert words("P5 agreed. G8 said so. The M25 was shut. C4 was used. Mr Moloney KC and Mr M Kalia rose.") == [
        "Mr Moloney KC",
        "Mr M Kalia",
    ]


def test_what_somebody_is_called_is_a_person_in_its_marks_alone():
    found = read("“Alec” was five. Alec was not his name.", "“Alec” recalled the day. William “Bill” Jones did not.")
    assert [(text, key) for text, key, _ in found][:1] == [("Alec", "person:called-alec")]
    assert [text for text, _, _ in found] == ["Alec", "Alec"]


def test_a_quoted_name_that_the_report_knows_is_no_pseudonym():
    assert words("Boris Johnson, “Boris” to all.", "They called him “Boris” at school.") == ["Boris Johnson"]


def test_a_cipher_of_the_authority_list_is_found_as_it_is():
    authority = Authority(people=(AuthorityPerson(7, "DSF2", is_cipher=True),))
    assert read("We were told by DSF2 so.", authority=authority) == [("DSF2", 7, Status.CONFIRMED)]


def test_the_letters_of_a_defined_term_are_no_cipher():
    assert "OP4" not in words("An operative paragraph (OP) binds. OP4 said so. It was agreed.")


def test_a_common_word_and_a_letter_stand_for_somebody_who_is_not_named():
    text = "The order came from Lance Corporal F and Soldier S, and Witness A told Child B2 of it. Witness Statement 3."
    assert words(text) == ["Lance Corporal F", "Soldier S", "Witness A", "Child B2"]
    recogniser = Recogniser(Authority(), [(0, text)])
    assert {p.key for p in recogniser.page().mentions(text)} >= {"person:soldier s", "person:witness a"}
