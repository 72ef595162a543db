"""References inside the report, in notes and in body text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.linking.citing.crossrefs import TargetKind, cross_references
from evidence.linking.citing.likely_references import likely_references


@pytest.mark.parametrize(
    ("text", "reference", "target", "label", "label_to", "direction"),
    [
        ("See paragraphs 4.89 to 4.91 above.", "paragraphs 4.89 to 4.91", "paragraph", "4.89", "4.91", "above"),
        ("Outlined at paragraph 4.103 above.", "paragraph 4.103", "paragraph", "4.103", None, "above"),
        ("paragraphs 5.45-5.51 below", "paragraphs 5.45-5.51", "paragraph", "5.45", "5.51", "below"),
        ("this is described in Section 3.2.", "Section 3.2", "section", "3.2", None, None),
        ("This is explored in section 8 below", "section 8", "section", "8", None, "below"),
        ("See above at para 8.20", "para 8.20", "paragraph", "8.20", None, "above"),
        ("Part F, Chapter 5", "Part F, Chapter 5", "chapter", "5", None, None),
        ("as I said in Chapter 3 of Part J", "Chapter 3 of Part J", "chapter", "3", None, None),
        ("discussed in Part F, Chapter 6relating to pressure", "Part F, Chapter 6", "chapter", "6", None, None),
        ("is set out at Annex 1 to this Report", "Annex 1 to this Report", "annex", "1", None, None),
        ("See footnote 12 above", "footnote 12", "note", "12", None, "above"),
        ("is set out in Section 4 of the Report", "Section 4", "section", "4", None, None),
        ("as section 5 of this Chapter showed", "section 5", "section", "5", None, None),
        ("in more detail in Chapter Three below", "Chapter Three", "chapter", "3", None, "below"),
        ("Appendix 4 to the Report sets out the law", "Appendix 4 to the Report", "annex", "4", None, None),
    ],
)
def test_a_reference_inside_the_report_is_read(text, reference, target, label, label_to, direction):
    (one,) = cross_references(text)
    assert (one.reference, one.target, one.label, one.label_to, one.direction) == (
        reference, target, label, label_to, direction,
    )  # fmt: skip


def test_each_number_of_a_list_is_a_reference_with_its_own_span():
    text = "See paragraphs 4.56 and 4.98 below."
    assert [one.raw for one in cross_references(text)] == ["paragraphs 4.56", "4.98 below"]


def test_a_chapter_knows_its_part():
    (one,) = cross_references("paras 8.12-8.29 of Part E, Chapter 4")
    assert (one.target, one.label, one.label_to, one.part, one.chapter) == (
        TargetKind.PARAGRAPH, "8.12", "8.29", "E", "4",
    )  # fmt: skip


def test_each_chapter_of_a_list_knows_its_part():
    found = cross_references("are detailed in Part E, Chapters 2, 4 and 5.")
    assert [(one.raw, one.part, one.label) for one in found] == [
        ("Part E, Chapters 2", "E", "2"), ("4", "E", "4"), ("5", "E", "5"),
    ]  # fmt: skip


def test_a_list_of_paragraphs_may_hold_a_range():
    found = cross_references("See paragraphs 4.1, 4.5 and 4.7 to 4.9.")
    assert [(one.label, one.label_to) for one in found] == [("4.1", None), ("4.5", None), ("4.7", "4.9")]


@pytest.mark.parametrize(
    "text",
    ["Volume 3, paragraph 12.4", "paragraph 12.4 of Volume 3", "Chapter 2 of Volume 3", "Volume 3, Part E, Chapter 2"],
)
def test_the_volume_that_is_named_is_known(text):
    assert [one.volume for one in cross_references(text)] == ["3"]


@pytest.mark.parametrize(
    "text",
    [
        "paragraph 3 of resolution 687 (1991)",
        "paragraphs 29 and 30 of the Progress Update",
        "section 21 Inquiries Act 2005",
        "Section 58A(3) says so",
        "Section 172 of the Act",
        "the Annex 4 of the Iraqi declaration",
        "a partial account in chapter and verse",
        "See paragraph 5 of his statement",
        "See paragraph 5 of Ms Vale’s second statement",
        "The statement says more: see paragraph 12",
        "See paragraphs 27 to 68 thereof",
        "Companies Act 1985, Section 459",
        "the Hutton Report, Chapter 5",
        "Section 9 Criminal Justice Act 1967",
        "Section 1 RIPA",
        "a Section 9 statement",
        "Chapter 11 bankruptcy",
        "his account (paragraph 14 of his statement; see also paragraph 16)",
        "The draft included a new Chapter 1",
        "There was also an Appendix B",
        "Part One of this Inquiry",
        "Section 11 (2) of the Police Reform Act",
        "Chapter 3 of the Report of the Royal Commission",
    ],
)
def test_parts_of_other_documents_are_no_references(text):
    assert cross_references(text) == ()


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Chapter 4, paragraphs 4.12 to 4.14", [("4", None, None), ("4.12", "4", None)]),
        ("Part 10, paragraph 10.5", [("10.5", None, "10")]),
        ("paragraph 9.3 of Part 9", [("9.3", None, "9")]),
    ],
)
def test_a_paragraph_is_looked_for_in_the_chapter_or_part_beside_it(text, inside):
    assert [(one.label, one.chapter, one.part) for one in cross_references(f"I said so in {text}.")] == inside


def test_a_paragraph_of_a_chapter_of_another_volume_is_of_that_volume():
    found = cross_references("It is in Volume 2 Chapter 9 at paragraph 9.3.")
    assert [(one.label, one.volume) for one in found] == [("9", "2"), ("9.3", "2")]


def likely(text):
    return [one.raw for one in likely_references(text, cross_references(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was late (paragraph 4.12).", ["paragraph 4.12"]),
        ("In paragraphs 4.12 and 4.13 we explained it.", ["paragraphs 4.12", "4.13"]),
        ("As paragraph 4.12 shows, it was late.", ["paragraph 4.12"]),
        ("As I explained in Part 8, it was late.", ["Part 8"]),
        ("It was set out at 6.2 to 6.4 above.", ["6.2 to 6.4 above"]),
        ("It was said earlier (see 3.14 above).", ["3.14 above"]),
    ],
)
def test_a_number_alone_is_a_likely_reference(text, found):
    assert likely(text) == found
    assert cross_references(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "See paragraph 4.12 above.",  # sure, and so not likely
        "It was late (paragraph 12).",
        "His statement says so at paragraph 4.12.",
        "Approved Document B, paragraph 12.6 of which says so: the Guidance, paragraph 12.6.",
        "He made Part 36 offers and a Part 7 claim.",
        "BS 8414 Part 1, and CPR Part 36.",
        "In Part 3 of the Act.",
        "Schedule 2, Part 5, applies.",
        "The cavity was 3.5 below what was asked.",
        "It fell from 6.2 to 6.4 in a day.",
    ],
)
def test_numbers_of_other_things_are_no_likely_references(text):
    assert likely(text) == []


@given(st.text(alphabet=" .,-–0123456789ABJabo§()/PpartSsecionhgvwelowCANx", max_size=200))
def test_spans_hold_what_they_say_and_do_not_overlap(text):
    found = cross_references(text)
    assert all(text[one.start : one.end] == one.raw for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "paragraph 1 ",
        "paragraphs 1, ",
        "1.",
        "Part A ",
        "Chapter 1, ",
        "see paragraph ",
        "Section 1.2",
        "Section 1 A",
        "Volume 1, ",
        "[see ",
    ],
)
def test_hostile_text_takes_no_longer_than_its_length(piece):
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    likely_references(text, cross_references(text))
    assert time.process_time() - began < 10
