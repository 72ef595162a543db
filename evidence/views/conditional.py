"""Pages that are not made again: a reader who has one is told so, another is given it as it was last made.

Either costs one query, which says whether anything has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from evidence.models import Edition
from evidence.views.errors import unavailable
from evidence.views.kept_pages import kept_pages

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
BUSY = "SQLITE_BUSY"  # somebody else has been writing for as long as one waits; PostgreSQL lets both write
WRITING = (
    "An import is writing to the database. Nothing was saved: go back, and send it again when the import has ended."
)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


def conditional(view: View[P]) -> View[P]:
    """A page that changes only when evidence does.

    Staff, whose pages may differ, are always given a new one; so is who has words marked, which the index finds.
    """

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if _is_staff_work(request) or "q" in request.GET:
            return view(request, *args, **kwargs)
        edition = Edition.current()
        tag = _tag(request, edition)
        response = get_conditional_response(request, etag=tag)
        if response is None:
            part = request.headers.get("HX-Request", "")
            name = f"{part} {request.build_absolute_uri()}"
            response = kept_pages.find(edition, name)
            if response is None:
                response = view(request, *args, **kwargs)
                if response.status_code == HTTPStatus.OK:
                    kept_pages.keep(edition, name, response)
        if response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            response["ETag"] = tag
            patch_cache_control(response, no_cache=True)
            patch_vary_headers(response, ["HX-Request"])
        return response

    return answered


class BeginEditions:
    """Middleware: whatever staff send may change what readers see, so it begins an edition: both are done, or neither.

    It goes around every view that is sent something by somebody signed in. A view that must not be one transaction says
    so (``transaction.non_atomic_requests``), and begins an edition itself in the transaction that changes evidence.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        is_apart = DEFAULT_DB_ALIAS in getattr(view, "_non_atomic_requests", ())
        if request.method in SAFE or is_apart or not request.user.is_authenticated:
            return None
        try:
            with transaction.atomic():
                response: HttpResponse = view(request, *args, **kwargs)
                Edition.begin()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlite_errorname", "") != BUSY:
                raise
            return unavailable(request, WRITING, mended_by="")
        return response


def _is_staff_work(request: HttpRequest) -> bool:
    """Whoever carries no session is a reader, unasked: their pages depend on no cookie."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _tag(request: HttpRequest, edition: str) -> str:
    part = request.headers.get("HX-Request", "")
    state = f"{edition} {code_digest()} {request.get_host()} {part}"
    return f'W/"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'


@cache
def code_digest() -> str:
    """Of the code and the templates: a new version of either makes every page anew."""
    digest = hashlib.sha256()
    for folder in ("evidence", "inquiry", "templates", "static"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*.*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()
