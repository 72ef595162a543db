"""How well mentions are found, against labels made by reading: precision, recall and F1 of their extent, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelledMention:
    """A mention as a reader labelled it, or as the recogniser found it: its words, in reading order, and its kind."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind, and the three figures made from them."""

    kind: str
    matched: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.matched / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_mentions(
    paragraphs: Iterable[tuple[Sequence[LabelledMention], Sequence[LabelledMention]]],
) -> dict[str, Score]:
    """Score pairs of (labelled, found), one pair for each paragraph, by kind.

    Repeats count: three mentions of "Post Office" are three. A mention of the right words and the wrong kind is a miss
    and a false find. Apostrophes of either shape are one.
    """
    matched: Counter[str] = Counter()
    found: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    for gold, guess in paragraphs:
        wanted = Counter((mention.text.replace("’", "'"), mention.kind) for mention in gold)
        given = Counter((mention.text.replace("’", "'"), mention.kind) for mention in guess)
        for (_, kind), times in (wanted & given).items():
            matched[kind] += times
        for (_, kind), times in wanted.items():
            labelled[kind] += times
        for (_, kind), times in given.items():
            found[kind] += times
    return {kind: Score(kind, matched[kind], found[kind], labelled[kind]) for kind in sorted(found | labelled)}
