"""What no grammar reads of a note that is read otherwise: kept as an unparsed citation, unless it is a remark."""

import pytest

from evidence.linking.citations import read_note
from evidence.linking.citing.records import ReadingStatus


def unread(text: str) -> list[str]:
    citations = read_note(text)
    assert all(text[one.start : one.end] == one.raw for one in citations)
    assert [one.start for one in citations] == sorted(one.start for one in citations)
    return [one.raw for one in citations if one.status is ReadingStatus.UNPARSED]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("WITN0123001 at [4]; Jones 2/45-46; INQ000123456.", ["Jones 2/45-46"]),
        ("WITN0123001 para 4. Wright 34–36. See also INQ000123456.", ["Wright 34–36"]),
        ("INQ000123456; Bundle C, tab 4", ["Bundle C, tab 4"]),
        ("At [35].", ["At [35]."]),
        ("INQ000123456; JS12; JS13", ["JS12", "JS13"]),
        ("Ibid; the Deputy’s notes of 4 May.", ["the Deputy’s notes of 4 May"]),
    ],
)
def test_what_is_not_read_beside_other_citations_is_kept(text: str, wanted: list[str]) -> None:
    assert unread(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "WITN0123001; as to which nothing more was said.",
        "WITN0123001; see further below.",
        "WITN0123001; not published 2012",
        "WITN0123001 para 4; emphasis added.",
        "INQ000123456. The list held 30 names of people whose voicemails were of interest to the editors at that time.",
        "INQ000123456. In 2012 two further meetings took place.",
        "Paul Dacre, The future for self regulation?, 12 October 2012, http://www.example.org/paper.pdf",
    ],
)
def test_a_remark_beside_citations_is_none_of_them(text: str) -> None:
    assert unread(text) == []
