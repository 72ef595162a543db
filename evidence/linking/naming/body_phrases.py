"""Whether capitalised words, all of them, are a body's name by the word that says what it is: "Security Council"."""

from __future__ import annotations

from evidence.linking.naming.titles import TITLES
from evidence.linking.naming.word_lists import (
    BODY_WORDS,
    CALENDAR_WORDS,
    DOCUMENT_WORDS,
    FUNCTION_WORDS,
    NEWSPAPER_FIRST,
    NEWSPAPER_WORDS,
    ORDINARY_WORDS,
    PEOPLES,
    PLACES,
    PLURAL_ROLES,
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
# The same of a hospital and who runs it: "NHS Foundation Trust", "University Hospital".
_GENERIC_HOSPITAL = word_set("NHS Foundation Hospital Hospitals University Teaching Acute Primary Care General")
_CIVIL_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Professor", "Prof", "Dame", "Baroness"})
_HOSPITAL = frozenset({"Trust", "Trusts", "Hospital", "Hospitals", "Board", "Foundation"})


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
    if modifiers[0] in _CIVIL_TITLES:
        return False  # "Dr Hugh Court"
    if last not in BODY_WORDS or all(word in _GENERIC for word in modifiers):
        return False
    if last in _HOSPITAL and all(word in _GENERIC_HOSPITAL for word in modifiers):
        return False
    if last in WEAK_BODY_WORDS:
        return any(is_distinct(word) for word in modifiers)
    placed = all(word in PLACES or word in PEOPLES or word in ("His", "Her") for word in modifiers)
    return not placed or last not in _GOVERNMENTAL


def is_distinct(word: str) -> bool:
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
