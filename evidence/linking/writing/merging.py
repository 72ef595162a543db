"""Two or more entries that staff found to be one: what points to them is joined, and stays so when linked again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    Role,
    Source,
    Speech,
    Standing,
    Witness,
    WitnessAlias,
)
from evidence.models.ciphers import ciphers_in

MOST = 12  # at once
Mergeable = Witness | Organisation | Source
# what points to an entry, and by which field
_POINTING: dict[type[Model], tuple[tuple[type[Model], str], ...]] = {
    Witness: (
        (Mention, "witness"),
        (Quotation, "witness"),
        (Citation, "witness"),
        (Speech, "witness"),
        (Role, "witness"),
    ),
    Organisation: (
        (Mention, "organisation"),
        (Quotation, "organisation"),
        (Role, "organisation"),
        (Organisation, "parent"),
    ),
    Source: ((Citation, "source"),),
}
_ALIASES: dict[type[Model], tuple[type[WitnessAlias | OrganisationAlias], str]] = {
    Witness: (WitnessAlias, "witness"),
    Organisation: (OrganisationAlias, "organisation"),
}


def why_not(entries: Sequence[Mergeable]) -> str:
    """Why these entries cannot be merged, as a sentence; empty where they can."""
    if len(entries) < 2:
        return "Choose two entries or more to merge."
    if len(entries) > MOST:
        return f"Choose {MOST} entries at most: what moves is to be looked at."
    if len({entry.inquiry_id for entry in entries}) > 1:
        return "They belong to different inquiries; only entries of one inquiry can be merged."
    for entry in entries:
        if MASK in str(entry):
            return "One of them is withheld: nothing is joined to it until that is lifted."
        if isinstance(entry, Witness) and entry.is_cipher:
            return f"{entry} is a cipher: it is never joined to anybody."
        if entry.merged_into_id is not None:
            return f"{entry} has been merged into another entry already."
        if entry.standing == Standing.REJECTED:
            return f"{entry} was rejected; confirm it first."
        if not isinstance(entry, Source) and ciphers_in(" / ".join(names_of(entry)), entry.inquiry_id):
            return f"{entry} has a name that is a cipher’s sign: take it away first, nobody is joined to it."
    return ""


def names_of(entry: Witness | Organisation) -> list[str]:
    """All that it would bring along as other names."""
    model, field = _ALIASES[type(entry)]
    aliases: QuerySet[Any] = QuerySet(model).filter(**{field: entry})
    abbreviation = [entry.abbreviation] if isinstance(entry, Organisation) and entry.abbreviation else []
    return [entry.name, *aliases.values_list("name", flat=True), *abbreviation]


def what_moves(entry: Mergeable) -> dict[str, QuerySet[Any]]:
    """By noun, the rows that point to the entry."""
    rows = {_noun(model, field): _pointing(model, field, entry) for model, field in _POINTING[type(entry)]}
    if isinstance(entry, Witness | Source):
        rows["annotations"] = entry.linked_from.all()
    if type(entry) not in _ALIASES:
        return rows
    model, field = _ALIASES[type(entry)]
    return rows | {"aliases": _pointing(model, field, entry)}


@transaction.atomic
def merge(kept: Mergeable, others: Iterable[Mergeable]) -> None:
    """Joins the others to the one that is kept: all that points to them points to it, and their addresses lead to it.

    Their names become its aliases, by decision of staff, so that linking again finds it under each of them.
    """
    for other in others:
        for model, field in _POINTING[type(kept)]:
            rows = _pointing(model, field, other)
            if model is Role:
                _move_roles(rows, field, kept)
            else:
                rows.exclude(pk=kept.pk if model is type(kept) else None).update(**{field: kept})
        if isinstance(other, Witness | Source):
            _move_links(other, kept)
        if not isinstance(kept, Source) and not isinstance(
            other, Source
        ):  # a source is found under its own reference, merged or not
            _give_names(kept, other)
        if isinstance(kept, Organisation) and kept.parent_id == other.pk:
            kept.parent = None
        _entries(kept).filter(merged_into=other).update(merged_into=kept)
        other.merged_into = kept
        other.origin, other.standing = Origin.STAFF, Standing.CONFIRMED
        other.save()
    kept.origin, kept.standing = Origin.STAFF, Standing.CONFIRMED
    kept.save()
    if isinstance(kept, Source):
        _hold_as(kept)


def _hold_as(kept: Source) -> None:
    """Whether what rules read of it can be seen here is as the kept source is held, unless it leads to a hearing."""
    here = kept.holding in (Source.Holding.HELD, Source.Holding.PUBLISHED)
    told = Citation.objects.filter(source=kept, hearing=None).exclude(origin=Origin.STAFF)
    told.filter(status__in=(Citation.Status.RESOLVED, Citation.Status.NOT_HELD)).update(
        status=Citation.Status.RESOLVED if here else Citation.Status.NOT_HELD
    )


def _noun(model: type[Model], field: str) -> str:
    return "organisations within it" if field == "parent" else str(model._meta.verbose_name_plural)


def _pointing(model: type[Model], field: str, entry: Mergeable) -> QuerySet[Any]:
    return QuerySet(model).filter(**{field: entry})


def _entries(entry: Mergeable) -> QuerySet[Any]:
    return QuerySet(type(entry)).filter(inquiry=entry.inquiry_id)


def _move_links(other: Witness | Source, kept: Mergeable) -> None:
    """Annotations that speak of the other speak of the one that is kept."""
    for annotation in other.linked_from.all():
        links: Any = getattr(annotation, "linked_sources" if isinstance(other, Source) else "linked_witnesses")
        links.remove(other)
        links.add(kept)


def _move_roles(roles: QuerySet[Role], field: str, kept: Mergeable) -> None:
    """Roles go along, as staff's decision; the same role twice is one."""
    same = ("witness_id", "title", "organisation_id", "start", "end")
    held = set(QuerySet(Role).filter(**{field: kept}).values_list(*same))
    for role in roles:
        setattr(role, field, kept)
        role.origin = Origin.STAFF if field == "witness" else role.origin
        key = tuple(getattr(role, name) for name in same)
        if key in held:
            role.delete()
        else:
            role.save()
            held.add(key)


def _give_names(kept: Witness | Organisation, other: Witness | Organisation) -> None:
    """The other's name, abbreviation and aliases as aliases of the one that is kept."""
    model, field = _ALIASES[type(kept)]
    own = set(QuerySet(model).filter(**{field: kept}).values_list("name", flat=True)) | {kept.name}
    aliases: QuerySet[Any] = QuerySet(model).filter(**{field: other})
    names = names_of(other)
    new = [name for name in dict.fromkeys(names) if name not in own]
    given: QuerySet[Any] = QuerySet(model)
    given.bulk_create(model(**{field: kept}, name=name, origin=Origin.STAFF) for name in new)
    given.filter(**{field: kept}, name__in=names).update(origin=Origin.STAFF)
    aliases.delete()
