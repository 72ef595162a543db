"""Withheld words in other texts: which stretches of a copy repeat them, and which names are looked for everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from evidence.models import MASK

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+")
# too common to give anything away alone
_COMMON = frozenset(
    """
    about after again all also and any are been before being but can could did does for from had has have her here him
    his how into its may more not now off one other our out over said same say says she should some such than that the
    their them then there these they this those through too under until very was were what when where which while who
    whom whose why will with would you your
    """.split()  # noqa: SIM905 (a list of quoted words would hide them)
)
SHORTEST_WORD = 3
SHORTEST_NUMBER = 5


def _without_accents() -> dict[int, int | str]:
    """For each letter with an accent the letter without it; one for one, so that offsets hold."""
    letters = (chr(code) for first, last in ((0xC0, 0x250), (0x1E00, 0x1F00)) for code in range(first, last))
    parted = {ord(one): unicodedata.normalize("NFKD", one)[0] for one in letters}
    return {**parted, **str.maketrans("ØøŁłĐđĦħŦŧ", "OoLlDdHhTt")}


_BARE = _without_accents()
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


def bare(text: str) -> str:
    """The text without accents, of the same length: who leaves them out, as names of files do, means the same."""
    return text.translate(_BARE) if _ACCENTED.search(text) else text


def masked(text: str) -> str:
    """A mask for every character, so that offsets still hold; line breaks stay."""
    return "".join(sign if sign in "\r\n" else MASK for sign in text)


def with_masks(text: str, spans: Iterable[Span]) -> str:
    """The text with these stretches masked."""
    for start, end in spans:
        text = text[:start] + masked(text[start:end]) + text[end:]
    return text


class HiddenWords:
    """The words that are withheld, in their order, and whether a run of them is still to be read somewhere.

    ``files``: those of the inquiry folder in which they stand, or stood.
    """

    def __init__(self, texts: Iterable[str], is_visible: Callable[[str], bool], files: Iterable[str] = ()) -> None:
        self.texts = list(dict.fromkeys(texts))
        self.is_visible = is_visible
        self.files = frozenset(files)
        self._known: dict[str, bool] = {}
        self._begun: dict[str, bool] = {}
        self._words: list[list[tuple[str, int, int]]] = [list(_words(text)) for text in self.texts]
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, words in enumerate(self._words):
            for place, (word, _, _) in enumerate(words):
                self._places[word].append((index, place))

    def __bool__(self) -> bool:
        return bool(self._places)

    @cached_property
    def letters(self) -> list[str]:
        """The letters of each text alone, and its digits alone."""
        return [found for text in self.texts for found in (_only(str.isalpha, text), _only(str.isdigit, text)) if found]

    def spans_in(self, text: str, *, is_cut: bool = False) -> list[Span]:
        """The stretches of a copy that repeat withheld words which are to be read nowhere any more.

        ``is_cut``: its end was cut off, it may be in the midst of a word.
        """
        words = list(_words(text))
        if is_cut and words and self._begins_one(words[-1][0]):
            return [*self.spans_in(text), words[-1][1:]]
        if not any(word in self._places for word, _, _ in words):
            return []
        found: list[Span] = []
        at = 0
        while at < len(words):
            length, printed = self._longest(words, at)
            # the longest run may be hidden where a part of it is not: then each part is judged by itself
            if length and self._gives_away(printed):
                found.append((words[at][1], words[at + length - 1][2]))
                at += length
            else:
                at += 1
        return found

    def _begins_one(self, word: str) -> bool:
        if word not in self._begun:
            begun = len(word) >= SHORTEST_WORD and word not in self._places
            begun = begun and any(hidden.startswith(word) for hidden in self._places)
            self._begun[word] = begun and not self.is_visible(word)
        return self._begun[word]

    def _longest(self, words: list[tuple[str, int, int]], at: int) -> tuple[int, str]:
        """How many words from here on stand so among the withheld, and how they stand there."""
        best, printed = 0, ""
        for index, place in self._places.get(words[at][0], ()):
            hidden, length = self._words[index], 0
            while at + length < len(words) and place + length < len(hidden):
                if words[at + length][0] != hidden[place + length][0]:
                    break
                length += 1
            if length > best:
                best, printed = length, self.texts[index][hidden[place][1] : hidden[place + length - 1][2]]
        return best, printed

    def _gives_away(self, printed: str) -> bool:
        if printed not in self._known:
            self._known[printed] = any(map(_tells, _WORD.findall(printed))) and not self.is_visible(printed)
        return self._known[printed]


def letters_of(text: str) -> str:
    """The letters alone, so that marks, note numbers and ends of lines make no difference; of numbers, the digits."""
    return _only(str.isalpha, text) or _only(str.isdigit, text)


def _only(wanted: Callable[[str], bool], text: str) -> str:
    return "".join(filter(wanted, bare(text).casefold()))


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _WORD.finditer(bare(text)):
        yield found[0].casefold(), found.start(), found.end()


def _tells(word: str) -> bool:
    if word.isdigit():
        return len(word) >= SHORTEST_NUMBER
    return len(word) >= SHORTEST_WORD and word.casefold() not in _COMMON


def names_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds these names in a ``bare`` text: as whole words, longest first, in any case and with any white space."""
    named = {tuple(bare(name).split()) for name in names if _WORD.search(name)}
    parts = sorted(named, key=lambda one: -len(" ".join(one)))
    if not parts:
        return None
    each = "|".join(r"\s+".join(map(re.escape, one)) for one in parts)
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE)
