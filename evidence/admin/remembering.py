"""The history of what staff decide: who, when, what changed, and one click back."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from evidence.models import MASK
from evidence.models.history import Records, keep_first, linked, remember, remembered

# where a row stands, what it is called in addresses and where it was merged to: not taken back with a decision
_STAYS = frozenset(("id", "inquiry", "paragraph", "footnote", "slug", "created", "changed", "merged_into"))
_SHOWN = 50


class RememberingAdmin(admin.ModelAdmin):
    """Keeps what staff save, shows it, and takes a row back to how it was."""

    change_form_template = "admin/evidence/versioned_form.html"

    def get_urls(self) -> list[URLPattern]:
        taking_back = self.admin_site.admin_view(self.take_back_view)
        name = f"evidence_{self.opts.model_name}_take_back"
        return [path("<path:object_id>/history/<int:record>/", taking_back, name=name), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        keep_first(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        remember(form.instance, request.user)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Every record with what it changed; below it, what the admin has recorded in words."""
        row = self._row(request, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        page = Paginator(row.history.select_related("history_user"), _SHOWN).get_page(request.GET.get("p"))
        records = list(page)
        before = records[-1].prev_record if records else None
        changes = Records([*records, before] if before is not None else records).changes()
        entries = LogEntry.objects.filter(content_type=get_content_type_for_model(self.model), object_id=str(row.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {row}",
            "opts": self.opts,
            "object": row,
            "records": list(zip_longest(records, changes)),
            "page": page,
            "entries": entries.select_related("user").order_by("-action_time")[:_SHOWN],
            "may_revert": self.has_change_permission(request, row),
            "change_url": reverse(f"admin:evidence_{self.opts.model_name}_change", args=[row.pk]),
        }
        return TemplateResponse(request, "admin/evidence/history.html", context)

    def take_back_view(self, request: HttpRequest, object_id: str, record: int) -> HttpResponse:
        """Takes the row back to how a record has it; an address that is only looked at leads to the history."""
        row = self._row(request, object_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        url = reverse(f"admin:evidence_{self.opts.model_name}_history", args=[row.pk])
        if request.method == "POST":
            self._take_back(request, row, get_object_or_404(row.history, history_id=record))
        return HttpResponseRedirect(url)

    def _take_back(self, request: HttpRequest, row: Any, record: Any) -> None:
        when = f"{timezone.localtime(record.history_date):%-d %B %Y at %H:%M}"
        if why_not := _not_revertible(record):
            messages.error(request, why_not)
            return
        try:
            with transaction.atomic(), remembered(row, request.user, f"taken back to {when}"):
                self.revert(row, record)
                self.log_change(request, row, f"Taken back to how it was on {when}.")
        except (ValidationError, IntegrityError) as error:
            said = "; ".join(getattr(error, "messages", [str(error)]))
            messages.error(request, f"It could not be taken back: {said}")
        else:
            messages.success(request, f"Taken back to how it was on {when}.")

    def revert(self, row: Any, record: Any) -> None:
        """Puts the values of a record back into its row, as far as they can stand there now."""
        for field in record.tracked_fields:
            if field.name not in _STAYS:
                setattr(row, field.attname, getattr(record, field.attname))
        self.settle(row)
        row.full_clean()
        row.save()
        for field in record._history_m2m_fields:
            getattr(row, field.name).set(linked(record, field))

    def settle(self, row: Any) -> None:
        """Sees to what depends on other rows, before a row that was taken back is saved."""

    def _row(self, request: HttpRequest, object_id: str) -> Any:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        return row


def _not_revertible(record: Any) -> str:
    values = (getattr(record, field.attname) for field in record.tracked_fields)
    if any(isinstance(value, str) and MASK in value for value in values):
        return "This state holds words that are withheld: a guardian decides about them, by lifting the redaction."
    return ""
