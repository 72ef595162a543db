"""What operators ask: is the process up, and can it answer a reader?"""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from evidence.models import Inquiry
from evidence.search.index import search_indexes

PLAIN = "text/plain; charset=utf-8"


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database, so that a restart is never blamed on it."""
    return HttpResponse("ok\n", content_type=PLAIN)


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database holds our tables and the search index can be used; else 503 and a line for each that cannot."""
    problems = [problem for problem in (_database_problem(), _index_problem()) if problem]
    body = "\n".join(problems) or "ready"
    return HttpResponse(f"{body}\n", status=503 if problems else 200, content_type=PLAIN)


def _database_problem() -> str:
    try:
        Inquiry.objects.exists()
    except DatabaseError:
        return f"database: no answer from {connection.vendor}, or its tables are missing; run `manage.py migrate`"
    return ""


def _index_problem() -> str:
    try:
        ready = all(index.is_ready() for index in search_indexes())
    except DatabaseError:
        ready = False
    return "" if ready else "index: there is none that can be used; run `manage.py rebuild_index`"
