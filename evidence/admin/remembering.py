"""The history of what staff decide: who, when, what changed, and one click back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from evidence.admin.history_beside import happened_beside, record_beside
from evidence.models import MASK
from evidence.models.history import (
    Records,
    keep_first,
    linked,
    remember,
    remember_beside,
    remembered,
    rows_beside,
)

# where a row stands, what it is called in addresses and where it was merged to: not taken back with a decision
_STAYS = frozenset(("id", "inquiry", "paragraph", "footnote", "slug", "created", "changed", "merged_into", "is_cipher"))
_SHOWN = 50


class RememberingAdmin(admin.ModelAdmin):
    """Keeps what staff save, shows it, and takes a row back to how it was."""

    change_form_template = "admin/evidence/versioned_form.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"evidence_{self.opts.model_name}_take_back"
        of_row = self.admin_site.admin_view(self.take_back_view)
        beside = self.admin_site.admin_view(self.take_back_beside_view)
        return [
            path("<path:object_id>/history/<int:record>/", of_row, name=name),
            path("<path:object_id>/history/<slug:kind>/<int:record>/", beside, name=f"{name}_beside"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        keep_first(obj)
        form.beside_before = rows_beside(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        why = request.POST.get("desk_reason", "")
        remember(form.instance, request.user, why)
        remember_beside(form.beside_before, request.user, why, form.instance)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Every record with what it changed; below it, what the admin has recorded in words."""
        row = self._row(request, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        page = Paginator(row.history.select_related("history_user"), _SHOWN).get_page(request.GET.get("p"))
        records = list(page)
        before = records[-1].prev_record if records else None
        changes = Records([*records, before] if before is not None else records).changes()
        beside = happened_beside(row)
        entries = LogEntry.objects.filter(content_type=get_content_type_for_model(self.model), object_id=str(row.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {row}",
            "opts": self.opts,
            "object": row,
            "records": [
                (record, changed, self.way_back(row, record))
                for record, changed in zip_longest(records, changes[: len(records)])
            ],
            "page": page,
            "beside": beside[:_SHOWN],
            "more_beside": max(0, len(beside) - _SHOWN),
            "entries": entries.select_related("user").order_by("-action_time")[:_SHOWN],
            "may_revert": self.may_take_back(request, row),
            "change_url": reverse(f"admin:evidence_{self.opts.model_name}_change", args=[row.pk]),
        }
        return TemplateResponse(request, "admin/evidence/history.html", context)

    def may_take_back(self, request: HttpRequest, row: Any) -> bool:
        return self.has_change_permission(request, row)

    def way_back(self, row: Any, record: Any) -> str:
        """What the button says that leads back to a record; empty where there is none."""
        return "Take back to this"

    def take_back_view(self, request: HttpRequest, object_id: str, record: int) -> HttpResponse:
        """Takes the row back to how a record has it; an address that is only looked at leads to the history."""
        row = self._row(request, object_id)
        if not self.may_take_back(request, row):
            raise PermissionDenied
        url = reverse(f"admin:evidence_{self.opts.model_name}_history", args=[row.pk])
        if request.method == "POST":
            found = get_object_or_404(row.history, history_id=record)
            self._take_back(request, row, found, partial(self.revert, row, found))
        return HttpResponseRedirect(url)

    def take_back_beside_view(self, request: HttpRequest, object_id: str, kind: str, record: int) -> HttpResponse:
        """Takes an alias or a role of the row back to how a record has it."""
        row = self._row(request, object_id)
        if not self.may_take_back(request, row):
            raise PermissionDenied
        if request.method == "POST":
            found = record_beside(row, kind, record)
            if found is None:
                raise Http404
            self._take_back(request, row, found, partial(self.revert_beside, row, found))
        return HttpResponseRedirect(reverse(f"admin:evidence_{self.opts.model_name}_history", args=[row.pk]))

    def _take_back(self, request: HttpRequest, row: Any, record: Any, revert: Callable[[], None]) -> None:
        when = f"{timezone.localtime(record.history_date):%-d %B %Y at %H:%M}"
        if why_not := _not_revertible(record):
            messages.error(request, why_not)
            return
        try:
            with transaction.atomic(), remembered(row, request.user, f"taken back to {when}"):
                revert()
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
        row.clean_fields()  # before anybody looks at whom it leads to: they may be gone
        self.settle(row)
        row.full_clean()
        row.save()
        for field in record._history_m2m_fields:
            getattr(row, field.name).set(linked(record, field))

    def revert_beside(self, row: Any, record: Any) -> None:
        """Puts an alias or a role back; one that had been taken away by then is taken away."""
        one = record.instance
        if record.history_type == "-":
            QuerySet(type(one)).filter(pk=one.pk).delete()
            return
        self.settle_beside(row, one)
        one._state.adding = not QuerySet(type(one)).filter(pk=one.pk).exists()
        one.full_clean()
        one.save()

    def settle(self, row: Any) -> None:
        """Sees to what depends on other rows, before a row that was taken back is saved."""

    def settle_beside(self, row: Any, one: Any) -> None:
        """The same, of an alias or a role of the row."""

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
