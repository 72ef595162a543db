"""The page of the desk: counts of what waits, one kind at a time, narrowed, and decided one by one or together."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from evidence.admin.desk.contexts import shown
from evidence.admin.desk.deciding import decide, decided_row, may_decide, may_see
from evidence.admin.desk.kinds import KINDS, Kind
from evidence.admin.desk.returning import way_to_form
from evidence.models import DeskDecision, Inquiry, Section

ROWS = 25
REASON = "Checked against the text."
Verdict = DeskDecision.Verdict
TAKEN = (Verdict.ACCEPTED, Verdict.REJECTED, Verdict.DEFERRED, Verdict.RETURNED)


class Narrowing(forms.Form):
    """What of the desk is shown. A choice that does not exist is refused: it never means everything."""

    kind = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(required=False, choices=[("", "waiting"), ("deferred", "deferred")], label="State")
    inquiry = forms.ChoiceField(required=False)
    report = forms.ChoiceField(required=False)
    section = forms.CharField(required=False, max_length=60, label="Section’s number")
    reason = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.key, kind.title) for kind in kinds]  # type: ignore[attr-defined]
        names = Inquiry.objects.order_by("short_title", "reports__position")
        rows = names.values_list("slug", "short_title", "reports__slug", "reports__title")
        inquiries, reports = {}, {}
        for inquiry, name, report, title in rows:
            inquiries[inquiry] = name
            if report:
                reports[report] = title
        self._offer("inquiry", inquiries)
        self._offer("report", reports)

    def offer_reasons(self, reasons: list[tuple[str, int]]) -> None:
        """The reasons that rows of the kind have."""
        self._offer("reason", {reason: f"{reason} ({count})" for reason, count in reasons})

    def _offer(self, name: str, choices: dict[str, str]) -> None:
        self.fields[name].choices = [("", "any"), *choices.items()]  # type: ignore[attr-defined]

    @property
    def narrows(self) -> bool:
        """Whether less is asked for than all that waits, or all that was put off."""
        return any(value for name, value in self.cleaned_data.items() if name not in ("kind", "state"))

    def narrowed(self, kind: Kind, rows: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.cleaned_data
        deferred = kind.deferred().values("pk")
        rows = rows.filter(pk__in=deferred) if chosen["state"] == "deferred" else rows.exclude(pk__in=deferred)
        if chosen["inquiry"]:
            rows = rows.filter(**{f"{kind.inquiry}__slug": chosen["inquiry"]})
        if chosen["report"]:
            rows = rows.filter(**{f"{kind.report}__slug": chosen["report"]}) if kind.report else rows.none()
        if chosen["section"]:
            rows = rows.filter(_in_section(kind, chosen["section"])) if kind.page else rows.none()
        return rows.filter(**{kind.reason: chosen["reason"]}) if chosen["reason"] else rows


def _in_section(kind: Kind, number: str) -> Q:
    pages = Section.objects.filter(number=number)
    return Q(**{f"{kind.page}__in": pages})


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """Everything that waits for staff."""
    kinds = [kind for kind in KINDS.values() if may_see(request, kind)]
    if not kinds:
        raise PermissionDenied
    if request.method == "POST":
        return _decided(request, kinds)
    counts = _counts(kinds)
    kind = _chosen(request.GET.get("kind", ""), kinds, counts)
    form = Narrowing(request.GET, kinds=kinds)
    form.offer_reasons(_reasons(kind))
    valid = form.is_valid()
    deferred = valid and form.cleaned_data["state"] == "deferred"
    rows = form.narrowed(kind, kind.rows()) if valid else kind.rows().none()
    pages = Paginator(rows.values_list("pk", flat=True), ROWS)
    if valid and not form.narrows:  # already counted
        pages.count = counts[kind.key]["deferred" if deferred else "waiting"]
    page = pages.get_page(request.GET.get("page"))
    items = shown(kind, list(kind.rows().filter(pk__in=list(page.object_list))))
    context = {
        **admin.site.each_context(request),
        "title": "Evidence desk",
        "counts": [(one, counts[one.key]) for one in kinds],
        "kind": kind,
        "form": form,
        "page": page,
        "items": [
            (
                item,
                may_decide(request, kind, item.row),
                way_to_form(_form_of(kind, item.row), _asked_for(request), number),
            )
            for number, item in enumerate(items, start=1)
        ],
        "may_decide": may_decide(request, kind),
        "deferred": deferred,
        "reason": request.session.get("desk_reason", REASON),
        "address": _asked_for(request, "page"),
        "here": _asked_for(request),
    }
    return TemplateResponse(request, "admin/evidence/desk.html", context, status=200 if valid else 400)


def _counts(kinds: list[Kind]) -> dict[str, dict[str, int]]:
    """How much of each kind waits and how much was put off, in one query."""
    sets = [rows.order_by() for kind in kinds for rows in (kind.rows(), kind.deferred())]
    first, *others = (
        rows.values(counted_set=Value(number)).annotate(counted_rows=Count("pk")) for number, rows in enumerate(sets)
    )
    found = {one["counted_set"]: one["counted_rows"] for one in first.union(*others, all=True)}
    counts = ((kind.key, found[2 * number], found[2 * number + 1]) for number, kind in enumerate(kinds))
    return {key: {"waiting": every - deferred, "deferred": deferred} for key, every, deferred in counts}


def _chosen(key: str, kinds: list[Kind], counts: dict[str, dict[str, int]]) -> Kind:
    """The kind asked for, else the first of which something waits."""
    asked = [kind for kind in kinds if kind.key == key]
    return next(iter(asked or [kind for kind in kinds if counts[kind.key]["waiting"]]), kinds[0])


def _reasons(kind: Kind) -> list[tuple[str, int]]:
    if not kind.reason:
        return []
    rows = kind.rows().order_by().exclude(**{kind.reason: ""})
    found = rows.values_list(kind.reason).annotate(number=Count("pk")).order_by("-number", kind.reason)
    return list(found[:40])


def _form_of(kind: Kind, row: Any) -> str:
    """The form in which the item is corrected."""
    target = decided_row(kind, row)
    return reverse(f"admin:evidence_{target._meta.model_name}_change", args=[target.pk])


def _asked_for(request: HttpRequest, *without: str) -> str:
    return urlencode([(name, value) for name, value in request.GET.items() if name not in without and value])


def _decided(request: HttpRequest, kinds: list[Kind]) -> HttpResponse:
    """Takes what was decided: on the row whose button was pressed, or on all that are ticked."""
    kind = next((kind for kind in kinds if kind.key == request.POST.get("kind")), None)
    if kind is None:
        raise PermissionDenied
    back = HttpResponseRedirect(f"{reverse('admin:desk')}?{request.GET.urlencode()}")
    verdict, chosen = _asked(request)
    reason = request.POST.get("reason", "").strip()[:300]
    if not reason:
        messages.error(request, "Nothing was decided: give a reason, in a few words.")
        return back
    if not verdict or not chosen:
        messages.error(request, "Nothing was decided: tick the items, or use the buttons of one.")
        return back
    request.session["desk_reason"] = reason
    rows = list(kind.rows().filter(pk__in=chosen))
    if not all(may_decide(request, kind, row) for row in rows):
        raise PermissionDenied
    refused = Counter(filter(None, (decide(request, kind, row, verdict, reason) for row in rows)))
    if done := len(rows) - refused.total():
        messages.success(request, f"{done} {Verdict(verdict).label}.")
    for why, count in refused.items():
        messages.warning(request, f"{count} not {Verdict(verdict).label}: {why}")
    if gone := len(chosen) - len(rows):
        messages.warning(request, f"{gone} no longer on the desk: somebody else decided, or the text was read again.")
    return back


def _asked(request: HttpRequest) -> tuple[str, set[int]]:
    """The verdict, and the keys of the rows it is on."""
    for verdict in TAKEN:
        if one := request.POST.get(verdict):
            return verdict, _keys([one])
    together = request.POST.get("together", "")
    return (together if together in TAKEN else ""), _keys(request.POST.getlist("chosen"))


def _keys(given: list[str]) -> set[int]:
    return {int(key) for key in given if re.fullmatch(r"\d{1,18}", key, re.ASCII)}
