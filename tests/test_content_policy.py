"""What browsers are told to load, and to leave."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/nothing/here/", "/admin/login/", "/healthz", "/paragraphs.csv"])
def test_every_answer_says_that_only_this_sites_own_files_are_loaded(client, address):
    policy = dict(rule.split(" ", 1) for rule in client.get(address)["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {policy[f"{kind}-src"] for kind in ("script", "style", "img", "font", "connect")} == {"'self'"}
