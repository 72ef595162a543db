"""Files of evidence: their columns, their cells, and that a set of any size is one."""

import csv
import io
import json
import tracemalloc
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from evidence import exports, models
from evidence.exports import TABLES, Place, csv_lines, json_lines, text_of
from evidence.exports.columns import Column, Table, texts_of
from evidence.exports.coverage import COVERAGE
from evidence.exports.occurrences import CONCORDANCE, DISPERSION
from tests import factories, sets
from tests.example_report import example_report

SITE = "https://evidence.example"
DICTIONARY = Path(__file__).resolve().parent.parent / "docs" / "columns.md"

DESIGNED = {
    "paragraphs": "id, inquiry, report, section, section_title, paragraph, text, footnotes, witnesses, organisations, "
    "quotations, annotations, cite_as, url, file",
    "footnotes": "id, section, number, text, paragraphs, citations, url, file",
    "citations": "id, footnote, paragraphs, position, kind, status, raw, person, witness, source, source_title, date, "
    "page_from, line_from, page_to, line_to, paragraph_from, paragraph_to, ibid_of, target, url",
    "quotations": "id, paragraph, start, end, display, text, speaker, speaker_kind, speaker_slug, footnote, "
    "status, url, check, found_in, found_at, found_speech, difference, checked_by",
    "mentions": "paragraph, start, end, text, kind, slug, status",
    "cross_references": "paragraph, start, end, text, target, target_to, status, reason",
    "annotations": "id, paragraph, start, end, quote, kind, tags, body, author, created, visibility",
}


def lines(table: Table, rows=None) -> str:
    return "".join(csv_lines(table, exports.all_rows(table, table.rows() if rows is None else rows), Place(SITE)))


def records(table: Table, rows=None) -> list[dict[str, str]]:
    text = lines(table, rows)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@pytest.mark.parametrize("name", DESIGNED)
def test_a_file_has_the_columns_that_were_promised(name):
    table = next(table for table in TABLES if table.name == name)
    assert ", ".join(table.columns) == DESIGNED[name]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_in_the_dictionary(table):
    written = DICTIONARY.read_text(encoding="utf-8")
    chapter = written.partition(f"\n## {table.name}.csv\n")[2].partition("\n## ")[0]
    for name, column in table.columns.items():
        assert f"| `{name}` | {column.type} | {column.meaning} |" in chapter


@pytest.mark.parametrize(
    ("name", "columns"), [("concordance", CONCORDANCE), ("dispersion", DISPERSION), ("coverage", COVERAGE)]
)
def test_every_column_of_what_is_found_word_by_word_is_in_the_dictionary(name, columns):
    chapter = DICTIONARY.read_text(encoding="utf-8").partition(f"\n## {name}.csv\n")[2].partition("\n## ")[0]
    for column in columns:
        assert f"| `{column}` | {columns[column].type} | {columns[column].meaning} |" in chapter


def test_a_paragraph_is_read_into_its_cells(db):
    example = example_report()
    sets.annotate(example.opening)
    sets.annotate(example.opening, visibility="internal")
    opening, later, _ = records(exports.PARAGRAPHS)
    assert opening == {
        "id": "reports/harbour/b-1/3",
        "inquiry": example.inquiry.slug,
        "report": "harbour",
        "section": "B.1",
        "section_title": "What was known",
        "paragraph": "3",
        "text": example.opening.text,
        "footnotes": "1",
        "witnesses": "Ada Vale",
        "organisations": "Harbour",
        "quotations": "1",
        "annotations": "1",
        "cite_as": "The Harbour Inquiry Team, The Harbour Report, B.1, paragraph 3, "
        "https://evidence.example/reports/harbour/b-1/3/",
        "url": "https://evidence.example/reports/harbour/b-1/3/",
        "file": "report/b-1.txt",
    }
    assert (later["section"], later["section_title"]) == ("B.1", "What was known > Afterwards")


def test_a_note_without_text_has_an_empty_cell_and_the_paragraphs_that_call_it(db):
    example_report()
    assert [(row["id"], row["text"], row["paragraphs"], row["citations"]) for row in records(exports.FOOTNOTES)] == [
        ("reports/harbour/b-1#note-1", "Ada Vale 1st [WITN0001] at [52/6].", "reports/harbour/b-1/3", "1"),
        ("reports/harbour/b-1#note-2", "", "reports/harbour/b-1/4", "0"),
    ]


def test_quotations_mentions_and_citations_point_to_the_files_they_join(db):
    example_report()
    quotation = records(exports.QUOTATIONS)[0]
    assert quotation["paragraph"] == "reports/harbour/b-1/3"
    assert (quotation["speaker"], quotation["speaker_kind"], quotation["speaker_slug"]) == (
        "Ada Vale",
        "witness",
        "ada-vale",
    )
    assert quotation["footnote"] == "reports/harbour/b-1#note-1"
    assert quotation["text"] == "“the reports were not read”."
    assert [row["slug"] for row in records(exports.MENTIONS)] == ["ada-vale", "harbour", "harbour", "classifier"]
    citation = records(exports.CITATIONS)[0]
    assert citation["footnote"] == "reports/harbour/b-1#note-1"
    assert (citation["source"], citation["witness"]) == ("WITN0001", "ada-vale")
    assert citation["paragraphs"] == "reports/harbour/b-1/3"


def test_a_reference_inside_the_report_is_given_with_what_it_leads_to(db):
    example = example_report()
    at = {"paragraph": example.opening, "end": 7}
    factories.CrossReferenceFactory(**at, start=0, target_paragraph=example.opening, last_paragraph=example.later)
    factories.CrossReferenceFactory(**at, start=1, target_section=example.heading)
    factories.CrossReferenceFactory(**at, start=2, standing="unknown", reason="no section 9 in this report")
    factories.CrossReferenceFactory(**at, start=3, target_section=example.page, standing="rejected")
    assert [
        tuple(row[name] for name in ("text", "target", "target_to", "status", "reason"))
        for row in records(exports.CROSS_REFERENCES)
    ] == [
        ("Ms Vale", "reports/harbour/b-1/3", "reports/harbour/b-1/4", "confirmed", ""),
        ("s Vale", "reports/harbour/b-1/afterwards", "", "confirmed", ""),
        (" Vale", "", "", "unknown", "no section 9 in this report"),
    ]


def test_internal_withdrawn_and_orphaned_annotations_are_in_no_file(db):
    paragraph = factories.ParagraphFactory()
    sets.annotate(paragraph, visibility="internal")
    sets.annotate(paragraph, is_orphaned=True)
    sets.annotate(paragraph, withdrawn_at="2024-01-01T00:00:00Z")
    assert records(exports.ANNOTATIONS) == []
    assert records(exports.PARAGRAPHS)[0]["annotations"] == "0"


def test_what_staff_rejected_or_an_import_withdrew_is_in_no_file(db):
    example = example_report()
    example.opening.mentions.update(standing=models.Standing.REJECTED)
    example.opening.quotations.update(standing=models.Standing.REJECTED)
    sets.withdraw(example.later)
    assert records(exports.MENTIONS) == records(exports.QUOTATIONS) == []
    assert "reports/harbour/b-1/4" not in [row["id"] for row in records(exports.PARAGRAPHS)]
    assert records(exports.PARAGRAPHS)[0]["witnesses"] == ""


def test_what_could_name_a_cipher_is_not_given(db):
    cipher = factories.WitnessFactory(name="IN-A1", is_cipher=True, honorific="Dame")
    models.WitnessAlias.objects.create(witness=cipher, name="A Real Name")
    models.Role.objects.create(witness=cipher, title="Clerk of Oldtown")
    row = records(exports.WITNESSES)[0]
    assert (row["name"], row["honorific"], row["aliases"], row["roles"]) == ("IN-A1", "", "", "")
    assert row["organisations"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "'=", "''="])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    assert text_of(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("plain", ["", "13", "3.46", "“-”", "'tis", "a=b", "’=1"])
def test_an_ordinary_cell_is_left_as_it_is(plain):
    assert text_of(plain) == plain


@given(st.text(st.sampled_from("'=+-@ a\t\n"), max_size=6))
def test_taking_the_apostrophe_away_gives_back_what_was_stored(words):
    written = text_of(words)
    assert (written.removeprefix("'") if written != words else written) == words
    # and two different texts never become the same cell
    assert written == words or text_of(written) == f"'{written}"


def test_a_file_is_rfc_4180(db):
    factories.ParagraphFactory(text='He said "so, yes".\n\nAnd left.')
    assert lines(exports.PARAGRAPHS).count("\r\n") == 2
    assert '"He said ""so, yes"".\n\nAnd left."' in lines(exports.PARAGRAPHS)


@given(st.lists(st.lists(st.text(st.sampled_from('",\r\n; a=é'), max_size=5), min_size=2, max_size=2), min_size=1))
def test_any_cells_are_read_from_csv_and_json_as_they_were_written(rows):
    columns = {
        "a": Column(lambda row, place: row.a, "First."),
        "b": Column(lambda row, place: row.b.split("; "), "List."),
    }
    table = Table("x", "X", "", models.Paragraph.objects.all, ("a", "b"), columns)
    written = "".join(csv_lines(table, [rows], Place(SITE))).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(written, newline=""), strict=True))[1:] == [
        list(map(text_of, row)) for row in rows
    ]
    read = json.loads(b"".join(json_lines(table, [rows], Place(SITE))))
    assert read == [{"a": a, "b": b.split("; ")} for a, b in rows]


@given(st.lists(st.lists(st.text(st.sampled_from('",\r\na '), max_size=3), min_size=1, max_size=3), min_size=1))
def test_lines_are_those_that_the_library_writes_by_itself(rows):
    rows = [row[: len(rows[0])] + [""] * (len(rows[0]) - len(row)) for row in rows]
    names = "abc"[: len(rows[0])]
    table = Table("x", "X", "", models.Paragraph.objects.all, names, {name: Column(name, name) for name in names})
    expected = io.StringIO(newline="")
    csv.writer(expected).writerows([list(names), *(map(text_of, row) for row in rows)])
    assert "".join(csv_lines(table, [rows], Place(SITE))) == f"\ufeff{expected.getvalue()}"


@pytest.mark.parametrize("cell", ['é\n"', 3, 0, True, False, None, ["a\t", "“b”"], [], ["=1"]])
def test_a_cell_of_any_kind_is_the_same_beside_others_and_alone(cell):
    for others in ([], ["=1"], [None], [["a"]], [7]):
        assert texts_of([cell, *others])[0] == text_of(cell)


def test_a_column_is_a_value_or_what_a_value_has_or_is_read_from_the_whole_row():
    columns = {
        "value": Column("a", "A value."),
        "part": Column("b.real", "Something it has."),
        "beside": Column("c", "What was found beside it."),
        "read": Column(lambda row, place: f"{row.a} {row.c} {place.origin}", "Read from all of them."),
    }
    table = Table(
        "x", "X", "", models.Paragraph.objects.all, ("a", "b"), columns, lambda rows, place: [rows["a"]], ("c",)
    )
    assert list(zip(*table.cells([("é", 3), ("f", 4)], Place(SITE)), strict=True)) == [
        ("é", 3, "é", f"é é {SITE}"),
        ("f", 4, "f", f"f f {SITE}"),
    ]
    assert table.cells([], Place(SITE)) == [[], [], [], []]


def test_a_row_of_json_is_a_line_and_keeps_the_kinds_of_its_cells():
    cells = ('é\n"', 3, True, None, ["a\t", "“b”"])
    columns = {name: Column(lambda row, place, name=name: getattr(row, name), name) for name in "abcde"}
    table = Table("x", "X", "", models.Paragraph.objects.all, tuple(columns), columns)
    written = b"".join(json_lines(table, [[cells], [cells]], Place(SITE))).decode()
    assert json.loads(written) == [dict(zip("abcde", cells, strict=True))] * 2
    assert len(written.splitlines()) == 4
    assert "“b”" in written  # not as an escape


def test_a_row_that_fails_breaks_the_file_off(db):
    factories.ParagraphFactory()

    def fail(row, place):
        raise ValueError("no such cell")

    broken = Table("x", "X", "", models.Paragraph.objects.all, ("pk",), {"id": Column(fail, "Fails.")})
    stream = csv_lines(broken, exports.all_rows(broken, broken.rows()), Place(SITE))
    assert next(stream) == "\ufeffid\r\n"
    with pytest.raises(ValueError, match="no such cell"):
        next(stream)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_breaks_off_leaves_no_transaction_behind(monkeypatch):
    factories.ParagraphFactory()
    monkeypatch.setattr(Place, "pages", lambda place, keys: 1 / 0)
    with pytest.raises(ZeroDivisionError) as kept:
        lines(exports.PARAGRAPHS)
    assert kept.traceback
    factories.ParagraphFactory()
    assert models.Paragraph.objects.count() == 2


def test_json_has_the_same_rows_and_lists_as_lists(db):
    example_report()
    table = exports.PARAGRAPHS
    found = json.loads(b"".join(json_lines(table, exports.all_rows(table, table.rows()), Place(SITE))))
    assert [row["id"] for row in found] == [row["id"] for row in records(table)]
    assert found[0]["witnesses"] == ["Ada Vale"]


def test_json_of_nothing_is_an_empty_list(db):
    assert json.loads(b"".join(json_lines(exports.PARAGRAPHS, [], Place(SITE)))) == []


def test_a_file_asks_as_many_queries_for_forty_rows_as_for_one(db):
    numbers: dict[str, list[int]] = {table.name: [] for table in TABLES}
    for many in (1, 39):
        sets.paragraphs_with_everything(many)
        for table in TABLES:
            with CaptureQueriesContext(connection) as asked:
                lines(table)
            numbers[table.name].append(len(asked))
    assert {name: found for name, found in numbers.items() if not found[0] == found[1] <= 11} == {}


@pytest.mark.django_db(transaction=True)
def test_a_file_is_one_state_of_the_database():
    factories.ParagraphFactory.create_batch(3)
    table = exports.PARAGRAPHS
    rows = exports.all_rows(table, table.rows())
    assert len(next(rows)) == 3
    rows.close()
    # closed before its end, as when a reader goes away, it leaves the connection as it was
    factories.ParagraphFactory()
    assert len(records(table)) == 4


def test_a_file_names_the_same_addresses_as_the_pages(db):
    for slug in ("3.46", "13a", "unnumbered-1", "é (i)", "a&b"):
        factories.ParagraphFactory(slug=slug)
    paragraphs = models.Paragraph.objects.in_reading_order()
    assert [row["url"] for row in records(exports.PARAGRAPHS)] == [SITE + one.get_absolute_url() for one in paragraphs]
    assert [row["id"] for row in records(exports.PARAGRAPHS)] == [one.citable_id for one in paragraphs]
    assert [row["cite_as"] for row in records(exports.PARAGRAPHS)] == [
        exports.cite_as(one, Place(SITE)) for one in paragraphs
    ]


def test_names_come_in_the_order_of_the_text_whether_named_or_quoted(db):
    paragraph = factories.ParagraphFactory(text="Ms Vale and Mr Roe said “the dock”, and Ms Vale agreed.")
    vale, roe = factories.WitnessFactory(name="Vale"), factories.WitnessFactory(name="Roe")
    factories.QuotationFactory(paragraph=paragraph, witness=roe, start=3, end=5)
    factories.MentionFactory(paragraph=paragraph, kind="witness", witness=vale, start=40, end=47)
    factories.MentionFactory(paragraph=paragraph, kind="witness", witness=vale, start=0, end=2)
    assert records(exports.PARAGRAPHS)[0]["witnesses"] == "Vale; Roe"


def _most_memory(table: Table) -> int:
    tracemalloc.start()
    for _ in csv_lines(table, exports.all_rows(table, table.rows()), Place(SITE)):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_a_large_file_needs_no_more_memory_than_a_small_one(db):
    page = factories.SectionFactory()
    witness = factories.WitnessFactory(inquiry=page.report.inquiry)

    def fill(first: int, last: int) -> None:
        rows = [
            models.Paragraph(
                report=page.report, page=page, section=page, slug=str(n), position=n, text=f"{n:05} " * 100
            )
            for n in range(first, last)
        ]
        written = models.Paragraph.objects.bulk_create(rows)
        named = [models.Mention(paragraph=row, kind="witness", witness=witness, start=0, end=1) for row in written]
        models.Mention.objects.bulk_create(named)

    fill(0, 2_000)
    lines(exports.PARAGRAPHS)  # what is loaded once is loaded now
    small = _most_memory(exports.PARAGRAPHS)
    fill(2_000, 6_000)
    assert _most_memory(exports.PARAGRAPHS) < small * 1.2
