"""Links that rules made: whom a paragraph names, whom it quotes, what it refers to. Staff decide on each."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import Truncator

from evidence.admin.decisions import DecisionAdmin, DecisionForm, cipher_joined, refuse_joined
from evidence.admin.large_lists import FoundOnce, RuleFilter
from evidence.admin.quotation_checks import QuotationCheckInline, confirm_check, save_checks
from evidence.models import CrossReference, Mention, Organisation, Quotation, Standing, Subject, Witness

CONTEXT = 120  # characters shown before and after the words decided on


class SpanForm(DecisionForm):
    """A stretch of a paragraph and the entry it is linked to; both belong to one inquiry."""

    entries: tuple[str, ...] = ("witness", "organisation")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        inquiry = self.instance.paragraph.report.inquiry_id
        for name in self.entries:
            entry = cleaned.get(name)
            if entry is None:
                continue
            if entry.inquiry_id != inquiry:
                self.add_error(name, "This is of another inquiry.")
            elif entry.merged_into_id:
                self.add_error(name, f"This was merged into {entry.merged_into}: choose that one.")
            elif entry.standing == Standing.REJECTED:
                self.add_error(name, "This was rejected: choose another, or confirm it first.")
        return cleaned


class MentionForm(SpanForm):
    entries = ("witness", "organisation", "subject")

    class Meta:
        model = Mention
        fields = ["kind", "witness", "organisation", "subject", "standing"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind = cleaned.get("kind")
        for name in self.entries:
            if name != kind and cleaned.get(name) is not None:
                self.add_error(name, f"The kind is “{kind}”: leave this empty, or choose the kind “{name}”.")
        if cleaned.get("standing") == Standing.CONFIRMED and kind and cleaned.get(kind) is None and not self.errors:
            self.add_error(kind, "Choose what these words name, or reject the mention.")
        if why := cipher_joined(cleaned.get("witness"), str(self.instance)):
            self.add_error("witness", why)
        return cleaned


class QuotationForm(SpanForm):
    class Meta:
        model = Quotation
        fields = ["witness", "organisation", "footnote", "standing"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("witness") is not None and cleaned.get("organisation") is not None:
            self.add_error("organisation", "One speaker only: a person or an organisation.")
        note = cleaned.get("footnote")
        if note is not None and note.report_id != self.instance.paragraph.report_id:
            self.add_error("footnote", "This note is of another report.")
        if why := cipher_joined(cleaned.get("witness"), self.instance.speaker_as_printed):
            self.add_error("witness", why)
        return cleaned


class SpanAdmin(FoundOnce, DecisionAdmin):
    """The words, where they stand, what they are linked to, how that was decided and how sure it is."""

    list_filter = ["standing", "origin", "paragraph__report", RuleFilter]
    list_select_related = ["paragraph__page", "witness", "organisation"]
    ordering = ["paragraph__report_id", "paragraph__position", "start"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # what no rule saw is put there by an annotation

    @admin.display(description="words")
    def words(self, span: Quotation | Mention | CrossReference) -> str:
        return Truncator(str(span)).words(15)

    @admin.display(description="in the paragraph")
    def in_context(self, span: Quotation | Mention | CrossReference) -> str:
        text = span.paragraph.text
        before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        return format_html("… {}<mark>{}</mark>{} …", before, text[span.start : span.end], after)

    @admin.display(description="paragraph")
    def place(self, span: Quotation | Mention | CrossReference) -> str:
        return format_html('<a href="{}">{}</a>', span.paragraph.get_absolute_url(), span.paragraph)


@admin.register(Mention)
class MentionAdmin(SpanAdmin):
    form = MentionForm
    list_display = [
        "words", "paragraph", "kind", "witness", "organisation", "subject", "stands", "came_from", "rule", "reason",
    ]  # fmt: skip
    list_filter = ["kind", *SpanAdmin.list_filter]
    list_select_related = [*SpanAdmin.list_select_related, "subject"]
    search_fields = ["reason", "=paragraph__label"]
    search_names = {"witness": Witness, "organisation": Organisation, "subject": Subject}
    search_help_text = "Who or what is named, the reason, or the paragraph's number."
    autocomplete_fields = ["witness", "organisation", "subject"]
    readonly_fields = ["in_context", "place", "origin", "rule", "reason"]
    fieldsets = [
        (None, {"fields": ["in_context", "place"]}),
        ("What is named", {"fields": ["kind", "witness", "organisation", "subject", "standing"]}),
        ("How it was decided", {"fields": ["origin", "rule", "reason"]}),
    ]

    def why_unconfirmed(self, row: Mention) -> str:
        if row.entity is None:
            return "nobody is chosen yet; open it and choose."
        return cipher_joined(row.witness, str(row))

    def settle(self, row: Mention) -> None:
        refuse_joined(row.witness, str(row))


@admin.register(Quotation)
class QuotationAdmin(SpanAdmin):
    form = QuotationForm
    list_display = [
        "words", "paragraph", "display", "speaker_as_printed", "witness", "organisation", "footnote_label", "stands",
        "came_from", "check_made", "rule", "reason",
    ]  # fmt: skip
    inlines = [QuotationCheckInline]
    actions = ["confirm", "reject", "confirm_checks"]
    list_filter = ["checked__outcome", "checked__origin", "display", "marks", "is_certain", *SpanAdmin.list_filter]
    list_select_related = [*SpanAdmin.list_select_related, "footnote", "checked"]
    search_fields = ["speaker_as_printed", "reason", "=paragraph__label"]
    search_names = {"witness": Witness, "organisation": Organisation}
    search_help_text = "The speaker, as printed or as decided, the reason, or the paragraph's number."
    autocomplete_fields = ["witness", "organisation", "footnote"]
    readonly_fields = [
        "in_context", "place", "display", "marks", "is_certain", "speaker_as_printed", "origin", "rule", "reason",
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": ["in_context", "place", "display", "marks", "is_certain"]}),
        ("Speaker", {"fields": ["speaker_as_printed", "witness", "organisation", "footnote", "standing"]}),
        ("How it was decided", {"fields": ["origin", "rule", "reason"]}),
    ]

    def why_unconfirmed(self, row: Quotation) -> str:
        return cipher_joined(row.witness, row.speaker_as_printed)

    def settle(self, row: Quotation) -> None:
        refuse_joined(row.witness, row.speaker_as_printed)

    @admin.display(description="note", ordering="footnote__position")
    def footnote_label(self, quotation: Quotation) -> str:
        return quotation.footnote.label if quotation.footnote else ""

    @admin.display(description="beside the testimony", ordering="checked__outcome")
    def check_made(self, quotation: Quotation) -> str:
        check = quotation.comparison
        return f"{check.get_outcome_display()} ({check.origin})" if check else "not checked"

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        save_checks(formset)

    @admin.action(description="Confirm what was made of them beside the testimony", permissions=["change"])
    def confirm_checks(self, request: HttpRequest, chosen: QuerySet[Quotation]) -> None:
        """One by one, so that the record of each says who did it. Nothing else about the quotations is decided."""
        done = 0
        for quotation in chosen:
            if confirm_check(quotation):
                self.log_change(request, quotation, "Confirmed beside the testimony.")
                done += 1
        messages.success(request, f"{done} confirmed beside the testimony.")


class CrossReferenceForm(DecisionForm):
    """What the words lead to: a paragraph or a section of the same inquiry, and the last of a range."""

    class Meta:
        model = CrossReference
        fields = ["target_paragraph", "last_paragraph", "target_section", "last_section", "standing"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        inquiry = self.instance.paragraph.report.inquiry_id
        for name in ("target_paragraph", "target_section"):
            target, last = cleaned.get(name), cleaned.get(name.replace("target", "last"))
            for field, row in ((name, target), (name.replace("target", "last"), last)):
                if row is not None and row.report.inquiry_id != inquiry:
                    self.add_error(field, "This is of another inquiry.")
                elif row is not None and row.withdrawn_at is not None:
                    self.add_error(field, "This is no longer part of the report.")
            if last is not None and (
                target is None or last.report_id != target.report_id or last.position <= target.position
            ):
                self.add_error(name.replace("target", "last"), "The last of a range comes after its first.")
        paragraph, section = cleaned.get("target_paragraph"), cleaned.get("target_section")
        if paragraph is not None and section is not None:
            self.add_error("target_section", "One target only: a paragraph or a section.")
        if cleaned.get("standing") == Standing.CONFIRMED and not (paragraph or section or self.errors):
            self.add_error("target_paragraph", "Choose what these words lead to, or reject the reference.")
        return cleaned


@admin.register(CrossReference)
class CrossReferenceAdmin(SpanAdmin):
    form = CrossReferenceForm
    list_display = [
        "words", "paragraph", "target_paragraph", "last_paragraph", "target_section", "last_section", "stands",
        "came_from", "rule", "reason",
    ]  # fmt: skip
    list_select_related = [
        "paragraph__page", "target_paragraph__page", "last_paragraph__page", "target_section", "last_section",
    ]  # fmt: skip
    search_fields = ["reason", "=paragraph__label", "=target_paragraph__label", "=target_section__number"]
    search_help_text = "The number of the paragraph, or of what it refers to, or the reason."
    autocomplete_fields = ["target_paragraph", "last_paragraph", "target_section", "last_section"]
    readonly_fields = ["in_context", "place", "origin", "rule", "reason"]
    fieldsets = [
        (None, {"fields": ["in_context", "place"]}),
        (
            "What it leads to",
            {"fields": ["target_paragraph", "last_paragraph", "target_section", "last_section", "standing"]},
        ),
        ("How it was decided", {"fields": ["origin", "rule", "reason"]}),
    ]

    def why_unconfirmed(self, row: CrossReference) -> str:
        chosen = row.target_paragraph_id or row.target_section_id
        return "" if chosen else "nothing is chosen yet; open it and choose."
