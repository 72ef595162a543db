"""One query string, one set: the page, its facets, CSV and JSON count the same rows, zero included."""

import csv
import io
import json
import random
import re
from urllib.parse import urlencode

import pytest

from evidence import models
from evidence.search.index import search_indexes
from tests import factories, sets
from tests.example_report import example_report
from tests.views.reading import shown

pytestmark = pytest.mark.django_db

NOUNS = ("paragraphs", "footnotes", "quotations", "citations")
VALUES = {
    "q": [
        "harbour",
        "reports OR dock",
        "-harbour",
        '"told us"',
        "dock*",
        "nonsenseword",
        "witness:vale",
        "-organisation:harbour dock",
        "quote:read OR footnote:vale",
        "section:B.1 -said",
        "!!!",
    ],
    "report": ["harbour", "elsewhere"],
    "section": ["B.1", "Part B", "harbour/b-2", "b-1/afterwards"],
    "paragraph": ["1", "3", "5"],
    "witness": ["ada-vale", "none", "second"],
    "organisation": ["harbour", "none"],
    "subject": ["classifier", "none"],
    "quoted": ["ada-vale", "harbour", "none"],
    "footnoted": ["yes", "no"],
    "source": ["WITN0001", "none"],
    "kind": ["statement", "document", "web", "none"],
    "annotated": ["yes", "no"],
}


@pytest.fixture
def evidence():
    example = example_report()
    second = factories.WitnessFactory(slug="second", name="Second")
    factories.QuotationFactory(paragraph=example.later, witness=second)
    factories.QuotationFactory(paragraph=example.later, start=8, end=12)  # nobody knows whose words
    factories.MentionFactory(paragraph=example.later, kind="witness", witness=second)
    factories.CitationFactory(footnote=example.note, source=None, kind="web", position=1)
    factories.CitationFactory(footnote=example.note, kind="email", source=None, position=2)
    sets.annotate(example.later)
    elsewhere = factories.SectionFactory(report=factories.ReportFactory(slug="elsewhere"), number="B.1", slug="b-1")
    factories.ParagraphFactory(page=elsewhere, label="1", text="A dock, harbour reports said.")
    sets.paragraphs_with_everything(2)
    for index in search_indexes():
        index.rebuild()
    return example


def asked(number):
    """A query string made of up to four parameters; the same for the same number."""
    choose = random.Random(number)  # noqa: S311 (repeatable, not secret)
    names = choose.sample(sorted(VALUES), choose.choice([0, 1, 1, 2, 2, 3, 4]))
    pairs = [(name, value) for name in names for value in choose.sample(VALUES[name], 1 if name != "kind" else 2)]
    if any(name == "footnoted" for name in names):
        pairs = [pair for pair in pairs if pair[0] != "kind"]
    return urlencode(pairs)


def body(response):
    assert response.status_code == 200, response.text
    return b"".join(response).decode()


def page_count(page):
    return int(page.css_first(".lead strong").text().replace(",", ""))


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("block", range(3))
def test_page_csv_and_json_have_the_same_rows(client, evidence, noun, block):
    sizes = set()
    for number in range(10 * block, 10 * block + 10):
        query = asked(number)
        count = page_count(shown(client, f"/{noun}/?{query}"))
        rows = list(csv.DictReader(io.StringIO(body(client.get(f"/{noun}.csv?{query}")).lstrip("\ufeff"))))
        objects = json.loads(body(client.get(f"/{noun}.json?{query}")))
        assert (count, len(rows)) == (len(objects), len(objects)), query
        ids = [row["id"] for row in rows]
        assert ids == [one["id"] for one in objects], query
        assert len(set(ids)) == len(ids), query
        sizes.add(count)
    assert 0 in sizes
    assert len(sizes) > 1


def facets_of(page):
    """Facet title → words → number, with the address behind each."""
    found = {}
    for facet in page.css(".facets details"):
        values = {}
        for item in facet.css("li"):
            link = item.css_first("a")
            values[link.text()] = (int(item.css_first(".count").text().replace(",", "")), link.attributes["href"])
        found[facet.css_first("h2").text()] = values
    return found


@pytest.mark.parametrize("number", range(8))
def test_every_facet_counts_the_list_behind_it_and_adds_up_where_it_must(client, evidence, number):
    query = asked(number)
    page = shown(client, f"/paragraphs/?{query}")
    facets = facets_of(page)
    for title, values in facets.items():
        for words, (count, address) in values.items():
            assert page_count(shown(client, address)) == count, (query, title, words)
    for title, parameter in (("Report", "report"), ("Annotations", "annotated")):
        whole = page_count(shown(client, "/paragraphs/?" + re.sub(rf"&?\b{parameter}=[^&]*", "", query).lstrip("&")))
        assert sum(count for count, _ in facets.get(title, {}).values()) == whole, (query, title)


def test_what_is_missing_can_be_chosen_and_is_told_by_a_chip(client, evidence):
    page = shown(client, "/paragraphs/")
    none = facets_of(page)["Speaker quoted"]["speaker not known"]
    chosen = shown(client, none[1])
    assert page_count(chosen) == none[0] == 1
    assert "Quoted: none" in " ".join(chosen.css_first(".chips").text().split())


@pytest.mark.parametrize("parameter", ["witness", "organisation", "subject"])
def test_with_and_without_are_the_whole_set(client, evidence, parameter):
    model = getattr(models, parameter.capitalize())
    slugs = "&".join(f"{parameter}={slug}" for slug in model.objects.values_list("slug", flat=True))
    with_some = page_count(shown(client, f"/paragraphs/?{slugs}"))
    without = page_count(shown(client, f"/paragraphs/?{parameter}=none"))
    assert with_some + without == page_count(shown(client, "/paragraphs/"))
    assert page_count(shown(client, f"/paragraphs/?{slugs}&{parameter}=none")) == with_some + without


def test_a_name_that_staff_rejected_is_none(client, evidence):
    before = page_count(shown(client, "/paragraphs/?organisation=none"))
    models.Organisation.objects.filter(slug="harbour").update(standing=models.Standing.REJECTED)
    assert page_count(shown(client, "/paragraphs/?organisation=none")) > before
