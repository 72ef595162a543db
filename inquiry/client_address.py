"""Where a request came from, for throttling logins: the socket's address, or what our own proxies say."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that the outermost of our proxies saw. What stands before it in the header anybody can write."""
    socket = str(request.META.get("REMOTE_ADDR") or "")
    if not settings.PROXIES:
        return socket
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return told[-settings.PROXIES] if len(told) >= settings.PROXIES else socket
