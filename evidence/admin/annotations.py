"""Annotations: staff write, change and withdraw them; nothing staff wrote is ever deleted."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from evidence.admin.remembering import RememberingAdmin
from evidence.admin.versions import VersionedForm
from evidence.importing.writing.reattaching import Stretch, found_exactly
from evidence.models import Annotation, Paragraph, Tag
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


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Annotation)
class AnnotationAdmin(RememberingAdmin):
    form = AnnotationForm
    autocomplete_fields = ["paragraph", "tags", *_LINKS]
    list_display = ["beginning", "paragraph", "kind", "visibility", "author", "created", "changed", "state"]
    list_filter = [
        "kind",
        "visibility",
        "tags",
        "author",
        "is_orphaned",
        ("withdrawn_at", admin.EmptyFieldListFilter),
        "paragraph__report",
    ]
    list_select_related = ["paragraph__page", "author"]
    search_fields = ["body", "quote", "=paragraph__label"]
    date_hierarchy = "created"
    readonly_fields = ["author", "created", "changed", "state", "public_page"]
    actions = ["publish", "make_internal", "withdraw", "restore"]
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
