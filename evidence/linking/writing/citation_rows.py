"""What notes cite → citations, with their sources, antecedents and targets. Staff's decisions stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import count, groupby
from typing import Any

from evidence.linking.aside import Aside
from evidence.linking.citations import read_notes
from evidence.linking.citing.crossrefs import cross_references
from evidence.linking.citing.records import CitationCandidate, CitationKind, NoteCitations, ReadingStatus
from evidence.linking.writing.days import Days
from evidence.linking.writing.holdings import is_here
from evidence.linking.writing.source_rows import SourceRows
from evidence.linking.writing.targets import Targets
from evidence.models import Citation, Footnote, Hearing, ImportProblem, Origin, Report, Source, Standing, Witness
from evidence.models.batches import Batch, Tally, update_columns

PersonFinder = Callable[[str], Witness | None]


class NotesRead:
    """The notes of one report in the runs that they are numbered in; what they cite is read ``aside``."""

    def __init__(self, report: Report, sources: SourceRows, aside: Aside) -> None:
        self.notes = list(Footnote.objects.filter(report=report).select_related("page").order_by("position"))
        self.runs = list(_runs(self.notes))
        texts = ([(note.label, note.text) for note in run] for run in self.runs)
        kinds = sources.kinds()
        self.cited = [aside.ask(read_notes, text, kinds=kinds) for text in texts]


class CitationRows:
    """Reads the notes of one report and writes their citations."""

    def __init__(
        self, report: Report, sources: SourceRows, person: PersonFinder, targets: Targets, tally: Tally
    ) -> None:
        self.report, self.sources, self.person = report, sources, person
        self.batch: Batch[Citation] = Batch(Citation, tally)
        self.targets = targets
        self.days = Days(report.inquiry)
        self.derived: dict[tuple[int, int], Citation] = {}
        self.staff: dict[int, list[Citation]] = defaultdict(list)
        for row in Citation.objects.filter(footnote__report=report):
            if row.origin == Origin.STAFF:
                self.staff[row.footnote_id].append(row)
            else:
                self.derived[row.footnote_id, row.position] = row

    def write(self, notes: NotesRead) -> None:
        for footnote in notes.notes:
            decided = self.staff.get(footnote.pk, ())
            self.staff[footnote.pk] = [row for row in decided if self._follows(row, footnote)]
        self.batch.save()
        read = [(run, cited()) for run, cited in zip(notes.runs, notes.cited, strict=True)]
        for _, cited in read:
            for note in cited:
                for citation in note.citations:
                    self.sources.put(citation)
        self.sources.finish()
        for run, cited in read:
            self._put_run(run, cited)
        self.batch.delete(self.derived.values())

    def _follows(self, row: Citation, note: Footnote) -> bool:
        """Takes a citation that staff decided on to where its words stand now; without its words it cannot stay."""
        if note.text[row.start : row.end] == row.raw:
            return True
        at = note.text.find(row.raw)
        if at >= 0:
            self.batch.put(row, start=at, end=at + len(row.raw))
            return True
        ImportProblem.objects.create(
            inquiry=self.report.inquiry,
            file=note.page.file,
            line=note.line or None,
            code="staff-citation-dropped",
            severity="warning",
            found=f"note {note.label}, which no longer has “{row.raw[:200]}”",
            expected="the words that staff decided on",
            action="the note is read anew; staff's decision on these words is dropped",
        )
        self.batch.delete([row])
        return False

    def _put_run(self, run: list[Footnote], cited: Iterable[NoteCitations]) -> None:
        rows: dict[tuple[str, int], Citation] = {}
        ibids: list[tuple[Citation, Citation | None]] = []
        for footnote, note in zip(run, cited, strict=True):
            decided = self.staff.get(footnote.pk, [])
            taken = {row.position for row in decided}
            free = (position for position in count() if position not in taken)
            for index, citation in enumerate(note.citations):
                settled = [row for row in decided if citation.start < row.end and row.start < citation.end]
                if settled:
                    rows.setdefault((note.label, index), settled[0])
                    continue
                values = self._values(footnote, citation)
                antecedent = rows.get((citation.ibid_of or "", citation.ibid_position or 0))
                if antecedent is not None:
                    values |= _as_antecedent(citation, antecedent)
                position = next(free)
                row = self.batch.put(
                    self.derived.pop((footnote.pk, position), None),
                    **values,
                    footnote_id=footnote.pk,
                    position=position,
                )
                rows.setdefault((note.label, index), row)
                if citation.kind is CitationKind.IBID or row.ibid_of_id:
                    ibids.append((row, antecedent))
        self.batch.save()
        self._join(ibids)

    def _join(self, ibids: list[tuple[Citation, Citation | None]]) -> None:
        """Each ibid to its antecedent, once both have keys."""
        changed = []
        for row, antecedent in ibids:
            key = antecedent.pk if antecedent is not None else None
            if row.ibid_of_id != key:
                row.ibid_of_id = key
                changed.append(row)
        update_columns(Citation, changed, ["ibid_of_id"])

    def _values(self, footnote: Footnote, citation: CitationCandidate) -> dict[str, Any]:
        source = self.sources.put(citation)
        rejected = source is not None and source.standing == Standing.REJECTED
        if rejected:
            source = None
        hearing = self.days.of(citation, source)
        values: dict[str, Any] = {
            "start": citation.start,
            "end": citation.end,
            "raw": citation.raw,
            "kind": citation.kind.value,
            "status": _status(citation, source, hearing),
            "reason": "staff rejected the source it cites" if rejected else citation.reason[:300],
            "rule": citation.rule[:60],
            "person_as_printed": (citation.person or "")[:300],
            "witness": self.person(citation.person) if citation.person else None,
            "source": source,
            "hearing": hearing,
            "date": (citation.date or "")[:10],
            "target_section": None,
            "target_paragraph": None,
        }
        for name in ("page_from", "line_from", "page_to", "line_to"):
            values[name] = (getattr(citation, name) or "")[:20]
        for name in ("paragraph_from", "paragraph_to"):
            values[name] = (getattr(citation, name) or "")[:30]
        if citation.kind is CitationKind.CROSS_REFERENCE:
            values |= self._target(footnote, citation)
        return values

    def _target(self, footnote: Footnote, citation: CitationCandidate) -> dict[str, Any]:
        """Where a cross-reference leads. Of "paragraphs 4.56 and 4.98" the second is only readable in its note."""
        for reference in cross_references(footnote.text):
            if reference.start < citation.end and citation.start < reference.end:
                target = self.targets.find(reference, footnote.page_id)
                status = Citation.Status.RESOLVED if target.found else Citation.Status.AMBIGUOUS
                return {
                    "target_section": target.section,
                    "target_paragraph": target.paragraph,
                    "status": status,
                    "reason": target.reason[:300],
                }
        return {"reason": "it speaks of a part of the report, and does not say which"}


def _as_antecedent(citation: CitationCandidate, antecedent: Citation) -> dict[str, Any]:
    """An ibid cites what its antecedent cites."""
    if antecedent.status == Citation.Status.COMMENT:  # only staff say so of a citation
        reason = f"note {citation.ibid_of} cites nothing, as staff decided"
        return {"source": None, "status": Citation.Status.AMBIGUOUS, "reason": reason[:300]}
    values: dict[str, Any] = {
        "source": antecedent.source,
        "hearing": antecedent.hearing,
        "status": antecedent.status,
    }
    if antecedent.reason and antecedent.origin != Origin.STAFF:
        values["reason"] = f"note {citation.ibid_of}: {antecedent.reason}"[:300]
    return values


def _status(citation: CitationCandidate, source: Source | None, hearing: Hearing | None) -> str:
    if citation.status is ReadingStatus.COMMENT:
        return Citation.Status.COMMENT
    if citation.status is ReadingStatus.UNPARSED:
        return Citation.Status.UNPARSED
    if citation.status is ReadingStatus.AMBIGUOUS or source is None:
        return Citation.Status.AMBIGUOUS
    return Citation.Status.RESOLVED if hearing or is_here(source) else Citation.Status.NOT_HELD


def _runs(notes: list[Footnote]) -> Iterator[list[Footnote]]:
    """Notes that are numbered together: through the volume where no number comes twice, else page by page."""
    printed = [note for note in notes if not note.text_missing]
    if max(Counter(note.label for note in printed).values(), default=0) <= 1:
        yield sorted(printed, key=_number)
        return
    for _, run in groupby(printed, key=lambda note: note.page_id):
        yield list(run)


def _number(note: Footnote) -> tuple[int, int]:
    return (int(note.label) if note.label.isdecimal() else 10**9, note.position)
