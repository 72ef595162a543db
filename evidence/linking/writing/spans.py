"""Derived spans → rows: what differs from the last linking is written, and staff's decisions stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from evidence.models import CrossReference, Inquiry, Mention, Origin, Quotation, Standing
from evidence.models.batches import Batch, Tally

S = TypeVar("S", Mention, Quotation, CrossReference)


class SpanWriter(Generic[S]):
    """The mentions, the quotations, or the cross-references of one inquiry's paragraphs."""

    def __init__(self, model: type[S], inquiry: Inquiry, tally: Tally) -> None:
        self.batch: Batch[S] = Batch(model, tally)
        self.derived: dict[int, dict[tuple[int, int], S]] = defaultdict(dict)
        self.staff: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.rejected: set[tuple[int, int, int]] = set()
        for row in model._default_manager.filter(paragraph__report__inquiry=inquiry).order_by():
            if row.origin == Origin.STAFF:
                self.staff[row.paragraph_id].append((row.start, row.end))
                if row.standing == Standing.REJECTED:
                    self.rejected.add((row.paragraph_id, row.start, row.end))
            else:
                self.derived[row.paragraph_id][row.start, row.end] = row

    def put(self, paragraph: int, spans: Iterable[dict[str, Any]]) -> list[tuple[int, int]]:
        """The spans of one paragraph, each with ``start`` and ``end``; what staff have decided on is left out.

        Returns the places of those in force: what was put, and what staff have confirmed.
        """
        held = self.derived.get(paragraph, {})
        decided = self.staff.get(paragraph, ())
        in_force = [place for place in decided if (paragraph, place[0], place[1]) not in self.rejected]
        for values in spans:
            start, end = values["start"], values["end"]
            if any(start < other_end and other_start < end for other_start, other_end in decided):
                continue
            in_force.append((start, end))
            row = held.pop((start, end), None)
            if row is None:
                self.batch.add(paragraph_id=paragraph, **values)
            else:
                self.batch.put(row, **values)
        return in_force

    def finish(self) -> None:
        """Writes; derived spans that were not put again go, save what was printed (block quotations)."""
        self.batch.save()
        self.batch.delete(row for rows in self.derived.values() for row in rows.values() if row.origin == Origin.RULE)
