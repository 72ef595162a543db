"""What operators ask."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import DatabaseError

from evidence.models import Inquiry

USABLE = SimpleNamespace(is_ready=lambda: True)
UNUSABLE = SimpleNamespace(is_ready=lambda: False)


def test_the_process_is_up_without_a_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_when_database_and_index_answer(client):
    with patch("evidence.views.health.search_indexes", return_value=[USABLE]):
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_without_an_index_and_says_which_command_makes_one(client):
    with patch("evidence.views.health.search_indexes", return_value=[USABLE, UNUSABLE]):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert "rebuild_index" in response.content.decode()


def test_not_ready_when_the_database_does_not_answer(client):
    with (
        patch.object(Inquiry.objects, "exists", side_effect=DatabaseError("down")),
        patch("evidence.views.health.search_indexes", return_value=[USABLE]),
    ):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content.decode().startswith("database:")
