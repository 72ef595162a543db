"""Two people with one form open: the second is told what the first saved, and overwrites nothing unawares."""

from __future__ import annotations

import hashlib
from copy import copy
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from evidence.models.history import BEFORE, StaffHistory, differences, linked_keys


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
        if not opened or self.instance.pk is None:
            return cleaned
        # held until the row is saved, so that nobody comes between
        stored: Any = QuerySet(type(self.instance)).select_for_update().get(pk=self.instance.pk)
        now = version_of(stored)
        if opened != now:
            self.add_error(None, [*_what_happened(stored, opened), _HOW_TO_GO_ON])
            # whoever has read it may save again, and then means it
            data: Any = copy(self.data)  # of a request, whose own cannot be changed
            data[self.add_prefix("version")] = now
            self.data = data
        return cleaned


_HOW_TO_GO_ON = "Nothing of yours is saved yet, and it still stands below. Save again to put it in place of theirs."


def version_of(row: Model) -> str:
    """The latest record of its history, and a digest of everything that its form could change."""
    values = [repr(getattr(row, field.attname)) for field in row._meta.concrete_fields]
    values += [repr(sorted(linked_keys(row, field))) for field in row._meta.many_to_many]
    latest = _records(row).first()
    return f"{latest.history_id if latest else 0}.{hashlib.sha256(chr(0).join(values).encode()).hexdigest()}"


def _records(row: Any) -> Any:
    return row.history.all() if type(row) in StaffHistory.of else QuerySet(type(row)).none()


def _what_happened(stored: Any, opened: str) -> list[str]:
    """Who has saved what since the form was opened, as far as the history tells."""
    key = opened.partition(".")[0]
    records = list(_records(stored))
    seen = next((record for record in records if str(record.history_id) == key), records[-1] if records else None)
    latest = records[0] if records else None
    if latest is None or seen is None or latest == seen or latest.history_change_reason == BEFORE:
        return ["This was changed while you had it open, by an import or by links that were read anew."]
    when = timezone.localtime(latest.history_date)
    who = latest.history_user or "somebody"
    told = [f"{who} changed this while you had it open, on {when:%-d %B %Y at %H:%M}."]
    changes = differences(seen, latest)
    return [*told, *(f"{capfirst(one.field)}: it was “{one.before}” and is “{one.after}”." for one in changes)]
