"""Merging entries that are one: an action, a page that says what moves, and a POST that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from evidence.admin.samples import Sample, samples
from evidence.linking.writing.merging import Mergeable, merge, names_of, what_moves, why_not
from evidence.models import Source
from evidence.models.history import remembered


@dataclass(frozen=True)
class Some:
    """How many rows of a noun would move, and the first of them."""

    number: int
    first: list[Sample]

    @classmethod
    def of(cls, rows: QuerySet[Any]) -> Some:
        return cls(rows.count(), samples(rows))

    @property
    def more(self) -> int:
        return self.number - len(self.first)


@dataclass(frozen=True)
class Moving:
    """An entry, and what of it would move if another were kept."""

    entry: Mergeable
    rows: dict[str, Some]

    @property
    def names(self) -> str:
        """What would become other names of the one that is kept; a source is found under its own reference."""
        if isinstance(self.entry, Source):
            return ""
        return ", ".join(f"“{name}”" for name in dict.fromkeys(names_of(self.entry)))


class MergeAdmin(admin.ModelAdmin):
    """The action, for the kinds of entry that can be merged."""

    @admin.action(description="Merge into one …", permissions=["change"])
    def merge(self, request: HttpRequest, chosen: QuerySet[Any]) -> HttpResponse | None:
        entries: list[Mergeable] = list(chosen.select_related("inquiry"))
        if why := why_not(entries):
            messages.error(request, why)
            return None
        kept = next((entry for entry in entries if str(entry.pk) == request.POST.get("kept")), None)
        if kept is None:
            return self._preview(request, entries)
        others = [entry for entry in entries if entry.pk != kept.pk]
        with remembered(kept, request.user, f"merged into {kept}", *others):
            merge(kept, others)
        names = ", ".join(map(str, others))
        self.log_change(request, kept, f"Merged {names} into this.")
        for entry in others:
            self.log_change(request, entry, f"Merged into {kept}.")
        messages.success(request, f"{names} merged into {kept}; the old addresses lead there.")
        return None

    def _preview(self, request: HttpRequest, entries: list[Mergeable]) -> HttpResponse:
        moving = [Moving(entry, {noun: Some.of(rows) for noun, rows in what_moves(entry).items()}) for entry in entries]
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {len(entries)} {self.opts.verbose_name_plural} into one",
            "opts": self.opts,
            "media": self.media,
            "entries": moving,
            "nouns": list(moving[0].rows),
            "suggested": max(moving, key=lambda one: sum(some.number for some in one.rows.values())).entry.pk,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/evidence/merge.html", context)
