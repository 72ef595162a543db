"""People and bodies that the text names, as they are stored."""

import pytest

from evidence.linking.link import link_inquiry
from evidence.models import Origin, Standing, Witness
from tests.factories import ParagraphFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def paragraph():
    return ParagraphFactory(text="Mr A told the Inquiry so.")


def test_a_row_that_a_rule_made_of_a_sign_becomes_a_cipher(paragraph):
    link_inquiry(paragraph.report.inquiry, {})
    Witness.objects.filter(name="Mr A").update(is_cipher=False, honorific="Mr")
    link_inquiry(paragraph.report.inquiry, {})
    assert Witness.objects.values_list("name", "honorific", "is_cipher").get() == ("Mr A", "", True)


def test_a_row_of_staff_that_is_called_like_a_sign_stays_as_it_is(paragraph):
    own = {"origin": Origin.STAFF, "standing": Standing.PROPOSED, "is_cipher": False}
    Witness.objects.create(inquiry=paragraph.report.inquiry, name="Mr A", slug="mr-a", **own)
    link_inquiry(paragraph.report.inquiry, {})
    assert not Witness.objects.get().is_cipher
