"""The page on which staff set up a second factor (TOTP, RFC 6238), get recovery codes, and take it off again."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import qrcode
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import login, match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

RECOVERY_CODES = 10
TEMPLATE = "admin/second_factor.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Begin, confirm with a code, get new recovery codes, or take it off: the last two with a code."""
    act = request.POST.get("act", "")
    if request.method == "POST" and act == "begin":
        return _begin(request)
    if request.method == "POST" and act == "confirm":
        return _confirm(request)
    if request.method == "POST" and act in ("codes", "remove"):
        return _change(request, act)
    return _page(request)


@never_cache
@require_http_methods(["GET", "HEAD"])
def second_factor_picture(request: HttpRequest) -> HttpResponse:
    """The secret as a QR code, until it is confirmed; never after that."""
    device = _devices(request, confirmed=False).first()
    if device is None:
        raise Http404
    picture = qrcode.make(device.config_url, image_factory=SvgPathImage)
    out = BytesIO()
    picture.save(out)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


def _devices(request: HttpRequest, *, confirmed: bool) -> Any:
    return TOTPDevice.objects.filter(user_id=request.user.pk, confirmed=confirmed)


def _page(request: HttpRequest, codes: list[str] | None = None) -> HttpResponse:
    waiting = _devices(request, confirmed=False).first()
    context = {
        **admin.site.each_context(request),
        "title": "Second factor",
        "is_set_up": _devices(request, confirmed=True).exists(),
        "waiting": waiting,
        "secret": waiting and _grouped(waiting),
        "left": StaticToken.objects.filter(device__user=request.user.pk).count(),
        "codes": codes,
    }
    return TemplateResponse(request, TEMPLATE, context)


def _grouped(device: TOTPDevice) -> str:
    """The secret as it is typed by those who cannot take a picture of it."""
    secret = device.config_url.split("secret=")[1].split("&")[0]
    return " ".join(secret[first : first + 4] for first in range(0, len(secret), 4))


def _back(request: HttpRequest, said: str) -> HttpResponse:
    messages.error(request, said)
    return HttpResponseRedirect(reverse("admin:second-factor"))


def _begin(request: HttpRequest) -> HttpResponse:
    if not _devices(request, confirmed=True).exists():
        _devices(request, confirmed=False).delete()
        TOTPDevice.objects.create(user_id=request.user.pk, name="app", confirmed=False)
    return HttpResponseRedirect(reverse("admin:second-factor"))


@transaction.atomic
def _confirm(request: HttpRequest) -> HttpResponse:
    device = _devices(request, confirmed=False).first()
    if device is None or not device.verify_token(request.POST.get("code", "").strip()):
        return _back(request, "This is not the code that the app shows now; nothing has changed. Try the next one.")
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    login(request, device)
    request.session.cycle_key()
    messages.success(request, "The second factor is set up: signing in asks for a code from now on.")
    return _page(request, _new_codes(request))


@transaction.atomic
def _change(request: HttpRequest, act: str) -> HttpResponse:
    if match_token(request.user, request.POST.get("code", "").strip()) is None:
        return _back(request, "This is not the code that the app shows now, nor a recovery code; nothing has changed.")
    if act == "codes":
        return _page(request, _new_codes(request))
    _devices(request, confirmed=True).delete()
    StaticDevice.objects.filter(user_id=request.user.pk).delete()
    messages.success(request, "The second factor is taken off: signing in asks for the password only.")
    return HttpResponseRedirect(reverse("admin:second-factor"))


def _new_codes(request: HttpRequest) -> list[str]:
    """Ten codes that each work once; the ones before them work no more."""
    StaticDevice.objects.filter(user_id=request.user.pk).delete()
    device = StaticDevice.objects.create(user_id=request.user.pk, name="recovery codes")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes
