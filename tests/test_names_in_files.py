"""Whom a file of paragraphs names is the same, held in memory or read, whatever was changed and whenever."""

from threading import Thread

import numpy as np
import pytest
from django.db import connection, connections
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from evidence import models
from evidence.exports import PARAGRAPHS, Place, csv_lines, json_lines, lines
from evidence.exports.lines import all_rows
from evidence.filters import held_names, preloaded
from evidence.filters.held_names import Spans, joined, of_body, of_person
from tests import factories, sets

SITE = "https://evidence.example"


@pytest.fixture
def paragraphs(transactional_db):
    preloaded.forget()
    yield sets.paragraphs_with_everything(4)
    preloaded.forget()


def written(place: Place) -> list[str]:
    return ["".join(csv_lines(PARAGRAPHS, all_rows(PARAGRAPHS, PARAGRAPHS.rows()), place))] + [
        line.decode() for line in json_lines(PARAGRAPHS, all_rows(PARAGRAPHS, PARAGRAPHS.rows()), place)
    ]


def is_used(place: Place) -> bool:
    return place.named(list(PARAGRAPHS.rows().values_list("pk", flat=True))) is not None


def roe(paragraph: models.Paragraph, **more) -> models.Witness:
    """Another person, named first and last, and quoted where both begin."""
    person = factories.WitnessFactory(inquiry=paragraph.report.inquiry, **more)
    for start in (0, 90):
        factories.MentionFactory(paragraph=paragraph, kind="witness", witness=person, start=start, end=start + 2)
    factories.QuotationFactory(paragraph=paragraph, witness=person, start=0, end=5)
    return person


def same_name(rows):
    roe(rows[0], name=models.Witness.objects.earliest("pk").name)
    models.Mention.objects.filter(kind="witness").update(standing="confirmed")


def quoted_before_named(rows):
    quoted = factories.OrganisationFactory(name="Quay", inquiry=rows[0].report.inquiry)
    factories.QuotationFactory(paragraph=rows[0], witness=None, organisation=quoted, start=0, end=3)
    models.Mention.objects.filter(paragraph=rows[0]).update(start=0)


CHANGES = {
    "nothing": lambda rows: None,
    "another person first": lambda rows: roe(rows[0]),
    "a person rejected": lambda rows: models.Witness.objects.filter(pk=roe(rows[0]).pk).update(standing="rejected"),
    "all people rejected": lambda rows: models.Witness.objects.update(standing="rejected"),
    "a cipher": lambda rows: roe(rows[1], name="W7", is_cipher=True),
    "two of one name": same_name,
    "two that begin together": quoted_before_named,
    "a name that begins like a formula": lambda rows: roe(rows[2], name="=Roe"),
    "mentions rejected": lambda rows: rows[0].mentions.update(standing="rejected"),
    "quotations rejected": lambda rows: rows[0].quotations.update(standing="rejected"),
    "a quotation of somebody unknown": lambda rows: factories.QuotationFactory(paragraph=rows[0], witness=None),
    "mentions in another order": lambda rows: models.Mention.objects.filter(kind="witness").update(start=1),
    "mentions moved": lambda rows: rows[0].mentions.update(paragraph=rows[2]),
    "entries merged": lambda rows: models.Mention.objects.filter(kind="witness").update(witness=roe(rows[3])),
    "a paragraph withdrawn": lambda rows: sets.withdraw(rows[0]),
    "a paragraph made": lambda rows: factories.ParagraphFactory(page=rows[0].page, label="8", position=8),
    "paragraphs in another order": lambda rows: models.Paragraph.objects.update(position=30 - F("position")),
    "a body without its name": lambda rows: models.Organisation.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_names_held_before_a_change_and_after_it_are_those_that_are_read(change, paragraphs):
    preloaded.load()
    CHANGES[change](paragraphs)
    place = Place(SITE, held_names())
    assert is_used(place)
    assert written(place) == written(Place(SITE))


@pytest.mark.parametrize("change", ["another person first", "a person rejected", "mentions rejected"])
def test_what_was_changed_before_a_file_is_read_is_not_taken_from_memory(change, paragraphs):
    preloaded.load()
    place = Place(SITE, held_names())
    CHANGES[change](paragraphs)
    assert written(place) == written(Place(SITE))
    assert not is_used(place)


def test_what_is_changed_while_a_file_is_read_is_not_in_it(paragraphs, monkeypatch):
    monkeypatch.setattr(lines, "CHUNK", 1)
    preloaded.load()
    before = written(Place(SITE))[0]
    file = csv_lines(PARAGRAPHS, all_rows(PARAGRAPHS, PARAGRAPHS.rows()), Place(SITE, held_names()))
    begun = next(file) + next(file)

    def change() -> None:
        roe(paragraphs[-1])
        assert held_names() is not None  # others use what is new already
        connections.close_all()

    other = Thread(target=change)
    other.start()
    other.join()
    assert begun + "".join(file) == before
    assert written(Place(SITE))[0] != before


def test_a_file_over_http_reads_nobody_that_is_held(paragraphs, client):
    read = b"".join(client.get("/paragraphs.csv"))
    preloaded.load()
    with CaptureQueriesContext(connection) as asked:
        assert b"".join(client.get("/paragraphs.csv")) == read
    assert not any('FROM "evidence_mention"' in query["sql"] for query in asked)


def test_a_paragraph_that_is_not_held_is_read(paragraphs):
    preloaded.load()
    held = held_names()
    assert held is not None
    assert held.of([paragraphs[0].pk, paragraphs[-1].pk + 1]) is None
    assert held.of([paragraphs[0].pk - 1]) is None
    assert held.of([]) == (([], []), ([], []), [])


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3), st.booleans(), st.integers(0, 6)), max_size=20))
def test_each_is_held_once_where_it_first_comes_up(rows):
    spans, expected = Spans(), {key: {} for key in (5, 3, 4)}  # of 1 and 2 nothing is asked
    for pk, (paragraph, start, is_quotation, code) in enumerate(rows):
        spans.add(paragraph, start, is_quotation, pk, code)
    for _, paragraph, code in sorted(((row[1], row[2], pk), row[0], row[3]) for pk, row in enumerate(rows)):
        expected.get(paragraph, {})[code] = None
    quoting = np.array([row[0] for row in rows if row[2]], np.int64)
    named = spans.named(np.array(list(expected), np.int64), quoting)
    assert named.codes.tolist() == [code for codes in expected.values() for code in codes]
    assert named.sizes.tolist() == [len(codes) for codes in expected.values()]
    assert named.quotations.tolist() == [int((quoting == key).sum()) for key in expected]
    again = joined([named, named]).taken(np.array([5, 0, 1]))
    assert again.sizes.tolist() == [named.sizes[place] for place in (2, 0, 1)]
    assert again.codes.tolist() == [*list(expected[4]), *list(expected[5]), *list(expected[3])]


def test_people_and_bodies_are_told_apart():
    assert len({of_person(7), of_body(7), of_person(8), of_body(6)}) == 4
