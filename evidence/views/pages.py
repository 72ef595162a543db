"""One page of a long list."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import HttpRequest


def paged(request: HttpRequest, rows: Any, size: int, *, known: Collection[str] = ("page",)) -> Page[Any]:
    """The page that ``?page=`` asks for, of anything that can be counted and sliced; one not there is refused.

    So is a parameter that the list does not know: a mistyped filter must never mean "everything".
    """
    stray = next((name for name in request.GET if name not in known), None)
    if stray is not None:
        raise BadRequest(f"This list has no parameter “{stray[:40]}”; it knows only “page”.")
    paginator = Paginator(rows, size)
    number = request.GET.get("page", "1")
    try:
        return paginator.page(number)
    except InvalidPage as error:
        pages = "1 page" if paginator.num_pages == 1 else f"{paginator.num_pages} pages"
        raise BadRequest(f"This list has no page “{number[:40]}”: it has {pages}.") from error
