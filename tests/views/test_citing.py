"""References to take away: BibTeX, RIS and CSL-JSON of a paragraph, and of a set with its paragraphs."""

import json
import re
from datetime import date

import bibtexparser
import jsonschema
import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from evidence.exports import Place
from evidence.exports.citing import bibtex_lines, csl_lines, reference, ris_lines, set_reference
from evidence.models import Inquiry, Paragraph, Report, Section
from evidence.search.index import search_index
from tests import factories, sets
from tests.example_report import example_report
from tests.views.reading import addresses, shown

TODAY = date(2026, 3, 4)

# the part of the CSL project's csl-data.json that covers what is written here; nothing else may stand in an item
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
NAMES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("family", "given", "literal")},
        "additionalProperties": False,
    },
}
TEXTS = ("id", "title", "container-title", "publisher", "section", "note", "URL", "language")
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {"enum": ["book", "chapter", "report", "webpage"]},
            "author": NAMES,
            "issued": DATE,
            "accessed": DATE,
            **{name: {"type": "string"} for name in TEXTS},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}


@pytest.fixture
def example(db):
    found = example_report()
    found.report.published = date(2020, 3, 12)
    found.report.save()
    search_index().rebuild()
    return found


def text_of(response):
    assert response.status_code == 200
    return b"".join(response).decode()


def entries(text):
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return library.entries


def records(text):
    return rispy.loads(text)


def test_a_paragraph_is_cited_in_bibtex(client, example):
    response = client.get("/reports/harbour/b-1/3/cite.bib")
    (entry,) = entries(text_of(response))
    assert (entry.entry_type, entry.key) == ("incollection", "harbour:b-1:3")
    assert {name: field.value for name, field in entry.fields_dict.items() if name != "urldate"} == {
        "title": "B.1: What was known, paragraph 3",
        "author": "{The Harbour Inquiry Team}",
        "booktitle": "The Harbour Report",
        "publisher": "The Harbour Inquiry Team",
        "year": "2020",
        "date": "2020-03-12",
        "chapter": "B.1",
        "url": "http://testserver/reports/harbour/b-1/3/",
    }
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="harbour-b-1-3.bib"'


def test_a_paragraph_is_cited_in_ris(client, example):
    (record,) = records(text_of(client.get("/reports/harbour/b-1/3/cite.ris")))
    assert record["type_of_reference"] == "CHAP"
    assert record["title"] == "B.1: What was known, paragraph 3"
    assert record["secondary_title"] == "The Harbour Report"
    assert record["authors"] == ["The Harbour Inquiry Team"]
    assert (record["year"], record["date"]) == ("2020", "2020/03/12/")
    assert record["urls"] == ["http://testserver/reports/harbour/b-1/3/"]


def test_a_paragraph_is_cited_in_csl(client, example):
    found = json.loads(text_of(client.get("/reports/harbour/b-1/3/cite.json")))
    jsonschema.validate(found, CSL)
    (item,) = found
    assert item["type"] == "chapter"
    assert item["container-title"] == "The Harbour Report"
    assert item["issued"] == {"date-parts": [[2020, 3, 12]]}
    assert item["author"] == [{"literal": "The Harbour Inquiry Team"}]


def test_the_paragraph_s_page_leads_to_its_references(client, example):
    page = shown(client, "/reports/harbour/b-1/3/")
    for ending in ("bib", "ris", "json"):
        address = f"/reports/harbour/b-1/3/cite.{ending}"
        assert address in addresses(page)
        assert client.get(address).status_code == 200
    assert page.css_first("#cite-as") is not None


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/reports/harbour/b-1/99/cite.bib", 404),
        ("/reports/nowhere/b-1/3/cite.ris", 404),
        ("/reports/harbour/b-1/3/cite.doc", 404),
    ],
)
def test_what_is_not_there_is_a_404(client, example, address, status):
    shown(client, address, status)


def test_a_paragraph_that_an_import_withdrew_is_gone(client, example):
    sets.withdraw(example.opening)
    shown(client, "/reports/harbour/b-1/3/cite.bib", 410)


@pytest.mark.parametrize(
    ("address", "read"), [("paragraphs.bib", entries), ("paragraphs.ris", records), ("paragraphs.csl.json", json.loads)]
)
def test_a_set_is_cited_with_each_of_its_paragraphs(client, example, address, read):
    assert len(read(text_of(client.get(f"/{address}?q=harbour")))) == 3
    assert len(read(text_of(client.get(f"/{address}")))) == 4
    assert len(read(text_of(client.get(f"/{address}?q=unheardof")))) == 1


def test_the_reference_to_a_set_tells_what_narrows_it_how_many_it_held_and_where_it_is(client, example):
    found = json.loads(text_of(client.get("/paragraphs.csl.json?q=harbour&section=B.1")))
    jsonschema.validate(found, CSL)
    first = found[0]
    assert first["type"] == "webpage"
    assert first["title"] == "Paragraphs of the reports: Words harbour; Section B.1: What was known"
    assert first["URL"] == "http://testserver/paragraphs/?q=harbour&section=B.1"
    assert re.fullmatch(r"2 paragraphs on \d+ \w+ \d{4}", first["note"])
    assert client.get(first["URL"]).status_code == 200


def test_the_list_leads_to_the_references_of_its_set(client, example):
    found = addresses(shown(client, "/paragraphs/?q=harbour"))
    for name in ("bib", "ris", "csl.json"):
        assert f"/paragraphs.{name}?q=harbour" in found


@pytest.mark.parametrize("name", ["bib", "ris", "csl.json"])
def test_a_set_that_cannot_be_asked_for_is_a_400(client, example, name):
    assert client.get(f"/paragraphs.{name}?colour=red").status_code == 400


def test_a_set_that_cannot_be_searched_is_a_503(client, db):
    assert client.get("/paragraphs.bib?q=dock").status_code == 503


def test_a_set_asks_as_many_queries_for_forty_paragraphs_as_for_one(client, db):
    page = factories.SectionFactory()
    asked = []
    for many in (1, 39):
        for _ in range(many):
            factories.ParagraphFactory(page=page)
        with CaptureQueriesContext(connection) as queries:
            text_of(client.get("/paragraphs.bib"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def hostile(words: str):
    """A reference to a paragraph whose every printed word is hostile."""
    inquiry = Inquiry(title=words, publisher=words, slug="i")
    report = Report(inquiry=inquiry, title=words, slug="r")
    page = Section(report=report, number=words, title=words, slug="p", is_page=True)
    return reference(Paragraph(report=report, page=page, label=words, slug="§ 4{}"), Place("https://x.example"), TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "{", "}", "}}, evil = {x", "a\n@book{b,", "100% & $5 #1 a_b ^ ~", "\\input{/etc/passwd}", '"quoted", and',
        "ER  - \nTY  - JOUR", "a\r\nb\x00c\u2028d", "“curly” – é",
    ],
)  # fmt: skip
def test_hostile_words_stay_words(words):
    one = hostile(words)
    (entry,) = entries("".join(bibtex_lines([one])))
    assert set(entry.fields_dict) <= {"title", "author", "booktitle", "publisher", "chapter", "url", "urldate"}
    assert entry.fields_dict["url"].value == one.url
    (record,) = records("".join(ris_lines([one])))
    assert record["title"] == one.title
    (item,) = json.loads("".join(csl_lines([one])))
    assert item["title"] == one.title
    jsonschema.validate([item], CSL)


@given(st.text(max_size=30))
def test_braces_of_a_bibtex_file_always_match(words):
    one = set_reference([words], 1, "https://x.example/", TODAY)
    text = "".join(bibtex_lines([one, one]))
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"(?<!\\)[%#&$]", text.replace(one.url, ""))


def test_keys_differ_where_slugs_differ():
    keys = set()
    for slug in ("4", "§4", "_4", "4é", "4e", "4 ", "4-"):
        page = Section(report=Report(inquiry=Inquiry(), slug="r"), slug="p")
        key = reference(Paragraph(report=page.report, page=page, slug=slug), Place(""), TODAY).key
        assert re.fullmatch(r"[A-Za-z0-9:_.-]+", key)
        keys.add(key)
    assert len(keys) == 7
