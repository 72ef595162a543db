"""Sentences and notes that a printed page's end breaks, on text pages and HTML pages; asides inside a sentence."""

import pytest

from evidence.importing.records import PageRecord
from evidence.importing.text_pages import parse_text_page
from tests.importing.html_reading import calls, notes, read, texts

ABOVE = "Head\n\nChapter 1: Night\n\n1.1 It left.1 And it was\n\n"
NOTE = "1 See the log of the mate, which was kept by him in two books that were both\n\n1\n\fHead\n\n"
BELOW = "late that day.2\n\n1.2 It sank.3\n\n"
REST = "lost when it sank, as he said.\n"


def text_page(content: str) -> PageRecord:
    return parse_text_page("report/001-page.txt", content)


@pytest.mark.parametrize(
    "content",
    [
        f"{ABOVE}____\n\n{NOTE}{BELOW}____\n\n{REST}\n2 See two.\n\n3 See three.\n\n2\n",
        f"{ABOVE}{NOTE}{BELOW}{REST}2 See two.\n\n3 See three.\n\n2\n",
        f"{ABOVE}{NOTE}{BELOW}{REST}\n2 See two.\n\n3 See three.\n\n2\n",
    ],
)
def test_a_note_goes_on_at_the_next_foot(content: str) -> None:
    page = text_page(content)
    whole = "See the log of the mate, which was kept by him in two books that were both lost when it sank, as he said."
    assert notes(page) == {"1": whole, "2": "See two.", "3": "See three."}
    assert texts(page) == ["It left. And it was late that day.", "It sank."]


def test_a_foot_that_holds_only_the_rest_of_a_note_is_known_by_its_rule() -> None:
    page = text_page(f"{ABOVE}____\n{NOTE}late that day.\n\n1.2 It sank.\n\n____\n{REST}\n2\n")
    assert notes(page)["1"].endswith("both lost when it sank, as he said.")
    assert texts(page)[-1] == "It sank."


def test_text_under_a_quotation_is_no_rest_of_a_whole_note() -> None:
    quoted = "late that day.2\n\n1.2 He said:\n\n“It sank.”\n\nand it did.\n\n2 See two.\n\n2\n"
    page = text_page(f"{ABOVE}1 WITN0001001 para 4\n\n1\n\fHead\n\n{quoted}")
    assert notes(page) == {"1": "WITN0001001 para 4", "2": "See two."}
    assert texts(page)[-1].endswith("and it did.")


@pytest.mark.parametrize("between", ["<p>Page 12</p>", "<hr class='pagebreak'>", "<p role='doc-pagebreak'>xii</p>"])
def test_a_sentence_over_a_page_s_end_is_one_block(between: str) -> None:
    page = read(f"<h1>Night</h1><p>1. It was</p>{between}<p>late.<sup>1</sup></p><p>2. It sank.</p>")
    assert texts(page) == ["It was late.", "It sank."]
    assert len(page.paragraphs[0].blocks) == 1
    assert calls(page.paragraphs[0]) == [("1", " late.")]


def test_running_heads_and_numbers_between_printed_pages_are_left_out() -> None:
    page = read(
        "<h1>Night</h1><div class='page'><p>1. It was</p><p>12</p></div><div class='page'><p>Ferry Report</p>"
        "<p>late.</p><p>2. It sank and</p><p>13</p></div><div class='page'><p>Ferry Report</p><p>then rose.</p></div>"
    )
    assert texts(page) == ["It was late.", "It sank and then rose."]
    assert sum(problem.code == "left-out" for problem in page.problems) == 4


def test_without_a_page_s_end_between_them_blocks_stay_two() -> None:
    assert texts(read("<h1>Night</h1><p>1. It sank and</p><p>so on.</p>")) == ["It sank and\n\nso on."]


def test_numbers_alone_above_whole_sentences_are_labels() -> None:
    page = read("<h1>Night</h1><p>12</p><p>It was late.</p><p>13</p><p>It sank.</p><p>14</p><p>It rose.</p>")
    assert [paragraph.label for paragraph in page.paragraphs] == ["12", "13", "14"]


def test_details_in_a_paragraph_that_a_number_opens_are_its_note() -> None:
    page = read(
        "<h1>Night</h1><p>1. It was late <details><summary>1</summary>See the log.</details> that day, and <details>"
        "<summary>Note 2</summary><p>See the map.</p></details> sank.</p><p>2. So.</p>"
    )
    assert texts(page) == ["It was late that day, and sank.", "So."]
    assert calls(page.paragraphs[0]) == [("1", "s late"), ("2", "y, and")]
    assert notes(page) == {"1": "See the log.", "2": "See the map."}


def test_an_aside_in_a_paragraph_stands_behind_its_sentence() -> None:
    aside = "<details><summary>What is a ferry?</summary>A boat.</details>"
    page = read(f"<h1>Night</h1><p>1. It was late {aside} that <em>day</em>.</p><p>2. So.</p>")
    assert texts(page) == ["It was late that day.\n\nWhat is a ferry?\n\nA boat.", "So."]
    page = read(f"<h1>Night</h1><p>1. It was late.</p>{aside}<p>2. So.</p>")
    assert texts(page) == ["It was late.\n\nWhat is a ferry?\n\nA boat.", "So."]


def test_a_note_that_its_page_left_no_room_for_stands_at_the_next_foot() -> None:
    page = text_page(
        "Chapter 8\nStaffing\n\n8.1 There were 120.1 By 2017\nthere were 90.\n\n8.2 She was told in May 2016.2\n\n"
        "1 STF000012, p 4. The figures leave out those\nwho were on leave, of whom there were some\n81\n"
        "\fChapter 8: Staffing\n\n8.3 She did nothing.3\n\ntwelve in each month.\n2 STF000014.\n3 Ibid., p 46.\n82\n"
    )
    whole = (
        "STF000012, p 4. The figures leave out those who were on leave, of whom there were some twelve in each month."
    )
    assert notes(page) == {"1": whole, "2": "STF000014.", "3": "Ibid., p 46."}
    assert texts(page) == ["There were 120. By 2017 there were 90.", "She was told in May 2016.", "She did nothing."]
