"""Lists of entries, narrowed by name and put in order."""

import pytest

from evidence.models import WitnessAlias
from tests import factories
from tests.example_report import ExampleReport, example_report
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def example() -> ExampleReport:
    return example_report()


def names(page) -> list[str]:
    return [" ".join(link.text().split()) for link in page.css("tbody th a")]


def test_people_stand_by_surname(client):
    for name in ("Zoe Abbott", "Alan Young", "IN-A1"):
        factories.WitnessFactory(name=name)
    assert names(shown(client, "/witnesses/")) == ["Zoe Abbott", "IN-A1", "Alan Young"]
    assert names(shown(client, "/witnesses/?sort=name")) == ["Alan Young", "IN-A1", "Zoe Abbott"]


def test_the_most_quoted_can_stand_first(client, example):
    factories.WitnessFactory(name="Amy Able", inquiry=example.inquiry)
    assert names(shown(client, "/witnesses/?sort=quoted")) == ["Ms Ada Vale", "Amy Able"]


@pytest.mark.parametrize("words_given", ["vale", "ada v", "Ms Vale"])
def test_a_person_is_found_by_every_word_of_a_name(client, example, words_given):
    factories.WitnessFactory(name="Ada Young", inquiry=example.inquiry)
    assert names(shown(client, f"/witnesses/?name={words_given}")) == ["Ms Ada Vale"]


def test_a_person_is_found_by_an_alias_and_a_cipher_never_is(client, example):
    cipher = factories.WitnessFactory(name="IN-A1", is_cipher=True)
    WitnessAlias.objects.create(witness=cipher, name="Somebody Secret")
    WitnessAlias.objects.create(witness=example.witness, name="Ada Harker")
    assert names(shown(client, "/witnesses/?name=harker")) == ["Ms Ada Vale"]
    assert names(shown(client, "/witnesses/?name=secret")) == []


def test_a_list_holds_the_entries_of_the_inquiry_asked_for(client, example):
    factories.OrganisationFactory(name="Elsewhere")
    page = shown(client, f"/organisations/?inquiry={example.inquiry.slug}")
    assert names(page) == ["Harbour"]


def test_sources_are_found_by_title_and_by_what_holds_them(client, example):
    factories.SourceFactory(inquiry=example.inquiry, reference="DOC2", title="Minutes", holding="closed")
    assert names(shown(client, "/sources/?name=minutes")) == ["DOC2"]
    assert names(shown(client, "/sources/?holding=closed")) == ["DOC2"]
    assert names(shown(client, "/sources/?sort=cited")) == ["WITN0001", "DOC2"]


def test_hearings_are_found_by_who_spoke_unless_they_were_closed(client, example):
    heard = factories.HearingFactory(inquiry=example.inquiry)
    closed = factories.HearingFactory(inquiry=example.inquiry, is_closed=True)
    factories.HearingFactory(inquiry=example.inquiry)
    for hearing in (heard, closed):
        factories.SpeechFactory(hearing=hearing, witness=example.witness)
    assert addresses(shown(client, "/hearings/?name=vale"), "tbody") == [heard.get_absolute_url()]


def test_a_list_without_anything_of_the_name_says_where_to_go_on(client, example):
    page = shown(client, "/witnesses/?name=nobody")
    assert "Nothing is listed under that." in words(page)
    assert {"/witnesses/", "/search/?q=nobody"} <= set(addresses(page))


def test_the_pages_of_a_list_keep_what_narrows_it(client):
    inquiry = factories.InquiryFactory()
    for _ in range(201):
        factories.SubjectFactory(inquiry=inquiry)
    page = shown(client, "/subjects/?name=subject&sort=paragraphs")
    assert addresses(page, ".turning") == ["?name=subject&sort=paragraphs&page=2"]


@pytest.mark.parametrize(
    "query", ["sort=size", "inquiry=nowhere", "name=a&name=b", "colour=red", "page=9", f"name={'+a' * 11}"]
)
@pytest.mark.parametrize("noun", ["witnesses", "organisations", "subjects", "sources", "hearings"])
def test_what_a_list_cannot_read_is_refused_with_a_sentence(client, example, noun, query):
    assert len(words(shown(client, f"/{noun}/?{query}", 400))) > 40


@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize(
    ("address", "factory"),
    [
        ("/witnesses/", factories.WitnessFactory),
        ("/organisations/", factories.OrganisationFactory),
        ("/sources/", factories.SourceFactory),
        ("/hearings/", factories.HearingFactory),
    ],
)
def test_a_narrowed_list_asks_the_database_as_often_whatever_it_holds(
    client, rows, address, factory, django_assert_max_num_queries
):
    inquiry = factories.InquiryFactory()
    for _ in range(rows):
        factory(inquiry=inquiry)
    with django_assert_max_num_queries(7):
        client.get(f"{address}?inquiry={inquiry.slug}&name=o")
