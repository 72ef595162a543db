"""One entry that is two: what staff choose goes to another, stays there, and comes back by merging."""

import pytest

from evidence.linking.link import link_inquiry
from evidence.models import Mention, Origin, Paragraph, Witness
from tests.factories import OrganisationFactory, ParagraphFactory, WitnessFactory

pytestmark = pytest.mark.django_db
TEXT = "Ms Ada Vale told us that “the reports were never read”. Ms Vale left in May."


@pytest.fixture
def paragraph() -> Paragraph:
    paragraph = ParagraphFactory(text=TEXT)
    WitnessFactory(inquiry=paragraph.report.inquiry, name="Ada Vale", honorific="Ms", origin=Origin.IMPORTED)
    link(paragraph)
    return paragraph


@pytest.fixture
def vale(paragraph) -> Witness:
    return Witness.objects.get(name="Ada Vale")


def link(paragraph: Paragraph) -> None:
    link_inquiry(paragraph.report.inquiry, {})


def second(vale: Witness) -> Mention:
    """The mention “Ms Vale”."""
    return vale.mentions.order_by("start").last()


def named(paragraph: Paragraph) -> list[str]:
    return [str(mention.witness) for mention in paragraph.mentions.filter(kind="witness").order_by("start")]


def test_the_page_shows_what_there_is_to_choose_from(editor, act, vale):
    page = act("split", vale).text
    assert "Mentions: 2" in page
    assert '<mark class="match">Ms Vale</mark> left in May.' in page
    assert f'href="{second(vale).paragraph.get_absolute_url()}"' in page
    assert f'keeps its name and <a href="{vale.get_absolute_url()}">its address</a>' in page


def test_what_is_chosen_goes_to_a_new_entry_and_stays_there(editor, act, paragraph, vale):
    act("split", vale, target="Beth Vale", moved=[f"mention:{second(vale).pk}"])
    assert named(paragraph) == ["Ada Vale", "Beth Vale"]
    link(paragraph)
    assert named(paragraph) == ["Ada Vale", "Beth Vale"]
    assert Witness.objects.get(name="Beth Vale").get_absolute_url() == "/witnesses/beth-vale/"


def test_merging_takes_a_split_back(editor, act, paragraph, vale):
    act("split", vale, target="Beth Vale", moved=[f"mention:{second(vale).pk}"])
    act("merge", vale, Witness.objects.get(name="Beth Vale"), kept=vale.pk)
    assert named(paragraph) == ["Ada Vale", "Ada Vale"]


def test_an_alias_and_a_quotation_go_to_an_entry_that_is_there(editor, act, paragraph, vale):
    stone = WitnessFactory(inquiry=vale.inquiry, name="Mary Stone")
    alias, quotation = vale.aliases.create(name="The Clerk"), paragraph.quotations.get()
    act("split", vale, target="Mary Stone", moved=[f"witnessalias:{alias.pk}", f"quotation:{quotation.pk}"])
    assert stone.aliases.get().name == "The Clerk"
    link(paragraph)
    assert paragraph.quotations.get().witness == stone


@pytest.mark.parametrize("target", ["IN-A1", "Mrs IN-A1", "W12"])
def test_nothing_is_given_to_a_cipher(editor, act, vale, target):
    WitnessFactory(inquiry=vale.inquiry, name=target, is_cipher=True)
    page = act("split", vale, target=target, moved=[f"mention:{second(vale).pk}"]).text
    assert "is a cipher" in page
    assert vale.mentions.count() == 2


def test_a_cipher_gives_nothing(editor, act, vale):
    cipher = WitnessFactory(inquiry=vale.inquiry, name="IN-A1", is_cipher=True)
    assert "it is never joined to anybody" in act("split", cipher, target="Ada Vale", moved=["mention:1"]).text


def test_nothing_of_another_entry_goes_along(editor, act, vale):
    other = WitnessFactory(inquiry=vale.inquiry, name="Mary Stone")
    act("split", other, target="Beth Vale", moved=[f"mention:{second(vale).pk}"])
    assert vale.mentions.count() == 2


def test_two_are_not_split_at_once_and_nothing_goes_to_nobody(editor, act, vale):
    other = WitnessFactory(inquiry=vale.inquiry)
    assert "Choose one entry to split." in act("split", vale, other).text
    assert "Say to whom" in act("split", vale, target=" ", moved=[f"mention:{second(vale).pk}"]).text


def test_an_organisation_is_split_as_well(editor, act, paragraph):
    bank = OrganisationFactory(inquiry=paragraph.report.inquiry, name="Harbour Bank")
    alias = bank.aliases.create(name="The Bank")
    act("split", bank, target="River Bank", moved=[f"organisationalias:{alias.pk}"])
    assert list(bank.aliases.all()) == []
    alias.refresh_from_db()
    assert (alias.organisation.name, alias.origin) == ("River Bank", Origin.STAFF)


def test_an_annotator_splits_nothing(annotator, act, vale):
    act("split", vale, target="Beth Vale", moved=[f"mention:{second(vale).pk}"])
    assert vale.mentions.count() == 2
