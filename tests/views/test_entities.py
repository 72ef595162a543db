"""Lists and pages of people, organisations and subjects."""

import datetime

import pytest
from django.utils import timezone

from evidence.models import OrganisationAlias, Role, Standing, SubjectAlias, WitnessAlias
from tests import factories
from tests.example_report import ExampleReport, example_report
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db

LISTS = ["/witnesses/", "/organisations/", "/subjects/"]


@pytest.fixture
def example() -> ExampleReport:
    return example_report()


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_list_says_where_its_entries_come_from(client, address):
    assert ".csv" in words(shown(client, address))


def test_the_list_of_people_gives_role_quotations_and_paragraphs(client, example):
    page = shown(client, "/witnesses/")
    assert words(page, "tbody tr") == "Ms Ada Vale Head of Records, Harbour 1 1"


def test_the_list_of_organisations_gives_its_counts(client, example):
    assert words(shown(client, "/organisations/"), "tbody tr") == "Harbour 0 2"


def test_the_list_of_subjects_gives_its_counts(client, example):
    assert words(shown(client, "/subjects/"), "tbody tr") == "Classifier 1"


def test_counts_leave_out_what_is_withdrawn_or_rejected(client, example):
    example.later.withdrawn_at = timezone.now()
    example.later.save()
    example.opening.mentions.filter(kind="organisation").update(standing=Standing.REJECTED)
    assert words(shown(client, "/organisations/"), "tbody tr") == "Harbour 0 0"


def test_a_paragraph_that_names_somebody_twice_counts_once(client, example):
    factories.MentionFactory(paragraph=example.opening, kind="witness", witness=example.witness, start=3, end=5)
    assert words(shown(client, "/witnesses/"), "tbody tr").endswith("1 1")
    assert "1 paragraph:" in words(shown(client, "/witnesses/ada-vale/"))


@pytest.mark.parametrize(
    ("address", "factory"),
    [
        ("/witnesses/", factories.WitnessFactory),
        ("/organisations/", factories.OrganisationFactory),
        ("/subjects/", factories.SubjectFactory),
    ],
)
def test_rejected_and_merged_entries_are_in_no_list(client, address, factory):
    kept = factory(name="Kept")
    factory(name="Rejected", inquiry=kept.inquiry, standing=Standing.REJECTED)
    factory(name="Merged", inquiry=kept.inquiry, merged_into=kept)
    assert [row.text().split()[0] for row in shown(client, address).css("tbody tr")] == ["Kept"]


def test_a_witness_has_roles_other_names_and_everything_quoted(client, example):
    WitnessAlias.objects.create(witness=example.witness, name="Mrs A. Vale")
    page = shown(client, "/witnesses/ada-vale/")
    assert words(page, "h1") == "Ms Ada Vale"
    assert words(page, ".facts") == "Role Head of Records, Harbour Also named as Mrs A. Vale"
    assert "1 quotation, in reading order. B.1: What was known “the reports were not read”." in words(page)
    assert "/reports/harbour/b-1/3/" in addresses(page, "section[aria-labelledby=said]")


def test_a_role_says_from_when_to_when(client, example):
    Role.objects.update(start=datetime.date(2010, 4, 1), end=datetime.date(2012, 3, 31))
    assert "(from 1 April 2010 until 31 March 2012)" in words(shown(client, "/witnesses/ada-vale/"))


def test_a_witness_has_where_the_report_names_them_and_the_same_as_a_list_and_a_file(client, example):
    found = addresses(shown(client, "/witnesses/ada-vale/"), "section[aria-labelledby=treated]")
    assert {"/paragraphs/?witness=ada-vale", "/paragraphs.csv?witness=ada-vale", "/reports/harbour/b-1/3/"} <= set(
        found
    )


def test_many_paragraphs_of_one_page_become_a_number_and_a_link(client, example):
    for number in range(10, 51):
        paragraph = factories.ParagraphFactory(page=example.page, label=str(number), position=number)
        factories.MentionFactory(paragraph=paragraph, kind="subject", subject=example.subject)
    page = shown(client, "/subjects/classifier/")
    assert words(page, ".paragraph-labels") == "42 paragraphs"
    assert addresses(page, ".paragraph-labels") == ["/paragraphs/?subject=classifier&report=harbour&section=b-1"]


@pytest.mark.parametrize(
    ("address", "factory"),
    [
        ("/witnesses/", factories.WitnessFactory),
        ("/organisations/", factories.OrganisationFactory),
        ("/subjects/", factories.SubjectFactory),
    ],
)
def test_a_proposed_entry_says_so_plainly(client, address, factory):
    explained = "“Proposed”: read from the text by a rule, and not confirmed by staff yet."
    entry = factory()
    assert explained not in words(shown(client, address))
    entry = factory(inquiry=entry.inquiry, standing=Standing.PROPOSED)
    assert "has not been confirmed by staff" in words(shown(client, entry.get_absolute_url()))
    page = words(shown(client, address))
    assert explained in page
    assert f"{entry.name} proposed" in page


def test_a_cipher_is_shown_as_its_sign_only(client):
    witness = factories.WitnessFactory(name="IN-A1", slug="in-a1", honorific="Ms", is_cipher=True)
    WitnessAlias.objects.create(witness=witness, name="Somebody Real")
    Role.objects.create(witness=witness, title="Pupil of a named school")
    for address in ("/witnesses/in-a1/", "/witnesses/"):
        page = shown(client, address)
        text = words(page, "html")
        assert "IN-A1" in text
        assert not any(word in text for word in ("Somebody Real", "Ms IN-A1", "Pupil"))


def test_a_cipher_is_not_given_away_by_its_organisation(client):
    body = factories.OrganisationFactory()
    witness = factories.WitnessFactory(inquiry=body.inquiry, name="IN-A1", is_cipher=True)
    Role.objects.create(witness=witness, title="Pupil", organisation=body)
    assert "IN-A1" not in words(shown(client, body.get_absolute_url()))


@pytest.mark.parametrize("factory", [factories.WitnessFactory, factories.OrganisationFactory, factories.SubjectFactory])
def test_the_address_of_a_merged_entry_leads_for_good_to_what_it_became(client, factory):
    last = factory()
    between = factory(inquiry=last.inquiry, merged_into=last)
    first = factory(inquiry=last.inquiry, merged_into=between)
    response = client.get(first.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, last.get_absolute_url())


def test_entries_merged_in_a_ring_are_told_instead_of_followed(client):
    first = factories.SubjectFactory()
    second = factories.SubjectFactory(inquiry=first.inquiry, merged_into=first)
    first.merged_into = second
    first.save()
    assert "lead back to it" in words(shown(client, first.get_absolute_url(), status=404))


def test_an_organisation_shows_its_parent_parts_people_and_other_names(client, example):
    parent = factories.OrganisationFactory(inquiry=example.inquiry, name="Port Group", slug="port-group")
    factories.OrganisationFactory(inquiry=example.inquiry, name="Harbour Watch", parent=example.organisation)
    example.organisation.parent = parent
    example.organisation.kind = "company"
    example.organisation.save()
    OrganisationAlias.objects.create(organisation=example.organisation, name="Harbour Ltd")
    text = words(shown(client, "/organisations/harbour/"), ".facts")
    expected = "Kind Company Also named as Harbour Ltd Part of Port Group Parts Harbour Watch People Ms Ada Vale"
    assert text == expected


def test_a_subject_shows_broader_and_narrower_ones(client, example):
    SubjectAlias.objects.create(subject=example.subject, name="comments classifier")
    broader = factories.SubjectFactory(inquiry=example.inquiry, name="Detection", slug="detection")
    example.subject.broader = broader
    example.subject.save()
    assert (
        words(shown(client, "/subjects/classifier/"), ".facts") == "Also written comments classifier Part of Detection"
    )
    assert words(shown(client, "/subjects/detection/"), ".facts") == "Holds Classifier"


def test_nothing_known_is_said_in_a_sentence(client):
    witness = factories.WitnessFactory(name="Nobody")
    text = words(shown(client, witness.get_absolute_url()))
    assert "No quotation is linked to Nobody." in text
    assert "No paragraph is known to name Nobody." in text


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.parametrize(("address", "queries"), [("/witnesses/", 6), ("/organisations/", 4), ("/subjects/", 4)])
def test_lists_ask_the_database_the_same_however_long_they_are(
    client, django_assert_num_queries, address, queries, count
):
    inquiry = factories.InquiryFactory()
    paragraph = factories.ParagraphFactory()
    for _ in range(count):
        body = factories.OrganisationFactory(inquiry=inquiry, parent=factories.OrganisationFactory(inquiry=inquiry))
        witness = factories.WitnessFactory(inquiry=inquiry)
        Role.objects.create(witness=witness, title="Head", organisation=body)
        subject = factories.SubjectFactory(inquiry=inquiry)
        factories.MentionFactory(paragraph=paragraph, kind="subject", subject=subject)
        factories.QuotationFactory(paragraph=paragraph, witness=witness)
    with django_assert_num_queries(queries):
        shown(client, address)


@pytest.mark.parametrize("count", [1, 40])
def test_a_witness_asks_the_database_the_same_however_much_they_said(client, django_assert_num_queries, count):
    witness = factories.WitnessFactory()
    for _ in range(count):
        paragraph = factories.ParagraphFactory(page__report__inquiry=witness.inquiry)
        note = factories.FootnoteFactory(page=paragraph.page)
        factories.QuotationFactory(paragraph=paragraph, witness=witness, footnote=note)
        factories.MentionFactory(paragraph=paragraph, kind="witness", witness=witness)
    with django_assert_num_queries(12):
        shown(client, witness.get_absolute_url())


def test_the_page_and_the_list_say_as_many_paragraphs_as_the_file_has_rows(client, example):
    factories.QuotationFactory(paragraph=example.later, witness=example.witness)
    rows = b"".join(client.get("/paragraphs.csv?witness=ada-vale")).decode().strip().split("\r\n")[1:]
    assert len([row for row in rows if row.startswith("reports/harbour/")]) == 2
    assert "2 paragraphs:" in words(shown(client, "/witnesses/ada-vale/"))
    assert words(shown(client, "/witnesses/"), "tbody tr").endswith("2 2")
