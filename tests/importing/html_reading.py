"""Short ways to read an HTML page and to say what was found, for the tests of its parser."""

from __future__ import annotations

from evidence.importing.html_pages import parse_html_page
from evidence.importing.records import PageRecord, ParagraphRecord


def read(content: str, *titles: str) -> PageRecord:
    return parse_html_page("report/001-page.html", content, report_titles=titles)


def labels(page: PageRecord) -> list[str]:
    return [paragraph.label for paragraph in page.paragraphs]


def texts(page: PageRecord) -> list[str]:
    return [paragraph.text for paragraph in page.paragraphs]


def notes(page: PageRecord) -> dict[str, str]:
    return {note.label: note.text for note in page.notes}


def calls(paragraph: ParagraphRecord) -> list[tuple[str, str]]:
    """Each marker with the words it stands behind."""
    return [(marker.label, paragraph.text[: marker.offset][-6:]) for marker in paragraph.markers]


def codes(page: PageRecord) -> list[str]:
    return [problem.code for problem in page.problems]
