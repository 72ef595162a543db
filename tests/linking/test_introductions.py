"""What the text says of people and bodies when it brings them in: roles, organisations, definitions in brackets."""

import pytest

from evidence.linking.names import Kind, Recogniser
from evidence.linking.naming.acronyms import definitions, long_form_start
from evidence.linking.naming.authority import Authority


def introduced(text):
    """Role and organisation of everybody the text introduces."""
    recogniser = Recogniser(Authority(), [(0, text)])
    return [(text[i.place.start : i.place.end], i.role, i.organisation) for i in recogniser.introductions()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ms Kristie Canegallo, Vice President and Global Lead for Trust and Safety at Google, told us that it has.",
            ("Ms Kristie Canegallo", "Vice President and Global Lead for Trust and Safety", "Google"),
        ),
        (
            "Mr Hugh Milward, Senior Director for Corporate, Legal and External Affairs for Microsoft UK, said that.",
            ("Mr Hugh Milward", "Senior Director for Corporate, Legal and External Affairs", "Microsoft UK"),
        ),
        (
            "Ms Julie de Bailliencourt, Facebook’s Senior Manager for the Global Operations Team, explained it.",
            ("Ms Julie de Bailliencourt", "Senior Manager for the Global Operations Team", "Facebook"),
        ),
        (
            "Commander Richard Smith, professional lead for child safeguarding for the Metropolitan Police Service.",
            ("Commander Richard Smith", "professional lead for child safeguarding", "Metropolitan Police Service"),
        ),
        (
            "Lord Jay, FCO Permanent Under Secretary from 2002 to 2006, wrote to them.",
            ("Lord Jay", "Permanent Under Secretary from 2002 to 2006", "FCO"),
        ),
        (
            "It was sent to the then Foreign Secretary, Mr Jack Straw, in March.",
            ("Mr Jack Straw", "Foreign Secretary", ""),
        ),
    ],
)
def test_a_role_beside_a_name_is_read_with_its_organisation(text, expected):
    assert introduced(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Mr Brown, Mr Straw and Mr Hoon agreed.",
        "We heard Mr Giles Brown, and then he left.",
        "Mr Giles Brown, who came late, spoke to a director.",
    ],
)
def test_what_follows_a_name_in_a_list_or_a_clause_is_no_role(text):
    assert introduced(text) == []


def test_a_name_without_title_is_a_person_when_a_role_follows():
    text = "We heard from Sly Bailey, chief executive of the group. Ms Bailey agreed."
    page = Recogniser(Authority(), [(0, text)]).page()
    assert [text[m.start : m.end] for m in page.mentions(text)] == ["Sly Bailey", "Ms Bailey"]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("the National Center for Exploited Children (NCEC) but", "National Center for Exploited Children", "NCEC"),
        ("the Horizon Shortfall Scheme (“HSS”) is", "Horizon Shortfall Scheme", "HSS"),
        ("of child sexual abuse material (CSAM) there", "child sexual abuse material", "CSAM"),
        ("the Office of Fair Trading (the OFT) said", "Office of Fair Trading", "OFT"),
        ("the News of the World (NoTW) was", "News of the World", "NoTW"),
    ],
)  # fmt: skip
def test_a_term_defined_in_brackets_is_found_whole(text, long, short):
    [definition] = definitions(text)
    assert (definition.long, definition.short) == (long, short)
    assert text[definition.start : definition.end] == long


def test_brackets_that_define_nothing_are_left_alone():
    assert list(definitions("They met in Leeds (UK) and in York (see A1) or MND(SE) (2019).")) == []


def test_letters_that_are_not_in_the_words_define_nothing():
    assert long_form_start("XYZ", "the National Crime Agency") is None


def proposals(text):
    return {p.name: p for p in Recogniser(Authority(), [(0, text)]).proposals()}


def test_a_defined_body_is_proposed_with_its_initials():
    proposal = proposals("It reports to the National Center for Missing & Exploited Children (NCMEC).")[
        "National Center for Missing & Exploited Children"
    ]
    assert (proposal.kind, proposal.abbreviation) == (Kind.ORGANISATION, "NCMEC")


@pytest.mark.parametrize("term", ["child sexual abuse material (CSAM)", "Horizon Shortfall Scheme (“HSS”)"])
def test_a_defined_term_that_is_no_body_is_proposed_as_a_subject(term):
    name = term.partition(" (")[0]
    assert proposals(f"We looked at {term} in detail.")[name].kind is Kind.SUBJECT


def test_an_office_with_initials_is_neither_body_nor_subject():
    assert not any("Senior" in name for name in proposals("The Senior Investigating Officer (SIO) decided."))


@pytest.mark.parametrize(
    "body",
    [
        "Ministry of Defence",
        "Department for Business, Energy and Industrial Strategy",
        "Post Office Remediation Unit",
        "University of Leicester",
        "Hodge Jones & Allen",
        "Avon and Somerset Constabulary",
        "National Union of Teachers",
        "Commissioner’s Policy Forum",
    ],
)
def test_a_body_is_known_by_the_words_it_is_made_of(body):
    text = f"We asked the {body} about it."
    page = Recogniser(Authority(), [(0, text)]).page()
    assert [text[m.start : m.end] for m in page.mentions(text)] == [body]


@pytest.mark.parametrize(
    "text",
    [
        "A Working Group was set up.",
        "In the Terms of Reference it says so.",
        "The Iraqi Government agreed.",
        "However Monday came.",
        "In May and in March the Report was late.",
    ],
)
def test_phrases_that_name_no_body_in_particular_are_left_alone(text):
    assert Recogniser(Authority(), [(0, text)]).page().mentions(text) == ()
