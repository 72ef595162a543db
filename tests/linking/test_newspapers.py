"""Newspapers that no table has: "the Hollin Gazette" is an organisation, and "Jane Post" is somebody."""

import pytest

from evidence.linking.names import Kind, Proposal, Recogniser
from evidence.linking.naming.authority import Authority


def proposed(*texts: str) -> dict[str, Kind]:
    found: tuple[Proposal, ...] = Recogniser(Authority(), list(enumerate(texts))).proposals()
    return {one.name: one.kind for one in found}


@pytest.mark.parametrize(
    "name",
    [
        "Hollin Gazette",
        "Wexcombe Herald",
        "Barsetshire Chronicle",
        "Tarnside Weir Advertiser",
        "Holly Argus",
        "Hollin Sun",
    ],
)
@pytest.mark.parametrize("does", ["reported", "said", "wrote"])
def test_what_is_called_like_a_newspaper_after_the_is_an_organisation(name, does):
    found = proposed(f"In the end the {name} {does} that the town had slept.")
    assert found[name] == Kind.ORGANISATION
    assert Kind.WITNESS not in found.values()


def test_a_newspaper_that_opens_its_sentence_is_an_organisation():
    assert proposed("The Hollin Gazette reported that the town had slept.") == {"Hollin Gazette": Kind.ORGANISATION}


def test_a_person_may_have_the_surname_of_a_newspaper():
    assert proposed("That was when Jane Post told us that it was so.") == {"Jane Post": Kind.WITNESS}


def test_a_review_with_a_name_is_a_document_and_neither():
    assert proposed("In the end the Farrow Review said that it was so.") == {}
