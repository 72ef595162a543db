"""The demonstration inquiry agrees with itself: its counts, its transcripts, and each quotation with the testimony."""

import csv
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from evidence.importing.folder import InquiryFolder, read_folder
from evidence.importing.pages import read_pages
from evidence.importing.records import PageRecord, Severity
from evidence.importing.transcripts.reader import parse_transcript
from evidence.models import Citation, Footnote, ImportProblem, Quotation, QuotationCheck, Source

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "alder-mill-bridge"
TRANSCRIPTS = {
    "2019-05-20": FOLDER / "hearings" / "2019-05-20.txt",
    "2019-05-21": FOLDER / "transcript-sources" / "2019-05-21.txt",
}
CONDENSED = FOLDER / "hearings" / "2019-05-21.pdf"
NUMBERED_DAYS = {"Day 2": "2019-05-21", "Day2": "2019-05-21", "T/2": "2019-05-21"}
ALTERED, NOT_FOUND, NOT_TESTIMONY = "41", "42", "3"  # by note
RULES = {
    "book", "braced-day", "braced-urn", "bracketed-urn", "comment", "file", "hansard", "ibid", "judgment",
    "legislation", "name-date-page-line", "named-statement", "op-cit", "oral-evidence", "report-paragraph",
    "report-section", "slashed-day", "titled-email", "titled-letter", "titled-minute", "titled-minutes", "titled-note",
    "titled-paper", "titled-public-hearing", "titled-report", "titled-source", "titled-statement", "titled-telegram",
    "titled-transcript", "url", "urn", "urn-with-pages",
}  # fmt: skip

Place = tuple[int, int]  # page and line


@pytest.fixture(scope="module")
def folder() -> InquiryFolder:
    return read_folder(FOLDER)


@pytest.fixture(scope="module")
def pages(folder: InquiryFolder) -> list[PageRecord]:
    (pages,) = read_pages(folder).values()
    return pages


@pytest.fixture
def imported(db) -> None:
    call_command("import_inquiry", str(FOLDER), stdout=StringIO())


def printed_pages(day: str) -> list[list[str]]:
    """The printed lines of each page of a day; fails where lines or pages do not count on from 1."""
    read = []
    for number, page in enumerate(TRANSCRIPTS[day].read_text(encoding="utf-8").split("\f"), start=1):
        *lines, last = [line for line in page.split("\n") if line.strip()]
        assert last.strip() == str(number)
        assert [int(line[:2]) for line in lines] == list(range(1, 26))
        read.append([line[2:].strip() for line in lines])
    return read


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("’", "").replace("'", "").casefold())


def words_between(day: str, first: Place, last: Place) -> list[str]:
    """The words of a range of lines, without the labels of its speakers."""
    found = []
    for page, lines in enumerate(printed_pages(day), start=1):
        for line, text in enumerate(lines, start=1):
            if first <= (page, line) <= last:
                found.append(re.sub(r"^(?:[QA]\.|[A-ZÉ ]+:)  ", "", text))
    return words(" ".join(found))


def holds(testimony: list[str], quotation: str) -> bool:
    """Whether the quotation's words stand there together, an ellipsis and words in square brackets aside."""
    at = 0
    for piece in re.split(r"…|\[[^\]]*\]", quotation):
        wanted = words(piece)
        places = range(at, len(testimony) - len(wanted) + 1)
        start = next((place for place in places if testimony[place : place + len(wanted)] == wanted), None)
        if start is None:
            return False
        at = start + len(wanted)
    return True


def cited_place(quotation: Quotation) -> tuple[str, Place, Place]:
    """The day and the lines that the first citation of the quotation's note names; a page or a day if no more."""
    citation = quotation.footnote.citations.first()
    named = citation.ibid_of or citation
    day = named.date or NUMBERED_DAYS[named.source.reference]
    if not citation.page_from:
        return day, (1, 1), (99, 25)
    first = (int(citation.page_from), int(citation.line_from or 1))
    return day, first, (int(citation.page_to), int(citation.line_to or 25))


def quotation_of(note: str) -> Quotation:
    return Quotation.objects.get(footnote__label=note)


def test_the_folder_is_read_without_a_warning(folder: InquiryFolder, pages: list[PageRecord]):
    problems = [*folder.problems, *(problem for page in pages for problem in page.problems)]
    assert [str(problem) for problem in problems if problem.severity is not Severity.NOTE] == []


def test_it_says_wherever_a_reader_looks_that_it_is_fictional(folder: InquiryFolder, pages: list[PageRecord]):
    said = (folder.title, folder.short_title, folder.licence, (FOLDER / "README.md").read_text(encoding="utf-8")[:60])
    assert all("fictional" in words_of.lower() for words_of in said)
    assert pages[0].paragraphs[0].text.startswith("This report is fictional.")


def test_it_has_two_parts_of_three_sections(pages: list[PageRecord]):
    numbers = [page.heading.number for page in pages]
    assert numbers == ["", "Part A", "A.1", "A.2", "A.3", "Part B", "B.1", "B.2", "B.3"]


def test_it_has_sixty_numbered_paragraphs_and_two_below_one_of_them(pages: list[PageRecord]):
    labels = [paragraph.label for page in pages for paragraph in page.paragraphs if paragraph.label]
    assert [label for label in labels if "." not in label] == [str(number) for number in range(1, 61)]
    assert [label for label in labels if "." in label] == ["16.1", "16.2"]


def test_each_of_its_fifty_notes_is_called_once_in_order(pages: list[PageRecord]):
    numbers = [str(number) for number in range(1, 51)]
    assert [note.label for page in pages for note in page.notes] == numbers
    assert [mark.label for page in pages for paragraph in page.paragraphs for mark in paragraph.markers] == numbers


def test_the_notes_of_one_page_are_in_a_list(folder: InquiryFolder):
    assert {row.page for row in folder.lists["footnotes.csv"]} == {"report/007-b1-the-morning-after.txt"}


def test_its_lists_are_as_long_as_the_readme_says(folder: InquiryFolder):
    lengths = {name: len(rows) for name, rows in folder.lists.items()}
    assert (lengths["witnesses.csv"], lengths["organisations.csv"], lengths["sources.csv"]) == (9, 12, 15)
    assert [row.name for row in folder.lists["witnesses.csv"] if not row.honorific] == ["BM-A1"]
    assert any(row.parent for row in folder.lists["organisations.csv"])


def test_its_recommendations_are_headings(pages: list[PageRecord]):
    titles = [heading.title for heading in pages[-1].headings]
    assert [title.partition(":")[0] for title in titles[1:]] == [f"Recommendation {number}" for number in range(1, 6)]


@pytest.mark.parametrize(("day", "count"), [("2019-05-20", 13), ("2019-05-21", 12)])
def test_each_day_has_numbered_pages_of_twenty_five_lines(day: str, count: int):
    assert len(printed_pages(day)) == count


@pytest.mark.parametrize("day", TRANSCRIPTS)
def test_the_index_of_a_day_names_every_witness_at_the_right_page(day: str):
    *transcript, index = printed_pages(day)
    entries = [match for line in index if (match := re.fullmatch(r"(.+?) \.+(\d+)", line))]
    assert entries
    assert all(match[1] in transcript[int(match[2]) - 1] for match in entries)


def test_the_condensed_pdf_is_what_the_script_makes_of_the_text(tmp_path: Path):
    script, made = FOLDER.parent / "make_condensed_pdf.py", tmp_path / "made.pdf"
    named = ["--header", "The Alder Mill Bridge Inquiry (fictional)", "--date", "21 May 2019"]
    subprocess.run([sys.executable, script, TRANSCRIPTS["2019-05-21"], made, *named], check=True)  # noqa: S603
    # compared as read: how a PDF is compressed differs between machines
    again, kept = (parse_transcript("hearings/2019-05-21.pdf", pdf.read_bytes()) for pdf in (made, CONDENSED))
    assert (again.pages, again.speeches) == (kept.pages, kept.speeches)


def test_the_condensed_pdf_is_read_back_line_by_line():
    hearing = parse_transcript("hearings/2019-05-21.pdf", CONDENSED.read_bytes())
    read = [[" ".join(text.split()) for _, text in page.lines] for page in hearing.pages]
    printed = printed_pages("2019-05-21")
    assert [" ".join(text.split()) for page in printed for text in page] == [text for page in read for text in page]
    assert [page.number for page in hearing.pages] == list(range(1, 13))


def test_every_quotation_stands_at_the_lines_that_its_note_cites(imported):
    quotations = Quotation.objects.exclude(footnote__label__in=[ALTERED, NOT_FOUND, NOT_TESTIMONY])
    missing = [one for one in quotations if not holds(words_between(*cited_place(one)), one.text)]
    assert [(one.paragraph.label, one.text) for one in missing] == []
    assert len(quotations) == 21


def test_the_altered_quotation_differs_from_the_testimony_in_the_words_said(imported):
    quotation = quotation_of(ALTERED)
    testimony = words_between(*cited_place(quotation))
    assert not holds(testimony, quotation.text)
    assert holds(testimony, quotation.text.replace("in an afternoon", "in a morning"))


def test_the_quotation_that_cannot_be_found_is_in_neither_transcript(imported):
    text = quotation_of(NOT_FOUND).text
    assert not any(holds(words_between(day, (1, 1), (99, 25)), text) for day in TRANSCRIPTS)


def test_each_quotation_from_testimony_is_checked_and_only_two_are_not_as_they_were_said(imported):
    outcomes = dict(QuotationCheck.objects.values_list("quotation__footnote__label", "outcome"))
    assert {note: outcome for note, outcome in outcomes.items() if outcome != "matched"} == {
        ALTERED: "altered",
        NOT_FOUND: "not-found",
    }
    assert set(outcomes) == {one.footnote.label for one in Quotation.objects.all()} - {NOT_TESTIMONY}


def test_the_altered_quotation_is_shown_word_by_word(imported):
    differing = [step for step in quotation_of(ALTERED).checked.difference if step[0] != "same"]
    assert differing == [["gone", "a morning."], ["new", "an afternoon"]]


def test_the_transcripts_of_both_days_are_held(imported):
    held = Source.objects.filter(holding=Source.Holding.HELD, reference__startswith="INQ")
    assert sorted(source.reference for source in held) == ["INQ00000101", "INQ00000102"]


def test_a_quotation_runs_over_the_end_of_a_page(imported):
    places = [cited_place(one) for one in Quotation.objects.exclude(footnote__label=NOT_TESTIMONY)]
    assert any(first != (1, 1) and first[0] < last[0] for _, first, last in places)


def test_its_notes_use_every_grammar_that_the_project_reads(imported):
    assert set(Citation.objects.values_list("rule", flat=True)) >= RULES
    assert not Citation.objects.filter(status=Citation.Status.UNPARSED).exists()


def test_no_ibid_and_no_cross_reference_is_left_open(imported):
    assert not Citation.objects.filter(status=Citation.Status.AMBIGUOUS).exists()
    assert not Footnote.objects.filter(text_missing=True).exists()


def test_the_import_finds_nothing_wrong_and_a_second_one_changes_nothing(imported):
    assert not ImportProblem.objects.exclude(severity=Severity.NOTE).exists()
    out = StringIO()
    call_command("import_inquiry", str(FOLDER), stdout=out)
    assert "unchanged" in out.getvalue()


def test_every_listed_reference_number_is_cited(imported):
    with (FOLDER / "sources.csv").open(encoding="utf-8", newline="") as rows:
        references = {row["reference"] for row in csv.DictReader(rows)}
    assert references == set(
        Citation.objects.filter(source__reference__in=references).values_list("source__reference", flat=True)
    )
