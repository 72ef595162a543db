"""What answers to the words of a search by its name: people, organisations, subjects, sections and sources."""

from urllib.parse import quote

import pytest

from evidence import models
from evidence.models import Standing
from tests import factories, sets
from tests.example_report import example_report
from tests.views.reading import shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    found = example_report()
    sets.index_everything()
    return found


@pytest.fixture
def empty_index():
    sets.index_everything()


def searched(client, query, status=200):
    return shown(client, f"/search/?q={quote(query)}", status)


def entries(client, query, kind):
    """The names found of one kind, nearest first."""
    page = searched(client, query)
    return [link.text() for link in page.css(f'section[aria-labelledby="{kind}"] li a')]


def test_names_answer_whatever_their_accents_and_capitals(client, empty_index):
    factories.WitnessFactory(name="Zoë Ångström")
    factories.OrganisationFactory(name="Société Générale")
    factories.SubjectFactory(name="Naïve Bayes")
    factories.SectionFactory(title="Café culture")
    factories.SourceFactory(reference="ÉTAT-7")
    assert entries(client, "zoe ANGSTROM", "people") == ["Zoë Ångström"]
    assert entries(client, "SOCIÉTÉ", "organisations") == ["Société Générale"]
    assert entries(client, "naive bayes", "subjects") == ["Naïve Bayes"]
    assert len(entries(client, "cafe", "sections")) == 1
    assert entries(client, "etat-7", "sources") == ["ÉTAT-7"]


def test_a_name_answers_to_its_alias_abbreviation_and_honorific(client, empty_index):
    person = factories.WitnessFactory(name="Ada Vale", honorific="Baroness")
    models.WitnessAlias.objects.create(witness=person, name="Ada Roe")
    body = factories.OrganisationFactory(name="National Harbour Agency", abbreviation="NHA")
    models.OrganisationAlias.objects.create(organisation=body, name="The Dockers")
    subject = factories.SubjectFactory(name="Child abuse imagery")
    models.SubjectAlias.objects.create(subject=subject, name="CSAM")
    for query, kind in [("roe", "people"), ("baroness vale", "people"), ("nha", "organisations")]:
        assert len(entries(client, query, kind)) == 1, query
    assert len(entries(client, "csam", "subjects")) == len(entries(client, "dockers", "organisations")) == 1
    assert "also “Ada Roe”" in words(searched(client, "roe"))


def test_a_name_that_is_these_words_comes_first_and_one_among_them_last(client, empty_index):
    for name in ("Apple Store", "Apple", "Store of Records", "Another Apple Store"):
        factories.OrganisationFactory(name=name)
    assert entries(client, "apple", "organisations") == ["Apple", "Another Apple Store", "Apple Store"]
    assert entries(client, "apple store", "organisations") == ["Apple Store", "Another Apple Store", "Apple"]


def test_eight_names_are_shown_and_it_is_said_that_there_are_more(client, empty_index):
    for number in range(8):
        factories.WitnessFactory(name=f"Vale {number}")
    page = searched(client, "vale")
    assert len(page.css('section[aria-labelledby="people"] li')) == 8
    assert "these are the nearest" not in words(page)
    factories.WitnessFactory(name="Vale 8")
    page = searched(client, "vale")
    assert len(page.css('section[aria-labelledby="people"] li')) == 8
    assert "these are the nearest" in words(page)


def test_what_is_rejected_merged_or_withdrawn_is_not_found_by_name(client, empty_index):
    kept = factories.WitnessFactory(name="Kept")
    gone = factories.WitnessFactory(name="Vale", standing=Standing.REJECTED)
    merged = factories.WitnessFactory(name="Vale A", merged_into=kept)
    for witness in (gone, merged):
        models.WitnessAlias.objects.create(witness=witness, name="Vale B")
    factories.SourceFactory(reference="Vale 1", standing=Standing.REJECTED)
    sets.withdraw(factories.SectionFactory(title="Vale"))
    assert "Nothing here answers" in words(searched(client, "vale"))


def test_a_cipher_answers_to_its_sign_only(client, empty_index):
    cipher = factories.WitnessFactory(name="IN-A1", is_cipher=True, honorific="Captain", slug="in-a1")
    models.WitnessAlias.objects.create(witness=cipher, name="Real Name")
    models.Role.objects.create(witness=cipher, title="Telling role")
    assert entries(client, "IN-A1", "people") == ["IN-A1"]
    assert "Telling" not in words(searched(client, "IN-A1"))
    for query in ("real name", "captain"):
        assert "Nothing here answers" in words(searched(client, query))


@pytest.mark.parametrize("query", ["B.1", "b.1", "What was known", "known"])
def test_a_section_is_found_by_number_or_title(client, example, query):
    assert entries(client, query, "sections")[0] == "B.1: What was known"


def test_a_section_number_comes_before_those_beneath_it(client, empty_index):
    for number in ("E.2.1", "E.20", "E.2"):
        factories.SectionFactory(number=number, title="Live streaming", slug=number)
    assert entries(client, "E.2", "sections") == ["E.2: Live streaming", "E.2.1: Live streaming"]


@pytest.mark.parametrize("query", ["WITN0042", "witn0042", "0042", "board minutes", "Vale 1st [WITN0042] at 52"])
def test_a_source_is_found_by_reference_part_of_it_title_or_a_whole_citation(client, empty_index, query):
    factories.SourceFactory(reference="WITN0042", title="Minutes of the board")
    factories.SourceFactory(reference="WITN9999", title="Another")
    assert entries(client, query, "sources") == ["WITN0042"]


def test_an_exact_reference_comes_first(client, empty_index):
    for reference in ("INQ1-2", "A-INQ1", "INQ1"):
        factories.SourceFactory(reference=reference)
    assert entries(client, "inq1", "sources") == ["INQ1", "A-INQ1", "INQ1-2"]


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'"])
def test_the_signs_of_a_database_pattern_mean_nothing(client, empty_index, sign):
    factories.OrganisationFactory(name="Harbour")
    assert "Nothing here answers" in words(searched(client, f"H{sign}r"))


def test_what_a_query_excludes_is_not_looked_for(client, empty_index):
    for name in ("Apple", "Store"):
        factories.OrganisationFactory(name=name)
    assert entries(client, "apple -store", "organisations") == ["Apple"]
    assert entries(client, "apple OR store", "organisations") == ["Apple", "Store"]


@pytest.mark.parametrize("query", ["harbours", "2003", "illegal act", "naive"])
def test_printers_signs_beside_a_word_do_not_hide_it(client, empty_index, query):
    factories.SourceFactory(reference="Note", title="The Harbours’ “illegal” act – 2003 … naïve")
    assert entries(client, query, "sources") == ["Note"]
