"""Labels made by reading, and where the rows that they speak of are stored."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.models import MASK, Footnote, Inquiry, Paragraph

Label = Mapping[str, Any]
FILES = ("citations.jsonl", "quotations.jsonl", "mentions.jsonl")
_NEEDED = ("inquiry", "page")


class LabelsRefusedError(Exception):
    """The labels cannot be read; the sentence says where and why."""


def read_labels(folder: Path) -> dict[str, list[Label]]:
    """The lines of each file of labels; a file that is not there has none, but one there must be."""
    if not folder.is_dir():
        raise LabelsRefusedError(f"{folder}: no such folder; expected one with {', '.join(FILES)}")
    found = {name: _lines(folder / name) for name in FILES if (folder / name).is_file()}
    if not found:
        raise LabelsRefusedError(f"{folder}: no labels in it; expected one or more of {', '.join(FILES)}")
    return {name: found.get(name, []) for name in FILES}


def _lines(file: Path) -> list[Label]:
    labels = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            label = json.loads(line)
        except json.JSONDecodeError as error:
            raise LabelsRefusedError(f"{file}:{number}: {error.msg}; expected one JSON object a line") from error
        missing = [name for name in _NEEDED if not isinstance(label, dict) or name not in label]
        if missing:
            raise LabelsRefusedError(f"{file}:{number}: no {' and no '.join(missing)}; expected both")
        labels.append(label)
    return labels


@dataclass(slots=True)
class StoredPages:
    """The notes and paragraphs of an inquiry by the names that labels give them; ``missing`` counts those not there."""

    notes: dict[tuple[str, str], list[Footnote]]
    paragraphs: dict[tuple[str, str], list[Paragraph]]
    missing: Counter[str] = field(default_factory=Counter)
    withheld: int = 0  # labels that speak of masked words: nobody can say what a rule would have made of them

    @classmethod
    def of(cls, inquiry: Inquiry) -> StoredPages:
        """Reads them; a label's paragraph is that number with all unnumbered text after it."""
        notes: dict[tuple[str, str], list[Footnote]] = defaultdict(list)
        for note in Footnote.objects.filter(report__inquiry=inquiry).select_related("page").order_by("position"):
            notes[note.page.file, note.label].append(note)
        paragraphs: dict[tuple[str, str], list[Paragraph]] = defaultdict(list)
        rows = Paragraph.objects.filter(report__inquiry=inquiry, withdrawn_at=None).select_related("page")
        page, number = "", ""
        for row in rows.order_by("report__position", "position"):
            number = row.label or (number if row.page.file == page else "")
            page = row.page.file
            paragraphs[page, number].append(row)
        return cls(dict(notes), dict(paragraphs))

    def is_withheld(self, label: Label, *words: str) -> bool:
        """Whether a label speaks of words that are masked; it is counted here, and nowhere else."""
        if "citations" in label:
            texts = [note.text for note in self.notes.get((label["page"], str(label["footnote"])), [])]
        else:
            number = "" if label.get("paragraph") is None else str(label["paragraph"])
            texts = [row.text for row in self.paragraphs.get((label["page"], number), [])]
        if not any(MASK in text for text in texts) or (
            words and any(all(part in text for part in words) for text in texts)
        ):
            return False
        self.withheld += 1
        return True

    def note(self, label: Label) -> Footnote | None:
        """The note; of several with its number, the one that begins as the label says."""
        found = self.notes.get((label["page"], str(label.get("footnote"))), [])
        beginning = str(label.get("locator", ""))
        alike = [note for note in found if note.text.startswith(beginning)]
        if not found:
            self.missing["footnote"] += 1
        return next(iter(alike or found), None)

    def paragraph(self, label: Label, *words: str) -> Paragraph | None:
        """The paragraph, or that part of it, which holds the words; without them the first."""
        number = "" if label.get("paragraph") is None else str(label["paragraph"])
        found = self.paragraphs.get((label["page"], number), [])
        holding = [row for row in found if all(part in row.text for part in words)]
        if not found:
            self.missing["paragraph"] += 1
        return next(iter(holding or found), None)


def by_inquiry(labels: Sequence[Label]) -> dict[str, list[Label]]:
    """The labels of each inquiry, by its slug."""
    sorted_out: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        sorted_out[str(label["inquiry"])].append(label)
    return dict(sorted_out)
