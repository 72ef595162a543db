"""What somebody sees after too many wrong passwords."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, response: Any, credentials: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Says how long to wait, in the admin's own page."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {**admin.site.each_context(request), "title": "Locked for a while", "minutes": minutes}
    return render(request, "admin/locked.html", context, status=429)
