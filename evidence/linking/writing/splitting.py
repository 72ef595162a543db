"""One entry that staff found to be two: what they choose is given to another, and stays there when linked again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from evidence.models import (
    MASK,
    Citation,
    Mention,
    Organisation,
    OrganisationAlias,
    Origin,
    Quotation,
    Standing,
    Witness,
    WitnessAlias,
)

Splittable = Witness | Organisation
_MOVED: dict[type[Model], tuple[type[Model], ...]] = {
    Witness: (Mention, Quotation, Citation, WitnessAlias),
    Organisation: (Mention, Quotation, OrganisationAlias),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes: of each model the keys of the rows."""

    keys: Mapping[type[Model], Collection[int]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not any(self.keys.values())


def movable(entry: Splittable) -> dict[type[Model], QuerySet[Model]]:
    """What points to the entry and can be given to another."""
    name = str(entry._meta.model_name)
    return {model: QuerySet(model).filter(**{name: entry}) for model in _MOVED[type(entry)]}


def why_not_split(entry: Splittable, target: Splittable | None = None) -> str:
    """Why the entry cannot give anything, or the target take it; empty where they can."""
    for one in (entry, target):
        if one is None:
            continue
        if isinstance(one, Witness) and one.is_cipher:
            return f"{one} is a cipher: it is never joined to anybody."
        if one.merged_into_id is not None:
            return f"{one} has been merged into another entry: choose that one."
        if one.standing == Standing.REJECTED:
            return f"{one} was rejected; confirm it first."
        if MASK in one.name:
            return "A name that is withheld cannot be decided on."
    if target is not None and target.pk == entry.pk:
        return "This is the entry itself: choose another."
    if target is not None and target.inquiry_id != entry.inquiry_id:
        return "They belong to different inquiries."
    return ""


@transaction.atomic
def split(entry: Splittable, chosen: Chosen, target: Splittable) -> int:
    """Gives the chosen rows to the target, as staff's decision, which no linking undoes; how many there were."""
    name, moved = str(entry._meta.model_name), 0
    for model, rows in movable(entry).items():
        values: dict[str, object] = {name: target, "origin": Origin.STAFF}
        if model in (Mention, Quotation):
            values["standing"] = Standing.CONFIRMED
        going = rows.filter(pk__in=chosen.keys.get(model, ()))
        if model in (WitnessAlias, OrganisationAlias):
            held: QuerySet[Any, Any] = QuerySet(model).filter(**{name: target}).values("name")
            moved += going.filter(name__in=held).delete()[0]
            going = rows.filter(pk__in=chosen.keys.get(model, ()))
        moved += going.update(**values)
    for one in (entry, target):  # both are what staff say they are
        one.origin, one.standing = Origin.STAFF, Standing.CONFIRMED
        one.save(update_fields=["origin", "standing"])
    return moved
