"""Terms that the text defines in brackets: "National Center for Missing & Exploited Children (NCMEC)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.linking.naming.known_bodies import known_bodies
from evidence.linking.naming.titles import TITLES
from evidence.linking.naming.word_lists import (
    BODY_WORDS,
    DOCUMENT_WORDS,
    FUNCTION_WORDS,
    LEADING_BODY_WORDS,
    NEWSPAPER_WORDS,
    ORDINARY_WORDS,
    PLACES,
    ROLE_WORDS,
    word_set,
)

_DEFINED = re.compile(
    r"(?<= )\((?:the |or |also known as )?[“\"']{0,2}(?:the )?"
    r"(?P<short>[A-Z0-9][\w&/-]{1,11})[”\"']{0,2}(?:[,;] [^()]{0,60})?\)"
)
_WORD = re.compile(r"[\w&'-]+")
_HEAD_ENDS = re.compile(r" (?:of|for|on|to|in|against|and Others)\b")
_LEADING = re.compile(r"(?P<head>[A-Z]\w+) (?:for|of) (?:the )?$")
_MOST_LETTERS = 160
_WELL_KNOWN = frozenset(name for body in known_bodies() for name in body.names)
_JOINTS = word_set(
    """
    of the and for to in on a an by with or as at from is was
    """
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term in full and in short, and where the full term stands."""

    long: str
    short: str
    start: int
    end: int

    @property
    def head(self) -> str:
        """The word that says what kind of thing it is: "Center" of "National Center for Missing … Children"."""
        stem = _HEAD_ENDS.split(self.long.rstrip(" 0123456789"), maxsplit=1)[0]
        return stem.rpartition(" ")[2]

    @property
    def is_capitalised(self) -> bool:
        words = [word for word in _WORD.findall(self.long) if len(word) > 3]
        return bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words)


def definitions(text: str) -> Iterator[Definition]:
    """Every term in a ``plain`` text that is followed by its initials in brackets."""
    for match in _DEFINED.finditer(text):
        short = match["short"]
        if sum(letter.isupper() for letter in short) < 2 or short.isdigit() or short in PLACES:
            continue
        window_start = max(0, match.start() - _MOST_LETTERS)
        window = text[window_start : match.start()].rstrip(" '”\"")
        start = long_form_start(short, window)
        if start is not None:
            long = window[start:].removesuffix("'s")
            yield Definition(long, short, window_start + start, window_start + start + len(long))


def long_form_start(short: str, window: str) -> int | None:
    """Where the long form of ``short`` begins at the end of ``window``: each letter of the short form is found in it,
    from right to left, the first at the beginning of a word (the algorithm of Schwartz and Hearst, 2003)."""
    letters = [letter.lower() for letter in short if letter.isalnum()]
    if len(short) > 2 and short.endswith("s") and short[-2].isupper():
        letters.pop()  # a plural: "NICs"
    lower = window.lower()
    at = len(lower) - 1
    for number, letter in reversed(list(enumerate(letters))):
        while at >= 0 and not (lower[at] == letter and (number or _opens_term(lower, at))):
            at -= 1
        if at < 0:
            return None
        at -= 1
    start = at + 1
    leading = _LEADING.search(window[:start])
    if leading and leading["head"] in LEADING_BODY_WORDS and leading["head"][0].lower() == letters[0]:
        start = leading.start()  # "Department for Digital, Culture, …" is DCMS by either D
    words = _WORD.findall(window[start:])
    if not 2 <= len(words) <= 2 * len(letters) + 2 or re.search(r"[.:;()\n“”]|\d \w", window[start:]):
        return None
    return start


def _opens_term(lower: str, at: int) -> bool:
    """Whether a term may begin here: at a word that is more than a joint of the sentence."""
    if (at and lower[at - 1].isalnum()) or lower[max(0, at - 1) : at] == "'":
        return False
    return lower[at:].split(" ", 1)[0] not in _JOINTS


def kind_of(definition: Definition, used_as_body: bool, may_be_person: bool) -> str:
    """Whether a definition names an organisation, a subject, or neither (an office: "Chief Constable (CC)")."""
    head, last = definition.head, definition.long.rstrip(" 0123456789").rpartition(" ")[2]
    if (
        definition.short in TITLES
        or head.lower() in ROLE_WORDS
        or definition.long.split()[0] in FUNCTION_WORDS - {"Her", "His"}
    ):
        return ""
    if not definition.is_capitalised:
        return "subject"
    if definition.long in _WELL_KNOWN or head in BODY_WORDS | LEADING_BODY_WORDS or last in BODY_WORDS:
        return "organisation"
    if definition.short.endswith("s") and definition.short[-2].isupper():
        return "subject"  # a plural: "UAVs"
    if head.capitalize() in DOCUMENT_WORDS | ORDINARY_WORDS or last.capitalize() in DOCUMENT_WORDS:
        return "subject"
    if used_as_body or head in NEWSPAPER_WORDS:
        return "organisation"
    return "" if may_be_person else "subject"
