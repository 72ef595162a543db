"""Answers to requests that cannot be met: what their pages say, and what is logged of them."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client
from django.urls import URLPattern, reverse

from evidence.models import Paragraph
from evidence.search.index import IndexUnavailable, search_index
from evidence.urls import reading, sets

ARGUMENT = re.compile(r"<[\w-]+:(\w+)>")
# of each argument what is there and what is not; what is there with something that is not beside it
ARGUMENTS = {
    "report": ("bridge", "nothing"),
    "page": ("a-1", "nothing"),
    "label": ("2", "99"),
    "ending": ("bib",),
    "slug": ("tom-pike", "2019-05-20", "harbour-bank", "bridge", "nothing"),
    "reference": ("nothing",),
    "position": ("99",),
    "place": ("9:9-9:9", "9:9-1:1", "nothing"),
    "section": ("nothing",),
}
WRONG = ("nothing=1", "witness=nobody", "section=z-9", "source=nothing", "page=99", "q=*", "sort=nothing", "report=x")


def error_pages(client: Client) -> dict[str, str]:
    """Each with its status in front, and the log."""
    with _logged() as lines:
        pages = dict(_answers(client))
    return pages | {"log": "\n".join(lines)}


def _answers(client: Client) -> Iterator[tuple[str, str]]:
    for address in _wrong_addresses():
        yield from _answer(client, address)
    for refused in (_forbidden, _too_many, _unavailable, _failing):
        yield from refused()


def _answer(client: Client, address: str, **sent: object) -> Iterator[tuple[str, str]]:
    response = client.post(address, sent) if sent else client.get(address)
    if response.status_code >= 400:
        yield f"{response.status_code} {address}", f"{response.text}\n{response.headers}"


def _wrong_addresses() -> Iterator[str]:
    yield "/nothing/"
    for pattern in (*reading, *sets):
        filled = [str(pattern.pattern)]
        for name in ARGUMENT.findall(filled[0]):
            filled = [ARGUMENT.sub(value, route, count=1) for route in filled for value in ARGUMENTS[name]]
        yield from (f"/{route}" for route in filled)
        yield from _wrong_parameters(pattern)


def _wrong_parameters(pattern: URLPattern) -> Iterator[str]:
    """A JSON file is refused as the CSV file beside it is."""
    if "<" not in str(pattern.pattern) and not str(pattern.pattern).endswith(".json"):
        yield from (f"/{pattern.pattern}?{wrong}" for wrong in WRONG)


def _forbidden() -> Iterator[tuple[str, str]]:
    client = Client()
    client.force_login(User.objects.create_user("of no group", is_staff=True))
    for name in ("paragraph", "witness", "source", "redaction"):
        yield from _answer(client, reverse(f"admin:evidence_{name}_changelist"))
    yield from _answer(Client(enforce_csrf_checks=True), reverse("admin:login"), username="x")


def _too_many() -> Iterator[tuple[str, str]]:
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        yield from _answer(Client(), reverse("admin:login"), username="nobody", password="wrong")


def _unavailable() -> Iterator[tuple[str, str]]:
    addresses = [reverse(name, query={"q": "bridge"}) for name in ("paragraph-list", "search", "paragraph-export")]
    gone = {"side_effect": IndexUnavailable("has not been built yet")}
    index = type(search_index())
    with patch.object(index, "matching", **gone), patch.object(index, "ranked", **gone):
        for address in addresses:
            yield from _answer(Client(), address)
    cut_off = OperationalError()
    cut_off.__cause__ = type("Cancelled", (Exception,), {"sqlstate": "57014"})()
    with patch("evidence.views.report.render", side_effect=cut_off):
        yield from _answer(Client(), f"{_paragraph().get_absolute_url()}?q=bridge")


def _failing() -> Iterator[tuple[str, str]]:
    with patch("evidence.views.report.render", side_effect=RuntimeError):
        yield from _answer(Client(raise_request_exception=False), f"{_paragraph().get_absolute_url()}?q=bridge")


def _paragraph() -> Paragraph:
    return Paragraph.objects.get(report__slug="bridge", label="2")


@contextmanager
def _logged() -> Iterator[list[str]]:
    """What anything logs meanwhile, with its tracebacks."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(logging.Formatter())
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(handler)
