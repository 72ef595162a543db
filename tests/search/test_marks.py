"""Which words of a text are marked, and which stretch of it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.search.marks import marks, snippet
from evidence.search.query import parse


def marked(query, text):
    return [text[start:end] for start, end in marks(parse(query), text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        (
            "offender",
            "Offenders offended; the offending offender’s",
            ["Offenders", "offended", "offending", "offender"],
        ),
        ('"live streaming"', "Live streaming, live (“streaming”)", ["Live streaming", "live (“streaming"]),
        ('"offender"', "Offenders and an offender", ["offender"]),
        ("offend*", "Offenders inoffensive", ["Offenders"]),
        ("goverment~", "The Government governs", ["Government"]),
        ('"abuse live"~3', "live and vile abuse; far too far away from live", ["live", "abuse"]),
        ("cafe", "The Cafe\u0301, the café", ["Cafe\u0301", "café"]),
        ("encryption", "en\u00adcryption", ["en\u00adcryption"]),
        ("strasse", "Straße", ["Straße"]),
        ("cat -dog", "cat and dog", ["cat"]),
        ("the cat", "the cat", ["cat"]),
        ('cat "cat sat" sat*', "the cat sat", ["cat sat"]),
        ("end-to-end", "End‑to‑end", ["End‑to‑end"]),
        ("!!!", "!!!", []),
    ],
)
def test_the_words_that_a_query_finds_are_marked(query, text, expected):
    assert marked(query, text) == expected


@given(st.text(max_size=200), st.text(max_size=30))
def test_marks_are_in_order_within_the_text_and_never_overlap(text, query):
    spans = marks(parse(query), text)
    ends = [0, *(end for _, end in spans)]
    assert all(before <= start < end <= len(text) for before, (start, end) in zip(ends, spans, strict=False))


def test_a_short_text_is_shown_whole():
    assert snippet("A short text.", ()) == (0, 13)


def test_the_stretch_with_the_most_marks_is_shown():
    text = "cat " + "filler " * 100 + "the cat met a cat " + "filler " * 100
    start, end = snippet(text, marks(parse("cat"), text), width=100)
    assert text[start:end].count("cat") == 2


def test_a_stretch_is_cut_between_words():
    text = "wonderful " * 100
    start, end = snippet(text, ((500, 509),), width=95)
    assert set(text[start:end].split()) == {"wonderful"}


def test_without_marks_the_beginning_is_shown():
    text = "first words " * 100
    start, end = snippet(text, (), width=50)
    assert start == 0
    assert 40 < end <= 50


@given(st.text(max_size=400), st.integers(1, 120), st.data())
def test_a_snippet_lies_within_the_text_and_holds_a_mark_that_fits(text, width, data):
    bounds = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=8))))
    spans = tuple(zip(bounds[::2], bounds[1::2], strict=False))
    start, end = snippet(text, spans, width=width)
    assert 0 <= start <= end <= len(text)
    fitting = [span for span in spans if span[1] - span[0] <= width]
    assert not fitting or any(start <= s and e <= end for s, e in fitting) or any(e - s > width for s, e in spans)
