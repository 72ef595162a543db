"""An entry that staff have rejected: what rules had joined to it is let go, and linking does not join it again."""

from __future__ import annotations

from django.db import transaction

from evidence.models import Citation, Mention, Organisation, Origin, Quotation, Source, Standing, Subject, Witness

REASON = "what it was read as was rejected by staff"


@transaction.atomic
def let_go(entry: Witness | Organisation | Subject | Source) -> None:
    """Takes the entry off the mentions, quotations and citations that point to it."""
    if isinstance(entry, Source):
        Citation.objects.filter(source=entry).update(source=None, status=Citation.Status.AMBIGUOUS, reason=REASON)
        return
    if isinstance(entry, Witness):
        mentions = Mention.objects.filter(witness=entry)
        Quotation.objects.filter(witness=entry).update(witness=None, standing=Standing.UNKNOWN, reason=REASON)
        Citation.objects.filter(witness=entry).update(witness=None)
    elif isinstance(entry, Organisation):
        mentions = Mention.objects.filter(organisation=entry)
        Quotation.objects.filter(organisation=entry).update(organisation=None, standing=Standing.UNKNOWN, reason=REASON)
    else:
        mentions = Mention.objects.filter(subject=entry)
    mentions.exclude(origin=Origin.STAFF).delete()
    mentions.update(standing=Standing.REJECTED)
