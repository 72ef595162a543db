"""Pages that say what was wrong with a request, in a sentence, and where to go on.

Views raise ``BadRequest("…")`` from Django, or ``NotFound("…")`` with addresses to offer; the handlers below turn
them into pages. Only sentences written for readers are shown: what Django or a library says about itself is not.
"""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from evidence.withholding import Notice

Offer = tuple[str, str]


class NotFound(Http404):
    """Nothing is at this address: a sentence that says what was looked for, and pairs of words and address."""

    def __init__(self, sentence: str, *offers: Offer) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.offers = offers


class Withheld(Http404):
    """What is at this address is withheld: that, since when, and a reason where readers are told one."""

    def __init__(self, notice: Notice) -> None:
        super().__init__("This is withheld.")
        self.notice = notice


def _page(request: HttpRequest, status: HTTPStatus, sentence: str, offers: tuple[Offer, ...]) -> HttpResponse:
    return render(request, f"{status.value}.html", {"sentence": sentence, "offers": offers}, status=status.value)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: something in the address cannot be read."""
    sentence = str(exception) if isinstance(exception, BadRequest) else ""
    return _page(request, HTTPStatus.BAD_REQUEST, sentence, ())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what was looked for is not here."""
    if isinstance(exception, Withheld):
        status = HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS
        # the address itself may be a name: the page does not repeat it
        context = {"notice": exception.notice, "address": "", "canonical": ""}
        return render(request, "evidence/withheld.html", context, status=status.value)
    if isinstance(exception, NotFound):
        return _page(request, HTTPStatus.NOT_FOUND, exception.sentence, exception.offers)
    return _page(request, HTTPStatus.NOT_FOUND, "", ())


def gone(request: HttpRequest, sentence: str, *offers: Offer) -> HttpResponse:
    """410: it was here, and the report no longer holds it."""
    return _page(request, HTTPStatus.GONE, sentence, offers)


def unavailable(request: HttpRequest, sentence: str, *, mended_by: str = "rebuild_index") -> HttpResponse:
    """503: a part of the site cannot answer now; the rest can. Staff are told the command that mends it."""
    status = HTTPStatus.SERVICE_UNAVAILABLE.value
    return render(request, f"{status}.html", {"sentence": sentence, "mended_by": mended_by}, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Nothing is asked of the database, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR.value)
