"""Rows written many at a time are as if each had been saved."""

import pytest

from evidence.models import Organisation, Origin, Paragraph, Standing
from evidence.models.batches import Batch, Tally
from tests.factories import InquiryFactory, SectionFactory

pytestmark = pytest.mark.django_db


def test_new_rows_get_their_keys_and_read_back_as_they_were_given():
    page = SectionFactory()
    batch = Batch(Paragraph, Tally())
    given = {"report": page.report, "page": page, "section": page, "blocks": [["text", 0, 3, 0]]}
    texts = ["one\ttwo\\N", "", "“three”\n\n\\."]
    rows = [batch.put(None, slug=str(number), position=number, text=text, **given) for number, text in enumerate(texts)]
    batch.save()
    assert [(row.text, row.blocks) for row in Paragraph.objects.order_by("position")] == [
        (text, given["blocks"]) for text in texts
    ]
    assert Paragraph.objects.in_bulk([row.pk for row in rows]).keys() == {row.pk for row in rows}
    assert not any(row._state.adding for row in rows)
    Paragraph.objects.create(slug="later", position=9, text="", **given)  # the next key is free


def test_a_relation_to_a_row_of_an_earlier_batch_is_kept():
    inquiry = InquiryFactory()
    batch = Batch(Organisation, Tally())
    parent = batch.put(None, inquiry=inquiry, name="Harbour", slug="harbour", standing=Standing.PROPOSED)
    child = Organisation(inquiry=inquiry, name="Quay", slug="quay", parent=parent, origin=Origin.RULE)
    batch.save()
    batch.new.append(child)
    batch.save()
    child.refresh_from_db()
    assert (child.parent, child.origin, parent.standing) == (parent, "rule", "proposed")
