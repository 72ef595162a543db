"""The command that says how well stored links agree with labels made by reading."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evidence.models import Citation, Mention, Standing
from tests.factories import (
    CitationFactory,
    FootnoteFactory,
    MentionFactory,
    ParagraphFactory,
    QuotationFactory,
    ReportFactory,
    SectionFactory,
    SourceFactory,
    WitnessFactory,
)

TEXT = "Ms Vale said “the reports were not ever read”. She agreed."
NOTE = "Ada Vale 1st [WITN00010000] at [52/6]."


@pytest.fixture
def stored(db):
    """Paragraph 3 with a mention, a quotation and a note."""
    page = SectionFactory(report=ReportFactory(inquiry__slug="harbour"), file="report/001.txt")
    paragraph = ParagraphFactory(page=page, label="3", position=0, text=TEXT)
    note = FootnoteFactory(page=page, label="1", text=NOTE)
    witness = WitnessFactory(inquiry=page.report.inquiry, name="Ada Vale")
    source = SourceFactory(inquiry=page.report.inquiry, reference="WITN00010000")
    MentionFactory(paragraph=paragraph, kind="witness", witness=witness, start=0, end=7)
    QuotationFactory(paragraph=paragraph, start=13, end=45, speaker_as_printed="Ms Vale", footnote=note)
    place = {"page_from": "52", "page_to": "52", "paragraph_from": "6", "paragraph_to": "6"}
    CitationFactory(footnote=note, source=source, kind="statement", person_as_printed="Ada Vale", **place)
    return paragraph


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    at = {"inquiry": "harbour", "page": "report/001.txt"}
    cited = {"kind": "statement", "reference": "WITN00010000", "witness": "Ada Vale"}
    cited |= {"page_from": 52, "page_to": 52, "paragraph_from": 6, "paragraph_to": 6}
    write(tmp_path, "citations", at | {"footnote": 1, "locator": NOTE[:30], "citations": [cited]})
    quoted = {
        "paragraph": "3",
        "display": "inline",
        "start": "“the reports were not ever",
        "end": "were not ever read”",
    }
    write(tmp_path, "quotations", at | quoted | {"speaker": "Ms Vale", "footnote": 1})
    named = [{"text": "Ms Vale", "kind": "person", "canonical": "Ada Vale"}]
    write(tmp_path, "mentions", at | {"paragraph": "3", "locator": TEXT[:30], "mentions": named})
    return tmp_path


def write(folder: Path, noun: str, *labels: dict) -> None:
    (folder / f"{noun}.jsonl").write_text("\n".join(json.dumps(label) for label in labels))


def figures(labels: Path, **options) -> dict:
    out = StringIO()
    call_command("evaluate_linking", labels, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_links_stored_as_labelled_score_one(stored, labels):
    scores = figures(labels)["inquiries"]["harbour"]["scores"]
    flat = {(noun, name): score["f1"] for noun, fields in scores.items() for name, score in fields.items()}
    assert {name: score for name, score in flat.items() if score < 1} == {}
    assert scores["citations"]["reference"]["labelled"] == 1


def test_a_wrong_place_costs_the_place_and_not_the_kind(stored, labels):
    Citation.objects.update(paragraph_from="7")
    scores = figures(labels)["total"]["scores"]["citations"]
    assert (scores["locator"]["f1"], scores["kind"]["f1"]) == (0, 1)


def test_a_rejected_mention_is_not_found(stored, labels):
    Mention.objects.update(standing=Standing.REJECTED)
    assert figures(labels)["total"]["scores"]["mentions"]["people"]["recall"] == 0


def test_text_after_a_number_is_found_under_that_number(stored, labels):
    stored.label, stored.slug, stored.position = "", "unnumbered-1", 1
    stored.save()
    ParagraphFactory(page=stored.page, label="3", position=0, text="A lead.")
    assert figures(labels)["total"]["scores"]["quotations"]["extent"]["f1"] == 1


def test_labels_of_what_is_not_stored_are_counted_and_said(stored, labels):
    stored.delete()
    out = StringIO()
    call_command("evaluate_linking", labels, stdout=out)
    assert "2 labels speak of a paragraph that is not stored" in out.getvalue()


def test_labels_of_an_inquiry_that_is_not_imported_are_said(stored, labels):
    write(labels, "mentions", {"inquiry": "bridge", "page": "report/1.txt", "locator": "", "mentions": []})
    out = StringIO()
    call_command("evaluate_linking", labels, stdout=out)
    assert "bridge: not imported in this database; its 1 labels are not counted." in out.getvalue()


def test_reasons_of_what_is_undecided_are_counted_whatever_their_numbers(stored, labels):
    for number in ("4.1", "4.2"):
        note = FootnoteFactory(page=stored.page, text=f"See paragraph {number}.")
        reason = f"no paragraph {number} in this report"
        CitationFactory(footnote=note, source=None, kind="cross-reference", status="ambiguous", reason=reason)
    reasons = figures(labels)["inquiries"]["harbour"]["reasons"]["citations ambiguous"]
    assert reasons == [{"reason": "no paragraph … in this report", "count": 2}]


def test_a_line_that_is_no_label_is_refused_with_its_place(stored, labels):
    (labels / "mentions.jsonl").write_text('{"inquiry": "harbour"}')
    with pytest.raises(CommandError, match=r"mentions\.jsonl:1: no page; expected both"):
        call_command("evaluate_linking", labels)


def test_a_folder_without_labels_is_refused(stored, tmp_path):
    with pytest.raises(CommandError, match="no labels in it"):
        call_command("evaluate_linking", tmp_path)


def test_an_inquiry_that_is_not_there_is_refused_by_name(stored, labels):
    with pytest.raises(CommandError, match="--inquiry bridge: no such inquiry; expected one of harbour"):
        call_command("evaluate_linking", labels, inquiry="bridge")
