"""What every page says of itself: whose texts it shows, and its own address."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.db.models import QuerySet
from django.http import HttpRequest

from evidence.models import Inquiry

# what the navigation leads to, by how its addresses begin
AREAS = frozenset(
    (
        *("home", "paragraphs", "quotations", "footnotes", "citations", "concordance", "witnesses"),
        *("organisations", "subjects", "sources", "hearings", "speeches"),
    )
)


def inquiries(request: HttpRequest) -> dict[str, QuerySet[Inquiry] | str]:
    """Context processor. Asked of the database only by pages that do not give their own ``inquiry``."""
    return {"inquiries": Inquiry.objects.all(), "area": _area(request), **_addresses(request)}


def _area(request: HttpRequest) -> str:
    """Which of the lists in the navigation is being read; of every other page, nothing."""
    first = request.path_info.strip("/").partition("/")[0] or "home"
    return first if first in AREAS else ""


def _addresses(request: HttpRequest) -> dict[str, str]:
    """The page's own address, for print, and the one it is to be known by, without what narrows or marks it.

    Neither is given where the request names a host that is not ours, as its 400 page does.
    """
    try:
        return {"address": request.build_absolute_uri(), "canonical": request.build_absolute_uri(request.path)}
    except DisallowedHost:
        return {}
