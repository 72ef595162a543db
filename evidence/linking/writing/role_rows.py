"""Roles that the text gives its people → rows, for those whom no list gives one and staff have not decided on."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.linking.names import Kind
from evidence.linking.naming.introductions import Introduction
from evidence.linking.writing.named_rows import NamedRows
from evidence.models import Inquiry, Origin, Role, Witness
from evidence.models.batches import Batch, Tally


def write_roles(inquiry: Inquiry, introductions: Iterable[Introduction], names: NamedRows, tally: Tally) -> None:
    """Each role once; those that rules once read and the text no longer has go."""
    batch: Batch[Role] = Batch(Role, tally)
    held: dict[tuple[int, str, int | None], Role] = {}
    given: set[int] = set()
    for role in Role.objects.filter(witness__inquiry=inquiry).exclude(witness__origin=Origin.STAFF):
        if role.origin == Origin.RULE:
            held[role.witness_id, role.title, role.organisation_id] = role
        else:
            given.add(role.witness_id)
    put: set[tuple[int, str, int | None]] = set()
    for introduction in introductions:
        witness = names.row(Kind.WITNESS, introduction.person)
        if not isinstance(witness, Witness) or witness.pk in given or not introduction.role:
            continue
        if witness.origin == Origin.STAFF:
            continue
        organisation = names.organisation_called(introduction.organisation)
        key = (witness.pk, introduction.role[:500], organisation.pk if organisation else None)
        if key not in put and held.pop(key, None) is None:
            batch.put(None, witness=witness, title=key[1], organisation=organisation, origin=Origin.RULE)
        put.add(key)
    batch.save()
    batch.delete(held.values())
