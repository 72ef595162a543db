"""How well a text answers on PostgreSQL: ``ts_rank``, made less for long texts, and an end to how well one can answer.

Because there is an end, a page of the best among a hundred thousand is found without ranking more than some thousands.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.search import analysis
from evidence.search.postgres_terms import loosened
from evidence.search.tree import Among, AnyOf, Everyone, Exact, InField, Leaf, Near, Node, Stem, Without, leaves

PIVOT = 100.0  # the number of different terms beyond which a text counts as a long one
WEIGHT = 0.1  # PostgreSQL's, of a term that is given none; what its rank comes near to the more often it stands there
_ALL_SQUARES = 1.64493406685  # 1 + 1/4 + 1/9 + …, as ``ts_rank`` has it
_ROUNDED = 1.000001  # it counts in single precision


@dataclass(frozen=True, slots=True)
class Ranking:
    """What found texts are ranked by."""

    node: Node
    words: int  # that should all be there; 1 where one of several is enough
    leaves: int
    is_counted: bool  # whether it is known how often the commonest of its words can stand in a text

    @property
    def most(self) -> float:
        """What ``ts_rank`` is taken to be at most.

        Where one word is enough, it has this end of itself, but for beginnings, which many words of a text may have.
        Where all should be there it rises with each pair of them that stands close together: two of each are enough.
        """
        return _of_pairs(max(1, self.words * (self.words - 1)))

    def most_of(self, often: int, size: int) -> float:
        """What a text can score at most that has so many different terms, each no oftener than that."""
        rank = self.most
        if self.is_counted and self.words > 1:
            rank = min(rank, _of_pairs(often * often * self.leaves * (self.leaves - 1) // 2))
        elif self.is_counted:
            rank = min(rank, WEIGHT * sum(1 / (time * time) for time in range(1, often + 1)) / _ALL_SQUARES)
        return rank * _ROUNDED * PIVOT / (PIVOT + size)


def _of_pairs(pairs: int) -> float:
    return 1 - (1 - WEIGHT) ** pairs


def ranking(root: Node) -> Ranking | None:
    """What texts found by a query are ranked by; nothing if one is as good as another."""
    wanted = _wanted(root)
    if wanted is None:
        return None
    if isinstance(wanted, Exact):  # that its words stand together is known already; common ones tell nothing
        telling = [word for word in wanted.words if not analysis.is_stop_word(word)] or wanted.words
        wanted = AnyOf(tuple(Exact((word,)) for word in telling))
    asked = list(leaves(wanted))
    return Ranking(
        wanted,
        _words(wanted) if isinstance(wanted, Everyone) else 1,
        sum(len(leaf.words) if isinstance(leaf, Exact) else 1 for leaf in asked),
        all(map(_is_counted, asked)),
    )


def _is_counted(leaf: Leaf) -> bool:
    """Words that have a stem, each by itself."""
    match leaf:
        case Stem():
            return True
        case Exact(words):
            return not any(map(analysis.is_stop_word, words))
        case _:
            return False


def _words(node: Node) -> int:
    """How many words a text must have at least."""
    match node:
        case Everyone(parts):
            return sum(map(_words, parts))
        case Exact(words):
            return len(words)
        case _:
            return 1


def _wanted(node: Node) -> Node | None:
    """The words that should be there."""
    match node:
        case Everyone(parts) | AnyOf(parts):
            kept = tuple(part for part in map(_wanted, parts) if part is not None)
            return (type(node)(kept) if len(kept) > 1 else kept[0]) if kept else None
        case Without(_):
            return None
        case InField(_, part):
            return _wanted(part)
        case Among(_, _, marked):
            return None if marked is None else _wanted(marked)
        case Near():
            return loosened(node)
        case _:
            return node
