"""Precision, recall and F1 of what was read against labels made by reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.linking.citing.records import CitationCandidate
from evidence.linking.citing.source_keys import plain

LOCATOR_FIELDS = ("page_from", "line_from", "page_to", "line_to", "paragraph_from", "paragraph_to")
CITATION_FIELDS = ("kind", "reference", "person", "date", "locator", "ibid_of")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How many values were labelled, how many were found, and how many of the found ones are right."""

    right: int = 0
    found: int = 0
    labelled: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.labelled + other.labelled)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is labelled that was found; 1 where nothing is labelled."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.found + self.labelled
        return 2 * self.right / total if total else 1.0


def _text(value: object) -> str | None:
    return None if value is None else plain(str(value))


def labelled_values(label: Values) -> dict[str, Any]:
    """A label of citations.jsonl, field by field; a field that has no value is None."""
    places = tuple(None if label.get(name) is None else str(label[name]) for name in LOCATOR_FIELDS)
    return {
        "kind": str(label["kind"]),
        "reference": _text(label.get("reference")),
        "person": _text(label.get("witness")),
        "date": _text(label.get("date")),
        "locator": places if any(places) else None,
        "ibid_of": _text(label.get("ibid_of")),
    }


def found_values(citation: CitationCandidate) -> dict[str, Any]:
    """A citation that was read, in the same fields."""
    places = tuple(getattr(citation, name) for name in LOCATOR_FIELDS)
    return {
        "kind": str(citation.kind),
        "reference": _text(citation.reference),
        "person": _text(citation.person),
        "date": _text(citation.date),
        "locator": places if any(places) else None,
        "ibid_of": _text(citation.ibid_of),
    }


def _likeness(label: Values, found: Values) -> int:
    """How far a citation is the labelled one: its source and place count most."""
    weights = {"reference": 4, "locator": 4, "kind": 3, "ibid_of": 2, "person": 1, "date": 1}
    return 1 + sum(weight for name, weight in weights.items() if label[name] == found[name])


def aligned(labels: Sequence[Values], found: Sequence[Values]) -> list[tuple[int, int]]:
    """The pairs of label and citation, in order, that are most alike in all."""
    rows, columns = len(labels), len(found)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = _likeness(labels[row], found[column]) + best[row + 1][column + 1]
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    pairs, row, column = [], 0, 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs.append((row, column))
            row, column = row + 1, column + 1
    return pairs


def score_note(labels: Sequence[Values], citations: Sequence[CitationCandidate]) -> dict[str, Score]:
    """The score of one note for each field; "citation" counts those right in kind, reference and place together."""
    wanted = [labelled_values(label) for label in labels]
    read = [found_values(citation) for citation in citations]
    pairs = aligned(wanted, read)
    scores = {}
    for name in CITATION_FIELDS:
        right = sum(wanted[a][name] == read[b][name] and wanted[a][name] is not None for a, b in pairs)
        scores[name] = Score(
            right, sum(one[name] is not None for one in read), sum(one[name] is not None for one in wanted)
        )
    whole = sum(all(wanted[a][name] == read[b][name] for name in ("kind", "reference", "locator")) for a, b in pairs)
    scores["citation"] = Score(whole, len(read), len(wanted))
    return scores


def score_citations(notes: Sequence[tuple[Sequence[Values], Sequence[CitationCandidate]]]) -> dict[str, Score]:
    """The score of many notes, each its labels and what was read, for each field."""
    totals = dict.fromkeys((*CITATION_FIELDS, "citation"), Score())
    for labels, citations in notes:
        for name, score in score_note(labels, citations).items():
            totals[name] += score
    return totals
