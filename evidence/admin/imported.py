"""What was imported, for staff to look at: nothing here can be added, changed or deleted by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet, URLField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from evidence.admin.large_lists import FoundOnce
from evidence.linking.link import link_inquiry
from evidence.models import Footnote, Hearing, ImportProblem, Inquiry, Paragraph, Report, Section
from evidence.models.batches import Tally

# a form whose tools lead to withholding it, for those who may
WITHHOLDABLE = "admin/evidence/withholdable.html"


class ReadOnly:
    """Staff with the view permission may look; nobody may write."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnly, admin.ModelAdmin):
    show_full_result_count = False
    list_per_page = 50


@admin.register(Inquiry)
class InquiryAdmin(ReadOnlyAdmin):
    search_fields = ["title", "short_title"]
    list_display = ["short_title", "publisher", "licence", "published"]
    actions = ["link_again"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}  # Django is about to change what it assumes

    def has_link_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("evidence.change_mention")

    @admin.action(description="Link again: find confirmed names and sources everywhere", permissions=["link"])
    def link_again(self, request: HttpRequest, chosen: QuerySet[Inquiry]) -> None:
        """What staff have confirmed, named or merged is looked for in the whole text; their decisions stand."""
        for inquiry in chosen:
            tallies: dict[str, Tally] = {}
            link_inquiry(inquiry, tallies)
            written = sum(tally.written for tally in tallies.values())
            self.log_change(request, inquiry, "Linked again.")
            messages.success(request, f"{inquiry}: linked again; {written} rows changed.")


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ["title", "inquiry", "published"]
    list_select_related = ["inquiry"]


@admin.register(Section)
class SectionAdmin(ReadOnlyAdmin):
    list_display = ["number", "title", "report", "is_page", "withdrawn_at"]
    list_display_links = ["number", "title"]
    list_filter = ["report", "is_page", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["report"]
    search_fields = ["number", "title"]


@admin.register(Paragraph)
class ParagraphAdmin(FoundOnce, ReadOnlyAdmin):
    change_form_template = "admin/evidence/paragraph/change_form.html"
    list_display = ["label", "page", "beginning", "withdrawn_at"]
    list_display_links = ["label", "beginning"]
    list_filter = ["report", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["page__report"]
    search_fields = ["=label", "=page__number", "page__title", "text"]
    search_help_text = "Its number, its section's number or title, or words of it: “E.2 13”, “machine learning”."
    fields = ["report", "page", "section", "label", "text", "line", "withdrawn_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Paragraph]:
        return super().get_queryset(request).select_related("report", "page")  # the box that finds them names both

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = list(self.list_display)
        return [*columns, "annotate"] if request.user.has_perm("evidence.add_annotation") else columns

    @admin.display(description="text")
    def beginning(self, paragraph: Paragraph) -> str:
        return Truncator(paragraph.text).words(15)

    @admin.display(description="annotation")
    def annotate(self, paragraph: Paragraph) -> str:
        address = f"{reverse('admin:evidence_annotation_add')}?paragraph={paragraph.pk}"
        return format_html('<a href="{}" aria-label="Annotate {}">Annotate</a>', address, paragraph)


@admin.register(Footnote)
class FootnoteAdmin(ReadOnlyAdmin):
    change_form_template = WITHHOLDABLE
    list_display = ["label", "page", "text", "text_missing"]
    list_filter = ["report", "text_missing"]
    list_select_related = ["page"]
    search_fields = ["=label", "=page__number", "text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Footnote]:
        return super().get_queryset(request).select_related("page")  # the box that finds notes says whose they are


@admin.register(Hearing)
class HearingAdmin(ReadOnlyAdmin):
    change_form_template = WITHHOLDABLE
    search_fields = ["title", "slug"]
    list_display = ["date", "session", "title", "inquiry", "is_closed"]
    list_filter = ["inquiry"]
    list_select_related = ["inquiry"]


@admin.register(ImportProblem)
class ImportProblemAdmin(ReadOnlyAdmin):
    list_display = ["file", "line", "severity", "code", "found", "expected", "action"]
    list_filter = ["inquiry", "severity", "code"]
    search_fields = ["file", "found"]
