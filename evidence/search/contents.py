"""What is indexed, read from the database: today the published paragraphs; each kind has an index of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import blake2b

from django.db import router

from evidence.models import Paragraph
from evidence.models.report import ParagraphQuerySet
from evidence.search.many import keep

KIND = "paragraph"
BATCH = 2000


def digest(text: str) -> int:
    """Tells whether a text is still the one that was indexed."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def published() -> ParagraphQuerySet:
    """What an index should hold; read where it was written, as a replica may lag behind."""
    return Paragraph.objects.using(router.db_for_write(Paragraph)).filter(withdrawn_at=None)


def count() -> int:
    return published().count()


def batches(ids: Collection[int] | None = None) -> Iterator[list[tuple[int, str]]]:
    """Key and text of all paragraphs, or of those among ``ids``, some at a time.

    Each batch is a query of its own: between two of them nothing is held open, and the database is free for writers.
    """
    rows = published()
    if ids is not None:
        rows = keep(rows, ids)
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", "text")[:BATCH]):
        yield batch
        last = batch[-1][0]


def digests() -> dict[int, int]:
    """What the index should hold."""
    return {key: digest(text) for batch in batches() for key, text in batch}


def in_reading_order(ids: Collection[int]) -> list[int]:
    """The same keys as they stand in the reports; those gone from the database are left out."""
    return list(keep(Paragraph.objects.published(), ids).in_reading_order().values_list("pk", flat=True))
