"""Two people with one form open: the second is told what the first saved, and overwrites nothing unawares."""

from __future__ import annotations

import hashlib
import re
from copy import copy
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from evidence.admin.history_beside import happened_beside
from evidence.models.history import BEFORE, StaffHistory, differences, linked_keys, tables_beside


class VersionedForm(forms.ModelForm):
    """Carries which state of the row it was opened on.

    A request without it was not made by the form, and is taken as it is.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["version"] = version_of(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opened = cleaned.pop("version", "")
        if self.instance.pk is None:
            return cleaned
        # held until the row is saved, so that nobody comes between
        stored: Any = QuerySet(type(self.instance)).select_for_update().get(pk=self.instance.pk)
        now = version_of(stored)
        if opened != now:
            self.add_error(None, [*(_what_happened(stored, opened) if opened else [_NOT_OPENED]), _HOW_TO_GO_ON])
            # whoever has read it may save again, and then means it
            data: Any = copy(self.data)  # of a request, whose own cannot be changed
            data[self.add_prefix("version")] = now
            self.data = data
        return cleaned


_NOT_OPENED = "This does not say which state of the record it was written for. It may have been changed meanwhile."
_HOW_TO_GO_ON = "Nothing of yours is saved yet, and it still stands below. Save again to put it in place of theirs."


def version_of(row: Model) -> str:
    """The latest records of its history and of what is beside it, and a digest of all that its form could change."""
    values = [repr(getattr(row, field.attname)) for field in row._meta.concrete_fields]
    values += [repr(sorted(linked_keys(row, field))) for field in row._meta.many_to_many]
    values += [repr(sorted(rows.values_list(), key=repr)) for rows in _beside(row)]
    latest = "-".join(str(_latest(records)) for records in _records(row))
    return f"{latest}.{hashlib.sha256(chr(0).join(values).encode()).hexdigest()}"


def _beside(row: Model) -> list[QuerySet[Any]]:
    return [QuerySet(model).filter(**{field: row}) for model, field in tables_beside(type(row))]


def _records(row: Any) -> list[QuerySet[Any]]:
    """The history of the row, and those of what is beside it."""
    own = row.history.all() if type(row) in StaffHistory.of else QuerySet(type(row)).none()
    beside = [(model, field) for model, field in tables_beside(type(row)) if model in StaffHistory.of]
    return [own, *(model.history.filter(**{field: row}) for model, field in beside)]  # type: ignore[attr-defined]


def _latest(records: QuerySet[Any]) -> int:
    latest = records.order_by("-pk").first()
    return latest.pk if latest else 0


def _what_happened(stored: Any, opened: str) -> list[str]:
    """Who has saved what since the form was opened, as far as the history tells."""
    known = [int(key) for key in re.findall(r"\d{1,18}", opened.partition(".")[0])]
    histories = _records(stored)
    new = [list(records.filter(pk__gt=key)) for records, key in zip(histories, known, strict=False)]
    made = [record for records in new for record in records if record.history_change_reason != BEFORE]
    if not made:
        return ["This was changed while you had it open, by an import or by links that were read anew."]
    latest = max(made, key=lambda record: record.history_date)
    when = timezone.localtime(latest.history_date)
    told = [f"{latest.history_user or 'somebody'} changed this while you had it open, on {when:%-d %B %Y at %H:%M}."]
    own = list(histories[0])
    if own and new[0]:
        seen = next((record for record in own if record.pk == known[0]), own[-1])
        changes = differences(seen, own[0])
        told += [f"{capfirst(one.field)}: it was “{one.before}” and is “{one.after}”." for one in changes]
    beside = [record for records in new[1:] for record in records if record.history_change_reason != BEFORE]
    happened = [one for one in happened_beside(stored) if one.record in beside] if beside else []
    return [*told, *(f"{capfirst(one.what)}: {one.said}." for one in happened)]
