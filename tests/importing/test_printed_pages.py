"""Text that was a PDF: printed pages with their heads, numbers and notes, and words parted at the ends of lines."""

import pytest

from evidence.importing.text_pages import parse_text_page


def read(content):
    return parse_text_page("report/001.txt", content.lstrip("\n"))


def left_out(page):
    return [problem.found for problem in page.problems if problem.code == "left-out"]


HEADED = """
Report of the Example Inquiry

Chapter 1 Warning signs

1.1\tThe signs were there for those who looked, and many of them

42
\fReport of the Example Inquiry

looked away from them.

1.2\tThe second paragraph is on its own page.

43
"""


def test_running_heads_and_page_numbers_are_left_out_and_a_paragraph_goes_on_over_them():
    page = read(HEADED)
    assert (page.heading.number, page.heading.title) == ("Chapter 1", "Warning signs")
    assert [(one.label, one.text) for one in page.paragraphs] == [
        ("1.1", "The signs were there for those who looked, and many of them looked away from them."),
        ("1.2", "The second paragraph is on its own page."),
    ]
    assert left_out(page) == ["“Report of the Example Inquiry”", "“42”", "“Report of the Example Inquiry”", "“43”"]


def test_a_chapters_own_heading_stays_though_later_pages_repeat_it():
    page = read("Chapter 4 Planning\n\n4.1\tThe first.\n\n7\n\fChapter 4 Planning\n\n4.2\tThe second.\n\n8\n")
    assert (page.heading.number, page.heading.title) == ("Chapter 4", "Planning")
    assert page.headings == ()


@pytest.mark.parametrize(
    ("first", "second", "shape"),
    [("rounds.1", "a rifle2", "{} "), ("rounds.¹", "a rifle²", "{}. "), ("rounds[1]", "a rifle[2]", "[{}] ")],
)
def test_notes_at_the_foot_of_a_printed_page_are_read(first, second, shape):
    foot = shape.format(1) + "B1484.003\n" + shape.format(2) + "Day 358/12-14, which\ngoes on"
    page = read(
        f"The shooting\n\n13.1 He fired {first} He had {second} and\n\n{foot}\n\n230 VOLUME V\n"
        f"\fwent home.\n\n13.2 Nobody else did.\n\n231 VOLUME V\n"
    )
    assert [(note.label, note.text) for note in page.notes] == [
        ("1", "B1484.003"),
        ("2", "Day 358/12-14, which goes on"),
    ]
    paragraph = page.paragraphs[0]
    assert paragraph.text.endswith("He had a rifle and went home.")
    assert [(one.label, paragraph.text[: one.offset][-5:]) for one in paragraph.markers] == [
        ("1", first.rstrip("1¹[]")[-5:]),
        ("2", "rifle"),
    ]


def test_lines_at_the_foot_that_nothing_calls_are_text():
    page = read("The march\n\n1.1 They walked in threes.\n\n3 of them fell.\n\f1.2 The rest went on.\n")
    assert page.notes == ()
    assert "3 of them fell." in page.paragraphs[0].text


def test_a_note_that_recurs_at_the_foot_of_pages_is_no_running_line():
    page = read("The march\n\n1.1 They walked.1\n\n1 Day 3/4\n\f1.2 They ran.2\n\n2 Day 3/5\n")
    assert [(note.label, note.text) for note in page.notes] == [("1", "Day 3/4"), ("2", "Day 3/5")]


def test_pages_are_parted_by_their_numbers_where_no_form_feed_is_left():
    filling = "The words of the page go on for some lines\nand for some more\nand then for more\nof them still."
    ends = ("The last line of it is not", "Nor is that of the other one", "Nor this")
    content = "A chapter\n\n" + "\n\n".join(
        f"{n}.1 {filling}\n\n{filling}\n\n{end}\n\n{n + 20}\n\nended here, on page {n}."
        for n, end in enumerate(ends, start=1)
    )
    page = read(content)
    assert left_out(page) == ["“21”", "“22”", "“23”"]
    assert "The last line of it is not ended here, on page 1." in page.paragraphs[0].text


@pytest.mark.parametrize(
    ("printed", "read_as", "word"),
    [
        ("The organi-\nsation was slow.", "The organisation was slow.", "organisation"),
        ("A well-\nknown house.", "A well-known house.", "well-known"),
        ("The red-brick house and red-\nbrick wall.", "The red-brick house and red-brick wall.", "red-brick"),
        ("A mother-in-\nlaw there.", "A mother-in-law there.", "in-law"),
        ("From Anglo-\nIrish days.", "From Anglo-Irish days.", "Anglo-Irish"),
    ],
)
def test_words_parted_at_the_end_of_a_line_are_put_together_and_reported(printed, read_as, word):
    page = read(f"A chapter\n\n1. {printed}\n\n2. The second.\n")
    assert page.paragraphs[0].text == read_as
    assert [(problem.code, problem.action) for problem in page.problems] == [("word-parted", f"read as “{word}”")]


def test_a_note_far_ahead_of_the_one_before_it_is_one_where_a_raised_number_calls_it():
    page = read("A chapter\n\nOne.¹ Two.² And twelve.¹²\n\nNotes\n\n1. First.\n\n2. Second.\n\n12. Twelfth.\n")
    assert [note.label for note in page.notes] == ["1", "2", "12"]
    assert [one.label for one in page.paragraphs[0].markers] == ["1", "2", "12"]


def test_notes_at_the_foot_of_a_text_without_a_line_above_them_are_read():
    page = read(
        "The homes\n\n8.1 In Jersey.101 One wrote of it.\n\n8.2 The Report102 was late.\n\n101. Day 12.\n\n102. B.\n"
    )
    assert [(note.label, note.text) for note in page.notes] == [("101", "Day 12."), ("102", "B.")]
    assert [[one.label for one in paragraph.markers] for paragraph in page.paragraphs] == [["101"], ["102"]]


def test_numbered_paragraphs_under_calls_of_their_numbers_are_no_notes():
    page = read("The homes\n\n1. One.[1] Two.[2] Three.[3]\n\n2. Four.[4]\n\n3. Five.[5] Six.[6]\n\n4. Seven.[7]\n")
    assert [one.label for one in page.paragraphs] == ["1", "2", "3", "4"]
    assert page.notes == ()


def test_notes_above_a_thousand_are_called_where_the_page_has_them():
    page = read("The homes\n\n8.1 In Jersey.[1201] See [2019] EWHC 12.\n\nNotes\n\n[1201] Day 12.\n")
    assert page.paragraphs[0].text == "In Jersey. See [2019] EWHC 12."
    assert [one.label for one in page.paragraphs[0].markers] == ["1201"]


def test_lettered_labels_go_on_in_the_next_part():
    page = read("Custody\n\nArrival\n\nA1.1 One.\n\nA1.2 Two.\n\nA1.3 Three.\n\nDetention\n\nA2.1 Four.\n")
    assert [one.label for one in page.paragraphs] == ["A1.1", "A1.2", "A1.3", "A2.1"]


def test_numbers_behind_a_word_call_notes_where_too_few_stand_behind_punctuation():
    page = read("The law\n\nIt was silent.1 Few went to court2 about it.\n\nNotes\n\n1. Act of 1894.\n2. RG10.\n")
    assert page.paragraphs[0].text == "It was silent. Few went to court about it."
    assert [note.label for note in page.notes] == ["1", "2"]


def test_a_running_line_may_have_its_page_number_on_either_side():
    page = read("Fire\n\n1.1\tThe first.\n\n118    Tower Inquiry\n\f1.2\tThe second.\n\nTower Inquiry    119\n")
    assert [one.text for one in page.paragraphs] == ["The first.", "The second."]
    assert left_out(page) == ["“118 Tower Inquiry”", "“Tower Inquiry 119”"]


@pytest.mark.parametrize(
    "shape", ["({n}) {t}", "{n}) {t}", "2.{n}: {t}", "[2.{n}] {t}", "Para 2.{n} {t}", "(2.{n}) {t}", "**{n}.** {t}"]
)
def test_paragraphs_of_a_saved_page_are_numbered_in_many_ways(shape):
    blocks = [shape.format(n=n, t=t) for n, t in ((14, "The first."), (15, "In 2012 it went."), (16, "The third."))]
    page = read("Chapter 2: The matter\n\n" + "\n\n".join(blocks) + "\n")
    assert [one.label.removeprefix("2.") for one in page.paragraphs] == ["14", "15", "16"]
    assert [one.text for one in page.paragraphs] == ["The first.", "In 2012 it went.", "The third."]


@pytest.mark.parametrize(
    ("call", "foot"),
    [
        ("[fn 1]", "Footnotes\n\n[fn 1] Day 3."),
        ("[footnote 1]", "Footnotes\n\n1. Day 3."),
        ("^1", "Notes\n\n^1 Day 3."),
        ("(1)", "Notes\n\n(1) Day 3."),
        ("[Note 1]", "Notes\n\nNote 1: Day 3."),
        ("[1]", "Footnotes\n\n1. Day 3. ↩"),
        ("[1]", "____________\n\n[1] Day 3."),
        ("[1]", "Notes to Chapter 2\n\n1. Day 3."),
    ],
)
def test_notes_of_a_saved_page_are_read_however_they_are_called(call, foot):
    page = read(f"Chapter 2: The matter\n\n1. It was so{call} in 1990.\n\n2. It was not.\n\n{foot}\n")
    assert [(note.label, note.text) for note in page.notes] == [("1", "Day 3.")]
    assert [one.text for one in page.paragraphs] == ["It was so in 1990.", "It was not."]
    assert [one.offset for one in page.paragraphs[0].markers] == [9]


def test_a_section_in_round_brackets_calls_nothing():
    page = read("Chapter 2: The matter\n\n1. Under section 12(1) it was so.\n\nNotes\n\n(1) Day 3.\n")
    assert "12(1)" in page.paragraphs[0].text


def test_an_exchange_of_questions_and_answers_is_one_quotation_to_confirm():
    page = read("Chapter 2: The matter\n\n2.1 He was asked:\n\nQ. Were you there?\n\nA. I was.\n\n2.2 That was all.\n")
    assert [one.label for one in page.paragraphs] == ["2.1", "2.2"]
    [quotation] = page.paragraphs[0].quotations
    assert page.paragraphs[0].text[quotation.start : quotation.end] == "Q. Were you there?\n\nA. I was."
    assert not quotation.certain


def test_a_macron_is_no_broken_character_where_others_are_printed():
    page = read("Te mahi\n\n1. Whānau Ā tātou.\n\n2. Another.\n")
    assert page.problems == ()
    page = read("The matter\n\n1. AllĀ of it was so.\n\n2. Another.\n")
    assert [problem.code for problem in page.problems] == ["mis-decoded"]


@pytest.mark.parametrize("line", ["1 January 1990 was the day.", "1. apples"])
def test_lines_above_further_paragraphs_are_no_notes(line):
    page = read(f"Chapter 2: The matter\n\n2.1 It was in May.1 It was so:\n\n{line}\n\n2.2 That was all.\n")
    assert [one.label for one in page.paragraphs] == ["2.1", "2.2"]
    assert page.notes == ()
