"""Notes → citations. Real notes of four inquiries, styles of others, and text made to trip the rules."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence.linking.citations import has_commentary, read_note
from evidence.linking.citing.records import CitationKind, ReadingStatus


def places(text, **options):
    """What a note cites, short enough to write down: reference and the numbers of its place that are given."""
    return [(one.reference, *_numbers(one)) for one in read_note(text, **options)]


def _numbers(one):
    numbers = (one.page_from, one.line_from, one.page_to, one.line_to, one.paragraph_from, one.paragraph_to)
    return tuple(number for number in numbers if number is not None)


def test_a_transcript_is_read_with_its_date_person_pages_and_lines():
    (one,) = read_note("Transcript, 09/10/2024, Nick Read, [INQ00001193] at [101/6] to [102/20].")
    assert (one.kind, one.urn, one.person, one.date) == ("transcript", "INQ00001193", "Nick Read", "2024-10-09")
    assert (one.page_from, one.line_from, one.page_to, one.line_to) == ("101", "6", "102", "20")


@pytest.mark.parametrize(
    "text",
    [
        "Transcript, 05/11/2024, Simon Recaldin [INQ00001201] at [51/20] to [52/4].",
        "Transcript, [05]/11/2024, Simon Recaldin [INQ00001201] at [51/20] to [52/4].",
        "Transcript, 5/11/2024 Simon Recaldin [INQ00001201] [51/20] to [52/4]",
    ],
)
def test_dirt_in_a_transcript_citation_changes_nothing(text):
    (one,) = read_note(text)
    assert (one.urn, one.person, one.date) == ("INQ00001201", "Simon Recaldin", "2024-11-05")
    assert _numbers(one) == ("51", "20", "52", "4")


def test_the_second_number_counts_paragraphs_in_a_statement():
    (one,) = read_note("Simon Recaldin 6th [WITN09890600] at [10/25].")
    assert (one.kind, one.person, one.paragraph_from, one.line_from) == ("statement", "Simon Recaldin", "25", None)


def test_a_list_of_known_sources_decides_what_the_second_number_counts():
    (one,) = read_note("[INQ00001202] at [204/16]", kinds={"INQ00001202": CitationKind.TRANSCRIPT})
    assert (one.kind, one.line_from) == ("transcript", "16")


def test_an_unclosed_bracket_is_read():
    assert places("Carl Creswell 2nd [WITN11730200] at [9/30 to [10/35].") == [("WITN11730200", "9", "10", "30", "35")]


def test_every_place_of_a_source_is_a_citation():
    assert places("Carl Creswell 1st [WITN11730100] at [21/49]; [54/159] to [55/162].") == [
        ("WITN11730100", "21", "21", "49", "49"),
        ("WITN11730100", "54", "55", "159", "162"),
    ]


def test_places_printed_before_their_source_wait_for_it():
    read = places("p5, line 11; pp46-47, lines 24-12; JK Rowling, Transcript-of-Afternoon-Hearing-24-November-2011.pdf")
    name = "Transcript-of-Afternoon-Hearing-24-November-2011.pdf"
    assert read == [(name, "5", "11", "5", "11"), (name, "46", "24", "47", "12")]


def test_places_that_no_source_follows_are_kept_as_unparsed():
    read = read_note("p1, A-B.pdf; p5, line 11; and so it went; as was said before")
    assert [(one.status, _numbers(one)) for one in read] == [
        (ReadingStatus.PARSED, ("1", "1")),
        (ReadingStatus.UNPARSED, ("5", "11", "5", "11")),
    ]


def test_morning_and_afternoon_are_separate_transcripts():
    morning, afternoon = read_note(
        "p1, Transcript-of-Morning-Hearing-6-March-20122.pdf; p1, Transcript-of-Afternoon-Hearing-6-March-2012.pdf"
    )
    assert (morning.date, morning.session) == ("2012-03-06", "morning")
    assert morning.source_key != afternoon.source_key


def test_a_typed_source_has_its_title_as_reference():
    (one,) = read_note("Letter Watkins to Manning, 6 September 2002, ‘Iraq: Military Planning’.")
    assert (one.kind, one.reference, one.date) == ("letter", "Iraq: Military Planning", "2002-09-06")


def test_what_is_attached_is_a_source_of_its_own():
    read = read_note("Letter Manning to Rice, 19 February 2003, ‘Iraq’ attaching Note [Blair], [undated], ‘Note’.")
    assert [(one.kind, one.reference, one.date) for one in read] == [
        ("letter", "Iraq", "2003-02-19"),
        ("document", "Note", None),
    ]


def test_a_comment_on_a_letter_counts_as_the_letter():
    (one,) = read_note(
        "Manuscript comment Powell, [undated], on Letter Sawers to Jay, 21 February 2002, ‘Iraq: Policy’."
    )
    assert (one.kind, one.reference) == ("letter", "Iraq: Policy")


def test_a_semicolon_inside_a_title_does_not_end_it():
    (one,) = read_note("Minute A to B, 1 May 2003, ‘Iraq: the army; the police; and PM’s visit’.")
    assert one.reference == "Iraq: the army; the police; and PM’s visit"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Public hearing, 5 January 2010, pages 39‑40.", "transcript", ("Public hearing", "39", "40")),
        ("Private hearing, SIS1, pages 61-62.", "transcript", ("Private hearing", "61", "62")),
        ("House of Commons, Official Report, 26 February 2003, column 265.", "document",
         ("House of Commons, Official Report", "265", "265")),
        ("Minutes, 4 December 2002, Chiefs of Staff meeting.", "minute", ("Chiefs of Staff meeting",)),
        ("JIC Assessment, 23 October 2002, ‘Iraq: The Kurds and Shia’.", "report", ("Iraq: The Kurds and Shia",)),
        ("Rice C. No Higher Honour. Simon & Schuster, 2011.", "document", ("No Higher Honour",)),
        ("BBC News, 31 March 2004, Bodies mutilated in Iraq attack.", "web", ("Bodies mutilated in Iraq attack",)),
        ("UN Security Council resolution 1137 (1997).", "legislation", ("UN Security Council resolution 1137 (1997)",)),
        ("The Hutton Inquiry, public hearing, 3 September 2003, page 93.", "transcript",
         ("The Hutton Inquiry, public hearing", "93", "93")),
    ],
)  # fmt: skip
def test_the_shapes_of_the_iraq_report_are_read(text, kind, expected):
    (one,) = read_note(text)
    assert (one.kind, (one.reference, *_numbers(one))) == (kind, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INQ004149_012 para 45 and INQ004150_003",
         [("INQ004149", "12", "12", "45", "45"), ("INQ004150", "3", "3")]),
        ("INQ004149_012-014", [("INQ004149", "12", "14")]),
        ("INQ000123456, p 14", [("INQ000123456", "14", "14")]),
        ("WITN00010100/4/12", [("WITN00010100", "4", "4", "12", "12")]),
        ("{TMO00879655/3}", [("TMO00879655", "3", "3")]),
        ("{Day127/57:4-58:12}", [("Day127", "57", "4", "58", "12")]),
        ("T/23/45/1-7", [("T/23", "45", "1", "45", "7")]),
        ("ABC-000123", [("ABC-000123",)]),
        ("Transcript 12 May 2021 p 34 lines 5–10", [("Transcript", "34", "5", "34", "10")]),
        ("Day 12, pp 34-36", [("Day 12", "34", "36")]),
        ("HC Deb 3 February 2004, vol 417, c 625", [("HC Deb, vol 417", "625", "625")]),
        ("[2021] UKSC 1 at [12] to [14]", [("[2021] UKSC 1", "12", "14")]),
        ("section 21 Inquiries Act 2005", [("section 21 Inquiries Act 2005",)]),
        ("https://www.gov.uk/a;b/c.html.", [("https://www.gov.uk/a;b/c.html",)]),
    ],
)  # fmt: skip
def test_the_shapes_of_other_inquiries_are_read(text, expected):
    assert places(text) == expected


def test_a_name_a_date_and_page_and_line_make_a_transcript():
    bailey, smith = read_note("Chief Constable Bailey 20 May 2019 52/6-13; Smith 9 July 2018 5/10-6/2.")
    assert (bailey.person, bailey.date, *_numbers(bailey)) == (
        "Chief Constable Bailey",
        "2019-05-20",
        "52",
        "6",
        "52",
        "13",
    )
    assert (smith.kind, smith.person, *_numbers(smith)) == ("transcript", "Smith", "5", "10", "6", "2")


def test_all_places_of_one_witness_on_one_day_are_in_one_source():
    keys = {one.source_key for one in read_note("Thackery 20 May 2019 5/22-25; Thackery 20 May 2019 6/3-4.")}
    assert len(keys) == 1


def test_a_numbered_day_has_one_key_however_it_is_written():
    days = ("Day 2/7/6-8", "{Day2/7:16-7:18}", "T/2/8/10-12", "Day 2, page 8.", "Day 02/8/1")
    assert {one.source_key for text in days for one in read_note(text)} == {"transcript:day:2"}


def test_a_hearing_of_another_inquiry_is_another_source():
    own, other = read_note(
        "Public hearing, 3 September 2003, page 9; The Hutton Inquiry, public hearing, 3 September 2003."
    )
    assert own.source_key != other.source_key


def test_the_year_of_a_statement_is_not_part_of_its_maker_s_name():
    (one,) = read_note("Statement Pell, 2019, pages 6-7.")
    assert (one.kind, one.person, one.page_from, one.page_to) == ("statement", "Pell", "6", "7")


def test_a_judgment_keeps_the_names_of_its_parties_and_not_the_words_before():
    (one,) = read_note("See the judgment in Hamilton and others v Post Office Limited [2021] EWCA Crim 577.")
    assert one.reference == "Hamilton and others v Post Office Limited [2021] EWCA Crim 577"


def test_a_document_named_only_in_the_inquiry_s_own_words_is_commentary():
    (one,) = read_note("The questionnaire was partially completed by 53 claimants.")
    assert (one.kind, one.status) == ("commentary", ReadingStatus.COMMENT)


def test_a_note_with_a_citation_and_prose_has_commentary():
    text = "Claimants receive a letter setting out the options. [POL00448913] at [4/6.2]."
    read = read_note(text)
    assert [one.reference for one in read] == ["POL00448913"]
    assert has_commentary(text, read)


def test_a_citation_alone_has_no_commentary():
    text = "See also Simon Recaldin 6th [WITN09890600] at [32/102]."
    assert not has_commentary(text, read_note(text))


def test_an_unknown_style_is_unparsed_and_kept_whole():
    (one,) = read_note("MAI/4:22")
    assert (one.status, one.raw) == (ReadingStatus.UNPARSED, "MAI/4:22")
    assert one.reason


def test_one_source_in_many_spellings_has_one_key():
    texts = ["[INQ00002032] at [1]", "Progress Update 15/08/2022 [INQ00002032].", "INQ00002032_004"]
    assert {read_note(text)[0].source_key for text in texts} == {"urn:INQ00002032"}


def test_two_letters_of_one_title_and_day_are_two_sources():
    first, second = (read_note(f"Letter {who}, 1 May 2003, ‘Iraq’.")[0] for who in ("A to B", "B to A"))
    assert first.source_key != second.source_key


def test_an_impossible_date_is_left_out():
    assert read_note("Transcript, 31/02/2024, Nick Read, [INQ00001193] at [1/2].")[0].date is None


PIECES = st.sampled_from([
    "Ibid", " at ", "[12/3]", "[9/30 to ", "p4, ", "pp1-2, lines 3-4, ", "; ", ". ", " and ", "Mr Smith",
    "Jane Doe 2nd ", "[WITN01230400]", "INQ000123456", "_012", "Letter A to B, ", "12 May 2010", ", ‘Title’", "’",
    "(", "]", "{Day1/2:3}", "see paragraph 4.5 above", "Section 3.2", "s1 of the Data Act 2001",
    "A v B [2021] EWCA Civ 1", "Op cit", "http://a.b/c", "Exhibit-A1.pdf", "Part J, Chapter 3", "it was said that",
    "Public hearing, ", "attaching ", "\u2011", "7", "/",
])  # fmt: skip


@example("IBID/:Paragraph 0 above 0 v A")
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map("".join)))
def test_spans_hold_what_they_say_and_stand_in_order(text):
    read = read_note(text)
    assert read
    assert all(text[one.start : one.end] == one.raw for one in read)
    spans = [(one.start, one.end) for one in read]
    assert spans == sorted(spans)
    distinct = sorted(set(spans))
    assert all(before[1] <= after[0] for before, after in pairwise(distinct))


HOSTILE = [
    "1", "[", "]", "(", "‘", "’", "“", ",", " ", ".", "A", "Aa ", ";", "ibid ", "op cit ", "p1, ", "[1/2] to ",
    "[1/2], ", "12 May 2010 ", "1.", "1-", "A v B ", "Mr X ", "http://", "x.pdf", "x’y‘", "‘a’ ", "WITN123456 ",
    "{", "Letter A to B, ", "s1 ", "The And Of ", "paragraphs 1, ", "Part A ", "A, B ", "lines 1-2, ",
    "[2010] EWCA Civ ", "HC Deb 1 May 2003, c 1, ", "dated 1, ", "1, 2 May 2003; ", "Surname A & ",
    "Minutes, 1 May 2003, ", "(A ", "A) ", "Witness Statement of A",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_note_of_a_hundred_thousand_characters_takes_no_longer_than_its_length(piece):
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    read_note(text)
    assert time.process_time() - began < 10
