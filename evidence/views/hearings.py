"""Testimony: the days on which the inquiry sat, and what was said on each."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.models import Hearing
from evidence.views.errors import NotFound
from evidence.views.pages import paged

PER_PAGE = 200
SPEECHES_PER_PAGE = 200


@require_safe
def hearing_list(request: HttpRequest) -> HttpResponse:
    """The days of evidence, in order."""
    hearings = Hearing.objects.select_related("inquiry").annotate(spoken=Count("speeches"))
    found = paged(request, hearings.order_by("date", "session", "pk"), PER_PAGE)
    return render(request, "evidence/hearing_list.html", {"found": found})


@require_safe
def hearing_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What was said in one sitting. Of a closed one, nothing but that it took place."""
    hearing = Hearing.objects.select_related("inquiry").filter(slug=slug).first()
    if hearing is None:
        raise NotFound(f"There is no hearing at “{slug}”.", ("See every hearing listed", reverse("hearing-list")))
    speeches = hearing.speeches.none() if hearing.is_closed else hearing.speeches.select_related("witness")
    context = {
        "hearing": hearing,
        "inquiry": hearing.inquiry,
        "speeches": paged(request, speeches.order_by("position"), SPEECHES_PER_PAGE),
    }
    return render(request, "evidence/hearing_detail.html", context)
