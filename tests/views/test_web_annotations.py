"""Public annotations as linked data keep to the W3C Web Annotation Data Model."""

import jsonschema
import pytest
from django.contrib.auth.models import User
from django.test import Client

from evidence.exports import web_annotations
from evidence.models import Annotation, Tag
from tests.factories import ParagraphFactory, SourceFactory

pytestmark = pytest.mark.django_db

IRI = {"type": "string", "pattern": "^https?://"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
SELECTOR = {
    "oneOf": [
        {
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
            },
        },
        {
            "required": ["type", "exact"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
        },
    ]
}
MOTIVATIONS = [
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
]  # fmt: skip
BODY = {
    "oneOf": [
        {
            "required": ["type", "value"],
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "format": {"type": "string"},
                "purpose": {"enum": MOTIVATIONS},
            },
        },
        {"required": ["source"], "properties": {"type": {"const": "SpecificResource"}, "source": IRI}},
    ]
}
# what the standard says an annotation, a collection and a page MUST be: sections 3.1, 4 and 5
ANNOTATION = {
    "required": ["id", "type", "target"],
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": MOTIVATIONS},
        "created": TIME,
        "modified": TIME,
        "body": {"type": "array", "items": BODY},
        "target": {
            "oneOf": [
                IRI,
                {
                    "type": "object",
                    "required": ["source"],
                    "properties": {"source": IRI, "selector": {"type": "array", "items": SELECTOR, "minItems": 1}},
                },
            ]
        },
    },
}
CONTEXT = {"const": "http://www.w3.org/ns/anno.jsonld"}
COLLECTION = {
    "required": ["@context", "id", "type"],
    "properties": {
        "@context": CONTEXT, "id": IRI, "type": {"const": "AnnotationCollection"}, "total": {"minimum": 0},
        "first": IRI, "last": IRI,
    },
    "if": {"properties": {"total": {"minimum": 1}}},
    "then": {"required": ["first"]},
}  # fmt: skip
PAGE = {
    "required": ["@context", "id", "type", "items", "partOf"],
    "properties": {
        "@context": CONTEXT, "id": IRI, "type": {"const": "AnnotationPage"}, "startIndex": {"type": "integer"},
        "next": IRI, "prev": IRI, "items": {"type": "array", "items": ANNOTATION},
    },
}  # fmt: skip


@pytest.fixture
def author() -> User:
    return User.objects.create_user("ann", first_name="Ann", last_name="Lee")


def annotate(author: User, **values) -> Annotation:
    paragraph = values.pop("paragraph", None) or ParagraphFactory(text="He said 🙂 so.")
    filled = {"start": 3, "end": 7, "quote": "said", "prefix": "He ", "suffix": " 🙂 so.", "body": "A *note*."}
    return Annotation.objects.create(
        paragraph=paragraph, author=author, **filled | {"visibility": "public", "kind": "question"} | values
    )


def got(client: Client, address: str, schema: dict) -> dict:
    response = client.get(address)
    assert response["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    found: dict = response.json()
    jsonschema.validate(found, schema)
    return found


def test_a_collection_leads_to_pages_with_the_annotations(client: Client, author: User):
    row = annotate(author)
    row.tags.add(Tag.objects.create(name="dates", slug="dates"))
    row.linked_sources.add(SourceFactory(reference="INQ000001"))
    whole = got(client, "/annotations.jsonld", COLLECTION)
    (item,) = got(client, whole["first"], PAGE)["items"]
    assert item["target"]["source"] == f"http://testserver{row.paragraph.get_absolute_url()}"
    position, quote = item["target"]["selector"]
    assert (position["start"], position["end"]) == (3, 7)
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("He ", "said", " 🙂 so.")
    assert [body.get("value") or body["source"] for body in item["body"]] == [
        "A *note*.",
        "dates",
        "http://testserver/sources/INQ000001/",
    ]
    assert (item["motivation"], item["creator"]["name"]) == ("questioning", "Ann Lee")


def test_a_whole_paragraph_is_a_target_by_its_address(client: Client, author: User):
    row = annotate(author, quote="", prefix="", suffix="", start=0, end=10)
    (item,) = got(client, "/annotations.jsonld?page=1", PAGE)["items"]
    assert item["target"] == f"http://testserver{row.paragraph.get_absolute_url()}"


def test_a_paragraph_has_a_collection_of_its_own(client: Client, author: User):
    row, _other = annotate(author), annotate(author)
    address = f"{row.paragraph.get_absolute_url()}annotations.jsonld"
    assert got(client, address, COLLECTION)["total"] == 1
    assert len(got(client, f"{address}?page=1", PAGE)["items"]) == 1


@pytest.mark.parametrize(
    "hidden", [{"visibility": "internal"}, {"withdrawn_at": "2026-01-01T00:00Z"}, {"is_orphaned": True}]
)
def test_what_is_not_public_is_in_none(client: Client, author: User, hidden: dict):
    annotate(author, **hidden)
    assert got(client, "/annotations.jsonld", COLLECTION)["total"] == 0
    assert got(client, "/annotations.jsonld?page=1", PAGE)["items"] == []


def test_pages_lead_to_one_another(client: Client, author: User, monkeypatch):
    monkeypatch.setattr(web_annotations, "ITEMS", 2)
    monkeypatch.setattr("evidence.views.web_annotations.ITEMS", 2)
    paragraph = ParagraphFactory(text="He said so.")
    for _ in range(3):
        annotate(author, paragraph=paragraph)
    first = got(client, "/annotations.jsonld?page=1", PAGE)
    second = got(client, first["next"], PAGE)
    assert (len(first["items"]), len(second["items"]), second["startIndex"]) == (2, 1, 2)
    assert second["prev"] == first["id"]


@pytest.mark.parametrize("page", ["0", "2", "x", "-1", "1" * 30, "²"])
def test_a_page_that_is_not_there_is_not_found(client: Client, author: User, page: str):
    annotate(author)
    assert client.get("/annotations.jsonld", {"page": page}).status_code == 404


@pytest.mark.parametrize("rows", [1, 40])
def test_a_page_asks_the_database_as_much_for_forty_as_for_one(client, author, rows: int, django_assert_num_queries):
    for _ in range(rows):
        annotate(author).linked_paragraphs.add(ParagraphFactory())
    with django_assert_num_queries(6):
        client.get("/annotations.jsonld?page=1")
