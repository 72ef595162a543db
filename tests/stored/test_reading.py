"""The four real folders as they stand in the database after an import, against their ground truth."""

from itertools import pairwise

import pytest

from evidence.importing.coverage import totals
from evidence.models import Citation, FootnoteMarker, Inquiry, Mention, Paragraph, Quotation
from tests.importing.test_html_corpora import UNCLASSED_LABELS, UNCLASSED_MARKERS
from tests.stored.conftest import Stored, imported

pytestmark = pytest.mark.django_db


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
    rows = Paragraph.objects.filter(report__inquiry=stored.inquiry)
    keys = list(rows.values_list("pk", "slug", "position"))
    assert not imported(stored.folder)["changed"]
    Inquiry.objects.filter(pk=stored.inquiry.pk).update(
        digest=""
    )  # as after a change of rules: read, compared and linked anew
    written = {noun: one for noun, one in imported(stored.folder)["tallies"].items() if _written(one)}
    assert written == {
        "inquiries": {**dict.fromkeys(("created", "unchanged", "deleted", "withdrawn"), 0), "changed": 1}
    }
    assert list(rows.values_list("pk", "slug", "position")) == keys


def _written(tally: dict[str, int]) -> int:
    return sum(count for what, count in tally.items() if what != "unchanged")
