"""The fields of the language: what each means, alone and with everything else; an unknown value is never everything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence import models
from evidence.filters import ParagraphFilter
from evidence.search import analysis
from evidence.search.fields import resolved
from evidence.search.index import SPEECHES, search_index
from evidence.search.marks import marks
from evidence.search.query import MOST_FIELDS, parse
from evidence.search.tree import AnalysedText, holds
from evidence.search.words_inside import beginning
from tests import factories
from tests.example_report import example_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    found = example_report()
    models.WitnessAlias.objects.create(witness=found.witness, name="Lady Dock")
    found.note.text = "Public hearing, 5 January 2010, pages 39‑40; Zoë’s reports."
    found.note.save()
    search_index().rebuild()
    return found


def labels(text):
    """What the index finds, checked against the meaning of the query for each paragraph."""
    query = resolved(parse(text))
    assert query.refusal == ""
    keys = search_index().matching(query) if query.has_terms else []
    rows = models.Paragraph.objects.in_reading_order()
    held = [row.pk for row in rows if query.root and holds(query.root, AnalysedText(analysis.terms(row.text), row.pk))]
    assert sorted(keys) == sorted(held)
    ranked = search_index().ranked(query, limit=50)
    assert sorted(hit.key for hit in ranked) == sorted(keys)
    return [row.label for row in rows if row.pk in keys]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("witness:ada-vale", ["3"]),
        ("witness:vale", ["3"]),
        ('witness:"Ada Vale"', ["3"]),
        ("WITNESS:VALE", ["3"]),
        ('witness:"lady dock"', ["3"]),
        ("witness:val*", ["3"]),
        ("witness:vaale~", ["3"]),
        ("organisation:harbour", ["3", "4"]),
        ("organisation:harbour -witness:vale", ["4"]),
        ("NOT organisation:harbour", ["5"]),
        ("section:B.1", ["3", "4"]),
        ("section:b-1", ["3", "4"]),
        ("section:harbour/b-1", ["3", "4"]),
        ('section:"Part B"', ["3", "4", "5"]),
        ("section:b-1/afterwards", ["4"]),
        ('section:"what was"', ["3", "4", "5"]),
        ("section:afterwards OR section:b-2", ["4", "5"]),
        ("section:(afterwards OR b-2)", ["4", "5"]),
        ("footnote:report", ["3"]),
        ('footnote:"public hearing"', ["3"]),
        ("footnote:zoe", ["3"]),
        ("footnote:hear*", ["3"]),
        ("footnote:hearring~", ["3"]),
        ('footnote:"january hearing"~4', ["3"]),
        ("footnote:39-40", ["3"]),
        ("footnote:(hearing reports)", ["3"]),
        ("footnote:telegram", []),
        ("-footnote:hearing", ["4", "5"]),
        ("quote:reports", ["3"]),
        ("quote:report", ["3"]),
        ('quote:"were not read"', ["3"]),
        ("quote:harbour", []),
        ("quote:told", []),
        ("harbour -quote:read", ["4"]),
        ("quote:read OR section:b-2", ["3", "5"]),
        ("classifier witness:vale", []),
        ("classifier OR witness:vale", ["3", "4"]),
        ("(classifier OR witness:vale) section:afterwards", ["4"]),
        ("NOT (classifier OR witness:vale)", ["5"]),
        ('"classifier was" organisation:harbour', ["4"]),
        ('"switched classifier harbour"~20 section:b-1', ["4"]),
        ('-"switched classifier harbour"~20 section:b-1', ["3"]),
        ("witness:vale witness:nobody", []),
        ("witness:vale OR witness:nobody", ["3"]),
        ("witness:nobody", []),
        ("-witness:nobody", []),
        ("harbour -witness:nobody", []),
        ("classifier OR -section:nowhere", ["4"]),
        ("NOT (NOT organisation:nobody)", []),
    ],
)
def test_a_field_means_these_paragraphs(example, text, expected):
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "witness:vail",
            "“witness:vail”: no person here is called so, and nothing was found by it. The nearest is “Ada Vale”.",
        ),
        ("organisation:habour", "The nearest is “Harbour”."),
        ("section:B.9", "“section:B.9”: no section here is called so"),
        ("-witness:zzzz", "“witness:zzzz”: no person here is called so, and nothing was found by it."),
    ],
)
def test_a_value_that_nothing_has_is_said_with_the_nearest(example, text, said):
    query = resolved(parse(text))
    assert said in query.unknown[0]
    assert query.unknown[0] in query.notices


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("witness:vale", "Ada Vale named or quoted"),
        ("reports -organisation:harbour", "“reports” in any form and not Harbour named or quoted"),
        ("section:B.1", "in section B.1: What was known"),
        ("footnote:hearing OR quote:read", "a note with “hearing” in any form or a quotation with “read” in any form"),
        ("witness:nobody", "witness: “nobody” (unknown)"),
    ],
)
def test_a_field_is_said_as_what_it_was_taken_to_mean(example, text, reading):
    assert resolved(parse(text)).reading == reading


def test_a_word_of_many_names_means_them_all_and_says_so(example):
    for number in range(5):
        other = factories.WitnessFactory(name=f"Vale {number}", slug="vale" if not number else f"vale-{number}")
        factories.MentionFactory(paragraph=example.later, kind="witness", witness=other)
    assert labels("witness:vale") == ["3", "4"]
    assert "and 3 more so called" not in resolved(parse("witness:vale")).reading
    assert "or 3 more so called" in resolved(parse("witness:vale")).reading
    assert labels("witness:vale-1") == ["4"]


def test_what_staff_rejected_or_renamed_is_searched_so_at_once(example):
    example.later.mentions.update(standing=models.Standing.REJECTED)
    assert labels("organisation:harbour") == ["3"]
    models.Witness.objects.update(name="Ada Roe")
    assert labels("witness:roe") == ["3"]
    models.Witness.objects.update(standing=models.Standing.REJECTED)
    assert labels("witness:roe") == []


def test_a_quotation_that_staff_rejected_is_none(example):
    models.Quotation.objects.update(standing=models.Standing.REJECTED)
    assert labels("quote:read") == []


def test_a_cipher_answers_to_its_sign_only(example):
    models.Witness.objects.update(is_cipher=True, name="IN-A1", honorific="Ms Vale")
    assert labels("witness:IN-A1") == ["3"]
    assert labels("witness:dock") == []
    assert labels("witness:vale") == []


def test_only_whole_words_inside_a_quotation_count(example):
    start = example.opening.text.index("ports were")
    models.Quotation.objects.update(start=start, end=start + len("ports were no"))
    assert labels("quote:were") == ["3"]
    for part in ("quote:ports", "quote:reports", "quote:no", "quote:not"):
        assert labels(part) == []


def test_of_speeches_a_witness_is_who_speaks_and_other_fields_are_said_not_to_be_there(example):
    speech = factories.SpeechFactory(witness=example.witness, text="The dock was shut.")
    factories.SpeechFactory(hearing=speech.hearing, text="The dock was open.")
    index = search_index(SPEECHES)
    index.rebuild()

    def found(text):
        return list(index.matching(resolved(parse(text), SPEECHES)))

    assert found("dock witness:vale") == [speech.pk]
    assert resolved(parse("witness:vale"), SPEECHES).reading == "spoken by Ada Vale"
    assert found("dock -section:B.1") == []
    assert "cannot be asked of speeches" in resolved(parse("section:B.1"), SPEECHES).unknown[0]


def test_the_words_of_a_quotation_are_marked_and_those_of_other_fields_are_not(example):
    query = resolved(parse("quote:read witness:vale footnote:she"))
    assert [example.opening.text[start:end] for start, end in marks(query, example.opening.text)] == ["read"]


def test_too_many_fields_are_refused_before_they_are_looked_up(example, django_assert_num_queries):
    with django_assert_num_queries(0):
        query = resolved(parse(" ".join(f"witness:w{n}" for n in range(MOST_FIELDS + 1))))
    assert f"at most {MOST_FIELDS}" in query.refusal


@pytest.mark.parametrize(
    "text", ["witness:person", "organisation:body", "section:section", "footnote:note", "quote:dock"]
)
def test_a_field_asks_as_many_queries_for_forty_rows_as_for_one(text):
    from tests import sets

    asked = []
    for many in (1, 39):
        sets.paragraphs_with_everything(many)
        search_index().rebuild()
        search_index().matching(parse("nothing"))
        with CaptureQueriesContext(connection) as queries:
            resolved(parse(text))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_field_combines_with_the_filters_of_the_address(example):
    from django.http import QueryDict

    found = ParagraphFilter(
        QueryDict("q=organisation:harbour&footnoted=yes&witness=ada-vale"), queryset=models.Paragraph.objects.all()
    )
    assert found.faults == []
    assert [row.label for row in found.qs] == ["3"]


STEMS = [
    ["tie", "tying", "tied"],
    ["die", "dying", "dies"],
    ["sky", "skies"],
    ["hope", "hoping", "hoped"],
    ["try", "tried"],
    ["happy", "happily", "happiness"],
    ["relational", "relate"],
    ["digitizer", "digitize"],
    ["gently", "gentle"],
    ["only"],
]


@pytest.mark.parametrize("alike", STEMS, ids=lambda alike: alike[0])
def test_notes_are_chosen_by_letters_that_all_words_of_a_stem_begin_with(alike):
    stems = {analysis.stem(word) for word in alike}
    assert len(stems) == 1 or alike[0] == "happy"
    for word in alike:
        start = beginning(analysis.stem(word), word)
        assert all(other.startswith(start) for other in alike if analysis.stem(other) == analysis.stem(word))
