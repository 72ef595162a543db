"""The real folders, imported whole, against the labels made by reading: what is stored reaches what is asked."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from evidence.linking.link import link_inquiry
from evidence.models import Inquiry
from evidence.models.batches import Tally

pytestmark = pytest.mark.django_db
INQUIRIES = ("iicsa-internet", "post-office", "leveson", "iraq")
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


@pytest.fixture(scope="module")
def figures(corpora, django_db_setup, django_db_blocker) -> Iterator[dict[str, Any]]:
    """All four imported once, inside a transaction that is taken back at the end (nothing is indexed)."""
    with django_db_blocker.unblock(), transaction.atomic():
        for slug in INQUIRIES:
            call_command("import_inquiry", str(corpora / slug), stdout=StringIO())
        out = StringIO()
        call_command("evaluate_linking", corpora / "gold", json=True, stdout=out)
        yield json.loads(out.getvalue())
        transaction.set_rollback(True)


@pytest.mark.parametrize(("noun", "field"), TO_REACH)
def test_stored_links_agree_with_the_labels(figures, noun: str, field: str):
    assert figures["total"]["scores"][noun][field]["f1"] >= TO_REACH[noun, field]


def test_every_label_speaks_of_something_stored(figures):
    assert figures["total"]["not_stored"] == {}


@pytest.mark.parametrize("slug", INQUIRIES)
def test_everything_undecided_has_a_reason(figures, slug: str):
    reasons = figures["inquiries"][slug]["reasons"]
    assert [status for status, rows in reasons.items() for row in rows if not row["reason"]] == []


@pytest.mark.parametrize("slug", INQUIRIES)
def test_linking_again_writes_nothing(figures, slug: str):
    tallies: dict[str, Tally] = {}
    link_inquiry(Inquiry.objects.get(slug=slug), tallies)
    assert {noun: tally for noun, tally in tallies.items() if tally.written} == {}
