"""What is held of all published paragraphs, in reading order: counted, narrowed, and brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import DatabaseError

from evidence.filters import held_rows as reading
from evidence.filters.held_groups import Flags, Groups, Ints, Labels, Tally, Things
from evidence.filters.held_rows import KINDS, Passages
from evidence.filters.held_sections import Sections
from evidence.filters.shown import ways_of_showing
from evidence.models import touched as touching

FEW = 5_000  # of fewer paragraphs the database counts as quickly


class MovedOn(DatabaseError):  # noqa: N818 (it says what is wrong)
    """What was read last knows things that what was read first does not: the database changed meanwhile."""


@dataclass
class Preloaded:
    """The paragraphs in reading order, and what stands in them. A set of them is an array of their places in it."""

    mark: str = ""
    groups: list[Groups] = field(default_factory=lambda: [Groups() for _ in KINDS])
    passages: Passages = field(init=False)
    sections: Sections = field(init=False)
    labels: list[Labels] = field(init=False)

    def brought_up_to_date(self, cursor: Any) -> Preloaded:
        """The same, or a newer one where anything was changed: this one may be counted in another thread."""
        if self.mark and not touching.since(cursor, self.mark):
            return self
        mark = touching.now(cursor)  # before anything is read: what changes meanwhile is read once more
        changed = touching.since(cursor, self.mark) if self.mark else []
        if not self.mark or len(changed) > touching.MOST:
            newer = Preloaded(mark)
            newer._hold(reading.everything(newer.groups), None)
            return newer
        newer = Preloaded(mark, self.groups)
        keys = {key for key in changed if key is not None}  # fewer than is much to read at once
        passages = self.passages
        if keys:
            left = passages.taken(~np.isin(passages.keys, list(keys)))
            passages = reading.joined([left, reading.some(keys, self.groups)])
        newer._hold(passages, None if None in changed else self)
        return newer

    def _hold(self, passages: Passages, before: Preloaded | None) -> None:
        """Names and sections are those of ``before``, or are read."""
        self.sections = before.sections if before else Sections()
        self.labels = (
            [labels.grown(groups) for labels, groups in zip(before.labels, self.groups, strict=True)]
            if before
            else [Labels(groups, shown) for groups, shown in zip(self.groups, ways_of_showing(), strict=True)]
        )
        if not self.sections.known(passages.sections).all():
            raise MovedOn("a paragraph stands in a section that is not known")
        self.section = self.sections.places(passages.sections)
        order = self.sections.in_reading_order(self.section, passages.positions, passages.keys)
        self.passages, self.section = passages.taken(order), self.section[order]
        by_key = np.argsort(self.passages.keys)
        self._keys, self._places = self.passages.keys[by_key], by_key.astype(np.int32)
        self._whole: dict[tuple[int, int], Tally] = {}

    def __len__(self) -> int:
        return len(self.passages)

    def places(self, keys: Iterable[int]) -> Ints:
        """The places of those keys that are published paragraphs', in reading order."""
        # looked up in order: one after the other they are found several times as fast
        wanted = np.sort(np.asarray(keys if isinstance(keys, np.ndarray) else list(keys), np.int64))
        at = np.searchsorted(self._keys, wanted)
        at[at == len(self._keys)] = 0
        places = self._places[at[self._keys[at] == wanted]] if len(self._keys) else self._places
        places.sort()
        return places

    def places_in_order(self, keys: Sequence[int]) -> Ints | None:
        """The places of these keys, one for each; none if one of them is not a published paragraph's."""
        wanted = np.array(keys, np.int64)
        at = np.searchsorted(self._keys, wanted)
        if not len(self) or (at == len(self)).any() or (self._keys[at] != wanted).any():
            return None
        places: Ints = self._places[at]
        return places

    def keys(self, places: Ints | None) -> Ints:
        """The keys of the paragraphs at these places, or of all, in reading order."""
        keys: Ints = self.passages.keys if places is None else self.passages.keys[places]
        return keys

    def tally(self, kind: int, places: Ints | None, chosen: Collection[str], most: int) -> Tally:
        """The commonest things of a kind in the paragraphs, or in all, and those chosen."""
        codes = self.passages.codes[kind]
        if places is not None or chosen:
            return self.labels[kind].tally(codes if places is None else codes[places], chosen, most)
        if (kind, most) not in self._whole:
            self._whole[kind, most] = self.labels[kind].tally(codes, (), most)
        return self._whole[kind, most]

    def sections_of(self, places: Ints | None) -> Ints:
        """The section of each of the paragraphs, or of all."""
        sections: Ints = self.section if places is None else self.section[places]
        return sections

    def within(self, sections: Flags) -> Flags:
        """Which paragraphs stand in the sections."""
        flags: Flags = sections[self.section]
        return flags

    def having(self, kind: int, wanted: Callable[[Things], bool]) -> Flags:
        """Which paragraphs have a group of things that is wanted."""
        flags: Flags = self.groups[kind].holding(wanted)[self.passages.codes[kind]]
        return flags

    def lacking(self, kind: int) -> Flags:
        """Which paragraphs have none of a kind, or one that should have a name and has none."""
        flags: Flags = self.labels[kind].lacking[self.passages.codes[kind]]
        return flags
