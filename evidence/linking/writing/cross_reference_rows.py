"""References that paragraphs make to other parts of the report → rows, with their targets or the reason for none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from evidence.linking.citing.crossrefs import CrossReference as Reference
from evidence.linking.citing.crossrefs import cross_references
from evidence.linking.citing.likely_references import WHY, likely_references
from evidence.linking.citing.whose_parts import is_inserted
from evidence.linking.writing.spans import SpanWriter
from evidence.linking.writing.targets import Target, Targets
from evidence.models import CrossReference, Inquiry, Paragraph, Standing
from evidence.models.batches import Tally

IN_A_QUOTATION = "these are quoted words: they speak of the document they are from"
Places = Mapping[int, Sequence[tuple[int, int]]]


class CrossReferenceRows:
    """Reads the paragraphs of one inquiry and writes what they refer to. ``quoted``: where each holds quotations."""

    def __init__(self, inquiry: Inquiry, targets: Mapping[int, Targets], quoted: Places, tally: Tally) -> None:
        self.targets, self.quoted = targets, quoted
        self.writer = SpanWriter(CrossReference, inquiry, tally)

    def write(self, paragraphs: Iterable[Paragraph]) -> None:
        for row in paragraphs:
            found = cross_references(row.text)
            values = [self._values(row, one) for one in found]
            values += self._likely(row, likely_references(row.text, found))
            if values:
                self.writer.put(row.pk, sorted(values, key=lambda one: one["start"]))
        self.writer.finish()

    def _likely(self, row: Paragraph, references: Iterable[Reference]) -> Iterator[dict[str, Any]]:
        """Proposals for staff: only those that lead somewhere, and stand in the report's own words."""
        for one in references:
            values = self._values(row, one)
            if values["standing"] in (Standing.CONFIRMED.value, Standing.PROPOSED.value):
                reason = values["reason"] or WHY
                yield values | {
                    "standing": Standing.PROPOSED.value,
                    "reason": reason,
                    "rule": f"{values['rule']}, likely",
                }

    def _values(self, row: Paragraph, reference: Reference) -> dict[str, Any]:
        targets = self.targets[row.report_id]
        if self._is_quoted(row, reference):
            target = Target(reason=IN_A_QUOTATION)
        else:
            target = targets.find(reference, row.page_id)
        reason = target.reason or targets.doubt(reference, target, row)
        return {
            "start": reference.start,
            "end": reference.end,
            "rule": f"report-{reference.target}",
            "target_paragraph_id": target.paragraph.pk if target.paragraph else None,
            "last_paragraph_id": target.last_paragraph.pk if target.last_paragraph else None,
            "target_section_id": target.section.pk if target.section else None,
            "last_section_id": target.last_section.pk if target.last_section else None,
            "standing": _standing(target, reason).value,
            "reason": reason[:300],
        }

    def _is_quoted(self, row: Paragraph, reference: Reference) -> bool:
        quoted = self.quoted.get(row.pk, ())
        within = any(start < reference.end and reference.start < end for start, end in quoted)
        return within and not is_inserted(row.text, reference.start)


def _standing(target: Target, reason: str) -> Standing:
    if target.found:
        return Standing.PROPOSED if reason else Standing.CONFIRMED
    return Standing.AMBIGUOUS if target.several else Standing.UNKNOWN
