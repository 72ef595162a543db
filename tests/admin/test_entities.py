"""People, organisations, subjects and sources: editors confirm, name and add them, and no import undoes that."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from evidence.linking.link import link_inquiry
from evidence.models import Inquiry, Organisation, Origin, Source, Standing, Subject, Witness
from evidence.search.index import search_index
from tests.factories import (
    OrganisationFactory,
    ParagraphFactory,
    SourceFactory,
    SubjectFactory,
    WitnessFactory,
)

pytestmark = pytest.mark.django_db
TEXT = "Ms Ada Vale, Head of Records at Harbour Bank, told us that it rained. Ms Vale said no more."


@pytest.fixture
def inquiry() -> Inquiry:
    """An inquiry whose one paragraph introduces Ada Vale; no list names her."""
    paragraph = ParagraphFactory(text=TEXT)
    link_inquiry(paragraph.report.inquiry, {})
    return paragraph.report.inquiry


@pytest.fixture
def vale(inquiry) -> Witness:
    return Witness.objects.get(name="Ada Vale", standing=Standing.PROPOSED)


def link(inquiry: Inquiry) -> None:
    link_inquiry(inquiry, {})


def names(model=Witness) -> list[str]:
    return sorted(model.objects.published().values_list("name", flat=True))


def test_a_confirmed_proposal_stays_with_its_names_and_roles(editor, act, inquiry, vale):
    aliases = set(vale.aliases.values_list("name", flat=True))
    act("confirm", vale)
    link(inquiry)
    vale.refresh_from_db()
    assert (vale.standing, vale.origin) == (Standing.CONFIRMED, Origin.STAFF)
    assert set(vale.aliases.values_list("name", flat=True)) == aliases
    assert vale.roles.get().title == "Head of Records"
    assert vale.mentions.count() == 2


def test_a_rejected_proposal_is_named_nowhere_and_not_proposed_again(editor, act, client, inquiry, vale):
    act("reject", vale)
    assert client.get(vale.get_absolute_url()).status_code == 404
    link(inquiry)
    assert names() == []
    assert not vale.mentions.exists()


def test_a_corrected_name_keeps_the_printed_one_as_an_alias(editor, save, inquiry, vale):
    save(vale, name="Ada Vale-Price", honorific="Ms", standing="confirmed")
    link(inquiry)
    assert names() == ["Ada Vale-Price"]
    assert vale.aliases.filter(name="Ada Vale", origin=Origin.STAFF).exists()
    assert vale.mentions.count() == 2


def test_an_alias_that_staff_took_away_does_not_come_back(editor, save, inquiry, vale):
    vale.aliases.all().delete()
    alias = vale.aliases.create(name="Mrs Vane", origin=Origin.RULE)
    row = {"aliases-0-id": alias.pk, "aliases-0-witness": vale.pk, "aliases-0-name": "Mrs Vane"}
    data = {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 1, "aliases-0-DELETE": "on"}
    assert save(vale, name=vale.name, honorific="Ms", standing="confirmed", **row, **data).status_code == 302
    link(inquiry)
    assert not vale.aliases.exists()


def test_an_alias_that_staff_added_is_found_in_the_text(editor, save, inquiry, vale):
    paragraph = ParagraphFactory(page=inquiry.reports.get().sections.get(), text="Nora Quill said nothing.")
    new = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": "Nora Quill", "aliases-0-witness": vale.pk}
    assert save(vale, name=vale.name, honorific="Ms", standing="confirmed", **new).status_code == 302
    assert vale.aliases.get(name="Nora Quill").origin == Origin.STAFF
    link(inquiry)
    assert paragraph.mentions.get().witness == vale


def test_a_role_that_staff_added_stays_and_is_the_only_one(editor, save, inquiry, vale):
    vale.roles.all().delete()
    new = {"roles-TOTAL_FORMS": 1, "roles-0-title": "Chair", "roles-0-witness": vale.pk}
    assert save(vale, name=vale.name, honorific="Ms", standing="confirmed", **new).status_code == 302
    link(inquiry)
    assert list(vale.roles.values_list("title", "origin")) == [("Chair", "staff")]


@pytest.mark.parametrize(
    ("noun", "model"), [("witness", Witness), ("organisation", Organisation), ("subject", Subject)]
)
def test_an_entry_is_added_by_hand_and_gets_an_address(editor, client, inquiry, noun, model):
    forms = {f"{prefix}-{name}_FORMS": 0 for prefix in ("aliases", "roles") for name in ("TOTAL", "INITIAL")}
    data = {"inquiry": inquiry.pk, "name": "New Thing", "standing": "confirmed"}
    assert client.post(reverse(f"admin:evidence_{noun}_add"), forms | data).status_code == 302
    made = model.objects.get(name="New Thing")
    assert (made.slug, made.origin) == ("new-thing", Origin.STAFF)
    link(inquiry)
    assert model.objects.filter(pk=made.pk).exists()


def test_a_name_that_another_entry_has_is_refused_with_a_sentence(editor, save, vale):
    WitnessFactory(inquiry=vale.inquiry, name="Mary Stone")
    assert "merge them if they are one" in save(vale, name="Mary Stone", standing="confirmed").text


def test_nothing_lies_beneath_itself(editor, save, inquiry):
    upper = OrganisationFactory(inquiry=inquiry)
    lower = OrganisationFactory(inquiry=inquiry, parent=upper)
    response = save(upper, name=upper.name, parent=lower.pk, standing="confirmed")
    assert "lies beneath it" in response.text


def test_a_cipher_has_nothing_to_fill_in_but_its_standing(editor, client, save):
    cipher = WitnessFactory(name="IN-A1", is_cipher=True)
    page = client.get(reverse("admin:evidence_witness_change", args=[cipher.pk])).text
    assert 'name="name"' not in page
    assert "aliases-TOTAL_FORMS" not in page
    save(cipher, name="Mary Stone", honorific="Ms", is_cipher="", standing="confirmed")
    assert (cipher.name, cipher.honorific, cipher.is_cipher) == ("IN-A1", "", True)


def test_a_sign_cannot_be_made_the_name_or_alias_of_a_person(editor, save, vale):
    assert "never joined to a name" in save(vale, name="IN-A1", standing="confirmed").text
    new = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": "IN-A1", "aliases-0-witness": vale.pk}
    assert "never the alias of another" in save(vale, name=vale.name, standing="confirmed", **new).text
    assert not vale.aliases.filter(name="IN-A1").exists()


def test_a_sign_added_by_hand_is_a_cipher(editor, client, inquiry):
    forms = {f"{prefix}-{name}_FORMS": 0 for prefix in ("aliases", "roles") for name in ("TOTAL", "INITIAL")}
    data = {"inquiry": inquiry.pk, "name": "IN-A7", "standing": "confirmed"}
    client.post(reverse("admin:evidence_witness_add"), forms | data)
    assert Witness.objects.get(name="IN-A7").is_cipher


def test_a_corrected_source_keeps_what_it_says_and_its_address(editor, save, inquiry):
    source = SourceFactory(inquiry=inquiry, reference="WITN00010000", origin=Origin.RULE, standing=Standing.PROPOSED)
    data = {"title": "First statement", "url": "statements.example/1", "holding": "published", "standing": "confirmed"}
    assert save(source, **data).status_code == 302
    link(inquiry)
    source = Source.objects.get(reference="WITN00010000")
    assert (source.url, source.holding, source.origin) == ("https://statements.example/1", "published", Origin.STAFF)


@pytest.mark.parametrize("factory", [WitnessFactory, OrganisationFactory, SubjectFactory, SourceFactory])
def test_entries_are_not_deleted(editor, client, factory):
    row = factory()
    url = reverse(f"admin:evidence_{row._meta.model_name}_delete", args=[row.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403


def test_a_decision_needs_no_reindexing(editor, act, inquiry, vale):
    search_index().rebuild()
    act("reject", vale, *vale.mentions.none())
    act("reject", *inquiry.reports.get().paragraphs.get().mentions.all())
    assert search_index().check().agrees


LISTS = {
    "witnesses.csv": "name,honorific,aliases,role,organisation\nAda Vale,Ms,A. Vale,Keeper,Harbour Bank\n",
    "organisations.csv": "name,abbreviation,aliases,kind,parent\nHarbour Bank,HB,,,\nQuay Trust,QT,,,Harbour Bank\n",
}


@pytest.fixture
def folder(tmp_path):
    """An inquiry folder with lists; ``import_inquiry`` reads it."""
    (tmp_path / "report").mkdir()
    (tmp_path / "inquiry.toml").write_text(
        'title = "The Bridge Inquiry"\nslug = "bridge"\n\n[[report]]\ntitle = "The Bridge Report"\nslug = "bridge"\n'
    )
    page = f"The Bridge Report\n\nA.1: The bridge\n\n1. {TEXT}\n\n2. The Quay Trust paid Harbour Bank.\n\nBack to top\n"
    (tmp_path / "report" / "001-a1.txt").write_text(page)
    for name, lines in LISTS.items():
        (tmp_path / name).write_text(lines)
    call_command("import_inquiry", tmp_path, "--json")
    return tmp_path


def import_changed(folder) -> None:
    page = folder / "report" / "001-a1.txt"
    page.write_text(page.read_text().replace("Ms Vale said no more.", "Ms Vale then said no more."))
    call_command("import_inquiry", folder, "--json")


def test_a_listed_name_that_staff_corrected_is_not_imported_again(editor, save, folder):
    vale = Witness.objects.get(name="Ada Vale")
    role = vale.roles.get()
    save(vale, name="Ada Vale-Price", honorific="Ms", standing="confirmed")
    import_changed(folder)
    assert names() == ["Ada Vale-Price"]
    assert list(vale.roles.all()) == [role]
    assert vale.mentions.count() == 2


def test_an_alias_in_the_list_that_staff_took_away_is_not_imported_again(editor, act, folder):
    vale = Witness.objects.get(name="Ada Vale")
    act("confirm", vale)
    vale.aliases.all().delete()
    import_changed(folder)
    assert not vale.aliases.exists()


def test_a_listed_organisation_that_staff_rejected_stays_rejected(editor, act, folder):
    act("reject", Organisation.objects.get(name="Quay Trust"))
    import_changed(folder)
    assert names(Organisation) == ["Harbour Bank"]


LOOKED_UP = {
    "mention": ["witness", "organisation", "subject"],
    "quotation": ["witness", "organisation", "footnote"],
    "citation": ["witness", "source", "hearing", "ibid_of", "target_section", "target_paragraph"],
    "role": ["organisation"],
    "organisation": ["parent", "inquiry"],
    "subject": ["broader"],
}


@pytest.mark.parametrize(("noun", "field"), [(noun, field) for noun, fields in LOOKED_UP.items() for field in fields])
def test_an_editor_can_look_up_what_a_form_asks_for(editor, client, vale, noun, field):
    query = {"term": "a", "app_label": "evidence", "model_name": noun, "field_name": field}
    assert client.get(reverse("admin:autocomplete"), query).status_code == 200
