"""Bodies that the text names: by a word that says what they are, by initials, or by what they do in the sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from evidence.linking.naming.body_phrases import body_in, is_body_phrase, is_distinct, joined_by_ampersand
from evidence.linking.naming.given_names import GIVEN_NAMES
from evidence.linking.naming.joined_bodies import continued_body, field_before, listed_body, place_before
from evidence.linking.naming.survey import Survey
from evidence.linking.naming.titles import CIPHER, POST_NOMINALS, TITLES
from evidence.linking.naming.word_lists import (
    PAPER_NAMES,
    PLACES,
    PLAIN_ACRONYMS,
)

_LONGEST_PAPER = 3
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,7}[A-Z]s?")
_SELDOM = 5
_MOSTLY = 3


def bodies(found: Survey) -> Iterator[tuple[str, str]]:
    """Every body the report names by its form, with the rule that saw it."""
    continued = _continued_bodies(found)
    for body in continued:
        yield body, "body-word-of"
    for body in _bodies_of_two_places(found, continued):
        yield body, "body-word-of"
    for number, start, end in found.joined:
        if body := listed_body(found.texts[number][1], start, end):
            yield body, "body-word"
    for phrase in found.phrases:
        if body := body_in(phrase):
            yield body, "body-word"
        elif joined_by_ampersand(phrase) and not any(phrase in body for body in continued):
            yield phrase, "ampersand"
        elif is_acronym_of_a_body(found, phrase):
            yield phrase, "initials"
        elif is_newspaper(found, phrase):
            yield phrase, "newspaper"


def _bodies_of_two_places(found: Survey, continued: list[str]) -> Iterator[str]:
    """ "the Kensington and Chelsea Tenant Management Organisation", where the report pairs the two places elsewhere too
    ("Royal Borough of Kensington and Chelsea"), or always names what follows with the same first place."""
    pairs: dict[str, Counter[str]] = {}
    for number, start, end in found.joined:
        text = found.texts[number][1]
        phrase = text[start:end]
        if " " not in phrase or not is_body_phrase(phrase.split(" ")):
            continue
        if field := field_before(text, start):
            yield f"{field} and {phrase}"
        elif place := place_before(text, start):
            pairs.setdefault(phrase, Counter())[place] += 1
    for phrase, places in pairs.items():
        place, times = places.most_common(1)[0]
        paired = f"{place} and {phrase.split(' ')[0]}"
        always = times > 1 and times == found.phrases[phrase]
        if always or any(body.endswith(paired) for body in continued):
            yield f"{place} and {phrase}"


def _continued_bodies(found: Survey) -> list[str]:
    """Bodies that go on after their first word; a head that mostly stands alone ("Security Council") does not."""
    continued: Counter[tuple[str, str]] = Counter()
    for number, start, end in found.heads:
        text = found.texts[number][1]
        if body := continued_body(text, start, end):
            continued[text[start:end], body] += 1
    kept = {}
    for (head, body), times in continued.items():
        alone = found.phrases[head] > _MOSTLY * times
        if not (alone and (head.endswith((" Council", " Office")) or is_body_phrase(head.split(" ")))):
            kept[body] = True
    return list(kept)


def is_newspaper(found: Survey, phrase: str) -> bool:
    """Whether a phrase is named as newspapers are, after "the": "the Hollin Gazette"; "Jane Post" is somebody."""
    *modifiers, last = phrase.split(" ")
    if not modifiers or len(modifiers) > _LONGEST_PAPER or last not in PAPER_NAMES or not found.after_the[phrase]:
        return False
    if modifiers[0] in GIVEN_NAMES and 2 * found.after_the[phrase] < found.phrases[phrase]:
        return False
    return modifiers[0] not in TITLES and all(is_distinct(word) or word in PLACES for word in modifiers)


def is_acronym_of_a_body(found: Survey, phrase: str) -> bool:
    """Initials that stand as a body does: after "the", or doing something."""
    if not _ACRONYM.fullmatch(phrase) or phrase in PLAIN_ACRONYMS or phrase in PLACES or phrase in TITLES:
        return False
    if (
        sum(letter.isupper() for letter in phrase) * 2 < len(phrase)
        or phrase in POST_NOMINALS
        or CIPHER.fullmatch(phrase)
    ):
        return False
    if phrase.endswith("s") and phrase[:-1].isupper():
        return False  # a plural: "MPs", "NGOs"
    times, after_the = found.phrases[phrase], found.after_the[phrase]
    if found.is_short:
        return after_the > 0
    return found.acting[phrase] > 0 and (after_the * _SELDOM > times or found.owning[phrase] > 0)
