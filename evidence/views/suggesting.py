"""Suggestions while somebody types in the search box, for the script of the head."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from evidence.search.suggestions import suggestions
from evidence.views.files import PLAIN


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What may be meant by ``q``, as JSON."""
    if set(request.GET) - {"q"}:
        return HttpResponse("This address knows only q.\n", status=400, content_type=PLAIN)
    found = [asdict(one) for one in suggestions(request.GET.get("q", ""))]
    return JsonResponse({"suggestions": found})
