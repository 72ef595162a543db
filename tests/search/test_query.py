"""How queries are read, said back, and refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.search.analysis import terms
from evidence.search.query import parse
from evidence.search.tree import Exact, InField, Like, Near, Prefix, Stem, leaves, wanted


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("live streaming", "“live” in any form and “streaming” in any form"),
        ('"live streaming"', "exactly “live streaming”"),
        ("“live streaming”", "exactly “live streaming”"),
        ("offend*", "a word that begins “offend”"),
        ("offender~", "a word spelt like “offender”"),
        ('"live streaming"~5', "“live” and “streaming” within 5 words of each other"),
        ("cat OR dog", "“cat” in any form or “dog” in any form"),
        ("cat AND dog", "“cat” in any form and “dog” in any form"),
        ("cat OR dog mouse", "(“cat” in any form or “dog” in any form) and “mouse” in any form"),
        ("(cat OR dog) -mouse", "(“cat” in any form or “dog” in any form) and not “mouse” in any form"),
        ("cat NOT dog", "“cat” in any form and not “dog” in any form"),
        ("cat –dog", "“cat” in any form and not “dog” in any form"),
        ("NOT(cat)", "not “cat” in any form"),
        ("NOT (NOT cat)", "not (not “cat” in any form)"),
        ("end-to-end encryption", "exactly “end to end” and “encryption” in any form"),
        ("children’s", "“children” in any form"),
        ("CAFÉ", "“cafe” in any form"),
        ("or and not", "exactly “or” and exactly “and” and exactly “not”"),
        ("the OR cat", "exactly “the” or “cat” in any form"),
        ("NOT the", "not exactly “the”"),
        ("witness:bailey", "witness: “bailey” in any form"),
        ("cats,dogs", "“cats” in any form and “dogs” in any form"),
    ],
)
def test_a_query_is_said_back_as_it_was_read(text, reading):
    assert parse(text).reading == reading


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ('"live streaming', "quotation mark without its partner"),
        ("(live streaming", "parenthesis without its partner"),
        ("live) (streaming", "parenthesis without its partner"),
        ("cat AND", "“AND” has nothing to join"),
        ("OR cat", "“OR” has nothing to join"),
        ("min*st", "at the end of a word only"),
        ('"live stream*"', "inside quotation marks"),
        ("the cat", "Left out as too common: “the”"),
        ("a\0b", "Control characters"),
        ("😀 cat", "neither letters nor digits"),
        ("!!!", "no word to search for"),
        ('""', "Quotation marks around nothing"),
        ('"a b"~900', "read as “~50”"),
    ],
)
def test_what_is_read_otherwise_than_written_is_said(text, notice):
    query = parse(text)
    assert any(notice in said for said in query.notices)
    assert query.refusal == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("*", "alone would find every paragraph"),
        ("cat OR *", "alone would find every paragraph"),
        ("a*", "at least 2 letters"),
        ("cat -(b*)", "at least 2 letters"),
        (" ".join(f"word{n}" for n in range(200)), "at most 100"),
        ("x" * 10_000, "10,000 characters; at most 2,000"),
        ("(" * 30 + "cat" + ")" * 30, "nested 30 deep"),
    ],
)
def test_a_costly_query_is_refused_with_a_sentence(text, reason):
    query = parse(text)
    assert reason in query.refusal
    assert not query.has_terms


def test_nothing_asked_is_not_the_same_as_no_word():
    assert parse("  ").is_empty
    assert not parse("!!!").is_empty
    assert not parse("!!!").has_terms


def test_a_field_is_kept_in_the_tree():
    assert parse('witness:"de Bailliencourt"').root == InField(
        "witness", Exact(("de", "bailliencourt")), "de Bailliencourt"
    )


def test_a_word_asked_twice_is_asked_once():
    assert len(list(leaves(parse("cat cat cat").root))) == 1


def test_nothing_beneath_a_not_is_wanted():
    assert [leaf.word for leaf in wanted(parse("cat -dog (mouse -bird)").root)] == ["cat", "mouse"]


@given(st.text(max_size=300) | st.text(alphabet='ab "()*~-:ORAND NTwitness5\0“”’', max_size=200))
def test_any_text_is_read_without_failing(text):
    query = parse(text)
    assert query.is_empty or query.refusal or query.has_terms or query.notices
    assert bool(query.reading) == query.has_terms


@given(st.text(alphabet="abcdefgh 'é-,.", max_size=100))
def test_every_word_of_plain_text_is_looked_for_or_said_to_be_left_out(text):
    query = parse(text.replace(" -", " "))
    asked = set()
    for leaf in leaves(query.root) if query.root else ():
        match leaf:
            case Exact(words) | Near(words):
                asked.update(words)
            case Stem(_, word) | Prefix(word) | Like(word):
                asked.add(word)
    said = " ".join(query.notices)
    assert all(word in asked or f"“{word}”" in said or word == "s" for word in terms(text.replace(" -", " ")))
