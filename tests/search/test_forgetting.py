"""What is withheld leaves nothing of itself in an index, and everything else is found as before."""

from pathlib import Path

import pytest
from django.db import connection

from evidence.models import MASK
from evidence.search.postgres_index import PostgresIndex
from evidence.search.query import parse
from tests.search.conftest import rows

pytestmark = pytest.mark.django_db
SECRET = "xylograph"


@pytest.fixture
def filled(index):
    texts = [f"Report {number} was kept in the cellar." for number in range(30)]
    texts[7] = f"The {SECRET} was burnt."
    rows(index.contents, texts)
    index.rebuild()
    return index


def kept(index, folder: Path) -> str:
    """Everything that the index has written."""
    if isinstance(index, PostgresIndex):
        with connection.cursor() as cursor:
            table = f"evidence_search_{index.contents.kind}"
            cursor.execute(f"SELECT t::text FROM {table} t UNION SELECT word FROM evidence_search_word")  # noqa: S608
            return "\n".join(row for (row,) in cursor.fetchall())
    return "".join(file.read_bytes().decode("latin-1") for file in folder.rglob("*") if file.is_file())


def mask(index, word: str = SECRET) -> list[int]:
    found = index.contents.model.objects.filter(text__contains=word)
    keys = list(found.values_list("pk", flat=True))
    index.contents.model.objects.filter(pk__in=keys).update(text=MASK * 9)
    return keys


def test_nothing_of_a_forgotten_text_is_left_in_the_index(filled, tmp_path):
    assert SECRET in kept(filled, tmp_path)
    filled.forget(mask(filled))
    assert SECRET not in kept(filled, tmp_path)
    assert list(filled.matching(parse(f"{SECRET}~"))) == []
    assert filled.check().agrees


def test_everything_else_is_found_as_before(filled):
    before = sorted(filled.matching(parse('"kept in the cellar"')))
    filled.forget(mask(filled))
    assert sorted(filled.matching(parse('"kept in the cellar"'))) == before
    assert len(before) == 29
    assert len(filled.ranked(parse("cellar"), limit=50)) == 29


def test_an_earlier_build_is_removed(filled, tmp_path):
    filled.rebuild()
    filled.forget(mask(filled))
    assert SECRET not in kept(filled, tmp_path)


def test_words_that_others_hold_stay_known(filled):
    filled.forget(mask(filled, "Report 3 "))
    assert len(filled.matching(parse("cellarr~"))) == 28
