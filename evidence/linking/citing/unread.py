"""What no grammar reads of a note: it is a remark, or it is kept as an unparsed citation, so that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from evidence.linking.citing.note_prose import is_prose, sentence_ends, trimmed
from evidence.linking.citing.records import CitationCandidate, ReadingStatus
from evidence.linking.citing.records import CitationKind as Kind

WORD = re.compile(r"[^\W\d_]+")
_OWN_WORDS = """
    at see and also to in the of for or cf ibid with on from passim page pages para paras line lines too
"""
OWN = frozenset(_OWN_WORDS.split())
_LOOKS_CITED = re.compile(
    r"\b(?:pp?\.?|vol\.?|volume|No\.?|ed\.?)\s?\d|\b(?:19|20)\d\d\b|[A-Z]{2,6}\d{4,}|\d/\d|[A-Z]{2,8}/\d|\bEd\b"
)
_UNNUMBERED = re.compile(r"\[?\b(?:not published|unpublished|passim)\b\]?", re.IGNORECASE)
_ADVERBIAL = re.compile(r"(?:From|On|In|Until|Since|By|After|Before|At|During|Held)\s")
_PLACE_ALONE = re.compile(r"(?:[Aa]t\s)?\[\d{1,4}(?:[./]\d{1,4})?\](?:\s?(?:[-–,]|to|and)\s?\[\d[\d./]{0,8}\]){0,9}\.?")
_DIGIT = re.compile(r"\d")
_SHORT = 12  # words; what is longer is somebody's sentence, unless most of its words are names
_FULL_STOP = 2  # characters that a citation leaves of its note
_TITLE = 0.6  # of the words of a title begin with a capital
_MARKS = " \t\n,.;:"


def nothing_cited(text: str) -> CitationCandidate:
    """The one candidate of a note in which nothing was read: a remark, or a citation that no grammar reads."""
    start, end = trimmed(text, 0, len(text))
    words = text[start:end]
    capitals = _capitals(words)
    unread = bool(_LOOKS_CITED.search(words)) and not is_prose(words) and not _UNNUMBERED.search(words)
    unread = unread and (capitals > 0.4 or words[:1] == "p" or not WORD.search(words)) and not _ADVERBIAL.match(words)
    if not unread and not _PLACE_ALONE.fullmatch(words):
        return CitationCandidate(start, end, words, Kind.COMMENTARY, ReadingStatus.COMMENT, "comment")
    return _unparsed(text, start, end)


def unread_beside(
    text: str, parts: Sequence[tuple[int, int]], citations: Sequence[CitationCandidate]
) -> Iterator[CitationCandidate]:
    """The sentences of a note's parts that hold none of its citations and do not read as a remark."""
    if citations[0].end - citations[0].start + _FULL_STOP >= len(text) or (len(parts) == 1 and ". " not in text):
        return
    for first, last in parts:
        cuts = [first, *(at for at in sentence_ends(text, first, last) if at < last), last]
        for start, end in pairwise(cuts):
            if not any(one.start < end and start < one.end for one in citations) and _is_cited(text[start:end]):
                yield _unparsed(text, *trimmed(text, start, end, _MARKS))


def _is_cited(words: str) -> bool:
    """Whether words that stand among citations are one too: they have a number, or are a title."""
    words = words.strip(_MARKS)
    found = WORD.findall(words)
    capitals = _capitals(words)
    if (
        (len(found) > _SHORT and capitals < 0.4)
        or is_prose(words)
        or _UNNUMBERED.search(words)
        or _ADVERBIAL.match(words)
    ):
        return False
    if _DIGIT.search(words):
        return any(word.lower() not in OWN for word in found) or not found
    return len(found) > 1 and words[0].isupper() and capitals > _TITLE


def _capitals(words: str) -> float:
    """The share of the words that begin with a capital."""
    found: list[str] = WORD.findall(words)
    return sum(word[0].isupper() for word in found) / (len(found) or 1)


def _unparsed(text: str, start: int, end: int) -> CitationCandidate:
    words = text[start:end]
    return CitationCandidate(
        start, end, words, Kind.DOCUMENT, ReadingStatus.UNPARSED, "none",
        reason="it is put like a citation, but no grammar reads it", reference=words,
    )  # fmt: skip
