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
    spans = Spans()
    _names(keys, gathered, spans)
    quoting = _speakers(keys, gathered, spans)
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


def _names(keys: Collection[int], gathered: Gathered, spans: Spans) -> None:
    """Whom and what they name."""
    kinds = (WITNESS, ORGANISATION, SUBJECT)
    for key, start, pk, *entities in _rows(Mention, keys, *kinds):
        for kind, entity in zip(kinds, entities, strict=True):
            if entity is not None:
                gathered[kind][key].add(entity)
                if kind in _CODES:
                    spans.add(key, start, False, pk, _CODES[kind](entity))


def _speakers(keys: Collection[int], gathered: Gathered, spans: Spans) -> Ints:
    """Whom they quote, each a witness or an organisation, or neither; the paragraph of each quotation."""
    kinds = (WITNESS, ORGANISATION)
    quoting = []
    for key, start, pk, *speaker in _rows(Quotation, keys, *kinds):
        quoting.append(key)
        gathered[QUOTED][key].add(tuple(speaker))
        for kind, entity in zip(kinds, speaker, strict=True):
            if entity is not None:
                gathered[kind][key].add(entity)
                spans.add(key, start, True, pk, _CODES[kind](entity))
    return np.array(quoting, np.int64)


def _citations(keys: Collection[int], gathered: Gathered) -> None:
    calls = keep(FootnoteMarker.objects.filter(footnote__citations__isnull=False).order_by(), keys, "paragraph")
    for key, kind, source in calls.values_list("paragraph", "footnote__citations__kind", "footnote__citations__source"):
        gathered[KIND][key].add(kind)
        if source is not None:
            gathered[SOURCE][key].add(source)


def _rows(model: Any, keys: Collection[int], *kinds: int) -> QuerySet[Any]:
    """Where each stretch stands, its key, and what it names or whom it quotes."""
    accepted: QuerySet[Any] = model._default_manager.exclude(standing=Standing.REJECTED).order_by()
    fields = ("paragraph", "start", "pk", *(_NAMED[kind] for kind in kinds))
    return keep(accepted, keys, "paragraph").values_list(*fields)
