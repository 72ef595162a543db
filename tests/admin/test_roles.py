"""Roles: everything is tried as everyone, and each can do its part and nothing else."""

from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.admin.rights import DECIDED, EXPECTED

pytestmark = pytest.mark.django_db
VERBS = ("view", "add", "change", "delete")
READ_BY_ACTIONS = {"Editors": {"confirm", "reject", "merge", "split", "confirm_checks", "link_again"}}


@pytest.fixture(params=EXPECTED)
def role(request) -> str:
    return request.param


@pytest.fixture
def member(client: Client, role: str) -> User:
    user = User.objects.create_user("somebody", is_staff=True)
    if role != "nobody":
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def asked_by(user: User):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_each_role_has_its_rights_on_every_model_and_no_others(member: User, role: str):
    request = asked_by(member)
    allowed = {
        f"{verb} {model._meta.model_name}"
        for model, model_admin in admin.site._registry.items()
        for verb in VERBS
        if getattr(model_admin, f"has_{verb}_permission")(request)
    }
    assert allowed == EXPECTED[role]


def test_only_editors_and_annotators_are_offered_actions(member: User, role: str):
    request = asked_by(member)
    request.GET = {}
    offered = {
        action
        for model, model_admin in admin.site._registry.items()
        if model_admin.has_view_permission(request)
        for action in model_admin.get_actions(request)
    }
    writing = {"publish", "make_internal", "withdraw", "restore", "tag", "take_tag_off"}
    if role == "Editors":
        assert offered == READ_BY_ACTIONS[role] | writing
    else:
        assert offered == (writing if role == "Annotators" else set())


def test_the_desk_lets_each_role_decide_its_part(client: Client, member: User, role: str):
    page = client.get(reverse("admin:desk"))
    assert (page.status_code == 200) == (role != "nobody")
    from evidence.admin.desk.deciding import may_decide
    from evidence.admin.desk.kinds import KINDS

    assert {key for key, kind in KINDS.items() if may_decide(asked_by(member), kind)} == DECIDED[role]


def test_only_importers_reach_the_pages_of_imports(client: Client, member: User, role: str):
    status = client.get(reverse("admin:imports")).status_code
    assert (status == 200) == (role == "Importers")
    status = client.get(reverse("admin:import-run", args=[uuid4()])).status_code
    assert status == (404 if role == "Importers" else 403)


def test_everybody_looks_after_their_own_second_factor(client: Client, member: User):
    assert client.get(reverse("admin:second-factor")).status_code == 200


def test_who_is_not_staff_gets_nowhere(client: Client):
    client.force_login(User.objects.create_user("reader"))
    for name in ("index", "desk", "second-factor"):
        assert client.get(reverse(f"admin:{name}")).status_code == 302
