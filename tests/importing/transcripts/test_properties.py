"""What holds for any transcript: no word is lost or said twice, and every range is where the words are."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.importing.transcripts.reader import parse_transcript
from tests.importing.transcripts.printed import condensed_text, page_text, paged

SAID = ["weir", "gate", "Élise", "o’clock", "flood,", "2019", "it:", "(key)", "A.", "--", "said.", "12", "Yes?"]
WORDS = st.lists(st.sampled_from(SAID), max_size=7)
LINES = st.lists(
    st.one_of(
        WORDS.map(lambda words: "    " + " ".join(words)),
        WORDS.map(lambda words: "Q.  why " + " ".join(words)),
        WORDS.map(lambda words: "A.  because " + " ".join(words)),
        st.sampled_from(
            [
                "MR O’BYRNE:  Sir,",
                "(A short break)",
                "(The hearing adjourned until",
                "        MS ÉVA BYRON (affirmed)",
                "        Examination by MR O’BYRNE",
                "        Questions from COUNSEL TO",
                "                HOUSEKEEPING",
                "",
            ]
        ),
    ),
    min_size=1,
    max_size=70,
)
ANYTHING = st.text(alphabet=st.sampled_from("0123456789 \n\f.:()AQabé\tMR"), max_size=400)
LABEL = re.compile(r"^(?:[QA]\.|MR O’BYRNE:)$")


def words(hearing):
    return [word for speech in hearing.speeches for word in speech.text.split()]


def without_labels(lines):
    """The words of the lines, a label at the left margin aside."""
    kept = []
    for line in lines:
        found = re.match(r"^(?:[QA]\.|MR O’BYRNE:)(?=\s)", line)
        kept.extend((line[found.end() :] if found else line).split())
    return kept


@settings(deadline=None, max_examples=150)
@given(LINES)
def test_the_words_that_go_in_come_out_once_and_in_order(lines):
    hearing = parse_transcript("a.txt", page_text(paged(lines)))
    read, printed = words(hearing), without_labels(lines)
    # A label in a place where nobody can speak stays a word of the speech.
    assert [word for word in read if not LABEL.match(word)] == [word for word in printed if not LABEL.match(word)] or (
        " ".join(read).replace("Q. ", "").replace("A. ", "") == " ".join(printed).replace("Q. ", "").replace("A. ", "")
    )


@settings(deadline=None, max_examples=100)
@given(LINES)
def test_every_range_lies_on_printed_lines_and_follows_the_one_before(lines):
    hearing = parse_transcript("a.txt", page_text(paged(lines)))
    printed = {(page.number, number) for page in hearing.pages for number, _ in page.lines}
    end = (0, 0)
    for speech in hearing.speeches:
        start, stop = (speech.page_from, speech.line_from), (speech.page_to, speech.line_to)
        assert {start, stop} <= printed
        assert end < start <= stop
        end = stop
    assert [speech.position for speech in hearing.speeches] == list(range(1, len(hearing.speeches) + 1))


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_condensed_and_single_pages_have_the_same_words(lines):
    pages = [*paged(["Q.  One.", *lines]), *paged(["A.  Two.", *lines])]
    single, condensed = parse_transcript("a.txt", page_text(pages)), parse_transcript("a.txt", condensed_text(pages))
    assert words(condensed) == words(single)


@settings(deadline=None, max_examples=300)
@given(st.one_of(ANYTHING, ANYTHING.map(lambda text: f"Hearing: x\n\n{text}")))
def test_any_text_is_read_or_says_why_not(text):
    hearing = parse_transcript("a.txt", text)
    assert hearing.speeches or hearing.is_closed or hearing.problems


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_say_why_not(content):
    hearing = parse_transcript("a.txt", content.replace(b"%PDF-", b""))
    assert hearing.speeches or hearing.is_closed or hearing.problems
