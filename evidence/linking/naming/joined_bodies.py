"""Bodies whose name goes on past a small word: "Ministry of Defence", "Culture, Media and Sport Committee"."""

from __future__ import annotations

import re

from evidence.linking.naming.body_phrases import body_in
from evidence.linking.naming.capitalised import WORD, without_possessive
from evidence.linking.naming.titles import POST_NOMINALS, TITLES
from evidence.linking.naming.word_lists import (
    BODY_WORDS,
    CALENDAR_WORDS,
    DOCUMENT_WORDS,
    FUNCTION_WORDS,
    LEADING_BODY_WORDS,
    NEWSPAPER_WORDS,
    ORDINARY_WORDS,
    PEOPLES,
    PLACES,
    ROLE_PORTFOLIOS,
    ROLE_WORDS,
    word_set,
)

_LISTABLE = word_set(
    """
    Agency Association Authority Board Commission Committee Constabulary Council Department Directorate Group Office
    League Panel Police Secretariat Service Services Society Tribunal Unit
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
_HEALTH = re.compile(rf"(?<![\w'-])(?:{WORD} ){{0,4}}Health and $")
_LONGEST_LIST = 70
_NATION = (
    "(?:Great Britain(?: and (?:Northern )?Ireland)?|England(?: and Wales)?|Scotland|Wales|(?:Northern )?Ireland"
    "|the United Kingdom|Australia|Canada|New Zealand)"
)
_OF_A_NATION = re.compile(rf" of {_NATION}(?![\w-])")
# Peers and stretches of land after which hospitals and schools are called: "Countess of Chester Hospital".
_NAMESAKES = frozenset({"Countess", "Duchess", "Princess", "Prince", "Duke", "Isle", "Vale", "Forest"})
_RUN_OF_A_PLACE = re.compile(rf" of (?P<tail>{WORD}(?: {WORD}){{1,6}})")
_ONE_PLACE = re.compile(rf"(?<![\w'-])(?:[Tt]he |(?<=[.:] )|^)(?P<word>{WORD}) and $")
_TWO_PLACES = re.compile(rf" of {WORD} and (?!Mr|Ms|Mrs|Dr|Sir){WORD}(?! [A-Z])")
_STANDS_ALONE = frozenset({"Commonwealth", "State", "Europe", "Women", "War", "Internal", "External", "Trust"})
_OFFICES_OF = frozenset({"Office", "Inspectorate"})


def continued_body(text: str, start: int, end: int) -> str:
    """A body whose first word leads it: "Ministry of Defence", "Department for Business and Industrial Strategy"."""
    words = text[start:end].split(" ")
    if words[-1] in _NAMESAKES:
        return _called_after(text, start, end)
    if len(words) > 1 and words[-1] in BODY_WORDS and (nation := _OF_A_NATION.match(text, end)):
        return text[start : nation.end()]  # "University Hospital of Wales"
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
        return text[start : _place_end(match, first_end, of_an_officer=words[-1] in _OFFICES_OF)]
    if words[-1] == "Borough" and (both := _TWO_PLACES.match(text, end)):
        return text[start : both.end()]
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


def _called_after(text: str, start: int, end: int) -> str:
    """ "Countess of Chester Hospital NHS Foundation Trust": a namesake, a place, and the longest body after them."""
    match = _RUN_OF_A_PLACE.match(text, end)
    if match is None:
        return ""
    body = body_in(match["tail"])
    return text[start : match.start("tail") + len(body)] if body else ""


def _place_end(match: re.Match[str], end: int, *, of_an_officer: bool) -> int:
    """Past a further joint that belongs to the name: "Standards in Public Life", "the Training of Journalists"."""
    place = match["place"]
    if place and match.start("place") == end:
        if nation := _OF_A_NATION.match(match.string, end):
            return nation.end()
        if of_an_officer and _is_officer_of_a_body(match["first"], place):
            return match.end("place")
        words = re.findall(WORD, place)
        fits = [word in ORDINARY_WORDS or word in ROLE_PORTFOLIOS or _is_plural(word) for word in words]
        if all(fits) or place in (" of England and Wales", " of the West of England"):
            return match.end("place")
    return end


def _is_officer_of_a_body(officer: str, place: str) -> bool:
    """ "Office of the Inspector-General of the Australian Defence Force": the body belongs to the officer."""
    role = officer.rpartition(" ")[2].partition("-")[0].lower()
    return role in ROLE_WORDS and place.startswith(" of ") and place.rpartition(" ")[2] in BODY_WORDS


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
    if match is None or words[-1] not in _LISTABLE | {"Trust"} or not 1 < len(words) < 4:
        return ""
    listed = re.findall(WORD, match["list"])
    if words[:-1] == ["Rescue"] and (brigade := _FIRE.search(before)):
        return before[brigade.start() :] + text[start:end]  # "Greater Manchester Fire and Rescue Service"
    if words[:-1] in (["Social", "Care"], ["Social", "Services"]) and (health := _HEALTH.search(before)):
        return before[health.start() :] + text[start:end]  # "Belfast Health and Social Care Trust"
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


def place_before(text: str, start: int) -> str:
    """The single word of a place in front of "and": "Kensington" of "the Kensington and Chelsea … Organisation"."""
    match = _ONE_PLACE.search(text[max(0, start - _LONGEST_LIST) : start])
    if match is None:
        return ""
    word = match["word"]
    if word in BODY_WORDS or word in DOCUMENT_WORDS or word in TITLES or word in FUNCTION_WORDS or word.isupper():
        return ""
    common = word in ORDINARY_WORDS or word.lower() in ROLE_WORDS or word in PEOPLES or word in NEWSPAPER_WORDS
    return "" if common or _is_plural(word) else word


def field_before(text: str, start: int) -> str:
    """The field in front of "and" that can be no body by itself: "Nursing" of "the Nursing and Midwifery Council"."""
    match = _ONE_PLACE.search(text[max(0, start - _LONGEST_LIST) : start])
    if match is None or not match[0].lower().startswith("the "):
        return ""
    word = match["word"]
    return word if word in ROLE_PORTFOLIOS and word not in BODY_WORDS and word not in _STANDS_ALONE else ""
