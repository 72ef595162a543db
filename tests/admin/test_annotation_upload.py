"""Web Annotations that staff send in: placed by the words they quote, or listed."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evidence.models import Annotation, Tag
from tests.example_report import ExampleReport, example_report

pytestmark = pytest.mark.django_db
UPLOAD = reverse("admin:evidence_annotation_upload")
HERE = "https://elsewhere.example/reports/harbour/b-1/3/"


@pytest.fixture
def example() -> ExampleReport:
    return example_report()


def sent(client: Client, data: Any) -> str:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    response = client.post(UPLOAD, {"file": SimpleUploadedFile("a.jsonld", content)})
    assert response.status_code == 200
    return response.content.decode()


def annotation(exact: str = "", source: str = HERE, **more: Any) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", "exact": exact}
    target = {"type": "SpecificResource", "source": source, "selector": selector} if exact else source
    body = {"type": "TextualBody", "value": "They were monthly."}
    return {"type": "Annotation", "motivation": "questioning", "body": body, "target": target} | more


def test_what_the_site_gives_out_it_takes_back(client: Client, annotator: User, example: ExampleReport):
    words = example.opening.text.index("reports")
    tag = Tag.objects.create(name="dates", slug="dates")
    original = Annotation.objects.create(
        paragraph=example.opening,
        start=words,
        end=words + 7,
        quote="reports",
        body="They were *monthly*.",
        kind="correction",
        visibility="public",
        author=annotator,
    )
    original.tags.add(tag)
    original.linked_sources.add(example.source)
    page = client.get("/annotations.jsonld?page=1").json()
    assert "1 already here" in sent(client, page)
    Annotation.objects.all().delete()
    assert "1 placed" in sent(client, page)
    back = Annotation.objects.get()
    assert (back.start, back.end, back.quote, back.kind) == (words, words + 7, "reports", "correction")
    assert (back.body, back.visibility, back.author) == ("They were *monthly*.", "internal", annotator)
    assert (list(back.tags.all()), list(back.linked_sources.all())) == ([tag], [example.source])


def test_words_that_moved_are_found_again_by_what_stands_around_them(client, annotator, example):
    example.opening.text = "the reports came. " + example.opening.text
    example.opening.save()
    selector = {"type": "TextQuoteSelector", "exact": "reports", "prefix": "“the ", "suffix": " were"}
    sent(client, annotation("reports") | {"target": {"source": HERE, "selector": selector}})
    found = Annotation.objects.get()
    assert example.opening.text[found.start - 5 : found.end] == "“the reports"


def test_a_target_without_a_selector_is_the_whole_paragraph(client, annotator, example):
    sent(client, [annotation()])
    assert Annotation.objects.get().end == len(example.opening.text)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (annotation("never said"), "does not hold the words “never said”"),
        (annotation("reports", source="https://elsewhere.example/page/9"), "is no paragraph here"),
        (annotation("reports", source="/reports/harbour/b-1/99/"), "is no paragraph here"),
        (annotation("reports", body=[]), "no text of its own"),
        (annotation(target=[HERE, HERE]), "2 targets"),
        (annotation(target={"source": HERE, "selector": {"type": "XPathSelector"}}), "TextQuoteSelector"),
        (annotation(bodyValue=7, body={"type": "TextualBody", "value": 7}), "should be text"),
        ({"type": "AnnotationPage", "items": ["x", 3, None]}, "it is no Annotation"),
    ],
)
def test_what_cannot_be_placed_is_listed_with_the_reason(client, annotator, example, data, why):
    assert why in sent(client, data)
    assert not Annotation.objects.exists()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{", b"[]", b'{"type": "Note"}', b"[" * 100_000, b"null"])
def test_a_file_that_holds_no_annotations_is_refused_with_a_sentence(client, annotator, content):
    assert "errorlist" in sent(client, content)


def test_a_tag_or_a_link_that_is_not_here_is_left_out_and_listed(client, annotator, example):
    text = {"type": "TextualBody", "value": "A note."}
    tag = {"type": "TextualBody", "value": "rumour", "purpose": "tagging"}
    link = {"type": "SpecificResource", "source": "https://x.example/nothing/", "purpose": "linking"}
    said = sent(client, annotation("reports", body=[text, tag, link]))
    assert "no tag “rumour”" in said
    assert "leads to nothing here" in said
    assert Annotation.objects.get().body == "A note."


def test_whoever_may_not_annotate_may_not_send_any(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("looker", is_staff=True))
    assert client.get(UPLOAD).status_code == 403
