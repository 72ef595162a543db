"""Slugs: how names and references stand in addresses."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count
from typing import TYPE_CHECKING

from evidence.models.withholding import Original

if TYPE_CHECKING:
    from evidence.models import Entity, Inquiry, Source

SLUG_LENGTH = 80
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’‘`]")


def slugified(text: str) -> str:
    """Lower-case letters, digits and single hyphens: "E.2" → "e-2"; accents are folded."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).encode("ascii", "ignore").decode().lower()
    slug = _NOT_IN_SLUG.sub("-", plain).strip("-")
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug


class Slugs:
    """Gives out slugs that no row of the model has yet: the plain one, else with the inquiry's behind it.

    One that belongs to something withheld is not given out either: its address says so, and it may be put back.
    """

    def __init__(self, model: type[Entity] | type[Source], inquiry: Inquiry) -> None:
        self.fallback = model._meta.model_name or ""
        self.inquiry = inquiry
        self.held = set(model._default_manager.values_list("slug", flat=True))
        kept = Original.objects.filter(table=model._meta.label_lower)
        self.held |= set(kept.filter(column="slug").values_list("value", flat=True))
        self.held |= set(kept.filter(column="").values_list("value__fields__slug", flat=True))

    def unused(self, base: str) -> str:
        plain = base[:150] or self.fallback
        ours = f"{plain}-{self.inquiry.slug}"
        candidates = chain([plain, ours], (f"{ours}-{number}" for number in count(2)))
        slug = next(candidate for candidate in candidates if candidate not in self.held)
        self.held.add(slug)
        return slug
