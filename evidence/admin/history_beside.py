"""What staff have changed beside a row: its aliases and roles, each with a history of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from evidence.models.history import BEFORE, Difference, Records, StaffHistory, tables_beside

_SAID = {"+": "added", "-": "taken away", "~": "changed"}


@dataclass(frozen=True)
class Happened:
    """One record of an alias or a role: what it is called, what was done to it, and what that changed."""

    record: Any
    what: str
    said: str
    changes: list[Difference]
    address: str
    is_last: bool


def happened_beside(row: Any) -> list[Happened]:
    """Every record of the row's aliases and roles, newest first."""
    tables = [(model, field) for model, field in tables_beside(type(row)) if model in StaffHistory.of]
    found = [one for model, field in tables for one in _of_model(model, field, row)]
    return sorted(found, key=lambda one: (one.record.history_date, one.record.pk), reverse=True)


def _of_model(model: Any, field: str, row: Any) -> Iterator[Happened]:
    ever = model.history.filter(**{field: row}).values("id")
    records = list(model.history.filter(id__in=ever).select_related("history_user").order_by("id", "-history_id"))
    changes = [*Records(records).changes(), []]
    last = None
    for place, record in enumerate(records):
        name = record.name if hasattr(record, "name") else record.title
        what = f"{_noun(model)} “{name}”"
        said = "as it was" if record.history_change_reason == BEFORE else _SAID[record.history_type]
        changed = changes[place] if record.history_type == "~" else []
        yield Happened(record, what, said, changed, f"{model._meta.model_name}/{record.pk}/", record.id != last)
        last = record.id


def _noun(model: Any) -> str:
    return "role" if model._meta.model_name == "role" else "alias"


def record_beside(row: Any, kind: str, key: int) -> Any:
    """A record of one of the row's aliases or roles; none where the address names none."""
    for model, field in tables_beside(type(row)):
        if model._meta.model_name == kind and model in StaffHistory.of:
            history: QuerySet[Any] = model.history.all()  # type: ignore[attr-defined]
            ever = history.filter(**{field: row}).values("id")
            return history.filter(history_id=key, id__in=ever).first()
    return None
