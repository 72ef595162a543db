"""Whether the words around a known name let it be what it seems: "the Sun", but "the Butler Report"."""

from __future__ import annotations

import re

from evidence.linking.naming.capitalised import WORD, is_called, opens_sentence
from evidence.linking.naming.gazetteer import Check, Match
from evidence.linking.naming.word_lists import DOCUMENT_WORDS, FUNCTION_WORDS

_FOLLOWING = re.compile(rf"(?:'s)? {WORD}(?: {WORD}){{0,3}}")


def surroundings_allow(text: str, match: Match) -> bool:
    """Whether the words around a surface let it be what it seems."""
    checks = match.surface.checks
    if not checks:
        return True
    if match.surface.text.startswith("The ") and opens_sentence(text, match.start):
        return False  # no telling whether "The" is the name's
    if Check.CALLED in checks and not is_called(text, match.start, match.end):
        return False
    if Check.AFTER_THE in checks and not _is_after_the(text, match):
        return False
    if Check.NOT_A_TITLE in checks and (_opens_title(text, match.end) or _closes_name(text, match)):
        return False
    return Check.ALONE not in checks or _stands_alone(text, match, may_follow_the=Check.AFTER_THE in checks)


def _is_after_the(text: str, match: Match) -> bool:
    """ "the Sun" with no capitalised word after it: "the Independent Panel" names no newspaper."""
    if text[max(0, match.start - 4) : match.start] not in ("the ", "The "):
        return False
    return not (text[match.end : match.end + 1] == " " and text[match.end + 1 : match.end + 2].isupper())


def _opens_title(text: str, end: int) -> bool:
    """Whether capitalised words follow that make it the name of a document: "Ofcom Broadcasting Code"."""
    if text[end : end + 1] not in (" ", "'"):
        return False
    following = _FOLLOWING.match(text, end)
    return following is not None and following[0].rpartition(" ")[2].removesuffix("'s") in DOCUMENT_WORDS


def _closes_name(text: str, match: Match) -> bool:
    """Whether a single name is the end of a longer one that nobody knows: "Sunday Guardian"."""
    if " " in match.surface.text or match.surface.text.isupper():
        return False
    word = _word_before(text, match.start)
    return word[:1].isupper() and word not in FUNCTION_WORDS


def _stands_alone(text: str, match: Match, may_follow_the: bool) -> bool:
    """A single name with no capital beside it, and no article: "the Butler Report" does not name Lord Butler."""
    word = _word_before(text, match.start)
    if (word in ("the", "a", "an") and not may_follow_the) or (word[:1].isupper() and word not in FUNCTION_WORDS):
        return False
    if word == "The" and not may_follow_the:
        return False
    after = text[match.end : match.end + 4].removeprefix("'s")
    joints = " " if may_follow_the else " /"
    return not (after[:1] in tuple(joints) and after[1:2].isupper()) and not after.startswith("-")


def _word_before(text: str, start: int) -> str:
    """The word right before, with one space between; "" at the beginning of a sentence."""
    if opens_sentence(text, start) or text[start - 1 : start] != " ":
        return ""
    return text[max(0, start - 20) : start - 1].rpartition(" ")[2]
