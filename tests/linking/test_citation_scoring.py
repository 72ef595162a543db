"""How citations are counted against labels."""

from evidence.linking.citations import read_note
from evidence.linking.measuring.scoring import Score, score_note

EMPTY = dict.fromkeys(
    ("reference", "witness", "date", "page_from", "line_from", "page_to", "line_to", "paragraph_from", "paragraph_to",
     "ibid_of")
)  # fmt: skip


def label(kind, **values):
    """A label as citations.jsonl has it."""
    return EMPTY | {"kind": kind} | values


def test_a_citation_read_as_labelled_is_right_in_every_field():
    labels = [label("statement", reference="WITN09890600", witness="Simon Recaldin", page_from=10, page_to=10,
                    paragraph_from=25, paragraph_to=25)]  # fmt: skip
    scores = score_note(labels, read_note("Simon Recaldin 6th [WITN09890600] at [10/25]."))
    assert scores["kind"] == scores["reference"] == scores["person"] == scores["locator"] == Score(1, 1, 1)
    assert scores["date"] == Score(0, 0, 0)


def test_a_citation_too_many_costs_precision_alone():
    scores = score_note([label("document", reference="POL00448026")], read_note("[RLIT0000315] and [POL00448026]."))
    assert (scores["reference"].precision, scores["reference"].recall) == (0.5, 1.0)


def test_a_citation_missed_costs_recall_alone():
    labels = [label("document", reference="RLIT0000315"), label("document", reference="POL00448026")]
    scores = score_note(labels, read_note("[POL00448026]."))
    assert (scores["reference"].precision, scores["reference"].recall) == (1.0, 0.5)


def test_citations_are_matched_by_what_they_say_and_in_order():
    labels = [label("document", reference="A1"), label("document", reference="POL00000002", page_from=3, page_to=3)]
    scores = score_note(labels, read_note("[POL00000002] at [3]."))
    assert (scores["locator"].right, scores["citation"].right) == (1, 1)


def test_the_f1_of_nothing_labelled_and_nothing_found_is_one():
    assert Score().f1 == 1.0
