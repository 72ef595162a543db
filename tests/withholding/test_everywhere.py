"""What is withheld is nowhere: not on a page, in a file, in a table or in the index; and lifting brings it back."""

import pytest

from evidence.models import Redaction
from evidence.withholding import lift, withhold
from tests.factories import ParagraphFactory
from tests.withholding.outlets import hits, outlets, stored, telling
from tests.withholding.planted import EACH_KIND, INTRODUCTION, WHOLE, person, stretch


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
    redaction = hide("witness", **person())
    assert telling({name: text for name, text in stored().items() if "Historical" in name}, ["keeper"]) == []
    lift(redaction, guardian, "It was set aside.")
    assert stored() == before


def test_a_tag_stays_masked_while_any_inquiry_withholds_its_words(copies, hide, guardian):
    other = ParagraphFactory(text="The xylograph is here too.")
    elsewhere = Redaction(
        inquiry=other.report.inquiry, kind="paragraph", paragraph=other, start=4, end=13, reason="r", authority="a",
        author=guardian,
    )  # fmt: skip
    here = hide("paragraph", **stretch())
    withhold(elsewhere)
    for redaction in (here, elsewhere):
        assert telling({"tags": stored()["evidence.Tag"]}, ["xylograph"]) == []
        redaction.refresh_from_db()
        lift(redaction, guardian, "It was set aside.")
    assert telling({"tags": stored()["evidence.Tag"]}, ["xylograph"]) != []
