"""Every engine finds what a reader finds who goes through the words of every paragraph one by one."""

import itertools

import pytest
from django.db import connection

from evidence.search import analysis
from evidence.search.postgres_entries import Entries
from evidence.search.postgres_index import PostgresIndex
from evidence.search.query import parse
from evidence.search.tree import AnyOf, Everyone, Exact, Like, Near, Prefix, Stem, Without
from tests.search.conftest import CORPORA, forget_postgres_index

pytestmark = pytest.mark.django_db

QUERIES = """
PhotoDNA
encryption
offender
offenders
offending
OFFENDER
Café
cafe
naive
first
strasse
straße
live streaming
live streaming facebook
live-streaming
end-to-end encryption
end‑to‑end
O'Byrne
o’byrne’s
children's
nonsenseword
nonsenseword encryption
"live streaming"
“live streaming”
"streaming live"
"at the time"
"to be"
"to be or not to be"
"that that"
"that that is not"
"is is"
"the"
"offenders"
"offender"
"encryption encryption encryption"
"end to end encryption"
"nonsenseword encryption"
to be or not to be
the
the of encryption
offend*
OFFEND*
governme*
minist*
encr* live*
"live" stream*
zz*
iraq*
offender~
encrption~
goverment~
strem~
facebok~
qqqqq~
live OR encryption
facebook OR google OR youtube
live OR streaming OR offend*
encryption AND streaming
(live OR recorded) streaming
(live OR recorded) AND (streaming OR abuse) NOT facebook
streaming NOT live
streaming -live
streaming -"live streaming"
-live
NOT encryption
NOT "live streaming"
-(live OR encryption)
live -(facebook OR google)
live NOT stream*
live OR NOT streaming
NOT (NOT live)
live (streaming -facebook)
"live streaming" OR "child sexual abuse"
"law enforcement" -"live streaming"
"live streaming"~5
"streaming live"~5
"encryption live"~1
"that that"~3
"is is is"~6
"live streaming abuse"~10
"live streaming"~30
"the of"~2
"was streaming"~40
-"live streaming"~5
encryption -"live streaming"~20
"child abuse"~3 OR "law industry"~12
2003
"17 March"
17 march 2003
1,000
UN
US-led
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
xxxxxxxxxxxxxxxx*
½
"unbalanced live
(live streaming
live) (streaming
live AND
OR streaming
AND OR NOT
!!!
😀 live
min*st
""".strip().splitlines()

# of what many texts hold
RANKED = [
    *(
        "iraq",
        "government",
        "weapons OR inspectors",
        "weapons inspectors",
        "iraq government weapons",
        '"the government"',
    ),
    *('"weapons of mass destruction"', '"of the"', "inspect*", "govern* iraq", "iraqi~", "iraq (weapons OR sanctions)"),
    *("iraq -weapons", '"iraq weapons"~9', '"united nations" resolution', "encryption OR (live streaming)"),
]


@pytest.fixture(scope="module")
def read(library):
    """Every paragraph as stretches of words, kept apart from what the engines are made of."""
    return {key: analysis.terms(text) for key, text in library.texts.items()}


def found_by_reading(node, words):
    """The meaning of a query, spelt out as plainly as can be."""
    match node:
        case Stem(stem, _):
            return any(analysis.stem(word) == stem for word in words if not analysis.is_stop_word(word))
        case Exact(phrase):
            return any(tuple(words[n : n + len(phrase)]) == phrase for n in range(len(words)))
        case Prefix(start):
            return any(word.startswith(start) for word in words)
        case Like():
            return any(node.accepts(word) for word in words)
        case Near(wanted, distance):
            places = [[n for n, word in enumerate(words) if word == one] for one in wanted]
            if any(len(found) > 50 for found in places):  # all combinations of them would take for ever
                places = [found[:3] + found[-3:] for found in places]
            return any(
                len(set(those)) == len(wanted) and max(those) - min(those) <= distance
                for those in itertools.product(*places)
            )
        case Everyone(parts):
            return all(found_by_reading(part, words) for part in parts)
        case AnyOf(parts):
            return any(found_by_reading(part, words) for part in parts)
        case Without(part):
            return not found_by_reading(part, words)


@pytest.mark.parametrize("text", QUERIES)
def test_every_engine_finds_what_reading_finds(library, read, text):
    query = parse(text)
    expected = {key for key, words in read.items() if query.has_terms and found_by_reading(query.root, words)}
    for name, engine in library.engines.items():
        found = engine.matching(query)
        assert len(found) == len(set(found)), f"{name} finds a paragraph twice"
        assert {key: library.texts[key][:80] for key in set(found) ^ expected} == {}, name


@pytest.mark.parametrize("text", [query for query in QUERIES if parse(query).has_terms])
def test_every_engine_ranks_all_that_it_finds(library, text):
    query = parse(text)
    for engine in library.engines.values():
        hits = engine.ranked(query, limit=10_000)
        assert sorted(hit.key for hit in hits) == sorted(engine.matching(query))
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_pages_of_hits_join_without_gap_or_repetition(library):
    query = parse("live OR encryption OR iraq")
    for engine in library.engines.values():
        whole = engine.ranked(query, limit=10_000)
        pages = [engine.ranked(query, limit=7, offset=offset) for offset in range(0, len(whole) + 7, 7)]
        assert [hit for page in pages for hit in page] == whole


def test_the_best_are_the_same_when_few_are_ranked(library, monkeypatch):
    monkeypatch.setattr("evidence.search.postgres_entries.FIRST_RANKED", 1)
    for text in [*RANKED, *QUERIES]:
        query = parse(text)
        for name, engine in library.engines.items():
            found = engine.matching(query)
            whole = engine.ranked(query, limit=10_000, found=found)
            assert engine.ranked(query, limit=2, found=found) == whole[:2], (name, text)


def test_a_page_of_the_best_is_found_without_ranking_all(library, monkeypatch):
    if "postgres" not in library.engines:
        pytest.skip("Whoosh keeps what is needed to rank in memory")
    ranked = []
    rank = Entries._rank
    monkeypatch.setattr(Entries, "_rank", lambda self, *given: (ranked.extend(given[2]), rank(self, *given))[1])
    monkeypatch.setattr("evidence.search.postgres_entries.FIRST_RANKED", 8)
    found = library.engines["postgres"].matching(parse("iraq"))
    library.engines["postgres"].ranked(parse("iraq"), limit=2, found=found)
    assert len(ranked) < len(found) / 4


@pytest.mark.django_db(transaction=True)
def test_a_search_asks_the_index_whatever_the_planner_thinks_and_ends_with_that(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("a matter of PostgreSQL's planner")

    def planned(cursor):
        cursor.execute("SELECT current_setting('enable_seqscan'), current_setting('jit')")
        return cursor.fetchone()

    while_searching = []
    matching = Entries.matching
    monkeypatch.setattr(
        Entries, "matching", lambda self, root: (while_searching.append(planned(self.cursor)), matching(self, root))[1]
    )
    index = PostgresIndex()
    index.rebuild()
    assert list(index.matching(parse("iraq"))) == []
    assert while_searching == [("off", "off")]
    with connection.cursor() as cursor:
        assert planned(cursor)[0] == "on"
    forget_postgres_index()


def test_only_paragraphs_within_a_set_are_ranked(library):
    query = parse("encryption")
    for engine in library.engines.values():
        some = engine.matching(query)[:2]
        assert {hit.key for hit in engine.ranked(query, limit=10, within=some)} == set(some)
        assert engine.ranked(query, limit=10, within=[]) == []


def test_hits_that_cannot_be_ranked_come_in_reading_order(library):
    query = parse("-live")
    in_order = [key for key, text in library.texts.items() if "live" not in analysis.terms(text)]
    for engine in library.engines.values():
        ids = [hit.key for hit in engine.ranked(query, limit=5, offset=3)]
        assert ids == [key for key in in_order if key in set(engine.matching(query))][3:8]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the four real inquiry folders are not beside the project")
def test_a_paragraph_with_more_of_the_words_ranks_higher(library):
    for engine in library.engines.values():
        best = engine.ranked(parse("iraq weapons"), limit=1)[0]
        worst = engine.ranked(parse("iraq OR weapons"), limit=10_000)[-1]
        assert {"iraq", "weapons"} <= set(analysis.terms(library.texts[best.key]))
        assert not {"iraq", "weapons"} <= set(analysis.terms(library.texts[worst.key]))


def test_a_query_without_words_finds_nothing(library):
    for text in ["", "   ", "!!!", '""', "*", "a*", "x" * 10_000]:
        for engine in library.engines.values():
            assert list(engine.matching(parse(text))) == []
            assert engine.ranked(parse(text), limit=10) == []


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the four real inquiry folders are not beside the project")
def test_the_library_is_large_enough_to_mean_something(library):
    assert len(library.texts) > 400
