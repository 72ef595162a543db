"""Two sources that are one: citations move, the old address leads on, and no import takes them apart again."""

import json

import pytest
from django.core.management import call_command

from evidence.linking.link import link_inquiry
from evidence.models import Citation, Origin, Source, Standing
from evidence.search.names import sources
from evidence.search.query import parse
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db
PAGE = """The Bridge Report

A.1: The bridge

1. The dock was closed.[1]

2. The dock was opened.[2]

Footnotes

[1] [WITN00010000] at [3/8].

[2] [WITN00020000] at [4/9].

Back to top
"""


@pytest.fixture
def page() -> str:
    return PAGE


@pytest.fixture
def first(folder) -> Source:
    return Source.objects.get(reference="WITN00010000")


@pytest.fixture
def second(folder) -> Source:
    return Source.objects.get(reference="WITN00020000")


def cited() -> list[str]:
    """The reference of what each note cites."""
    return list(Citation.objects.order_by("footnote__position").values_list("source__reference", flat=True))


def test_a_page_says_how_many_citations_move(editor, act, first, second):
    page = act("merge", first, second).text
    assert "Merge 2 sources into one" in page
    assert cited() == ["WITN00010000", "WITN00020000"]


def test_citations_of_the_merged_cite_the_kept(editor, act, first, second):
    act("merge", first, second, kept=first.pk)
    assert cited() == ["WITN00010000", "WITN00010000"]
    assert (second.merged_into, second.origin, first.standing) == (first, Origin.STAFF, Standing.CONFIRMED)


def test_the_old_address_leads_to_the_kept_source(editor, act, client, first, second):
    act("merge", first, second, kept=first.pk)
    response = client.get(second.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, first.get_absolute_url())


def test_a_merged_source_is_in_no_list_and_its_reference_filters_by_the_kept(editor, act, client, first, second):
    act("merge", first, second, kept=first.pk)
    assert list(Source.objects.published()) == [first]
    assert "WITN00020000" not in client.get("/sources/").text
    rows = json.loads(client.get("/paragraphs.json", {"source": "WITN00020000"}).getvalue())
    assert [row["paragraph"] for row in rows] == ["1", "2"]


def test_a_search_for_the_old_reference_finds_the_kept(editor, act, client, first, second):
    act("merge", first, second, kept=first.pk)
    found = sources(parse("WITN00020000"), 5)
    assert [named.thing for named in found.nearest] == [first]


def test_linking_again_keeps_merged_sources_together(editor, act, first, second):
    act("merge", first, second, kept=first.pk)
    before = list(Citation.objects.order_by("pk").values())
    link_inquiry(first.inquiry, {})
    assert list(Citation.objects.order_by("pk").values()) == before


def test_a_corrected_page_keeps_merged_sources_together(editor, act, folder, first, second):
    act("merge", first, second, kept=first.pk)
    page = folder / "report" / "001-a1.txt"
    page.write_text(PAGE.replace("at [4/9]", "at [5/1]; [WITN00020000] at [6/2]"))
    call_command("import_inquiry", folder, "--json")
    assert cited() == ["WITN00010000"] * 3
    assert Source.objects.count() == 2


def test_a_list_that_names_the_merged_source_does_not_take_it_apart(editor, act, folder, first, second):
    act("merge", first, second, kept=first.pk)
    (folder / "sources.csv").write_text(
        "reference,title,kind,date,url\nWITN00020000,Second statement,witness-statement,,https://inquiry.example/2\n"
    )
    call_command("import_inquiry", folder, "--json")
    second.refresh_from_db()
    assert (second.merged_into, cited()) == (first, ["WITN00010000"] * 2)


def test_what_rules_read_is_held_as_the_kept_source_is(editor, act, first, second):
    Source.objects.filter(pk=first.pk).update(holding=Source.Holding.PUBLISHED)
    act("merge", first, second, kept=first.pk)
    assert set(Citation.objects.values_list("status", flat=True)) == {Citation.Status.RESOLVED}


def test_a_merged_source_cannot_be_chosen_for_a_citation(editor, act, save, first, second):
    act("merge", first, second, kept=first.pk)
    citation = Citation.objects.first()
    data = {"kind": citation.kind, "status": citation.status, "source": second.pk}
    assert "This was merged into WITN00010000: choose that one." in save(citation, **data).text


def test_sources_of_two_inquiries_are_not_merged(editor, act, first):
    assert "different inquiries" in act("merge", first, SourceFactory(), kept=first.pk).text


def test_an_inquiry_with_merged_sources_can_be_deleted(editor, act, first, second):
    act("merge", first, second, kept=first.pk)
    first.inquiry.delete()
    assert not Source.objects.exists()
