"""A folder read again: nothing is written twice, addresses stay, and staff's work follows the words."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from evidence.importing.folder import FolderRefusedError, read_folder
from evidence.importing.pages import read_pages
from evidence.importing.writer import write_inquiry
from evidence.importing.writing.summary import Summary
from evidence.models import (
    Annotation,
    CrossReference,
    Footnote,
    FootnoteMarker,
    Inquiry,
    Paragraph,
    Redaction,
    Report,
    Section,
    Witness,
)

pytestmark = pytest.mark.django_db

TOML = """
title = "The Bridge Inquiry"
slug = "bridge"

[[report]]
title = "The Bridge Report"
slug = "bridge-report"
"""
PAGE = """The Bridge Report

A.1: The bridge

Lead text stands before the first number.

1. The bridge at Alder Mill was built in 1902 and widened twice.[1]

2. The engineer told the inquiry that the northern pier had moved by four inches.[2]

The flood

3. On the night of the flood the river rose by nine feet.

Footnotes

[1] Plan of 1902.

[2] Statement of the engineer.

Back to top
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report").mkdir()
    (tmp_path / "inquiry.toml").write_text(TOML)
    (tmp_path / "report" / "001-a1.txt").write_text(PAGE)
    return tmp_path


def imported(folder: Path) -> Summary:
    read = read_folder(folder)
    return write_inquiry(read, read_pages(read))


def change(folder: Path, old: str, new: str) -> Summary:
    page = folder / "report" / "001-a1.txt"
    text = page.read_text()
    assert old in text
    page.write_text(text.replace(old, new))
    return imported(folder)


def paragraph(slug: str) -> Paragraph:
    return Paragraph.objects.get(page__slug="a-1", slug=slug)


@pytest.fixture
def author() -> User:
    return User.objects.create_user("ann")


def annotate(slug: str, quote: str, author: User) -> Annotation:
    on = paragraph(slug)
    start = on.text.index(quote)
    return Annotation.objects.create(
        paragraph=on, start=start, end=start + len(quote), quote=quote, body="A note.", author=author
    )


def test_a_page_is_stored_as_it_was_printed(folder: Path):
    imported(folder)
    assert list(Paragraph.objects.values_list("slug", "label", "section__title")) == [
        ("unnumbered-1", "", "The bridge"),
        ("1", "1", "The bridge"),
        ("2", "2", "The bridge"),
        ("3", "3", "The flood"),
    ]
    marker = FootnoteMarker.objects.get(label="1")
    assert marker.paragraph.text[: marker.offset].endswith("widened twice.")
    assert marker.footnote.text == "Plan of 1902."
    assert Section.objects.get(slug="a-1").parent.number == "Part A"


def test_the_same_folder_again_writes_nothing(folder: Path, django_assert_num_queries):
    imported(folder)
    before = [list(model.objects.values()) for model in (Section, Paragraph, Footnote, FootnoteMarker)]
    summary = imported(folder)
    assert not summary.wrote_something
    assert [list(model.objects.values()) for model in (Section, Paragraph, Footnote, FootnoteMarker)] == before


def test_a_corrected_page_changes_only_what_changed(folder: Path):
    imported(folder)
    keys = dict(Paragraph.objects.values_list("slug", "pk"))
    summary = change(folder, "nine feet", "ten feet")
    assert summary.tally("paragraphs").changed == 1
    assert summary.reindex == {keys["3"]}
    assert dict(Paragraph.objects.values_list("slug", "pk")) == keys
    assert "ten feet" in paragraph("3").text


def test_a_line_put_before_unnumbered_text_moves_no_address(folder: Path):
    imported(folder)
    key = paragraph("unnumbered-1").pk
    change(folder, "Lead text", "A new first line of the page, which was forgotten.\n\nLead text")
    assert paragraph("unnumbered-1").pk == key
    assert paragraph("unnumbered-2").text.startswith("A new first line")


def test_an_annotation_follows_its_words_in_the_paragraph(folder: Path, author: User):
    imported(folder)
    annotation = annotate("2", "northern pier", author)
    change(folder, "The engineer told", "The engineer, Mr Holt, told")
    annotation.refresh_from_db()
    assert annotation.paragraph.text[annotation.start : annotation.end] == "northern pier"
    assert not annotation.is_orphaned


def test_an_annotation_follows_its_words_to_a_paragraph_renumbered(folder: Path, author: User):
    imported(folder)
    annotation = annotate("2", "the northern pier had moved by four inches", author)
    change(folder, "3. On the night", "4. On the night")
    change(folder, "2. The engineer", "2. A paragraph that was missing.\n\n3. The engineer")
    annotation.refresh_from_db()
    assert annotation.paragraph.slug == "3"
    assert annotation.paragraph.text[annotation.start : annotation.end] == annotation.quote


def test_an_annotation_is_put_on_the_nearest_words(folder: Path, author: User):
    imported(folder)
    annotation = annotate("2", "the northern pier had moved by four inches", author)
    summary = change(folder, "four inches", "five inches")
    annotation.refresh_from_db()
    assert annotation.paragraph.text[annotation.start : annotation.end] == (
        "the northern pier had moved by five inches"
    )
    assert "nearest words" in summary.staff_work[0]


def test_an_annotation_whose_words_are_gone_is_orphaned_and_said(folder: Path, author: User):
    imported(folder)
    annotation = annotate("2", "northern pier", author)
    summary = change(
        folder, "The engineer told the inquiry that the northern pier had moved by four inches.", "Nothing."
    )
    annotation.refresh_from_db()
    assert annotation.is_orphaned
    assert "orphaned" in summary.staff_work[0]
    assert annotation not in Annotation.objects.public()


def chosen(on: str, words: str, leading_to: str) -> CrossReference:
    """A cross-reference that staff have decided on."""
    start = paragraph(on).text.index(words)
    return CrossReference.objects.create(
        paragraph=paragraph(on),
        start=start,
        end=start + len(words),
        target_paragraph=paragraph(leading_to),
        standing="confirmed",
        origin="staff",
    )


def test_a_reference_that_staff_decided_on_follows_its_words(folder: Path):
    imported(folder)
    reference = chosen("2", "northern pier", "3")
    change(folder, "The engineer told", "The engineer, Mr Holt, told")
    reference.refresh_from_db()
    assert (str(reference), reference.target_paragraph.slug) == ("northern pier", "3")


def test_a_reference_whose_target_is_gone_is_dropped_and_said(folder: Path):
    imported(folder)
    reference = chosen("2", "northern pier", "3")
    summary = change(folder, "3. On the night of the flood the river rose by nine feet.", "")
    assert not CrossReference.objects.filter(pk=reference.pk).exists()
    assert "what staff chose for “northern pier” is no longer in the report" in " ".join(summary.staff_work)


def test_a_redaction_whose_words_are_gone_covers_the_paragraph(folder: Path, author: User):
    imported(folder)
    on = paragraph("3")
    of = {"inquiry": on.report.inquiry, "kind": "paragraph", "paragraph": on}
    redaction = Redaction.objects.create(**of, start=0, end=5, reason="r", authority="a", author=author)
    change(folder, "On the night of the flood the river rose by nine feet.", "Entirely other words.")
    redaction.refresh_from_db()
    assert (redaction.start, redaction.end) == (0, len("Entirely other words."))


def test_a_paragraph_that_is_gone_stays_withdrawn_with_its_annotation(folder: Path, author: User):
    imported(folder)
    annotation = annotate("3", "nine feet", author)
    summary = change(folder, "3. On the night of the flood the river rose by nine feet.\n\n", "")
    gone = paragraph("3")
    assert gone.withdrawn_at
    assert annotation in gone.annotations.all()
    assert any("no longer in the report" in sentence for sentence in summary.staff_work)


def test_a_paragraph_that_is_gone_stays_withdrawn_with_the_annotation_that_speaks_of_it(folder: Path, author: User):
    imported(folder)
    annotation = annotate("2", paragraph("2").text[:10], author)
    annotation.linked_paragraphs.add(paragraph("3"))
    change(folder, "3. On the night of the flood the river rose by nine feet.\n\n", "")
    assert [other.slug for other in annotation.linked_paragraphs.all()] == ["3"]
    assert paragraph("3").withdrawn_at


def test_a_listed_person_that_an_annotation_speaks_of_stays(folder: Path, author: User):
    (folder / "witnesses.csv").write_text("name,honorific,aliases,role,organisation\nAda Vale,Ms,,,\n")
    imported(folder)
    witness = Witness.objects.get(name="Ada Vale")
    annotation = annotate("3", "nine feet", author)
    annotation.linked_witnesses.add(witness)
    (folder / "witnesses.csv").unlink()
    imported(folder)
    assert annotation.linked_witnesses.get() == witness


def test_a_paragraph_that_is_gone_without_staff_work_goes(folder: Path):
    imported(folder)
    summary = change(folder, "3. On the night of the flood the river rose by nine feet.\n\n", "")
    assert not Paragraph.objects.filter(slug="3").exists()
    assert summary.tally("paragraphs").deleted == 1


def test_a_withdrawn_paragraph_comes_back(folder: Path, author: User):
    imported(folder)
    annotate("3", "nine feet", author)
    sentence = "3. On the night of the flood the river rose by nine feet.\n\n"
    change(folder, sentence, "")
    page = folder / "report" / "001-a1.txt"
    page.write_text(PAGE)
    imported(folder)
    assert paragraph("3").withdrawn_at is None


def test_a_page_keeps_its_address_when_its_title_is_corrected(folder: Path):
    (folder / "report" / "002-b.txt").write_text("The Bridge Report\n\nPostscript\n\n4. An afterword of a sentence.\n")
    imported(folder)
    (folder / "report" / "002-b.txt").write_text("The Bridge Report\n\nAfterword\n\n4. An afterword of a sentence.\n")
    imported(folder)
    assert Section.objects.get(title="Afterword").slug == "postscript"


def test_a_page_that_is_gone_goes_with_its_paragraphs(folder: Path):
    (folder / "report" / "002-b.txt").write_text("The Bridge Report\n\nPostscript\n\n4. An afterword of a sentence.\n")
    imported(folder)
    (folder / "report" / "002-b.txt").unlink()
    imported(folder)
    assert not Section.objects.filter(slug="postscript").exists()


def test_a_note_on_another_page_of_the_volume_is_found(folder: Path):
    (folder / "report" / "002-b.txt").write_text("A.2: After\n\n4. It was rebuilt.[3]\n\n5. It stands.\n")
    change(folder, "[2] Statement of the engineer.", "[2] Statement of the engineer.\n\n[3] Minutes of the council.")
    assert FootnoteMarker.objects.get(label="3").footnote.text == "Minutes of the council."


def test_a_marker_without_a_note_gets_one_whose_text_is_missing(folder: Path):
    change(folder, "nine feet.", "nine feet.[3]")
    note = Footnote.objects.get(label="3")
    assert (note.text_missing, note.text) == (True, "")


def test_a_listed_note_fills_the_gap(folder: Path):
    change(folder, "nine feet.", "nine feet.[3]")
    (folder / "footnotes.csv").write_text("page,number,text\nreport/001-a1.txt,3,Gauge book.\n")
    imported(folder)
    note = Footnote.objects.get(label="3")
    assert (note.text_missing, note.text) == (False, "Gauge book.")


def test_two_paragraphs_with_one_number_are_refused_and_nothing_is_written(folder: Path):
    with pytest.raises(FolderRefusedError) as refused:
        change(folder, "3. On the night", "2. On the night")
    assert "report/001-a1.txt:" in str(refused.value)
    assert "first at line" in str(refused.value)
    assert not Inquiry.objects.exists()


def test_another_inquirys_report_is_not_taken(folder: Path):
    imported(folder)
    (folder / "inquiry.toml").write_text(TOML.replace('slug = "bridge"\n', 'slug = "other"\n'))
    with pytest.raises(FolderRefusedError, match="belongs to 'The Bridge Inquiry'"):
        imported(folder)
    assert Report.objects.get().inquiry.slug == "bridge"


def test_an_import_that_fails_leaves_the_previous_state(folder: Path, monkeypatch: pytest.MonkeyPatch):
    imported(folder)
    monkeypatch.setattr("evidence.importing.writer._write_problems", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        change(folder, "nine feet", "ten feet")
    assert "nine feet" in paragraph("3").text


def test_an_address_that_no_page_may_link_to_is_left_out_with_a_sentence(folder: Path):
    (folder / "inquiry.toml").write_text('source_url = "javascript:alert(1)"\n' + TOML)
    assert "unsafe-address" in [problem.code for problem in imported(folder).problems]
    assert Inquiry.objects.get().source_url == ""
