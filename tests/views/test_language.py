"""The help page of the search language: every example on it does what it says."""

from urllib.parse import unquote

import pytest

from evidence.search import analysis
from evidence.search.examples import GROUPS
from evidence.search.fields import resolved
from evidence.search.index import search_index, search_indexes
from evidence.search.query import parse
from evidence.search.tree import AnalysedText, holds
from evidence.views.language import field_examples
from tests.example_report import example_report
from tests.views.reading import addresses, shown, words

EXAMPLES = [example for group in GROUPS for example in group.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.words)
def test_an_example_finds_what_it_says_and_passes_over_what_it_says(example):
    query = parse(example.words)
    assert query.notices == ()
    assert holds(query.root, AnalysedText(analysis.terms(example.finds)))
    assert not holds(query.root, AnalysedText(analysis.terms(example.passes_over)))


@pytest.mark.django_db
def test_every_field_has_an_example_that_this_site_knows():
    example_report()
    search_index().rebuild()
    examples = field_examples()
    for name in ("witness", "organisation", "section", "footnote", "quote"):
        assert any(f"{name}:" in text for text, _ in examples)
    for text, _ in examples:
        query = resolved(parse(text))
        assert query.has_terms
        assert query.notices == ()
    for text, _ in examples[:4]:
        assert search_index().matching(resolved(parse(text)))


@pytest.mark.django_db
def test_every_example_on_the_page_leads_to_its_results(client):
    example_report()
    search_index().rebuild()
    found = [address for address in addresses(shown(client, "/search/language/"), "main dl") if "?q=" in address]
    assert len(found) > len(EXAMPLES)
    for address in found:
        assert "Read as:" in words(shown(client, address)), unquote(address)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search/", "/paragraphs/", "/footnotes/"])
def test_the_help_is_beside_every_search_box(client, address):
    assert "/search/language/" in addresses(shown(client, address), "main form")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/paragraphs/", "/search/", "/footnotes/"])
def test_an_unknown_value_of_a_field_is_said_beside_an_empty_list(client, address):
    example_report()
    for index in search_indexes():
        index.rebuild()
    page = words(shown(client, f"{address}?q=-witness:vail"))
    assert "no person here is called so" in page
    assert "The nearest is “Ada Vale”" in page


@pytest.mark.django_db
@pytest.mark.parametrize("face", ["/paragraphs.csv", "/paragraphs.json", "/quotations.csv"])
def test_an_unknown_value_of_a_field_is_no_empty_file(client, face):
    example_report()
    search_index().rebuild()
    response = client.get(f"{face}?q=witness:vail")
    assert response.status_code == 400
    assert "no person here is called so" in response.text
