"""The evidence of a paragraph beside the text, and the words in the margin that announce it."""

import pytest

from evidence.models import Annotation, TranscriptPage
from tests import factories
from tests.example_report import example_report
from tests.views.reading import shown, words

pytestmark = pytest.mark.django_db


def test_the_margin_says_what_rests_on_testimony_and_what_is_annotated(client, django_user_model):
    example = example_report()
    hearing = factories.HearingFactory(inquiry=example.inquiry, slug="day-1")
    TranscriptPage.objects.create(hearing=hearing, number=52, lines=[[6, "They were not read."]])
    factories.CitationFactory(footnote=example.note, position=1, hearing=hearing, page_from="52", line_from="6")
    Annotation.objects.create(
        paragraph=example.later,
        start=0,
        end=7,
        body="See above.",
        visibility=Annotation.Visibility.PUBLIC,
        author=django_user_model.objects.create(username="staff"),
    )
    page = shown(client, "/reports/harbour/b-1/")
    assert words(page, "#p3 .margin-mark") == "testimony"
    assert words(page, "#p4 .margin-mark") == "annotated"


def test_the_pane_and_the_page_of_a_paragraph_are_one_address_with_two_faces(client):
    example_report()
    page, pane = (
        client.get("/reports/harbour/b-1/3/"),
        client.get("/reports/harbour/b-1/3/", headers={"HX-Request": "1"}),
    )
    assert "<html" in page.content.decode()
    assert "<html" not in pane.content.decode()
    assert "Ada Vale 1st" in pane.content.decode()
    assert all("HX-Request" in response.headers["Vary"] for response in (page, pane))


@pytest.mark.parametrize("count", [1, 40])
def test_a_pane_asks_the_database_the_same_however_much_it_holds(client, django_assert_num_queries, count):
    paragraph = factories.ParagraphFactory()
    for number in range(count):
        note = factories.FootnoteFactory(page=paragraph.page, label=str(number), position=number)
        factories.CitationFactory(footnote=note, source=factories.SourceFactory())
        factories.FootnoteMarkerFactory(paragraph=paragraph, footnote=note, offset=1, position=number)
        witness = factories.WitnessFactory(slug=f"witness-{number}")
        factories.MentionFactory(paragraph=paragraph, kind="witness", witness=witness, start=number, end=number + 1)
    with django_assert_num_queries(18):
        client.get(f"{paragraph.page.get_absolute_url()}?evidence={paragraph.slug}")
