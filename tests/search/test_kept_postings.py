"""What is kept of a Whoosh index in memory: within its bounds, and never beyond a change."""

import pytest

from evidence.search import whoosh_reading
from evidence.search.query import parse
from evidence.search.whoosh_index import WhooshIndex
from tests import factories

pytestmark = pytest.mark.django_db

QUERIES = ("harbour", '"the harbour wall"', "har*", "wall", "harbuor~", '"harbour wall"~3', "wall NOT harbour")


@pytest.fixture
def index(tmp_path):
    for number in range(12):
        words = "the harbour wall" if number % 3 else "a wall by the sea"
        factories.ParagraphFactory(text=f"{words}, number {number}.")
    built = WhooshIndex(tmp_path)
    built.rebuild()
    return built


def answers(index):
    return {text: sorted(index.matching(parse(text))) for text in QUERIES}


def test_with_hardly_any_memory_the_same_is_found(index, monkeypatch):
    expected = answers(index)
    assert all(expected.values())
    monkeypatch.setattr(whoosh_reading, "MOST_KEPT", 100)
    index._drop()
    assert answers(index) == answers(index) == expected
    assert len(index._snapshot._kept.arrays) == 1


def test_what_is_kept_ends_with_a_change(index):
    answers(index)
    added = factories.ParagraphFactory(text="Another harbour wall.")
    index.update([added.pk])
    assert added.pk in index.matching(parse("harbour"))
    assert added.pk in index.matching(parse('"harbour wall"'))
    assert added.pk in index.matching(parse("har*"))
