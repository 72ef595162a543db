"""A redaction tells who withheld, lifted and withheld again; going back masks the words, and tells them to nobody."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evidence.models import MASK, Paragraph, Redaction
from evidence.search.index import search_index
from tests.admin.conftest import SIGNED, TEXT, signed_in
from tests.factories import HearingFactory, SpeechFactory
from tests.withholding.outlets import stored, telling

pytestmark = pytest.mark.django_db
ADD = reverse("admin:evidence_redaction_add")
HIDDEN = TEXT.replace("the quagga", MASK * 10)


@pytest.fixture
def redaction(client: Client, guardian, paragraph) -> Redaction:
    client.post(f"{ADD}?paragraph={paragraph.pk}", SIGNED | {"words": "the quagga", "confirm": "yes"})
    return Redaction.objects.get()


def at(page: str, *args) -> str:
    return reverse(f"admin:evidence_redaction_{page}", args=args)


def lift(client: Client, redaction: Redaction) -> None:
    client.post(at("lift", redaction.pk), {"because": "It was set aside."})


def text(paragraph: Paragraph) -> str:
    return Paragraph.objects.get(pk=paragraph.pk).text


def test_who_withheld_and_who_lifted_is_told_with_the_difference(client, redaction):
    lift(client, redaction)
    page = client.get(at("history", redaction.pk)).text
    assert "<p>Withheld.</p>" in page
    assert "<p>Lifted.</p>" in page
    assert "<ins>It was set aside.</ins>" in page
    redaction.refresh_from_db()
    assert f"<ins>{timezone.localtime(redaction.lifted_at):%-d %B %Y at %H:%M}</ins>" in page
    assert "<td>guardians</td>" in page


def test_no_record_of_it_repeats_the_words(client, redaction):
    lift(client, redaction)
    client.post(at("again", redaction.pk), SIGNED)
    assert redaction.history.count() == 3
    assert telling(stored(), ["quagga"]) == []


def test_one_click_in_the_history_withholds_again_and_masks(client, redaction, paragraph):
    withheld = redaction.history.get()
    lift(client, redaction)
    assert text(paragraph) == TEXT
    assert "Withhold again" in client.get(at("history", redaction.pk)).text
    client.post(at("take_back", redaction.pk, withheld.history_id))
    assert text(paragraph) == HIDDEN
    redaction.refresh_from_db()
    assert (redaction.lifted_at, redaction.lifted_by, redaction.lifted_because) == (None, None, "")
    assert [record.history_change_reason for record in redaction.history.all()] == [
        "withheld again", "lifted", "withheld",
    ]  # fmt: skip
    assert search_index().check().agrees


def test_going_back_to_lifted_asks_why_first(client, redaction, paragraph):
    lift(client, redaction)
    lifted = redaction.history.first()
    client.post(at("again", redaction.pk), SIGNED)
    response = client.post(at("take_back", redaction.pk, lifted.history_id))
    assert response["Location"] == at("lift", redaction.pk)
    assert text(paragraph) == HIDDEN


def test_it_is_withheld_again_on_other_grounds_and_since_then(client, redaction, paragraph):
    lift(client, redaction)
    Redaction.objects.update(since="2020-01-01T00:00Z", created="2020-01-01T00:00Z")
    assert "lifted on" in client.get(at("again", redaction.pk)).text
    client.post(at("again", redaction.pk), SIGNED | {"authority": "Order of 2 May", "public_reason": "Anew."})
    redaction.refresh_from_db()
    assert redaction.authority == "Order of 2 May"
    shown = Client().get(paragraph.get_absolute_url()).text
    assert "2020" not in shown
    assert f"{redaction.since:%-d %B %Y}: Anew." in shown


def test_it_is_withheld_again_where_its_words_stand_by_then(client, redaction, paragraph):
    lift(client, redaction)
    Paragraph.objects.update(text=f"Late it was. {TEXT}")
    client.post(at("again", redaction.pk), SIGNED)
    assert text(paragraph) == f"Late it was. {HIDDEN}"


@pytest.mark.parametrize("now", ["Nobody spoke.", "the quagga and the quagga"])
def test_where_its_words_are_gone_or_stand_twice_nothing_is_guessed(client, redaction, paragraph, now):
    lift(client, redaction)
    Paragraph.objects.update(text=now)
    response = client.post(at("again", redaction.pk), SIGNED, follow=True)
    assert "Nothing was withheld: Its words no longer stand there, or more than once" in response.text
    assert text(paragraph) == now


def test_lines_of_testimony_are_withheld_again(client, guardian):
    hearing = HearingFactory()
    speech = SpeechFactory(hearing=hearing, position=1, text="Quagga.")
    client.post(f"{ADD}?hearing={hearing.pk}", SIGNED | {"lines": "1", "confirm": "yes"})
    redaction = Redaction.objects.get()
    lift(client, redaction)
    client.post(at("again", redaction.pk), SIGNED)
    speech.refresh_from_db()
    assert speech.text == MASK * 7


def test_two_guardians_do_not_lift_one_redaction_twice(client, redaction):
    lift(client, redaction)
    page = client.post(at("lift", redaction.pk), {"because": "Again."}, follow=True).text
    assert "no such redaction in force" in page
    redaction.refresh_from_db()
    assert redaction.lifted_because == "It was set aside."


@pytest.mark.parametrize(("page", "shown"), [("lift", TEXT), ("again", HIDDEN)])
def test_what_the_index_cannot_follow_is_done_and_says_so(client, redaction, paragraph, monkeypatch, page, shown):
    def fails(*args):
        raise OSError("no space left")

    if page == "again":
        lift(client, redaction)
    monkeypatch.setattr(type(search_index()), "update", fails)
    monkeypatch.setattr(transaction, "on_commit", lambda act: act())  # the test's own transaction never ends so
    response = client.post(at(page, redaction.pk), SIGNED | {"because": "It was set aside."}, follow=True)
    assert "The search index could not follow: no space left." in response.text
    assert text(paragraph) == shown


@pytest.mark.parametrize("group", ["Annotators", "Editors", "Importers", "Readers"])
def test_nobody_else_sees_its_history_or_goes_back(client, redaction, paragraph, group):
    record = redaction.history.get().history_id
    lift(client, redaction)
    signed_in(client, group)
    urls = [at("history", redaction.pk), at("again", redaction.pk), at("take_back", redaction.pk, record)]
    assert [client.get(url).status_code for url in urls] == [403] * 3
    assert [client.post(url, SIGNED).status_code for url in urls[1:]] == [403] * 2
    assert text(paragraph) == TEXT
