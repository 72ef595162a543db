"""What notes cite: staff correct how a citation was read, reject what cites nothing, and describe the sources."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from evidence.admin.decisions import WITHHELD, DecisionAdmin, DecisionForm, cipher_joined, refuse_joined
from evidence.admin.imported import WITHHOLDABLE
from evidence.admin.large_lists import RuleFilter
from evidence.admin.merging import MergeAdmin
from evidence.admin.versions import VersionedForm
from evidence.linking.citing.records import CitationKind
from evidence.models import MASK, Citation, Origin, Source, Standing
from evidence.models.slugs import Slugs, slugified

_PLACE = ["page_from", "line_from", "page_to", "line_to", "paragraph_from", "paragraph_to"]
_LEADS_TO = ["witness", "source", "hearing", "ibid_of", "target_section", "target_paragraph"]
_KINDS = [(kind.value, kind.value) for kind in CitationKind]


class CitationForm(VersionedForm):
    """How a citation was read. What cites nothing is commentary: saving it so clears all that it led to."""

    kind = forms.ChoiceField(choices=_KINDS)

    class Meta:
        model = Citation
        fields = ["kind", "status", "date", *_LEADS_TO, *_PLACE]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if Citation.Status.COMMENT in (cleaned.get("status"), _status_of(cleaned.get("kind"))):
            return cleaned | _NOTHING
        self._check_places(cleaned)
        resolved = cleaned.get("status") in (Citation.Status.RESOLVED, Citation.Status.NOT_HELD)
        if resolved and not any(cleaned.get(name) for name in _LEADS_TO if name != "witness"):
            self.add_error("status", "Choose the source, the hearing, or the part of the report that it leads to.")
        if why := cipher_joined(cleaned.get("witness"), self.instance.person_as_printed):
            self.add_error("witness", why)
        return cleaned

    def _check_places(self, cleaned: dict[str, Any]) -> None:
        report = self.instance.footnote.report
        for name in ("witness", "source", "hearing"):
            row = cleaned.get(name)
            if row is not None and row.inquiry_id != report.inquiry_id:
                self.add_error(name, "This is of another inquiry.")
        for name in ("target_section", "target_paragraph"):
            row = cleaned.get(name)
            if row is not None and row.report_id != report.pk:
                self.add_error(name, "This is of another report.")
        source, antecedent = cleaned.get("source"), cleaned.get("ibid_of")
        if source is not None and source.merged_into is not None:
            self.add_error("source", f"This was merged into {source.merged_into}: choose that one.")
        elif source is not None and MASK in source.reference:  # its citations are withheld with it
            self.add_error("source", WITHHELD)
        elif source is not None and source.standing == Standing.REJECTED:
            self.add_error("source", "This was rejected: choose another, or confirm it first.")
        if antecedent is not None and antecedent.pk == self.instance.pk:
            self.add_error("ibid_of", "A citation cannot repeat itself.")


def _status_of(kind: Any) -> str:
    return Citation.Status.COMMENT if kind == CitationKind.COMMENTARY else ""


_NOTHING: dict[str, Any] = {
    "kind": CitationKind.COMMENTARY.value,
    "status": Citation.Status.COMMENT,
    "date": "",
    **dict.fromkeys(_LEADS_TO),
    **dict.fromkeys(_PLACE, ""),
}


@admin.register(Citation)
class CitationAdmin(DecisionAdmin):
    form = CitationForm
    list_display = ["raw", "footnote", "kind", "source", "locator", "status", "came_from", "rule", "reason"]
    list_filter = ["status", "origin", "kind", "footnote__report", RuleFilter]
    list_select_related = ["footnote__page", "source"]
    ordering = ["footnote__report_id", "footnote__position", "position"]
    search_fields = ["raw", "reason", "=footnote__label"]
    search_help_text = "Words of the citation, its reason, or the note's number."
    autocomplete_fields = _LEADS_TO
    readonly_fields = ["in_context", "person_as_printed", "origin", "rule", "reason"]
    fieldsets = [
        (None, {"fields": ["in_context", "person_as_printed"]}),
        ("What is cited", {"fields": ["kind", "status", "date", *_LEADS_TO]}),
        ("Where in it", {"fields": [("page_from", "line_from"), ("page_to", "line_to"), tuple(_PLACE[4:])]}),
        ("How it was decided", {"fields": ["origin", "rule", "reason"]}),
    ]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # citations are read from the notes

    @admin.display(description="in the note")
    def in_context(self, citation: Citation) -> str:
        note = citation.footnote
        before, after = note.text[: citation.start], note.text[citation.end :]
        link = note.get_absolute_url()
        return format_html('<a href="{}">{}</a>: {}<mark>{}</mark>{}', link, note, before, citation.raw, after)

    def why_unconfirmed(self, row: Citation) -> str:
        undecided = (Citation.Status.AMBIGUOUS, Citation.Status.UNPARSED)
        if row.status in undecided:
            return "what they cite is not decided; open each and choose."
        return cipher_joined(row.witness, row.person_as_printed)

    def settle(self, row: Citation) -> None:
        refuse_joined(row.witness, row.person_as_printed)

    def confirm_row(self, row: Citation) -> None:
        row.origin = Origin.STAFF
        row.save(update_fields=["origin"])

    def reject_row(self, row: Citation) -> None:
        """A citation has no standing: what staff reject cites nothing, and is commentary of the note."""
        for name, value in _NOTHING.items():
            setattr(row, name, value)
        row.origin, row.reason = Origin.STAFF, "rejected by staff"
        row.save()


class AddressField(forms.URLField):
    """An address typed without its scheme is meant as https."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class SourceForm(DecisionForm):
    class Meta:
        model = Source
        field_classes = {"url": AddressField}
        fields = ["inquiry", "reference", "title", "kind", "date", "url", "holding", "standing"]


@admin.register(Source)
class SourceAdmin(MergeAdmin, DecisionAdmin):
    change_form_template = WITHHOLDABLE
    form = SourceForm
    actions = [*DecisionAdmin.actions, "merge"]
    list_display = ["reference", "title", "kind", "date", "holding", "stands", "came_from", "merged_into"]
    list_filter = ["standing", "origin", "inquiry", "kind", "holding", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["inquiry", "merged_into"]
    search_fields = ["reference", "title"]
    autocomplete_fields = ["inquiry"]
    readonly_fields = ["slug", "origin", "merged_into"]
    fields = [
        "inquiry", "reference", "slug", "title", "kind", "date", "url", "holding", "standing", "origin", "merged_into",
    ]  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        # the reference is what was printed, and what its address is made of
        return [*self.readonly_fields, "inquiry", "reference"] if obj else list(self.readonly_fields)

    def why_unconfirmed(self, row: Source) -> str:
        return "merged into another source." if row.merged_into_id else ""

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        if not change:
            obj.slug = Slugs(Source, obj.inquiry).unused(slugified(obj.reference))
        super().save_model(request, obj, form, change)
