"""Every address of the admin is tried by everybody: who may open it does, and nobody else sees or changes anything."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from evidence.admin.desk.kinds import KINDS
from evidence.models import Edition, Tag
from tests.admin.addresses import addresses
from tests.admin.boxes import boxes
from tests.admin.one_of_each import one_of_each
from tests.admin.quick import all_as
from tests.admin.rights import DECIDED, GROUPS, PAGES, PEOPLE, READ, RIGHTS, SENT, who_may

pytestmark = pytest.mark.django_db
SIGNS_IN_OR_OUT = ("login", "logout")
ACTS = {
    "publish", "make_internal", "withdraw", "restore", "tag", "take_tag_off", "confirm", "reject", "link_again",
    "delete_selected", "deferred",
}  # fmt: skip
# what would change, lift, delete, discard or withhold something, wherever it were taken
SENT_IN = {
    "act": "discard",
    "post": "yes",
    "because": "b",
    "reason": "r",
    "authority": "a",
    "name": "Another name",
    "slug": "another",
    "standing": "rejected",
}


@pytest.fixture(params=sorted(PEOPLE))
def who(request) -> str:
    return str(request.param)


@pytest.fixture(autouse=True)
def answers_alone(who: str) -> Iterator[None]:
    """Whether a page opens does not depend on what it says: only the administrator's are made to the end.

    All those of other groups are made where they are searched for what is withheld.
    """
    with ExitStack() as made:
        if who != "administrator":
            made.enter_context(patch.object(SimpleTemplateResponse, "rendered_content", ""))
        yield


@pytest.fixture
def rows() -> None:
    one_of_each(User.objects.create_user("author", is_staff=True))


@pytest.fixture
def member(rows: None, client: Client, who: str) -> Iterator[Client]:
    """Somebody's browser; of those who are staff each has begun to set up a second factor."""
    if who == "anonymous":
        yield client
        return
    user = User.objects.create_user(who, is_staff=who != "reader", is_superuser=who == "administrator")
    if who in GROUPS:
        user.groups.add(Group.objects.get(name=who))
    TOTPDevice.objects.create(user=user, name="app", confirmed=False)
    with all_as(client, user):
        yield client


def opened(response: HttpResponse) -> bool:
    """Whether it showed something or led to it, and not to the sign-in or to the first page with “not there”."""
    if response.status_code == 302:
        return not response["Location"].startswith(reverse("admin:login")) and response["Location"] != "/admin/"
    assert response.status_code in (200, 403, 404, 405), response.request["PATH_INFO"]
    return response.status_code == 200


def everything() -> dict[str, str]:
    """Every row of every table, but the sessions."""
    tables = {}
    for model in apps.get_models():
        if model._meta.app_label != "sessions" and model is not Edition:  # which tells that somebody sent something
            rows = list(model._base_manager.order_by("pk").values())
            tables[model._meta.label] = json.dumps(rows, default=str)
    return tables


def writes_in_lists() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every action of every list, on its first row: what it is of, where it is sent, and what is."""
    for model, model_admin in admin.site._registry.items():
        name = model._meta.model_name
        url = reverse(f"admin:{model._meta.app_label}_{name}_changelist")
        for action in ("delete_selected", *(model_admin.actions or ())):
            row = model._default_manager.first()
            sent = {"action": action, "_selected_action": row.pk, "kept": row.pk, "tag": Tag.objects.get().pk}
            yield str(name), url, SENT_IN | sent


def writes_on_the_desk() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each kind of item put off, where one waits."""
    for key, kind in KINDS.items():
        for row in kind.rows()[:1]:
            yield key, reverse("admin:desk"), {"kind": key, "deferred": row.pk, "reason": "r"}


def test_every_address_opens_to_those_who_may_and_to_nobody_else(member: Client, who: str):
    wrong = [
        address for address in addresses() if opened(member.get(address.url)) != (who in who_may(address.name, PAGES))
    ]
    assert wrong == []


def test_boxes_offer_rows_to_those_who_may_view_them(member: Client, who: str):
    asked = list(boxes())
    assert len(asked) > 20
    wrong = [url for name, url in asked if opened(member.get(url)) != (f"view {name}" in RIGHTS.get(who, ()))]
    assert wrong == []


def test_nothing_is_changed_by_those_who_may_not(member: Client, who: str):
    before = everything()
    for address in addresses():
        if who in who_may(address.name, SENT) or address.name in SIGNS_IN_OR_OUT:
            continue
        page = member.post(address.url, SENT_IN)
        assert not opened(page) or (page.status_code == 200 and who in who_may(address.name, PAGES)), address
    for name, url, sent in writes_in_lists():
        if f"change {'mention' if name == 'inquiry' else name}" not in RIGHTS.get(who, ()):
            member.post(url, sent)
    decided = DECIDED.get(who, () if who != "administrator" else KINDS)
    for kind, url, sent in writes_on_the_desk():
        if kind not in decided:
            assert not opened(member.post(url, sent)), kind
    assert everything() == before


@pytest.mark.parametrize("who", ["administrator"])
def test_the_same_changes_something_when_it_is_sent_by_those_who_may(member: Client):
    before, changing = everything(), set()
    for name, url, sent in [*writes_in_lists(), *writes_on_the_desk()]:
        if name in (*READ, *KINDS):
            with transaction.atomic():
                member.post(url, sent)
                if everything() != before:
                    changing.add(sent.get("action", "deferred"))
                transaction.set_rollback(True)
    assert changing == ACTS  # merging, splitting and confirming checks ask for more than one row
