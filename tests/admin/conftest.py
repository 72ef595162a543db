"""Staff of each kind at the desk."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from evidence.admin.versions import version_of
from evidence.models import Paragraph
from evidence.search.index import search_index
from tests.factories import ParagraphFactory

Act = Callable[..., HttpResponse]
TEXT = "Nobody spoke of the quagga. It was late."
# what a guardian gives with a redaction
SIGNED = {"reason": "A named child.", "authority": "Order of 1 March", "public_reason": "By order."}
TOML = 'title = "The Bridge Inquiry"\nslug = "bridge"\n\n[[report]]\ntitle = "The Bridge Report"\nslug = "bridge"\n'


@pytest.fixture
def editor(client: Client) -> User:
    """Somebody of the group "Editors", signed in."""
    return signed_in(client, "Editors")


@pytest.fixture
def annotator(client: Client) -> User:
    """Somebody of the group "Annotators", signed in."""
    return signed_in(client, "Annotators")


@pytest.fixture
def guardian(client: Client) -> User:
    """Somebody of the group "Guardians", signed in."""
    return signed_in(client, "Guardians")


@pytest.fixture
def paragraph() -> Paragraph:
    """A paragraph to withhold words of, which the index knows."""
    found = ParagraphFactory(text=TEXT)
    search_index().rebuild()
    return found


def signed_in(client: Client, group: str) -> User:
    user = User.objects.create_user(group.lower(), password="a long enough one", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


@pytest.fixture
def act(client: Client) -> Act:
    """Chooses rows in their list and an action for them."""

    def chosen(action: str, *rows, **data) -> HttpResponse:
        url = reverse(f"admin:evidence_{rows[0]._meta.model_name}_changelist")
        data |= {"action": action, "_selected_action": [row.pk for row in rows]}
        response: HttpResponse = client.post(url, data, follow=True)
        for row in rows:
            row.refresh_from_db()
        return response

    return chosen


@pytest.fixture
def save(client: Client) -> Act:
    """Saves the form of a row as it stands now; rows of its inlines are left as they are unless they are given."""

    def saved(row, **data) -> HttpResponse:
        url = reverse(f"admin:evidence_{row._meta.model_name}_change", args=[row.pk])
        empty = {
            f"{prefix}-{name}_FORMS": 0 for prefix in ("aliases", "roles", "checked") for name in ("TOTAL", "INITIAL")
        }
        stored = type(row)._base_manager.get(pk=row.pk)
        response: HttpResponse = client.post(url, empty | {"version": version_of(stored)} | data)
        row.refresh_from_db()
        return response

    return saved


@pytest.fixture
def folder(tmp_path: Path, page: str) -> Path:
    """An inquiry folder of one page, imported; the module says what is printed on it in a fixture ``page``."""
    (tmp_path / "report").mkdir()
    (tmp_path / "inquiry.toml").write_text(TOML)
    (tmp_path / "report" / "001-a1.txt").write_text(page)
    call_command("import_inquiry", tmp_path, "--json")
    return tmp_path
