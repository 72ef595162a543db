"""The query string: what each parameter narrows to, and that nothing unknown ever means everything."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from evidence import models
from evidence.filters import CitationFilter, FootnoteFilter, ParagraphFilter, QuotationFilter, facets
from evidence.models import Paragraph
from tests import factories, sets
from tests.example_report import example_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    found = example_report()
    tag = models.Tag.objects.create(name="Records", slug="records")
    sets.annotate(found.later).tags.add(tag)
    sets.annotate(found.opening, visibility="internal").tags.add(tag)
    return found


def read(query: str, filterset=ParagraphFilter, rows=None):
    return filterset(QueryDict(query), queryset=Paragraph.objects.published() if rows is None else rows)


def labels(query: str) -> list[str]:
    found = read(query)
    assert found.faults == []
    return [paragraph.label for paragraph in found.qs.in_reading_order()]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["3", "4", "5"]),
        ("witness=&q=&section=", ["3", "4", "5"]),
        ("report=harbour", ["3", "4", "5"]),
        ("section=B.1", ["3", "4"]),
        ("section=b-1", ["3", "4"]),
        ("section=harbour/b-1", ["3", "4"]),
        ("section=Part B", ["3", "4", "5"]),
        ("section=b-1/afterwards", ["4"]),
        ("section=B.1&section=B.2", ["3", "4", "5"]),
        ("paragraph=4&paragraph=5", ["4", "5"]),
        ("paragraph=reports/harbour/b-1/3", ["3"]),
        ("witness=ada-vale", ["3"]),
        ("organisation=harbour", ["3", "4"]),
        ("organisation=harbour&witness=ada-vale", ["3"]),
        ("subject=classifier", ["4"]),
        ("quoted=ada-vale", ["3"]),
        ("quoted=harbour", []),
        ("footnoted=yes", ["3", "4"]),
        ("footnoted=no", ["5"]),
        ("source=WITN0001", ["3"]),
        ("kind=statement", ["3"]),
        ("kind=statement&kind=web", ["3"]),
        ("kind=web", []),
        ("tag=records", ["4"]),
        ("annotated=yes", ["4"]),
        ("annotated=no", ["3", "5"]),
        ("sort=order&page=7", ["3", "4", "5"]),
    ],
)
def test_a_query_string_means_these_paragraphs(example, query, expected):
    assert labels(query) == expected


def test_a_witness_who_is_quoted_but_not_named_is_found(example):
    example.opening.mentions.filter(kind="witness").delete()
    assert labels("witness=ada-vale") == ["3"]


def test_a_mention_that_staff_rejected_finds_nothing(example):
    example.later.mentions.update(standing=models.Standing.REJECTED)
    assert labels("organisation=harbour") == ["3"]


def test_the_address_of_a_witness_merged_into_another_still_works(example):
    factories.WitnessFactory(slug="a-vale", merged_into=example.witness)
    assert labels("witness=a-vale") == ["3"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("witnes=ada-vale", ["There is no filter “witnes”", "witness"]),
        ("witness=ada-vail", ["witness: “ada-vail” is not a witness here", "“ada-vale”"]),
        ("section=E.9", ["section: “E.9” is not the number or slug of a section"]),
        ("paragraph=999", ["paragraph: “999” is not the label of a paragraph", "“3”"]),
        ("report=nowhere", ["report: “nowhere” is not a report", "harbour"]),
        ("organisation=zz", ["organisation: “zz” is not an organisation"]),
        ("subject=zz", ["subject: “zz”", "classifier"]),
        ("quoted=zz", ["quoted: “zz” is not a witness or an organisation"]),
        ("source=zz", ["source: “zz”", "WITN0001"]),
        ("tag=zz", ["tag: “zz”", "records"]),
        ("kind=telegram", ["kind: “telegram”", "“transcript”"]),
        ("footnoted=maybe", ["footnoted: “maybe”", "“yes”, “no”"]),
        ("footnoted=yes&footnoted=no", ["footnoted: ", "contradict"]),
        ("sort=newest", ["sort: “newest”", "relevance"]),
        ("witness=%00", ["witness: ", "NUL"]),
        ("section=" + "x" * 10_000, ["section: “xxx", "10000 characters"]),
        ("q=a&q=b", ["q: ", "more than once"]),
        ("q=*", ["q: "]),
        ("q=" + "x" * 10_000, ["q: ", "10,000 characters"]),
        ("&".join(f"witness=w{n}" for n in range(1000)), ["witness: 1000 values", "at most 100"]),
    ],
)
def test_what_cannot_be_read_is_said_with_what_would_do(example, query, said):
    faults = read(query).faults
    assert len(faults) >= 1
    for words in said:
        assert words in faults[0]


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_parameter_and_no_value_is_ever_passed_over(name, value):
    data = QueryDict(mutable=True)
    data[name] = value
    found = read(data.urlencode())
    # readable, and then it narrows or is empty; or it is a fault
    known = name in found.filters or name == "page"
    assert found.faults or (known and (not value.strip() or name in {"sort", "page", "q"}))


def test_rows_of_paragraphs_are_narrowed_by_what_they_are_and_by_their_paragraphs(example):
    def count(query, filterset, rows):
        found = read(query, filterset, rows.objects.all())
        assert found.faults == []
        return found.qs.count()

    assert [
        count(query, FootnoteFilter, models.Footnote)
        for query in ("", "section=B.1", "section=B.2", "witness=ada-vale", "source=WITN0001", "kind=web")
    ] == [2, 2, 0, 1, 1, 0]
    assert [
        count(query, QuotationFilter, models.Quotation)
        for query in ("", "quoted=ada-vale", "quoted=harbour", "organisation=harbour", "footnoted=no", "paragraph=4")
    ] == [1, 1, 0, 1, 0, 0]
    assert [
        count(query, CitationFilter, models.Citation)
        for query in ("", "source=WITN0001", "kind=statement", "kind=web", "subject=classifier", "witness=ada-vale")
    ] == [1, 1, 1, 0, 0, 1]


def test_a_note_that_nothing_calls_belongs_to_its_page(example):
    factories.FootnoteFactory(page=example.next_page)
    assert read("section=B.2", FootnoteFilter, models.Footnote.objects.all()).qs.count() == 1


def test_the_order_of_notes_is_no_parameter(example):
    assert "There is no filter “sort”" in read("sort=order", FootnoteFilter, models.Footnote.objects.all()).faults[0]


@pytest.mark.parametrize(
    "query",
    ["", "section=B.1", "witness=ada-vale", "organisation=harbour&footnoted=yes", "kind=statement", "paragraph=5"],
)
def test_every_count_of_a_facet_is_that_of_the_list_behind_it(example, query):
    second = factories.WitnessFactory(slug="second", name="Second")
    factories.QuotationFactory(paragraph=example.later, witness=second)
    factories.QuotationFactory(paragraph=example.opening, witness=second)
    factories.MentionFactory(paragraph=example.opening, kind="witness", witness=second)
    factories.SectionFactory(number="B.1", slug="b-1", report=factories.ReportFactory())
    shown = [value for facet in facets(read(query)) for value in facet.values]
    assert shown
    for value in shown:
        assert len(labels(value.query)) == value.count > 0


def test_namesakes_stand_in_one_order_in_every_process(example):
    slugs = [f"namesake-{number:02}" for number in range(12)]
    for slug in reversed(slugs):
        namesake = factories.WitnessFactory(slug=slug, name="Namesake")
        factories.MentionFactory(paragraph=example.opening, kind="witness", witness=namesake)
    (people,) = (facet for facet in facets(read("section=B.1")) if facet.parameter == "witness")
    found = [value.value for value in people.values if value.words == "Namesake"]
    assert found == slugs[: len(found)]


@pytest.mark.parametrize("query", ["", "witness=person", "section=B.1&footnoted=yes"])
def test_facets_ask_as_many_queries_for_forty_paragraphs_as_for_one(query):
    factories.WitnessFactory(slug="person")
    asked = []
    for many in (1, 39):
        sets.paragraphs_with_everything(many)
        with CaptureQueriesContext(connection) as queries:
            facets(read(query))
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by its own statistics")
@pytest.mark.parametrize(
    "query",
    ["witness=ada-vale", "quoted=ada-vale", "subject=classifier", "source=WITN0001", "kind=statement", "footnoted=no"],
)
def test_no_filter_asks_a_question_for_each_paragraph(example, query):
    # read for each paragraph, the mentions of one common name took a minute of a report of 12,000
    assert "CORRELATED" not in read(query).qs.explain()


def test_of_a_long_tree_the_sections_facet_shows_what_can_be_read_and_what_lies_under_a_chosen_one(db):
    report = factories.ReportFactory()
    for part in range(3):
        first = part * 20
        parent = factories.SectionFactory(
            report=report, slug=f"part-{part}", number=f"{part}", position=first, last_position=first + 19, depth=0
        )
        for page in range(first + 1, first + 20):
            child = factories.SectionFactory(
                report=report, slug=f"p-{page}", number=f"P.{page}", position=page, depth=1, parent=parent
            )
            factories.ParagraphFactory(page=child, position=page)

    def shown(query: str) -> tuple[list[tuple[str, int]], int]:
        section = facets(read(query))[0]
        return [(value.value, value.count) for value in section.values], section.more

    assert shown("") == ([("part-0", 19), ("part-1", 19), ("part-2", 19)], 57)
    values, more = shown("section=part-1")
    assert values == [("part-0", 19), ("part-1", 19), *((f"p-{page}", 1) for page in range(21, 40)), ("part-2", 19)]
    assert more == 38
