"""Merging entries that are one: an action, a page that says what moves, and a POST that does it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from evidence.linking.writing.merging import Mergeable, merge, what_moves, why_not
from evidence.models.history import remembered


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
        rows = [(entry, what_moves(entry)) for entry in entries]
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {len(entries)} {self.opts.verbose_name_plural} into one",
            "opts": self.opts,
            "media": self.media,
            "entries": [(entry, counts.values()) for entry, counts in rows],
            "nouns": list(rows[0][1]),
            "suggested": max(rows, key=lambda row: sum(row[1].values()))[0].pk,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/evidence/merge.html", context)
