"""The staff desk: annotators write annotations and nothing else; imported text is read-only."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from evidence.models import Annotation
from tests.factories import ParagraphFactory, WitnessFactory

pytestmark = pytest.mark.django_db
ADD = reverse("admin:evidence_annotation_add")


@pytest.fixture
def annotator(client: Client) -> User:
    user = User.objects.create_user("ann", password="a long enough one", is_staff=True)
    user.groups.add(Group.objects.get(name="Annotators"))
    client.force_login(user)
    return user


def filled_in(paragraph, **values):
    return {
        "paragraph": paragraph.pk,
        "quote": "",
        "kind": "context",
        "body": "A note.",
        "visibility": "internal",
    } | values


def change_url(annotation: Annotation) -> str:
    return reverse("admin:evidence_annotation_change", args=[annotation.pk])


def test_an_annotator_annotates_words_of_a_paragraph(client: Client, annotator: User):
    paragraph = ParagraphFactory(text="He said that he would. She said that she would not.")
    response = client.post(ADD, filled_in(paragraph, quote="She said"))
    assert response.status_code == 302
    annotation = Annotation.objects.get()
    assert paragraph.text[annotation.start : annotation.end] == annotation.quote == "She said"
    assert annotation.author == annotator
    assert annotation.prefix == "He said that he would. "


def test_words_that_are_not_in_the_paragraph_are_refused_with_a_sentence(client: Client, annotator: User):
    response = client.post(ADD, filled_in(ParagraphFactory(), quote="nowhere"))
    assert "These words are not in the paragraph" in response.text
    assert not Annotation.objects.exists()


def test_no_words_annotate_the_whole_paragraph(client: Client, annotator: User):
    paragraph = ParagraphFactory(text="All of it.")
    client.post(ADD, filled_in(paragraph))
    annotation = Annotation.objects.get()
    assert (annotation.start, annotation.end) == (0, len(paragraph.text))


@pytest.fixture
def annotation(annotator: User) -> Annotation:
    paragraph = ParagraphFactory()
    return Annotation.objects.create(paragraph=paragraph, start=0, end=1, quote="A", body="A note.", author=annotator)


def test_who_wrote_what_and_when_is_shown(client: Client, annotation: Annotation):
    assert "ann" in client.get(change_url(annotation)).text
    assert "ann" in client.get(reverse("admin:evidence_annotation_changelist")).text


def test_another_annotators_change_keeps_the_author_and_is_recorded(client: Client, annotation: Annotation):
    other = User.objects.create_user("bob", is_staff=True)
    other.groups.add(Group.objects.get(name="Annotators"))
    client.force_login(other)
    version = client.get(change_url(annotation)).context["adminform"].form["version"].value()
    changed = filled_in(annotation.paragraph, quote="A", body="Better.", version=version)
    client.post(change_url(annotation), changed)
    annotation.refresh_from_db()
    assert (annotation.body, annotation.author.username) == ("Better.", "ann")
    assert LogEntry.objects.get().user == other


@pytest.mark.parametrize(
    ("action", "field", "expected"),
    [
        ("publish", "visibility", "public"),
        ("make_internal", "visibility", "internal"),
        ("restore", "withdrawn_at", None),
    ],
)
def test_chosen_annotations_are_changed_together(client: Client, annotation: Annotation, action, field, expected):
    url = reverse("admin:evidence_annotation_changelist")
    client.post(url, {"action": action, "_selected_action": [annotation.pk]})
    annotation.refresh_from_db()
    assert getattr(annotation, field) == expected


def test_withdrawn_annotations_stay_and_are_no_longer_public(client: Client, annotation: Annotation):
    Annotation.objects.update(visibility="public")
    url = reverse("admin:evidence_annotation_changelist")
    client.post(url, {"action": "withdraw", "_selected_action": [annotation.pk]})
    assert Annotation.objects.filter(pk=annotation.pk).exists()
    assert not Annotation.objects.public().exists()


def test_nobody_deletes_an_annotation(client: Client, annotation: Annotation, admin_user: User):
    client.force_login(admin_user)
    response = client.post(reverse("admin:evidence_annotation_delete", args=[annotation.pk]), {"post": "yes"})
    assert response.status_code == 403


@pytest.mark.parametrize("noun", ["paragraph", "footnote", "section", "hearing", "report"])
def test_imported_rows_can_be_looked_at_and_not_written(client: Client, admin_user: User, noun: str):
    client.force_login(admin_user)
    assert client.get(reverse(f"admin:evidence_{noun}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:evidence_{noun}_add")).status_code == 403


def test_an_imported_row_is_shown_without_fields_to_fill(client: Client, annotator: User):
    witness = WitnessFactory(name="Ann Lee")
    page = client.get(reverse("admin:evidence_witness_change", args=[witness.pk])).text
    assert "Ann Lee" in page
    assert 'name="name"' not in page


def test_a_paragraph_is_found_by_its_section_and_number(client: Client, annotator: User):
    wanted = ParagraphFactory(label="13", page__number="E.2", text="Words.")
    ParagraphFactory(label="13", page__number="E.3", text="Words.")
    found = client.get(
        reverse("admin:autocomplete"),
        {"term": "E.2 13", "app_label": "evidence", "model_name": "annotation", "field_name": "paragraph"},
    ).json()
    assert [int(one["id"]) for one in found["results"]] == [wanted.pk]


def test_an_annotator_may_not_see_accounts(client: Client, annotator: User):
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_paragraphs_needs_as_many_queries_for_twenty_as_for_one(
    client: Client, admin_user: User, rows: int, django_assert_max_num_queries
):
    client.force_login(admin_user)
    ParagraphFactory.create_batch(rows)
    with django_assert_max_num_queries(10):
        client.get(reverse("admin:evidence_paragraph_changelist"))


@pytest.mark.parametrize("given", [{"paragraph": "abc"}, {"start": "x"}, {"paragraph": "9" * 30}])
def test_a_form_opened_with_nonsense_in_its_address_is_empty(client: Client, annotator: User, given: dict):
    assert client.get(ADD, given).status_code == 200


@pytest.mark.parametrize("page", ["changelist", "change"])
def test_paragraphs_in_the_admin_lead_to_annotating_them(client: Client, annotator: User, page: str):
    paragraph = ParagraphFactory()
    url = reverse(f"admin:evidence_paragraph_{page}", args=[paragraph.pk] if page == "change" else [])
    assert f'href="{ADD}?paragraph={paragraph.pk}"' in client.get(url).text
    annotator.groups.set([Group.objects.get(name="Readers")])
    assert ADD not in client.get(url).text
