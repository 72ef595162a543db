"""Which things stand in which passages, as arrays: what a set of thousands has is counted without a loop over it.

Most passages name the same few things together. Each such group has a number; a passage is known by the number of its
group, and what the group is shown as is kept once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.integer[Any]]
Flags: TypeAlias = NDArray[np.bool_]
Things = tuple[Any, ...]
Label = tuple[str, str]  # the value in an address, and the words
# what readers are shown of a group, each once; and whether something that should have a name has none
Shown = Callable[[Things], tuple[Collection[Label], bool]]


def narrow(numbers: Ints) -> Ints:
    """The same, none of them negative, in the smallest kind of number that holds them all."""
    return numbers.astype(np.min_scalar_type(numbers.max(initial=0)))


class Tally(NamedTuple):
    """The commonest things of a set, and those asked for, in no order; how many things there are in all."""

    rows: list[tuple[str, str, int]]  # value, words, in how many paragraphs
    things: int
    none: int  # how many paragraphs have none


@dataclass
class Groups:
    """The groups of one kind of thing. They are only ever added to: what was counted with fewer stays right."""

    numbers: dict[Things, int] = field(default_factory=dict)

    def number(self, things: Things) -> int:
        return self.numbers.setdefault(things, len(self.numbers))

    def holding(self, wanted: Callable[[Things], bool]) -> Flags:
        """Which of the groups are wanted."""
        return np.array([wanted(things) for things in list(self.numbers)], bool)


class Labels:
    """What the groups of one kind are shown as: the labels of each group, one after the other."""

    def __init__(self, groups: Groups, shown: Shown) -> None:
        self.labels: list[Label] = []
        self.starts: Ints = np.zeros(1, np.int64)
        self.places: Ints = np.zeros(0, np.int32)
        self.lacking: Flags = np.zeros(0, bool)
        self._known: dict[Label, int] = {}
        self._shown = shown
        self._read(groups.numbers)

    def grown(self, groups: Groups) -> Labels:
        """The same with the groups that came since; other threads may be counting with this one."""
        if len(groups.numbers) == len(self.lacking):
            return self
        newer = Labels.__new__(Labels)
        newer.__dict__.update(self.__dict__)
        newer.labels, newer._known = [*self.labels], {**self._known}
        newer._read(list(groups.numbers)[len(self.lacking) :])
        return newer

    def _read(self, groups: Iterable[Things]) -> None:
        sizes, places, lacking = [], [], []
        for things in groups:
            labels, lacks = self._shown(things)
            for label in labels:
                place = self._known.setdefault(label, len(self.labels))
                if place == len(self.labels):
                    self.labels.append(label)
                places.append(place)
            sizes.append(len(labels))
            lacking.append(lacks)
        ends = self.starts[-1] + np.cumsum(sizes, dtype=np.int64)
        self.starts = np.concatenate([self.starts, ends])
        self.places = np.concatenate([self.places, np.array(places, np.int32)])
        self.lacking = np.concatenate([self.lacking, np.array(lacking, bool)])

    def tally(self, codes: Ints, chosen: Collection[str], most: int) -> Tally:
        """What passages have, given the number of each one's group: the ``most`` commonest, equals included."""
        numbers = np.bincount(codes, minlength=len(self.lacking))
        none = int(numbers[self.lacking].sum())
        present = np.flatnonzero(numbers)
        sizes = self.starts[present + 1] - self.starts[present]
        entries = np.repeat(self.starts[present] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        weights = np.repeat(numbers[present], sizes)
        counts = np.bincount(self.places[entries], weights, minlength=len(self.labels)).astype(np.int64)
        least = 1 if len(counts) <= most else max(1, int(np.partition(counts, -most)[-most]))
        picked = set(np.flatnonzero(counts >= least).tolist())
        if chosen:
            picked.update(place for place, (value, _) in enumerate(self.labels) if value in chosen and counts[place])
        rows = [(*self.labels[place], int(counts[place])) for place in picked]
        return Tally(rows, int(np.count_nonzero(counts)), none)


def counted(numbers: dict[Label, int], none: int, chosen: Collection[str], most: int) -> Tally:
    """The same of numbers that were counted elsewhere."""
    counts = sorted(numbers.values())
    least = counts[-most] if len(counts) > most else 1
    rows = [(*label, number) for label, number in numbers.items() if number >= least or label[0] in chosen]
    return Tally(rows, len(numbers), none)
