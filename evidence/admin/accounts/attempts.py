"""The list of failed logins that still count."""

from __future__ import annotations

from typing import Any

from axes.admin import AccessAttemptAdmin
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

admin.site.unregister(AccessAttempt)


@admin.register(AccessAttempt)
class LoginAttemptAdmin(AccessAttemptAdmin):  # type: ignore[misc]
    """As the library has it, but that its action works."""

    @admin.action(description="Clean up expired attempts")
    def cleanup_expired_attempts(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        # it asks the request for the time of a login, which is told to no other request
        AxesProxyHandler.update_request(request)
        super().cleanup_expired_attempts(request, queryset)
