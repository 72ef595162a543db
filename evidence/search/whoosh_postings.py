"""The postings of one term as arrays, read a block at a time.

Whoosh's public interface hands postings out one by one, several calls in Python for each; the data of a block joins in
C. The names with an underscore are the same from Whoosh 2.7.4 to the release this project is fixed to; the suite that
compares the engines fails if an upgrade changes them.
"""

# mypy: allow-untyped-calls
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.matching.wrappers import FilterMatcher

Documents = NDArray[np.int64]
Numbers = NDArray[np.float64]


class Postings(NamedTuple):
    """The documents that hold a term, deleted ones among them, in order; and how often."""

    documents: Documents
    times: Numbers


def documents(reader: Any, field: str, term: bytes) -> Documents:
    """The documents alone."""
    return _joined([ids for _, ids in _blocks(reader, field, term)])


def postings(reader: Any, field: str, term: bytes) -> Postings:
    """The documents with how often each holds the term."""
    found, times = [], []
    for block, ids in _blocks(reader, field, term):
        found.append(ids)
        block._read_weights()
        times.append(np.asarray(block._weights, np.float64))
    return Postings(_joined(found), np.concatenate(times) if times else np.zeros(0))


def places(reader: Any, field: str, term: bytes, first: int) -> Documents:
    """Where the term stands, in order: the document, counted from ``first``, above the place in it.

    Two words stand one after the other where these numbers differ by one.
    """
    found = []
    for block, ids in _blocks(reader, field, term):
        values = block._data[2]
        within = np.frombuffer(b"".join(values), np.uint32).astype(np.int64)
        sizes = np.fromiter(map(len, values), np.int64, len(values)) // 4
        found.append((np.repeat(ids + first, sizes) << 32) | within)
    return _joined(found)


def _joined(parts: list[Documents]) -> Documents:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _blocks(reader: Any, field: str, term: bytes) -> Iterator[tuple[Any, Documents]]:
    """The matcher of a term at each block in turn, with the documents of the block."""
    matcher = _matcher(reader, field, term)
    while matcher is not None and matcher.is_active():
        matcher._read_data()
        yield matcher, np.cumsum(matcher._data[0], dtype=np.int64)  # each is written as its distance from the last
        matcher._next_block()


def _matcher(reader: Any, field: str, term: bytes) -> Any | None:
    if (field, term) not in reader:
        return None
    matcher = reader.postings(field, term)
    if isinstance(matcher, FilterMatcher):  # leaves out the deleted one by one, which our arrays do at once
        matcher = matcher.child
        matcher.reset()
    return matcher
