"""Two people with one form open: the second is told, and nothing is overwritten unawares."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from evidence.models import Witness
from tests.factories import WitnessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def witness() -> Witness:
    return WitnessFactory(name="Ann Lea")


def url(witness: Witness) -> str:
    return reverse("admin:evidence_witness_change", args=[witness.pk])


def opened(client: Client, witness: Witness) -> dict[str, str]:
    """The version that the form carries, as the page has it."""
    form = client.get(url(witness)).context["adminform"].form
    assert f'value="{form["version"].value()}"' in client.get(url(witness)).text
    return {"version": form["version"].value()}


def saved(client: Client, witness: Witness, **values):
    empty = {f"{prefix}-{name}_FORMS": 0 for prefix in ("aliases", "roles") for name in ("TOTAL", "INITIAL")}
    return client.post(url(witness), empty | {"honorific": "", "standing": "confirmed"} | values)


@pytest.fixture
def second(editor: User) -> Client:
    """Another editor at another desk."""
    user = User.objects.create_user("second", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client


def test_the_second_is_told_who_changed_what_and_keeps_the_form(client: Client, second: Client, witness: Witness):
    theirs, mine = opened(client, witness), opened(second, witness)
    saved(client, witness, name="Ann Lee", **theirs)
    response = saved(second, witness, name="Anne Lea", **mine)
    assert response.status_code == 200
    assert "editors changed this while you had it open" in response.text
    assert "it was “Ann Lea” and is “Ann Lee”" in response.text
    assert 'value="Anne Lea"' in response.text
    witness.refresh_from_db()
    assert witness.name == "Ann Lee"


def test_whoever_has_been_told_may_save_again(client: Client, second: Client, witness: Witness):
    mine = opened(second, witness)
    saved(client, witness, name="Ann Lee", **opened(client, witness))
    told = saved(second, witness, name="Anne Lea", **mine).context["adminform"].form
    assert saved(second, witness, name="Anne Lea", version=told["version"].value()).status_code == 302
    witness.refresh_from_db()
    assert witness.name == "Anne Lea"
    assert [record.name for record in witness.history.all()] == ["Anne Lea", "Ann Lee", "Ann Lea"]


def test_a_change_by_an_import_is_told_as_one(client: Client, editor: User, witness: Witness):
    mine = opened(client, witness)
    Witness.objects.update(honorific="Ms")
    assert "by an import" in saved(client, witness, name="Ann Lee", **mine).text


def test_a_form_that_does_not_say_what_it_was_opened_on_overwrites_nothing(
    client: Client, editor: User, witness: Witness
):
    told = saved(client, witness, name="Ann Lee")
    assert "does not say which state of the record" in told.text
    witness.refresh_from_db()
    assert witness.name == "Ann Lea"
    version = told.context["adminform"].form["version"].value()
    assert saved(client, witness, name="Ann Lee", version=version).status_code == 302


def test_the_second_is_told_of_an_alias_that_the_first_has_added(client: Client, second: Client, witness: Witness):
    mine, theirs = opened(second, witness), opened(client, witness)
    added = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": "A. Lea", "aliases-0-witness": witness.pk}
    assert saved(client, witness, name="Ann Lea", **added, **theirs).status_code == 302
    told = saved(second, witness, name="Ann Lea", honorific="Ms", **mine).text
    assert "editors changed this while you had it open" in told
    assert "Alias “A. Lea”: added." in told


def test_nobody_is_stopped_who_was_alone(client: Client, editor: User, witness: Witness):
    assert saved(client, witness, name="Ann Lee", **opened(client, witness)).status_code == 302
