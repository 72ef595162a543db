"""What an import did, in numbers and sentences."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from evidence.importing.records import Problem
from evidence.models.batches import Tally


@dataclass(slots=True)
class Summary:
    """Of one import: a tally for each noun, every problem once, and what happened to staff's work."""

    inquiry: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    staff_work: list[str] = field(default_factory=list)  # sentences: moved, orphaned, withdrawn
    reindex: set[int] = field(default_factory=set)  # paragraphs whose words, or whose being there, changed

    def tally(self, noun: str) -> Tally:
        return self.tallies.setdefault(noun, Tally())

    @property
    def wrote_something(self) -> bool:
        return any(tally.written for tally in self.tallies.values())

    def as_json(self) -> dict[str, Any]:
        """For a program: plain values only."""
        return {
            "inquiry": self.inquiry,
            "changed": self.wrote_something,
            "tallies": {noun: asdict(tally) for noun, tally in self.tallies.items()},
            "staff_work": self.staff_work,
            "problems": [asdict(problem) for problem in self.problems],
        }
