"""What is stored of an inquiry's links, compared with labels made by reading: precision, recall and F1."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence.linking.citations import read_note
from evidence.linking.citing.records import CitationCandidate, CitationKind, Place, ReadingStatus
from evidence.linking.measuring.labels import Label, StoredPages
from evidence.linking.measuring.name_scoring import LabelledMention, score_mentions
from evidence.linking.measuring.quotation_scoring import LabelledParagraph, score_quotations
from evidence.linking.measuring.scoring import Score, score_citations
from evidence.linking.quoting.records import Marks, QuotationCandidate, SpeakerStatus
from evidence.linking.writing.source_rows import keys_of
from evidence.models import Citation, Footnote, Inquiry, Mention, Paragraph, Quotation, Standing

SHOWN_REASONS = 10
MENTION_KINDS = {"person": "witness", "organisation": "organisation"}
_MENTION_FIELDS = {"witness": "people", "organisation": "organisations"}
_NUMBER = re.compile(r"\d[\d.]*")


@dataclass(slots=True)
class Evaluation:
    """The scores of one inquiry, ``(noun, field)`` to its score, and the labels that nothing stored answers to."""

    scores: dict[tuple[str, str], Score] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    withheld: int = 0

    def add(self, other: Evaluation) -> None:
        """Counts another's scores in: the total of many inquiries."""
        for name, score in other.scores.items():
            self.scores[name] = self.scores.get(name, Score()) + score
        self.missing.update(other.missing)
        self.withheld += other.withheld


def evaluate(
    inquiry: Inquiry, citations: Sequence[Label], quotations: Sequence[Label], mentions: Sequence[Label]
) -> Evaluation:
    """Scores the stored rows of one inquiry against its labels."""
    pages = StoredPages.of(inquiry)
    result = Evaluation(reasons=frequent_reasons(inquiry))
    for name, score in _citation_scores(pages, citations).items():
        result.scores["citations", name] = score
    for name, score in _quotation_scores(pages, quotations).items():
        result.scores["quotations", name] = score
    for name, score in _mention_scores(pages, mentions).items():
        result.scores["mentions", name] = score
    result.missing, result.withheld = pages.missing, pages.withheld
    return result


def _citation_scores(pages: StoredPages, labels: Sequence[Label]) -> dict[str, Score]:
    notes: list[tuple[Sequence[Label], Sequence[CitationCandidate]]] = []
    for label in labels:
        if pages.is_withheld(label):
            continue
        note = pages.note(label)
        notes.append((label["citations"], [] if note is None else _citations(note)))
    return score_citations(notes)


def _citations(note: Footnote) -> list[CitationCandidate]:
    rows = (
        Citation.objects.filter(footnote=note)
        .select_related("source", "footnote", "ibid_of__footnote")
        .order_by("start")
    )
    return [_citation(row) for row in rows]


def _citation(row: Citation) -> CitationCandidate:
    """The stored row as a reader would have handed it on."""
    return CitationCandidate(
        row.start,
        row.end,
        row.raw,
        CitationKind(row.kind),
        ReadingStatus.PARSED,
        row.rule,
        reference=_as_written(row),
        person=row.person_as_printed or None,
        date=row.date or None,
        place=Place(
            row.page_from or None,
            row.line_from or None,
            row.page_to or None,
            row.line_to or None,
            row.paragraph_from or None,
            row.paragraph_to or None,
        ),
        ibid_of=row.ibid_of.footnote.label if row.ibid_of is not None else None,
    )


def _as_written(row: Citation) -> str | None:
    """What the note calls the source that is stored; where these words would lead elsewhere, the stored one's name.

    Of ibids and cross-references, which are links and not sources, the words themselves.
    """
    readings = [*read_note(row.raw), *read_note(row.footnote.text)]  # a place alone is told by the rest of its note
    if row.source is None:
        return next((one.reference for one in readings if one.kind == row.kind), None)
    if row.ibid_of is not None:
        return next((one.reference for one in readings if one.ibid_of or one.kind == CitationKind.IBID), None)
    keys = {row.source.key, *keys_of(row.source.reference)}
    return next((one.reference for one in readings if one.source_key in keys), row.source.reference)


def _quotation_scores(pages: StoredPages, labels: Sequence[Label]) -> dict[str, Score]:
    paragraphs = []
    for label in labels:
        if pages.is_withheld(label, label["start"], label["end"]):
            continue
        row = pages.paragraph(label, label["start"], label["end"])
        text, found = ("", []) if row is None else (row.text, _quotations(row))
        paragraphs.append(LabelledParagraph(text, [label], found))
    return score_quotations(paragraphs).scores


def _quotations(paragraph: Paragraph) -> list[QuotationCandidate]:
    rows = Quotation.objects.filter(paragraph=paragraph).exclude(standing=Standing.REJECTED).select_related("footnote")
    return [
        QuotationCandidate(
            row.start,
            row.end,
            row.display,
            Marks(row.marks),
            row.speaker_as_printed,
            None,
            None,
            None,
            SpeakerStatus.FOUND,
            row.footnote.label if row.footnote is not None else None,
            row.standing,
            row.rule,
            row.reason,
        )
        for row in rows
    ]


def _mention_scores(pages: StoredPages, labels: Sequence[Label]) -> dict[str, Score]:
    pairs = []
    for label in labels:
        if pages.is_withheld(label, label["locator"]):
            continue
        row = pages.paragraph(label, label["locator"])
        labelled = [LabelledMention(one["text"], MENTION_KINDS[one["kind"]]) for one in label["mentions"]]
        pairs.append((labelled, [] if row is None else _mentions(row, label["locator"])))
    return {
        _MENTION_FIELDS[kind]: Score(score.matched, score.found, score.labelled)
        for kind, score in score_mentions(pairs).items()
    }


def _mentions(paragraph: Paragraph, locator: str) -> list[LabelledMention]:
    """Those in the block that the label speaks of: a paragraph may have several."""
    at = max(paragraph.text.find(locator), 0)
    end = paragraph.text.find("\n\n", at)
    rows = Mention.objects.filter(paragraph=paragraph, start__gte=at).exclude(standing=Standing.REJECTED)
    return [
        LabelledMention(paragraph.text[row.start : row.end], row.kind)
        for row in rows
        if row.kind in _MENTION_FIELDS and (end < 0 or row.end <= end)
    ]


def frequent_reasons(inquiry: Inquiry) -> dict[str, list[tuple[str, int]]]:
    """Why links of the inquiry are not decided, most frequent first, by noun and status."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    doubtful = (Citation.Status.UNPARSED, Citation.Status.AMBIGUOUS)
    for status, reason in Citation.objects.filter(footnote__report__inquiry=inquiry, status__in=doubtful).values_list(
        "status", "reason"
    ):
        found[f"citations {status}"][_NUMBER.sub("…", reason)] += 1  # "no paragraph … in this report" is one reason
    undecided = {"paragraph__report__inquiry": inquiry, "standing__in": (Standing.AMBIGUOUS, Standing.UNKNOWN)}
    for standing, reason in Mention.objects.filter(**undecided).values_list("standing", "reason"):
        found[f"mentions {standing}"][reason] += 1
    for standing, reason in Quotation.objects.filter(**undecided).values_list("standing", "reason"):
        found[f"quotations {standing}"][reason] += 1
    return {name: counts.most_common(SHOWN_REASONS) for name, counts in sorted(found.items())}
