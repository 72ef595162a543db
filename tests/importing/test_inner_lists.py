"""Plain lists "1. 2. 3." inside a paragraph of a text page, told from its paragraphs by the sequence."""

import pytest

from evidence.importing.records import BlockKind
from evidence.importing.text_pages import parse_text_page

FIRST = "1. The first paragraph is a sentence."


def labels(*blocks: str) -> list[str]:
    page = parse_text_page("report/001-page.txt", "\n\n".join(("Chapter 3: The night", *blocks)))
    return [paragraph.label for paragraph in page.paragraphs]


@pytest.mark.parametrize(
    ("blocks", "wanted"),
    [
        (
            ["1. It agreed three things:", "1. To go.", "2. To stay.", "3. To wait.", "2. So it did.", "3. It went."],
            "123",
        ),
        (
            [FIRST, "2. It agreed:", "1. To go;", "2. To stay; and", "3. To wait.", "3. So it did.", "4. It went."],
            "1234",
        ),
        ([FIRST, "2. It agreed:\n1. To go;\n2. To stay; and\n3. To wait.", "3. So it did.", "4. It went."], "1234"),
        ([FIRST, "2. It agreed:", "1. To go.", "2. To stay.", "3. So it did.", "4. It went."], "1234"),
        ([FIRST, "2. It agreed two things:", "3. So it did.", "4. It went."], "1234"),
        (["41. It agreed:", "1. To go.", "2. To stay.", "42. So it did.", "43. It went."], ["41", "42", "43"]),
    ],
)
def test_a_list_stays_in_its_paragraph(blocks: list[str], wanted: str | list[str]) -> None:
    assert labels(*blocks) == list(wanted)


def test_items_are_list_items_and_no_quotation() -> None:
    text = (
        f"Chapter 3: The night\n\n{FIRST}\n\n2. It agreed:\n\n1. To go;\n\n2. To stay.\n\n3. So it did.\n\n4. It went."
    )
    paragraph = parse_text_page("report/001-page.txt", text).paragraphs[1]
    assert [block.kind for block in paragraph.blocks] == [BlockKind.TEXT, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]
    assert not paragraph.quotations


def test_a_list_on_a_page_without_numbers_makes_no_paragraphs() -> None:
    assert (
        labels("Its terms were:", "1. To inquire.", "2. To report.", "It began.", "It went on.", "It ended.")
        == [""] * 4
    )


def test_numbered_paragraphs_behind_a_line_that_introduces_them_stay_paragraphs() -> None:
    assert labels("I find:", "1. It left.", "More of it.", "2. It sank.", "3. It rose.") == ["", "1", "2", "3"]
