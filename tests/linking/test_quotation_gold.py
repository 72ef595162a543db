"""Quotations of the real reports against labels made by reading, and those of section E.2 one by one."""

import json
from functools import cache
from pathlib import Path

import pytest

from evidence.importing.html_pages import parse_html_page
from evidence.importing.text_pages import parse_text_page
from evidence.linking.measuring.quotation_scoring import LabelledParagraph, same_speaker, score_quotations
from evidence.linking.quotations import quotations_of
from evidence.linking.quoting.records import Displayed, NoteCall, QuotationCandidate, QuotedText

E2 = "iicsa-internet/report/001-e2-challenges-posed-by-live-streaming.txt"


@cache
def read_page(folder: Path, name: str) -> list[tuple[str, str, list[QuotationCandidate]]]:
    """Label, text and quotations of each paragraph of a page."""
    path = folder / name
    parse = parse_text_page if path.suffix == ".txt" else parse_html_page
    paragraphs = parse(path.name, path.read_text("utf-8")).paragraphs
    texts = [
        QuotedText(
            paragraph.text,
            tuple(NoteCall(marker.label, marker.offset) for marker in paragraph.markers),
            tuple(Displayed(q.start, q.end, q.marks, q.certain, q.rule) for q in paragraph.quotations),
        )
        for paragraph in paragraphs
    ]
    return [(p.label, p.text, found) for p, found in zip(paragraphs, quotations_of(texts), strict=True)]


@pytest.fixture(scope="module")
def result(corpora):
    labels = [json.loads(line) for line in (corpora / "gold" / "quotations.jsonl").read_text("utf-8").splitlines()]
    paragraphs = []
    for label in labels:
        page = read_page(corpora, f"{label['inquiry']}/{label['page']}")
        same = [(text, found) for name, text, found in page if name == label["paragraph"]]
        text, found = next(((t, f) for t, f in same if label["start"] in t), same[0] if same else ("", []))
        paragraphs.append(LabelledParagraph(text, [label], found))
    return score_quotations(paragraphs)


def complain(result, name: str) -> str:
    return "\n".join(
        f"{one.label['page']} {one.label['paragraph']}: labelled {one.labelled!r}, found {one.found!r}"
        for one in result.disagreements
        if one.field == name
    )


@pytest.mark.parametrize(("name", "least"), [("extent", 0.95), ("display", 0.95), ("speaker", 0.9), ("footnote", 0.97)])
def test_quotations_are_read_as_well_as_promised(result, name, least):
    score = result.scores[name]
    assert score.recall >= (least if name == "extent" else 0), complain(result, name)
    assert score.precision >= least, complain(result, name)


def test_section_e2_has_its_nine_quotations_each_with_speaker_and_footnote(corpora):
    found = [
        (label, one.display, text[one.start : one.start + 30], one.speaker, one.speaker_status.value, one.footnote)
        for label, text, quotations in read_page(corpora, E2)
        for one in quotations
    ]
    assert found == [
        ("13", "block", "the emergence of 4G and 5G and", "Chief Constable Bailey", "found", "1"),
        ("14", "block", "“refused to provide any inform", "Commander Richard Smith", "found", "2"),
        ("15", "block", "“don’t tend to look at prevale", "Ms Julie de Bailliencourt", "found", "3"),
        ("15", "inline", "“child safety specific streami", "Ms Julie de Bailliencourt", "suggested", "4"),
        ("16", "block", "this could offer really intere", "Ms Julie de Bailliencourt", "found", "5"),
        ("17", "block", "we quickly realised that, if y", "Mr Hugh Milward", "suggested", "7"),
        ("17", "inline", "“prompted us to focus more att", "Mr Hugh Milward", "suggested", "8"),
        ("20", "inline", "“invested in technology that w", "Ms Kristie Canegallo", "found", "11"),
        ("20", "block", "We have a dedicated team of hu", "Ms Kristie Canegallo", "suggested", "12"),
    ]


def test_the_same_speaker_may_be_printed_in_several_forms():
    assert same_speaker("the JIC", "JIC")
    assert same_speaker("Mr Straw", "Mr Jack Straw")
    assert same_speaker("Robert Jay QC", "Robert Jay")
    assert not same_speaker("Mr Straw", "Mr Blair")
    assert not same_speaker(None, "Mr Blair")
    assert same_speaker(None, "")


def test_a_quotation_that_overlaps_a_label_without_being_it_counts_against_precision():
    text = "Mr Roe said “we knew nothing of it at all”."
    label = {"start": "“we knew nothing of it at ", "end": "nothing of it at all, no”", "display": "inline"}
    ((_, found),) = [(text, quotations) for quotations in quotations_of([QuotedText(text)])]
    scores = score_quotations([LabelledParagraph(text, [label], found)]).scores
    assert (scores["extent"].right, scores["extent"].found, scores["extent"].labelled) == (0, 1, 1)
