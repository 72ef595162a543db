"""What programs are told: robots.txt, the sitemap, the feed of annotations, and what pages say of themselves."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from evidence.models import Annotation, Standing
from tests import factories
from tests.example_report import ExampleReport, example_report
from tests.views.reading import shown, words

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def example() -> ExampleReport:
    return example_report()


def annotate(paragraph, body, **fields):
    author, _ = get_user_model().objects.get_or_create(username="editor")
    return Annotation.objects.create(
        paragraph=paragraph, start=0, end=7, quote=paragraph.text[:7], body=body, author=author, **fields
    )


def listed(client, address) -> list[str]:
    """The addresses that a sitemap's file gives."""
    tree = ElementTree.fromstring(client.get(address).content)  # noqa: S314 our own answer
    return [str(found.text) for found in tree.iter(f"{SITEMAP}loc")]


def described(page) -> dict:
    """The page's description as linked data."""
    return json.loads(page.css_first("script[type='application/ld+json']").text())


def test_robots_may_read_pages_but_no_combination_of_filters_and_no_file(client):
    rules = client.get("/robots.txt").content.decode()
    assert {"Disallow: /*?", "Disallow: /admin/", "Disallow: /*.csv$"} <= set(rules.splitlines())
    assert "Sitemap: http://testserver/sitemap.xml" in rules


def test_the_sitemap_leads_to_every_page_and_every_page_answers(client, example):
    factories.HearingFactory(inquiry=example.inquiry)
    found = [address for file in listed(client, "/sitemap.xml") for address in listed(client, file)]
    assert {
        "http://testserver/reports/harbour/",
        "http://testserver/reports/harbour/b-1/",
        "http://testserver/reports/harbour/b-1/3/",
        "http://testserver/witnesses/ada-vale/",
        "http://testserver/sources/WITN0001/",
    } <= set(found)
    assert {client.get(address).status_code for address in found} == {200}


def test_the_sitemap_leaves_out_what_is_rejected_withdrawn_or_closed(client, example):
    example.witness.standing = Standing.REJECTED
    example.witness.save()
    example.next_page.withdrawn_at = timezone.now()
    example.next_page.save()
    closed = factories.HearingFactory(inquiry=example.inquiry, is_closed=True)
    found = " ".join(address for file in listed(client, "/sitemap.xml") for address in listed(client, file))
    assert "ada-vale" not in found
    assert "b-2" not in found
    assert closed.slug not in found


@pytest.mark.parametrize("rows", [1, 40])
def test_a_file_of_the_sitemap_asks_the_database_as_often_whatever_it_lists(
    client, rows, django_assert_max_num_queries
):
    page = factories.SectionFactory()
    for number in range(rows):
        factories.ParagraphFactory(page=page, label=str(number + 1), position=number)
    with django_assert_max_num_queries(2):
        assert len(listed(client, "/sitemap-paragraphs.xml")) == rows


def test_a_sitemap_that_does_not_exist_is_not_found(client):
    shown(client, "/sitemap-secrets.xml", 404)


def test_browsers_that_ask_for_an_icon_unbidden_find_it(client):
    assert client.get("/favicon.ico")["Location"].endswith(".svg")


def test_the_feed_gives_public_annotations_and_no_others(client, example):
    annotate(example.opening, "Compare the <b>statement</b>.", visibility="public")
    annotate(example.opening, "Not for readers.")
    annotate(example.later, "Taken back.", visibility="public", withdrawn_at=timezone.now())
    feed = ElementTree.fromstring(client.get("/annotations.atom").content)  # noqa: S314 our own answer
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["B.1, paragraph 3: context"]
    assert entries[0].find(f"{ATOM}link").get("href").startswith("http://testserver/reports/harbour/b-1/3/#annotation-")
    assert "Compare the" in entries[0].findtext(f"{ATOM}summary")


def test_a_page_is_known_by_its_address_without_what_narrows_it(client, example):
    page = shown(client, "/paragraphs/?report=harbour")
    assert page.css_first("link[rel=canonical]").attributes["href"] == "http://testserver/paragraphs/"
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_a_paragraph_says_what_it_is_part_of_and_whom_it_quotes(client, example):
    data = described(shown(client, "/reports/harbour/b-1/3/"))
    assert data["position"] == "3"
    assert data["isPartOf"]["isPartOf"]["name"] == "The Harbour Report"
    assert data["hasPart"] == [
        {
            "@type": "Quotation",
            "text": "“the reports were not read”.",
            "spokenByCharacter": {
                "@type": "Person",
                "name": "Ada Vale",
                "url": "http://testserver/witnesses/ada-vale/",
            },
        }
    ]


@pytest.mark.parametrize("address", ["/reports/harbour/", "/reports/harbour/b-1/"])
def test_a_report_and_its_pages_describe_themselves(client, example, address):
    assert described(shown(client, address))["url"] == f"http://testserver{address}"


def test_words_that_look_like_markup_cannot_leave_the_description(client, example):
    example.opening.text = "</script><script>alert(1)</script><!--"
    example.opening.save()
    page = client.get("/reports/harbour/b-1/3/").content.decode()
    assert re.findall(r"<script>", page) == []
    assert described(shown(client, "/reports/harbour/b-1/3/"))["text"] == example.opening.text


@pytest.mark.parametrize("address", ["/reports/harbour/", "/reports/harbour/b-1/", "/reports/harbour/b-1/3/"])
def test_the_notice_that_an_inquiry_asks_for_stands_above_its_text(client, example, address):
    example.inquiry.content_notice = "This report speaks of drowning."
    example.inquiry.save()
    assert "This report speaks of drowning." in words(shown(client, address), ".notice")
