"""What readers may know of what is withheld: that it is, since when, and a reason that was written for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils import timezone

from evidence.models import Original, Redaction, Source, Witness

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Notice:
    """Stands where a person's or a source's page was; without a day where the name went with other words."""

    day: date | None
    reason: str


_ABOUT: dict[type[Model], str] = {Witness: "witness", Source: "source"}


def with_marks(rows: QuerySet[M], column: str = "text") -> QuerySet[M, M]:
    """Rows that know which stretches of a column are masked: ``withheld_marks``, in the same query."""
    kept = Original.objects.filter(table=rows.model._meta.label_lower, column=column, key=OuterRef("pk"))
    annotated: Any = rows.annotate(withheld_marks=Subquery(kept.values("marks")[:1]))
    return cast("QuerySet[M, M]", annotated)


def notice_at(model: type[Model], slug: str, **within: object) -> Notice | None:
    """What to say at an address that belonged to something withheld, or that it has now; none of any other.

    ``within`` narrows the rows, where an address is only unique in a report.
    """
    rows: QuerySet[Model] = QuerySet(model).filter(**within)
    originals = Original.objects.filter(table=model._meta.label_lower, column="slug", key__in=rows.values("pk"))
    kept = originals.filter(value=slug).first() or originals.filter(shown=slug).first()
    if kept is None:
        return None
    about = _ABOUT.get(model)
    redactions = Redaction.objects.active()
    redaction = redactions.filter(**{about: kept.key}).order_by("since").first() if about else None
    if redaction is None:
        return Notice(None, "")
    return Notice(timezone.localdate(redaction.since), redaction.public_reason)
