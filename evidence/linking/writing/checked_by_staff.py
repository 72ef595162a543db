"""A check whose place staff chose: compared with the words there, whatever came of it before."""

from __future__ import annotations

from evidence.linking.checking.alignment import Match, closest, closest_of_day, grams_of, occurrences
from evidence.linking.checking.words import pieces_of
from evidence.linking.writing.hearing_words import testimony_of
from evidence.models import QuotationCheck


def compare_with(check: QuotationCheck) -> None:
    """Fills likeness, difference and speeches from the chosen lines; without lines, from the whole hearing."""
    check.likeness, check.difference, check.speech_from, check.speech_to = 0, [], None, None
    hearing, pieces = check.open_hearing, pieces_of(check.words)
    if hearing is None or not pieces:
        return
    said = testimony_of(hearing)
    match: Match | None
    if check.lines is not None and said.lines:
        match = closest(check.words, pieces, said, said.between(check.lines.start, check.lines.end))
    else:
        match = closest_of_day(check.words, pieces, said, occurrences(said.tokens, grams_of(pieces)))
    if match is None:
        return
    check.likeness = 100 if match.is_same else min(match.likeness, 99)
    check.difference = [] if match.is_same else [list(step) for step in match.difference]
    check.speech_from, check.speech_to = said.turns[match.first], said.turns[match.last - 1]
