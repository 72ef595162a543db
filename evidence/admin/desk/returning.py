"""From the desk into the form of a row and back: the correction is signed with a reason, and the next entry waits."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from evidence.admin.desk.deciding import sign_correction

REASON = "Corrected against the text."
# what the address of the desk may carry; nothing else that somebody wrote into a link comes back out of it
_KNOWN = frozenset(("kind", "state", "inquiry", "report", "section", "reason", "page"))


def way_to_form(form: str, desk: str, number: int) -> str:
    """The address of a row's form that leads back to where it was opened: the desk's query, and the place on it."""
    return f"{form}?{urlencode({'desk': desk, 'entry': number})}"


def way_back(request: HttpRequest) -> str:
    """Where the desk was left; empty where nobody came from there. An entry that was settled gives way to the next."""
    if "desk" not in request.GET:
        return ""
    asked = [(name, value) for name, value in parse_qsl(request.GET["desk"]) if name in _KNOWN]
    entry = request.GET.get("entry", "")
    fragment = f"#entry-{entry}" if re.fullmatch(r"\d{1,3}", entry, re.ASCII) else ""
    return f"{reverse('admin:desk')}?{urlencode(asked)}{fragment}"


def reason_of(request: HttpRequest) -> str:
    """What was given as the reason of a correction that the desk asked for."""
    return request.POST.get("desk_reason", "").strip()[:300]


class FromDesk(admin.ModelAdmin):
    """A form that the desk leads to: it asks for the reason, signs the correction, and leads back."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        context = dict(extra_context or {})
        if back := way_back(request):
            given = reason_of(request) or request.session.get("desk_correction", REASON)
            context |= {"back_to_desk": back, "desk_reason": given}
            context |= {"show_save_and_continue": False, "show_save_and_add_another": False}
        return super().changeform_view(request, object_id, form_url, context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            if reason := reason_of(request):
                request.session["desk_correction"] = reason
            kind = dict(parse_qsl(request.GET.get("desk", ""))).get("kind", "")
            sign_correction(request, obj, reason or "Corrected in its form.", kind)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        if back := way_back(request):
            return HttpResponseRedirect(back)
        return super().response_post_save_change(request, obj)
