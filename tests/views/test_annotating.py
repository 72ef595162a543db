"""Staff who may annotate find ways to the form on the pages; readers find none, and their pages may be kept."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.example_report import example_report
from tests.factories import ParagraphFactory

pytestmark = pytest.mark.django_db
PAGES = ["/reports/harbour/b-1/", "/reports/harbour/b-1/?evidence=3", "/reports/harbour/b-1/3/", "/paragraphs/"]
ADD = reverse("admin:evidence_annotation_add")


@pytest.fixture
def annotator(client: Client) -> User:
    user = User.objects.create_user("ann", is_staff=True)
    user.groups.add(Group.objects.get(name="Annotators"))
    client.force_login(user)
    return user


@pytest.mark.parametrize("address", PAGES)
def test_staff_are_led_from_a_page_to_the_form_and_no_cache_keeps_it(client: Client, annotator: User, address: str):
    example = example_report()
    response = client.get(address)
    assert f"{ADD}?paragraph={example.opening.pk}" in response.text
    assert "private" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("address", PAGES)
def test_readers_see_nothing_of_it_and_their_pages_may_be_kept(client: Client, address: str):
    example_report()
    response = client.get(address)
    assert "/admin/" not in response.text
    assert not {"data-annotate", "annotate.js", "Annotate"} & set(re.findall(r"[\w.-]+", response.text))
    assert "private" not in response.get("Cache-Control", "")
    assert not response.cookies


def test_an_account_without_the_permission_is_a_reader(client: Client):
    example_report()
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert "/admin/" not in client.get(PAGES[0]).text


def test_the_form_opens_with_the_words_that_were_selected(client: Client, annotator: User):
    paragraph = ParagraphFactory(text="He said that he would. She said 🙂 that\n\nshe would not.")
    start, end = paragraph.text.index("She"), paragraph.text.index(" not")
    given = {"paragraph": paragraph.pk, "start": start, "end": end, "quote": "She said 🙂"}
    form = client.get(ADD, given).context["adminform"].form
    assert form.initial["quote"] == "She said 🙂 that\n\nshe would"
    assert int(form["start"].value()) == start


def test_words_that_changed_since_the_page_was_opened_are_said_to_be_lost(client: Client, annotator: User):
    paragraph = ParagraphFactory(text="He said that he would.")
    response = client.get(ADD, {"paragraph": paragraph.pk, "start": 0, "end": 7, "quote": "She said"})
    assert response.context["adminform"].form.initial["quote"] == ""
    assert "not in the paragraph as it is now" in response.text


def test_words_over_two_blocks_are_saved_as_a_browser_sends_them(client: Client, annotator: User):
    paragraph = ParagraphFactory(text="First.\n\nSecond.")
    filled = {"paragraph": paragraph.pk, "kind": "context", "body": "A note.", "visibility": "internal"}
    assert client.post(ADD, filled | {"quote": "First.\r\n\r\nSecond."}).status_code == 302
    assert paragraph.annotations.get().quote == paragraph.text


@pytest.mark.parametrize("rows", [1, 40])
def test_the_ways_to_the_form_ask_the_database_nothing_for_each_paragraph(
    client: Client, annotator: User, rows: int, django_assert_max_num_queries
):
    example = example_report()
    for number in range(rows):
        ParagraphFactory(page=example.page, label=f"9{number}")
    with django_assert_max_num_queries(25):
        client.get(PAGES[0])
