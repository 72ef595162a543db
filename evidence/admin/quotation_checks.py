"""Quotations beside the testimony: staff confirm what a rule made of them, or say themselves where the words stand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from evidence.linking.writing.checked_by_staff import compare_with
from evidence.models import Origin, Quotation, QuotationCheck
from evidence.models.lines import Lines
from evidence.rendering import render_difference

_LINES = ["page_from", "line_from", "page_to", "line_to"]


class QuotationCheckForm(forms.ModelForm):
    """Where the quotation's words were said, and what came of laying them beside it."""

    class Meta:
        model = QuotationCheck
        fields = ["outcome", "hearing", *_LINES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        hearing = cleaned.get("hearing")
        lines = Lines.cited(*(str(cleaned.get(name) or "") for name in _LINES))
        if hearing is None:
            if cleaned.get("outcome") in (QuotationCheck.Outcome.MATCHED, QuotationCheck.Outcome.ALTERED):
                self.add_error("hearing", "Choose the hearing at which the words were said.")
            if any(cleaned.get(name) for name in _LINES):
                self.add_error("hearing", "Lines are of a hearing: choose it, or take the lines out.")
            return cleaned
        if hearing.is_closed:
            self.add_error("hearing", "This hearing sat in closed session: nothing is laid beside it.")
        elif hearing.inquiry_id != self.instance.quotation.paragraph.report.inquiry_id:
            self.add_error("hearing", "This is of another inquiry.")
        elif lines is None and any(cleaned.get(name) for name in _LINES):
            self.add_error("page_from", "Give the first page, and lines that do not end before they begin.")
        elif lines is not None:
            ends = {lines.page_from, lines.page_to}
            if hearing.pages.filter(number__in=ends).count() < len(ends):
                self.add_error("page_from", "The transcript has no such page.")
            ends_at = {"page_to": lines.page_to, "line_from": lines.line_from, "line_to": lines.line_to}
            return cleaned | ends_at
        return cleaned


class QuotationCheckInline(admin.StackedInline):
    """The check of one quotation, on its page. What staff change here is theirs."""

    model = QuotationCheck
    form = QuotationCheckForm
    verbose_name = verbose_name_plural = "beside the testimony"
    extra = 0
    max_num = 1
    can_delete = False
    autocomplete_fields = ["hearing"]
    readonly_fields = ["compared", "place", "likeness", "reason", "origin"]
    fields = ["compared", "place", "outcome", "hearing", tuple(_LINES), "likeness", "reason", "origin"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("evidence.change_quotation")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("evidence.change_quotation")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("evidence.view_quotation")

    @admin.display(description="words")
    def compared(self, check: QuotationCheck) -> str:
        return render_difference(check.shown_difference) if check.shown_difference else check.words

    @admin.display(description="in the transcript")
    def place(self, check: QuotationCheck) -> str:
        if not check.place_url:
            return "nowhere"
        return format_html('<a href="{}">{}</a>', check.place_url, check.lines or check.hearing)


def save_checks(formset: Any) -> None:
    """Saves the checks of a formset that staff changed, laid beside the lines they chose."""
    for check in formset.save(commit=False):
        decide(check)


def decide(check: QuotationCheck) -> None:
    """Makes a check staff's, and compares its words with the lines it names."""
    quotation = check.quotation
    if quotation is not None:
        check.report_id, check.words = quotation.paragraph.report_id, quotation.text
    check.origin, check.reason = Origin.STAFF, ""
    compare_with(check)
    check.save()


def confirm_check(quotation: Quotation) -> bool:
    """Makes a rule's check staff's as it is; false where there is none."""
    check = QuotationCheck.objects.filter(quotation=quotation).first()
    if check is None:
        return False
    check.origin = Origin.STAFF
    check.save(update_fields=["origin"])
    return True
