"""Phrases of a paragraph that name somebody who could speak: people with or without a title, and bodies.

This is only as much of a grammar of names as finding a speaker needs; names recognised elsewhere are taken over with
their keys, and a phrase that is not among them is still kept as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from evidence.linking.naming.given_names import FEMALE, MALE
from evidence.linking.naming.titles import PARTICLES, POST_NOMINALS, TITLES, Bearing, bearing_of, honorific_size
from evidence.linking.quoting.quoted_prose import Prose
from evidence.linking.quoting.records import NamedStretch
from evidence.linking.quoting.speaker_words import CONNECTORS, DOCUMENTS, NOT_NAMES, words_of

_TITLE_STARTS = frozenset(title.split()[0] for title in TITLES if title)
_COURTESY = words_of("Mr Mrs Ms Miss Dr Sir Dame Lord Lady Baroness Professor")
_AFTER_HIS = words_of("Majesty Highness Royal Honour Excellency Eminence Grace Holiness Worship Lordship Ladyship")
_PARTICLES = frozenset(word for particle in PARTICLES for word in particle.split())
_GIVEN = MALE | FEMALE
_SELF = frozenset(("Inquiry", "Report", "Chair", "Investigation", "Chairman"))
_POSSESSIVES = ("’s", "'s", "s’", "s'")
_LONGEST = 12
_CIPHERED = words_of("Soldier Witness Officer Private Corporal Sergeant Gunner Lance Detainee Applicant Child Resident")
_APPOSED = words_of("a an who whose")
_NAME_MARKS = ("‘", "“")  # a witness called by another name: "‘Alex’ described"
# What only somebody does, so that a lone capital before it is a name: "Google told us".
_TELLS = words_of("told said explained wrote")


class Phrase(NamedTuple):
    """A run of tokens (``first`` to ``stop``, excluded) that names somebody; offsets leave out a possessive ending."""

    first: int
    stop: int
    start: int
    end: int
    kind: str  # "person", "body", "document"
    titled: bool
    possessive: bool
    key: str | None = None


def phrases(prose: Prose, named: Sequence[NamedStretch]) -> list[Phrase]:
    """The phrases in reading order, without overlap."""
    return list(_phrases(prose, _by_token(prose, named)))


def _by_token(prose: Prose, named: Sequence[NamedStretch]) -> dict[int, NamedStretch]:
    """Named stretches by the token they begin with; the longest wins."""
    found: dict[int, NamedStretch] = {}
    for stretch in named:
        token = prose.token_at(stretch.start)
        if stretch.kind == "subject":  # a technology or a law does not speak
            continue
        if token < len(prose.words) and prose.is_quotation(token):  # named inside somebody's words
            continue
        if token < len(prose.words) and (token not in found or stretch.end > found[token].end):
            found[token] = stretch
    return found


def _phrases(prose: Prose, named: dict[int, NamedStretch]) -> Iterator[Phrase]:
    words = prose.words
    capitals = [token for token, word in enumerate(words) if word[0].isupper()]
    inner = _inner_capitals(words, capitals)
    reached = 0
    for token in sorted({*capitals, *named}) if named else capitals:
        if token < reached:
            continue
        known = named.get(token)
        titled_stop = _titled_name(words, token) if words[token] in _TITLE_STARTS else token
        titled = titled_stop > token
        stop = titled_stop if titled else _capital_run(words, token)
        if known is not None:
            known_stop = max(prose.token_at(known.end - 1) + 1, token + 1)
            stop = max(stop, known_stop) if titled else known_stop
        if stop == token:
            continue
        first = token + 2 if words[token : token + 2] == ["Rt", "Hon"] and stop > token + 2 else token
        called = prose.text[max(0, prose.starts[first] - 1) : prose.starts[first]] in _NAME_MARKS
        if known is not None or titled or called or not _plain_beginning(words, first, stop, inner):
            yield _phrase(prose, first, stop, titled, _known_within(named, first, stop))
        reached = stop


def _inner_capitals(words: Sequence[str], capitals: Sequence[int]) -> frozenset[str]:
    """Words that stand with a capital inside a sentence, and so are names wherever they stand."""
    return frozenset(words[token] for token in capitals if token and words[token - 1][0].isalnum())


def _plain_beginning(words: Sequence[str], first: int, stop: int, inner: frozenset[str]) -> bool:
    """Whether a lone capital is only a sentence’s beginning: "Intelligence indicated", "Lawyers said"."""
    word = words[first]
    if stop - first > 1 or (first and words[first - 1][0].isalnum()) or word in inner:
        return False
    bare = word[: -_ending(word)] if word.endswith(_POSSESSIVES) and len(word) > 2 else word
    follows = words[stop] if stop < len(words) else ""
    described = follows == "," and words[stop + 1 : stop + 2] and words[stop + 1] in _APPOSED
    return not (bare.isupper() and len(bare) > 1) and follows not in _TELLS and not described


def _known_within(named: dict[int, NamedStretch], first: int, stop: int) -> NamedStretch | None:
    if named:
        for token in range(first, min(stop, first + _LONGEST)):
            if token in named:
                return named[token]
    return None


def _phrase(prose: Prose, first: int, stop: int, titled: bool, known: NamedStretch | None) -> Phrase:
    words = prose.words[first:stop]
    last = words[-1]
    possessive = last.endswith(_POSSESSIVES) and len(last) > 2
    end = prose.ends[stop - 1] - (_ending(last) if possessive or last[-1] in "’'" else 0)
    plain = last[: len(last) - _ending(last)] if possessive else last
    named_kind = known.kind if known is not None else ""
    kind = _kind(words, plain, titled, named_kind)
    key = known.key if known is not None else None
    return Phrase(first, stop, prose.starts[first], end, kind, titled, possessive, key)


def _ending(word: str) -> int:
    """How long a possessive ending is: two for "Facebook’s", one for "Griffiths’"."""
    return 2 if word.endswith(("’s", "'s")) else 1


def _kind(words: Sequence[str], last: str, titled: bool, named_kind: str) -> str:
    if named_kind in {"witness", "person"}:
        return "person"
    if named_kind == "organisation":
        return "body"
    if titled:
        return "person"
    if last.lower() in DOCUMENTS:
        own_name = len(words) == 2 and last in {"Report", "Review"} and not words[0].isupper()
        return "body" if own_name and words[0] not in _SELF and words[0].isalpha() else "document"
    if len(words) > 1 and words[0] in _GIVEN and not CONNECTORS.intersection(words):
        return "person"
    return "body"


def _titled_name(words: Sequence[str], first: int) -> int:
    """Where the name that begins with a title stops; ``first`` itself if no name follows the title."""
    simple = words[first] in _COURTESY and first + 1 < len(words) and words[first + 1] not in _TITLE_STARTS
    size = 1 if simple else honorific_size(list(words[first : first + 8]))
    if not size and not _is_address(words[first + 1 : first + 2]):
        return first  # "His statement" names nobody, "Chief Medical Adviser" an office
    token = first + size
    if token < len(words) and words[token] == "." and token > first:
        token += 1
    begin = token
    while token < len(words) and token - begin < 6:
        word = words[token]
        if word in _PARTICLES and token + 1 < len(words) and words[token + 1][0].isupper():
            token += 1
        elif not word[0].isupper() or (token > begin and (word in _COURTESY or word in NOT_NAMES)):
            break
        else:
            token += 1
            if word.endswith(_POSSESSIVES):
                break
    return token if token > begin else first


def _is_address(following: Sequence[str]) -> bool:
    """Whether the word after "His" or "Her" makes an address of it: "Her Majesty"."""
    return bool(following) and following[0].removesuffix("’s").removesuffix("'s") in _AFTER_HIS


def _capital_run(words: Sequence[str], first: int) -> int:
    """Where a run of capitalised words stops, with the small words that names of bodies hold."""
    if words[first] in NOT_NAMES or (len(words[first]) == 1 and words[first] == "I"):
        return first
    token, joined = first, False
    while token < len(words) and token - first < _LONGEST:
        word = words[token]
        if word[0].isupper():
            if token > first and (word in _COURTESY or (word in NOT_NAMES and word != "Inquiry")):
                break
            token += 1
            if word.endswith(_POSSESSIVES) and len(word) > 2:
                break
        elif word.isdigit() and token > first and (len(word) == 1 or _is_cipher(words[first:token], word)):
            token += 1
        elif (
            word == "."
            and token > first + 1
            and len(words[token - 1]) == 1
            and words[token + 1 : token + 2]
            and (words[token + 1][0].islower())
        ):
            token += 1  # "Jayde C. said"
        elif word in CONNECTORS and (size := _connector(words, token, joined)):
            joined = True
            token += size
        else:
            break
    return token


def _is_cipher(words: Sequence[str], number: str) -> bool:
    """Whether a number goes on with the noun for a person before it: "Soldier 027"."""
    return len(number) < len("2009") and len(words) < 3 and words[-1] in _CIPHERED


def _connector(words: Sequence[str], token: int, joined: bool) -> int:
    """How many small words lead on to the next capital: "of", "for the", "&"; "and" only inside such a name."""
    word = words[token]
    if (word == "and" and not joined) or word in {"the", "on", "in"}:
        return 0
    size = 2 if token + 1 < len(words) and words[token + 1] == "the" else 1
    following = words[token + size] if token + size < len(words) else ""
    if not following[:1].isupper() or following in _COURTESY or following in NOT_NAMES:
        return 0
    return size


def is_self(prose: Prose, phrase: Phrase) -> bool:
    """Whether the phrase is the inquiry or report itself, whose words are not a quotation's."""
    return phrase.stop - phrase.first == 1 and prose.text[phrase.start : phrase.end] in _SELF


def surname(printed: str) -> str:
    """The last word of a name that is not an honour: what the short and the full form share."""
    words = printed.split()
    while len(words) > 1 and words[-1].rstrip(",") in POST_NOMINALS:
        words.pop()
    return words[-1] if words else ""


@lru_cache(maxsize=4096)
def bearing(printed: str) -> Bearing:
    """What a name's titles say of its bearer; a common given name speaks where there is no title."""
    words = printed.split()
    size = honorific_size(words)
    said = bearing_of(" ".join(words[:size])) if size else Bearing.ANYONE
    if said is Bearing.ANYONE and len(words) > size + 1:
        given = words[size]
        if (given in MALE) != (given in FEMALE):
            return Bearing.MALE if given in MALE else Bearing.FEMALE
    return said
