"""The four real folders as they stand in the database after an import, against their ground truth."""

import json
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.db import transaction

from evidence.importing.coverage import PageCoverage, compared, totals
from evidence.management.commands.check_reading import stored_pages
from evidence.models import Citation, FootnoteMarker, Inquiry, Mention, Paragraph, Quotation
from tests.importing.test_html_corpora import UNCLASSED_LABELS, UNCLASSED_MARKERS

FOLDERS = ["iicsa-internet", "post-office", "leveson", "iraq"]

pytestmark = pytest.mark.django_db


class Stored(NamedTuple):
    folder: Path
    inquiry: Inquiry
    pages: list[PageCoverage]


def imported(folder: Path) -> dict[str, Any]:
    out = StringIO()
    call_command("import_inquiry", str(folder), "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture(scope="module", params=FOLDERS)
def stored(request, corpora, django_db_setup, django_db_blocker) -> Iterator[Stored]:
    """One import for all tests of a folder, inside a transaction that is taken back at the end (nothing is indexed)."""
    folder = corpora / request.param
    with django_db_blocker.unblock(), transaction.atomic():
        slug = imported(folder)["inquiry"]
        inquiry = Inquiry.objects.get(slug=slug)
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        yield Stored(folder, inquiry, compared(expected, stored_pages(inquiry)))
        transaction.set_rollback(True)


def test_every_label_is_stored_in_order(stored: Stored):
    for page in stored.pages:
        slip = UNCLASSED_LABELS.get(page.file)
        assert page.measures["labels"].differences == ((f"paragraph {slip} was not expected",) if slip else ())
        assert page.measures["labels"].agrees or slip


def test_every_marker_follows_its_paragraph_number(stored: Stored):
    for page in stored.pages:
        slips = UNCLASSED_MARKERS.get(page.file, set())
        differences = [
            one for one in page.measures["markers"].differences if not any(f"marker {slip} " in one for slip in slips)
        ]
        assert not differences
        assert page.measures["markers"].agrees or slips


def test_every_note_is_stored_with_its_words(stored: Stored):
    for page in stored.pages:
        assert page.measures["notes"].differences == ()


def test_displayed_quotations_are_all_but_a_few(stored: Stored):
    measure = totals(stored.pages)["block quotations"]
    allowed = 0.01 if stored.pages[0].file.endswith(".html") else 0.05
    assert abs(measure.found - measure.expected) <= allowed * measure.expected


def test_blocks_cover_every_text(stored: Stored):
    for row in Paragraph.objects.filter(report__inquiry=stored.inquiry):
        spans = [(start, end) for _, start, end, _ in row.blocks]
        assert (spans[0][0], spans[-1][1]) == (0, len(row.text))
        assert all(row.text[end:start] == "\n\n" for (_, end), (start, _) in pairwise(spans))


def test_every_span_lies_inside_its_text(stored: Stored):
    of_inquiry = {"paragraph__report__inquiry": stored.inquiry}
    texts = dict(Paragraph.objects.filter(report__inquiry=stored.inquiry).values_list("pk", "text"))
    for model in (Quotation, Mention):
        for paragraph, start, end in model.objects.filter(**of_inquiry).values_list("paragraph_id", "start", "end"):
            words = texts[paragraph][start:end]
            assert end <= len(texts[paragraph])
            assert words
            assert words == words.strip()
    markers = FootnoteMarker.objects.filter(**of_inquiry)
    assert all(offset <= len(texts[key]) for key, offset in markers.values_list("paragraph_id", "offset"))


def test_every_citation_is_the_words_at_its_place(stored: Stored):
    citations = Citation.objects.filter(footnote__report__inquiry=stored.inquiry)
    for start, end, raw, text in citations.values_list("start", "end", "raw", "footnote__text"):
        assert text[start:end] == raw


def test_reading_it_again_writes_nothing(stored: Stored):
    keys = list(Paragraph.objects.values_list("pk", "slug", "position"))
    assert not imported(stored.folder)["changed"]
    Inquiry.objects.update(digest="")  # as after a change of rules: read, compared and linked anew
    written = {noun: one for noun, one in imported(stored.folder)["tallies"].items() if _written(one)}
    assert written == {
        "inquiries": {**dict.fromkeys(("created", "unchanged", "deleted", "withdrawn"), 0), "changed": 1}
    }
    assert list(Paragraph.objects.values_list("pk", "slug", "position")) == keys


def _written(tally: dict[str, int]) -> int:
    return sum(count for what, count in tally.items() if what != "unchanged")
