"""Names of bodies: what such bodies are called, in full and in short, and what names none."""

import pytest

from tests.linking.naming import read, words


@pytest.mark.parametrize(
    "body",
    [
        "Greater Manchester Fire and Rescue Service",
        "Hereford and Worcester Fire and Rescue Authority",
        "British Transport Police",
        "Sisters of Nazareth",
        "Arconic Architectural Products SAS",
        "St Thomas’ NHS Foundation Trust",
        "St Mary’s Hospital",
        "Queen’s University",
        "University Hospital of Wales",
        "Royal College of Surgeons of England",
        "Socialist Party of Great Britain",
        "Countess of Chester Hospital NHS Foundation Trust",
        "Royal Borough of Kensington and Chelsea",
        "Nursing and Midwifery Council",
        "Belfast Health and Social Care Trust",
        "English Benedictine Congregation",
        "Office of the Inspector-General of the Australian Defence Force",
        "Office of the Director of Public Prosecutions",
    ],
)
def test_a_body_is_found_by_what_such_bodies_are_called(body):
    assert words(f"In the end the {body} told us that it was so.") == [body]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rydon Maintenance Ltd (Rydon) came. Rydon left.", ["Rydon Maintenance Ltd", "Rydon", "Rydon"]),
        ("The Lord Mayor Treloar College (“Treloar’s”) shut. Treloar’s reopened.", ["Treloar’s", "Treloar’s"]),
        ("The Countess of Chester Hospital (the Countess) grew. A Countess came to the Countess.", ["Countess"] * 2),
        ("Arthur Andersen LLP (Andersen) and Mr Peter Andersen met. Andersen left.", ["Andersen"] * 2),
    ],
)
def test_words_of_a_body_s_name_in_brackets_are_its_short_name(text, found):
    long, *_ = mentions = [one for one in read(text) if "person" not in str(one[1])]
    assert [words for words, key, _ in mentions if key == long[1]][-len(found) :] == found
    assert len({key for _, key, _ in mentions}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The NHS Foundation Trust was told.",  # any of hundreds
        "Stafford Hospital NHS Trust (the Trust) failed. The Trust knew. Trust matters.",
        "Mr Blair’s College of colleagues met.",
        "They walked through St James’s Park on St Patrick’s Day.",
        "The Treasury and Camden Council met.",
    ],
)
def test_common_words_of_a_body_s_name_name_no_other_body(text):
    assert set(words(text)) <= {"NHS", "Stafford Hospital NHS Trust", "Mr Blair", "Treasury", "Camden Council"}


def test_a_saint_s_name_alone_is_the_only_place_that_is_called_so():
    found = read("He was at St John’s Hospital.", "St John’s told us.", "St Mary’s was shut.")
    assert [key for _, key, _ in found] == [
        "organisation:st-john's-hospital",
        "organisation:st-john's-hospital",
        "organisation:st-mary's",
    ]


def test_two_places_joined_by_and_are_one_name_where_the_report_pairs_them():
    text = (
        "The Royal Borough of Kensington and Chelsea owned it. The Kensington and Chelsea Tenant Organisation ran it."
    )
    assert words(text) == ["Royal Borough of Kensington and Chelsea", "Kensington and Chelsea Tenant Organisation"]
