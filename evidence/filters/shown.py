"""What readers are shown of the things that stand together in a passage: their names, or that there is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from evidence.filters.held_groups import Label, Shown, Things
from evidence.filters.held_rows import KIND, KINDS, ORGANISATION, QUOTED, SOURCE, SUBJECT, WITNESS
from evidence.models import Organisation, Source, Subject, Witness
from evidence.search.index import keep

Names = Mapping[Any, Label]


def ways_of_showing() -> list[Shown]:
    """For each kind what a group of things is shown as, with the names as they are now."""
    people, bodies = names(Witness), names(Organisation)
    shown: dict[int, Shown] = {
        WITNESS: called(people),
        ORGANISATION: called(bodies),
        SUBJECT: called(names(Subject)),
        KIND: cited,
        QUOTED: speaking(people, bodies),
        SOURCE: called(source_names()),
    }
    return [shown[kind] for kind in KINDS]


def names(model: type[Witness] | type[Organisation] | type[Subject]) -> Names:
    """What people, bodies or subjects are called that readers may be shown."""
    rows = model._default_manager.published().order_by()
    return {key: (slug, name) for key, slug, name in rows.values_list("pk", "slug", "name")}


def source_names(keys: Collection[int] | None = None) -> Names:
    """What these sources, or all, are called; those too that have no page: a note cites them all the same."""
    rows = Source.objects.order_by()
    rows = rows if keys is None else keep(rows, keys)
    return {key: (slug, reference) for key, slug, reference in rows.values_list("pk", "slug", "reference")}


def called(known: Names) -> Shown:
    """By name; those who have none are left out."""

    def shown(things: Things) -> tuple[Collection[Label], bool]:
        labels = {known[thing]: None for thing in things if thing in known}
        return labels, not labels

    return shown


def speaking(people: Names, bodies: Names) -> Shown:
    """By the speaker’s name; with those who quote somebody unknown."""

    def shown(things: Iterable[tuple[int | None, int | None]]) -> tuple[Collection[Label], bool]:
        labels = {people.get(witness) or bodies.get(body): None for witness, body in things}
        unknown = None in labels
        return [label for label in labels if label], unknown

    return shown


def cited(kinds: Things) -> tuple[Collection[Label], bool]:
    """By what they are."""
    return [(kind, kind) for kind in kinds], not kinds
