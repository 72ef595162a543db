"""Whatever a text page holds, it parses or is refused with a line, and no printed word is lost."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.importing.records import PageRecord, ParagraphRecord, Severity
from evidence.importing.text_pages import parse_text_page

LABELS = ("11. ", "12. ", "13.\t", "3.46 ", "1. ", "2. ", "16.1. ", "2A. ")
LISTS = ("• ", "◦ ", "(a) ", "(i) ", "- ", " | ")
MARKS = ("“", "”", '"', "‘", "’", "…", "[1]", "[2]", " [3]", "[2019] EWHC", "[936]")
WORDS = ("said:", "We told", "text.", "Heading", "ALL CAPS", "ü", "Ā ", "E.2: ", "Chapter 3", ": ", "The Report of it")
SITE = (
    "Footnotes",
    "Notes",
    "Back to top",
    "Skip to main content",
    "References\n\n1. one\n\n2. two",
    "[1] note\n\n[2] note",
)
SPACES = ("\n", "\n\n", "\r\n\r\n", "\f", "\t", "\ufeff", "\u00ad", "\u2028", "\x1c")
PIECES = st.sampled_from([*LABELS, *LISTS, *MARKS, *WORDS, *SITE, *SPACES])
PAGES = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=60).map("".join)


def characters(text: str) -> str:
    """The letters and digits of a text, in order."""
    return "".join(re.findall(r"\w", text))


def with_markers(paragraph: ParagraphRecord) -> str:
    """A paragraph as it was printed, label and markers included."""
    pieces, position = [paragraph.label], 0
    for marker in paragraph.markers:
        pieces += [paragraph.text[position : marker.offset], marker.label]
        position = marker.offset
    return "".join([*pieces, paragraph.text[position:]])


def printed_again(page: PageRecord) -> str:
    """All that was kept of a page and all that was reported as left out, in the order of the lines."""
    found = [(page.heading.line, page.heading.number + page.heading.title)]
    found += [(heading.line, heading.number + heading.title) for heading in page.headings]
    found += [(paragraph.line, with_markers(paragraph)) for paragraph in page.paragraphs]
    found += [(note.line, note.label + note.text) for note in page.notes]
    found += [(problem.line or 0, problem.found) for problem in page.problems if problem.code == "left-out"]
    return "".join(text for _, text in sorted(found, key=lambda entry: entry[0]))


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_any_text_parses_or_is_refused_with_a_line(content: str) -> None:
    page = parse_text_page("report/001.txt", content)
    errors = [problem for problem in page.problems if problem.severity is Severity.ERROR]
    assert page.paragraphs or page.headings or page.heading.title or page.notes or page.problems
    assert all(error.line for error in errors)


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_no_printed_letter_is_lost_or_moved(content: str) -> None:
    page = parse_text_page("report/001.txt", content)
    if not any(problem.code in ("page-empty", "unstorable-character") for problem in page.problems):
        kept, printed = characters(printed_again(page)), characters(content)
        moved = any(problem.code == "marker-in-heading" for problem in page.problems)
        if moved or "\f" in content:  # a paragraph goes on below the foot of its printed page
            kept, printed = "".join(sorted(kept)), "".join(sorted(printed))
        assert kept == printed


@pytest.mark.parametrize("inquiry", ["iicsa-internet", "post-office", "iraq"])
def test_no_letter_of_a_real_report_is_lost_or_moved(corpora: Path, inquiry: str) -> None:
    for path in sorted((corpora / inquiry / "report").glob("*.txt")):
        content = path.read_text(encoding="utf-8")
        assert characters(printed_again(parse_text_page(path.name, content))) == characters(content), path.name


@given(PAGES)
@settings(max_examples=300, deadline=None)
def test_blocks_cover_the_text_and_spans_lie_in_it(content: str) -> None:
    for paragraph in parse_text_page("report/001.txt", content).paragraphs:
        pieces = [paragraph.text[block.start : block.end] for block in paragraph.blocks]
        assert "\n\n".join(pieces) == paragraph.text
        offsets = [marker.offset for marker in paragraph.markers]
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(paragraph.text) for offset in offsets)
        bounds = {block.start for block in paragraph.blocks}, {block.end for block in paragraph.blocks}
        for quotation in paragraph.quotations:
            assert paragraph.text[quotation.start : quotation.end].strip()
            assert quotation.start in bounds[0]
            assert quotation.end in bounds[1]


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_lines_point_into_the_file(content: str) -> None:
    page = parse_text_page("report/001.txt", content)
    last = content.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    lines = [record.line for record in (*page.headings, *page.paragraphs, *page.notes)]
    assert all(1 <= line <= last for line in lines)


HOSTILE = {
    "one line of 2 MB": "word " * 400_000,
    "a line of markers": "x[1]" * 50_000,
    "100,000 short lines": "a\n" * 100_000,
    "50,000 short blocks": "a\n\n" * 50_000,
    "one label again and again": "13. a\n\n" * 10_000,
    "labels that only line breaks part": "13. a.\n" * 10_000,
    "numbers that rise and start again": "".join(f"{n % 7 + 1}. a.\n\n" for n in range(10_000)),
    "numbers that fall": "".join(f"{9999 - n % 9999}. a.\n\n" for n in range(10_000)),
    "markers alone": "Text.\n\n" + "[1]\n\n" * 10_000,
    "quotations left open": "1. He said:\n\n" + "“a\n\n" * 10_000,
    "quotations closed": "1. He said:\n\n" + "a”\n\nb “c” d\n\n" * 8_000,
    "opening marks": "1. " + "“" * 500_000,
    "brackets": "1. " + "[[[" * 300_000,
    "notes of one number": "1. a[1]\n\nFootnotes\n\n" + "[1] a\n\n" * 10_000,
    "lines that call themselves notes": "1. a\n\n" + "Notes\n\nbut not\n\n" * 8_000,
    "digits": "1" * 1_000_000 + "\n\n" + "1." * 500_000,
    "printed pages": "".join(f"Head\n\na{n % 90}. b\n\n{n % 90} c\n\n{n}\n\f" for n in range(1, 4_000)),
    "a printed page of notes": "a\f" + "b.1 c\n\n1 d\n\n" * 6_000,
    "words parted at line ends": "1. " + "organi-\nsation " * 30_000,
    "strokes": "1. " + " | " * 400_000,
    "list items": "1. a:\n\n" + "(i) a\n\n" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_time_in_proportion(name: str) -> None:
    began = time.process_time()
    parse_text_page("report/001.txt", HOSTILE[name])
    assert time.process_time() - began < 4, f"{name}: time grows faster than the text"
