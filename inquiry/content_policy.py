"""The policy of which scripts, styles and pictures a browser may load, sent with every answer."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponseBase


class ContentPolicy(CSPMiddleware):
    """Middleware: the policy of the settings, put together once, since no page here asks for another."""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing: a page has no script or style of its own, and so no need of a nonce."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault(HEADER, _policy())
        return response


@cache
def _policy() -> str:
    return str(build_policy())
