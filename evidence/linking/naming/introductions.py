"""What the text says of a person when it brings them in: "Ms Kristie Canegallo, Vice President … at Google"."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from evidence.linking.naming.body_phrases import body_in
from evidence.linking.naming.capitalised import WORD, runs
from evidence.linking.naming.joined_bodies import continued_body
from evidence.linking.naming.person_forms import titled_forms
from evidence.linking.naming.survey import Place
from evidence.linking.naming.titles import POST_NOMINALS, TITLES
from evidence.linking.naming.word_lists import (
    AGENT_VERBS,
    ORDINARY_WORDS,
    PEOPLES,
    PLACES,
    PLAIN_ACRONYMS,
    PLURAL_ROLES,
    ROLE_PORTFOLIOS,
    ROLE_WORDS,
)

_LONGEST = 240
_MOST_WORDS = 24
_STOP = re.compile(r"[.;:!?]\s|[.;:!?]$|\n| [–—-] |[()\[\]“”\"]")
_OPENING = re.compile(
    r"(?:and )?(?:(?:who|which) (?:is|was) )?"
    r"(?:(?:the|a|an|then|now|our|its|their|one of the|at the time|currently) )*"
)
_WHEN = re.compile(r" (?:from|between|until|since|in) (?:\w+ ){0,3}\d{4}\b.*")
_TAIL = re.compile(
    rf"(?P<prep> (?:at|for|of|with|from|in) )(?P<article>the )?"
    rf"(?P<name>{WORD}(?: (?:of |for |and |& |of the )?{WORD}){{0,7}})$"
)
_PREPOSITION = re.compile(r" (?:at|for|of|with|from|in|on behalf of) (?:[Tt]he )?")
_OWNER = re.compile(rf"(?P<name>{WORD}(?: (?:of |and |& )?{WORD}){{0,5}})'s? (?P<role>\S.*)")
_BODY_FIRST = re.compile(rf"(?P<name>{WORD}) (?P<role>[A-Z].*)")
_LISTED = re.compile(rf"{WORD}(?: {WORD})*,? (?:and|&) {WORD}")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A role read beside a name, and the organisation it is at, as printed; the place is the name's."""

    person: Hashable  # the witness's key, or the proposal's
    role: str
    organisation: str
    place: Place


def role_after(text: str, end: int) -> str:
    """The role that follows a name and a comma; "" when what follows is something else ("Mr Brown, Mr Straw and …")."""
    if not text.startswith(", ", end):
        return ""
    following = text[end + 2 : end + 2 + _LONGEST]
    stop = _STOP.search(following)
    parts = following[: stop.start() if stop else len(following)].split(", ")
    opening = _OPENING.match(parts[0])
    parts[0] = parts[0][opening.end() if opening else 0 :]
    role = _until_verb(parts[0])
    if not _is_role(role):
        return ""
    for number, part in enumerate(parts[1:], 1):
        if role != ", ".join(parts[:number]) or not _goes_on(role, part):
            break
        role += ", " + _until_verb(part)
    return role


def _until_verb(part: str) -> str:
    """The words up to the verb that takes the sentence on, where a comma is missing."""
    words = part.split(" ")
    for at, word in enumerate(words):
        if at and (
            word in AGENT_VERBS
            or (word in ("who", "has", "had", "was", "is", "that", "which", "and") and _turns(words, at))
        ):
            return " ".join(words[:at])
    return part


def _turns(words: list[str], at: int) -> bool:
    """Whether "and" goes on to another person rather than to the rest of a role."""
    return words[at] != "and" or (
        at + 1 < len(words)
        and words[at + 1] in TITLES
        and words[at + 1] not in ("General", "President", "Secretary", "Chief")
    )


def _is_role(role: str) -> bool:
    """Whether a phrase says what somebody is: an office or a trade near its beginning, and no name first."""
    words = role.split(" ")
    if not role or len(words) > _MOST_WORDS:
        return False
    opening = next(runs(role), None)
    if opening is not None and not opening.start() and any(form.start == 0 for form in titled_forms(opening[0])):
        return False
    for at, word in enumerate(words[:9]):
        bare = word.strip("'’,").lower()
        if bare in ROLE_WORDS or bare.rpartition("-")[2] in ROLE_WORDS:
            return True
        if (
            at
            and word.islower()
            and word not in _JOINING
            and not word.endswith(("al", "ing", "ior", "ive", "ant", "ent"))
        ):
            return at < 4 and any(w.lower() in ROLE_WORDS for w in words[at : at + 2])
    return False


_JOINING = frozenset(
    [
        "of",
        "for",
        "and",
        "the",
        "to",
        "in",
        "at",
        "former",
        "private",
        "deputy",
        "senior",
        "chief",
        "co",
        "assistant",
        "on",
    ]
)


def _goes_on(role: str, part: str) -> bool:
    """Whether a part after a comma belongs to the role's own list: "Corporate, Legal and External Affairs"."""
    last = role.rpartition(" ")[2]
    if last not in ROLE_PORTFOLIOS and last not in ORDINARY_WORDS:
        return False
    first = part.split(" ", 1)[0]
    return first not in TITLES and (bool(_LISTED.match(part)) or first in ROLE_PORTFOLIOS)


def role_before(text: str, start: int) -> str:
    """The role in front of a name: "the then Foreign Secretary, Mr Jack Straw"."""
    before = text[max(0, start - 110) : start]
    if before[-2:] == ", ":
        before = before[:-2]
    elif before[-1:] == " ":
        before = before[:-1]
    else:
        return ""
    words = before.split(" ")
    for size in range(1, min(12, len(words))):
        word = words[-size - 1].lstrip("(“")
        if (
            any(mark in words[-size] for mark in ",.;:()“”")
            or words[-size] in AGENT_VERBS
            or (words[-size] in TITLES and size > 6)
        ):
            return ""
        if word.lower() in ("the", "then", "former", "his", "her", "their", "a", "an"):
            role = " ".join(words[-size:])
            return role if _ends_as_role(role) else ""
    return ""


def _ends_as_role(role: str) -> bool:
    head = re.split(r" (?:of|for|at|in|to|on) ", role, maxsplit=1)[0].rpartition(" ")[2].lower()
    return head in ROLE_WORDS and head not in PLURAL_ROLES


def split_organisation(
    role: str, is_body: Callable[[str], bool], is_distinct: Callable[[str], bool]
) -> tuple[str, str]:
    """A role and the organisation it names: by its end ("… at Google"), its owner ("Facebook's …") or its first word
    ("FCO Permanent Under Secretary"). ``is_body`` knows names; ``is_distinct`` says a word can be no common one."""
    when = _WHEN.search(role)
    dates = when[0].rstrip() if when else ""
    title, organisation = _split(role.strip().removesuffix(dates), is_body, is_distinct)
    return title + dates, organisation


def _split(role: str, is_body: Callable[[str], bool], is_distinct: Callable[[str], bool]) -> tuple[str, str]:
    for match in _PREPOSITION.finditer(role):
        tail = role[match.end() :]
        if tail and (is_body(tail) or _names_itself(tail) or _is_initials(tail)):
            return role[: match.start()], tail
    tail_match = _TAIL.search(role)
    if tail_match is not None:
        name = tail_match["name"]
        fits = tail_match["prep"] == " at " or (tail_match["prep"] == " for " and not tail_match["article"])
        if fits and " and " not in name and all(is_distinct(word) for word in name.split(" ")[:1]):
            return role[: tail_match.start()], name
    owner = _OWNER.match(role)
    if owner is not None and (is_body(owner["name"]) or is_distinct(owner["name"].split(" ")[0])):
        return owner["role"], owner["name"]
    first = _BODY_FIRST.match(role)
    if first is not None and is_body(first["name"]):
        return first["role"], first["name"]
    return role, ""


def _is_initials(tail: str) -> bool:
    """Initials, or a name that begins with them: "UNMOVIC", "BT Security"."""
    first, _, rest = tail.partition(" ")
    if not (len(first) > 1 and first.isalpha() and first.isupper()) or first in PLAIN_ACRONYMS:
        return False
    return may_be_distinct(first) and (not rest or (rest[0].isupper() and " " not in rest))


def _names_itself(tail: str) -> bool:
    if tail[0].islower():
        return False
    if body_in(tail) == tail:
        return True
    head = re.match(rf"{WORD}(?: {WORD})*", tail)
    return head is not None and continued_body(tail, 0, head.end()) == tail


def may_be_distinct(word: str) -> bool:
    """Whether a word is none of the places, peoples, offices and departments that stand at the end of a role."""
    common = word in PLACES or word in PEOPLES or word in ROLE_PORTFOLIOS or word in ORDINARY_WORDS
    return not common and word not in POST_NOMINALS and word.lower() not in ROLE_WORDS and word not in TITLES
