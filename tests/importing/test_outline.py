"""The tree of a report, from what its pages call themselves."""

import pytest

from evidence.importing.outline import outline
from evidence.importing.records import HeadingRecord, PageRecord


def tree(*pages: tuple[str, str], headings: tuple[HeadingRecord, ...] = ()) -> list[str]:
    """Each node as its depth in dots, its number or title, and its slug."""
    records = [
        PageRecord(f"report/{index:03}-page.txt", HeadingRecord(title, 1, number, 0), headings, ())
        for index, (number, title) in enumerate(pages, start=1)
    ]
    return [
        f"{'.' * depth}{node.number or node.title} ({node.slug})"
        for root in outline(records)
        for node, depth, _ in root.walk()
    ]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([("E.2", "Live"), ("E.3", "x")], ["Part E (part-e)", ".E.2 (e-2)", ".E.3 (e-3)"]),
        ([("4", "WMD"), ("4.1", "x")], ["4 (4)", ".4.1 (4-1)"]),
        ([("1.1", "x"), ("2", "y")], ["1 (1)", ".1.1 (1-1)", "2 (2)"]),
        ([("3.A", "x")], ["3 (3)", ".3.A (3-a)"]),
        ([("", "Executive Summary")], ["Executive Summary (executive-summary)"]),
        ([("", "")], [" (page)"]),
        (
            [("Part A, Chapter 1", "x"), ("Part B, Chapter 1", "y")],
            [
                "Part A (part-a)",
                ".Part A, Chapter 1 (part-a-chapter-1)",
                "Part B (part-b)",
                ".Part B, Chapter 1 (part-b-chapter-1)",
            ],
        ),
        (
            [("Part B", "x"), ("Chapter 1", "y"), ("Part C", "x"), ("Chapter 1", "z"), ("Annex 1", "w")],
            [
                "Part B (part-b)",
                ".Chapter 1 (chapter-1)",
                "Part C (part-c)",
                ".Chapter 1 (part-c-chapter-1)",
                "Annex 1 (annex-1)",
            ],
        ),
        ([("Part 1", "x"), ("1.2", "y"), ("7", "z")], ["Part 1 (part-1)", ".1.2 (1-2)", ".7 (7)"]),
        ([("", "Summary"), ("", "Summary")], ["Summary (summary)", "Summary (summary-2)"]),
    ],
)
def test_pages_lie_under_what_their_numbers_say(pages: list[tuple[str, str]], expected: list[str]):
    found = tree(*pages)
    assert found == expected


def test_sub_headings_nest_by_level_and_have_anchors_of_their_own():
    headings = (
        HeadingRecord("Background", 3, level=1),
        HeadingRecord("The bridge", 5, level=2),
        HeadingRecord("Background", 9, level=1),
    )
    assert tree(("1", "Bridge"), headings=headings) == [
        "1 (1)",
        ".Background (1/background)",
        "..The bridge (1/the-bridge)",
        ".Background (1/background-2)",
    ]
