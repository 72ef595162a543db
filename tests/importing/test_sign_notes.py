"""Notes that a text page calls by signs: "*", "†", "‡"."""

from evidence.importing.records import PageRecord
from evidence.importing.text_pages import parse_text_page


def parse(*blocks: str) -> PageRecord:
    return parse_text_page("report/001-page.txt", "\n\n".join(("Chapter 3: The night", *blocks)) + "\n")


def called(page: PageRecord) -> list[tuple[str, str, str]]:
    return [(p.label, m.label, p.text[: m.offset][-5:]) for p in page.paragraphs for m in p.markers]


def noted(page: PageRecord) -> list[tuple[str, str]]:
    return [(note.label, note.text) for note in page.notes]


def test_notes_between_the_paragraphs_are_taken_out_of_them() -> None:
    page = parse(
        "3.1 It left.* It was late†.",
        "3.2 It sank.",
        "* The log gives 18:05.\nThe mate kept it.",
        "† A table.",
        "3.3 So.",
    )
    assert called(page) == [("3.1", "*", "left."), ("3.1", "†", " late")]
    assert noted(page) == [("*", "The log gives 18:05. The mate kept it."), ("†", "A table.")]
    assert [p.text for p in page.paragraphs] == ["It left. It was late.", "It sank.", "So."]


def test_a_sign_stands_among_numbered_notes() -> None:
    for notes in (["* The log.", "[1] One.", "[2] Two."], ["1. One.", "2. Two.", "* The log."]):
        page = parse("3.1 It left.[1] It was late.*", "3.2 It sank.[2]", "Footnotes", *notes)
        assert called(page) == [("3.1", "1", "left."), ("3.1", "*", "late."), ("3.2", "2", "sank.")]
        assert sorted(noted(page)) == [("*", "The log."), ("1", "One."), ("2", "Two.")]


def test_each_printed_page_has_its_own_signs() -> None:
    page = parse_text_page(
        "report/001-page.txt",
        "The night\n\n3.1 It left.* And so the\n\n* See the log.\n\n12\n\fThe night\n\nmaster left.\n\n"
        "3.2 It sank.*\n\n* Again.\n\n13\n",
    )
    assert noted(page) == [("*", "See the log."), ("*", "Again.")]
    assert [p.text for p in page.paragraphs] == ["It left. And so the master left.", "It sank."]


def test_bullets_emphasis_and_letters_left_out_are_no_notes() -> None:
    page = parse("3.1 It left.* It was late:", "* one", "* two", "3.2 It *sank*. He said f**k and s*** to them.")
    assert noted(page) == []
    assert called(page) == []
    assert "It *sank*. He said f**k and s*** to them." in page.paragraphs[1].text
    assert noted(parse("3.1 It left.*", "3.2 It sank.", "* one\n* two\n* three")) == []


def test_a_sign_that_nothing_calls_stays_in_the_text() -> None:
    page = parse("3.1 It left.", "* The log gives 18:05.", "3.2 It sank.")
    assert noted(page) == []
    assert page.paragraphs[0].text == "It left.\n\n* The log gives 18:05."
