"""What every page says of itself: whose texts it shows, and its own address."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.db.models import QuerySet
from django.http import HttpRequest

from evidence.models import Inquiry


def inquiries(request: HttpRequest) -> dict[str, QuerySet[Inquiry] | str]:
    """Context processor. Asked of the database only by pages that do not give their own ``inquiry``."""
    return {"inquiries": Inquiry.objects.all(), **_addresses(request)}


def _addresses(request: HttpRequest) -> dict[str, str]:
    """The page's own address, for print, and the one it is to be known by, without what narrows or marks it.

    Neither is given where the request names a host that is not ours, as its 400 page does.
    """
    try:
        return {"address": request.build_absolute_uri(), "canonical": request.build_absolute_uri(request.path)}
    except DisallowedHost:
        return {}
