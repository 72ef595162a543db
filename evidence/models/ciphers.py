"""Signs that stand for people whose names are not public: whoever tries, none is joined to a name."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from evidence.models.entities import Witness

_WORD = re.compile(r"[\w-]+")
_MOST_WORDS = 3  # of a sign: “Undercover Officer 3”


def signs_in(text: str, signs: AbstractSet[str]) -> set[str]:
    """Which of the signs stand in a text, as words of their own: “IN-A1’s mother” holds “IN-A1”."""
    if not signs:
        return set()
    words = _WORD.findall(text)
    runs = {" ".join(words[at : at + many]) for at in range(len(words)) for many in range(1, _MOST_WORDS + 1)}
    return (runs | {text.strip()}) & signs


def ciphers_of(inquiry: int) -> set[str]:
    """The signs of an inquiry."""
    return set(Witness.objects.filter(inquiry=inquiry, is_cipher=True).values_list("name", flat=True))


def ciphers_in(text: str, inquiry: int) -> set[str]:
    """The signs in a text that stand for people of the inquiry."""
    return signs_in(text, ciphers_of(inquiry))
