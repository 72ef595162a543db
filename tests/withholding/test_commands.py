"""Commands that compare what is stored with what was expected tell nothing of what is withheld."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.withholding.conftest import note, paragraph

FIRST = "Statement of Zelda Quillfeather, QUI000"


@pytest.fixture
def hidden_note(hide):
    return hide("footnote", footnote=note("1"), is_whole=True, start=0, end=len(note("1").text))


def test_check_reading_takes_a_mask_for_the_words_it_stands_for(folder, hidden_note):
    starts = {"1": note_start(folder, 1), "2": note_start(folder, 2)}
    page = {"file": "report/001-a1.txt", "notes": starts}
    (folder / "expected.json").write_text(json.dumps({"pages": [page]}))
    out = StringIO()
    call_command("check_reading", folder, stdout=out)
    assert "Quillfeather" not in out.getvalue()


def note_start(folder, number: int) -> str:
    line = (folder / "footnotes.csv").read_text().splitlines()[number]
    return line.split('"')[1][:40]


def test_evaluate_linking_does_not_count_labels_of_withheld_words(folder, hidden_note, hide, tmp_path):
    hide("paragraph", paragraph=paragraph("2"), is_whole=True, start=0, end=len(paragraph("2").text))
    at = {"inquiry": "bridge", "page": "report/001-a1.txt"}
    cited = at | {"footnote": 1, "locator": FIRST, "citations": [{"kind": "statement", "reference": "QUI000042"}]}
    named = at | {"paragraph": "2", "locator": "Ms Zelda Quill", "mentions": [{"text": "Ms Zelda", "kind": "person"}]}
    labels = tmp_path / "labels"
    labels.mkdir()
    (labels / "citations.jsonl").write_text(json.dumps(cited))
    (labels / "mentions.jsonl").write_text(json.dumps(named))
    out = StringIO()
    call_command("evaluate_linking", labels, json=True, stdout=out)
    total = json.loads(out.getvalue())["total"]
    assert total["withheld"] == 2
    assert {score["labelled"] for noun in total["scores"].values() for score in noun.values()} == {0}
