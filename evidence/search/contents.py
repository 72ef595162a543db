"""What is indexed, read from the database: published paragraphs, and what was said at open hearings.

Each kind has an index of its own, so that one can be rebuilt while the other is searched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db import router
from django.db.models import QuerySet

from evidence.models import Paragraph, Speech
from evidence.search.many import keep

BATCH = 2000


def digest(text: str) -> int:
    """Tells whether a text is still the one that was indexed."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


@dataclass(frozen=True, slots=True)
class Contents:
    """One kind of text, and its name in words."""

    kind: str
    plural: str
    model: type[Paragraph] | type[Speech]

    def counted(self, number: int) -> str:
        """“1 paragraph”, “2,000 speeches”."""
        return f"{number:,} {self.kind if number == 1 else self.plural}"

    def wanted(self) -> QuerySet[Any]:
        """What an index should hold; read where it was written, as a replica may lag behind."""
        return self.model.objects.published().using(router.db_for_write(self.model))

    def count(self) -> int:
        return self.wanted().count()

    def batches(self, ids: Collection[int] | None = None) -> Iterator[list[tuple[int, str]]]:
        """Key and text of all rows, or of those among ``ids``, some at a time.

        Each batch is a query of its own: between two of them nothing is held open, and the database is free for
        writers.
        """
        rows = self.wanted()
        if ids is not None:
            rows = keep(rows, ids)
        last = 0
        while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", "text")[:BATCH]):
            yield batch
            last = batch[-1][0]

    def digests(self) -> dict[int, int]:
        """What the index should hold."""
        return {key: digest(text) for batch in self.batches() for key, text in batch}

    def in_reading_order(self, ids: Collection[int]) -> list[int]:
        """The same keys as they are read; those gone from the database are left out."""
        return list(keep(self.model.objects.published(), ids).in_reading_order().values_list("pk", flat=True))


PARAGRAPHS = Contents("paragraph", "paragraphs", Paragraph)
SPEECHES = Contents("speech", "speeches", Speech)
KINDS = (PARAGRAPHS, SPEECHES)
