"""A note with words withheld says so wherever it is read."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.withholding.conftest import note, paragraph


@pytest.mark.parametrize("page", ["/reports/bridge/a-1/", None], ids=["page", "paragraph"])
def test_a_note_says_since_when_words_are_withheld_in_it(hide, client, page):
    hide("footnote", footnote=note("1"), start=0, end=9, public_reason="A child.")
    address = page or paragraph("2").get_absolute_url()
    notes = LexborHTMLParser(client.get(address).content).css(".note-text .withheld")
    assert [shown.attributes["aria-label"].endswith(": A child.") for shown in notes] == [True]
