"""A cipher is joined to a name by nobody: by no form, action, way back, list or rule."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from evidence.linking.link import link_inquiry
from evidence.models import (
    ImportProblem,
    Inquiry,
    Mention,
    Organisation,
    Origin,
    Quotation,
    Standing,
    Witness,
    WitnessAlias,
)
from evidence.models.history import keep_first, remember
from tests.factories import (
    CitationFactory,
    FootnoteFactory,
    MentionFactory,
    OrganisationFactory,
    ParagraphFactory,
    QuotationFactory,
    SubjectFactory,
    WitnessFactory,
)

pytestmark = pytest.mark.django_db
SIGNS = ["IN-A1", "Witness A"]
TOML = 'title = "The Bridge Inquiry"\nslug = "bridge"\n\n[[report]]\ntitle = "The Bridge Report"\nslug = "bridge"\n'
PAGE = "The Bridge Report\n\nA.1: The bridge\n\n1. Ms Ada Vale left.\n\n2. IN-A1 told us of it.\n\nBack to top\n"


@pytest.fixture(params=SIGNS)
def cipher(request) -> Witness:
    return WitnessFactory(name=request.param, is_cipher=True, origin=Origin.IMPORTED)


@pytest.fixture
def vale(cipher) -> Witness:
    return WitnessFactory(inquiry=cipher.inquiry, name="Ada Vale")


def form(name: str, **values):
    return {"name": name, "honorific": "", "standing": "confirmed"} | values


def alias(row, name: str) -> dict:
    field = row._meta.model_name
    return {"aliases-TOTAL_FORMS": 1, "aliases-0-name": name, f"aliases-0-{field}": row.pk}


@pytest.mark.parametrize("kept", ["cipher", "vale"])
def test_merging_never_joins_them(editor: User, act, cipher, vale, kept):
    chosen = cipher if kept == "cipher" else vale
    assert "is a cipher: it is never joined to anybody" in act("merge", cipher, vale, kept=chosen.pk).text
    assert (cipher.merged_into, vale.merged_into) == (None, None)


def test_an_alias_from_before_this_was_refused_does_not_go_along(editor: User, act, cipher, vale):
    other = WitnessFactory(inquiry=cipher.inquiry, name="A. Vale")
    WitnessAlias.objects.create(witness=other, name=f"{cipher.name}’s mother")
    assert "has a name that is a cipher’s sign" in act("merge", vale, other, kept=vale.pk).text
    assert other.merged_into is None


@pytest.mark.parametrize("factory", [WitnessFactory, OrganisationFactory, SubjectFactory])
def test_no_entry_gets_the_sign_as_an_alias(editor: User, save, cipher, factory):
    row = factory(inquiry=cipher.inquiry)
    name = {"name": row.name, "standing": "confirmed"}
    assert "is never the alias of another" in save(row, **name, **alias(row, f"{cipher.name}’s sister")).text
    assert not row.aliases.exists()


def test_a_cipher_gets_no_alias_name_or_title(editor: User, save, cipher):
    save(cipher, **form("Ada Vale", honorific="Ms", **alias(cipher, "Ada Vale")))
    assert (cipher.name in SIGNS, cipher.honorific, cipher.aliases.count()) == (True, "", 0)


@pytest.mark.parametrize("factory", [WitnessFactory, OrganisationFactory])
def test_no_entry_is_renamed_to_a_sign(editor: User, save, cipher, factory):
    row = factory(inquiry=cipher.inquiry, name="Ada Vale")
    assert "never joined to a name" in save(row, **form(f"Ada Vale ({cipher.name})")).text
    assert row.name == "Ada Vale"


def test_a_body_is_not_abbreviated_to_a_sign(editor: User, save, cipher):
    row = OrganisationFactory(inquiry=cipher.inquiry, name="Harbour Bank")
    assert "never joined to a name" in save(row, **form(row.name, abbreviation=cipher.name)).text


def test_a_new_person_is_a_cipher_alone_or_not_at_all(client: Client, editor: User, cipher):
    url = reverse("admin:evidence_witness_add")
    empty = {f"{prefix}-{name}_FORMS": 0 for prefix in ("aliases", "roles") for name in ("TOTAL", "INITIAL")}
    for name, honorific in ((f"Ada Vale, {cipher.name}", ""), ("Witness B", "Ms"), ("IN-A7", "Ms")):
        client.post(url, empty | form(name, honorific=honorific, inquiry=cipher.inquiry_id))
    assert Witness.objects.count() == 1
    client.post(url, empty | form("Witness B", inquiry=cipher.inquiry_id))
    assert Witness.objects.get(name="Witness B").is_cipher


def test_a_new_cipher_gets_no_alias_with_it(client: Client, editor: User, cipher):
    data = form("IN-A7", inquiry=cipher.inquiry_id) | {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0}
    data |= {"aliases-0-name": "Ada Vale", "roles-TOTAL_FORMS": 0, "roles-INITIAL_FORMS": 0}
    client.post(reverse("admin:evidence_witness_add"), data)
    assert not WitnessAlias.objects.exists()


@pytest.mark.parametrize("target", ["{}", "Mrs {}"])
def test_splitting_gives_nothing_to_a_sign(editor: User, act, cipher, vale, target):
    given = vale.aliases.create(name="The Clerk")
    page = act("split", vale, target=target.format(cipher.name), moved=[f"witnessalias:{given.pk}"]).text
    assert "cipher" in page
    assert vale.aliases.count() == 1


def on(cipher: Witness):
    """A paragraph that holds the sign, and where."""
    paragraph = ParagraphFactory(page__report__inquiry=cipher.inquiry, text=f"{cipher.name} told us “of it”.")
    return {"paragraph": paragraph, "start": 0, "end": len(cipher.name)}


def named_by(kind: str, cipher: Witness, witness: Witness):
    """A row that puts the person on the printed sign, as no rule does."""
    rule = {"witness": witness, "origin": Origin.RULE}
    match kind:
        case "mention":
            return MentionFactory(**on(cipher), kind="witness", standing=Standing.PROPOSED, **rule)
        case "quotation":
            place = on(cipher) | {"start": len(cipher.name) + 9, "end": len(cipher.name) + 14}
            return QuotationFactory(**place, speaker_as_printed=cipher.name, standing=Standing.PROPOSED, **rule)
    note = FootnoteFactory(page__report__inquiry=cipher.inquiry, text=f"{cipher.name}, page 3")
    return CitationFactory(footnote=note, person_as_printed=cipher.name, **rule)


CHOICES = {
    "mention": {"kind": "witness", "standing": "confirmed"},
    "quotation": {"standing": "confirmed"},
    "citation": {"kind": "document", "status": "resolved"},
}


@pytest.mark.parametrize("kind", CHOICES)
def test_nobody_else_is_chosen_for_a_sign(editor: User, save, cipher, vale, kind):
    row = named_by(kind, cipher, cipher)
    source = {"source": row.source_id} if kind == "citation" else {}
    assert "is a cipher" in save(row, witness=vale.pk, **CHOICES[kind], **source).text
    assert row.witness == cipher


@pytest.mark.parametrize("kind", CHOICES)
def test_confirming_does_not_join_what_was_read_wrongly(editor: User, act, cipher, vale, kind):
    row = named_by(kind, cipher, vale)
    assert "1 not confirmed" in act("confirm", row).text
    assert row.origin == Origin.RULE


@pytest.mark.parametrize("kind", CHOICES)
def test_going_back_does_not_join_them(client: Client, editor: User, cipher, vale, kind):
    row = named_by(kind, cipher, vale)
    keep_first(row)
    row.witness = cipher
    row.save()
    remember(row, editor)
    url = reverse(f"admin:evidence_{kind}_take_back", args=[row.pk, row.history.last().history_id])
    assert "could not be taken back" in client.post(url, follow=True).text
    row.refresh_from_db()
    assert row.witness == cipher


def test_the_desk_does_not_accept_a_speaker_who_is_not_the_cipher(client: Client, editor: User, cipher, vale):
    row = named_by("quotation", cipher, vale)
    data = {"kind": "speaker", "reason": "r", "accepted": row.pk}
    assert "1 not accepted" in client.post(reverse("admin:desk"), data, follow=True).text
    assert Quotation.objects.get().standing == Standing.PROPOSED


def test_going_back_gives_no_cipher_a_name_and_no_name_a_sign(client: Client, editor: User, cipher, vale):
    for row, other in ((cipher, "Ada Vale"), (vale, cipher.name)):
        remember(row, editor)
        record = row.history.get()
        row.history.update(name=other)
        url = reverse("admin:evidence_witness_take_back", args=[row.pk, record.history_id])
        assert "could not be taken back" in client.post(url, follow=True).text
    assert set(Witness.objects.values_list("name", "is_cipher")) == {(cipher.name, True), ("Ada Vale", False)}


def test_going_back_joins_no_alias_to_a_cipher(client: Client, editor: User, cipher, vale):
    held = vale.aliases.create(name="A. Vale")
    remember(held, editor)
    record = held.history.get()
    url = reverse("admin:evidence_witness_take_back_beside", args=[vale.pk, "witnessalias", record.history_id])
    for changed in ({"name": cipher.name}, {"name": "A. Vale", "witness": cipher}):
        held.history.update(**changed)
        WitnessAlias.objects.update(name="A.")
        client.post(url)
        held.refresh_from_db()
        assert (held.name, held.witness) == ("A.", vale)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "inquiry.toml").write_text(TOML)
    (tmp_path / "report" / "001-a1.txt").write_text(PAGE)
    return tmp_path


def imported(folder, **lists: str) -> Inquiry:
    for name, content in lists.items():
        (folder / f"{name}.csv").write_text(content)
    call_command("import_inquiry", folder, stdout=StringIO())
    return Inquiry.objects.get()


@pytest.mark.parametrize("sign", SIGNS)
def test_no_list_of_a_folder_joins_them(folder, sign):
    imported(
        folder,
        witnesses=f"name,honorific,aliases\n{sign},Ms,Ada Vale; A. Vale\nTom Pike,Mr,T. Pike; {sign}; {sign}’s son\n",
        organisations=f"name,aliases\nHarbour Bank,The Bank; {sign}\n",
        subjects=f"name,aliases\nFloods,{sign}\n",
    )
    cipher = Witness.objects.get(name=sign)
    assert (cipher.is_cipher, cipher.honorific, cipher.aliases.count()) == (True, "", 0)
    assert list(WitnessAlias.objects.filter(origin="imported").values_list("name", flat=True)) == ["T. Pike"]
    assert list(Organisation.objects.get(name="Harbour Bank").aliases.values_list("name", flat=True)) == ["The Bank"]
    assert not Mention.objects.filter(witness=cipher, paragraph__text__contains="Vale").exists()
    problems = ImportProblem.objects.filter(code="cipher-joined")
    assert sorted(problems.values_list("file", "line")) == [
        ("organisations.csv", 2), ("subjects.csv", 2), ("witnesses.csv", 2), ("witnesses.csv", 3),
    ]  # fmt: skip
    assert not any(word in f"{one.found} {one.expected}" for one in problems for word in (sign, "Vale", "Pike"))


def test_a_sign_that_was_read_from_the_text_stays_one_when_a_list_names_it(folder):
    inquiry = imported(folder)
    WitnessFactory(inquiry=inquiry, name="DSF", is_cipher=True, origin=Origin.RULE, standing=Standing.PROPOSED)
    imported(folder, witnesses="name,aliases\nDSF,Ada Vale\n")
    cipher = Witness.objects.get(name="DSF")
    assert (cipher.is_cipher, cipher.aliases.count()) == (True, 0)


def test_linking_looks_for_no_other_name_of_a_cipher(folder):
    inquiry = imported(folder, witnesses="name\nIN-A1\n")
    cipher = Witness.objects.get(name="IN-A1")
    WitnessAlias.objects.create(witness=cipher, name="Ada Vale")  # from before this was refused
    link_inquiry(inquiry, {})
    assert {str(mention) for mention in Mention.objects.filter(witness=cipher)} == {"IN-A1"}
