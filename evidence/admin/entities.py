"""People, organisations and subjects: staff confirm or reject what was proposed, name it, and add what is missing."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from evidence.admin.decisions import DecisionAdmin, DecisionForm
from evidence.admin.imported import WITHHOLDABLE
from evidence.admin.merging import MergeAdmin
from evidence.admin.splitting import SplitAdmin
from evidence.linking.naming.titles import CIPHER, PLACEHOLDER
from evidence.models import (
    MASK,
    Inquiry,
    Organisation,
    OrganisationAlias,
    Origin,
    Role,
    Subject,
    SubjectAlias,
    Witness,
    WitnessAlias,
)
from evidence.models.ciphers import ciphers_in
from evidence.models.slugs import Slugs, slugified

_NEVER_JOINED = "A sign that stands for a person is a cipher: it is never joined to a name."
_CIPHER_KEPT = "A cipher is known by its sign only: it is given no name, no alias and no role here."


class EntityForm(DecisionForm):
    """The entry itself; what is above it is of the same inquiry and not beneath it."""

    above = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        inquiry = self.instance.inquiry if self.instance.pk else cleaned.get("inquiry")
        upper = cleaned.get(self.above)
        seen: set[int] = set()
        while upper is not None and upper.pk not in seen:
            if inquiry is not None and upper.inquiry_id != inquiry.pk:
                self.add_error(self.above, "This is of another inquiry.")
            if self.instance.pk and upper.pk == self.instance.pk:
                self.add_error(self.above, "This is the entry itself, or lies beneath it.")
            seen.add(upper.pk)
            upper = getattr(upper, self.above)
        for field in ("name", "abbreviation"):
            if inquiry is not None and self._joins(str(cleaned.get(field) or ""), inquiry):
                self.add_error(field, _NEVER_JOINED)
        if inquiry is not None and "name" in cleaned:
            same = type(self.instance)._default_manager.filter(inquiry=inquiry, name=cleaned["name"])
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("name", "Another entry of this inquiry has this name; merge them if they are one.")
        return cleaned

    def _joins(self, name: str, inquiry: Inquiry) -> bool:
        """Whether the name holds somebody's sign."""
        return bool(ciphers_in(name, inquiry.pk))


class WitnessForm(EntityForm):
    class Meta:
        model = Witness
        fields = ["inquiry", "name", "honorific", "standing"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = cleaned.get("name", "").strip()
        if not self.instance.pk and (CIPHER.fullmatch(name) or PLACEHOLDER.fullmatch(name)):
            if cleaned.get("honorific"):
                self.add_error("name", _CIPHER_KEPT)
            self.instance.is_cipher = True
        return cleaned

    def _joins(self, name: str, inquiry: Inquiry) -> bool:
        if self.instance.pk is None and (CIPHER.fullmatch(name) or PLACEHOLDER.fullmatch(name)):
            return False  # a cipher of its own
        return bool(CIPHER.search(name) or PLACEHOLDER.fullmatch(name)) or super()._joins(name, inquiry)


class OrganisationForm(EntityForm):
    above = "parent"

    class Meta:
        model = Organisation
        fields = ["inquiry", "name", "abbreviation", "kind", "parent", "standing"]


class SubjectForm(EntityForm):
    above = "broader"

    class Meta:
        model = Subject
        fields = ["inquiry", "name", "broader", "standing"]


class AliasFormSet(BaseInlineFormSet):
    """Other names of an entry: nobody's sign is among them."""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            if why := why_no_alias(self.instance, getattr(form, "cleaned_data", {}).get("name", "")):
                form.add_error("name", why)


def why_no_alias(entry: Any, name: str) -> str:
    """Why this cannot be another name of the entry; empty where it can."""
    if isinstance(entry, Witness) and entry.is_cipher:
        return _CIPHER_KEPT
    is_sign = isinstance(entry, Witness) and (CIPHER.search(name) or PLACEHOLDER.fullmatch(name))
    if is_sign or (entry.inquiry_id and ciphers_in(name, entry.inquiry_id)):
        return "A sign that stands for a person is never the alias of another."
    return ""


class StaffInline(admin.TabularInline):
    """Rows of an entry: those that staff add or change are theirs."""

    extra = 0
    readonly_fields = ["origin"]


class WitnessAliasInline(StaffInline):
    model = WitnessAlias
    formset = AliasFormSet


class OrganisationAliasInline(StaffInline):
    model = OrganisationAlias
    formset = AliasFormSet


class SubjectAliasInline(StaffInline):
    model = SubjectAlias
    formset = AliasFormSet


class RoleInline(StaffInline):
    model = Role
    fields = ["title", "organisation", "start", "end", "origin"]
    autocomplete_fields = ["organisation"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("organisation")


class EntityAdmin(DecisionAdmin):
    """What the kinds of entry share: a slug of its own, and the names it had before as aliases."""

    alias: Any = None
    list_filter = ["standing", "origin", "inquiry", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["inquiry"]
    readonly_fields = ["slug", "origin", "merged_into"]
    search_fields = ["name", "aliases__name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.readonly_fields, "inquiry"] if obj else list(self.readonly_fields)

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return ["inquiry", *self.autocomplete_fields]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.slug = Slugs(type(obj), obj.inquiry).unused(slugified(obj.name))
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:  # the text still uses the name that was corrected
            field = str(type(obj)._meta.model_name)
            self.alias.objects.get_or_create(**{field: obj}, name=form.initial["name"])

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for row in formset.save(commit=False):
            row.origin = Origin.STAFF
            row.save()
        for row in formset.deleted_objects:
            row.delete()

    def why_unconfirmed(self, row: Any) -> str:
        return "merged into another entry." if row.merged_into_id else ""

    def settle(self, row: Any) -> None:
        """A cipher is never given a name, and no name becomes one, by going back either."""
        stored = type(row).objects.get(pk=row.pk)
        if getattr(stored, "is_cipher", False):
            if (row.name, row.honorific) != (stored.name, stored.honorific):
                raise ValidationError(_CIPHER_KEPT)
        elif any(ciphers_in(name, row.inquiry_id) for name in (row.name, getattr(row, "abbreviation", ""))):
            raise ValidationError(_NEVER_JOINED)

    def settle_beside(self, row: Any, one: Any) -> None:
        owners = [getattr(one, field, None) for field in ("witness", "organisation", "subject")]
        for owner in filter(None, owners):
            if MASK in owner.name:
                raise ValidationError("Whose it was is withheld: nothing is joined to it until that is lifted.")
            name = one.name if hasattr(one, "name") else ""
            if why := why_no_alias(owner, name):
                raise ValidationError(why)


@admin.register(Witness)
class WitnessAdmin(MergeAdmin, SplitAdmin, EntityAdmin):
    change_form_template = WITHHOLDABLE
    form = WitnessForm
    alias = WitnessAlias
    actions = [*EntityAdmin.actions, "merge", "split"]
    list_display = ["name", "honorific", "is_cipher", "stands", "came_from", "merged_into", "inquiry"]
    list_filter = ["is_cipher", *EntityAdmin.list_filter]
    list_select_related = ["inquiry", "merged_into"]
    inlines = [WitnessAliasInline, RoleInline]
    readonly_fields = [*EntityAdmin.readonly_fields, "is_cipher"]
    fields = ["inquiry", "name", "honorific", "slug", "is_cipher", "standing", "origin", "merged_into"]

    def get_readonly_fields(self, request: HttpRequest, obj: Witness | None = None) -> list[str]:
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "name", "honorific"] if obj and obj.is_cipher else fixed

    def get_inlines(self, request: HttpRequest, obj: Witness | None) -> Any:
        return [] if obj and obj.is_cipher else self.inlines


@admin.register(Organisation)
class OrganisationAdmin(MergeAdmin, SplitAdmin, EntityAdmin):
    form = OrganisationForm
    alias = OrganisationAlias
    actions = [*EntityAdmin.actions, "merge", "split"]
    list_display = ["name", "abbreviation", "kind", "parent", "stands", "came_from", "merged_into", "inquiry"]
    list_select_related = ["inquiry", "parent", "merged_into"]
    search_fields = ["name", "abbreviation", "aliases__name"]
    autocomplete_fields = ["parent"]
    inlines = [OrganisationAliasInline]
    fields = [
        "inquiry", "name", "abbreviation", "slug", "kind", "parent", "standing", "origin", "merged_into",
    ]  # fmt: skip


@admin.register(Subject)
class SubjectAdmin(EntityAdmin):
    form = SubjectForm
    alias = SubjectAlias
    list_display = ["name", "broader", "stands", "came_from", "inquiry"]
    list_select_related = ["inquiry", "broader"]
    autocomplete_fields = ["broader"]
    inlines = [SubjectAliasInline]
    fields = ["inquiry", "name", "slug", "broader", "standing", "origin"]
