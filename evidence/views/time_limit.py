"""A limit on how long the database may work for one reader's request, so that no address can hold a worker.

PostgreSQL ends a statement that takes longer (``statement_timeout``); SQLite asks now and then whether to go on. Staff
and commands are not limited: what they start may take its time. A file that has begun to stream is not broken off.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import OperationalError, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from evidence.models.paths import path_to
from evidence.views.errors import unavailable

PLAIN = "text/plain; charset=utf-8"
STEPS = 20_000  # of SQLite's machine, between two looks at the clock: a few milliseconds
CANCELLED = "57014"  # PostgreSQL's sign for a statement that was ended
SENTENCE = (
    "This took longer than a request may take here. Ask for less: name a section, a person or a report beside the "
    "words, or use fewer or longer words."
)


class TimeIsOver(OperationalError):  # noqa: N818 (it says what is wrong)
    """Another statement was asked when the time of its request was over."""


class _Limit:
    """The time that one request has for the database; once lifted, as much as it likes."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds if seconds else None
        self._told: set[str] = set()

    @property
    def is_over(self) -> bool:
        return self.end is not None and time.monotonic() > self.end

    def lift(self) -> None:
        self.end = None

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Around every statement."""
        if self.is_over:
            raise TimeIsOver("the time for this request is over")
        connection = context["connection"]
        if connection.alias not in self._told:
            self._told.add(connection.alias)
            self._tell(connection)
        return execute(sql, params, many, context)

    def _tell(self, connection: Any) -> None:
        """Once a request: a connection may have served one with another limit."""
        if connection.vendor == "sqlite":
            connection.connection.set_progress_handler(lambda: self.is_over, STEPS)
        elif connection.vendor == "postgresql":
            with connection.connection.cursor() as cursor:
                cursor.execute(f"SET statement_timeout = {int(self.seconds * 1000)}")


class TimeLimit:
    """Middleware: limits the database's work for readers, and answers with a page when it took too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_staff_work = request.path.startswith(path_to("admin:index"))
        limit = _Limit(0 if is_staff_work else settings.READER_SECONDS)
        request.database_limit = limit  # type: ignore[attr-defined]  # for process_exception
        try:
            with ExitStack() as wrapped:
                for alias in connections:
                    wrapped.enter_context(connections[alias].execute_wrapper(limit))
                return self.get_response(request)
        finally:
            limit.lift()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says what to ask instead."""
        if not _took_too_long(exception):
            return None
        request.database_limit.lift()  # type: ignore[attr-defined]  # the page itself asks a little
        if request.path_info.endswith((".csv", ".json")):
            return HttpResponse(f"{SENTENCE}\n", status=503, content_type=PLAIN)
        return unavailable(request, SENTENCE, mended_by="")


def _took_too_long(exception: Exception) -> bool:
    cause = exception.__cause__
    return (
        isinstance(exception, TimeIsOver)
        or getattr(cause, "sqlstate", "") == CANCELLED
        or getattr(cause, "sqlite_errorname", "") == "SQLITE_INTERRUPT"
    )
