"""Nothing found: the nearest spelling, on every engine, and a link to what it finds."""

import pytest

from evidence.search.index import search_indexes
from evidence.search.query import parse
from evidence.search.spelling import MOST_WORDS, respelt
from tests.example_report import example_report
from tests.search.conftest import rows
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("goverment", "government"),
        ('"the goverment report"', '"the government report"'),
        ("Goverment OR minster", "government OR minister"),
        ("government", ""),
        ("goverments report", "governments report"),
        ("qqqqqqq", ""),
        ("report goverment -horizn", "report government -horizn"),
        ("-goverment", ""),
        ("!!!", ""),
        ("tost", "test"),
    ],
)
def test_a_word_that_nothing_holds_is_spelt_as_the_texts_spell_it(index, text, better):
    texts = ["The government’s report", "Governments and a minister", "a test", "one test more", "a toast", "Horizon"]
    rows(index.contents, texts)
    index.rebuild()
    assert respelt(parse(text), index) == better


def test_of_a_long_query_the_first_words_are_looked_up(index):
    rows(index.contents, ["government"])
    index.rebuild()
    text = " ".join(f"zz{n}q" for n in range(MOST_WORDS)) + " goverment"
    assert respelt(parse(text), index) == ""


@pytest.mark.parametrize("address", ["/paragraphs/", "/search/"])
def test_an_empty_page_offers_the_nearest_spelling(client, address):
    example_report()
    for one in search_indexes():
        one.rebuild()
    page = shown(client, f"{address}?q=reprots")
    assert "Did you mean reports?" in words(page)
    [led] = [link for link in addresses(page) if link.endswith("?q=reports")]
    assert "Did you mean" not in words(shown(client, led))
    assert "Did you mean" not in words(shown(client, "/paragraphs/?q=reprots+witness:nobody"))
