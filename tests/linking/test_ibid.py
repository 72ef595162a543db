"""What "ibid" and "op cit" stand for."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.linking.citations import read_notes
from evidence.linking.citing.records import ReadingStatus


def citations(*texts):
    """The citations of notes 1, 2, …, with what each ibid stands for."""
    read = read_notes([(str(number), text) for number, text in enumerate(texts, start=1)])
    return [one for note in read for one in note.citations]


def test_ibid_names_the_note_that_names_the_source_past_the_chain():
    _, second, third = citations("[RLIT0000267] at [1/3].", "Ibid.", "Ibid at [2/13].")
    assert (second.ibid_of, third.ibid_of, third.ibid_position) == ("1", "1", 0)
    assert third.source_key == "urn:RLIT0000267"


def test_ibid_counts_lines_after_a_transcript_and_paragraphs_after_a_statement():
    _, of_transcript = citations("Transcript, 06/11/2024, A Lee, [INQ00001202] at [211/7].", "Ibid at [206/8].")
    _, of_statement = citations("Carl Creswell 1st [WITN11730100] at [4/9].", "Ibid at [33/83].")
    assert (of_transcript.line_from, of_transcript.paragraph_from) == ("8", None)
    assert (of_statement.line_from, of_statement.paragraph_from) == (None, "83")


def test_a_comment_between_does_not_break_the_chain():
    *_, last = citations("[RLIT0000267].", "The questionnaire was partially completed.", "Ibid.")
    assert last.ibid_of == "1"


def test_two_sources_before_it_leave_an_ibid_ambiguous():
    *_, last = citations("[EXPG0000007] and [EXPG0000009].", "Ibid at [4].")
    assert (last.status, last.ibid_of, last.source_key) == (ReadingStatus.AMBIGUOUS, None, None)
    assert last.reason == "note 1 cites 2 sources"


def test_two_places_of_one_source_are_one_source():
    *_, last = citations("Carl Creswell 1st [WITN11730100] at [21/49]; [54/159].", "Ibid.")
    assert last.ibid_of == "1"


def test_an_ibid_with_lines_can_only_mean_the_transcript():
    *_, last = citations(
        "p10, lines 1-2, Ann Lee, Transcript-of-Morning-Hearing-5-March-2012.pdf; p8, para 2, Statement-of-B.pdf",
        "p11, lines 3-4, ibid",
    )
    assert (last.ibid_of, last.ibid_position) == ("1", 0)


def test_nothing_before_it_leaves_an_ibid_ambiguous():
    (only,) = citations("Ibid.")
    assert (only.status, only.reason) == (ReadingStatus.AMBIGUOUS, "no source before it")


def test_an_ibid_after_an_ambiguous_one_is_ambiguous_too():
    *_, last = citations("[EXPG0000007] and [EXPG0000009].", "Ibid.", "Ibid; ibid at [5].")
    assert last.status is ReadingStatus.AMBIGUOUS


def test_ibid_later_in_a_note_means_the_source_before_it_there():
    *_, last = citations("[RLIT0000001].", "[RLIT0000002]; ibid at [3].")
    assert last.ibid_of == "2"


def test_op_cit_finds_the_source_by_its_author():
    *_, last = citations("Snoddy, R, The Good, the Bad, p84", "Frost, C, Ethics, p2", "Snoddy, R, Op cit, p88")
    assert (last.kind, last.ibid_of, last.page_from) == ("ibid", "1", "88")


def test_op_cit_with_two_books_of_the_author_is_ambiguous():
    *_, last = citations("Snoddy, R, The Good, p84", "Snoddy, R, Greenfinger, p2", "Snoddy, R, Op cit, p88")
    assert last.status is ReadingStatus.AMBIGUOUS


def test_supra_with_a_note_number_means_that_note():
    *_, last = citations("Snoddy, R, The Good, p84", "Frost, C, Ethics, p2", "Snoddy, above n 1")
    assert last.ibid_of == "1"


def test_misprints_of_ibid_are_read():
    _, spaced, cut = citations("p1, A-B.pdf", "p5, lines 13-15, Lord Black, ibi d", "p5, lines 25-16, bid")
    assert (spaced.ibid_of, cut.ibid_of) == ("1", "1")


@given(
    st.lists(st.sampled_from(["Ibid.", "[POL00000001]", "[POL00000001]; [POL00000002]", "A, B, Op cit", "So it was."]))
)
def test_an_ibid_has_a_note_that_names_a_source_or_a_reason(texts):
    read = read_notes([(str(number), text) for number, text in enumerate(texts)])
    for note in read:
        for one in note.citations:
            if one.kind == "ibid":
                assert (one.ibid_of is None) == bool(one.reason) == (one.status is ReadingStatus.AMBIGUOUS)
                assert one.ibid_of is None or texts[int(one.ibid_of)].startswith("[")
