"""What the text of an inquiry refers to: recognised, resolved and written. Run twice it changes nothing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.db import transaction

from evidence.linking.aside import Aside
from evidence.linking.names import Kind, MentionCandidate, Recogniser, Status
from evidence.linking.writing.check_rows import CheckRows
from evidence.linking.writing.citation_rows import CitationRows, NotesRead
from evidence.linking.writing.cross_reference_rows import CrossReferenceRows
from evidence.linking.writing.holdings import write_holdings
from evidence.linking.writing.named_rows import NamedRows
from evidence.linking.writing.place_rows import PlaceRows
from evidence.linking.writing.quotation_rows import QuotationRows, Resolved
from evidence.linking.writing.role_rows import write_roles
from evidence.linking.writing.source_rows import SourceRows
from evidence.linking.writing.spans import SpanWriter
from evidence.linking.writing.speech_rows import link_speeches
from evidence.linking.writing.targets import Targets, targets_of
from evidence.models import Entity, Inquiry, Mention, Paragraph, Redaction, Report, Standing, Witness
from evidence.models.batches import Tally

_KEYS = {kind: f"{kind}_id" for kind in Kind}  # the columns of which one says who is meant
_NOBODY = dict.fromkeys(_KEYS.values())
_STANDINGS = {
    Status.CONFIRMED: Standing.CONFIRMED,
    Status.PROPOSED: Standing.PROPOSED,
    Status.AMBIGUOUS: Standing.AMBIGUOUS,
}


@transaction.atomic
def link_inquiry(inquiry: Inquiry, tallies: dict[str, Tally]) -> None:
    """Writes what every report of the inquiry refers to, whom it names and quotes; counts it in ``tallies``."""
    paragraphs = list(
        Paragraph.objects.filter(report__inquiry=inquiry, withdrawn_at=None)
        .order_by("report__position", "position")
        .only("pk", "text", "page_id", "section_id", "report_id", "label", "position")
    )
    with Aside(sum(len(row.text) for row in paragraphs)) as aside:
        _Linking(inquiry, paragraphs, aside, tallies).write()
    Redaction.objects.active().filter(inquiry=inquiry, is_linked_since=False).update(is_linked_since=True)


class _Linking:
    def __init__(self, inquiry: Inquiry, paragraphs: list[Paragraph], aside: Aside, tallies: dict[str, Tally]) -> None:
        self.inquiry, self.tallies = inquiry, tallies
        self.names = NamedRows(inquiry)
        self.reports = list(Report.objects.filter(inquiry=inquiry).order_by("position"))
        self.paragraphs = paragraphs
        self.sources = SourceRows(inquiry, self._tally("cited sources"))
        self.notes = {report.pk: NotesRead(report, self.sources, aside) for report in self.reports}
        self.aside = aside
        self.recogniser = Recogniser(self.names.authority(), ((row.page_id, row.text) for row in self.paragraphs))
        self.mentions: dict[int, tuple[MentionCandidate, ...]] = {}
        self._people: dict[str, Witness | None] = {}

    def write(self) -> None:
        used: set[Hashable] = set()
        for _, page in groupby(self.paragraphs, key=lambda row: row.page_id):
            reader = self.recogniser.page()
            for row in page:
                self.mentions[row.pk] = found = reader.mentions(row.text)
                used.update(mention.key for mention in found if mention.key is not None)
                used.update(key for mention in found for key in mention.candidates)
        introductions = self.recogniser.introductions()
        used.update(introduction.person for introduction in introductions)
        self.names.propose(self.recogniser.proposals(), used, self.tallies)
        write_roles(self.inquiry, introductions, self.names, self._tally("proposed roles"))
        resolved = self._resolved()
        quotations = QuotationRows(self.inquiry, self._tally("quotations"))
        quotations.read(self.paragraphs, resolved, self.aside)
        self._write_mentions(resolved)
        targets = targets_of(self.reports, self.paragraphs)
        self._write_citations(targets)
        quotations.write()
        CrossReferenceRows(self.inquiry, targets, quotations.quoted, self._tally("cross-references")).write(
            self.paragraphs
        )
        link_speeches(self.inquiry, self._person, self._tally("speakers of testimony"))
        CheckRows(self.inquiry, self._tally("quotation checks")).write()
        PlaceRows(self.inquiry, self._tally("likely places")).write()

    def _tally(self, noun: str) -> Tally:
        return self.tallies.setdefault(noun, Tally())

    def _resolved(self) -> Resolved:
        """Whom the mentions of each paragraph name; none is left out but those of rejected rows."""
        resolved: dict[int, list[tuple[MentionCandidate, Entity | None]]] = {}
        for paragraph, mentions in self.mentions.items():
            rows = [(mention, self._row(mention)) for mention in mentions]
            resolved[paragraph] = [one for one in rows if one[1] is not None or one[0].status is Status.AMBIGUOUS]
        return resolved

    def _write_mentions(self, resolved: Resolved) -> None:
        writer = SpanWriter(Mention, self.inquiry, self._tally("mentions"))
        for paragraph, named in resolved.items():
            writer.put(paragraph, [self._mention(mention, row) for mention, row in named])
        writer.finish()

    def _row(self, mention: MentionCandidate) -> Entity | None:
        """Whom a mention names; of several that staff have merged into one, that one."""
        if mention.key is not None:
            return self.names.row(mention.kind, mention.key)
        rows = {row.pk: row for key in mention.candidates if (row := self.names.row(mention.kind, key)) is not None}
        return next(iter(rows.values())) if len(rows) == 1 else None

    def _mention(self, mention: MentionCandidate, row: Entity | None) -> dict[str, Any]:
        rows = [self.names.row(mention.kind, key) for key in mention.candidates] if row is None else []
        reason = "several fit: " + "; ".join(str(entity) for entity in rows if entity is not None) if rows else ""
        values = {
            "start": mention.start,
            "end": mention.end,
            "kind": mention.kind.value,
            "standing": _standing(mention, row).value,
            "rule": mention.rule[:60],
            "reason": reason[:300],
            **_NOBODY,
        }
        if row is not None:
            values[_KEYS[mention.kind]] = row.pk
        return values

    def _write_citations(self, targets: Mapping[int, Targets]) -> None:
        for report in self.reports:
            rows = CitationRows(report, self.sources, self._person, targets[report.pk], self._tally("citations"))
            rows.write(self.notes[report.pk])
        self.sources.remove_unused()
        write_holdings(self.inquiry, self._tally("transcripts held"))

    def _person(self, printed: str) -> Witness | None:
        """The witness that a note names, where only one can be meant."""
        if printed not in self._people:
            rows = self.names.surnamed(printed) or self._mentioned(printed)
            found = rows[0] if len(rows) == 1 else None
            self._people[printed] = found if isinstance(found, Witness) else None
        return self._people[printed]

    def _mentioned(self, printed: str) -> Sequence[Entity | None]:
        mentions = [one for one in self.recogniser.page().mentions(printed) if one.kind is Kind.WITNESS]
        return [self.names.row(one.kind, one.key) for one in mentions if one.key is not None]


def _standing(mention: MentionCandidate, row: Entity | None) -> Standing:
    if mention.status is Status.AMBIGUOUS and row is not None:  # its candidates are one by a decision of staff
        return Standing(row.standing)
    return _STANDINGS[mention.status]
