"""The record of who did what, to read and never to change: decisions at the desk, and every change in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest

from evidence.admin.imported import ReadOnlyAdmin
from evidence.models import DeskDecision


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """Everybody's changes; of those who are not superusers each sees what was done to what they may see."""

    list_display = ["action_time", "user", "content_type", "object_repr", "said"]
    list_filter = ["action_flag", "user", "action_time"]
    list_select_related = ["user", "content_type"]
    search_fields = ["object_repr", "change_message"]
    search_help_text = "Words of what was changed, or of what was done to it."
    readonly_fields = fields = ("action_time", "user", "content_type", "object_repr", "said")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        entries = super().get_queryset(request)
        if request.user.is_superuser:
            return entries
        kinds = ContentType.objects.filter(app_label="evidence").exclude(model="redaction")
        seen = [kind.pk for kind in kinds if request.user.has_perm(f"evidence.view_{kind.model}")]
        return entries.filter(content_type__in=seen)

    @admin.display(description="what was done")
    def said(self, entry: LogEntry) -> str:
        return str(entry.get_change_message())


@admin.register(DeskDecision)
class DeskDecisionAdmin(ReadOnlyAdmin):
    list_display = ["decided_at", "author", "kind", "verdict", "reason", "on", "is_current"]
    list_filter = ["decided_at", "kind", "verdict", "inquiry", "author", "is_current"]
    list_select_related = ["author", "paragraph__page", "footnote__page", "witness", "organisation", "source"]
    search_fields = ["reason"]
    search_help_text = "Words of the reason."
    readonly_fields = fields = ("decided_at", "author", "inquiry", "kind", "verdict", "reason", "on", "is_current")

    @admin.display(description="on")
    def on(self, decision: DeskDecision) -> str:
        places = (decision.paragraph, decision.footnote, decision.witness, decision.organisation, decision.source)
        return next((str(place) for place in places if place is not None), decision.get_kind_display())
