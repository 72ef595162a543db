"""The list of annotations: narrowed by state and section, tagged in bulk, and taken away as CSV."""

import csv

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from evidence.exports import ANNOTATIONS
from evidence.models import Annotation, Tag
from tests.factories import ParagraphFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:evidence_annotation_changelist")
CSV = reverse("admin:evidence_annotation_csv")


def annotate(author: User, **values) -> Annotation:
    values = {"paragraph": ParagraphFactory(), "start": 0, "end": 1, "quote": "A", "body": "A note."} | values
    return Annotation.objects.create(author=author, **values)


def listed(client: Client, **asked) -> list[str]:
    return [row.body for row in client.get(LIST, asked).context["cl"].result_list]


@pytest.mark.parametrize("state", ["public", "internal", "orphaned", "withdrawn"])
def test_each_annotation_has_one_state_to_narrow_by(client: Client, annotator: User, state: str):
    gone = "2026-01-01T00:00Z"
    annotate(annotator, body="public", visibility="public")
    annotate(annotator, body="internal")
    annotate(annotator, body="orphaned", is_orphaned=True, visibility="public")
    annotate(annotator, body="withdrawn", withdrawn_at=gone, is_orphaned=True)
    assert listed(client, state=state) == [state]


@pytest.mark.parametrize("kind", ["page", "report"])
def test_the_list_is_narrowed_by_section_or_report(client: Client, annotator: User, kind: str):
    here, _there = annotate(annotator, body="here"), annotate(annotator, body="there")
    assert listed(client, place=f"{kind}-{getattr(here.paragraph, kind).pk}") == ["here"]
    assert here.paragraph.page.title in client.get(LIST).text


def test_a_tag_is_put_on_many_and_taken_off(annotator: User, act):
    tag = Tag.objects.create(name="dates", slug="dates")
    rows = [annotate(annotator), annotate(annotator)]
    act("tag", *rows, tag=tag.pk)
    assert tag.annotations.count() == 2
    assert "dates" in {row.name for row in rows[0].tags.all()}
    assert rows[0].history.count() == 2
    act("take_tag_off", rows[0], tag=tag.pk)
    assert list(tag.annotations.all()) == [rows[1]]


def test_tagging_without_a_tag_says_what_to_do(annotator: User, act):
    assert "Choose a tag beside the action" in act("tag", annotate(annotator)).text


def test_the_filtered_list_is_a_file_with_the_public_columns(client: Client, annotator: User):
    annotate(annotator, body="=1+1")
    annotate(annotator, body="other", visibility="public")
    lines = client.get(CSV, {"state": "internal"}).getvalue().decode("utf-8-sig").splitlines()
    (row,) = csv.DictReader(lines)
    assert list(row) == list(ANNOTATIONS.columns)
    assert (row["body"], row["visibility"]) == ("'=1+1", "internal")
    assert f"{CSV}?state=internal" in client.get(LIST, {"state": "internal"}).text


def test_the_file_is_not_for_readers(client: Client):
    client.force_login(User.objects.create_user("looker", is_staff=True))
    assert client.get(CSV).status_code == 403


@pytest.mark.parametrize("rows", [1, 40])
def test_the_list_asks_no_more_for_forty_than_for_one(client, annotator, rows: int, django_assert_max_num_queries):
    for _ in range(rows):
        annotate(annotator)
    with django_assert_max_num_queries(12):
        client.get(LIST)
