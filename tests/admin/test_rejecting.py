"""Rejecting an entry lets go of what pointed to it at once; linking again brings back what staff confirm."""

import pytest
from django.urls import reverse

from evidence.linking.link import link_inquiry
from evidence.models import Citation, Mention, Source, Standing, Witness
from tests.factories import CitationFactory, ParagraphFactory, QuotationFactory, SourceFactory

pytestmark = pytest.mark.django_db
TEXT = "Ms Ada Vale, Head of Records at Harbour Bank, told us that it rained. Ms Vale said no more."


@pytest.fixture
def vale() -> Witness:
    paragraph = ParagraphFactory(text=TEXT)
    link_inquiry(paragraph.report.inquiry, {})
    return Witness.objects.get(name="Ada Vale")


def test_a_rejected_person_is_let_go_at_once(editor, act, vale):
    quotation = QuotationFactory(witness=vale)
    citation = CitationFactory(witness=vale)
    act("reject", vale)
    quotation.refresh_from_db()
    citation.refresh_from_db()
    assert not Mention.objects.filter(witness=vale).exists()
    assert (quotation.witness, quotation.standing) == (None, Standing.UNKNOWN)
    assert citation.witness is None


def test_a_person_rejected_in_the_form_is_let_go_too(editor, save, vale):
    save(vale, name=vale.name, honorific="Ms", standing=Standing.REJECTED)
    assert not Mention.objects.filter(witness=vale).exists()


def test_what_cited_a_rejected_source_waits_for_staff(editor, act):
    source = SourceFactory()
    citation = CitationFactory(source=source)
    act("reject", source)
    citation.refresh_from_db()
    assert (citation.source, citation.status) == (None, Citation.Status.AMBIGUOUS)
    assert Source.objects.get().standing == Standing.REJECTED


def test_linking_again_finds_a_person_who_was_confirmed_after_all(editor, act, vale):
    act("reject", vale)
    act("confirm", vale)
    assert not vale.mentions.exists()
    act("link_again", vale.inquiry)
    assert vale.mentions.count() == 2


def test_an_annotator_cannot_link_again(annotator, client, vale):
    url = reverse("admin:evidence_inquiry_changelist")
    assert "link_again" not in client.get(url).text
