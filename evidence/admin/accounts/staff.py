"""The accounts of staff. Whoever has done something is made inactive instead of deleted: the record would lose it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

admin.site.unregister(User)


@admin.register(User)
class StaffAdmin(UserAdmin):
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One at a time, and only who has done nothing yet: what the record says of them is deleted with them."""
        has_done_nothing = obj is not None and not LogEntry.objects.filter(user=obj).exists()
        return has_done_nothing and super().has_delete_permission(request, obj)
