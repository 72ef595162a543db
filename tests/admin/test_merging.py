"""Entries that are one: a page says what moves, a POST moves it, and neither linking nor importing moves it back."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.linking.link import link_inquiry
from evidence.models import Inquiry, Mention, Organisation, Origin, Role, Standing, Witness
from tests.factories import (
    CitationFactory,
    HearingFactory,
    MentionFactory,
    OrganisationFactory,
    ParagraphFactory,
    QuotationFactory,
    SpeechFactory,
    WitnessFactory,
)

pytestmark = pytest.mark.django_db
TEXT = (
    "Ms Ada Vale, Head of Records at Harbour Bank, told us that “it rained on all of those days”. Ms Vale said no more."
)
LATER = (
    "Ms Mary Stone, a clerk at the Quay Trust, told us that “the reports were never read by anybody”. Ms Stone left."
)
PAGE = f"The Bridge Report\n\nA.1: The bridge\n\n1. {TEXT}\n\n2. {LATER}\n\nBack to top\n"


@pytest.fixture
def page() -> str:
    return PAGE


@pytest.fixture
def vale(folder) -> Witness:
    return Witness.objects.get(name="Ada Vale")


@pytest.fixture
def stone(folder) -> Witness:
    return Witness.objects.get(name="Mary Stone")


def merged_rows() -> list[dict]:
    tables = (Mention.objects, Role.objects, Witness.objects, Organisation.objects)
    return [list(table.order_by("pk").values()) for table in tables]


def test_a_page_says_what_moves_before_anything_does(editor, act, vale, stone):
    before = merged_rows()
    page = act("merge", vale, stone).text
    assert "Merge 2 witnesses into one" in page
    assert "Mary Stone" in page
    assert "<td>2</td>" in page
    assert merged_rows() == before


def test_the_page_shows_in_context_what_would_move(editor, act, vale, stone):
    speech = SpeechFactory(hearing=HearingFactory(inquiry=vale.inquiry), witness=stone, text="I kept the books.")
    page = act("merge", vale, stone).text
    assert '<mark class="match">Ms Mary Stone</mark>, a clerk at the Quay Trust' in page
    assert f'href="{stone.mentions.first().paragraph.get_absolute_url()}"' in page
    assert "I kept the books." in page
    assert f'href="{speech.get_absolute_url()}"' in page
    assert "<h3>Roles: 1</h3>" in page


def test_the_page_says_what_becomes_of_names_and_addresses(editor, act, vale, stone):
    stone.aliases.create(name="M. Stone")
    page = act("merge", vale, stone).text
    assert "“Mary Stone”, “M. Stone” become other names of that entry" in page
    assert "“Ada Vale” becomes another name of that entry" in page
    assert f'<a href="{stone.get_absolute_url()}">{stone.get_absolute_url()}</a> leads to it.' in page


def test_five_of_each_are_shown_and_no_more_is_asked_for_many(editor, act, vale, stone):
    act("merge", vale, stone)
    with CaptureQueriesContext(connection) as for_two:
        act("merge", vale, stone)
    paragraph = ParagraphFactory(page__report__inquiry=vale.inquiry)
    for number in range(40):
        MentionFactory(paragraph=paragraph, start=number % 9, end=10, kind="witness", witness=stone)
    with CaptureQueriesContext(connection) as for_many:
        page = act("merge", vale, stone).text
    assert "and 37 more" in page
    assert page.count(paragraph.get_absolute_url()) == 3
    assert len(for_many) == len(for_two)


def test_so_many_that_nobody_would_look_are_not_merged_at_once(editor, act, vale):
    many = [WitnessFactory(inquiry=vale.inquiry) for _ in range(12)]
    assert "Choose 12 entries at most" in act("merge", vale, *many).text


def test_everything_that_pointed_to_the_merged_points_to_the_kept(editor, act, vale, stone):
    citation = CitationFactory(witness=stone)
    speech = SpeechFactory(hearing=HearingFactory(inquiry=vale.inquiry), witness=stone)
    act("merge", vale, stone, kept=vale.pk)
    citation.refresh_from_db()
    speech.refresh_from_db()
    assert (citation.witness, speech.witness) == (vale, vale)
    assert (vale.mentions.count(), vale.quotations.count(), vale.roles.count()) == (4, 2, 2)
    assert (stone.mentions.count(), stone.quotations.count(), stone.roles.count()) == (0, 0, 0)
    assert "Mary Stone" in vale.aliases.filter(origin=Origin.STAFF).values_list("name", flat=True)
    assert (stone.merged_into, stone.origin, vale.standing) == (vale, Origin.STAFF, Standing.CONFIRMED)


def test_the_old_address_leads_to_the_kept(editor, act, client, vale, stone):
    act("merge", vale, stone, kept=vale.pk)
    response = client.get(stone.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, vale.get_absolute_url())
    assert list(Witness.objects.published()) == [vale]


def test_linking_again_keeps_a_merge(editor, act, vale, stone):
    act("merge", vale, stone, kept=vale.pk)
    link_inquiry(vale.inquiry, {})
    after = merged_rows()
    assert (vale.mentions.count(), vale.quotations.count(), vale.roles.count()) == (4, 2, 2)
    link_inquiry(vale.inquiry, {})
    assert merged_rows() == after


def test_a_changed_page_keeps_a_merge(editor, act, folder, vale, stone):
    act("merge", vale, stone, kept=vale.pk)
    page = folder / "report" / "001-a1.txt"
    page.write_text(PAGE.replace("Ms Stone left.", "Ms Stone then left. Nobody but Ms Mary Stone knew."))
    call_command("import_inquiry", folder, "--json")
    assert list(Witness.objects.published()) == [vale]
    assert vale.mentions.count() == 5
    assert not Mention.objects.filter(witness=stone).exists()


def test_listed_people_stay_merged_when_imported_again(editor, act, folder):
    lines = "name,honorific,aliases,role,organisation\nAda Vale,Ms,,Keeper,\nMary Stone,Ms,M. Stone,Clerk,Quay Trust\n"
    (folder / "witnesses.csv").write_text(lines)
    call_command("import_inquiry", folder, "--json")
    vale, stone = Witness.objects.get(name="Ada Vale"), Witness.objects.get(name="Mary Stone")
    act("merge", vale, stone, kept=vale.pk)
    roles = list(Role.objects.values())
    (folder / "witnesses.csv").write_text(lines + "Tom Pike,Mr,,,\n")
    call_command("import_inquiry", folder, "--json")
    stone.refresh_from_db()
    assert (stone.merged_into, list(Role.objects.values())) == (vale, roles)
    assert vale.mentions.count() == 4
    assert not stone.aliases.exists()
    assert set(vale.aliases.values_list("name", flat=True)) >= {"Mary Stone", "M. Stone"}


def test_organisations_are_merged_with_their_people_and_parts(editor, act, client, folder):
    bank, trust = Organisation.objects.get(name="Harbour Bank"), Organisation.objects.get(name="Quay Trust")
    part = OrganisationFactory(inquiry=bank.inquiry, parent=trust, name="Quay Shop")
    act("merge", bank, trust, kept=bank.pk)
    link_inquiry(bank.inquiry, {})
    part.refresh_from_db()
    assert (part.parent, set(Role.objects.values_list("organisation", flat=True))) == (bank, {bank.pk})
    assert bank.mentions.count() == 2
    assert client.get(trust.get_absolute_url())["Location"] == bank.get_absolute_url()


def test_what_was_merged_before_goes_along(editor, act, vale, stone):
    pike = WitnessFactory(inquiry=vale.inquiry, name="Tom Pike")
    act("merge", pike, stone, kept=stone.pk)
    act("merge", vale, stone, kept=vale.pk)
    pike.refresh_from_db()
    assert pike.merged_into == vale


def test_three_can_be_merged_at_once(editor, act, vale, stone):
    pike = WitnessFactory(inquiry=vale.inquiry, name="Tom Pike")
    MentionFactory(paragraph=ParagraphFactory(), kind="witness", witness=pike)
    act("merge", vale, stone, pike, kept=pike.pk)
    assert pike.mentions.count() == 5
    assert set(Witness.objects.filter(merged_into=pike)) == {vale, stone}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"name": "IN-A1", "is_cipher": True}, "IN-A1 is a cipher: it is never joined to anybody."),
        ({"name": "Tom Pike", "standing": Standing.REJECTED}, "Tom Pike was rejected"),
    ],
)
def test_what_cannot_be_merged_is_refused_with_a_sentence(editor, act, vale, other, why):
    second = WitnessFactory(inquiry=vale.inquiry, **other)
    assert why in act("merge", vale, second, kept=vale.pk).text
    assert second.merged_into is None


def test_entries_of_two_inquiries_are_not_merged(editor, act, vale):
    assert "different inquiries" in act("merge", vale, WitnessFactory(), kept=vale.pk).text


def test_one_alone_is_not_merged(editor, act, vale):
    assert "Choose two entries or more" in act("merge", vale).text


def test_a_merge_that_fails_half_way_changes_nothing(editor, act, vale, stone, monkeypatch):
    def fails(*args):
        raise RuntimeError

    before = merged_rows()
    monkeypatch.setattr("evidence.linking.writing.merging._give_names", fails)
    with pytest.raises(RuntimeError):
        act("merge", vale, stone, kept=vale.pk)
    assert merged_rows() == before


def test_an_annotator_merges_nothing(annotator, act, vale, stone):
    act("merge", vale, stone, kept=vale.pk)
    assert stone.merged_into is None


def test_merging_is_only_done_by_post(editor, client, vale, stone):
    url = reverse("admin:evidence_witness_changelist")
    client.get(url, {"action": "merge", "_selected_action": [vale.pk, stone.pk], "kept": vale.pk})
    stone.refresh_from_db()
    assert stone.merged_into is None


def test_quotations_decided_by_staff_go_along(editor, act, vale, stone):
    quotation = QuotationFactory(paragraph=ParagraphFactory(), witness=stone, origin=Origin.STAFF)
    act("merge", vale, stone, kept=vale.pk)
    quotation.refresh_from_db()
    assert (quotation.witness, Inquiry.objects.get(slug="bridge")) == (vale, vale.inquiry)
