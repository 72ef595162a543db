"""What an import reports: a line about something withheld repeats nothing of it, not even a few letters.

A report quotes pieces of lines as they stand in a file, cut where they are long and often in the midst of a word. So
what it quotes is compared by its letters, and hidden whole as soon as any of it is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from evidence.withholding.words import HiddenWords, Span, letters_of, with_masks

# each kind of mark that a piece of a file is quoted in; a straight one within a word is an apostrophe
_MARKS = [(re.compile("“"), re.compile("”"))] + [
    (re.compile(rf"(?<!\w){mark}"), re.compile(rf"{mark}(?!\w)")) for mark in ('"', "'")
]
_OURS = frozenset(("code", "severity", "tallies", "inquiry"))  # of what a report says by name: no words of a file
_IN_OUR_WORDS = "action"  # but for what it quotes
SHORTEST_OVERLAP = 3  # letters of the end of a quoted piece with which something withheld begins


def without_words(said: Any, words: HiddenWords, about: str = "") -> Any:
    """Sentences, in lists and by names, without what these words withhold; ``about``: the file that they speak of."""
    if isinstance(said, str):
        quoted = _quoted_spans(said, words, is_near=_is_near(about or said, words))
        return with_masks(said, [*quoted, *words.spans_in(said)])
    if isinstance(said, list):
        return [without_words(part, words, about) for part in said]
    if isinstance(said, dict):
        return {name: _named(name, part, words, str(said.get("file") or about)) for name, part in said.items()}
    return said


def _named(name: str, said: Any, words: HiddenWords, about: str) -> Any:
    if name in _OURS:
        return said
    if name == _IN_OUR_WORDS:
        return with_masks(said, _quoted_spans(said, words, is_near=_is_near(about, words)))
    return without_words(said, words, about)


def _is_near(said: str, words: HiddenWords) -> bool:
    """Whether it speaks of a file in which something is withheld, by the name that it had or has now."""
    return any(file in said for file in words.files)


def _quoted_spans(text: str, words: HiddenWords, *, is_near: bool) -> list[Span]:
    """Every quoted piece that holds something withheld."""
    runs = words.spans_in(text)
    return [
        (start, end)
        for start, end in _quoted(text)
        if any(start < last and first < end for first, last in runs) or tells(text[start:end], words, is_near=is_near)
    ]


def _quoted(text: str) -> Iterator[Span]:
    """What stands in quotation marks: each piece, and all from the first to the last, for a piece may hold marks."""
    for opening, closing in _MARKS:
        starts = [one.end() for one in opening.finditer(text)]
        ends = [one.start() for one in closing.finditer(text)]
        if starts and ends and starts[0] < ends[-1]:
            yield starts[0], ends[-1]
            yield from ((start, next(end for end in ends if end >= start)) for start in starts if start <= ends[-1])


def tells(piece: str, words: HiddenWords, *, is_near: bool) -> bool:
    """Whether it is a part of what is withheld; shown where it is not about that, and can be read elsewhere.

    Or whether it begins before what is withheld and ends in it, or the other way round.
    """
    letters = letters_of(piece)
    if not letters:
        return False
    if any(letters in hidden for hidden in words.letters):
        return is_near or not words.is_visible(piece.strip())
    return is_near and any(
        hidden.startswith(letters[-count:]) or hidden.endswith(letters[:count])
        for hidden in words.letters
        for count in range(SHORTEST_OVERLAP, len(letters))
    )
