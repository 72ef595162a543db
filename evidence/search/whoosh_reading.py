"""A query's tree evaluated over the postings of a Whoosh index: sets of documents, and how well each answers.

Whoosh's own query objects are not used: they join word by word in Python where sets of document numbers join in C,
walk every document for a NOT, and know neither our near nor our misspelling.
"""

# mypy: allow-untyped-calls
from __future__ import annotations

import weakref
from array import array
from collections.abc import Collection, Iterator, Sequence
from math import log
from typing import Any

from evidence.search import tree
from evidence.search import whoosh_postings as postings
from evidence.search.tree import Among, AnyOf, Everyone, Exact, InField, Leaf, Like, Near, Node, Prefix, Stem, Without

BM25_K1, BM25_B = 1.2, 0.75


class Segment:
    """One of the parts an index consists of, with its documents' keys read once."""

    def __init__(self, reader: Any, known: Segment | None = None) -> None:
        self.reader = reader
        self.name = reader.segment().segment_id()
        self.keys: array[int]
        self._lengths: array[int] | None = None
        self._times: dict[Leaf, dict[int, float]] = {}
        if known is not None:  # only what is deleted can have changed
            self.keys, self._lengths = known.keys, known._lengths
        else:
            column = reader.column_reader("key")
            self.keys = array("q", (column[document] for document in range(reader.doc_count_all())))
        self.live = set(reader.all_doc_ids() if reader.has_deletions() else range(reader.doc_count_all()))

    def digests(self) -> Iterator[tuple[int, int]]:
        """Key and digest of every text."""
        column = self.reader.column_reader("digest")
        return ((self.keys[document], column[document]) for document in self.live)

    def among(self, keys: Collection[int]) -> list[int]:
        """The documents with these keys."""
        return [document for document in self.live if self.keys[document] in keys]

    def found(self, node: Node) -> set[int]:
        """The documents that the query finds."""
        match node:
            case Everyone(parts):
                return self._everyone(parts)
            case AnyOf(parts):
                return set().union(*(self.found(part) for part in parts))
            case Without(part):
                return self.live - self.found(part)
            case InField(_, part):
                return self.found(part)
            case Among(keys):
                return set(self.among(keys))
            case Stem(stem, _):
                return self._documents("stems", stem.encode())
            case Prefix() | Like():
                return set().union(*(self._documents("words", word) for word in self.expanded(node)))
            case Exact() | Near():
                return set(self.times(node))

    def _everyone(self, parts: Sequence[Node]) -> set[int]:
        """What is left out is taken from what is found: the other way round would walk every document."""
        wanted = [self.found(part) for part in parts if not isinstance(part, Without)]
        unwanted = [self.found(part.part) for part in parts if isinstance(part, Without)]
        found = set.intersection(*sorted(wanted, key=len)) if wanted else set(self.live)
        return found.difference(*unwanted)

    def times(self, leaf: Leaf) -> dict[int, float]:
        """The documents that a leaf finds, with how often it occurs in each; kept until another query is asked."""
        if leaf not in self._times:
            self._times[leaf] = self._counted(leaf)
        return self._times[leaf]

    def forget(self) -> None:
        self._times.clear()

    def _counted(self, leaf: Leaf) -> dict[int, float]:
        match leaf:
            case Stem(stem, _):
                return postings.weights(self.reader, "stems", stem.encode())
            case Exact(words) if len(words) == 1:
                return {document: len(found) for document, (found,) in self._places(words)}
            case Exact(words):
                phrases = ((document, tree.phrase_starts(places)) for document, places in self._places(words))
                return {document: len(starts) for document, starts in phrases if starts}
            case Near(words, distance):
                near = {
                    document: sum(1 for _ in tree.windows(words, dict(zip(words, places, strict=True)), distance))
                    for document, places in self._places(words)
                }
                return {document: times for document, times in near.items() if times}
            case Prefix() | Like():
                times: dict[int, float] = {}
                for word in self.expanded(leaf):
                    for document in self._documents("words", word):
                        times[document] = times.get(document, 0) + 1
                return times

    @property
    def lengths(self) -> array[int]:
        """How many words each document has, stop words left out; read when first something is ranked."""
        if self._lengths is None:
            length = self.reader.doc_field_length
            # none where every word is a stop word
            self._lengths = array("L", (length(document, "stems", 0) or 0 for document in range(len(self.keys))))
        return self._lengths

    def expanded(self, leaf: Prefix | Like) -> list[bytes]:
        """The words of the index that a beginning or a misspelling stands for."""
        if isinstance(leaf, Prefix):
            return list(self.reader.expand_prefix("words", leaf.start))
        alike = self.reader.expand_prefix("words", leaf.word[:1])
        return [word for word in alike if leaf.accepts(word.decode())]

    def words(self, beginning: str) -> list[str]:
        """The words of the index that begin so, of deleted documents too."""
        return [word.decode() for word in self.reader.expand_prefix("words", beginning)]

    def holds(self, word: str) -> bool:
        """Whether a document that is not deleted has the word."""
        return bool(self._documents("words", word.encode()))

    def _documents(self, field: str, term: bytes) -> set[int]:
        return postings.documents(self.reader, field, term) & self.live

    def _places(self, words: Sequence[str]) -> Iterator[tuple[int, list[list[int]]]]:
        """Each document that holds all the words, with the places of each; the rarest word leads."""
        terms = {word: word.encode() for word in words}
        if any(("words", term) not in self.reader for term in terms.values()):
            return
        rarest_first = sorted(terms, key=lambda word: self.reader.doc_frequency("words", terms[word]))
        documents = sorted(self._documents("words", terms[rarest_first[0]]))
        places: dict[str, dict[int, list[int]]] = {}
        for word in rarest_first:
            places[word] = postings.places(self.reader, "words", terms[word], documents)
            documents = list(places[word])
        for document in documents:
            yield document, [places[word][document] for word in words]


class Snapshot:
    """The index as it stood when it was opened. Whoosh's files have one reading position: one thread at a time."""

    def __init__(self, reader: Any, before: Snapshot | None = None) -> None:
        self.reader = reader
        known: dict[str, Segment] = {segment.name: segment for segment in before.segments} if before else {}
        parts = [part for part, _ in reader.leaf_readers() if part.doc_count_all()]
        self.segments: list[Segment] = [Segment(part, known.get(part.segment().segment_id())) for part in parts]
        self.count = reader.doc_count()
        self.close = weakref.finalize(self, reader.close)  # when asked to, when forgotten, or at the end
        self._asked: tuple[Node, list[set[int]]] | None = None

    def matching(self, root: Node) -> list[int]:
        found = zip(self.segments, self._found(root), strict=True)
        return [segment.keys[document] for segment, documents in found for document in documents]

    def _found(self, root: Node) -> list[set[int]]:
        """The documents of each segment, kept until another query is asked: a page asks twice, to count and to rank."""
        if self._asked is None or self._asked[0] != root:
            for segment in self.segments:
                segment.forget()
            self._asked = root, [segment.found(root) for segment in self.segments]
        return self._asked[1]

    def words(self, beginning: str) -> Iterator[str]:
        """The words that begin so and still stand in a text, the shortest first."""
        words = {word for segment in self.segments for word in segment.words(beginning)}
        for word in sorted(words, key=lambda word: (len(word), word)):
            if any(segment.holds(word) for segment in self.segments):
                yield word

    def words_like(self, leaf: Like) -> set[str]:
        return {word.decode() for segment in self.segments for word in segment.expanded(leaf)}

    def digests(self) -> dict[int, int]:
        return {key: digest for segment in self.segments for key, digest in segment.digests()}

    def scores(self, root: Node) -> dict[int, float]:
        """Okapi BM25 over the words and phrases that should be there; 0 for what is found without any."""
        scores: dict[int, float] = {}
        average = self.reader.field_length("stems") / max(self.count, 1) or 1.0
        constant, slope = BM25_K1 * (1 - BM25_B), BM25_K1 * BM25_B / average
        found = self._found(root)
        for segment, documents in zip(self.segments, found, strict=True):
            scores.update((segment.keys[document], 0.0) for document in documents)
        for leaf in dict.fromkeys(tree.wanted(root)):
            times = [segment.times(leaf) for segment in self.segments]
            frequency = min(sum(map(len, times)), self.count)
            rarity = (BM25_K1 + 1) * log(1 + (self.count - frequency + 0.5) / (frequency + 0.5))
            for segment, documents, occurrences in zip(self.segments, found, times, strict=True):
                keys, lengths = segment.keys, segment.lengths
                for document in occurrences.keys() & documents:
                    often = occurrences[document]
                    scores[keys[document]] += rarity * often / (often + constant + slope * lengths[document])
        return scores
