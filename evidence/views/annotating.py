"""Ways from a page that readers see into the form for an annotation: for staff who may write one, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

Given = ParamSpec("Given")


def annotator(request: HttpRequest) -> dict[str, object]:
    """Context processor. A lazy answer: a page that does not ask does not depend on who is signed in."""
    return {"may_annotate": SimpleLazyObject(lambda: may_annotate(request))}


def may_annotate(request: HttpRequest) -> bool:
    """Whether staff who may annotate look at the page. Whoever carries no session is a reader, unasked."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = getattr(request, "user", None)
    return user is not None and user.is_staff and user.has_perm("evidence.add_annotation")


def shown_to_staff_too(
    view: Callable[Concatenate[HttpRequest, Given], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Given], HttpResponse]:
    """A page with ways into the admin for staff: what they see, no cache keeps for others."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if may_annotate(request):
            patch_cache_control(response, private=True)
        return response

    return answered
