"""Suggestions while typing: what is offered, what never is, and how many queries it takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence import models
from evidence.search.index import search_index, search_indexes
from tests import factories, sets
from tests.example_report import example_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    found = example_report()
    for index in search_indexes():
        index.rebuild()
    return found


def suggested(client, typed):
    response = client.get("/suggestions/", {"q": typed})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    return [(one["kind"], one["words"]) for one in response.json()["suggestions"]]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("va", ("Person", "Ms Ada Vale")),
        ("ada v", ("Person", "Ms Ada Vale")),
        ("HARB", ("Organisation", "Harbour")),
        ("class", ("Subject", "Classifier")),
        ("what was k", ("Section", "B.1: What was known")),
        ("B.1", ("Section", "B.1: What was known")),
        ("witn0", ("Source", "WITN0001")),
        ("deni", ("Word", "denied")),
        ("harbour repo", ("Word", "harbour reports")),
    ],
)
def test_each_kind_is_suggested_by_the_beginning_of_its_words(client, example, typed, expected):
    assert expected in suggested(client, typed)


def test_every_suggestion_leads_to_a_page(client, example):
    found = [
        one
        for typed in ("va", "harb", "class", "B.1", "witn")
        for one in client.get("/suggestions/", {"q": typed}).json()["suggestions"]
    ]
    assert {one["kind"] for one in found} == {"Person", "Organisation", "Subject", "Section", "Source", "Word"}
    for one in found:
        assert client.get(one["address"]).status_code == 200


def test_accents_and_aliases_make_no_difference(client, example):
    body = factories.OrganisationFactory(name="Société Générale")
    models.OrganisationAlias.objects.create(organisation=body, name="The Old Bank")
    assert ("Organisation", "Société Générale") in suggested(client, "gener")
    found = client.get("/suggestions/?q=old+ba").json()["suggestions"]
    assert [(one["words"], one["more"]) for one in found] == [("Société Générale", "also “The Old Bank”")]


def test_a_title_with_accents_is_found_as_it_is_printed(client, example):
    factories.SectionFactory(report=example.report, number="B.9", title="The Société")
    assert ("Section", "B.9: The Société") in suggested(client, "Soci")
    assert ("Section", "B.9: The Société") in suggested(client, "Société")


def test_an_abbreviation_is_a_name(client, example):
    factories.OrganisationFactory(name="National Centre", abbreviation="NCMEC")
    assert ("Organisation", "National Centre") in suggested(client, "ncm")


def test_names_that_begin_so_come_before_names_with_such_a_word(client, example):
    for name in ("The Dock Board", "Dock Company", "A Dock"):
        factories.OrganisationFactory(name=name)
    assert [name for _, name in suggested(client, "dock")] == ["Dock Company", "A Dock", "The Dock Board"]


def test_the_middle_of_a_word_is_not_its_beginning(client, example):
    assert suggested(client, "arbour") == []


def test_what_readers_do_not_see_is_not_suggested(client, example):
    example.witness.standing = models.Standing.REJECTED
    example.witness.save()
    factories.OrganisationFactory(name="Harbour Old", merged_into=example.organisation)
    models.Source.objects.update(standing=models.Standing.REJECTED)
    sets.withdraw(example.next_page)
    assert suggested(client, "va") == []
    assert ("Organisation", "Harbour Old") not in suggested(client, "harb")
    assert suggested(client, "witn") == []
    assert suggested(client, "B.2") == []


def test_a_cipher_is_suggested_by_its_sign_only(client, example):
    witness = factories.WitnessFactory(name="IN-A1", is_cipher=True, honorific="Ms")
    models.WitnessAlias.objects.create(witness=witness, name="Secret Name")
    assert suggested(client, "in-a1") == [("Person", "IN-A1")]
    assert suggested(client, "secret") == []


def test_a_word_that_no_text_holds_any_more_is_not_suggested(client, example):
    assert suggested(client, "classifi")[-1] == ("Word", "classifier")
    sets.withdraw(example.later)
    search_index().update([example.later.pk])
    assert ("Word", "classifier") not in suggested(client, "classifi")


def test_of_words_that_are_searched_alike_the_shortest_is_suggested(client):
    factories.ParagraphFactory(text="Offenders offended; an offender was offending.")
    search_index().rebuild()
    assert suggested(client, "offen") == [("Word", "offended")]


@pytest.mark.parametrize("typed", ["", " ", "h", "\x00", "%", "__", "'\"", "é", "x" * 5_000, "🙂", "a b c d e f g h"])
def test_little_or_hostile_input_is_answered(client, example, typed):
    suggested(client, typed)


def test_names_are_suggested_while_the_index_cannot_be_used(client):
    example_report()
    assert suggested(client, "harb") == [("Organisation", "Harbour")]


def test_any_other_parameter_is_a_400(client, example):
    assert client.get("/suggestions/?q=ha&colour=red").status_code == 400


def test_suggestions_take_as_many_queries_for_forty_of_each_as_for_one(client):
    asked = []
    for many in (1, 39):
        for paragraph in sets.paragraphs_with_everything(many):
            inquiry = paragraph.report.inquiry
            witness = factories.WitnessFactory(inquiry=inquiry, name=f"Dock {paragraph.pk}")
            models.WitnessAlias.objects.create(witness=witness, name="Docker")
            factories.OrganisationFactory(inquiry=inquiry, name=f"Dock {paragraph.pk}")
            factories.SubjectFactory(inquiry=inquiry, name=f"Dock {paragraph.pk}")
            factories.SourceFactory(inquiry=inquiry, reference=f"DOCK{paragraph.pk}")
            factories.SectionFactory(report=paragraph.report, title="Dock")
        search_index().rebuild()
        with CaptureQueriesContext(connection) as queries:
            found = suggested(client, "dock")
        assert len({kind for kind, _ in found}) == 6
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 12
