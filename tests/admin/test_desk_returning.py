"""“Correct” leads from the desk into a form and back to the next entry; the decision carries its reason."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from evidence.models import DeskDecision, Paragraph
from tests.admin.test_desk import DESK, TEXT, waiting
from tests.factories import ParagraphFactory

pytestmark = pytest.mark.django_db
EMPTY = {f"{prefix}-{name}_FORMS": 0 for prefix in ("aliases", "roles", "checked") for name in ("TOTAL", "INITIAL")}


@pytest.fixture
def paragraph() -> Paragraph:
    return ParagraphFactory(text=TEXT)


def way(client: Client, **asked) -> str:
    """The address behind the last “Correct” on the desk."""
    links = re.findall(r'class="desk-correct" href="([^"]*)"', client.get(DESK, asked).text)
    return unescape(links[-1])


def corrected(client: Client, url: str, **data):
    form = client.get(url).context["adminform"].form
    held = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in held.items() if value is not None}
    return client.post(url, EMPTY | kept | {"desk_reason": "Another of the name."} | data)


def test_a_correction_leads_back_to_the_desk_as_it_was_and_to_the_next_entry(client, editor: User, paragraph):
    waiting("speaker", paragraph)
    second = waiting("speaker", ParagraphFactory(page=paragraph.page, text=TEXT))
    report = paragraph.report.slug
    url = way(client, kind="speaker", report=report)
    assert f"/quotation/{second.pk}/" in url
    response = corrected(client, url)
    assert response.status_code == 302
    assert response["Location"] == f"{DESK}?kind=speaker&report={report}#entry-2"
    decision = DeskDecision.objects.get()
    assert (decision.verdict, decision.author, decision.reason) == ("corrected", editor, "Another of the name.")
    assert second.history.first().history_change_reason == "Another of the name."


def test_the_form_asks_for_the_reason_and_offers_the_last_one(client, editor: User, paragraph):
    waiting("source", paragraph)
    page = client.get(way(client, kind="source")).text
    assert 'name="desk_reason" value="Corrected against the text."' in page
    assert "Back to the desk without saving" in page
    assert "_continue" not in page
    corrected(client, way(client, kind="source"))
    waiting("source", paragraph)
    assert 'value="Another of the name."' in client.get(way(client, kind="source")).text


def test_what_the_form_refuses_is_not_signed_and_the_way_back_is_kept(client, editor: User, paragraph):
    waiting("witness", paragraph)
    url = way(client, kind="witness")
    response = corrected(client, url, name="")
    assert response.status_code == 200
    assert 'value="Another of the name."' in response.text
    assert not DeskDecision.objects.exists()


@pytest.mark.parametrize("kind", ["check", "annotation", "citation", "cross-reference", "organisation"])
def test_a_correction_is_signed_as_the_kind_that_waited(client, editor: User, paragraph, kind):
    waiting(kind, paragraph)
    changes = {"citation": {"kind": "commentary"}, "cross-reference": {"standing": "rejected"}}
    changes["annotation"] = {"quote": "Ada Vale"}
    response = corrected(client, way(client, kind=kind), **changes.get(kind, {}))
    assert response["Location"] == f"{DESK}?kind={kind}#entry-1"
    assert [(one.kind, one.verdict) for one in DeskDecision.objects.all()] == [(kind, "corrected")]


def test_no_link_leads_from_the_form_to_another_site(client, editor: User, paragraph):
    row = waiting("source", paragraph)
    form = reverse("admin:evidence_source_change", args=[row.pk])
    for desk in ("//evil.example/", "https://evil.example/?kind=source", "next=//evil.example&kind=source"):
        response = corrected(client, f"{form}?desk={desk}&entry=//evil.example&next=//evil.example")
        assert response["Location"].startswith(f"{DESK}?")
        assert "evil" not in response["Location"]


def test_a_form_that_was_opened_elsewhere_leads_to_its_list(client, editor: User, paragraph):
    row = waiting("source", paragraph)
    url = reverse("admin:evidence_source_change", args=[row.pk])
    assert "desk_reason" not in client.get(url).text
    assert corrected(client, url)["Location"] == reverse("admin:evidence_source_changelist")


def test_a_decision_on_the_desk_leads_to_the_next_entry_too(client, editor: User, paragraph):
    waiting("source", paragraph)
    assert 'formaction="?kind=source#entry-1"' in client.get(DESK, {"kind": "source"}).text
