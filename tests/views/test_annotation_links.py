"""An annotation leads to what else it speaks of, and is written in Markdown."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from evidence.linking.writing.merging import merge
from evidence.models import Annotation, Paragraph, Standing, spoken_of
from tests.factories import ParagraphFactory, SourceFactory, WitnessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def annotation() -> Annotation:
    paragraph = ParagraphFactory(label="3", text="He said so.")
    return Annotation.objects.create(
        paragraph=paragraph, start=0, end=2, quote="He", body="See *there*.", visibility="public",
        author=User.objects.create_user("ann"),
    )  # fmt: skip


def test_the_page_shows_links_and_markdown(client: Client, annotation: Annotation):
    other, source, person = ParagraphFactory(label="9"), SourceFactory(), WitnessFactory(honorific="Ms", name="Ann Lee")
    annotation.linked_paragraphs.add(other)
    annotation.linked_sources.add(source)
    annotation.linked_witnesses.add(person)
    page = client.get(annotation.paragraph.get_absolute_url()).text
    assert "See <em>there</em>." in page
    assert f'<a href="{other.get_absolute_url()}">{other.report}, {other}</a>' in page
    assert f'<a href="{source.get_absolute_url()}">{source}</a>' in page
    assert f'<a href="{person.get_absolute_url()}">Ms Ann Lee</a>' in page


def test_what_staff_have_rejected_or_an_import_withdrew_is_not_led_to(client: Client, annotation: Annotation):
    annotation.linked_sources.add(SourceFactory(standing=Standing.REJECTED))
    annotation.linked_paragraphs.add(ParagraphFactory(withdrawn_at="2026-01-01T00:00Z"))
    assert "annotation-links" not in client.get(annotation.paragraph.get_absolute_url()).text


@pytest.mark.parametrize("rows", [1, 40])
def test_links_are_fetched_for_all_annotations_together(annotation, rows: int, django_assert_num_queries):
    for _ in range(rows):
        annotation.linked_paragraphs.add(ParagraphFactory())
    with django_assert_num_queries(5):
        for row in Annotation.objects.public().with_links():
            [str(other) + other.get_absolute_url() for other in row.linked_paragraphs.all()]
            [str(other) for other in (*row.tags.all(), *row.linked_sources.all(), *row.linked_witnesses.all())]


def test_merging_people_keeps_what_annotations_say_of_them(annotation: Annotation):
    kept = WitnessFactory()
    other = WitnessFactory(inquiry=kept.inquiry)
    annotation.linked_witnesses.add(other)
    merge(kept, [other])
    assert spoken_of(type(kept)) == {kept.pk}


def test_paragraphs_of_two_reports_are_told_apart_where_one_chooses(client: Client, admin_user: User):
    one, other = (ParagraphFactory(label="13", page__number="E.2", page__title="") for _ in range(2))
    client.force_login(admin_user)
    asked = {"term": "13", "app_label": "evidence", "model_name": "annotation", "field_name": "linked_paragraphs"}
    offered = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert {row["text"] for row in offered} == {one.full_name, other.full_name}
    assert one.full_name == f"{one.report.title}, E.2, paragraph 13"


@pytest.mark.parametrize("rows", [1, 20])
def test_choosing_among_paragraphs_asks_nothing_for_each(
    client: Client, admin_user: User, rows: int, django_assert_max_num_queries
):
    ParagraphFactory.create_batch(rows, text="Words.")
    client.force_login(admin_user)
    asked = {"term": "Words", "app_label": "evidence", "model_name": "annotation", "field_name": "paragraph"}
    with django_assert_max_num_queries(6):
        assert client.get(reverse("admin:autocomplete"), asked).json()["results"]


def test_a_form_with_links_shows_what_it_holds(client: Client, admin_user: User, annotation: Annotation):
    annotation.linked_paragraphs.add(ParagraphFactory(label="13"))
    client.force_login(admin_user)
    page = client.get(reverse("admin:evidence_annotation_change", args=[annotation.pk])).text
    assert Paragraph.objects.get(label="13").full_name in page
