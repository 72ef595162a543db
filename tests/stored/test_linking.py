"""The real folders, imported whole, against the labels made by reading: what is stored reaches what is asked."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from tests.stored.conftest import FOLDERS

pytestmark = pytest.mark.django_db
TO_REACH = {
    ("citations", "kind"): 0.97,
    ("citations", "reference"): 0.97,
    ("citations", "person"): 0.97,
    ("citations", "date"): 0.97,
    ("citations", "locator"): 0.97,
    ("citations", "ibid_of"): 0.97,
    ("quotations", "extent"): 0.95,
    ("quotations", "speaker"): 0.90,
    ("quotations", "footnote"): 0.95,
    ("mentions", "people"): 0.90,
    ("mentions", "organisations"): 0.85,
}


@pytest.fixture(scope="package")
def figures(corpora, importer) -> dict[str, Any]:
    for name in FOLDERS:
        importer(name)
    out = StringIO()
    call_command("evaluate_linking", corpora / "gold", json=True, stdout=out)
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


@pytest.mark.parametrize(("noun", "field"), TO_REACH)
def test_stored_links_agree_with_the_labels(figures, noun: str, field: str):
    assert figures["total"]["scores"][noun][field]["f1"] >= TO_REACH[noun, field]


def test_every_label_speaks_of_something_stored(figures):
    assert figures["total"]["not_stored"] == {}


@pytest.mark.parametrize("slug", FOLDERS)
def test_everything_undecided_has_a_reason(figures, slug: str):
    reasons = figures["inquiries"][slug]["reasons"]
    assert [status for status, rows in reasons.items() for row in rows if not row["reason"]] == []
