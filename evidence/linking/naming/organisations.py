"""Bodies that the text names: by a word that says what they are, by initials, or by what they do in the sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from evidence.linking.naming.capitalised import WORD, without_possessive
from evidence.linking.naming.given_names import GIVEN_NAMES
from evidence.linking.naming.survey import Survey
from evidence.linking.naming.titles import CIPHER, POST_NOMINALS, TITLES
from evidence.linking.naming.word_lists import (
    BODY_WORDS,
    CALENDAR_WORDS,
    DOCUMENT_WORDS,
    FUNCTION_WORDS,
    LEADING_BODY_WORDS,
    NEWSPAPER_FIRST,
    NEWSPAPER_WORDS,
    ORDINARY_WORDS,
    PAPER_NAMES,
    PEOPLES,
    PLACES,
    PLAIN_ACRONYMS,
    PLURAL_ROLES,
    ROLE_PORTFOLIOS,
    ROLE_WORDS,
    WEAK_BODY_WORDS,
    word_set,
)

LONGEST_BODY = 9
# With nothing but these before it a body word names no body in particular: "Working Group", "Select Committee".
_GENERIC = word_set(
    """
    Working Steering Select Advisory Management Executive Joint Project Main Review Chief Senior Central Local
    National Regional Head Private Public Independent International New Old First Second Third Armed Special
    Security Ground Task Permanent Civil Standing Core Whole Own Sub Branch General Standards Professional Foreign
    Other Legal Political Opposition Military Naval Front Full Policy Registered Social Secret Free National's
    Broadcast Print Editorial Online Board Committee Member Group HR Police
    """
)
_OPENING_ROLES = frozenset(
    {"Head", "Chief", "Director", "Deputy", "Chairman", "Chair", "Secretary", "Former", "President"}
)
_NUMBERED = frozenset(
    {"Chapter", "Section", "Part", "Annex", "Appendix", "Article", "Module", "Phase", "Volume", "Figure", "Box"}
)
_GOVERNMENTAL = frozenset(
    {"Office", "Executive", "Service", "Union", "Federation"}
)  # after a people: a government, a state
_LISTABLE = word_set(
    """
    Agency Association Authority Board Commission Committee Constabulary Council Department Directorate Group Office
    Panel Police Secretariat Service Services Society Tribunal Unit
    """
)
_PLACED = frozenset(
    {
        "Bank",
        "University",
        "Church",
        "Diocese",
        "Archdiocese",
        "Parliament",
        "Court",
        "College",
        "Ministry",
        "Embassy",
        "Institute",
        "Borough",
    }
)
_CONTINUES = re.compile(
    rf" (?:of|for|on) (?:the |an? )?(?P<first>{WORD}(?: & {WORD}| {WORD}){{0,5}})"
    rf"(?P<list>(?:, {WORD}(?: {WORD})?){{0,3}},? (?:and|&) {WORD}(?: {WORD}){{0,2}})?"
    rf"(?P<place> (?:in|of|on|for) (?:the )?{WORD}(?: {WORD}){{0,2}}(?: and {WORD})?)?"
)
_JOINED_BEFORE = re.compile(rf"(?P<list>{WORD}(?: {WORD})?(?:, {WORD}(?: {WORD})?){{0,3}},?) and $")
_FIRE = re.compile(rf"(?<![\w'-])(?:{WORD} ){{1,4}}(?:and {WORD} )?Fire and $")
_LONGEST_LIST = 70
_LONGEST_PAPER = 3
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,7}[A-Z]s?")
_SELDOM = 5
_MOSTLY = 3


def is_body_phrase(words: list[str]) -> bool:
    """Whether the words, all of them, name a body: modifiers and a last word that says what it is."""
    last, modifiers = words[-1], words[:-1]
    if (
        not modifiers
        or len(words) > LONGEST_BODY
        or any(word in FUNCTION_WORDS for word in modifiers if word not in ("Her", "His"))
    ):
        return False
    if any(word[0].islower() or word.endswith(".") for word in modifiers):
        return False
    if last in NEWSPAPER_WORDS and modifiers[-1] in NEWSPAPER_FIRST:
        return True
    if (
        modifiers[0] in CALENDAR_WORDS
        or modifiers[0] in _NUMBERED
        or (modifiers[0] in _OPENING_ROLES and len(words) > 2)
    ):
        return False
    if modifiers[0] in TITLES and modifiers[0] not in ("General", "Private", "Major") and len(words) == 2:
        return False
    if last not in BODY_WORDS or all(word in _GENERIC for word in modifiers):
        return False
    if last in WEAK_BODY_WORDS:
        return any(_is_distinct(word) for word in modifiers)
    placed = all(word in PLACES or word in PEOPLES or word in ("His", "Her") for word in modifiers)
    return not placed or last not in _GOVERNMENTAL


def _is_distinct(word: str) -> bool:
    if word in _GENERIC or word in ORDINARY_WORDS or word.lower() in ROLE_WORDS or word.lower() in PLURAL_ROLES:
        return False
    return word not in DOCUMENT_WORDS and word not in PEOPLES and not (word.isupper() and len(word) > 1)


def body_in(phrase: str) -> str:
    """The body a phrase begins with: "Security Council" of "Security Council Members"; "" for none.

    A phrase that ends as a document does ("Cabinet Office Review") names a document, and no body.
    """
    words = phrase.split(" ")
    if words[-1] in DOCUMENT_WORDS and words[-1] not in BODY_WORDS:
        return ""
    for size in range(min(len(words), LONGEST_BODY), 1, -1):
        if is_body_phrase(words[:size]):
            return " ".join(words[:size])
    return ""


def joined_by_ampersand(phrase: str) -> bool:
    """ "Northern & Shell", "Hodge Jones & Allen": a firm; "Q & A" is not."""
    before, joint, after = phrase.partition(" & ")
    return (
        bool(joint)
        and all(len(word) > 2 and not word.isupper() for word in (*before.split(), *after.split()) if word != "&")
        and not after.startswith(("Other", "Another"))
    )


def continued_body(text: str, start: int, end: int) -> str:
    """A body whose first word leads it: "Ministry of Defence", "Department for Business and Industrial Strategy"."""
    words = text[start:end].split(" ")
    if words[-1] not in LEADING_BODY_WORDS or any(word in TITLES for word in words[:-1] if word != "General"):
        return ""
    match = _CONTINUES.match(text, end)
    if match is None or not _fits_head(words, match["first"].split(" ")):
        return ""
    tail = _body_words(match["first"], of_an_officer=words[-1] == "Office")
    if not tail or (tail.rpartition(" ")[2] in DOCUMENT_WORDS and words[-1] != "Court") or body_in(tail) == tail:
        return ""
    first_end = match.start("first") + len(tail)
    if first_end < match.end("first") or not match["list"]:
        return text[start : _place_end(match, first_end)]
    is_department = words[-1] in ("Department", "Ministry")
    if "&" in match["list"] or all(_may_be_listed(word, is_department) for word in re.findall(WORD, match["list"])):
        return without_possessive(text[start : match.end("list")])
    return text[start:first_end]


def _may_be_listed(word: str, is_department: bool) -> bool:
    """Whether a word after "and" can still belong to the name: a portfolio ("Trade and Industry"), or a plural."""
    if word in BODY_WORDS or word in TITLES or word.lower() in ROLE_WORDS or word.isupper() or word in PLACES:
        return False
    return is_department or word in ORDINARY_WORDS or word in ROLE_PORTFOLIOS or _is_plural(word)


def _is_plural(word: str) -> bool:
    return word.endswith("s") and word[:-1].isalpha() and not word.isupper() and word not in PLACES and len(word) > 5


def _place_end(match: re.Match[str], end: int) -> int:
    """Past a further joint that belongs to the name: "Standards in Public Life", "the Training of Journalists"."""
    place = match["place"]
    if place and match.start("place") == end:
        words = re.findall(WORD, place)
        fits = [word in ORDINARY_WORDS or word in ROLE_PORTFOLIOS or _is_plural(word) for word in words]
        if all(fits) or place in (" of England and Wales", " of the West of England"):
            return match.end("place")
    return end


def _fits_head(head: list[str], tail: list[str]) -> bool:
    first = without_possessive(tail[0])
    if head[-1] == "House":
        return first in ("Commons", "Lords", "Representatives")
    if head[-1] == "Office" and len(head) == 1:
        return first not in CALENDAR_WORDS and not first.isupper()
    if first in TITLES or first in FUNCTION_WORDS or first in CALENDAR_WORDS or first in POST_NOMINALS:
        return first == "Chief"
    if len(head) == 1 and first in PLACES | PEOPLES:
        return head[0] in _PLACED
    return not first.isupper()  # "Board of the BBC" is no name


def _body_words(tail: str, of_an_officer: bool) -> str:
    """The words that go on with the name: up to a title, a role ("Court of Appeal Judge") or a possessive ending."""
    kept: list[str] = []
    for word in tail.split(" "):
        if kept and not of_an_officer and word != "Chief" and (word in TITLES or word.lower() in ROLE_WORDS):
            break
        if kept and (word in FUNCTION_WORDS or word == "Work"):
            break
        kept.append(without_possessive(word))
        if kept[-1] != word:
            break
    return " ".join(kept)


def listed_body(text: str, start: int, end: int) -> str:
    """A body whose name begins before "and": "Culture, Media and Sport Committee"; "" when that is another thing."""
    before = text[max(0, start - _LONGEST_LIST) : start]
    match = _JOINED_BEFORE.search(before)
    words = text[start:end].split(" ")
    if match is None or words[-1] not in _LISTABLE or not 1 < len(words) < 4:
        return ""
    listed = re.findall(WORD, match["list"])
    if words[:-1] == ["Rescue"] and (brigade := _FIRE.search(before)):
        return before[brigade.start() :] + text[start:end]  # "Greater Manchester Fire and Rescue Service"
    if (
        words[-1] in ("Police", "Constabulary")
        and len(words) == 2
        and len(listed) == 1
        and listed[0] not in FUNCTION_WORDS
    ):
        return before[match.start() :] + text[start:end]  # "Avon and Somerset Constabulary"
    if not all(word in ORDINARY_WORDS or word in ROLE_PORTFOLIOS or _is_plural(word) for word in words[:-1]):
        return ""  # a name that stands by itself: "Facebook and Lucy Faithfull Foundation"
    if not all(_may_be_listed(word, is_department=True) for word in listed) or listed[0] in FUNCTION_WORDS:
        return ""
    return before[match.start() :] + text[start:end]


def bodies(found: Survey) -> Iterator[tuple[str, str]]:
    """Every body the report names by its form, with the rule that saw it."""
    continued = _continued_bodies(found)
    for body in continued:
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
    return modifiers[0] not in TITLES and all(_is_distinct(word) or word in PLACES for word in modifiers)


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
