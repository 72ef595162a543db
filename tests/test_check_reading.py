"""The command that holds what is stored against expected.json."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evidence.models import Inquiry, Paragraph

pytestmark = pytest.mark.django_db

TOML = (
    'title = "The Bridge Inquiry"\nslug = "bridge"\n[[report]]\ntitle = "The Bridge Report"\nslug = "bridge-report"\n'
)
PAGE = """The Bridge Report

A.1: The bridge

1. It stood.[1]

2. The engineer said:

“It will stand.”[2]

Footnotes

[1] Minutes of the council.

[2] Statement of the engineer.
"""
EXPECTED = {
    "file": "report/001-a.txt",
    "paragraph_numbers": ["1", "2"],
    "footnote_refs": [["1", 1], ["2", 2]],
    "notes": {"1": "Minutes of the council.", "2": "Statement of the engineer."},
    "headings": [],
    "n_blockquotes": 1,
    "n_blockquote_blocks": 1,
    "n_bullets": 0,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report").mkdir()
    (tmp_path / "inquiry.toml").write_text(TOML)
    (tmp_path / "report" / "001-a.txt").write_text(PAGE)
    (tmp_path / "expected.json").write_text(json.dumps({"pages": [EXPECTED]}))
    return tmp_path


@pytest.fixture
def imported(folder: Path) -> Path:
    call_command("import_inquiry", str(folder), stdout=StringIO())
    return folder


def check(folder: Path, *options: str) -> str:
    out = StringIO()
    call_command("check_reading", str(folder), *options, stdout=out)
    return out.getvalue()


def test_a_faithful_reading_is_a_table_of_single_numbers(imported: Path):
    lines = check(imported).splitlines()
    assert lines[0].split() == [
        "page",
        "labels",
        "markers",
        "by",
        "label",
        "notes",
        "headings",
        "quotations",
        "blocks",
        "list",
        "items",
    ]
    assert lines[1].split() == ["001-a.txt", "2", "2", "2", "2", "0", "1", "1", "0"]
    assert lines[2].split()[:3] == ["all", "pages", "2"]


def test_a_difference_is_named_with_its_file_and_fails(imported: Path):
    Paragraph.objects.filter(label="2").update(label="3")
    out = StringIO()
    with pytest.raises(CommandError, match="not those of expected"):
        call_command("check_reading", str(imported), stdout=out)
    assert "2/2/1" in out.getvalue()
    assert "report/001-a.txt: labels: paragraph 2 is missing" in out.getvalue()


def test_a_program_gets_every_difference_as_json(imported: Path):
    told = json.loads(check(imported, "--json"))
    assert told["faithful"]
    assert told["totals"]["notes"] == {"expected": 2, "found": 2, "equal": 2, "agrees": True, "differences": []}
    assert told["pages"][0]["file"] == "report/001-a.txt"


def test_pages_without_ground_truth_are_named(imported: Path):
    (imported / "report" / "002-b.txt").write_text("A.2: After\n\n3. It fell.\n")
    call_command("import_inquiry", str(imported), stdout=StringIO())
    assert "Not in expected.json, so not compared: report/002-b.txt" in check(imported)


def test_a_folder_changed_since_its_import_is_said_to_be(imported: Path):
    Inquiry.objects.update(digest="other")
    assert "import it again first" in check(imported)


def test_a_folder_that_is_not_imported_gets_the_command_to_run(folder: Path):
    with pytest.raises(CommandError, match=r"bridge is not imported: run “python manage\.py import_inquiry"):
        check(folder)


def test_a_folder_without_ground_truth_says_what_is_missing(imported: Path):
    (imported / "expected.json").unlink()
    with pytest.raises(CommandError, match=r"expected\.json: No such file"):
        check(imported)


@pytest.mark.parametrize(("content", "said"), [(b"{", "not JSON"), (b"[]", "a list"), (b"\xff", "not UTF-8")])
def test_ground_truth_that_cannot_be_read_is_refused(imported: Path, content: bytes, said: str):
    (imported / "expected.json").write_bytes(content)
    with pytest.raises(CommandError, match=said):
        check(imported)
