"""Where a quoted stretch stands in a text that has changed: exactly, else at the nearest match, else nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

NEAREST_RATIO = 85.0  # of 100: a corrected misprint or a changed word in a sentence stays above it
CONTEXT = 32  # characters kept before and after, as in a W3C text quote selector


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quotation with what stood around it (W3C text position and text quote selectors)."""

    start: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Stretch:
        return cls(start, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def found_exactly(text: str, stretch: Stretch) -> tuple[int, int] | None:
    """The quotation's place in the text; of several, the one whose surroundings and place are most alike."""
    if not stretch.quote:
        return None
    places = []
    at = text.find(stretch.quote)
    while at >= 0:
        places.append(at)
        at = text.find(stretch.quote, at + 1)
    if not places:
        return None
    length = len(stretch.quote)

    def unlikeness(at: int) -> tuple[int, int]:
        before = text[max(0, at - len(stretch.prefix)) : at] == stretch.prefix
        after = text[at + length : at + length + len(stretch.suffix)] == stretch.suffix
        return (-before - after, abs(at - stretch.start))

    best = min(places, key=unlikeness)
    return best, best + length


def found_nearly(text: str, stretch: Stretch) -> tuple[int, int] | None:
    """The stretch of the text most like the quotation, whole words; none below the ratio."""
    if not stretch.quote or not text:
        return None
    if len(stretch.quote) >= len(text):
        return (0, len(text)) if fuzz.ratio(stretch.quote, text) >= NEAREST_RATIO else None
    match = fuzz.partial_ratio_alignment(stretch.quote, text, score_cutoff=NEAREST_RATIO)
    if match is None or match.dest_start >= match.dest_end:
        return None
    start, end = match.dest_start, match.dest_end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
