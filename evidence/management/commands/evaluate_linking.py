"""`manage.py evaluate_linking DIR`: how well the stored links agree with labels made by reading."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from evidence.linking.measuring.evaluation import Evaluation, evaluate
from evidence.linking.measuring.labels import FILES, Label, LabelsRefusedError, by_inquiry, read_labels
from evidence.linking.measuring.scoring import Score
from evidence.models import Inquiry

_ROW = "{:<12}{:<20}{:>10}{:>10}{:>10}{:>8}{:>8}{:>10}"
_HEAD = _ROW.format("", "", "precision", "recall", "F1", "right", "found", "labelled")


class Command(BaseCommand):
    help = (
        "Compares the stored citations, quotations and mentions with labels made by reading (citations.jsonl, "
        "quotations.jsonl, mentions.jsonl) and says how well they agree, for each inquiry and in all; then why links "
        "are not decided, most frequent reason first. Nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("labels", metavar="LABELS_DIR", type=Path)
        parser.add_argument("--inquiry", metavar="SLUG", help="this inquiry only")
        parser.add_argument("--json", action="store_true", help="give the figures as JSON")

    def handle(self, *args: Any, labels: Path, **options: Any) -> None:
        try:
            read = {name: by_inquiry(lines) for name, lines in read_labels(labels).items()}
        except LabelsRefusedError as refusal:
            raise CommandError(f"{refusal}\nCorrect this and run evaluate_linking again.") from refusal
        inquiries = self._inquiries(options["inquiry"])
        found = {inquiry.slug: self._evaluated(inquiry, read) for inquiry in inquiries}
        total = Evaluation()
        for one in found.values():
            total.add(one)
        foreign = {
            slug: count for slug, count in _labelled(read).items() if slug not in found and not options["inquiry"]
        }
        if options["json"]:
            figures = {slug: _as_json(one) for slug, one in found.items()}
            answer = {"inquiries": figures, "total": _as_json(total), "not_imported": foreign}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for slug, one in found.items():
            self._table(slug, one)
            self._reasons(one)
        self._table("all inquiries", total)
        for slug, count in foreign.items():
            self.stdout.write(f"{slug}: not imported in this database; its {count} labels are not counted.")

    def _inquiries(self, slug: str | None) -> list[Inquiry]:
        rows = Inquiry.objects.order_by("slug")
        found = list(rows.filter(slug=slug) if slug else rows)
        if not found:
            known = ", ".join(rows.values_list("slug", flat=True)) or "none: import one with import_inquiry"
            raise CommandError(f"--inquiry {slug}: no such inquiry; expected one of {known}" if slug else known)
        return found

    def _evaluated(self, inquiry: Inquiry, read: dict[str, dict[str, list[Label]]]) -> Evaluation:
        return evaluate(inquiry, *(read[name].get(inquiry.slug, []) for name in FILES))

    def _table(self, title: str, one: Evaluation) -> None:
        self.stdout.write(f"\n{title}\n{_HEAD}")
        for (noun, name), score in one.scores.items():
            if score.labelled or score.found:
                figures = [f"{figure:.3f}" for figure in (score.precision, score.recall, score.f1)]
                self.stdout.write(_ROW.format(noun, name, *figures, score.right, score.found, score.labelled))
        if not any(score.labelled for score in one.scores.values()):
            self.stdout.write("no labels")
        for noun, count in sorted(one.missing.items()):
            self.stdout.write(f"{count} labels speak of a {noun} that is not stored; what they label counts as missed")

        if one.withheld:
            self.stdout.write(f"{one.withheld} labels speak of what is withheld; what they label is not counted")

    def _reasons(self, one: Evaluation) -> None:
        for status, reasons in one.reasons.items():
            self.stdout.write(f"\n  {status}, most frequent reasons:")
            for reason, count in reasons:
                self.stdout.write(f"  {count:>6}  {reason or 'no reason given'}")


def _labelled(read: dict[str, dict[str, list[Label]]]) -> dict[str, int]:
    slugs = sorted({slug for lines in read.values() for slug in lines})
    return {slug: sum(len(lines.get(slug, ())) for lines in read.values()) for slug in slugs}


def _as_json(one: Evaluation) -> dict[str, Any]:
    scores: dict[str, dict[str, Any]] = {}
    for (noun, name), score in one.scores.items():
        scores.setdefault(noun, {})[name] = _figures(score)
    reasons = {
        status: [{"reason": reason, "count": count} for reason, count in rows] for status, rows in one.reasons.items()
    }
    return {"scores": scores, "not_stored": dict(one.missing), "withheld": one.withheld, "reasons": reasons}


def _figures(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "right": score.right,
        "found": score.found,
        "labelled": score.labelled,
    }
