"""What staff change is kept: who, when, what, and one click back. What imports change fills no history."""

import pytest
from django.contrib.auth.models import User
from django.db.models.signals import post_delete, post_save, pre_delete
from django.test import Client
from django.urls import reverse

from evidence import models
from evidence.admin.desk.deciding import decide
from evidence.admin.desk.kinds import KINDS
from evidence.models.history import BEFORE, StaffHistory
from tests.factories import MentionFactory, ParagraphFactory, WitnessFactory

pytestmark = pytest.mark.django_db
TRACKED = [
    models.Annotation, models.Citation, models.CrossReference, models.Mention, models.Organisation,
    models.OrganisationAlias, models.Quotation, models.Redaction, models.Role, models.Source, models.Subject,
    models.SubjectAlias, models.Tag, models.Witness, models.WitnessAlias,
]  # fmt: skip


def history_url(row, *more) -> str:
    name = "take_back" if more else "history"
    return reverse(f"admin:evidence_{row._meta.model_name}_{name}", args=[row.pk, *more])


def named(name: str, **values):
    return {"name": name, "honorific": "", "standing": "confirmed"} | values


@pytest.mark.parametrize("model", TRACKED)
def test_saving_and_deleting_by_program_is_heard_by_nobody(model):
    assert model in StaffHistory.of
    assert not any(signal.has_listeners(model) for signal in (post_save, post_delete, pre_delete))


def test_rows_written_by_program_have_no_history():
    witness = WitnessFactory()
    witness.save()
    assert not witness.history.exists()


def test_the_first_change_keeps_how_it_was_and_who_changed_it(editor: User, save):
    witness = WitnessFactory(name="Ann Lea")
    save(witness, **named("Ann Lee"))
    now, before = witness.history.all()
    assert (before.name, before.history_user, before.history_change_reason) == ("Ann Lea", None, BEFORE)
    assert (now.name, now.history_user) == ("Ann Lee", editor)


def test_the_history_shows_who_changed_what(client: Client, editor: User, save):
    witness = WitnessFactory(name="Ann Lea")
    save(witness, **named("Ann Lee"))
    page = client.get(history_url(witness)).text
    assert "editors" in page
    assert "<del>Ann Lea</del><br><ins>Ann Lee</ins>" in page


def test_saving_a_form_unchanged_keeps_nothing_more(editor: User, save):
    witness = WitnessFactory(name="Ann Lea")
    for _ in range(2):
        save(witness, **named("Ann Lee"))
    assert witness.history.count() == 2


def test_one_click_takes_a_row_back_and_is_itself_kept(client: Client, editor: User, act):
    mention = MentionFactory(kind="witness", standing="proposed")
    act("reject", mention)
    assert mention.standing == "rejected"
    client.post(history_url(mention, mention.history.last().history_id))
    mention.refresh_from_db()
    assert (mention.standing, mention.origin) == ("proposed", "rule")
    assert "taken back to" in mention.history.first().history_change_reason


def test_looking_at_the_address_of_a_state_takes_nothing_back(client: Client, editor: User, act):
    mention = MentionFactory(kind="witness", standing="proposed")
    act("reject", mention)
    assert client.get(history_url(mention, mention.history.last().history_id)).status_code == 302
    mention.refresh_from_db()
    assert mention.standing == "rejected"


def test_whoever_may_not_change_a_row_may_not_take_it_back(client: Client, editor: User, act):
    mention = MentionFactory(kind="witness", standing="proposed")
    act("reject", mention)
    client.force_login(User.objects.create_user("looker", is_staff=True))
    assert client.get(history_url(mention)).status_code == 403
    assert client.post(history_url(mention, mention.history.last().history_id)).status_code == 403


def test_what_is_gone_cannot_be_taken_back_and_is_said(client: Client, editor: User, save):
    old = WitnessFactory()
    mention = MentionFactory(kind="witness", witness=old, paragraph__page__report__inquiry=old.inquiry)
    new = WitnessFactory(inquiry=old.inquiry)
    save(mention, kind="witness", witness=new.pk, standing="confirmed")
    old.delete()
    response = client.post(history_url(mention, mention.history.last().history_id), follow=True)
    assert "could not be taken back" in response.text
    mention.refresh_from_db()
    assert mention.witness == new


def test_words_that_are_withheld_are_not_taken_back(client: Client, editor: User, save):
    witness = WitnessFactory(name="Ann Lea")
    save(witness, **named("Ann Lee"))
    witness.history.filter(name="Ann Lea").update(name=models.MASK * 3)
    response = client.post(history_url(witness, witness.history.last().history_id), follow=True)
    assert "withheld" in response.text
    witness.refresh_from_db()
    assert witness.name == "Ann Lee"


@pytest.fixture
def annotation(annotator: User) -> models.Annotation:
    paragraph = ParagraphFactory(text="He said that he would.")
    row = models.Annotation.objects.create(
        paragraph=paragraph, start=3, end=7, quote="said", body="A note.", author=annotator
    )
    row.tags.add(models.Tag.objects.create(name="dates", slug="dates"))
    return row


def filled(annotation: models.Annotation, **values):
    paragraph = annotation.paragraph.pk
    return {"paragraph": paragraph, "quote": "said", "kind": "context", "visibility": "internal"} | values


def test_tags_are_kept_with_the_annotation_and_taken_back_with_it(client: Client, annotation, save):
    save(annotation, **filled(annotation, body="Another."))
    assert not annotation.tags.exists()
    assert "dates" in client.get(history_url(annotation)).text
    client.post(history_url(annotation, annotation.history.last().history_id))
    annotation.refresh_from_db()
    assert annotation.body == "A note."
    assert [tag.name for tag in annotation.tags.all()] == ["dates"]


def test_an_annotation_taken_back_is_put_on_its_words_as_they_stand_now(client: Client, annotation, save):
    save(annotation, **filled(annotation, body="Another."))
    models.Paragraph.objects.update(text="Yesterday he said that he would.")
    client.post(history_url(annotation, annotation.history.last().history_id))
    annotation.refresh_from_db()
    assert annotation.paragraph.text[annotation.start : annotation.end] == "said"


def test_withdrawing_is_kept(annotation, act):
    act("withdraw", annotation)
    assert annotation.history.first().withdrawn_at == annotation.withdrawn_at


@pytest.mark.parametrize("changes", [1, 40])
def test_the_history_asks_no_more_for_forty_changes_than_for_one(
    client: Client, editor: User, changes: int, django_assert_max_num_queries
):
    mention = MentionFactory(kind="witness")
    for _ in range(changes):
        mention.witness = WitnessFactory()
        StaffHistory.of[models.Mention].create_historical_record(mention, "~")
    with django_assert_max_num_queries(12):
        client.get(history_url(mention))


def test_a_decision_at_the_desk_is_kept_with_its_reason(rf, editor: User):
    witness = WitnessFactory(standing="proposed")
    request = rf.post("/")
    request.user = editor
    decide(request, KINDS["witness"], witness, "rejected", "another of the name")
    now, before = witness.history.all()
    assert (before.standing, now.standing) == ("proposed", "rejected")
    assert (now.history_user, now.history_change_reason) == (editor, "another of the name")
