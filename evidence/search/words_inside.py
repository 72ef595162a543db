"""Words looked for in the notes that a paragraph calls, and in the quotations inside it.

The database or the index chooses what may hold the words; the analyser then decides, so that every engine finds the
same. All parts asked at once are judged in one pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from evidence.models import Footnote, FootnoteMarker, Quotation, Standing
from evidence.search import analysis
from evidence.search.index import PARAGRAPHS, search_index
from evidence.search.many import keep
from evidence.search.names import accented
from evidence.search.query import Query
from evidence.search.tree import AnalysedText, Everyone, Exact, Like, Near, Node, Prefix, Stem, holds

# the shortest stem whose letters, but for the last, begin every one of its words: “tie” is the stem of “tying”
SHORTEST_TELLING_STEM = 4


def notes(parts: Sequence[Node]) -> list[set[int]]:
    """For each part the paragraphs that call a note with these words in it."""
    rows = Footnote.objects.exclude(text="").filter(_may_hold(parts) | accented("text")).order_by()
    found: list[set[int]] = [set() for _ in parts]
    for key, text in rows.values_list("pk", "text").iterator(chunk_size=2000):
        analysed = AnalysedText(analysis.terms(text))
        for part, keys in zip(parts, found, strict=True):
            if holds(part, analysed):
                keys.add(key)
    return [_calling(keys) for keys in found]


def _calling(notes: set[int]) -> set[int]:
    if not notes:
        return set()
    rows = keep(FootnoteMarker.objects.filter(paragraph__withdrawn_at=None), notes, "footnote")
    return set(rows.order_by().values_list("paragraph", flat=True))


def _may_hold(parts: Iterable[Node]) -> Q:
    """Notes with the beginnings of the words, wherever they stand: all those that hold a part, and some more."""
    either = Q()
    for part in parts:
        both = Q()
        for leaf in [part] if not isinstance(part, Everyone) else part.parts:
            for beginning in _beginnings(leaf):
                both &= Q(text__icontains=beginning)
        either |= both
        if not both:  # nothing is ruled out
            return Q(text__isnull=False)
    return either


def beginning(stem: str, word: str) -> str:
    """The letters that all words of a stem begin with, as far as the stem tells."""
    return stem[:-1] if len(stem) >= SHORTEST_TELLING_STEM else word[:1]


def _beginnings(part: Node) -> list[str]:
    match part:
        case Stem(stem, word):
            return [beginning(stem, word)]
        case Exact(words) | Near(words):
            return list(words)
        case Prefix(start):
            return [start]
        case Like(word):
            return [word[:1]]
        case _:
            return []


def quotations(parts: Sequence[Node]) -> list[set[int]]:
    """For each part the paragraphs with these words inside a quotation that staff have not rejected."""
    index = search_index()
    candidates = {key for part in parts for key in index.matching(Query("", part))}
    found: list[set[int]] = [set() for _ in parts]
    if not candidates:
        return found
    stretches: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = keep(Quotation.objects.exclude(standing=Standing.REJECTED), candidates, "paragraph")
    for key, start, end in rows.order_by().values_list("paragraph", "start", "end"):
        stretches[key].append((start, end))
    for batch in PARAGRAPHS.batches(stretches.keys()):
        for key, text in batch:
            for start, end in stretches[key]:
                analysed = AnalysedText(analysis.terms_between(text, start, end))
                for part, keys in zip(parts, found, strict=True):
                    if key not in keys and holds(part, analysed):
                        keys.add(key)
    return found
