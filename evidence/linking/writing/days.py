"""The hearing that a citation of testimony means: by the day it gives, or that its transcript is known to be of."""

from __future__ import annotations

from collections import defaultdict

from evidence.linking.citing.records import CitationCandidate, CitationKind
from evidence.models import Hearing, Inquiry, Source


class Days:
    """The open hearings of an inquiry by day; a day of two sessions needs to be told which."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.hearings: dict[str, list[Hearing]] = defaultdict(list)
        for hearing in Hearing.objects.filter(inquiry=inquiry, is_closed=False):
            self.hearings[hearing.date.isoformat()].append(hearing)

    def of(self, citation: CitationCandidate, source: Source | None) -> Hearing | None:
        """The one hearing of the day; none where there is none, or where several could be meant."""
        if citation.kind is not CitationKind.TRANSCRIPT:
            return None
        listed = source.date if source is not None and source.kind == "transcript" else ""
        on_day = self.hearings.get(citation.date or listed, [])
        if len(on_day) > 1 and citation.session:
            on_day = [hearing for hearing in on_day if citation.session in hearing.session]
        return on_day[0] if len(on_day) == 1 else None
