"""Whom each passage names or quotes, in the order in which they come up, and how often it quotes: for files."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.filters.held_groups import Flags, Ints, narrow


def of_person(key: int) -> int:
    """People and organisations are numbered together, so that one list holds both in their order."""
    return key * 2


def of_body(key: int) -> int:
    """The same of an organisation."""
    return key * 2 + 1


@dataclass(frozen=True)
class Named:
    """The codes of all passages, one passage after the other, and how many each has. No object is kept for a name."""

    codes: Ints
    sizes: Ints
    quotations: Ints  # how many each has, whoever speaks

    def taken(self, which: Ints | Flags) -> Named:
        """Those of these passages, in this order."""
        sizes = self.sizes[which]
        return Named(self.codes[runs(self.starts()[which], sizes)], sizes, self.quotations[which])

    def starts(self) -> Ints:
        """Where the codes of each passage begin."""
        starts: Ints = np.cumsum(self.sizes, dtype=np.int64) - self.sizes
        return starts


def runs(starts: Ints, sizes: Ints) -> Ints:
    """The places of some runs, one run after the other."""
    ends = np.cumsum(sizes, dtype=np.int64)
    places: Ints = np.repeat(starts - ends + sizes, sizes)
    places += np.arange(len(places))
    return places


def joined(parts: Sequence[Named]) -> Named:
    """One after the other."""
    return Named(
        np.concatenate([part.codes for part in parts]),
        np.concatenate([part.sizes for part in parts]),
        np.concatenate([part.quotations for part in parts]),
    )


class Spans:
    """What names or quotes somebody, as it is read: numbers in one array, for they are many and soon forgotten."""

    def __init__(self) -> None:
        self._values = array("q")

    def add(self, paragraph: int, start: int, is_quotation: bool, pk: int, code: int) -> None:
        """One stretch; where two begin together, what is only named comes first, then what was written first."""
        self._values.extend((paragraph, start, is_quotation, pk, code))

    def named(self, keys: Ints, quoting: Ints) -> Named:
        """Of the paragraphs with these keys; ``quoting`` is the paragraph of every quotation."""
        by_key = np.argsort(keys)
        spans = np.frombuffer(self._values, np.int64).reshape(-1, 5)
        paragraphs, starts, is_quotation, pks, codes = spans[np.isin(spans[:, 0], keys)].T
        places = by_key[np.searchsorted(keys, paragraphs, sorter=by_key)]
        order = np.lexsort((pks, is_quotation, starts, places))
        places, codes = places[order], codes[order]
        # of those with one paragraph and code, the first in the text
        alike = np.lexsort((codes, places))
        is_first = np.ones(len(alike), bool)
        is_first[1:] = (np.diff(places[alike]) != 0) | (np.diff(codes[alike]) != 0)
        first = np.sort(alike[is_first])
        quoting = by_key[np.searchsorted(keys, quoting[np.isin(quoting, keys)], sorter=by_key)]
        return Named(
            narrow(codes[first]),
            narrow(np.bincount(places[first], minlength=len(keys))),
            narrow(np.bincount(quoting, minlength=len(keys))),
        )
