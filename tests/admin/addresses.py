"""Every address of the admin, read from its URL resolver: whatever the desk comes to have is among them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLPattern, URLResolver

from evidence.models import ImportRun, Paragraph
from evidence.models.history import StaffHistory, tables_beside

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True)
class Address:
    """One address; ``name`` tells what it is, without the rows that its URL speaks of."""

    name: str
    url: str


def addresses(most: int = 1) -> list[Address]:
    """Every address, for as many rows of each model; one with an argument that nobody fills in fails the test."""
    return list(_addresses(admin.site.get_urls(), "", most))


def _addresses(patterns: list[URLPattern | URLResolver], before: str, most: int) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route, most)
        else:
            for url in _filled_in(route, most):
                yield Address(pattern.name or route, url)


def _filled_in(route: str, most: int) -> Iterator[str]:
    """The URLs of a route; its model is what its first two parts say."""
    model = next((one for one in admin.site._registry if route.startswith(_folder(one))), None)
    names = [one or other for one, other in ARGUMENT.findall(route)]
    for row in _rows(model, most) if model is not None and names else [None]:
        choices = [_values(name, route, row) for name in names]
        for values in product(*choices):
            given = iter(values)
            url = ARGUMENT.sub(lambda _, given=given: str(next(given)), route)
            yield f"/admin/{url.strip('^$')}"


def _folder(model: type[Model]) -> str:
    return f"{model._meta.app_label}/{model._meta.model_name}/"


def _rows(model: type[Model], most: int) -> list[Any]:
    rows = list(model._default_manager.order_by("pk")[:most])
    assert rows, f"There is no row of “{model._meta.label}”: make one in tests/admin/one_of_each.py."
    return rows


def _values(name: str, route: str, row: Any) -> list[Any]:
    fill: dict[str, Callable[[], list[Any]]] = {
        "object_id": lambda: [row.pk if row is not None else Paragraph.objects.first().pk],
        "id": lambda: [row.pk],
        "pk": lambda: [row.pk],
        "key": lambda: [row.pk],
        "record": lambda: [_record(row, beside="<slug:kind>" in route)],
        "kind": lambda: [_beside(row)],
        "token": lambda: list(ImportRun.objects.values_list("token", flat=True)),
        "content_type_id": lambda: [ContentType.objects.get_for_model(Paragraph).pk],
        "app_label": lambda: ["evidence"],
        "url": lambda: ["nothing-is-here/"],
    }
    assert name in fill, f"The admin's address “{route}” has an argument that tests/admin/addresses.py does not know."
    return fill[name]()


def _record(row: Any, *, beside: bool) -> int:
    """A record of the row, or of an alias or a role beside it; where there is none, a number that names none."""
    for model, field in tables_beside(type(row)) if beside else []:
        if model in StaffHistory.of and (found := model.history.filter(**{field: row}).first()):
            return int(found.pk)
    found = None if beside else row.history.first()
    return int(found.pk) if found is not None else 0


def _beside(row: Any) -> str:
    for model, field in tables_beside(type(row)):
        if model in StaffHistory.of and model.history.filter(**{field: row}).exists():
            return str(model._meta.model_name)
    return "role"
