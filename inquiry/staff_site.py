"""The admin as this project has it: Django's, with the pages of the desk, and sessions that end."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

SEEN_EVERY = 300  # seconds between two notes that somebody is still there: not every page writes


class Choices(AutocompleteJsonView):
    """What a box offers while one types: rows of several reports are told apart by a fuller name, if they have one."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        shown = super().serialize_result(obj, to_field_name)
        return {**shown, "text": getattr(obj, "full_name", None) or shown["text"]}


class StaffSite(AdminSite):
    site_header = "Inquiry evidence: staff"
    site_title = "Staff"
    index_title = "What staff keep"
    login_template = "admin/staff_login.html"

    @property
    def login_form(self) -> Any:  # type: ignore[override]  # importing it needs the applications
        from evidence.admin.accounts.login import StaffLoginForm

        return StaffLoginForm

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        shown = Choices.as_view(admin_site=self)
        return shown(request)  # type: ignore[return-value]  # always JSON, never a stream

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from evidence.admin.accounts.second_factor import second_factor, second_factor_picture
        from evidence.admin.desk.page import desk  # importing it registers with this very site
        from evidence.admin.uploading.page import import_run, imports

        return [
            path("desk/", self.admin_view(desk), name="desk"),
            path("import/", self.admin_view(imports), name="imports"),
            path("import/<uuid:token>/", self.admin_view(import_run), name="import-run"),
            path("second-factor/", self.admin_view(second_factor), name="second-factor"),
            path("second-factor/code.svg", self.admin_view(second_factor_picture), name="second-factor-picture"),
            *super().get_urls(),
        ]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            request.session["signed_in_at"] = request.session["seen_at"] = int(time.time())
        return response

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and self._is_fresh(request)

    def _is_fresh(self, request: HttpRequest) -> bool:
        """Whether the session is neither too old nor was left alone for too long."""
        now = int(time.time())
        begun, seen = request.session.get("signed_in_at", now), request.session.get("seen_at", now)
        if now - begun > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS:
            return False
        if now - seen > SEEN_EVERY:
            request.session["seen_at"] = now
        return True
