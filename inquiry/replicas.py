"""Copies of a PostgreSQL that follow it (streaming replicas): readers' requests are spread over them.

Staff, commands and whatever is sent go to the primary. A copy that does not answer is left alone for a while, and its
readers are given their pages from the next one, or from the primary.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from evidence.models.paths import path_to

logger = logging.getLogger(__name__)
REST = 30.0  # seconds that a copy which did not answer is left alone


class ReadReplicas:
    """Middleware: what a reader's request asks of the database is asked of a copy, files to their last row."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.aliases = [alias for alias in connections if alias != DEFAULT_DB_ALIAS]
        if not self.aliases:
            raise MiddlewareNotUsed
        self._turn = count()
        self._resting: dict[str, float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        alias = self._next() if _is_reader(request) else None
        if alias is None:
            return self.get_response(request)
        with _reading_from(alias):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            chunks: Any = response.streaming_content
            response.streaming_content = _streamed(chunks, alias)
        return response

    def _next(self) -> str | None:
        """The copy whose turn it is, of those that answer."""
        turn = next(self._turn)
        for shift in range(len(self.aliases)):
            alias = self.aliases[(turn + shift) % len(self.aliases)]
            if time.monotonic() >= self._resting.get(alias, 0.0) and self._answers(alias):
                return alias
        return None

    def _answers(self, alias: str) -> bool:
        connection = connections[alias]
        try:
            connection.close_if_health_check_failed()
            connection.ensure_connection()
        except OperationalError as error:
            logger.warning("The database’s copy %s does not answer: %s", alias, error)
            self._resting[alias] = time.monotonic() + REST
            return False
        return True


def _is_reader(request: HttpRequest) -> bool:
    """Whoever carries a session may have just written, and must find what they wrote."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith(path_to("admin:index"))
    )


@contextmanager
def _reading_from(alias: str) -> Iterator[None]:
    """In this thread the copy stands in the primary's place: for models, SQL and transactions alike."""
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary


def _streamed(chunks: Iterator[Any], alias: str) -> Iterator[Any]:
    """What is made while it is sent, long after the view has returned."""
    with _reading_from(alias):
        yield from chunks
