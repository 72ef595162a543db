"""The postings of one term, a block at a time.

Whoosh's public interface hands postings out one by one, several calls in Python for each; a block that has been read
is a tuple that joins in C. The names with an underscore are the same from Whoosh 2.7.4 to the release this project
is fixed to; the suite that compares the engines fails if an upgrade changes them.
"""

# mypy: allow-untyped-calls
from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.matching.wrappers import FilterMatcher


def documents(reader: Any, field: str, term: bytes) -> set[int]:
    """The documents that hold a term, deleted ones among them."""
    found: set[int] = set()
    for block in _blocks(reader, field, term):
        found.update(block._ids)
    return found


def weights(reader: Any, field: str, term: bytes) -> dict[int, float]:
    """The documents that hold a term, with how often."""
    found: dict[int, float] = {}
    for block in _blocks(reader, field, term):
        block.weight()
        found.update(zip(block._ids, block._weights, strict=True))
    return found


def places(reader: Any, field: str, term: bytes, among: Sequence[int]) -> dict[int, list[int]]:
    """The places of a term in those of the documents that hold it; the documents come in order."""
    found: dict[int, list[int]] = {}
    matcher = _matcher(reader, field, term)
    at = 0
    while matcher is not None and matcher.is_active() and at < len(among):
        last = matcher.block_max_id()
        if among[at] <= last:
            matcher.id()
            matcher.value()
            values = dict(zip(matcher._ids, matcher._values, strict=True))
            while at < len(among) and among[at] <= last:
                if (value := values.get(among[at])) is not None:
                    found[among[at]] = array("I", value).tolist()
                at += 1
        matcher._next_block()
    return found


def _blocks(reader: Any, field: str, term: bytes) -> Iterator[Any]:
    """The matcher of a term, at each block in turn."""
    matcher = _matcher(reader, field, term)
    while matcher is not None and matcher.is_active():
        matcher.id()  # reads the block
        yield matcher
        matcher._next_block()


def _matcher(reader: Any, field: str, term: bytes) -> Any | None:
    if (field, term) not in reader:
        return None
    matcher = reader.postings(field, term)
    if isinstance(matcher, FilterMatcher):  # leaves out the deleted one by one, which our sets do at once
        matcher = matcher.child
        matcher.reset()
    return matcher
