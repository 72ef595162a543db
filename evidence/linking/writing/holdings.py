"""Transcripts that are here to read → sources that say so, until the hearing is withdrawn."""

from __future__ import annotations

from evidence.linking.citing.records import CitationKind
from evidence.models import Citation, Hearing, Inquiry, Origin, Source
from evidence.models.batches import Batch, Tally


def write_holdings(inquiry: Inquiry, tally: Tally) -> None:
    """A transcript is held when an open hearing of its day is, or a note that cites it was led to one."""
    hearings = Hearing.objects.filter(inquiry=inquiry, is_closed=False)
    days = {day.isoformat() for day in hearings.values_list("date", flat=True)}
    cited = Citation.objects.filter(hearing__in=hearings, kind=CitationKind.TRANSCRIPT, source__isnull=False)
    led = set(cited.exclude(status=Citation.Status.COMMENT).order_by().values_list("source", flat=True).distinct())
    batch: Batch[Source] = Batch(Source, tally)
    transcripts = Source.objects.filter(inquiry=inquiry, kind=CitationKind.TRANSCRIPT)
    for source in transcripts.exclude(origin=Origin.STAFF):
        if source.date in days or source.pk in led:
            batch.put(source, holding=Source.Holding.HELD)
        elif source.holding == Source.Holding.HELD:
            batch.put(source, holding=Source.Holding.PUBLISHED if source.url else Source.Holding.CITED_ONLY)
    batch.save()


def is_here(source: Source) -> bool:
    """Whether a source can be read, here or elsewhere, whatever becomes of the hearing that a transcript is of."""
    if source.holding == Source.Holding.PUBLISHED or source.url:
        return True
    is_derived = source.kind == CitationKind.TRANSCRIPT and source.origin != Origin.STAFF
    return source.holding == Source.Holding.HELD and not is_derived
