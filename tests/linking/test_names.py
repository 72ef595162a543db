"""Mentions of people, organisations and subjects: whom a form means, where it starts and ends, how sure it is."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.linking.names import Kind, Recogniser, Status
from evidence.linking.naming.authority import Authority, AuthorityOrganisation, AuthorityPerson, AuthoritySubject
from tests.linking.naming import read, words

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "iicsa-internet"


@pytest.mark.parametrize(
    "name",
    [
        "Ms Julie de Bailliencourt",
        "Air Chief Marshal Sir Jock Stirrup",
        "Sir Alex Chisholm KCB",
        "Mr Justice Fraser",
        "Lt Gen Robert Fry",
        "DCC Alan Baker",
        "Professor Sir Ian Kennedy",
        "Ms O’Byrne",
        "Mr Jean-Luc de la Tour",
        "Commissioner Hogan-Howe",
        "Baroness Hollins",
        "Mr Moloney KC",
        "Nick Read",
        "J.K. Rowling",
        "Prime Minister Tony Blair",
        "Mr Major",
        "Mr M Kalia",
        "Father Joseph Quito",
        "Watch Manager Michael Dowden",
        "Garda John Kelly",
        "Acting Inspector Jones",
        "Justice McMurdo",
        "General Angus Campbell AO DSC",
        "Mr John A Smythe",
        "Mr C A Seaton",
        "Mother Hortense",
        "Lord Clarke of Nottingham",
        "Baroness Hale of St Andrews",
        "Baroness Symons of Vernham Dean",
        "Lord Judge",
    ],
)
def test_a_name_is_found_with_its_title_and_honours(name):
    assert words(f"In the end {name} told us that it was so.") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Counsel to the Inquiry asked the Prime Minister and the Chair.",
        "The Attorney General wrote to the Secretary General.",
        "Mr Speaker was in the chair; the Lord Chief Justice was not.",
        "In May the General Election was called. A Major Incident followed.",
    ],
)
def test_offices_without_a_name_are_nobody(text):
    assert words(text) == []


def test_a_possessive_ending_is_not_part_of_the_name():
    assert words("Mr Griffiths’ death and Ms Lee’s report.") == ["Mr Griffiths", "Ms Lee"]


def test_a_list_of_people_is_several_people():
    assert words("Mr Brown, Mr Straw and Mr Hoon agreed.") == ["Mr Brown", "Mr Straw", "Mr Hoon"]


def test_a_short_form_leads_to_the_full_name_on_another_page():
    recogniser = Recogniser(
        Authority(), [("a", "Ms Julie de Bailliencourt spoke."), ("b", "Ms de Bailliencourt left.")]
    )
    [mention] = recogniser.page().mentions("Ms de Bailliencourt left.")
    assert mention.key == "person:julie-de-bailliencourt"


def test_one_person_under_two_titles_is_one_person():
    found = read(
        "Prime Minister Tony Blair met General Sir Mike Jackson. Mr Blair thanked General Jackson and Sir Mike."
    )
    assert [key for _, key, _ in found] == [
        "person:tony-blair",
        "person:mike-jackson",
        "person:tony-blair",
        "person:mike-jackson",
        "person:mike-jackson",
    ]


def test_a_usual_short_form_of_a_given_name_is_the_same_person():
    keys = {key for _, key, _ in read("Mr Nicholas Read came.", "Nick Read told us. Mr Read left.")}
    assert len(keys) == 1


def test_two_people_of_one_surname_are_told_apart_by_title():
    found = read("Mr John Smith and Ms Anna Smith came.", "Ms Smith spoke. Mr Smith did not.")
    assert [key for _, key, _ in found[2:]] == ["person:anna-smith", "person:john-smith"]


def test_two_people_of_one_surname_are_told_apart_by_nearness():
    found = read("Mr John Smith came.", "Mr Smith spoke.", "Mr Peter Smith came.", "Mr Smith spoke.")
    assert [key for _, key, _ in found] == ["person:john-smith"] * 2 + ["person:peter-smith"] * 2


def test_two_people_of_one_surname_in_one_paragraph_stay_ambiguous():
    found = read("Mr John Smith and Mr Peter Smith came. Mr Smith spoke.")
    assert found[-1] == ("Mr Smith", ("person:john-smith", "person:peter-smith"), Status.AMBIGUOUS)


def test_people_of_one_given_name_are_told_apart_by_their_initials_and_a_short_form_by_nothing():
    found = read("President George HW Bush and President George W Bush met. President Bush left.", "Bush spoke.")
    assert [key for _, key, _ in found] == [
        "person:george-hw-bush",
        "person:george-w-bush",
        "person:president-bush",
        "person:president-bush",
    ]


def test_a_name_with_and_without_its_initials_is_one_person():
    found = read("Mr Kevin W Brown came.", "Mr Kevin William Brown spoke.", "Mr Brown left.")
    assert len({key for _, key, _ in found}) == 1


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Detective Inspector David Smith", "DI Smith"),
        ("Lieutenant General Sir Robert Fry", "Lt Gen Fry"),
        ("Professor Jane Smith", "Prof Smith"),
        ("Sister Mary Bernard", "Sister Bernard"),
        ("Father Thomas Quinn", "Fr Quinn"),
        ("Ms Anna van der Berg", "van der Berg"),
        ("Ms Caitríona Ní Bhroin", "Ms Ní Bhroin"),
        ("Mr Frank Burke Junior", "Mr Burke Junior"),
        ("Dr Hugh Court", "Dr Court"),
        ("Detective Sergeant John White", "Sergeant White"),
    ],
)
def test_a_short_title_and_a_bare_surname_are_of_whoever_bears_them(full, short):
    found = read(f"{full} and Mr Paul Smith met.", f"At noon {short} left.")
    assert found[-1][0] == short
    assert found[-1][1] == found[0][1]


def test_father_and_son_of_one_name_are_two():
    found = read("Mr Frank Burke Senior and Mr Frank Burke Junior met.", "Mr Burke Junior left.", "Mr Burke stayed.")
    keys = [key for _, key, _ in found]
    assert keys[2] == keys[1] != keys[0]
    assert keys[3] not in keys[:3]


def test_a_common_word_after_a_title_that_nobody_bears_is_no_name():
    assert words("Dr John White came. A Major Incident was declared. Private White Papers were read.") == [
        "Dr John White"
    ]


def test_two_peers_of_one_surname_are_told_apart_by_their_places():
    found = read("Lord Williams of Mostyn met Lord Williams of Baglan. Lord Williams left.")
    assert [(text, key) for text, key, _ in found[:2]] == [
        ("Lord Williams of Mostyn", "person:lord-williams-of-mostyn"),
        ("Lord Williams of Baglan", "person:lord-williams-of-baglan"),
    ]
    assert found[2][2] is Status.AMBIGUOUS


def test_a_peer_is_the_same_with_and_without_the_place_that_only_he_has():
    found = read("Lord Clarke of Nottingham came.", "Lord Clarke of the Treasury left.", "Lord Clarke QC spoke.")
    assert len({key for _, key, _ in found if "clarke" in key}) == 1


def test_a_bishop_is_no_baroness():
    found = read("Archbishop Rowan Williams came.", "Baroness Williams of Crosby left.")
    assert [key for _, key, _ in found] == ["person:rowan-williams", "person:baroness-williams"]


def test_a_judge_and_an_office_are_not_taken_for_a_namesake():
    found = read("Mr Kenneth Clarke came.", "Lord Justice Clarke sat with the Lord Chancellor.")
    assert [(text, key) for text, key, _ in found] == [
        ("Mr Kenneth Clarke", "person:kenneth-clarke"),
        ("Lord Justice Clarke", "person:lord-justice-clarke"),
    ]


def test_a_lord_is_not_taken_for_a_mister_of_the_same_surname():
    found = read("Mr Zac Goldsmith came. Lord Goldsmith left.")
    assert found[1][1] == "person:lord-goldsmith"


def test_a_surname_in_the_name_of_a_report_is_no_mention():
    assert words("Lord Butler reported.", "The Butler Report said so.") == ["Lord Butler"]


def test_a_report_called_after_somebody_is_nobody():
    assert words("The Ryan Report said so. Ryan Report findings were read.") == []


def test_a_body_in_the_title_of_a_document_is_no_mention():
    assert words("Ofcom agreed that the Ofcom Broadcasting Code helps.") == ["Ofcom"]


def test_an_authority_name_is_confirmed_and_brings_back_its_key():
    authority = Authority(people=(AuthorityPerson(3, "Simon Bailey", "Chief Constable"),))
    assert read("Chief Constable Bailey told us.", authority=authority) == [
        ("Chief Constable Bailey", 3, Status.CONFIRMED)
    ]


def test_a_rank_nobody_is_known_to_bear_makes_a_link_a_proposal():
    authority = Authority(people=(AuthorityPerson(3, "Sly Bailey"),))
    assert read("Chief Constable Bailey told us.", authority=authority)[0][2] is Status.PROPOSED


def test_an_organisation_goes_by_its_initials_and_without_its_legal_form():
    authority = Authority(organisations=(AuthorityOrganisation(5, "Post Office Limited", "POL"),))
    assert {key for _, key, _ in read("POL wrote. The Post Office paid.", authority=authority)} == {5}


def test_a_subject_is_found_in_any_case_and_in_the_plural():
    authority = Authority(subjects=(AuthoritySubject(1, "live stream"), AuthoritySubject(2, "child sexual abuse")))
    text = "Live streams of Child Sexual Abuse; a live stream."
    assert words(text, authority=authority) == ["Live streams", "Child Sexual Abuse", "live stream"]


def test_the_longest_subject_wins():
    authority = Authority(
        subjects=(AuthoritySubject(1, "child sexual abuse"), AuthoritySubject(2, "child sexual abuse material"))
    )
    assert [k for _, k, _ in read("child sexual abuse material", authority=authority)] == [2]


def test_a_subject_in_capitals_is_matched_as_written():
    authority = Authority(subjects=(AuthoritySubject(1, "information technology", ("IT",)),))
    assert words("It was IT.", authority=authority) == ["IT"]


def cells(name):
    with (FIXTURE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(cell):
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@pytest.fixture(scope="module")
def page_text():
    [page] = (FIXTURE / "report").glob("*.txt")
    return page.read_text(encoding="utf-8").split("\n\n")[5:-1]


@pytest.fixture(scope="module")
def authority():
    return Authority(
        tuple(
            AuthorityPerson(r["name"], r["name"], r["honorific"], listed(r["aliases"])) for r in cells("witnesses.csv")
        ),
        tuple(
            AuthorityOrganisation(r["name"], r["name"], r["abbreviation"], listed(r["aliases"]))
            for r in cells("organisations.csv")
        ),
        tuple(AuthoritySubject(r["name"], r["name"], listed(r["aliases"])) for r in cells("subjects.csv")),
    )


def mentioned(page_text, authority):
    recogniser = Recogniser(authority, list(enumerate(page_text)))
    page = recogniser.page()
    return [(block[m.start : m.end], m) for block in page_text for m in page.mentions(block)]


PEOPLE = [
    "Chief Constable Bailey",
    "Commander Richard Smith",
    "Commander Smith",
    "Ms Julie de Bailliencourt",
    "Ms de Bailliencourt",
    "Ms de Bailliencourt",
    "Mr Hugh Milward",
    "Ms Kristie Canegallo",
]
BODIES = {
    "Facebook",
    "Google",
    "IWF",
    "Metropolitan Police Service",
    "Microsoft",
    "Microsoft UK",
    "NCMEC",
    "NPCC",
    "National Center for Missing & Exploited Children",
    "Skype",
    "YouTube",
}


def test_section_e2_is_read_right_with_its_authority_files(page_text, authority):
    found = mentioned(page_text, authority)
    assert [text for text, m in found if m.kind is Kind.WITNESS] == PEOPLE
    assert {text for text, m in found if m.kind is Kind.ORGANISATION} == BODIES
    assert {m.status for _, m in found} == {Status.CONFIRMED}
    assert {m.key for _, m in found if m.kind is Kind.WITNESS} == {row["name"] for row in cells("witnesses.csv")}


def test_section_e2_is_read_right_with_no_authority_at_all(page_text):
    found = mentioned(page_text, Authority())
    assert [text for text, m in found if m.kind is Kind.WITNESS] == PEOPLE
    assert {text for text, m in found if m.kind is Kind.ORGANISATION} == BODIES
    assert {m.status for _, m in found} == {Status.PROPOSED}
    assert len({m.key for _, m in found if m.kind is Kind.WITNESS}) == 5


@pytest.mark.parametrize(
    ("file", "column", "within"),
    [
        ("subjects.csv", "broader", "subjects.csv"),
        ("organisations.csv", "parent", "organisations.csv"),
        ("witnesses.csv", "organisation", "organisations.csv"),
    ],
)
def test_every_row_that_the_demonstration_lists_point_to_is_there(file, column, within):
    assert {row[column] for row in cells(file) if row[column]} <= {row["name"] for row in cells(within)}


PIECES = st.sampled_from([
    "Mr ", "Sir ", "Lord ", "Smith", "’s ", "' ", "Google ", "of ", "the ", "(NCA) ",
    "“", "–", "SIS4 ", ", ", ". ", "İ", "ß", "\n\n"
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=30).map("".join)))
def test_spans_are_in_order_without_overlaps_and_inside_the_text(text):
    known = Authority(
        (AuthorityPerson(1, "Jo Smith"),), (AuthorityOrganisation(2, "Google"),), (AuthoritySubject(3, "the"),)
    )
    end = 0
    for mention in Recogniser(known, [(0, text)]).page().mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip()
        end = mention.end


@pytest.mark.parametrize(
    "piece",
    ["Mr ", "A", "A-", "A’s ", "Aas’ ", "Mr A ", "(NCA) ",
     "Sir X, the ", "Ministry of ", "and ", "((((", "A & ", "Lord of the ",
     "Aa of (Aa) ", "St A’s ", "Lord Aa of ", "“Jo” "],
)  # fmt: skip
def test_hostile_text_takes_no_more_than_its_length(piece):
    text = piece * (60_000 // len(piece))
    begun = time.process_time()
    recogniser = Recogniser(Authority(), [(0, text)])
    recogniser.page().mentions(text)
    assert time.process_time() - begun < 3
