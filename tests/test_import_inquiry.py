"""The command that brings an inquiry in: section E.2 as a reader will find it, and refusals that help."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evidence.models import (
    Footnote,
    FootnoteMarker,
    ImportProblem,
    Inquiry,
    Mention,
    Organisation,
    Paragraph,
    Quotation,
    Section,
    Subject,
    Witness,
)

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "iicsa-internet"


def run(*arguments: str, folder: Path = FOLDER) -> str:
    out = StringIO()
    call_command("import_inquiry", str(folder), *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def section_e2(db) -> None:
    run()


def test_section_e2_lies_under_part_e(section_e2):
    page = Section.objects.get(number="E.2")
    assert (page.slug, page.title, page.parent.number) == ("e-2", "Challenges posed by live streaming", "Part E")
    (heading,) = page.children.all()
    assert heading.title == "Industry response: detection"


def test_paragraphs_11_to_21_are_there_with_what_belongs_to_them(section_e2):
    paragraphs = list(Paragraph.objects.in_reading_order())
    assert [paragraph.label for paragraph in paragraphs] == [str(number) for number in range(11, 22)]
    assert paragraphs[4].text.split("\n\n")[2].startswith("She said that Facebook did not encounter")
    assert paragraphs[9].text.split("\n\n")[1].startswith("We have a dedicated team of human reviewers")


def test_twelve_markers_stand_where_they_were_printed(section_e2):
    markers = FootnoteMarker.objects.select_related("paragraph")
    assert [(marker.label, marker.paragraph.text[: marker.offset].split(" ")[-1]) for marker in markers] == [
        ("1", "situation”."),
        ("2", "access.”"),
        ("3", "[streaming]”."),
        ("4", "often”."),
        ("5", "reports.”"),
        ("6", "(NCMEC)"),
        ("7", "times.”"),
        ("8", "video”."),
        ("9", "abuse."),
        ("10", "comments."),
        ("11", "stream”."),
        ("12", "NCMEC."),
    ]


def test_every_note_is_known_to_be_missing(section_e2):
    assert Footnote.objects.filter(text_missing=True, text="").count() == Footnote.objects.count() == 12


SPEAKERS = [
    ("13", "block", "opening-lost", "Simon Bailey", "1"),
    ("14", "block", "complete", "Richard Smith", "2"),
    ("15", "block", "complete", "Julie de Bailliencourt", "3"),
    ("15", "inline", "complete", "Julie de Bailliencourt", "4"),
    ("16", "block", "opening-lost", "Julie de Bailliencourt", "5"),
    ("17", "block", "opening-lost", "Hugh Milward", "7"),
    ("17", "inline", "complete", "Hugh Milward", "8"),
    ("20", "inline", "complete", "Kristie Canegallo", "11"),
    ("20", "block", "absent", "Kristie Canegallo", "12"),
]


def test_every_quotation_has_its_marks_its_speaker_and_its_note(section_e2):
    found = [
        (
            quotation.paragraph.label,
            quotation.display,
            quotation.marks,
            str(quotation.speaker),
            quotation.footnote.label if quotation.footnote else "",
        )
        for quotation in Quotation.objects.order_by("paragraph__position", "start")
    ]
    assert found == SPEAKERS


def test_a_quotation_that_only_its_place_speaks_for_waits_for_staff(section_e2):
    (uncertain,) = Quotation.objects.filter(is_certain=False)
    assert uncertain.text.startswith("We have a dedicated team")


def test_every_witness_organisation_and_subject_is_mentioned(section_e2):
    assert not Witness.objects.filter(mentions=None).exists()
    assert not Organisation.objects.filter(mentions=None).exists()
    # a broader subject may be there for its narrower ones alone
    assert not Subject.objects.filter(mentions=None, narrower=None).exists()
    assert Witness.objects.count() == 5


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Ms de Bailliencourt", "julie-de-bailliencourt"),
        ("Chief Constable Bailey", "simon-bailey"),
        ("Commander Smith", "richard-smith"),
    ],
)
def test_short_forms_are_linked(section_e2, words: str, slug: str):
    mentions = Mention.objects.filter(witness__slug=slug).select_related("paragraph")
    assert words in [str(mention) for mention in mentions]


def test_the_command_again_changes_nothing(section_e2):
    before = list(Mention.objects.values()) + list(Quotation.objects.values())
    assert "unchanged" in run()
    Inquiry.objects.update(digest="")  # read anew, as after a change of rules
    assert "inquiries: 1 changed" in run()
    assert list(Mention.objects.values()) + list(Quotation.objects.values()) == before


@pytest.mark.django_db
def test_a_dry_run_says_what_would_change_and_writes_nothing():
    assert "paragraphs: 11 created" in run("--dry-run")
    assert not Inquiry.objects.exists()


@pytest.mark.django_db
def test_a_program_gets_the_summary_as_json():
    summary = json.loads(run("--json"))
    assert summary["tallies"]["paragraphs"]["created"] == 11
    assert all(problem["file"] for problem in summary["problems"])


def test_what_was_left_out_is_shown_to_staff(section_e2):
    assert ImportProblem.objects.filter(code="left-out", found__contains="Skip to main content").exists()


@pytest.mark.django_db
def test_a_folder_that_cannot_be_read_is_refused_with_the_way_on(tmp_path: Path):
    with pytest.raises(CommandError, match=r"inquiry\.toml: no such file.*\nNothing was written"):
        call_command("import_inquiry", str(tmp_path))


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "inquiry"))


def test_a_dry_run_of_a_corrected_folder_says_what_would_change_and_changes_nothing(section_e2, tmp_path: Path):
    folder = copied(tmp_path)
    (page,) = (folder / "report").iterdir()
    page.write_text(page.read_text(encoding="utf-8").replace("often", "usually"), encoding="utf-8")
    before = list(Paragraph.objects.values())
    said = run("--dry-run", folder=folder)
    assert "paragraphs: 1 changed, 10 unchanged" in said
    assert "would be written" in said
    assert list(Paragraph.objects.values()) == before
    summary = json.loads(run("--dry-run", "--json", folder=folder))
    assert (summary["dry_run"], summary["changed"]) == (True, True)
    assert summary["tallies"]["paragraphs"]["changed"] == 1


def test_a_program_is_told_what_was_refused(tmp_path: Path, db):
    folder = copied(tmp_path)
    (folder / "witnesses.csv").write_text("role\nClerk\n")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_inquiry", str(folder), "--json", stdout=out)
    (refused,) = json.loads(out.getvalue())["refused"]
    assert refused.startswith("witnesses.csv:1: columns role; expected the columns name")


def test_every_problem_is_said_once(tmp_path: Path, db):
    folder = copied(tmp_path)
    (page,) = (folder / "report").iterdir()
    notes = "Footnotes\n\n[1] Called.\n\n[40] Not called.\n\n[41] Not called.\n\nBack to top"
    page.write_text(page.read_text(encoding="utf-8").replace("Back to top", notes), encoding="utf-8")
    summary = json.loads(run("--json", folder=folder))
    said = [(problem["file"], problem["line"], problem["code"]) for problem in summary["problems"]]
    assert len(said) == len(set(said))
    assert [code for *_, code in said].count("note-not-called") == 2
    assert ImportProblem.objects.count() == len(said)
