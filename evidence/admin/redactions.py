"""Withholding: guardians choose what, see what it would hide, and confirm; they list what is withheld, and lift it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join

from evidence.admin.remembering import RememberingAdmin
from evidence.admin.withholding_forms import AgainForm, LiftForm, form_for
from evidence.linking.link import link_inquiry
from evidence.models import Paragraph, Redaction
from evidence.models.history import remembered
from evidence.search.index import IndexUnavailable, search_indexes
from evidence.withholding import Changed, Effect, NotPossibleError, lift, preview, withhold, withhold_again

PAGE = "admin/evidence/redaction"
SHOWN = (
    "kind", "place", "withheld_words", "reason", "authority", "public_reason", "author", "created", "since", "state",
    "lifted_at", "lifted_by", "lifted_because", "needs_a_look",
)  # fmt: skip


class StateFilter(admin.SimpleListFilter):
    """In force, lifted, or waiting for a guardian to look."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("active", "in force"), ("lifted", "lifted"), ("look", "needs a look")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "active":
                return queryset.filter(lifted_at=None)
            case "lifted":
                return queryset.exclude(lifted_at=None)
            case "look":
                return queryset.filter(lifted_at=None).exclude(needs_a_look="")
        return queryset


@admin.register(Redaction)
class RedactionAdmin(RememberingAdmin):
    list_display = ["__str__", "kind", "place", "authority", "author", "created", "state", "needs_a_look"]
    list_filter = [StateFilter, "kind", "inquiry", "author"]
    list_select_related = [
        "author", "inquiry", "paragraph__page", "footnote__page", "hearing", "witness", "source",
    ]  # fmt: skip
    search_fields = ["authority", "reason"]
    search_help_text = "Words of the authority or the reason."
    date_hierarchy = "created"
    show_full_result_count = False
    change_form_template = f"{PAGE}/change_form.html"
    fields = SHOWN
    readonly_fields = SHOWN

    def has_change_permission(self, request: HttpRequest, obj: Redaction | None = None) -> bool:
        return False  # decided once; lifted, and decided anew

    def has_delete_permission(self, request: HttpRequest, obj: Redaction | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        lifting = self.admin_site.admin_view(self.lift_view)
        again = self.admin_site.admin_view(self.again_view)
        return [
            path("<int:key>/lift/", lifting, name="evidence_redaction_lift"),
            path("<int:key>/again/", again, name="evidence_redaction_again"),
            *super().get_urls(),
        ]

    def may_take_back(self, request: HttpRequest, row: Redaction) -> bool:
        return request.user.has_perm("evidence.change_redaction")

    def way_back(self, row: Redaction, record: Any) -> str:
        """A record is gone back to by lifting, or by withholding again: never by changing the row alone."""
        if (record.lifted_at is None) == (row.lifted_at is None):
            return ""
        return "Withhold again" if record.lifted_at is None else "Lift …"

    def take_back_view(self, request: HttpRequest, object_id: str, record: int) -> HttpResponse:
        redaction = self._row(request, object_id)
        if not self.may_take_back(request, redaction):
            raise PermissionDenied
        found = get_object_or_404(redaction.history, history_id=record)
        if request.method == "POST" and self.way_back(redaction, found) == "Withhold again":
            self._withheld_again(request, redaction)
        elif request.method == "POST" and self.way_back(redaction, found):  # to show it to everybody takes a reason
            return HttpResponseRedirect(reverse("admin:evidence_redaction_lift", args=[redaction.pk]))
        return HttpResponseRedirect(reverse("admin:evidence_redaction_history", args=[redaction.pk]))

    @admin.display(description="what")
    def place(self, redaction: Redaction) -> str:
        return described(redaction)

    @admin.display(description="state")
    def state(self, redaction: Redaction) -> str:
        return "lifted" if redaction.lifted_at else "in force"

    @admin.display(description="withheld")
    def withheld_words(self, redaction: Redaction) -> str:
        return format_html_join("", "<p>{}</p>", ((words,) for words in redaction.words))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Choose, see what it hides, confirm."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        kind = next((kind for kind in Redaction.Kind.values if request.GET.get(_target(kind))), "")
        form = form_for(kind, request.GET.get(_target(kind), ""), request.POST or None) if kind else None
        context: dict[str, Any] = {"title": "Withhold", "form": form, "decided": False}
        if form is not None and request.method == "POST" and form.is_valid():
            redaction = form.redaction(request.user)
            if "confirm" in request.POST:
                if self._withheld(request, redaction):
                    return HttpResponseRedirect(reverse("admin:evidence_redaction_change", args=[redaction.pk]))
            else:
                context |= self._previewed(redaction)
        return self._page(request, "withhold", context)

    def _withheld(self, request: HttpRequest, redaction: Redaction) -> bool:
        """Hides it in the database and in the index, or in neither."""
        try:
            with transaction.atomic(), remembered(redaction, request.user, "withheld"):
                effect = withhold(redaction)
                self.log_addition(request, redaction, "Withheld.")
                _hide_in_index(request, effect.changed)
        except (IndexUnavailable, OSError, DatabaseError) as error:
            messages.error(request, f"Nothing was withheld, because it could not be done everywhere: {error}")
            return False
        places = "1 place" if effect.places == 1 else f"{effect.places} places"
        messages.success(request, f"Withheld in {places}.")
        return True

    def _previewed(self, redaction: Redaction) -> dict[str, Any]:
        words = str(redaction.words[0]) if redaction.kind in ("paragraph", "footnote") and redaction.words else ""
        others = Paragraph.objects.published().filter(report__inquiry=redaction.inquiry, text__icontains=words)
        if redaction.paragraph_id is not None:
            others = others.exclude(pk=redaction.paragraph_id)
        effect: Effect = preview(redaction)
        return {
            "decided": True,
            "redaction": redaction,
            "what": described(redaction),
            "effect": effect,
            "elsewhere": others.for_list()[:20] if words else [],
        }

    def lift_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Shows it again, after a guardian has said why."""
        redaction = self._to_decide(request, key, lifted=False)
        if redaction is None:
            return HttpResponseRedirect(reverse("admin:evidence_redaction_changelist"))
        form = LiftForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._lifted(request, redaction, form):
            return HttpResponseRedirect(reverse("admin:evidence_redaction_change", args=[redaction.pk]))
        context = {"title": "Lift", "form": form, "redaction": redaction, "what": described(redaction)}
        return self._page(request, "lift", context)

    def again_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Hides again what was lifted, on the grounds that hold now."""
        redaction = self._to_decide(request, key, lifted=True)
        if redaction is None:
            return HttpResponseRedirect(reverse("admin:evidence_redaction_changelist"))
        form = AgainForm(request.POST or None, instance=redaction)
        if request.method == "POST" and form.is_valid() and self._withheld_again(request, redaction, form.cleaned_data):
            return HttpResponseRedirect(reverse("admin:evidence_redaction_change", args=[redaction.pk]))
        context = {"title": "Withhold again", "form": form, "redaction": redaction, "what": described(redaction)}
        return self._page(request, "again", context)

    def _to_decide(self, request: HttpRequest, key: int, *, lifted: bool) -> Redaction | None:
        """The redaction to lift or to withhold again; none, and said so, where it is not in that state."""
        if not request.user.has_perm("evidence.change_redaction"):
            raise PermissionDenied
        redaction: Redaction | None = self.get_queryset(request).filter(pk=key, lifted_at__isnull=not lifted).first()
        if redaction is None:
            messages.error(request, f"There is no such redaction {'that was lifted' if lifted else 'in force'}.")
        return redaction

    def _lifted(self, request: HttpRequest, redaction: Redaction, form: LiftForm) -> bool:
        try:
            with transaction.atomic(), remembered(redaction, request.user, "lifted"):
                changed = lift(redaction, request.user, form.cleaned_data["because"])  # type: ignore[arg-type]
                if redaction.is_linked_since:
                    link_inquiry(redaction.inquiry, {})
                self.log_change(request, redaction, "Lifted.")
                # only then: an index that was ahead would find words that are not shown
                transaction.on_commit(partial(_bring_index_up, request, changed))
        except (NotPossibleError, DatabaseError) as error:
            messages.error(request, f"Nothing was lifted: {error}")
            return False
        messages.success(request, "Lifted: what it hid is shown again, unless another redaction hides it.")
        return True

    def _withheld_again(self, request: HttpRequest, redaction: Redaction, grounds: Any = None) -> bool:
        try:
            with transaction.atomic(), remembered(redaction, request.user, "withheld again"):
                changed = withhold_again(redaction, grounds or {})
                self.log_change(request, redaction, "Withheld again.")
                _hide_in_index(request, changed)
        except (NotPossibleError, IndexUnavailable, OSError, DatabaseError) as error:
            messages.error(request, f"Nothing was withheld: {error}")
            return False
        messages.success(request, "Withheld again: nobody is shown it any more.")
        return True

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"{PAGE}/{name}.html", {**shared, **context})


def _target(kind: str) -> str:
    """The parameter that says what is to be withheld."""
    return "hearing" if kind == Redaction.Kind.LINES else kind


def _hide_in_index(request: HttpRequest, changed: Changed) -> None:
    """Before the transaction ends, and once more after: a rebuild may have swapped in the old text meanwhile."""
    for index in search_indexes():
        if keys := changed.get(index.contents.model):
            index.forget(keys)
    transaction.on_commit(partial(_bring_index_up, request, changed))


def _bring_index_up(request: HttpRequest, changed: Changed) -> None:
    """What was decided stands by then: where the index cannot follow, staff are told the command that mends it."""
    try:
        for index in search_indexes():
            if keys := changed.get(index.contents.model):
                index.update(keys)
    except (IndexUnavailable, OSError) as error:
        messages.warning(request, f"The search index could not follow: {error}. Run “manage.py rebuild_index”.")


def described(redaction: Redaction) -> str:
    """What a redaction hides, in words that give nothing away."""
    match redaction.kind:
        case Redaction.Kind.PARAGRAPH:
            return _part(redaction, redaction.paragraph)
        case Redaction.Kind.FOOTNOTE:
            return _part(redaction, redaction.footnote)
        case Redaction.Kind.LINES:
            where = redaction.lines or f"speeches {redaction.start} to {(redaction.end or 1) - 1}"
            return f"{redaction.hearing or 'a hearing that is gone'}, {where}"
        case Redaction.Kind.WITNESS:
            return "a person"
    return "a source"


def _part(redaction: Redaction, target: object | None) -> str:
    if target is None:
        return "a note that is gone"
    if redaction.is_whole:
        return f"all of {target}"
    return f"{target}, characters {redaction.start} to {redaction.end}"
