"""The best of many scored texts, without putting all of them in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from evidence.search.answers import Hit
from evidence.search.whoosh_postings import Documents, Numbers

InOrder = Callable[[list[int]], list[int]]


def best(
    keys: Documents, scores: Numbers, limit: int, offset: int, within: Sequence[int] | None, in_order: InOrder
) -> list[Hit]:
    """The hits from ``offset`` on, the best first and equals in reading order.

    That is the order of ``within``, the keys to choose from; without, ``in_order`` tells it of those it is asked for.
    """
    if within is not None:
        keys, scores = _among(keys, scores, within)
    if limit <= 0 or offset >= len(keys):
        return []
    last = min(offset + limit, len(keys)) - 1
    descending = -scores
    marks = np.partition(descending, sorted({offset, last}))
    highest, lowest = marks[offset], marks[last]
    # only where equals meet the page does their order matter: those, and no others, are put in reading order
    shown = np.flatnonzero((descending >= highest) & (descending <= lowest))
    first = offset - int(np.count_nonzero(descending < highest))
    of = dict(zip(keys[shown].tolist(), scores[shown].tolist(), strict=True))
    order = list(of) if within is not None else in_order(list(of))
    order.sort(key=lambda key: -of[key])
    return [Hit(key, of[key]) for key in order[first : first + limit]]


def _among(keys: Documents, scores: Numbers, within: Sequence[int]) -> tuple[Documents, Numbers]:
    """Those of the keys that are wanted, in the order in which they are wanted."""
    wanted = np.asarray(within, np.int64)
    order = np.argsort(keys)
    sorted_keys = keys[order]
    at = np.searchsorted(sorted_keys, wanted)
    at[at == len(keys)] = 0
    known = sorted_keys[at] == wanted if len(keys) else np.zeros(len(wanted), bool)
    return wanted[known], scores[order[at[known]]]
