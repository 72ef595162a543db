"""A query's tree evaluated over the postings of a Whoosh index: sets of documents, and how well each answers.

Whoosh's own query objects are not used: they join word by word in Python where arrays of document numbers join in C,
walk every document for a NOT, and know neither our near nor our misspelling.
"""

# mypy: allow-untyped-calls
from __future__ import annotations

import weakref
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property, reduce
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evidence.search import tree
from evidence.search import whoosh_postings as reading
from evidence.search.tree import Among, AnyOf, Everyone, Exact, InField, Leaf, Like, Near, Node, Prefix, Stem, Without
from evidence.search.whoosh_postings import Documents, Numbers, Postings

BM25_K1, BM25_B = 1.2, 0.75
MOST_KEPT = 16_000_000  # bytes of postings: those of the commonest words are a megabyte each

Flags = NDArray[np.bool_]


class Segment:
    """One of the parts an index consists of, with its documents' keys read once."""

    def __init__(self, reader: Any, known: Segment | None = None) -> None:
        self.reader = reader
        self.name = reader.segment().segment_id()
        self.size = reader.doc_count_all()
        self._known = known  # only what is deleted can have changed
        self.live: Flags = np.ones(self.size, bool)
        if reader.has_deletions():
            self.live[:] = False
            self.live[list(reader.all_doc_ids())] = True

    @cached_property
    def keys(self) -> Documents:
        """The keys of the documents, deleted ones among them."""
        if self._known is not None:
            return self._known.keys
        column = self.reader.column_reader("key")
        return np.fromiter((column[document] for document in range(self.size)), np.int64, self.size)

    @cached_property
    def lengths(self) -> Numbers:
        """How many words each document has, stop words left out; read when first something is ranked."""
        if self._known is not None and "lengths" in vars(self._known):
            return self._known.lengths
        length = self.reader.doc_field_length
        # none where every word is a stop word
        return np.fromiter((length(document, "stems", 0) or 0 for document in range(self.size)), float, self.size)

    def settle(self) -> None:
        """Takes over what the segment it was made from knows, so that this one need not be kept."""
        _ = self.keys
        if self._known is not None and "lengths" in vars(self._known):
            _ = self.lengths
        self._known = None

    def digests(self) -> Iterator[tuple[int, int]]:
        """Key and digest of every text."""
        column = self.reader.column_reader("digest")
        return ((int(self.keys[document]), column[document]) for document in np.flatnonzero(self.live).tolist())

    def among(self, keys: Collection[int]) -> list[int]:
        """The documents with these keys."""
        found: list[int] = np.flatnonzero(np.isin(self.keys, list(keys)) & self.live).tolist()
        return found

    def expanded(self, leaf: Prefix | Like) -> list[bytes]:
        """The words of the index that a beginning or a misspelling stands for."""
        if isinstance(leaf, Prefix):
            return list(self.reader.expand_prefix("words", leaf.start))
        alike = self.reader.expand_prefix("words", leaf.word[:1])
        return [word for word in alike if leaf.accepts(word.decode())]

    def words(self, beginning: str) -> list[str]:
        """The words of the index that begin so, of deleted documents too."""
        return [word.decode() for word in self.reader.expand_prefix("words", beginning)]


class _Kept:
    """The postings that were asked for last, as many as the memory allowed them holds."""

    def __init__(self) -> None:
        self.size = 0
        self.arrays: OrderedDict[Any, tuple[Any, ...]] = OrderedDict()

    def get(self, key: Any, made: Callable[[], tuple[Any, ...]]) -> Any:
        found = self.arrays.get(key)
        if found is None:
            found = self.arrays[key] = made()
            self.size += sum(one.nbytes for one in found)
            while self.size > MOST_KEPT and len(self.arrays) > 1:
                _, left = self.arrays.popitem(last=False)
                self.size -= sum(one.nbytes for one in left)
        else:
            self.arrays.move_to_end(key)
        return found


class Snapshot:
    """The index as it stood when it was opened. Whoosh's files have one reading position: one thread at a time.

    Documents are counted through all segments. A set of them is an array with a flag for each.
    """

    def __init__(self, reader: Any, before: Snapshot | None = None) -> None:
        self.reader = reader
        known: dict[str, Segment] = {segment.name: segment for segment in before.segments} if before else {}
        parts = [part for part, _ in reader.leaf_readers() if part.doc_count_all()]
        self.segments: list[Segment] = [Segment(part, known.get(part.segment().segment_id())) for part in parts]
        for segment in self.segments:
            segment.settle()
        self.count = reader.doc_count()
        self.close = weakref.finalize(self, reader.close)  # when asked to, when forgotten, or at the end
        sizes = [segment.size for segment in self.segments]
        self._first = np.cumsum([0, *sizes]).tolist()
        self._keys: Documents = np.concatenate([np.zeros(0, np.int64), *(one.keys for one in self.segments)])
        self._live: Flags = np.concatenate([np.zeros(0, bool), *(one.live for one in self.segments)])
        self._kept = _Kept()
        self._asked: tuple[Node, Flags] | None = None
        self._times: dict[Leaf, Postings] = {}

    def knows(self, root: Node) -> bool:
        """Whether this query was the last that was asked."""
        return self._asked is not None and self._asked[0] == root

    def matching(self, root: Node) -> array[int]:
        """The keys of the texts that the query finds."""
        keys = array("q")
        keys.frombytes(self._keys[self._found(root)].tobytes())
        return keys

    def words(self, beginning: str) -> Iterator[str]:
        """The words that begin so and still stand in a text, the shortest first."""
        words = {word for segment in self.segments for word in segment.words(beginning)}
        for word in sorted(words, key=lambda word: (len(word), word)):
            if self._live[self._postings("words", word.encode()).documents].any():
                yield word

    def words_like(self, leaf: Like) -> set[str]:
        """The words that a misspelling may stand for."""
        return {word.decode() for segment in self.segments for word in segment.expanded(leaf)}

    def digests(self) -> dict[int, int]:
        """Key and digest of every text."""
        return {key: digest for segment in self.segments for key, digest in segment.digests()}

    def scores(self, root: Node) -> tuple[Documents, Numbers]:
        """Okapi BM25 over the words and phrases that should be there; 0 for what is found without any.

        The keys of what is found, and the score of each.
        """
        scores = np.zeros(len(self._keys))
        average = self.reader.field_length("stems") / max(self.count, 1) or 1.0
        constant, slope = BM25_K1 * (1 - BM25_B), BM25_K1 * BM25_B / average
        found = self._found(root)
        for leaf in dict.fromkeys(tree.wanted(root)):
            documents, often = self._occurrences(leaf)
            frequency = min(len(documents), self.count)
            rarity = (BM25_K1 + 1) * log(1 + (self.count - frequency + 0.5) / (frequency + 0.5))
            scores[documents] += rarity * often / (often + constant + slope * self._lengths[documents])
        return self._keys[found], scores[found]

    @cached_property
    def _lengths(self) -> Numbers:
        return np.concatenate([np.zeros(0), *(segment.lengths for segment in self.segments)])

    def _found(self, root: Node) -> Flags:
        """What the query finds, kept until another is asked: a page asks twice, to count and to rank."""
        if self._asked is None or self._asked[0] != root:
            self._times.clear()
            self._asked = root, self._holding(root) & self._live
        return self._asked[1]

    def _holding(self, node: Node) -> Flags:
        """The documents that the query finds; deleted ones may be among them."""
        match node:
            case Everyone(parts):
                return reduce(np.logical_and, map(self._holding, parts))
            case AnyOf(parts):
                return reduce(np.logical_or, map(self._holding, parts))
            case Without(part):
                return ~self._holding(part)
            case InField(_, part):
                return self._holding(part)
            case Among(keys):
                return np.isin(self._keys, np.fromiter(keys, np.int64, len(keys)))
            case Stem(stem, _):
                return self._flags(self._postings("stems", stem.encode()).documents)
            case Prefix() | Like() | Exact() | Near():
                return self._flags(self._occurrences(node).documents)

    def _flags(self, documents: Documents) -> Flags:
        flags: Flags = np.zeros(len(self._keys), bool)
        flags[documents] = True
        return flags

    def _occurrences(self, leaf: Leaf) -> Postings:
        """The documents that a leaf finds, with how often it occurs in each; kept until another query is asked."""
        if leaf not in self._times:
            self._times[leaf] = self._counted(leaf)
        return self._times[leaf]

    def _counted(self, leaf: Leaf) -> Postings:
        match leaf:
            case Stem(stem, _):
                return self._postings("stems", stem.encode())
            case Exact(words):
                starts = self._starts(words)
                return self._live_only(*np.unique(starts >> 32, return_counts=True))
            case Near(words, distance):
                return self._live_only(*self._near(words, distance))
            case Prefix() | Like():
                found: Postings = self._kept.get(leaf, lambda: self._expanded(leaf))
                return found

    def _expanded(self, leaf: Prefix | Like) -> Postings:
        """The documents with any of the words that a leaf stands for, and how many of these each has."""
        times = np.zeros(len(self._keys))
        for segment, first in zip(self.segments, self._first, strict=False):
            for word in segment.expanded(leaf):
                times[first + reading.documents(segment.reader, "words", word)] += 1
        documents = np.flatnonzero(times)
        return self._live_only(documents, times[documents])

    def _live_only(self, documents: Documents, times: NDArray[Any]) -> Postings:
        live = self._live[documents]
        return Postings(documents[live], times[live].astype(float))

    def _postings(self, field: str, term: bytes) -> Postings:
        def read() -> Postings:
            found = [reading.postings(segment.reader, field, term) for segment in self.segments]
            parts = [first + one.documents for first, one in zip(self._first, found, strict=False)]
            return Postings(_joined(parts), np.concatenate([np.zeros(0), *(one.times for one in found)]))

        kept: Postings = self._kept.get((field, term), read)
        return kept

    def _places(self, word: str) -> Documents:
        """Where a word stands: each document above the place in it."""

        def read() -> tuple[Documents]:
            parts = zip(self.segments, self._first, strict=False)
            return (_joined([reading.places(one.reader, "words", word.encode(), first) for one, first in parts]),)

        places: Documents = self._kept.get(word, read)[0]
        return places

    def _starts(self, words: Sequence[str]) -> Documents:
        """Where the words stand one after the other; the rarest leads."""
        steps = sorted(enumerate(words), key=lambda one: self._frequency(one[1]))
        starts: Documents | None = None
        for step, word in steps:
            if starts is not None and not len(starts):
                break
            places = self._places(word)
            starts = places - step if starts is None else starts[_are_among(starts + step, places)]
        return np.zeros(0, np.int64) if starts is None else starts

    def _frequency(self, word: str) -> int:
        return sum(one.reader.doc_frequency("words", word.encode()) for one in self.segments)

    def _near(self, words: Sequence[str], distance: int) -> tuple[Documents, Numbers]:
        """The documents where the words come together, and how often."""
        places = {word: self._places(word) for word in dict.fromkeys(words)}
        together = reduce(np.intersect1d, [np.unique(found >> 32) for found in places.values()])
        lists: dict[str, list[list[int]]] = {}
        for word, found in places.items():
            first, last = np.searchsorted(found, together << 32), np.searchsorted(found, (together + 1) << 32)
            inside = (found & 0xFFFFFFFF).tolist()
            lists[word] = [inside[start:end] for start, end in zip(first.tolist(), last.tolist(), strict=True)]
        times = [
            sum(1 for _ in tree.windows(words, {word: lists[word][row] for word in lists}, distance))
            for row in range(len(together))
        ]
        counted = np.array(times, float)
        return together[counted > 0], counted[counted > 0]


def _joined(parts: Sequence[Documents]) -> Documents:
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _are_among(some: Documents, others: Documents) -> Flags:
    """Which of the numbers are among others, both in order."""
    if not len(others):
        return np.zeros(len(some), bool)
    at = np.searchsorted(others, some)
    at[at == len(others)] = 0
    flags: Flags = others[at] == some
    return flags
