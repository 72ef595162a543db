"""A small site with something on every kind of page."""

from django.contrib.auth import get_user_model

from evidence import models
from evidence.search.index import search_indexes
from tests import factories
from tests.example_report import ExampleReport, example_report

READING = "/reports/harbour/b-1/"
PARAGRAPH = "/reports/harbour/b-1/3/"
HEARING = "/hearings/day-1/"
WORDS = "reports were not read"

# one of each kind of page that readers meet
PAGES = [
    "/",
    "/reports/harbour/",
    "/pictures/harbour/",
    READING,
    f"{READING}?q=reports",
    PARAGRAPH,
    "/paragraphs/?q=reports",
    "/paragraphs/?q=nowhere",
    "/footnotes/",
    "/quotations/",
    "/citations/",
    "/speeches/",
    "/concordance/",
    "/concordance/?q=reports",
    "/columns/",
    "/search/",
    "/search/?q=harbour",
    "/search/language/",
    "/witnesses/",
    "/witnesses/ada-vale/",
    "/organisations/",
    "/organisations/harbour/",
    "/subjects/",
    "/subjects/classifier/",
    "/sources/",
    "/sources/WITN0001/",
    "/hearings/",
    HEARING,
    f"{HEARING}1:2-1:4/",
]
ERRORS = ["/reports/nowhere/", "/paragraphs/?colour=red"]


def small_site() -> ExampleReport:
    """The example report, annotated; a day of testimony that a note cites; all of it indexed."""
    example = example_report()
    words = example.opening.text.index("reports")
    models.Annotation.objects.create(
        paragraph=example.opening,
        start=words,
        end=words + 7,
        quote="reports",
        body="They were monthly.",
        visibility=models.Annotation.Visibility.PUBLIC,
        author=get_user_model().objects.create(username="staff"),
    )
    _testimony(example)
    for index in search_indexes():
        index.rebuild()
    return example


def _testimony(example: ExampleReport) -> None:
    hearing = factories.HearingFactory(inquiry=example.inquiry, slug="day-1")
    for number in (1, 2):
        lines = [[line, f"Answer {number}, line {line}, about the reports."] for line in range(1, 26)]
        models.TranscriptPage.objects.create(hearing=hearing, number=number, lines=lines)
    factories.SpeechFactory(
        hearing=hearing,
        position=1,
        text="About the reports.",
        kind=models.Speech.Kind.ANSWER,
        speaker_as_printed="A.",
        speaker="Ms Vale",
        witness=example.witness,
        page_from=1,
        line_from=1,
        page_to=2,
        line_to=25,
    )
    factories.CitationFactory(
        footnote=example.note, position=1, hearing=hearing, page_from="1", line_from="2", page_to="1", line_to="4"
    )
