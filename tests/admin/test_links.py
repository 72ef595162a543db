"""Mentions, quotations and citations: editors confirm, correct and reject them, and no linking undoes that."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from evidence.linking.link import link_inquiry
from evidence.models import Citation, CrossReference, Mention, Origin, Paragraph, Quotation, Source, Standing
from tests.factories import (
    CitationFactory,
    CrossReferenceFactory,
    FootnoteFactory,
    FootnoteMarkerFactory,
    MentionFactory,
    OrganisationFactory,
    ParagraphFactory,
    QuotationFactory,
    SectionFactory,
    SourceFactory,
    SubjectFactory,
    WitnessFactory,
)

pytestmark = pytest.mark.django_db
TEXT = "Ms Ada Vale told us that “the reports were never read”. Ms Vale left Harbour Bank in May."
NOUNS = ["mention", "quotation", "crossreference", "citation", "witness", "organisation", "subject", "source"]


@pytest.fixture
def paragraph() -> Paragraph:
    """A paragraph with a note, linked by the rules: Ada Vale is in the list, Mary Vale is staff's to choose."""
    paragraph = ParagraphFactory(text=TEXT)
    note = FootnoteFactory(page=paragraph.page, label="1", text="Ada Vale 1st [WITN00010000] at [52/6]; Ibid at [7].")
    FootnoteMarkerFactory(paragraph=paragraph, footnote=note, offset=len(TEXT))
    inquiry = paragraph.report.inquiry
    WitnessFactory(inquiry=inquiry, name="Ada Vale", honorific="Ms", origin=Origin.IMPORTED)
    WitnessFactory(inquiry=inquiry, name="Mary Stone", origin=Origin.IMPORTED)
    OrganisationFactory(inquiry=inquiry, name="Harbour Bank", origin=Origin.IMPORTED)
    link(paragraph)
    return paragraph


def link(paragraph: Paragraph) -> None:
    link_inquiry(paragraph.report.inquiry, {})


def mentioned(paragraph: Paragraph, words: str) -> Mention:
    return next(mention for mention in paragraph.mentions.all() if str(mention) == words)


def other_witness(paragraph: Paragraph):
    return paragraph.report.inquiry.witnesss.get(name="Mary Stone")


def test_a_rejected_mention_stays_rejected_when_linked_again(editor, act, paragraph):
    mention = mentioned(paragraph, "Harbour Bank")
    act("reject", mention)
    link(paragraph)
    mention.refresh_from_db()
    assert (mention.standing, mention.origin) == (Standing.REJECTED, Origin.STAFF)
    assert not Paragraph.objects.mentioning(mention.organisation).exists()


def test_a_corrected_mention_stays_corrected_when_linked_again(editor, save, paragraph):
    mention = mentioned(paragraph, "Ms Vale")
    stone = other_witness(paragraph)
    assert save(mention, kind="witness", witness=stone.pk, standing="confirmed").status_code == 302
    link(paragraph)
    assert mentioned(paragraph, "Ms Vale").witness == stone
    assert mentioned(paragraph, "Ms Vale").origin == Origin.STAFF


def test_a_mention_can_be_made_one_of_another_kind(editor, save, paragraph):
    mention = mentioned(paragraph, "Ms Vale")
    bank = paragraph.report.inquiry.organisations.get()
    save(mention, kind="organisation", organisation=bank.pk, standing="confirmed")
    assert (mention.organisation, mention.witness) == (bank, None)


def test_a_confirmed_mention_must_name_somebody(editor, save, act, paragraph):
    mention = MentionFactory(paragraph=paragraph, kind="witness", standing=Standing.AMBIGUOUS, origin=Origin.RULE)
    assert "Choose what these words name" in save(mention, kind="witness", standing="confirmed").text
    assert "1 not confirmed: nobody is chosen yet" in act("confirm", mention).text
    assert mention.standing == Standing.AMBIGUOUS


def test_an_entry_of_another_inquiry_cannot_be_chosen(editor, save, paragraph):
    foreign = WitnessFactory(name="Somebody")
    response = save(mentioned(paragraph, "Ms Vale"), kind="witness", witness=foreign.pk, standing="confirmed")
    assert "This is of another inquiry." in response.text


def test_a_name_is_never_joined_to_a_cipher(editor, save, paragraph):
    cipher = WitnessFactory(inquiry=paragraph.report.inquiry, name="IN-A1", is_cipher=True)
    response = save(mentioned(paragraph, "Ms Vale"), kind="witness", witness=cipher.pk, standing="confirmed")
    assert "IN-A1 is a cipher" in response.text


def test_a_cipher_is_never_joined_to_a_name(editor, save, paragraph):
    cipher = WitnessFactory(inquiry=paragraph.report.inquiry, name="IN-A1", is_cipher=True)
    paragraph.text = "IN-A1 was afraid."
    paragraph.save()
    mention = MentionFactory(paragraph=paragraph, kind="witness", witness=cipher, start=0, end=5, origin=Origin.RULE)
    stone = other_witness(paragraph)
    response = save(mention, kind="witness", witness=stone.pk, standing="confirmed")
    assert "nobody else is ever joined to it" in response.text


def test_a_corrected_speaker_and_note_stay_when_linked_again(editor, save, paragraph):
    quotation = paragraph.quotations.get()
    stone = other_witness(paragraph)
    note = FootnoteFactory(page=paragraph.page, label="2", text="Elsewhere.")
    assert save(quotation, witness=stone.pk, footnote=note.pk, standing="confirmed").status_code == 302
    link(paragraph)
    assert list(paragraph.quotations.values_list("witness", "footnote", "origin")) == [(stone.pk, note.pk, "staff")]


def test_a_quotation_has_one_speaker(editor, save, paragraph):
    bank = paragraph.report.inquiry.organisations.get()
    speakers = {"witness": other_witness(paragraph).pk, "organisation": bank.pk}
    response = save(paragraph.quotations.get(), standing="confirmed", **speakers)
    assert "One speaker only" in response.text


def test_a_rejected_quotation_is_no_longer_listed(editor, act, client, paragraph):
    act("reject", paragraph.quotations.get())
    link(paragraph)
    lines = client.get("/quotations.csv").getvalue().splitlines()
    assert (len(lines), Quotation.objects.count()) == (1, 1)


def reference_on(paragraph: Paragraph) -> CrossReference:
    """ "Section Z.9", which nothing is called, after the paragraph's own words; linked by the rules."""
    SectionFactory(report=paragraph.report, number="Z.1", slug="z-1")
    paragraph.text += " It is set out in Section Z.9."
    paragraph.save()
    link(paragraph)
    reference: CrossReference = paragraph.references_made.get()
    return reference


def test_a_corrected_reference_stays_when_linked_again(editor, save, paragraph):
    reference = reference_on(paragraph)
    section = paragraph.report.sections.get(slug="z-1")
    assert save(reference, target_section=section.pk, standing="confirmed").status_code == 302
    link(paragraph)
    row = paragraph.references_made.get()
    assert (row.target, row.standing, row.origin) == (section, Standing.CONFIRMED, Origin.STAFF)


def test_a_rejected_reference_stays_rejected_when_linked_again(editor, act, paragraph):
    act("reject", reference_on(paragraph))
    link(paragraph)
    assert paragraph.references_made.get().standing == Standing.REJECTED


def test_a_confirmed_reference_leads_somewhere(editor, save, act, paragraph):
    reference = reference_on(paragraph)
    assert "Choose what these words lead to" in save(reference, standing="confirmed").text
    assert "1 not confirmed: nothing is chosen yet" in act("confirm", reference).text
    assert reference.standing == Standing.UNKNOWN


def test_a_reference_leads_to_one_part_of_its_own_inquiry(editor, save, paragraph):
    reference = reference_on(paragraph)
    both = {"target_section": paragraph.page.pk, "target_paragraph": paragraph.pk}
    assert "One target only" in save(reference, standing="confirmed", **both).text
    foreign = {"target_section": SectionFactory().pk}
    assert "This is of another inquiry." in save(reference, standing="confirmed", **foreign).text


def test_the_last_of_a_range_comes_after_its_first(editor, save, paragraph):
    reference = reference_on(paragraph)
    data = {"target_paragraph": paragraph.pk, "last_paragraph": paragraph.pk, "standing": "confirmed"}
    assert "The last of a range comes after its first." in save(reference, **data).text


def citations(paragraph: Paragraph) -> list[Citation]:
    return list(Citation.objects.filter(footnote__report=paragraph.report).order_by("start"))


def filled_in(citation: Citation, **data) -> dict:
    names = ("kind", "status", "date", "page_from", "line_from", "page_to", "line_to", "paragraph_from", "paragraph_to")
    keys = {"witness": citation.witness_id, "source": citation.source_id, "ibid_of": citation.ibid_of_id}
    given = {name: getattr(citation, name) for name in names} | {name: key for name, key in keys.items() if key}
    return given | data


def test_a_corrected_citation_stays_and_its_ibids_follow_it(editor, save, paragraph):
    cited, ibid = citations(paragraph)
    source = SourceFactory(inquiry=paragraph.report.inquiry, reference="WITN00020000")
    data = filled_in(cited, source=source.pk, page_from="53", page_to="53", status="resolved")
    assert save(cited, **data).status_code == 302
    link(paragraph)
    cited, ibid = citations(paragraph)
    assert (cited.source, cited.page_from, cited.origin) == (source, "53", Origin.STAFF)
    assert (ibid.source, ibid.ibid_of, ibid.origin) == (source, cited, Origin.RULE)


def test_a_rejected_citation_is_commentary_and_its_ibids_are_undecided(editor, act, paragraph):
    act("reject", citations(paragraph)[0])
    link(paragraph)
    cited, ibid = citations(paragraph)
    assert (cited.kind, cited.status, cited.source, cited.origin) == ("commentary", "comment", None, Origin.STAFF)
    assert (ibid.status, ibid.source) == ("ambiguous", None)
    assert "as staff decided" in ibid.reason


def test_a_source_that_only_staff_cite_is_kept_when_linked_again(editor, save, paragraph):
    cited, _ = citations(paragraph)
    source = SourceFactory(
        inquiry=paragraph.report.inquiry, reference="WITN00030000", origin=Origin.RULE, standing=Standing.PROPOSED
    )
    save(cited, **filled_in(cited, source=source.pk))
    link(paragraph)
    assert citations(paragraph)[0].source == source


def test_a_resolved_citation_must_lead_somewhere(editor, save, paragraph):
    cited, _ = citations(paragraph)
    data = filled_in(cited, status="resolved")
    del data["source"]
    assert "Choose the source" in save(cited, **data).text


def test_an_undecided_citation_is_not_confirmed_unseen(editor, act, paragraph):
    citation = CitationFactory(footnote__page=paragraph.page, status="ambiguous", origin=Origin.RULE)
    assert "1 not confirmed" in act("confirm", citation).text
    assert citation.origin == Origin.RULE


def test_staffs_citation_follows_its_words_in_a_changed_note(editor, act, paragraph):
    cited, _ = citations(paragraph)
    act("confirm", cited)
    cited.footnote.text = "See " + cited.footnote.text
    cited.footnote.save()
    link(paragraph)
    cited.refresh_from_db()
    assert cited.footnote.text[cited.start : cited.end] == cited.raw
    assert len(citations(paragraph)) == 2


def test_staffs_citation_whose_words_are_gone_is_reported(editor, act, paragraph):
    cited, _ = citations(paragraph)
    act("confirm", cited)
    cited.footnote.text = "Harbour Bank’s own report."
    cited.footnote.save()
    link(paragraph)
    assert paragraph.report.inquiry.problems.get().code == "staff-citation-dropped"


def test_a_rejected_source_is_cited_no_more(editor, act, paragraph):
    source = Source.objects.get(reference="WITN00010000")
    act("reject", source)
    link(paragraph)
    assert [(row.source, row.status) for row in citations(paragraph)] == [(None, "ambiguous")] * 2
    assert citations(paragraph)[0].reason == "staff rejected the source it cites"


def test_who_decided_is_recorded(editor, act, paragraph):
    act("confirm", *paragraph.mentions.all())
    assert set(paragraph.mentions.values_list("origin", flat=True)) == {"staff"}
    assert LogEntry.objects.filter(user=editor).count() == paragraph.mentions.count()


@pytest.mark.parametrize("noun", ["mention", "quotation", "crossreference", "citation"])
def test_an_annotator_sees_links_and_decides_nothing(annotator, act, client, paragraph, noun):
    row = {
        "mention": paragraph.mentions,
        "quotation": paragraph.quotations,
        "crossreference": CrossReference.objects.filter(pk=reference_on(paragraph).pk),
    }.get(noun, Citation.objects).first()
    page = client.get(reverse(f"admin:evidence_{noun}_change", args=[row.pk]))
    assert page.status_code == 200
    assert "_save" not in page.text
    act("reject", row)
    assert row.origin == Origin.RULE


@pytest.mark.parametrize("noun", NOUNS)
def test_nobody_else_gets_in(client, noun):
    response = client.get(reverse(f"admin:evidence_{noun}_changelist"))
    assert response.status_code == 302
    assert "/login/" in response["Location"]


@pytest.mark.parametrize("noun", ["mention", "quotation", "citation"])
def test_links_are_neither_added_nor_deleted_by_hand(editor, client, paragraph, noun):
    row = {"mention": paragraph.mentions, "quotation": paragraph.quotations}.get(noun, Citation.objects).first()
    assert client.get(reverse(f"admin:evidence_{noun}_add")).status_code == 403
    assert client.post(reverse(f"admin:evidence_{noun}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_how_each_link_was_made_is_shown(editor, client, paragraph):
    row = mentioned(paragraph, "Ms Vale")
    page = client.get(reverse("admin:evidence_mention_change", args=[row.pk])).text
    assert "rule: derived from the text" in page
    assert row.rule in page
    assert "<mark>Ms Vale</mark>" in page


@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_needs_as_many_queries_for_forty_as_for_one(
    editor, client, noun: str, rows: int, django_assert_max_num_queries
):
    made = FACTORIES[noun]
    for _ in range(rows):
        made()
    with django_assert_max_num_queries(11):
        assert client.get(reverse(f"admin:evidence_{noun}_changelist")).status_code == 200


def _mention():
    witness = WitnessFactory()
    return MentionFactory(kind="witness", witness=witness)


def _subject():
    return SubjectFactory(broader=SubjectFactory())


FACTORIES = {
    "mention": _mention,
    "quotation": lambda: QuotationFactory(witness=WitnessFactory(), footnote=FootnoteFactory()),
    "crossreference": lambda: CrossReferenceFactory(target_section=SectionFactory()),
    "citation": CitationFactory,
    "witness": WitnessFactory,
    "organisation": lambda: OrganisationFactory(parent=OrganisationFactory()),
    "subject": _subject,
    "source": SourceFactory,
}
