"""How well quotations were recognised, against labels made by reading.

A label names one quotation of a paragraph that may hold others, so a found quotation is judged only where it touches a
labelled one: equal to it is right, overlapping without being equal is wrong, anywhere else is not counted. Speaker,
footnote and display are counted for the quotations whose extent is right; ``labelled`` stays the number of all labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence.linking.measuring.scoring import Score
from evidence.linking.naming.titles import POST_NOMINALS, honorific_size
from evidence.linking.quoting.records import QuotationCandidate

FIELDS = ("extent", "display", "speaker", "speaker as printed", "footnote")
_POSSESSIVES = ("’s", "'s", "’", "'")
_ARTICLES = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class LabelledParagraph:
    """The text of a paragraph, its lines of quotations.jsonl, and what was found in it."""

    text: str
    labels: Sequence[Mapping[str, Any]]
    found: Sequence[QuotationCandidate]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field in which a label and what was found differ, for a person to look at."""

    label: Mapping[str, Any]
    field: str
    labelled: str
    found: str


@dataclass(slots=True)
class QuotationScores:
    """The score of each field, and every disagreement behind it."""

    scores: dict[str, Score] = field(default_factory=lambda: dict.fromkeys(FIELDS, Score()))
    disagreements: list[Disagreement] = field(default_factory=list)


def score_quotations(paragraphs: Iterable[LabelledParagraph]) -> QuotationScores:
    """Scores all labels, each in its own paragraph."""
    result = QuotationScores()
    for paragraph in paragraphs:
        for label in paragraph.labels:
            _score_label(paragraph, label, result)
    return result


def same_speaker(labelled: str | None, found: str | None) -> bool:
    """Whether two printed speakers are the same: titles, articles and possessives apart, one may be the short form."""
    first, second = speaker_words(labelled), speaker_words(found)
    if not first or not second:
        return first == second
    shorter, longer = sorted((first, second), key=len)
    return shorter[-1] == longer[-1] and set(shorter) <= set(longer)


def speaker_words(printed: str | None) -> tuple[str, ...]:
    """A speaker's name without article, title, honours and possessive ending, in small letters."""
    words = (printed or "").replace(",", " ").split()
    while words and words[0].lower() in _ARTICLES:
        words = words[1:]
    words = words[honorific_size(words) :] or words
    while len(words) > 1 and words[-1] in POST_NOMINALS:
        words = words[:-1]
    if words:
        ending = next((mark for mark in _POSSESSIVES if words[-1].endswith(mark)), "")
        words = [*words[:-1], words[-1][: len(words[-1]) - len(ending)]]
    return tuple(word.lower() for word in words)


def _score_label(paragraph: LabelledParagraph, label: Mapping[str, Any], result: QuotationScores) -> None:
    exact = next((found for found in paragraph.found if _is_labelled(paragraph.text, label, found)), None)
    if exact is None:
        wrong = [found for found in paragraph.found if _overlaps(paragraph.text, label, found)]
        _count(result, "extent", Score(0, len(wrong), 1))
        for name in FIELDS[1:]:
            _count(result, name, Score(0, 0, 1))
        shown = paragraph.text[wrong[0].start : wrong[0].end] if wrong else ""
        result.disagreements.append(Disagreement(label, "extent", f"{label['start']} … {label['end']}", shown))
        return
    _count(result, "extent", Score(1, 1, 1))
    footnote = None if label.get("footnote") is None else str(label["footnote"])
    speaker = label.get("speaker")
    judged = {
        "display": (label["display"] == exact.display, label["display"], exact.display),
        "speaker": (same_speaker(speaker, exact.speaker), speaker, exact.speaker),
        "speaker as printed": (speaker_words(speaker) == speaker_words(exact.speaker), speaker, exact.speaker),
        "footnote": (footnote == exact.footnote, footnote, exact.footnote),
    }
    for name, (right, labelled, found) in judged.items():
        _count(result, name, Score(int(right), 1, 1))
        if not right:
            result.disagreements.append(Disagreement(label, name, labelled or "", found or ""))


def _count(result: QuotationScores, name: str, score: Score) -> None:
    result.scores[name] += score


def _is_labelled(text: str, label: Mapping[str, Any], found: QuotationCandidate) -> bool:
    quotation = text[found.start : found.end]
    return quotation.startswith(label["start"]) and quotation.endswith(label["end"])


def _overlaps(text: str, label: Mapping[str, Any], found: QuotationCandidate) -> bool:
    start = text.find(label["start"])
    if start < 0:
        return False
    end = text.find(label["end"], start)
    end = end + len(label["end"]) if end >= 0 else start + len(label["start"])
    return found.start < end and start < found.end
