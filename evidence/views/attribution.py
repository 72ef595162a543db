"""What every page says of itself: whose texts it shows, and its own address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from evidence.models import Inquiry
from evidence.models.compiled import CompiledValues

# what the navigation leads to, by how its addresses begin
AREAS = frozenset(
    (
        *("home", "paragraphs", "quotations", "footnotes", "citations", "concordance", "witnesses"),
        *("organisations", "subjects", "sources", "hearings", "speeches"),
    )
)


class Listed(NamedTuple):
    """What pages need of an inquiry to lead to it, and what they say of it where its texts are shown."""

    slug: str
    short_title: str
    title: str
    publisher: str
    published: date | None
    licence: str
    source_url: str


_INQUIRIES = CompiledValues(lambda: Inquiry.objects.order_by("short_title").values_list(*Listed._fields))


def inquiries(request: HttpRequest) -> dict[str, Any]:
    """Context processor. The database is asked once, and only by pages that do not give their own ``inquiry``."""
    listed: Any = SimpleLazyObject(lambda: [Listed(*row) for row in _INQUIRIES.rows()])
    acknowledged = SimpleLazyObject(lambda: _in_different_words(listed))
    return {"inquiries": listed, "acknowledged": acknowledged, "area": _area(request), **_addresses(request)}


def _in_different_words(listed: Iterable[Listed]) -> list[Listed]:
    """Inquiries of which a page says the same are acknowledged once."""
    return list(
        {(one.title, one.publisher, one.published, one.licence, one.source_url): one for one in listed}.values()
    )


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
