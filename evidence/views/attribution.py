"""Whose texts are shown: every page acknowledges them in its foot."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from evidence.models import Inquiry


def inquiries(request: HttpRequest) -> dict[str, QuerySet[Inquiry]]:
    """Context processor. Asked of the database only by pages that do not give their own ``inquiry``."""
    return {"inquiries": Inquiry.objects.all()}
