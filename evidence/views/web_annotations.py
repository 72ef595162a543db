"""Public annotations for other programs, as linked data: of everything, and of one paragraph."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.exports.web_annotations import ITEMS, MEDIA_TYPE, collection, collection_page, exported
from evidence.models import AnnotationQuerySet, Paragraph
from evidence.views.errors import NotFound
from evidence.views.listings import place


@require_safe
def all_annotations(request: HttpRequest) -> HttpResponse:
    """All public annotations."""
    return _answer(request, reverse("annotations-jsonld"), "Annotations", exported())


@require_safe
def paragraph_annotations(request: HttpRequest, report: str, page: str, label: str) -> HttpResponse:
    """The public annotations on one paragraph."""
    where = {"report__slug": report, "page__slug": page, "page__is_page": True, "slug": label}
    paragraph = Paragraph.objects.published().filter(**where, page__withdrawn_at=None).for_list().first()
    if paragraph is None:
        raise NotFound(f"There is no paragraph “{label}” at reports/{report}/{page}.")
    address = f"{paragraph.get_absolute_url()}annotations.jsonld"
    return _answer(request, address, f"Annotations on {paragraph.full_name}", exported(paragraph))


def _answer(request: HttpRequest, path: str, label: str, rows: AnnotationQuerySet) -> HttpResponse:
    """The collection, or the page of it that ``page`` asks for."""
    here = place(request)
    address, total = here.url(path), rows.count()
    asked = request.GET.get("page")
    if asked is None:
        return _json(collection(address, label, total))
    last = max(-(-total // ITEMS), 1)
    if not (asked.isascii() and asked.isdigit() and len(asked) < 9 and 1 <= int(asked) <= last):
        raise NotFound(f"There is no page “{asked[:20]}” of these annotations: they are pages 1 to {last}.")
    return _json(collection_page(address, total, int(asked), rows, here))


def _json(found: dict[str, object]) -> HttpResponse:
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Type"] = MEDIA_TYPE
    response["Access-Control-Allow-Origin"] = "*"  # for readers' programs that run in a browser
    return response
