"""Page-and-line transcripts: pages and lines as printed, and whatever is odd about them said and kept."""

import pytest

from evidence.importing.records import Severity
from evidence.importing.transcripts.reader import parse_transcript
from tests.importing.transcripts.printed import INDEX, MORNING, condensed_text, page_text, paged

PAGES = [*paged(MORNING * 3), *paged(INDEX)]


def codes(hearing, severity=Severity.WARNING):
    return [problem.code for problem in hearing.problems if problem.severity == severity]


def lines_of(hearing, page):
    return dict(next(one.lines for one in hearing.pages if one.number == page))


def test_pages_and_lines_are_kept_as_printed():
    hearing = parse_transcript("hearings/2021-05-12.txt", page_text(PAGES, first=30))
    assert [page.number for page in hearing.pages] == [30, 31, 32, 33]
    assert [number for number, _ in hearing.pages[0].lines] == list(range(1, 26))
    assert lines_of(hearing, 30)[8] == "    years, I believe."


def test_a_page_without_form_feeds_and_with_blank_lines_reads_the_same():
    printed = page_text(PAGES)
    loose = printed.replace("\f", "").replace("\n", "\n\n")
    assert parse_transcript("a.txt", loose).pages == parse_transcript("a.txt", printed).pages


def test_condensed_sheets_read_as_single_pages_do():
    single = parse_transcript("a.txt", page_text(PAGES))
    condensed = parse_transcript("a.txt", condensed_text(PAGES))
    assert (condensed.pages, condensed.speeches) == (single.pages, single.speeches)
    assert codes(condensed) == codes(single)


def test_a_last_pair_with_only_a_left_page_is_read():
    hearing = parse_transcript("a.txt", condensed_text(paged(MORNING * 3)))
    assert [page.number for page in hearing.pages] == [1, 2, 3]
    assert len(hearing.pages[2].lines) == 25


def test_condensed_sheets_that_count_down_each_column_come_in_the_order_of_their_numbers():
    pages = [[f"Q.  Page {number}, line {line}." for line in range(1, 26)] for number in (1, 3, 2, 4)]
    text = condensed_text(pages).replace(f"{2:>80}", f"{'3':>80}", 1)
    lines = text.split("\n")
    closing = [place for place, line in enumerate(lines) if line.split() in (["1", "3"], ["3", "4"])]
    lines[closing[1]] = f"{2:>35}{4:>80}"
    hearing = parse_transcript("a.txt", "\n".join(lines))
    assert [page.lines[0][1] for page in hearing.pages] == [f"Q.  Page {n}, line 1." for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-15"])
def test_names_that_are_not_ascii_survive_the_encodings_of_stenographers(encoding):
    text = page_text(PAGES).replace("’", "'").replace("Öztürk", "Özt€rk").replace("\n", "\r\n")
    hearing = parse_transcript("a.txt", text.encode(encoding))
    assert any("Élise Özt€rk" in speech.text for speech in hearing.speeches)
    assert ("encoding" in codes(hearing, Severity.NOTE)) == (encoding == "iso-8859-15")


def test_windows_quotes_are_read_where_the_file_is_not_utf_8():
    hearing = parse_transcript("a.txt", page_text(PAGES).encode("cp1252"))
    assert any(speech.speaker_as_printed == "MR O’BYRNE" for speech in hearing.speeches)


def test_a_page_of_26_lines_keeps_them_all_with_a_warning():
    hearing = parse_transcript("a.txt", page_text([[*MORNING, "A.  Line 25.", "A.  Line 26."], MORNING]))
    assert codes(hearing)[0] == "page-too-long"
    assert [page.number for page in hearing.pages] == [1, 2]
    assert lines_of(hearing, 1)[26] == "A.  Line 26."


def test_page_26_is_not_taken_for_a_26th_line():
    hearing = parse_transcript("a.txt", page_text(paged(MORNING * 3), first=25))
    assert [page.number for page in hearing.pages] == [25, 26, 27]
    assert all(len(page.lines) == 25 for page in hearing.pages)


def test_a_page_whose_lines_begin_at_another_count_is_kept():
    rows = [f"{number:<5}Q.  Line {number}." for number in range(3, 26)]
    text = page_text([[*MORNING, ""]]) + "\f" + "\n".join([*rows, "", f"{2:>40}"])
    hearing = parse_transcript("a.txt", text)
    assert "line-out-of-sequence" in codes(hearing)
    assert [number for number, _ in hearing.pages[1].lines] == list(range(3, 26))


def test_a_missing_line_number_is_a_warning_on_its_page_and_loses_no_words():
    text = page_text([*paged(MORNING), *paged(MORNING)]).replace("\n14   A", "\nA", 1)
    hearing = parse_transcript("a.txt", text)
    assert any("page 1" in problem.found for problem in hearing.problems if problem.code == "line-unnumbered")
    assert any("They were. I had --" in speech.text for speech in hearing.speeches)
    assert len(hearing.pages) == 2


def test_text_wrapped_out_of_place_stays_with_the_line_before_it():
    text = page_text(paged(MORNING)).replace("\n9    A.  I did", "\ninvolved in this\n9    A.  I did")
    hearing = parse_transcript("a.txt", text)
    assert (None, "involved in this") in hearing.pages[0].lines
    question = next(speech for speech in hearing.speeches if "twenty years" in speech.text)
    assert question.text.endswith("I believe. involved in this")
    assert (question.line_from, question.line_to) == (7, 8)


def test_a_year_at_the_left_margin_is_not_a_line_number():
    text = page_text(paged(MORNING)).replace("    of 2019.", "    of").replace("\n11   THE", "\n2019, then.\n11   THE")
    hearing = parse_transcript("a.txt", text)
    assert any("until the flood of 2019, then." in speech.text for speech in hearing.speeches)


def test_a_page_without_its_number_takes_the_next_with_a_warning():
    sheets = page_text(paged(MORNING * 3)).split("\f")
    sheets[1] = sheets[1].replace(f"{2:>40}", "")
    hearing = parse_transcript("a.txt", "\f".join(sheets))
    assert [page.number for page in hearing.pages] == [1, 2, 3]
    assert "page-number-missing" in codes(hearing)


def test_pages_out_of_sequence_are_all_kept_and_said():
    sheets = page_text(paged(MORNING * 4)).split("\f")
    del sheets[1]
    sheets[1] = sheets[1].replace(f"{3:>40}", f"{1:>40}")
    hearing = parse_transcript("a.txt", "\f".join(sheets))
    assert len({page.number for page in hearing.pages}) == len(sheets)
    assert "page-number-out-of-sequence" in codes(hearing)


def test_running_headers_and_footers_are_not_speech():
    sheets = page_text(paged(MORNING * 2)).split("\f")
    text = "\f".join(
        f"   The Weir Inquiry      12 May 2021\n{sheet}\n   Smith Reporting, 020 7946 0000" for sheet in sheets
    )
    hearing = parse_transcript("a.txt", text)
    assert hearing.pages == parse_transcript("a.txt", page_text(paged(MORNING * 2))).pages
    assert hearing.title == "The Weir Inquiry 12 May 2021"


def test_a_cover_is_no_page_of_testimony():
    hearing = parse_transcript("a.txt", "THE WEIR INQUIRY\n\nTranscript of 12 May 2021\n\f" + page_text(paged(MORNING)))
    assert [page.number for page in hearing.pages] == [1]
    assert hearing.title.startswith("THE WEIR INQUIRY")
    assert "cover" in codes(hearing, Severity.NOTE)


def test_an_index_of_words_at_the_end_is_left_out():
    words = "\n".join(f"word{n} [3] 1/{n} 2/4 3/5      other [2] 4/5 6/7" for n in range(1, 26))
    for text in (page_text(PAGES), condensed_text(PAGES)):
        hearing = parse_transcript("a.txt", f"{text}\f{words}\n   (9) word - other\n")
        assert len(hearing.pages) == len(PAGES)
        assert "word-index" in codes(hearing, Severity.NOTE)


def test_pages_without_line_numbers_are_read_by_page_alone():
    text = "\f".join(f"THE CHAIR:  Page {n} begins.\nMS CAREY:  It does.\n\n{n:>40}\n" for n in (1, 2, 3))
    hearing = parse_transcript("a.txt", text)
    assert [(speech.page_from, speech.line_from) for speech in hearing.speeches] == [
        (n, None) for n in (1, 1, 2, 2, 3, 3)
    ]
    assert "lines-unnumbered" in codes(hearing)


@pytest.mark.parametrize("content", ["", " \n\f\n ", b"", b"\x00\x01"])
def test_an_empty_file_is_an_error_with_a_sentence(content):
    hearing = parse_transcript("hearings/2021-05-12.txt", content)
    assert not hearing.speeches
    assert codes(hearing, Severity.ERROR) == ["transcript-empty"]


@pytest.mark.parametrize(
    ("printed", "name", "expected", "problem"),
    [
        ("Wednesday, 12 May 2021", "hearings/x.txt", "2021-05-12", ""),
        ("Wednesday 12th May", "hearings/2021-05-12.txt", "2021-05-12", ""),
        ("Wednesday, 12 May 2021.", "hearings/2021-05-13-morning.txt", "2021-05-12", "date-disagrees"),
        ("12 May 2021", "hearings/2021-05-12-morning.txt", "2021-05-12", ""),
        ("Good morning.", "hearings/2021-05-12.txt", "2021-05-12", ""),
        ("31 June 2021", "hearings/x.txt", "None", "date-missing"),
    ],
)
def test_the_date_is_read_as_printed_and_compared_with_the_name_of_the_file(printed, name, expected, problem):
    hearing = parse_transcript(name, page_text(paged([f"           {printed}", *MORNING[1:]])))
    assert str(hearing.date) == expected
    assert [code for code in codes(hearing) if code.startswith("date")] == ([problem] if problem else [])
    assert hearing.session == ("morning" if "morning" in name else "")


def test_the_index_is_a_check_of_witnesses_and_pages():
    index = [line.replace("....1", "....7") for line in INDEX[:3]] + INDEX[3:]
    hearing = parse_transcript("a.txt", page_text([*paged(MORNING), *paged(index)]))
    assert [entry.page for entry in hearing.index] == [7, 1, 1]
    assert "index-disagrees" in codes(hearing)
    agrees = parse_transcript("a.txt", page_text([*paged(MORNING), *paged(INDEX)]))
    assert "index-disagrees" not in codes(agrees)


def test_a_witness_who_is_not_in_the_index_is_said():
    lines = [*MORNING[:22], "            MS ADA BYRON (affirmed)", "            Questions from MS CAREY", "Q.  Yes?"]
    hearing = parse_transcript("a.txt", page_text([*paged(lines), *paged(INDEX)]))
    assert any("ADA BYRON" in problem.found for problem in hearing.problems if problem.code == "index-disagrees")


def test_an_index_entry_over_two_lines_has_its_page_on_the_second():
    index = [*INDEX[:3], "   Questions from COUNSEL TO THE INQUIRY FOR", "   MODULE 2C ...............1"]
    hearing = parse_transcript("a.txt", page_text([*paged(MORNING), *paged(index)]))
    assert hearing.index[-1].text == "Questions from COUNSEL TO THE INQUIRY FOR MODULE 2C"


def test_the_index_is_a_page_and_no_speech():
    hearing = parse_transcript("a.txt", page_text([*paged(MORNING), *paged(INDEX)]))
    assert lines_of(hearing, 2)[3].startswith("MR KEVIN WILLIAM BROWN (sworn)")
    assert not any("....." in speech.text for speech in hearing.speeches)


def test_speaking_of_an_index_does_not_end_the_transcript():
    lines = [*MORNING[:20], "A.  It is in the", "    INDEX", "    of the book.", "Q.  Thank you.", "A.  Yes."]
    hearing = parse_transcript("a.txt", page_text([*paged(lines), *paged(MORNING)]))
    assert any("in the INDEX of the book." in speech.text for speech in hearing.speeches)


def test_an_oath_and_its_heading_may_stand_on_two_pages():
    called = ["            MR KEVIN WILLIAM BROWN (sworn)", "THE CHAIR:  A warning first.", *["    And more."] * 20]
    pages = [["(10.00 am)", *called, "    The end.", "    Yes."], *paged(MORNING[5:])]
    index = [*INDEX[:3], *[line.replace("....1", "....2") for line in INDEX[3:]]]
    hearing = parse_transcript("a.txt", page_text([*pages, *paged(index)]))
    assert "index-disagrees" not in codes(hearing)
