"""Notes in the styles of inquiries that are not in the corpora, as they are known to be printed."""

import time

import pytest

from evidence.linking.citations import read_note, read_notes


def read(text):
    """Kind, reference, person, date, and the numbers of the place from page to paragraph."""
    found = []
    for one in read_note(text):
        place = (one.page_from, one.line_from, one.page_to, one.line_to, one.paragraph_from, one.paragraph_to)
        found.append((str(one.kind), one.reference, one.person, one.date, " ".join(n or "-" for n in place)))
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cooper {Day 12/62:7}-{Day 12/63:1}", ("transcript", "Day 12", "Cooper", None, "62 7 63 1 - -")),
        ("{94/12/3-13/5}", ("transcript", "94", None, None, "12 3 13 5 - -")),
        ("94/12/3-13/5", ("transcript", "94", None, None, "12 3 13 5 - -")),
        ("Day 340/12/3-15/7", ("transcript", "Day 340", None, None, "12 3 15 7 - -")),
        ("Day 301/45-47", ("transcript", "Day 301", None, None, "45 - 47 - - -")),
        ("Smith, Day 50, 26/20-27/6.", ("transcript", "Day 50", "Smith", None, "26 20 27 6 - -")),
        ("Day 12, p. 45, line 3 to p. 46, line 9.", ("transcript", "Day 12", None, None, "45 3 46 9 - -")),
        ("T/45/12", ("transcript", "T/45", None, None, "12 - 12 - - -")),
        ("Tr. Day 12, pp. 45-46.", ("transcript", "Day 12", None, None, "45 - 46 - - -")),
        (
            "Day 45, pages 12 to 14 (Professor Ludlam)",
            ("transcript", "Day 45", "Professor Ludlam", None, "12 - 14 - - -"),
        ),
        ("Transcript of J Ellis, T9204:12-27 (Day 87).", ("transcript", None, "J Ellis", None, "9204 12 9204 27 - -")),
        (
            "Transcript, Sydney Hearing, Jane Smith, 6 May 2019 at T1234:5-10.",
            ("transcript", None, "Jane Smith", "2019-05-06", "1234 5 1234 10 - -"),
        ),
        (
            "Dr Jones, 3 September 2003, page 72, lines 3-12.",
            ("transcript", "Dr Jones", "Dr Jones", "2003-09-03", "72 3 72 12 - -"),
        ),
        (
            "Fennell {Day 5/112:20} to {Day 5/113:4}.",
            ("transcript", "Day 5", "Fennell", None, "112 20 113 4 - -"),
        ),
        ("Ibid, T3413:1–7 (Day 33).", ("ibid", "Ibid", None, None, "3413 1 3413 7 - -")),
        (
            "Transcript, day 112: read-in statement of ‘Chloe’, at TRN.8.000000123.",
            ("transcript", "TRN.8.000000123", "Chloe", None, "- - - - - -"),
        ),
        ("Moss T62.121-122", ("transcript", "T62", "Moss", None, "121 - 122 - - -")),
        ("Payne BMI 32/14/3-15.", ("transcript", "BMI 32", "Payne", None, "14 3 14 15 - -")),
        (
            "Transcript, day 45: ‘Alex’, at TRN.001.002.0003.",
            ("transcript", "TRN.001.002.0003", "Alex", None, "- - - - - -"),
        ),
        (
            "Transcript of evidence of Dr Sarah Calvert (TRN0000123, Royal Commission, 5 November 2019) at pp 45–47.",
            ("transcript", "TRN0000123", "Dr Sarah Calvert", "2019-11-05", "45 - 47 - - -"),
        ),
        (
            "Prof. Leitch, transcript of 23 January 2024, 101/7-19.",
            ("transcript", None, "Prof. Leitch", "2024-01-23", "101 7 101 19 - -"),
        ),
        (
            "Testimony of Brenda Lucki, Transcript, vol. 12, November 15, 2022, pp. 45–47.",
            (
                "transcript",
                "Testimony of Brenda Lucki, Transcript, vol. 12",
                "Brenda Lucki",
                "2022-11-15",
                "45 - 47 - - -",
            ),
        ),
        ("Ibid, 46:9-47:3.", ("ibid", "Ibid", None, None, "46 9 47 3 - -")),
        ("Tr. 12 May 2019, p. 34:2-12.", ("transcript", "Tr", None, "2019-05-12", "34 2 34 12 - -")),
        ("[Day 3/pp12-13]", ("transcript", "Day 3", None, None, "12 - 13 - - -")),
        ("T/12/34:5-7", ("transcript", "T/12", None, None, "34 5 34 7 - -")),
        ("Dr Webb T-30-11-12 p.145 line 2", ("transcript", "T-30-11-12", "Dr Webb", "2012-11-30", "145 2 145 2 - -")),
        (
            "Anna Shaw 16 October 2023 71/16 to 72/3",
            ("transcript", None, "Anna Shaw", "2023-10-16", "71 16 72 3 - -"),
        ),
        (
            "Transcript, Adelaide Hearing, Joan Rosewood, 11 February 2019 at T45.12–46.3.",
            ("transcript", None, "Joan Rosewood", "2019-02-11", "45 12 46 3 - -"),
        ),
    ],
)
def test_hearings_of_other_inquiries(text, wanted):
    assert read(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Statement of Alice Example para 12 WITN1234001",
            ("statement", "WITN1234001", "Alice Example", None, "- - - - 12 12"),
        ),
        (
            "Transcript for Professor Tuddenham, 4 May 2021, pp12-15 INQY1000123",
            ("transcript", "INQY1000123", "Professor Tuddenham", "2021-05-04", "12 - 15 - - -"),
        ),
        (
            "Letter from A to B 4 June 1975 p2 OXUH0001234_003",
            ("letter", "OXUH0001234_003", None, "1975-06-04", "2 - 2 - - -"),
        ),
        ("OXUH0001234_003", ("document", "OXUH0001234", None, None, "3 - 3 - - -")),
        ("[UCPI0000034363/12]", ("document", "UCPI0000034363", None, None, "12 - 12 - - -")),
        (
            "First witness statement of Peter Francis, para 14, MPS-0746258",
            ("statement", "MPS-0746258", "Peter Francis", None, "- - - - 14 14"),
        ),
        (
            "Written statement of “Anne”, paragraphs 12–23, at WIT.001.001.1234.",
            ("statement", "WIT.001.001.1234", "Anne", None, "- - - - 12 23"),
        ),
        (
            "Exhibit 4-12, WIT.0001.0002.0003 at 0004 [12].",
            ("document", "WIT.0001.0002.0003", None, None, "0004 - 0004 - 12 12"),
        ),
        ("[LIT.001.0532] at 0535", ("document", "LIT.001.0532", None, None, "0535 - 0535 - - -")),
        ("POE.HRF.00000012, p 3.", ("document", "POE.HRF.00000012", None, None, "3 - 3 - - -")),
        ("Walsh WS0000012345, para 23", ("statement", "WS0000012345", "Walsh", None, "- - - - 23 23")),
        (
            "Witness statement of Ms Jane Doe (12 October 2020, para 34).",
            ("statement", "Witness statement of Ms Jane Doe", "Ms Jane Doe", "2020-10-12", "- - - - 34 34"),
        ),
        (
            "Dr Barbara Lane, Expert Report, {BLAS0000008/15} lines 31-35.",
            ("report", "BLAS0000008", "Dr Barbara Lane", None, "15 31 15 35 - -"),
        ),
        ("BBC/5/118", ("document", "BBC/5/118", None, None, "- - - - - -")),
        ("MOD/2/14-15", ("document", "MOD/2/14", None, None, "- - - - - -")),
        (
            "Minutes of the Board, 4 May 2005, TRU00010000045.",
            ("minute", "TRU00010000045", None, "2005-05-04", "- - - - - -"),
        ),
        (
            "Expert report of Professor Ian Kennedy, EXPG0000001, para 4.5",
            ("report", "EXPG0000001", "Professor Ian Kennedy", None, "- - - - 4.5 4.5"),
        ),
        (
            "Email from Jane Smith to John Brown, 4 June 2013, 10:15, POL00012345.",
            ("email", "POL00012345", None, "2013-06-04", "- - - - - -"),
        ),
        (
            "House of Commons Debates (9 May 1883), 1107.",
            ("document", "House of Commons Debates", None, "1883-05-09", "1107 - 1107 - - -"),
        ),
        ("WS000123/45", ("statement", "WS000123", None, None, "45 - 45 - - -")),
        ("Yeates WS0000000123 (provisional), para 14", ("statement", "WS0000000123", "Yeates", None, "- - - - 14 14")),
        (
            "Statement of Mrs AB (WITN0099001, 4 May 2021), at 3.12.",
            ("statement", "WITN0099001", "Mrs AB", "2021-05-04", "- - - - 3.12 3.12"),
        ),
        ("NSW.0001.0002.0003 at 0005_R.", ("document", "NSW.0001.0002.0003", None, None, "0005 - 0005 - - -")),
        ("BMI04523", ("document", "BMI04523", None, None, "- - - - - -")),
        (
            "Doris Young, Statement to the Commission, Saskatoon, 22 June 2012, Statement Number: 2011-3517.",
            ("statement", "Statement Number: 2011-3517", "Doris Young", "2012-06-22", "- - - - - -"),
        ),
        ("KD4.29", ("document", "KD4.29", None, None, "- - - - - -")),
        ("MAI 3.2", ("document", "MAI 3.2", None, None, "- - - - - -")),
        ("BEN001_023", ("document", "BEN001", None, None, "23 - 23 - - -")),
        ("DHSC5002445_012 p3", ("document", "DHSC5002445_012", None, None, "3 - 3 - - -")),
        (
            "Memorandum of counsel, 4 May 2021, at [3]–[5].",
            ("document", "Memorandum of counsel", None, "2021-05-04", "- - - - 3 5"),
        ),
        ("NP/12/345", ("document", "NP/12/345", None, None, "- - - - - -")),
        ("IBI/2021/12", ("document", "IBI/2021/12", None, None, "- - - - - -")),
        ("Ashby 2nd, para 3", ("statement", "Ashby 2nd", "Ashby", None, "- - - - 3 3")),
        (
            "Criminal Code, R.S.C. 1985, c. C-46, s. 718.2.",
            ("legislation", "Criminal Code, R.S.C. 1985, c. C-46, s. 718.2", None, None, "- - - - - -"),
        ),
        ("Ref: 090-022-050", ("document", "090-022-050", None, None, "- - - - - -")),
        ("Ref: WS-138/1 p.24", ("statement", "WS-138/1", None, None, "24 - 24 - - -")),
        ("Walsh WS0000012345 (p45)", ("statement", "WS0000012345", "Walsh", None, "45 - 45 - - -")),
        ("{MPS-0741095/12} §34", ("document", "MPS-0741095", None, None, "12 - 12 - 34 34")),
        (
            "Brief of evidence of Hēmi Tāwhai (WITN0123001, Royal Commission, 4 May 2021) at [2.3].",
            ("statement", "WITN0123001", "Hēmi Tāwhai", "2021-05-04", "- - - - 2.3 2.3"),
        ),
        (
            "Home Office letter, 16 December 1968 {UCPI0000035308}.",
            ("letter", "UCPI0000035308", None, "1968-12-16", "- - - - - -"),
        ),
        ("OPS00001234.0001, p. 3", ("document", "OPS00001234.0001", None, None, "3 - 3 - - -")),
        ("SSM.CAN.00000123_REL.0001", ("document", "SSM.CAN.00000123_REL.0001", None, None, "- - - - - -")),
        (
            "Emergencies Act, R.S.C. 1985, c. 22 (4th Supp.), s. 17",
            ("legislation", "Emergencies Act, R.S.C. 1985, c. 22 (4th Supp.), s. 17", None, None, "- - - - - -"),
        ),
        (
            "Aged Care Act 1997 (Cth) s 54-1.",
            ("legislation", "Aged Care Act 1997 (Cth) s 54-1", None, None, "- - - - - -"),
        ),
    ],
)
def test_documents_and_statements_of_other_inquiries(text, wanted):
    assert read(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "On 12/10/24 we wrote.",
        "The A4.5 form.",
        "Figure 4.2",
        "It was in T block.",
        "Call 020-7946-0123.",
        "A T-12 tank.",
    ],
)
def test_numbers_that_cite_nothing_are_left_alone(text):
    assert [kind for kind, *_ in read(text)] == ["commentary"]


def test_one_day_is_one_source_however_it_is_written():
    notes = read_notes([("1", "Day 94/12/3"), ("2", "{Day94/13:5}"), ("3", "{94/12/3}")])
    assert {one.source_key for note in notes for one in note.citations} == {"transcript:day:94"}


@pytest.mark.parametrize(
    "piece", ["{94/", "WIT.0001.", "Day 1/2/", "T1:1-", "A.B.", "Transcript of A ", "AB1.2; ", "012-", "T-30-11-"]
)
def test_hostile_notes_take_time_in_proportion_to_their_length(piece):
    began = time.perf_counter()
    read_note(piece * (20_000 // len(piece)))
    assert time.perf_counter() - began < 3


def test_a_source_named_by_its_note_is_that_note_s():
    notes = read_notes([("12", "Smith, Bridges, 2001"), ("13", "Jones 4"), ("14", "Smith (n 12) para 45")])
    (again,) = notes[2].citations
    assert (again.kind, again.ibid_of, again.paragraph_from) == ("ibid", "12", "45")
