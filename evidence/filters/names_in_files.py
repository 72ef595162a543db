"""Whom the rows of a file name, from what is held in memory, if that is of the state the file is read from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connection

from evidence.filters.held import Preloaded
from evidence.filters.held_groups import Flags, Ints
from evidence.filters.held_names import runs
from evidence.filters.preloaded import preloaded
from evidence.models import touched as touching

# keys, one row's after the other's, and where those of each row end
Lists = tuple[list[int], list[int]]


class HeldNames:
    """What was held when a file was asked for, before its transaction began.

    Whatever was changed while it was read, or since, is in the database's list of changes by the time the transaction
    begins: if that list is empty there, what is held is what the transaction sees.
    """

    def __init__(self, held: Preloaded) -> None:
        self._held = held
        self._starts = held.passages.named.starts()

    def are_of_this_state(self) -> bool:
        """Asked inside the file's transaction: whether nothing was changed since."""
        with connection.cursor() as cursor:
            return not touching.since(cursor, self._held.mark)

    def of(self, keys: Sequence[int]) -> tuple[Lists, Lists, list[int]] | None:
        """The witnesses, the organisations and the number of quotations of each; none if a paragraph is not held."""
        places = self._held.places_in_order(keys)
        if places is None:
            return None
        named = self._held.passages.named
        sizes = named.sizes[places]
        codes = named.codes[runs(self._starts[places], sizes)]
        rows = np.repeat(np.arange(len(places)), sizes)
        is_body = (codes & 1).astype(bool)
        return (
            _lists(codes, rows, ~is_body, len(places)),
            _lists(codes, rows, is_body, len(places)),
            named.quotations[places].tolist(),
        )


def _lists(codes: Ints, rows: Ints, which: Flags, number: int) -> Lists:
    ends = np.cumsum(np.bincount(rows[which], minlength=number))
    return (codes[which] >> 1).tolist(), ends.tolist()


def held_names() -> HeldNames | None:
    """What is held now, for a file that begins now; none where nothing is.

    None either where a copy of the database is asked: it may not have come to what was changed while this was read.
    """
    if connection.alias != DEFAULT_DB_ALIAS:
        return None
    held = preloaded()
    return None if held is None else HeldNames(held)
