"""Whose texts are shown: every page acknowledges them in its foot."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.db.models import QuerySet
from django.http import HttpRequest

from evidence.models import Inquiry


def inquiries(request: HttpRequest) -> dict[str, QuerySet[Inquiry] | str]:
    """Context processor. Asked of the database only by pages that do not give their own ``inquiry``."""
    return {"inquiries": Inquiry.objects.all(), "address": _address(request)}


def _address(request: HttpRequest) -> str:
    """The page's own address, for print; none where the request names a host that is not ours, as its 400 page does."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return ""
