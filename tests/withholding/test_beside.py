"""What stands beside the text or comes about while words are withheld gives nothing away, and is in nobody's way."""

import json

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from evidence.models import MASK, Annotation, Inquiry, Mention, Source, Tag, Witness
from evidence.models.history import remembered
from evidence.models.slugs import Slugs
from evidence.withholding import lift
from tests.factories import InquiryFactory
from tests.withholding.conftest import paragraph, words_at
from tests.withholding.outlets import stored, telling
from tests.withholding.planted import person, source, stretch


@pytest.fixture
def recorded(guardian):
    """Something that the admin has recorded of a row."""

    def entry(model: type[Model], key: int, name: str, said: str = "") -> LogEntry:
        kind = ContentType.objects.get_for_model(model)
        return LogEntry.objects.create(
            user=guardian, content_type=kind, object_id=str(key), object_repr=name, action_flag=CHANGE,
            change_message=said,
        )  # fmt: skip

    return entry


def restored(redaction, guardian, before: dict[str, str]) -> bool:
    redaction.refresh_from_db()
    lift(redaction, guardian, "It was set aside.")
    return stored() == before


def test_what_is_recorded_of_a_row_that_is_gone_is_masked(copies, hide, guardian, recorded):
    recorded(Mention, 10**9, "Zelda Quillfeather", "Confirmed: Quillfeather.")
    before = stored()
    redaction = hide("witness", **person())
    assert telling(stored(), ["quillfeather"]) == []
    assert restored(redaction, guardian, before)


def test_a_name_that_was_cut_where_it_was_recorded_is_masked(copies, hide, recorded):
    entry = recorded(Annotation, copies.pk, "A note that was kept on 3 May about Quillfe")
    hide("witness", **person())
    entry.refresh_from_db()
    assert entry.object_repr == "A note that was kept on 3 May about ███████"


def test_what_is_recorded_in_numbers_for_letters_is_masked(copies, hide, guardian, recorded):
    zelda = Witness.objects.get(name="Zelda Quillfeather")
    zelda.aliases.create(name="Ångström")
    entry = recorded(Witness, zelda.pk, "", json.dumps([{"added": {"name": "alias", "object": "Ångström"}}]))
    assert "Ångström" not in entry.change_message
    before = stored()
    redaction = hide("witness", **person())
    entry.refresh_from_db()
    assert "Ångström" not in entry.get_change_message()
    assert restored(redaction, guardian, before)


def test_half_a_word_around_an_annotation_is_not_told_by_its_history(copies, hide, guardian):
    """The words around it are cut at a number of letters."""
    on = paragraph("2")
    at = words_at(on.text, "told us that")
    around = {"prefix": "", "suffix": " “the xylograph was burnt in the cel"}
    note = Annotation.objects.create(paragraph=on, **at, quote="told us that", body="B.", author=guardian, **around)
    for suffix in (around["suffix"], " “the xyl", " “the"):
        with remembered(note, guardian):
            note.suffix = suffix
            note.save()
    before = stored()
    redaction = hide("paragraph", **stretch())
    records = note.history.values_list("suffix", flat=True)
    assert len(records) == 3
    assert {sign for suffix in records for sign in suffix} == {MASK}
    assert restored(redaction, guardian, before)


@pytest.mark.parametrize("written", ["Zoe Mueckenstroem", "Zoë Mueckenström", "zoe-mueckenstrom.txt"])
def test_a_name_without_its_accents_is_masked_too(copies, hide, written):
    Witness.objects.get(name="Zelda Quillfeather").aliases.create(name="Zoë Mueckenström")
    Annotation.objects.filter(pk=copies.pk).update(body=written)
    hide("witness", **person())
    copies.refresh_from_db()
    assert telling({"body": copies.body}, ["zoe", "zoë"]) == []


def test_an_address_of_something_withheld_is_given_to_nothing_else(copies, hide):
    hide("witness", **person())
    assert Slugs(Witness, InquiryFactory(slug="mill")).unused("zelda-quillfeather") == "zelda-quillfeather-mill"


def test_who_has_come_by_a_withheld_name_meanwhile_is_in_nobody_s_way(copies, hide, guardian):
    """A new name is staff's: they may not know that it is withheld."""
    inquiry = Inquiry.objects.get(slug="bridge")
    redactions = [hide("source", **source()), hide("paragraph", **stretch())]
    Source.objects.create(inquiry=inquiry, reference="QUI000042", slug="qui")
    Tag.objects.create(name="the xylograph", slug="the-xylograph")
    for redaction in redactions:
        redaction.refresh_from_db()
        lift(redaction, guardian, "It was set aside.")
    references = Source.objects.filter(reference__startswith="QUI").values_list("reference", "slug")
    assert sorted(references) == [("QUI000042", "QUI000042"), ("QUI000042 2", "qui")]
    tags = Tag.objects.filter(name__startswith="the").values_list("name", "slug")
    assert sorted(tags) == [("the xylograph", "the-xylograph"), ("the xylograph 2", "the-xylograph-2")]
