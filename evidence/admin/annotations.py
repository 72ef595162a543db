"""Annotations: staff write, change and withdraw them; nothing staff wrote is ever deleted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from evidence.admin.annotation_upload import UploadForm, place_annotations
from evidence.admin.desk.returning import FromDesk
from evidence.admin.remembering import RememberingAdmin
from evidence.admin.versions import VersionedForm
from evidence.exports import ANNOTATIONS, csv_lines
from evidence.exports.lines import all_rows
from evidence.exports.place import Place
from evidence.importing.web_annotations import NotAnnotationsError
from evidence.importing.writing.reattaching import Stretch, found_exactly
from evidence.models import Annotation, Paragraph, Section, Tag
from evidence.models.history import remembered

_LINKS = ["linked_paragraphs", "linked_sources", "linked_witnesses"]


class ParagraphChoice(forms.ModelChoiceField):
    """A paragraph by its report, section and number."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class ParagraphChoices(forms.ModelMultipleChoiceField):
    """Paragraphs by their report, section and number."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class AnnotationForm(VersionedForm):
    """Finds the quoted words in the paragraph: staff give words, never offsets."""

    start = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Annotation
        fields = ["paragraph", "start", "quote", "kind", "tags", "body", *_LINKS, "visibility"]
        field_classes = {"paragraph": ParagraphChoice, "linked_paragraphs": ParagraphChoices}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        paragraph = cleaned.get("paragraph")
        if not isinstance(paragraph, Paragraph):
            return cleaned
        # browsers send the end of a line as two characters
        quote = (cleaned.get("quote") or "").replace("\r\n", "\n").strip()
        hint = cleaned.get("start")
        near = Stretch(hint if isinstance(hint, int) else 0, quote)
        place = found_exactly(paragraph.text, near) if quote else (0, len(paragraph.text))
        if place is None:
            self.add_error(
                "quote",
                "These words are not in the paragraph. Copy them from it exactly, or leave this empty to annotate "
                "the whole paragraph.",
            )
            return cleaned
        found = Stretch.of(paragraph.text, *place)
        self.instance.end = place[1]
        self.instance.prefix, self.instance.suffix = found.prefix, found.suffix
        self.instance.is_orphaned = False
        return cleaned | {"start": place[0], "quote": quote}


class StateFilter(admin.SimpleListFilter):
    """What an annotation's state is to staff: each has one."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("public", "public"), ("internal", "internal"), ("orphaned", "orphaned"), ("withdrawn", "withdrawn"),
        ]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: QuerySet[Annotation]) -> QuerySet[Annotation]:
        match self.value():
            case "withdrawn":
                return queryset.exclude(withdrawn_at=None)
            case "orphaned":
                return queryset.filter(withdrawn_at=None, is_orphaned=True)
            case "public" | "internal" as visibility:
                return queryset.filter(withdrawn_at=None, is_orphaned=False, visibility=visibility)
        return queryset


class PlaceFilter(admin.SimpleListFilter):
    """The reports and their pages that have annotations, and no others: a report may have hundreds of pages."""

    title = "report or section"
    parameter_name = "place"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        annotated = Section.objects.filter(page_paragraphs__annotations__isnull=False).distinct()
        offered: dict[str, str] = {}
        for page in annotated.select_related("report"):
            offered[f"report-{page.report_id}"] = str(page.report)
            offered[f"page-{page.pk}"] = Truncator(f"– {page}").chars(60)
        return list(offered.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Annotation]) -> QuerySet[Annotation]:
        kind, _, key = (self.value() or "").partition("-")
        if kind not in ("report", "page") or not re.fullmatch(r"\d{1,9}", key, re.ASCII):
            return queryset
        return queryset.filter(**{f"paragraph__{kind}": int(key)})


class TagChoice(ActionForm):
    """The tag that an action puts on or takes off."""

    tag = forms.ModelChoiceField(Tag.objects.all(), required=False)


@admin.register(Annotation)
class AnnotationAdmin(FromDesk, RememberingAdmin):
    form = AnnotationForm
    autocomplete_fields = ["paragraph", "tags", *_LINKS]
    list_display = ["beginning", "paragraph", "kind", "visibility", "author", "created", "changed", "state"]
    list_filter = [StateFilter, "kind", "tags", "author", PlaceFilter]
    list_per_page = 50
    show_full_result_count = False
    action_form = TagChoice
    change_list_template = "admin/evidence/annotation_list.html"
    list_select_related = ["paragraph__page", "author"]
    search_fields = ["body", "quote", "=paragraph__label"]
    date_hierarchy = "created"
    readonly_fields = ["author", "created", "changed", "state", "public_page"]
    actions = ["publish", "make_internal", "withdraw", "restore", "tag", "take_tag_off"]
    fieldsets = [
        (None, {"fields": ["paragraph", "start", "quote", "kind", "tags", "body", "visibility"]}),
        ("What else it speaks of", {"fields": [*_LINKS]}),
        ("Record", {"fields": ["author", "created", "changed", "state", "public_page"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Annotation | None = None) -> Any:
        return self.fieldsets if obj else self.fieldsets[:2]

    def has_delete_permission(self, request: HttpRequest, obj: Annotation | None = None) -> bool:
        return False  # withdrawn, never deleted

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address fills in; a paragraph or an offset that is no number is left out."""
        given = super().get_changeform_initial_data(request)
        numbers = {name for name in ("paragraph", "start", "end") if name in given}
        wrong = {name for name in numbers if not re.fullmatch(r"\d{1,9}", str(given[name]), re.ASCII)}
        kept = {name: value for name, value in given.items() if name not in wrong}
        if {"paragraph", "start", "end"} <= kept.keys():
            kept["quote"] = self._selected(request, kept)
        return kept

    def _selected(self, request: HttpRequest, given: dict[str, Any]) -> str:
        """The words that were selected on a page, from the stored text; said to be lost if it changed."""
        paragraph = Paragraph.objects.filter(pk=given["paragraph"]).first()
        text = paragraph.text if paragraph else ""
        words = text[int(given["start"]) : int(given["end"])]
        if words and words.startswith(given.get("quote", "")):
            return words
        messages.warning(
            request,
            "The words that were selected are not in the paragraph as it is now. Select them again on its page, or "
            "copy them into the quotation.",
        )
        return ""

    def save_model(self, request: HttpRequest, obj: Annotation, form: Any, change: bool) -> None:
        if not change:
            obj.author = request.user  # type: ignore[assignment]  # the admin lets nobody else in
        super().save_model(request, obj, form, change)

    def settle(self, row: Annotation) -> None:
        """The words are looked for again: the paragraph may say something else by now."""
        text = row.paragraph.text
        near = Stretch(row.start, row.quote, row.prefix, row.suffix)
        place = found_exactly(text, near) if row.quote else (0, len(text))
        row.is_orphaned = place is None
        if place is not None:
            found = Stretch.of(text, *place)
            row.start, row.end, row.prefix, row.suffix = *place, found.prefix, found.suffix

    @admin.display(description="annotation", ordering="body")
    def beginning(self, annotation: Annotation) -> str:
        return Truncator(annotation.body).words(12)

    @admin.display(description="state")
    def state(self, annotation: Annotation) -> str:
        if annotation.withdrawn_at:
            return f"withdrawn on {timezone.localdate(annotation.withdrawn_at):%-d %B %Y}"
        return "orphaned: its words are no longer in the paragraph" if annotation.is_orphaned else "in place"

    @admin.display(description="paragraph's page")
    def public_page(self, annotation: Annotation) -> str:
        return format_html('<a href="{}">{}</a>', annotation.paragraph.get_absolute_url(), annotation.paragraph)

    @admin.action(description="Publish: show to readers", permissions=["change"])
    def publish(self, request: HttpRequest, chosen: QuerySet[Annotation]) -> None:
        self._update(request, chosen, "published", visibility=Annotation.Visibility.PUBLIC)

    @admin.action(description="Make internal: staff only", permissions=["change"])
    def make_internal(self, request: HttpRequest, chosen: QuerySet[Annotation]) -> None:
        self._update(request, chosen, "made internal", visibility=Annotation.Visibility.INTERNAL)

    @admin.action(description="Withdraw", permissions=["change"])
    def withdraw(self, request: HttpRequest, chosen: QuerySet[Annotation]) -> None:
        self._update(request, chosen.filter(withdrawn_at=None), "withdrawn", withdrawn_at=timezone.now())

    @admin.action(description="Restore what was withdrawn", permissions=["change"])
    def restore(self, request: HttpRequest, chosen: QuerySet[Annotation]) -> None:
        self._update(request, chosen, "restored", withdrawn_at=None)

    @admin.action(description="Put the tag on", permissions=["change"])
    def tag(self, request: HttpRequest, chosen: QuerySet[Annotation]) -> None:
        self._tag(request, chosen, "tagged", lambda annotation, tag: annotation.tags.add(tag))

    @admin.action(description="Take the tag off", permissions=["change"])
    def take_tag_off(self, request: HttpRequest, chosen: QuerySet[Annotation]) -> None:
        self._tag(request, chosen, "no longer tagged", lambda annotation, tag: annotation.tags.remove(tag))

    def _tag(
        self, request: HttpRequest, chosen: QuerySet[Annotation], did: str, act: Callable[[Annotation, Tag], None]
    ) -> None:
        form = TagChoice(request.POST)
        form.fields.pop("action")
        tag = form.cleaned_data["tag"] if form.is_valid() else None
        if tag is None:
            messages.error(request, "Choose a tag beside the action.")
            return
        count = 0
        for annotation in chosen:
            with remembered(annotation, request.user):
                act(annotation, tag)
            self.log_change(request, annotation, f"{did.capitalize()}: {tag}.")
            count += 1
        messages.success(request, f"{count} {did} “{tag}”.")

    def get_urls(self) -> list[URLPattern]:
        csv_view = self.admin_site.admin_view(self.csv_view)
        upload_view = self.admin_site.admin_view(self.upload_view)
        return [
            path("annotations.csv", csv_view, name="evidence_annotation_csv"),
            path("web-annotations/", upload_view, name="evidence_annotation_upload"),
            *super().get_urls(),
        ]

    def upload_view(self, request: HttpRequest) -> HttpResponseBase:
        """Annotations sent in as JSON-LD, and what became of each."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        report = None
        if request.method == "POST" and form.is_valid():
            try:
                report = place_annotations(form.cleaned_data["file"].read(), request.user)  # type: ignore[arg-type]
            except NotAnnotationsError as error:
                form.add_error("file", str(error))
        context = {**self.admin_site.each_context(request), "title": "Web Annotations", "form": form, "report": report}
        return render(request, "admin/evidence/annotation_upload.html", context)

    def csv_view(self, request: HttpRequest) -> HttpResponseBase:
        """The filtered list as a file, internal annotations too: the columns of the public one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_changelist_instance(request).get_queryset(request)
        in_order = rows.order_by("paragraph__report", "paragraph__position", "start", "pk")
        place = Place(request.build_absolute_uri("/").removesuffix("/"))
        lines = csv_lines(ANNOTATIONS, all_rows(ANNOTATIONS, in_order), place)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="annotations.csv"'
        return response

    def _update(self, request: HttpRequest, chosen: QuerySet[Annotation], did: str, **values: Any) -> None:
        """One by one, so that the record of each says who did it."""
        count = 0
        for annotation in chosen:
            with remembered(annotation, request.user, did):
                for name, value in values.items():
                    setattr(annotation, name, value)
                annotation.save(update_fields=[*values, "changed"])
            self.log_change(request, annotation, did.capitalize() + ".")
            count += 1
        messages.success(request, f"{count} {'annotation' if count == 1 else 'annotations'} {did}.")
