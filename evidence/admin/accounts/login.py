"""Signing in: name and password, and the code of the second factor for those who have set one up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp import match_token, user_has_device


class StaffLoginForm(AdminAuthenticationForm):
    """Asks for the code once the password was right; who has no second factor is never asked."""

    code = forms.CharField(
        required=False,
        max_length=20,
        label="Code of the second factor",
        help_text="Only if you have set one up: the six digits, or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        user: Any = self.get_user()
        if user is None or not user_has_device(user):
            return cleaned
        given = str(cleaned.get("code") or "").strip()
        with transaction.atomic():  # the device's row is locked while it is tried: no code is taken twice
            device = match_token(user, given) if given else None
        if device is None:
            raise ValidationError(
                "This account has a second factor: give the code that your app shows now, or a recovery code. After "
                "a wrong one wait a little before the next.",
                code="code_needed",
            )
        user.otp_device = device  # the session remembers which device it was
        return cleaned
