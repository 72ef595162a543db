"""Transcripts of a folder are stored as printed, their speeches with who spoke, and citations find their day."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evidence.models import Citation, Hearing, ImportProblem, Inquiry, QuotationCheck, Source, Speech, TranscriptPage

pytestmark = pytest.mark.django_db
TOML = (
    'title = "The Bridge Inquiry"\nslug = "bridge"\n[[report]]\ntitle = "The Bridge Report"\nslug = "bridge-report"\n'
)
REPORT = """The Bridge Report

A.1: The bridge

1. Mr Peter Holt, Engineer at Alder Council, told the inquiry: “The pier had moved by a good four inches.”[1]

2. He had said so before.[2]

Footnotes

[1] Transcript, 20 May 2019, Mr Holt, page 1, lines 4-5.

[2] Transcript, 21 May 2019, Mr Holt, page 3.

Back to top
"""
PAGE = """ 1                                    Monday, 20 May 2019
 2   (10.00 am)
 3                   MR PETER HOLT (sworn)
 4                 Examination by MS WADE
 5   Q.  What did you see?
 6   A.  The pier had moved by a
 7       good four inches.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("report", "hearings"):
        (tmp_path / name).mkdir()
    (tmp_path / "inquiry.toml").write_text(TOML)
    (tmp_path / "report" / "001-a1.txt").write_text(REPORT)
    lines = PAGE + "".join(f"{number:>2}\n" for number in range(8, 26))
    (tmp_path / "hearings" / "2019-05-20.txt").write_text(f"{lines}\n{1:>40}\n")
    return tmp_path


def run(folder: Path) -> str:
    out = StringIO()
    call_command("import_inquiry", str(folder), stdout=out)
    return out.getvalue()


def test_a_transcript_is_stored_line_by_line(folder: Path):
    run(folder)
    hearing = Hearing.objects.get()
    assert (hearing.slug, str(hearing.date), hearing.is_closed) == ("bridge-2019-05-20", "2019-05-20", False)
    lines = dict(TranscriptPage.objects.get(number=1).lines)
    assert lines[7].strip() == "good four inches."


def test_an_answer_knows_who_gave_it_and_where(folder: Path):
    run(folder)
    answer = Speech.objects.get(kind="answer")
    assert answer.text == "The pier had moved by a good four inches."
    assert (answer.speaker_as_printed, answer.witness.name) == ("A.", "Peter Holt")
    assert (answer.page_from, answer.line_from, answer.page_to, answer.line_to) == (1, 6, 1, 7)


def test_a_citation_finds_the_day_that_is_held_and_says_which_is_not(folder: Path):
    run(folder)
    held, missing = Citation.objects.order_by("footnote__position")
    assert (held.hearing, held.status) == (Hearing.objects.get(), "resolved")
    assert (missing.hearing, missing.status) == (None, "not-held")


def test_a_hearing_imported_later_resolves_what_waited_for_it(folder: Path):
    transcript = folder / "hearings" / "2019-05-20.txt"
    words = transcript.read_text()
    transcript.unlink()
    run(folder)
    assert not Citation.objects.filter(hearing__isnull=False).exists()
    transcript.write_text(words)
    run(folder)
    assert Citation.objects.filter(hearing__slug="bridge-2019-05-20", status="resolved").count() == 1


def test_a_transcript_that_is_gone_goes_and_its_citations_wait_again(folder: Path):
    run(folder)
    (folder / "hearings" / "2019-05-20.txt").unlink()
    run(folder)
    assert not Hearing.objects.exists()
    assert not Citation.objects.filter(status="resolved").exists()


def test_importing_again_writes_nothing_of_a_transcript(folder: Path):
    run(folder)
    before = [list(model.objects.values()) for model in (Hearing, TranscriptPage, Speech, Citation, Source)]
    Inquiry.objects.update(digest="")
    run(folder)
    assert [list(model.objects.values()) for model in (Hearing, TranscriptPage, Speech, Citation, Source)] == before


def test_a_second_transcript_of_a_day_is_left_out_and_said(folder: Path):
    (folder / "hearings" / "2019-05-20-copy.txt").write_text("Hearing: Again\n\nDate: 2019-05-20\n\nMr Holt: No.\n")
    (folder / "hearings" / "2019-05-20b.txt").write_text("Hearing: Again\n\nDate: 2019-05-20\n\nMr Holt: No.\n")
    run(folder)
    assert ImportProblem.objects.filter(code="hearing-twice").exists()
    assert Speech.objects.filter(hearing__slug="bridge-2019-05-20", kind="answer").count() == 1


def test_a_day_whose_file_cannot_be_read_is_kept_with_what_was_read_before(folder: Path):
    run(folder)
    (folder / "hearings" / "2019-05-20.txt").unlink()
    for day in ("2019-05-20", "2019-05-21"):
        (folder / "hearings" / f"{day}.pdf").write_bytes(b"%PDF-1.7\nnothing of the kind\n%%EOF")
    assert "hearings/2019-05-20.pdf: a PDF that cannot be opened" in run(folder)
    assert [str(hearing.date) for hearing in Hearing.objects.order_by("date")] == ["2019-05-20", "2019-05-21"]
    assert Speech.objects.filter(hearing__date="2019-05-20", kind="answer").exists()


def test_a_transcript_without_a_day_is_refused(folder: Path):
    (folder / "hearings" / "someday.txt").write_text("Hearing: Untold\n\nMr Holt: No.\n")
    with pytest.raises(CommandError, match=r"hearings/someday\.txt: no day; expected"):
        run(folder)
    assert not Inquiry.objects.exists()


def test_a_quotation_is_checked_once_its_hearing_comes(folder: Path, tmp_path_factory):
    transcript = (folder / "hearings" / "2019-05-20.txt").rename(tmp_path_factory.mktemp("later") / "day.txt")
    run(folder)
    assert not QuotationCheck.objects.exists()
    (folder / "hearings" / "2019-05-20.txt").write_text(transcript.read_text())
    run(folder)
    check = QuotationCheck.objects.get()
    assert (check.outcome, check.lines.address) == ("matched", "1:6-1:7")


def test_a_transcript_is_held_while_its_hearing_is(folder: Path):
    def holdings() -> dict[str, str]:
        return dict(Source.objects.values_list("date", "holding"))

    run(folder)
    assert holdings() == {"2019-05-20": "held", "2019-05-21": "cited-only"}
    (folder / "hearings" / "2019-05-20.txt").unlink()
    run(folder)
    assert holdings() == {"2019-05-20": "cited-only", "2019-05-21": "cited-only"}
    assert not QuotationCheck.objects.exists()
