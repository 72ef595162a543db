"""One key for one source, however it is spelt: a URN where there is one, else what identifies it, in lower case."""

from __future__ import annotations

import re
import unicodedata

from evidence.linking.citing.law_grammars import NEUTRAL_CITATION
from evidence.linking.citing.records import CitationKind as Kind

_SEPARATORS = re.compile(r"[\W_]+")
_MARKS = str.maketrans(dict.fromkeys("‘’“”–—‑−…•", " "))
FILE_END = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|txt|msg|zip)$", re.IGNORECASE)
NUMBERED_DAY = re.compile(r"(?:Day\s?|T/)?0*(?P<day>\d{1,3})", re.IGNORECASE)
_HEARING = re.compile(r"\b(public|private|closed|open) hearing\b", re.IGNORECASE)


def plain(words: str) -> str:
    """Words without accents, case, punctuation or kind of dash."""
    words = words.translate(_MARKS)
    if not words.isascii():
        decomposed = unicodedata.normalize("NFKD", words)
        words = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SEPARATORS.sub(" ", words).strip().lower()


def source_key(
    kind: Kind, reference: str | None, urn: str | None, described: str, date: str | None, session: str | None
) -> str | None:
    """The key of a source; ``described`` is the citation without its place, for sources that have no number."""
    if kind in (Kind.IBID, Kind.CROSS_REFERENCE, Kind.COMMENTARY):
        return None
    if urn:
        return "urn:" + re.sub(r"[^A-Z0-9]", "", urn.upper())
    if kind is Kind.TRANSCRIPT and reference and (numbered := NUMBERED_DAY.fullmatch(reference)):
        return f"transcript:day:{numbered['day']}"
    if kind is Kind.TRANSCRIPT and date and reference:
        hearing = _HEARING.search(reference)
        if hearing or FILE_END.search(reference):
            whose = plain(reference[: hearing.start()]) if hearing else ""  # "The Hutton Inquiry, public hearing"
            return ":".join(filter(None, ("transcript", whose, hearing and hearing[1].lower(), date, session)))
    if kind is Kind.WEB and reference and re.match(r"https?:|www\.", reference):
        return "web:" + re.sub(r"^(?:https?://)?(?:www\.)?|#.*$|/+$", "", reference.lower())
    if kind is Kind.JUDGMENT and reference:
        neutral = NEUTRAL_CITATION.search(reference)
        return "judgment:" + plain(neutral.group() if neutral else reference)
    if reference and FILE_END.search(reference):
        return "file:" + plain(FILE_END.sub("", reference))
    return f"{kind}:{plain(described or reference or '')}"[:300]
