"""What would cost too much is refused before anything is looked up: told by what is asked, not by the clock."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.search.index import search_indexes
from evidence.search.query import MOST_CLAUSES, MOST_FIELDS
from tests.example_report import example_report
from tests.views.reading import shown, words

pytestmark = pytest.mark.django_db

REFUSED = {
    "a bare star": "q=*",
    "one letter and a star": "q=a*",
    "20,000 characters": "q=" + "x" * 20_000,
    "deep nesting": "q=" + "(" * 500 + "a" + ")" * 500,
    "too many clauses": "q=" + "+".join(f"w{n}" for n in range(MOST_CLAUSES + 1)),
    "too many fields": "q=" + "+".join(f"quote:w{n}" for n in range(MOST_FIELDS + 1)),
    "1,000 values": "&".join(f"witness=w{n}" for n in range(1000)),
}


@pytest.fixture
def index():
    example_report()
    for one in search_indexes():
        one.rebuild()


@pytest.mark.parametrize("face", ["/paragraphs/", "/paragraphs.csv", "/speeches/", "/footnotes.json"])
@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED)
def test_what_costs_too_much_is_refused_before_the_index_or_a_row_is_asked(client, index, monkeypatch, query, face):
    for one in search_indexes():
        monkeypatch.setattr(type(one), "matching", lambda *_: pytest.fail("the index was asked"))
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"{face}?{query}")
    assert response.status_code == 400
    assert not [one for one in queries if "evidence_paragraph" in one["sql"] or "evidence_speech" in one["sql"]]


MOST = " OR ".join(f"word{n}~" for n in range(MOST_CLAUSES))
ALLOWED = [
    MOST,
    " ".join(f"quote:harbour{n}" for n in range(MOST_FIELDS)),
    '"the of and was"~50',
    "(" * 20 + "dock" + ")" * 20,
]


@pytest.mark.parametrize("query", ALLOWED, ids=["clauses", "fields", "common words near", "nesting"])
def test_the_most_that_is_allowed_asks_no_more_than_a_fixed_number_of_queries(client, index, query):
    with CaptureQueriesContext(connection) as queries:
        shown(client, f"/paragraphs/?q={query}")
    # PostgreSQL is asked a few times for each misspelt word and each field, Whoosh not at all
    allowed = 60 + (5 * MOST_CLAUSES if connection.vendor == "postgresql" else 0)
    assert len(queries) <= allowed


def test_a_page_far_beyond_the_last_reads_no_row(client, index):
    with CaptureQueriesContext(connection) as queries:
        assert "has no page" in words(shown(client, "/paragraphs/?q=harbour&page=1000000000", 400))
    assert not [one for one in queries if "evidence_paragraph" in one["sql"] and "COUNT" not in one["sql"]]
