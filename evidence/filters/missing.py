"""“none” as a value of a filter: what names nobody, quotes an unknown speaker, or cites nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from django.db.models import Q

from evidence.models import Standing


class Missing(Enum):
    """Stands among the things that a parameter names."""

    NONE = "none"

    def __str__(self) -> str:
        return "none"

    @property
    def slug(self) -> str:
        """As it is written in an address."""
        return self.value


def known_or_none(values: Sequence[Any], known: Callable[[list[Any]], Q], something: Q) -> Q:
    """Rows with one of the values; where “none” is among them, also those without ``something``."""
    things = [value for value in values if value is not Missing.NONE]
    condition = known(things) if things else Q(pk__in=[])
    return condition | ~something if len(things) < len(values) else condition


def somebody(kind: str) -> Q:
    """Rows that lead to a witness, an organisation or a subject that readers see."""
    return Q(**{f"{kind}__isnull": False, f"{kind}__merged_into": None}) & ~Q(
        **{f"{kind}__standing": Standing.REJECTED}
    )


def nobody(kind: str) -> Q:
    """Rows that lead to none."""
    hidden = Q(**{f"{kind}__standing": Standing.REJECTED}) | Q(**{f"{kind}__merged_into__isnull": False})
    return Q(**{kind: None}) | hidden
