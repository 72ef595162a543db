"""Who spoke: the speakers of an inquiry's hearings, as the transcripts name them → witnesses."""

from __future__ import annotations

from collections.abc import Callable

from evidence.models import Inquiry, Speech, Witness
from evidence.models.batches import Batch, Tally


def link_speeches(inquiry: Inquiry, person: Callable[[str], Witness | None], tally: Tally) -> None:
    """Joins each speech to the witness that its speaker's name means; one that means nobody, or several, to none."""
    batch: Batch[Speech] = Batch(Speech, tally)
    speeches = Speech.objects.filter(hearing__inquiry=inquiry, hearing__is_closed=False).only(
        "pk", "speaker", "witness"
    )
    for speech in speeches.iterator(chunk_size=5000):
        witness = person(speech.speaker) if speech.speaker else None
        batch.put(speech, witness_id=witness.pk if witness else None)
    batch.save()
