"""What is withheld is nowhere: not on a page, in a file, in a table or in the index; and lifting brings it back."""

import logging
from unittest.mock import patch

import pytest
from django.urls import reverse

from evidence.models import Redaction
from evidence.withholding import lift, withhold
from tests.factories import ParagraphFactory
from tests.withholding.conftest import paragraph
from tests.withholding.error_pages import error_pages
from tests.withholding.outlets import hits, outlets, stored, telling
from tests.withholding.planted import EACH_KIND, INTRODUCTION, NAME, WHOLE, person, stretch


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


def test_no_error_page_and_no_log_holds_withheld_words(copies, hide, client):
    for kind, values in [(kind, values()) for kind, values, _ in EACH_KIND]:
        hide(kind, **values)
    pages = error_pages(client)
    assert {name.partition(" ")[0] for name in pages} == {"400", "403", "404", "429", "500", "503", "log"}
    assert telling(pages, [word for _, _, planted in EACH_KIND for word in planted]) == []


def test_a_fault_while_a_guardian_s_words_are_shown_tells_nothing_of_them(folder, hide, caplog, admin_client):
    """Everything is put back before it is masked anew: what fails then has the words at hand."""
    hide("witness", **person())
    admin_client.raise_request_exception = False
    address = reverse("admin:evidence_redaction_add", query={"paragraph": paragraph("2").pk})
    with patch("evidence.withholding.masking.mask_copies", side_effect=RuntimeError):
        response = admin_client.post(address, {"reason": "r", "authority": "a", "words": "", "confirm": "yes"})
    assert response.status_code == 500
    assert "RuntimeError" in caplog.text
    assert telling({"page": response.text, "log": caplog.text}, ["xylograph", *NAME]) == []


def test_what_is_logged_is_sent_to_nobody():
    """Django's own settings send a fault by e-mail, with the form that a guardian has filled in."""
    named = [logging.getLogger(name) for name in ("", "django", "django.request")]
    kinds = {type(handler).__name__ for logger in named for handler in logger.handlers}
    assert "AdminEmailHandler" not in kinds


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
