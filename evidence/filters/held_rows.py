"""Reading what is held: for some paragraphs their section, and the groups of what they name, quote and cite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import QuerySet

from evidence.filters import held_names
from evidence.filters.held_groups import Flags, Groups, Ints, narrow
from evidence.filters.held_names import Named, Spans
from evidence.models import Annotation, FootnoteMarker, Mention, Paragraph, Quotation, Standing
from evidence.search.many import keep

AT_ONCE = 5_000  # are read together
KINDS = WITNESS, ORGANISATION, SUBJECT, KIND, QUOTED, SOURCE = range(6)
_NAMED = {WITNESS: "witness", ORGANISATION: "organisation", SUBJECT: "subject"}
_CODES = {WITNESS: held_names.of_person, ORGANISATION: held_names.of_body}

Gathered = list[dict[int, set[Any]]]  # by kind and paragraph


@dataclass(frozen=True)
class Passages:
    """Published paragraphs, one beside the other in several arrays."""

    keys: Ints
    sections: Ints  # their keys
    positions: Ints  # in their reports
    codes: Ints  # a row for each kind: the number of the group that stands in the passage
    calling: Flags  # whether they call a note
    annotated: Flags  # whether readers see an annotation
    named: Named  # whom, in the order of the text

    def __len__(self) -> int:
        return len(self.keys)

    def taken(self, which: Ints | Flags) -> Passages:
        """These of them, in this order."""
        return Passages(
            self.keys[which],
            self.sections[which],
            self.positions[which],
            self.codes[:, which],
            self.calling[which],
            self.annotated[which],
            self.named.taken(which),
        )


def joined(parts: Sequence[Passages]) -> Passages:
    """One after the other."""
    return Passages(
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.sections for part in parts]),
        np.concatenate([part.positions for part in parts]),
        np.concatenate([part.codes for part in parts], axis=1),
        np.concatenate([part.calling for part in parts]),
        np.concatenate([part.annotated for part in parts]),
        held_names.joined([part.named for part in parts]),
    )


def everything(groups: Sequence[Groups]) -> Passages:
    """Every paragraph, read some thousands at a time: what is gathered of each is much larger than what is kept."""
    return joined([some((), groups), *_parts(groups)])


def _parts(groups: Sequence[Groups]) -> Iterator[Passages]:
    last = 0
    keys = Paragraph.objects.order_by("pk").values_list("pk", flat=True)
    while part := list(keys.filter(pk__gt=last)[:AT_ONCE]):
        yield some(part, groups)
        last = part[-1]


def some(keys: Collection[int], groups: Sequence[Groups]) -> Passages:
    """These paragraphs, but for those that are not published."""
    gathered: Gathered = [defaultdict(set) for _ in KINDS]
    spans = _names(keys, gathered)
    quoting = _speakers(keys, gathered)
    _citations(keys, gathered)
    public = keep(Annotation.objects.public().order_by(), keys, "paragraph")
    annotated = set(public.values_list("paragraph", flat=True))
    calling = set(keep(FootnoteMarker.objects.order_by(), keys, "paragraph").values_list("paragraph", flat=True))
    rows = keep(Paragraph.objects.published().order_by(), keys)
    values = np.array(list(rows.values_list("pk", "section", "position")), np.int64).reshape(-1, 3)
    found = values[:, 0].tolist()
    codes = [
        [numbered.number(tuple(sorted(things.get(key, ()), key=str))) for key in found]
        for numbered, things in zip(groups, gathered, strict=True)
    ]
    return Passages(
        values[:, 0],
        narrow(values[:, 1]),
        narrow(values[:, 2]),
        np.array(codes, np.int32),
        np.array([key in calling for key in found], bool),
        np.array([key in annotated for key in found], bool),
        spans.named(values[:, 0], quoting),
    )


def _names(keys: Collection[int], gathered: Gathered) -> Spans:
    """Whom and what they name, or, of people and bodies, quote; where each of these first stands is told too."""
    found = Spans()
    for model, kinds in ((Mention, (WITNESS, ORGANISATION, SUBJECT)), (Quotation, (WITNESS, ORGANISATION))):
        rows = _spans(model, keys).values_list("paragraph", "start", "pk", *(_NAMED[kind] for kind in kinds))
        for key, start, pk, *entities in rows:
            for kind, entity in zip(kinds, entities, strict=True):
                if entity is not None:
                    gathered[kind][key].add(entity)
                    if kind in _CODES:
                        found.add(key, start, model is Quotation, pk, _CODES[kind](entity))
    return found


def _speakers(keys: Collection[int], gathered: Gathered) -> Ints:
    """Each a witness or an organisation, or neither; the paragraph of each."""
    rows = list(_spans(Quotation, keys).values_list("paragraph", "witness", "organisation"))
    for key, witness, body in rows:
        gathered[QUOTED][key].add((witness, body))
    return np.array([key for key, *_ in rows], np.int64)


def _citations(keys: Collection[int], gathered: Gathered) -> None:
    calls = keep(FootnoteMarker.objects.filter(footnote__citations__isnull=False).order_by(), keys, "paragraph")
    for key, kind, source in calls.values_list("paragraph", "footnote__citations__kind", "footnote__citations__source"):
        gathered[KIND][key].add(kind)
        if source is not None:
            gathered[SOURCE][key].add(source)


def _spans(model: Any, keys: Collection[int]) -> QuerySet[Any]:
    rows: QuerySet[Any] = keep(model._default_manager.exclude(standing=Standing.REJECTED).order_by(), keys, "paragraph")
    return rows
