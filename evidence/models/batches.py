"""Rows to write, compared with the rows there are: only what differs is written, many rows a statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)
ROWS_A_STATEMENT = 2000


@dataclass(slots=True)
class Tally:
    """What became of the rows of one noun."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0
    withdrawn: int = 0

    @property
    def written(self) -> int:
        return self.created + self.changed + self.deleted + self.withdrawn


class Batch(Generic[M]):
    """Collects rows of one model. ``put`` fills a row; ``save`` writes what is new or has changed."""

    def __init__(self, model: type[M], tally: Tally) -> None:
        self.model, self.tally = model, tally
        self.new: list[M] = []
        self.changed: list[M] = []
        self.changed_fields: set[str] = set()

    def put(self, row: M | None, **values: Any) -> M:
        """The row with these values; a new one when there is none."""
        if row is None:
            row = self.model(**values)
            self.new.append(row)
            return row
        differing = [name for name, value in values.items() if getattr(row, name) != value]
        if differing:
            for name in differing:
                setattr(row, name, values[name])
            self.changed.append(row)
            self.changed_fields.update(differing)
        else:
            self.tally.unchanged += 1
        return row

    def save(self) -> None:
        """Writes and forgets; new rows get their keys."""
        manager = self.model._default_manager
        if self.new:
            manager.bulk_create(self.new, batch_size=ROWS_A_STATEMENT)
        if self.changed:
            fields = sorted({field.removesuffix("_id") for field in self.changed_fields})
            manager.bulk_update(self.changed, fields, batch_size=400)
        self.tally.created += len(self.new)
        self.tally.changed += len(self.changed)
        self.new, self.changed, self.changed_fields = [], [], set()

    def delete(self, rows: Iterable[M]) -> None:
        """Deletes these rows, many a statement."""
        keys = [row.pk for row in rows]
        for first in range(0, len(keys), ROWS_A_STATEMENT):
            self.model._default_manager.filter(pk__in=keys[first : first + ROWS_A_STATEMENT]).delete()
        self.tally.deleted += len(keys)
