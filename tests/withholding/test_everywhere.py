"""What is withheld is nowhere: not on a page, in a file, in a table or in the index; and lifting brings it back."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from evidence.models import Annotation, ImportProblem, Redaction, Source, Tag, Witness
from evidence.models.history import remembered
from evidence.withholding import lift, withhold
from tests.factories import ParagraphFactory
from tests.withholding.conftest import hearing, note, paragraph, words_at
from tests.withholding.outlets import hits, outlets, stored, telling

STRETCH = "Ms Zelda Quillfeather, Head of Vermilion"
NAME = ["zelda", "quillfeather"]


def _stretch() -> dict:
    on = paragraph("2")
    return {"paragraph": on, **words_at(on.text, "“the xylograph was burnt in the cellar”")}


def _introduction() -> dict:
    on = paragraph("2")
    return {"paragraph": on, **words_at(on.text, "Zelda Quillfeather, Head of Vermilion")}


def _whole() -> dict:
    return {"paragraph": paragraph("2"), "is_whole": True, "start": 0, "end": len(paragraph("2").text)}


def _note() -> dict:
    return {"footnote": note("2"), "is_whole": True, "start": 0, "end": len(note("2").text)}


def _lines() -> dict:
    return {"hearing": hearing(), "page_from": 1, "line_from": 2, "page_to": 1, "line_to": 3}


def _person() -> dict:
    return {"witness": Witness.objects.get(name="Zelda Quillfeather")}


def _source() -> dict:
    return {"source": Source.objects.get(reference="QUI000042")}


EACH_KIND = [
    ("paragraph", _stretch, ["xylograph", "cellar"]),
    ("footnote", _note, ["ormolu", "ORM000007"]),
    ("lines", _lines, ["syzygy", "written down"]),
    ("witness", _person, NAME),
    ("source", _source, ["QUI000042"]),
]
INTRODUCTION = [("paragraph", _introduction, ["vermilion"])]
WHOLE = [("paragraph", _whole, ["xylograph", "vermilion", "3 may"])]


@pytest.fixture
def copies(folder, guardian):
    """Staff's own words that repeat what is printed: annotations, records of the admin, problems of the import."""
    on = paragraph("2")
    place = words_at(on.text, "xylograph was burnt")
    annotation = Annotation.objects.create(
        paragraph=on,
        **place,
        quote="xylograph was burnt",
        prefix=on.text[place["start"] - 32 : place["start"]],
        suffix=on.text[place["end"] : place["end"] + 32],
        body="The xylograph of Ms Quillfeather, Head of Vermilion: see ORM000007, QUI000042 and the syzygy.",
        visibility="public",
        author=guardian,
    )
    annotation.tags.add(
        Tag.objects.create(name="the xylograph", slug="the-xylograph"), Tag.objects.create(name="Vermilion", slug="a-b")
    )
    zelda, pike = Witness.objects.get(name="Zelda Quillfeather"), Witness.objects.get(name="Tom Pike")
    with remembered(pike, guardian, "told apart from Zelda Quillfeather, who was Head of Vermilion"):
        pike.honorific = "Sir"
        pike.save()
    with remembered(zelda, guardian):
        zelda.aliases.create(name="Zelda of Vermilion")
        zelda.roles.create(title="Keeper of the xylograph")
    problem = ImportProblem.objects.first()
    problem.found = "“xylograph was burnt in the cellar”; Ormolu Memorandum; syzygy; Zelda Quillfeather; Vermilion"
    problem.save()
    kind = ContentType.objects.get_for_model(Annotation)
    LogEntry.objects.create(
        user=guardian, content_type=kind, object_id=annotation.pk, object_repr=annotation.body, action_flag=CHANGE
    )
    return annotation


@pytest.mark.parametrize("cases", [EACH_KIND, INTRODUCTION, WHOLE], ids=["each-kind", "introduction", "whole"])
def test_withheld_words_are_nowhere_and_lifting_restores_everything(copies, hide, guardian, client, tmp_path, cases):
    words = [word for _, _, planted in cases for word in planted]
    before = stored()
    found = telling(before, words)
    assert {word for word in words if any(place.endswith(f": {word}") for place in found)} == set(words)
    # the words are looked for before the first of them is hidden
    redactions = [hide(kind, **values) for kind, values in [(kind, values()) for kind, values, _ in cases]]
    assert telling(outlets(client, tmp_path / "package"), words) == []
    assert [hits(client, word) for word in words if " " not in word] == [0] * sum(" " not in word for word in words)
    for redaction in redactions:
        redaction.refresh_from_db()
        lift(redaction, guardian, "The order was set aside.")
    assert stored() == before


def test_roles_and_aliases_of_a_withheld_person_go_with_their_history(copies, hide, guardian):
    before = stored()
    redaction = hide("witness", **_person())
    assert telling({name: text for name, text in stored().items() if "Historical" in name}, ["keeper"]) == []
    lift(redaction, guardian, "It was set aside.")
    assert stored() == before


def test_a_tag_stays_masked_while_any_inquiry_withholds_its_words(copies, hide, guardian):
    other = ParagraphFactory(text="The xylograph is here too.")
    elsewhere = Redaction(
        inquiry=other.report.inquiry, kind="paragraph", paragraph=other, start=4, end=13, reason="r", authority="a",
        author=guardian,
    )  # fmt: skip
    here = hide("paragraph", **_stretch())
    withhold(elsewhere)
    for redaction in (here, elsewhere):
        assert telling({"tags": stored()["evidence.Tag"]}, ["xylograph"]) == []
        redaction.refresh_from_db()
        lift(redaction, guardian, "It was set aside.")
    assert telling({"tags": stored()["evidence.Tag"]}, ["xylograph"]) != []
