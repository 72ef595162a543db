"""The fullest form of a speaker's name near by, and whom a pronoun may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from evidence.linking.naming.titles import GIVEN_NAME_TITLES, Bearing, honorific_size
from evidence.linking.quoting.speaker_phrases import Phrase, bearing, surname

_MALE = frozenset((Bearing.MALE, Bearing.PEER_MALE))
_FEMALE = frozenset((Bearing.FEMALE, Bearing.PEER_FEMALE))


def may_be(pronoun: str, printed: str) -> bool:
    """Whether a pronoun may stand for the person so named."""
    said = bearing(printed)
    if pronoun in {"he", "his", "him"}:
        return said not in _FEMALE
    if pronoun in {"she", "her"}:
        return said not in _MALE
    return True


def fullest(printed: str, texts: Sequence[tuple[str, Iterable[Phrase]]]) -> tuple[str, Phrase | None, int]:
    """The longest name that holds this one: its words, its phrase, and which text it stands in; as given if none is.

    Two longer names that contradict each other ("James Murdoch", "Rupert Murdoch") leave a name as it is.
    """
    mine = _names(printed)
    last = surname(printed)
    if not mine or not last:
        return printed, None, 0
    candidates: dict[tuple[str, ...], tuple[str, Phrase, int]] = {}
    for place, (text, found) in enumerate(texts):
        if last not in text:
            continue
        for phrase in found:
            if phrase.kind != "person":
                continue
            if phrase.end - phrase.start <= len(printed):
                continue
            other = text[phrase.start : phrase.end]
            names = _names(other)
            if not _holds(names, mine) or _contradict(printed, other):
                continue
            known = candidates.get(names)
            if known is None or len(other) > len(known[0]):
                candidates[names] = (other, phrase, place)
    longest = max(candidates, key=len, default=())
    if not longest or any(not set(names) <= set(longest) for names in candidates):
        return printed, None, 0
    return max(
        (candidates[names] for names in candidates if len(names) == len(longest)), key=lambda found: len(found[0])
    )


@lru_cache(maxsize=4096)
def _names(printed: str) -> tuple[str, ...]:
    words = printed.replace(",", "").split()
    return tuple(words[honorific_size(words) :])


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return len(longer) >= len(shorter) and set(shorter) <= set(longer)


def _contradict(one: str, other: str) -> bool:
    """Whether titles tell two names apart: "Mr Kelly" is not "Mrs Kelly", "Lord Blair" not "Mr Blair"."""
    first, second = bearing(one), bearing(other)
    mine, theirs = _title(one), _title(other)
    if mine and theirs and "Lord" in (mine | theirs) and mine != theirs:
        return True
    if (mine | theirs) & GIVEN_NAME_TITLES and not mine & theirs:
        return bool(mine) and len(_names(one)) < 2
    return (first in _MALE and second in _FEMALE) or (first in _FEMALE and second in _MALE)


@lru_cache(maxsize=4096)
def _title(printed: str) -> frozenset[str]:
    words = printed.split()
    return frozenset(words[: honorific_size(words)])
