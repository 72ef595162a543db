"""Quotations beside the testimony that their notes cite → checks. Staff's decisions stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from evidence.linking.checking.alignment import Gram, grams_of, occurrences
from evidence.linking.checking.outcomes import Answer, Asked, Cited, Finding
from evidence.linking.checking.words import pieces_of
from evidence.linking.citing.records import CitationKind
from evidence.linking.writing.hearing_words import testimony_of
from evidence.models import (
    Citation,
    Hearing,
    ImportProblem,
    Inquiry,
    Origin,
    Quotation,
    QuotationCheck,
    Speech,
    Standing,
)
from evidence.models.batches import Batch, Tally

_OF_SPEAKER = "no note cites it; found in the speaker’s testimony"
_OF_NUMBER = "its note gives no date; found by its words"
_PLACE = ("page_from", "line_from", "page_to", "line_to")
_NOWHERE: dict[str, Any] = dict.fromkeys((*_PLACE, "speech_from", "speech_to"))


class CheckRows:
    """The checks of one inquiry's quotations, made anew from the testimony that is held now."""

    def __init__(self, inquiry: Inquiry, tally: Tally) -> None:
        self.inquiry = inquiry
        self.batch: Batch[QuotationCheck] = Batch(QuotationCheck, tally)
        self.hearings = {row.pk: row for row in Hearing.objects.filter(inquiry=inquiry, is_closed=False)}
        self.derived: dict[int, QuotationCheck] = {}
        self.stray: list[QuotationCheck] = []
        self.decided: set[int] = set()  # quotations
        self.loose: list[QuotationCheck] = []  # decisions whose quotation's row is gone
        self._reports: dict[int, int] = {}  # of each quotation
        for row in QuotationCheck.objects.filter(report__inquiry=inquiry):
            if row.origin == Origin.STAFF:
                if row.quotation_id is None:
                    self.loose.append(row)
                else:
                    self.decided.add(row.quotation_id)
                self._close(row)
            elif row.quotation_id is None:
                self.stray.append(row)
            else:
                self.derived[row.quotation_id] = row

    def write(self) -> None:
        if self.loose:
            self._find_again()
        if self.hearings:
            self._check()
        self.batch.save()
        self.batch.delete([*self.derived.values(), *self.stray])

    def _close(self, row: QuotationCheck) -> None:
        """Of a hearing that is closed now, or gone, staff's check keeps its outcome and no words."""
        if row.hearing_id not in self.hearings and (row.hearing_id is not None or row.difference):
            self.batch.put(row, hearing=None, difference=[], **_NOWHERE)

    def _find_again(self) -> None:
        """Staff's checks whose quotation was read anew go to the quotation with their words, in the same report."""
        waiting: dict[tuple[int, str], list[int]] = defaultdict(list)
        reports = {row.report_id for row in self.loose}
        for quotation in _quotations(self.inquiry).filter(paragraph__report__in=reports):
            if quotation.pk not in self.decided:
                waiting[quotation.paragraph.report_id, quotation.text].append(quotation.pk)
        for row in self.loose:
            same = waiting[row.report_id, row.words]
            if same:
                self.decided.add(key := same.pop(0))
                self.batch.put(row, quotation_id=key)
            else:
                self._say_dropped(row)

    def _say_dropped(self, row: QuotationCheck) -> None:
        ImportProblem.objects.create(
            inquiry=self.inquiry,
            file="",
            code="staff-check-dropped",
            severity="warning",
            found=f"no quotation “{row.words[:200]}” in {row.report.title}",
            expected="the words that staff checked against the testimony",
            action="staff's check of these words is dropped",
        )
        self.stray.append(row)

    def _check(self) -> None:
        findings = [Finding(asked) for asked in self._asked()]
        grams = {finding.asked.key: grams_of(finding.asked.pieces) for finding in findings}
        wanted: set[Gram] = set().union(*grams.values())
        for key, hearing in self.hearings.items() if findings else ():
            testimony = testimony_of(hearing)
            places = occurrences(testimony.tokens, wanted)
            for finding in findings:
                if finding.may_stand_in(key) and (
                    finding.cites(key) or not grams[finding.asked.key].isdisjoint(places)
                ):
                    finding.look(key, testimony, places)
        for finding in findings:
            if answer := finding.answer():
                self._put(finding.asked, answer)

    def _asked(self) -> Iterator[Asked]:
        """The quotations with a note that cites testimony, or with a speaker who gave some."""
        cited, spoken, notes = self._cited(), self._spoken(), self._other_notes()
        for quotation in _quotations(self.inquiry):
            if quotation.pk in self.decided:
                continue
            at, days, why = tuple(cited.get(quotation.footnote_id or 0, ())), frozenset[int](), ""
            if not at and quotation.footnote_id not in notes:
                days, why = frozenset(spoken.get(quotation.witness_id or 0, ())), _OF_SPEAKER
            elif not at and notes[quotation.footnote_id]:
                days, why = frozenset(self.hearings), _OF_NUMBER
            pieces = tuple(pieces_of(quotation.text)) if at or days else ()
            if pieces:
                self._reports[quotation.pk] = quotation.paragraph.report_id
                yield Asked(quotation.pk, quotation.text, pieces, at, days, why)

    def _cited(self) -> dict[int, list[Cited]]:
        """Places of held testimony, by the note that cites them."""
        cited: dict[int, list[Cited]] = defaultdict(list)
        citations = Citation.objects.filter(hearing__in=self.hearings).exclude(status=Citation.Status.COMMENT)
        for citation in citations.order_by("footnote_id", "position"):
            if citation.hearing_id is not None:
                lines = citation.lines
                place = (lines.start, lines.end) if lines else (None, None)
                cited[citation.footnote_id].append(Cited(citation.hearing_id, *place))
        return cited

    def _other_notes(self) -> dict[int | None, bool]:
        """Notes that rest on what is not held, and whether it may be after all: testimony of a day without a date."""
        others = Citation.objects.filter(footnote__report__inquiry=self.inquiry, hearing=None)
        others = others.exclude(status=Citation.Status.COMMENT).order_by()
        notes: dict[int | None, bool] = {}
        for note, kind, date in others.values_list("footnote", "kind", "date"):
            notes[note] = notes.get(note, True) and kind == CitationKind.TRANSCRIPT and not date
        return notes

    def _spoken(self) -> dict[int, set[int]]:
        """The hearings at which each witness speaks."""
        spoken: dict[int, set[int]] = defaultdict(set)
        pairs = Speech.objects.filter(hearing__in=self.hearings, witness__isnull=False).order_by()
        for witness, hearing in pairs.values_list("witness", "hearing").distinct():
            spoken[witness].add(hearing)
        return spoken

    def _put(self, asked: Asked, answer: Answer) -> None:
        place = answer.place
        values: dict[str, Any] = dict(_NOWHERE)
        if place is not None:
            numbers = (*(place.start or (None, None)), *(place.end or (None, None)))
            values |= dict(zip(_PLACE, numbers, strict=True))
            values |= {"speech_from": place.turn_from, "speech_to": place.turn_to}
        self.batch.put(
            self.derived.pop(asked.key, None),
            quotation_id=asked.key,
            report_id=self._reports[asked.key],
            words=asked.text,
            outcome=answer.outcome.value,
            hearing_id=place.hearing if place else None,
            likeness=answer.likeness,
            difference=[list(step) for step in answer.difference],
            reason=answer.reason[:300],
            origin=Origin.RULE.value,
            **values,
        )


def _quotations(inquiry: Inquiry) -> QuerySet[Quotation]:
    rows = Quotation.objects.filter(paragraph__report__inquiry=inquiry, paragraph__withdrawn_at=None)
    in_force = rows.exclude(standing=Standing.REJECTED).select_related("paragraph")
    return in_force.order_by("paragraph__report_id", "paragraph__position", "start")
