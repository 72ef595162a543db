"""The search index of a site without a search server: Whoosh, in a folder."""

# mypy: allow-untyped-calls
from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import SegmentReader

from evidence.search import analysis
from evidence.search.answers import Hit, IndexState, IndexUnavailable, Progress, compared, told_apart
from evidence.search.contents import PARAGRAPHS, Contents, digest
from evidence.search.query import Query
from evidence.search.tree import Like
from evidence.search.whoosh_best import best
from evidence.search.whoosh_files import Builds
from evidence.search.whoosh_reading import Segment, Snapshot
from evidence.search.whoosh_seals import Seals

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
Merge = Callable[[Any, list[Any]], list[Any]]

# larger blocks than Whoosh's own, not compressed: built a fifth faster, read twice as fast, twice the size
CODEC = {"blocklimit": 512, "compression": 0}
MOST_MEGABYTES = 256  # of postings in memory; beyond, Whoosh sorts them on disk, at half the speed
WORDS_A_SEGMENT = 500_000


class WhooshIndex:
    """Keeps one snapshot open for all threads of the process, and a newer one as soon as there is one."""

    def __init__(self, directory: Path, contents: Contents = PARAGRAPHS) -> None:
        self.contents = contents
        self.builds = Builds(directory, contents.kind)
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._index: Any = None
        self._name = ""
        self._seals: Seals | None = None

    def matching(self, query: Query) -> Sequence[int]:
        root = query.root
        return [] if root is None else self._answered(lambda snapshot: snapshot.matching(root))

    def ranked(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        within: Sequence[int] | None = None,
        found: Sequence[int] | None = None,  # the snapshot keeps it
    ) -> list[Hit]:
        root = query.root
        if root is None:
            return []
        # ``within`` is of what was found a moment ago: by the same snapshot, unless something else was asked since
        same = within is not None and self._snapshot is not None and self._snapshot.knows(root)
        keys, scores = self._answered(lambda snapshot: snapshot.scores(root), is_checked=same)
        return best(keys, scores, limit, offset, within, self.contents.in_reading_order)

    def words(self, beginning: str, *, limit: int) -> list[str]:
        return self._answered(lambda snapshot: told_apart(snapshot.words(beginning), limit))

    def words_like(self, leaf: Like) -> set[str]:
        return self._answered(lambda snapshot: snapshot.words_like(leaf))

    def update(self, keys: Iterable[int]) -> None:
        changed = set(keys)
        if self._is_smaller_than(2 * len(changed)):
            self.rebuild()  # quicker than to replace most of it, or the only way if there is none
        elif changed:
            with self.builds.writing():
                name = self.builds.live()
                self._write(self.builds.open(name), changed)
                self.builds.seal(name)

    def forget(self, keys: Iterable[int]) -> None:
        changed = set(keys)
        if self._is_smaller_than(2 * len(changed)):
            self.rebuild()
        elif changed:
            with self.builds.writing():
                name = self.builds.live()
                self._write(self.builds.open(name), changed, merge=_rewrite_where_deleted)
                self.builds.seal(name)
        self.builds.forget_earlier()

    def rebuild(self, progress: Progress | None = None) -> int:
        with self.builds.building() as build:
            done = _fill(self.contents, build.index, progress)
            with self.builds.writing():  # from here until the swap, what changed meanwhile is caught up with
                with closing(Snapshot(build.index.reader())) as built:
                    state = compared(self.contents, built.digests())
                self._write(build.index, {*state.missing, *state.stale, *state.superfluous})
                self.builds.make_live(build)
        return done

    def check(self, *, thorough: bool = False) -> IndexState:
        if thorough and self._seals is not None:
            self._seals.forget()
        try:
            indexed = self._answered(Snapshot.digests)
        except IndexUnavailable as error:
            return IndexState(problem=str(error))
        return compared(self.contents, indexed)

    def is_ready(self) -> bool:
        return not self._is_smaller_than(0)

    def _is_smaller_than(self, count: int) -> bool:
        """Whether fewer texts than these are indexed, or none can be found."""
        try:
            indexed: int = self._answered(lambda snapshot: snapshot.count)
        except IndexUnavailable:
            return True
        return indexed < count

    def _write(self, index: Any, keys: set[int], merge: Merge | None = None) -> None:
        """Replace the texts with these keys by what the database holds of them now."""
        if not keys:
            return
        with _writer(index) as writer:
            writer.mergetype = merge
            # the writer's own reader: its document numbers are those that the writer deletes
            with closing(writer.reader()) as reader:
                for part, first in reader.leaf_readers():
                    for document in Segment(part).among(keys):
                        writer.delete_document(first + document)
            for batch in self.contents.batches(keys):
                _add(writer, batch)

    def _answered(self, question: Callable[[Snapshot], Answer], *, is_checked: bool = False) -> Answer:
        """Ask the newest snapshot; once more if a swap or a commit took its files away in that moment."""
        with self._lock:
            try:
                return question(self._snapshot if is_checked and self._snapshot is not None else self._newest())
            except IndexUnavailable:
                raise
            except Exception:  # a damaged pickle or block may raise anything at all
                self._drop()
            try:
                return question(self._newest())
            except IndexUnavailable:
                raise
            except Exception as error:
                self._drop()
                logger.exception("The search index in %s could not be read", self.builds.folder)
                raise IndexUnavailable(f"is damaged ({type(error).__name__}: {error})") from error

    def _drop(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()
        self._snapshot = None

    def _newest(self) -> Snapshot:
        name = self.builds.live()
        if self._seals is None or name != self._name:
            self._seals = self.builds.seals(name)
        snapshot = self._snapshot
        if snapshot is None or name != self._name:
            self._index = self.builds.open(name)
        if snapshot is None or name != self._name or self._index.latest_generation() != snapshot.reader.generation():
            before, snapshot = snapshot, Snapshot(self._index.reader(), snapshot)
            self._snapshot, self._name = snapshot, name
            if before is not None:
                before.close()
        self._seals.compare([segment.name for segment in snapshot.segments])
        return snapshot


@contextmanager
def _writer(index: Any) -> Iterator[Any]:
    """A writer whose work is kept when the block ends well, and forgotten when it does not."""
    # not compound: Whoosh would copy the whole of a compound segment into the memory of every process that opens it
    writer = index.writer(codec=W3Codec(**CODEC), limitmb=MOST_MEGABYTES, compound=False)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def _rewrite_where_deleted(writer: Any, segments: list[Any]) -> list[Any]:
    """Writes anew the segments with deleted documents: Whoosh would keep what those said until a merge comes by."""
    for segment in segments:
        if segment.has_deletions():
            with closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
                writer.add_reader(reader)
    return [segment for segment in segments if not segment.has_deletions()]


def _fill(contents: Contents, index: Any, progress: Progress | None) -> int:
    """Write all texts, in segments small enough to be sorted in memory."""
    total, done = contents.count(), 0
    batches = contents.batches()
    batch = next(batches, None)
    while batch is not None:
        with _writer(index) as writer:
            writer.merge = False
            words = 0
            while batch is not None and words < WORDS_A_SEGMENT:
                words += _add(writer, batch)
                done += len(batch)
                if progress:
                    progress(done, total)
                batch = next(batches, None)
        del writer
        gc.collect()  # a writer and its postings hold one another: a hundred megabytes that would wait to be noticed
    return done


def _add(writer: Any, batch: list[tuple[int, str]]) -> int:
    """Write some texts; the number of their words."""
    count = 0
    for key, text in batch:
        words = analysis.terms(text)
        writer.add_document(key=key, digest=digest(text), words=words, stems=words)
        count += len(words)
    return count
