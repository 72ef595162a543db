"""Aliases and dated roles have a history of their own, shown with the entry they belong to, and one click back."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from evidence.models import Organisation, Role, Tag, Witness
from evidence.models.history import StaffHistory, remembered
from tests.factories import MentionFactory, OrganisationFactory, WitnessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lea() -> Witness:
    return WitnessFactory(name="Ann Lea")


def form(**values):
    return {"name": "Ann Lea", "honorific": "", "standing": "confirmed"} | values


def alias(row, name: str, *, gone: bool = False) -> dict:
    """The form of one alias that is there, or of a new one."""
    data = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": name, "aliases-0-witness": row.pk}
    if held := row.aliases.first():
        data |= {"aliases-INITIAL_FORMS": 1, "aliases-0-id": held.pk}
    return data | ({"aliases-0-DELETE": "on"} if gone else {})


def role(row, title: str, **values) -> dict:
    data = {"roles-TOTAL_FORMS": 1, "roles-0-title": title, "roles-0-witness": row.pk}
    if held := row.roles.first():
        data |= {"roles-INITIAL_FORMS": 1, "roles-0-id": held.pk}
    return data | {f"roles-0-{name}": value for name, value in values.items()}


def history(client: Client, row) -> str:
    return client.get(reverse(f"admin:evidence_{row._meta.model_name}_history", args=[row.pk])).text


def take_back(client: Client, row, record):
    model = record.instance_type._meta.model_name
    name = f"admin:evidence_{row._meta.model_name}_take_back_beside"
    return client.post(reverse(name, args=[row.pk, model, record.history_id]), follow=True)


def names(row) -> list[str]:
    return list(row.aliases.values_list("name", flat=True))


def test_an_alias_that_is_added_changed_and_taken_away_says_who_did_it(client, editor: User, save, lea):
    save(lea, **form(**alias(lea, "A. Lea")))
    save(lea, **form(**alias(lea, "Annie Lea")))
    save(lea, **form(**alias(lea, "Annie Lea", gone=True)))
    page = history(client, lea)
    assert "Alias “A. Lea”: added." in page
    assert "<del>A. Lea</del><br><ins>Annie Lea</ins>" in page
    assert "Alias “Annie Lea”: taken away." in page
    assert f"<td>{editor}</td>" in page


def test_a_dated_role_tells_what_changed(client, editor: User, save, lea):
    save(lea, **form(**role(lea, "Clerk")))
    save(lea, **form(**role(lea, "Clerk", start="2001-05-03")))
    page = history(client, lea)
    assert "Role “Clerk”: added." in page
    assert "<ins>2001-05-03</ins>" in page


def test_an_alias_that_was_taken_away_comes_back_with_one_click(client, editor: User, save, lea):
    save(lea, **form(**alias(lea, "A. Lea")))
    was = lea.aliases.get().history.first()
    save(lea, **form(**alias(lea, "A. Lea", gone=True)))
    assert names(lea) == []
    assert "Alias “A. Lea”: taken away." in history(client, lea)
    take_back(client, lea, was)
    assert names(lea) == ["A. Lea"]


def test_an_imported_alias_keeps_how_it_was_before_staff_changed_it(editor: User, save, lea):
    held = lea.aliases.create(name="A. Lea", origin="imported")
    save(lea, **form(**alias(lea, "A. Lee")))
    assert [(one.name, one.history_user) for one in held.history.all()] == [("A. Lee", editor), ("A. Lea", None)]


def test_what_is_left_as_it_is_has_no_history(editor: User, save, lea):
    held = lea.aliases.create(name="A. Lea", origin="imported")
    save(lea, **form(name="Ann Lee", **alias(lea, "A. Lea")))
    assert not held.history.exists()
    assert "Ann Lea" in names(lea)


def test_the_name_before_a_correction_is_an_alias_that_is_remembered(client, editor: User, save, lea):
    save(lea, **form(name="Ann Lee"))
    assert "Alias “Ann Lea”: added." in history(client, lea)


def test_merging_and_splitting_are_told_of_both(client, editor: User, act, lea):
    other = WitnessFactory(inquiry=lea.inquiry, name="Anne Lee")
    other.aliases.create(name="A. Lee")
    held = Role.objects.create(witness=other, title="Clerk", origin="imported")
    act("merge", lea, other, kept=lea.pk)
    assert "Alias “A. Lee”: taken away. Merged into Ann Lea." in history(client, other)
    assert "Alias “A. Lee”: added. Merged into Ann Lea." in history(client, lea)
    assert [one.witness_id for one in held.history.all()] == [lea.pk, other.pk]
    given = lea.aliases.get(name="A. Lee")
    act("split", lea, target="Beth Lee", moved=[f"witnessalias:{given.pk}"])
    assert "<del>Ann Lea</del><br><ins>Beth Lee</ins>" in history(client, Witness.objects.get(name="Beth Lee"))


def test_an_alias_cannot_be_taken_back_to_one_that_is_withheld(client, editor: User, lea):
    held = lea.aliases.create(name="A. Lea")
    with remembered(lea, editor):
        lea.aliases.update(name="A. Lee")
    held.history.filter(name="A. Lea").update(name="█ ███")
    assert "withheld" in take_back(client, lea, held.history.last()).text
    assert names(lea) == ["A. Lee"]


def test_nobody_takes_back_an_alias_of_what_they_may_not_change(client, annotator: User, lea):
    held = lea.aliases.create(name="A. Lea")
    with remembered(lea, annotator):
        lea.aliases.update(name="A. Lee")
    assert take_back(client, lea, held.history.last()).status_code == 403
    assert names(lea) == ["A. Lee"]


def test_the_alias_of_another_is_not_found(client, editor: User, lea):
    held = lea.aliases.create(name="A. Lea")
    with remembered(lea, editor):
        lea.aliases.update(name="A. Lee")
    assert take_back(client, WitnessFactory(), held.history.last()).status_code == 404


def test_an_organisation_tells_of_its_aliases_too(client, editor: User, act):
    bank, trust = OrganisationFactory(name="Harbour Bank"), OrganisationFactory(name="Quay Trust")
    Organisation.objects.update(inquiry=bank.inquiry)
    act("merge", bank, trust, kept=bank.pk)
    assert "Alias “Quay Trust”: added." in history(client, bank)


def test_tags_tell_who_renamed_them_and_go_back(client, editor: User, save):
    tag = Tag.objects.create(name="dates", slug="dates")
    save(tag, name="days", slug="days")
    assert "<del>dates</del><br><ins>days</ins>" in history(client, tag)
    client.post(reverse("admin:evidence_tag_take_back", args=[tag.pk, tag.history.last().history_id]))
    tag.refresh_from_db()
    assert tag.name == "dates"


@pytest.mark.parametrize("number", [1, 40])
def test_the_history_asks_no_more_for_forty_aliases_than_for_one(
    client, editor: User, lea, number: int, django_assert_max_num_queries
):
    MentionFactory(witness=lea, kind="witness")
    for count in range(number):
        held = lea.aliases.create(name=f"A{count}")
        for owner in (WitnessFactory(), lea):
            held.witness = owner
            StaffHistory.of[type(held)].create_historical_record(held, "~")
    with django_assert_max_num_queries(14):
        history(client, lea)
