"""Citations against the labels made by reading, and against every note of the four inquiry folders."""

import json
from collections import defaultdict

import pytest
from selectolax.lexbor import LexborHTMLParser

from evidence.linking.citations import read_notes
from evidence.linking.citing.records import ReadingStatus
from evidence.linking.measuring.scoring import score_citations

TO_REACH = {"kind": 0.97, "reference": 0.97, "person": 0.97, "date": 0.97, "locator": 0.97, "ibid_of": 0.97}


def _notes_of_text(path):
    """Label and text of each note after the line "Footnotes"."""
    _, found, notes = path.read_text().rpartition("\n\nFootnotes\n\n")
    blocks = notes.split("\n\n") if found else []
    parted = (block[1:].partition("]") for block in blocks if block.startswith("["))
    return [(label, text.strip()) for label, _, text in parted]


def _notes_of_html(path):
    """Label and text of each paragraph of the notes."""
    notes = []
    for paragraph in LexborHTMLParser(path.read_text()).css("div#footnotes p.footnote"):
        label = paragraph.css_first("a").text().strip()
        text = " ".join(paragraph.text().split())
        notes.append((label, text.removeprefix(label).lstrip(".").strip()))
    return notes


@pytest.fixture(scope="module")
def read(corpora):
    """Every note of the folders: (inquiry, page, label) to its citations. Post Office numbers its notes through."""
    runs = defaultdict(list)
    for inquiry in ("post-office", "leveson", "iraq"):
        for path in sorted((corpora / inquiry / "report").iterdir()):
            notes = _notes_of_html(path) if path.suffix == ".html" else _notes_of_text(path)
            run = inquiry if inquiry == "post-office" else path
            runs[run] += [((inquiry, f"report/{path.name}", label), label, text) for label, text in notes]
    citations = {}
    for run in runs.values():
        for (key, _, _), note in zip(run, read_notes([(label, text) for _, label, text in run]), strict=True):
            citations[key] = note.citations
    return citations


def test_the_labelled_notes_are_read_as_labelled(corpora, read):
    labels = [json.loads(line) for line in (corpora / "gold" / "citations.jsonl").read_text().splitlines()]
    scores = score_citations(
        [(one["citations"], read[one["inquiry"], one["page"], str(one["footnote"])]) for one in labels]
    )
    assert {name: round(scores[name].f1, 3) for name in TO_REACH if scores[name].f1 < TO_REACH[name]} == {}


@pytest.mark.parametrize(("inquiry", "notes"), [("post-office", 345), ("leveson", 4909), ("iraq", 4352)])
def test_nearly_every_note_is_read(read, inquiry, notes):
    of_inquiry = {key: citations for key, citations in read.items() if key[0] == inquiry}
    doubtful = [
        key
        for key, citations in of_inquiry.items()
        if any(one.status in (ReadingStatus.UNPARSED, ReadingStatus.AMBIGUOUS) for one in citations)
    ]
    assert (len(of_inquiry), len(doubtful) < notes / 50) == (notes, True)
