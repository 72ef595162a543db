"""How references are shown: what they lead to, and what is said beside them."""

import pytest

from evidence.models import Standing
from evidence.views.cited import Aside, Cited
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_source_is_named_by_its_reference_and_title():
    source = factories.SourceFactory(reference="QUI000042", title="Minutes")
    cited = Cited.of(factories.CitationFactory(source=source, status="resolved", page_from="3"))
    assert (cited.words, cited.title, cited.locator) == ("QUI000042", "Minutes", "page 3")
    assert cited.address == source.get_absolute_url()


def test_a_title_that_is_the_reference_is_not_said_twice():
    source = factories.SourceFactory(reference="Minutes", title="Minutes")
    assert Cited.of(factories.CitationFactory(source=source)).title == ""


def test_a_source_that_staff_rejected_leads_nowhere():
    source = factories.SourceFactory(standing=Standing.REJECTED)
    cited = Cited.of(factories.CitationFactory(source=source, raw="Minutes, page 3"))
    assert (cited.words, cited.address) == ("Minutes, page 3", "")


def test_a_person_whom_staff_rejected_is_told_as_printed():
    witness = factories.WitnessFactory(standing=Standing.REJECTED)
    citation = factories.CitationFactory(witness=witness, person_as_printed="Mr Pike", status="resolved")
    assert Cited.of(citation).asides == [Aside("Mr Pike")]


def test_what_was_decided_is_said_beside_it():
    citation = factories.CitationFactory(status="not-held", person_as_printed="")
    again = factories.CitationFactory(status="resolved", ibid_of=citation, person_as_printed="")
    assert [Cited.of(one).asides for one in (citation, again)] == [
        [Aside("cited, not held here")],
        [Aside("read from an ibid")],
    ]
