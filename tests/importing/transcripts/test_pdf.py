"""PDF transcripts, one page a sheet and condensed, and files made to exhaust or break a reader."""

import importlib.util
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from evidence.importing.transcripts import pdf_words
from evidence.importing.transcripts.reader import parse_pdf, parse_transcript
from tests.importing.transcripts.printed import INDEX, MORNING, page_text, paged

SCRIPT = Path(__file__).resolve().parents[3] / "fixtures" / "make_condensed_pdf.py"
PAGES = [*paged([line.replace(":  ", ": ").replace(".  ", ". ") for line in MORNING] * 4), *paged(INDEX)]


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("make_condensed_pdf", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def make(maker):
    def pdf(pages, a_sheet=4, first=1):
        read = maker.read_pages(page_text(pages, first))
        return maker.make_pdf(read, maker.LAYOUTS[a_sheet], "The Weir Inquiry", "12 May 2021")

    return pdf


@pytest.mark.parametrize("a_sheet", [1, 2, 4])
def test_a_pdf_reads_as_its_text_does(make, a_sheet):
    text = parse_transcript("hearings/2021-05-12.txt", page_text(PAGES, first=25))
    hearing = parse_transcript("hearings/2021-05-12.pdf", make(PAGES, a_sheet, first=25))
    assert hearing.speeches == text.speeches
    assert [page.number for page in hearing.pages] == [25, 26, 27, 28, 29]
    for mine, printed in zip(hearing.pages, text.pages, strict=True):
        assert [(n, line.split()) for n, line in mine.lines] == [(n, line.split()) for n, line in printed.lines]
    assert (hearing.title, hearing.examinations) == ("The Weir Inquiry 12 May 2021", text.examinations)


def test_indents_survive_so_that_a_page_reads_as_printed(make):
    hearing = parse_pdf("a.pdf", make(PAGES))
    assert hearing.pages[0].lines[7] == (8, "    years, I believe.")


def test_a_26_line_page_in_a_pdf_keeps_its_lines(make):
    long = [*MORNING, "A.  Line 25.", "A.  Line 26."]
    hearing = parse_pdf("a.pdf", make([long, MORNING, MORNING]))
    assert hearing.pages[0].lines[-1] == (26, "A. Line 26.")
    assert "page-too-long" in [problem.code for problem in hearing.problems]


def test_a_pdf_is_known_by_its_content_and_not_by_its_name(make):
    assert parse_transcript("a.txt", make(PAGES)).pages


def test_a_pdf_that_says_it_was_closed_has_no_words(make):
    hearing = parse_pdf("a.pdf", make(paged(["(10.00 am)", "(The Inquiry sat in closed session)", "MS CAREY: Heron."])))
    assert hearing.is_closed
    assert hearing.pages == ()


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.7\nnothing of the kind\n%%EOF",
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    ],
)
def test_what_is_no_pdf_is_said_in_a_sentence_and_the_day_is_kept(content):
    hearing = parse_transcript("hearings/2021-05-12.pdf", content)
    assert [problem.code for problem in hearing.problems] == ["pdf-unreadable"]
    assert hearing.is_unread
    assert str(hearing.date) == "2021-05-12"


def test_a_truncated_pdf_is_read_in_part_or_refused(make):
    content = make(PAGES)
    hearing = parse_pdf("a.pdf", content[: len(content) // 2])
    assert hearing.pages or [problem.code for problem in hearing.problems] == ["pdf-unreadable"]


def test_a_pdf_without_text_is_an_error(maker):
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
    content = maker.written([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page])
    assert "without text" in str(parse_pdf("a.pdf", content).problems[0])


def test_a_pdf_of_pictures_is_said_to_be_one(maker):
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    picture += b" /Length 1 >>\nstream\n\xff\nendstream"
    drawn = b"<< /Length 24 >>\nstream\n100 0 0 100 0 0 cm /P Do\nendstream"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R"
    page += b" /Resources << /XObject << /P 5 0 R >> >> >>"
    tree = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    content = maker.written([*tree, page, drawn, picture])
    assert "1 sheet without text, perhaps scanned" in str(parse_pdf("a.pdf", content).problems[0])


def test_a_locked_pdf_is_said_to_be_one(make):
    locked = b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"00" * 32 + b"> /U <" + b"01" * 32
    locked += b"> /P -4 >> /ID [<00><00>] "
    hearing = parse_pdf("hearings/2021-05-12.pdf", make(PAGES).replace(b"trailer\n<< ", locked))
    assert "password" in str(hearing.problems[0])
    assert (str(hearing.date), hearing.is_unread) == ("2021-05-12", True)


def test_of_a_pdf_of_ten_thousand_sheets_the_first_are_read_and_that_is_said(make):
    content = make([MORNING[:4]], a_sheet=1)
    sheet = re.search(rb"/Kids \[(\d+ 0 R)", content)[1]
    content = content.replace(b"/Kids [", b"/Kids [" + (sheet + b" ") * 9_999).replace(b"/Count 1", b"/Count 10000")
    hearing = parse_pdf("a.pdf", content)
    assert "more than 2,000 sheets" in " ".join(map(str, hearing.problems))
    assert hearing.pages


def test_a_damaged_sheet_loses_only_itself(make):
    content = make(PAGES, a_sheet=1, first=25)
    hearing = parse_pdf("a.pdf", content.replace(b"/Kids [", b"/Kids [99 0 R ").replace(b"/Count 5", b"/Count 6"))
    assert [page.number for page in hearing.pages] == [25, 26, 27, 28, 29]
    assert "sheet 1 of the PDF cannot be read" in " ".join(map(str, hearing.problems))


def test_a_hyphen_that_ends_a_line_stays_one(make):
    hearing = parse_pdf("a.pdf", make([["    It was a well-", "known weir --", "and a fore-", "man kept it."]] * 2))
    assert [text.strip() for _, text in hearing.pages[0].lines] == [
        "It was a well-",
        "known weir --",
        "and a fore-",
        "man kept it.",
    ]


def test_a_pdf_larger_than_the_limit_is_refused_unread(make):
    with pytest.raises(pdf_words.PdfRefusedError, match="at most 100 are read"):
        pdf_words.read_sheets(make(PAGES), most_bytes=100)


def test_a_pdf_that_takes_too_long_is_given_up(make):
    with pytest.raises(pdf_words.PdfRefusedError, match="seconds"):
        pdf_words.read_sheets(make(PAGES), most_seconds=0.01)


def test_a_sheet_that_swells_when_unpacked_takes_nothing_down(maker):
    bomb = zlib.compress(zlib.compress(b"\0" * 300_000_000))
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(bomb), bomb)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>"
    tree = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream]
    with pytest.raises(pdf_words.PdfRefusedError):
        pdf_words.read_sheets(maker.written(tree), most_seconds=3)


def test_the_script_makes_the_same_bytes_each_time(tmp_path):
    source = tmp_path / "day.txt"
    source.write_text(page_text(PAGES, first=25), encoding="utf-8")
    made = []
    for name in ("a.pdf", "b.pdf"):
        command = [sys.executable, str(SCRIPT), str(source), str(tmp_path / name), "--header", "The Weir Inquiry"]
        subprocess.run(command, check=True)  # noqa: S603
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert b"Pages 25 - 28" in made[0]
    assert len(parse_pdf("a.pdf", made[0]).pages) == len(PAGES)
