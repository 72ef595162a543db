"""Withholding again what was lifted: only where its words still stand, and as they stand now."""

from __future__ import annotations

from evidence.models import Redaction
from evidence.withholding.places import printed_lines


class NotPossibleError(Exception):
    """Why a redaction cannot be put in force or lifted, as a sentence for guardians."""


_GONE = "What it hid is no longer there: withhold it anew where it stands now."
_ELSEWHERE = "Its words no longer stand there, or more than once: withhold them anew where they stand now."


def put_on_its_words(redaction: Redaction) -> None:
    """Puts a lifted redaction where its words stand, in texts that carry no masks. An import may have moved them.

    People and sources are looked for by name in any case.
    """
    if redaction.kind in (Redaction.Kind.PARAGRAPH, Redaction.Kind.FOOTNOTE):
        _put_in_text(redaction)
    elif redaction.kind == Redaction.Kind.LINES:
        _check_lines(redaction)


def _put_in_text(redaction: Redaction) -> None:
    target = redaction.paragraph or redaction.footnote
    if target is None or not target.text:
        raise NotPossibleError(_GONE)
    if redaction.is_whole:
        redaction.start, redaction.end = 0, len(target.text)
        return
    words = str(redaction.words[0]) if redaction.words else ""
    start = redaction.start or 0
    if not target.text.startswith(words, start):
        if target.text.count(words) != 1:
            raise NotPossibleError(_ELSEWHERE)
        start = target.text.index(words)
    redaction.start, redaction.end = start, start + len(words)


def _check_lines(redaction: Redaction) -> None:
    if redaction.hearing is None:
        raise NotPossibleError(_GONE)
    if redaction.lines is None:  # speeches by their order: the words were not kept
        return
    if [text.strip() for *_, text in printed_lines(redaction.hearing, redaction.lines)] != redaction.words:
        raise NotPossibleError(_ELSEWHERE)
