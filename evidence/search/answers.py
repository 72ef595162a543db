"""What an index answers with, and the order of hits, the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from evidence.search.analysis import stem
from evidence.search.contents import Contents

Progress = Callable[[int, int], None]  # done, of how many


class IndexUnavailable(Exception):  # noqa: N818 (it says what is wrong)
    """The index is missing, damaged or outdated. The message tells the operator which command mends it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The search index {what}. Build it with “python manage.py rebuild_index”.")


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found, by its key, and how well it answers; higher is better, 0 where nothing can be ranked."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class IndexState:
    """Whether index and database agree; where they do not, the keys of the texts concerned."""

    problem: str = ""  # why the index cannot be used, or nothing
    indexed: int = 0
    missing: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    superfluous: tuple[int, ...] = ()
    damaged: tuple[int, ...] = ()

    @property
    def is_ready(self) -> bool:
        return not self.problem

    @property
    def agrees(self) -> bool:
        return not (self.problem or self.missing or self.stale or self.superfluous or self.damaged)


def compared(contents: Contents, indexed: Mapping[int, int]) -> IndexState:
    """What an index with these keys and digests lacks, or has too much."""
    wanted = contents.digests()
    return IndexState(
        indexed=len(indexed),
        missing=tuple(sorted(wanted.keys() - indexed.keys())),
        stale=tuple(sorted(key for key in wanted.keys() & indexed.keys() if wanted[key] != indexed[key])),
        superfluous=tuple(sorted(indexed.keys() - wanted.keys())),
    )


def page(contents: Contents, scores: Mapping[int, float], limit: int, offset: int) -> list[Hit]:
    """The hits from ``offset`` on, the best first and equals in reading order."""
    if limit <= 0 or offset >= len(scores):
        return []
    best = sorted(scores.values(), reverse=True)
    highest, lowest = best[offset], best[min(offset + limit, len(best)) - 1]
    # only where equals meet the page does their order matter: those, and no others, are put in reading order
    skipped = sum(1 for score in best[:offset] if score > highest)
    shown = {key: score for key, score in scores.items() if lowest <= score <= highest}
    order = sorted(contents.in_reading_order(shown), key=lambda key: -shown[key])
    first = offset - skipped
    return [Hit(key, shown[key]) for key in order[first : first + limit]]


def told_apart(words: Iterable[str], limit: int) -> list[str]:
    """The first of the words, of those that one search finds all only one."""
    stems: dict[str, str] = {}
    for word in words:
        if len(stems) == limit:
            break
        stems.setdefault(stem(word), word)
    return list(stems.values())


def chosen(found: Collection[int], within: Collection[int] | None) -> list[int]:
    """Those found, or those of them among the keys given; in the same order."""
    if within is None:
        return list(found)
    kept = set(within)
    return [key for key in found if key in kept]
