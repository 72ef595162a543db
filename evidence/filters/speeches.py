"""The one reading of the query string for what was said at the hearings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db.models import QuerySet

from evidence.filters.fields import Choices, Day, Parameter
from evidence.filters.lookups import named, spoken_by
from evidence.filters.searched import RankedFilter
from evidence.models import Hearing, Inquiry, Speech, Witness
from evidence.search.index import SPEECHES, Contents

Speeches = QuerySet[Speech]


class SpeechFilter(RankedFilter):
    """Speeches by where and when they were made, who speaks, what they are, and the words in them."""

    contents: ClassVar[Contents] = SPEECHES

    inquiry = named("inquiry", "filter_inquiry")
    hearing = named("hearing", "filter_hearing")
    speaker = named("speaker", "filter_speaker")
    witness = named("witness", "filter_witness")
    kind = Parameter(Choices, method="filter_kind", label="Kind", choices=Speech.Kind.values)
    date_from = Parameter(Day, method="filter_from", label="From")
    date_to = Parameter(Day, method="filter_to", label="To")

    def filter_inquiry(self, speeches: Speeches, name: str, inquiries: list[Inquiry]) -> Speeches:
        """Those of the inquiries."""
        return speeches.filter(hearing__inquiry__in=inquiries)

    def filter_hearing(self, speeches: Speeches, name: str, hearings: list[Hearing]) -> Speeches:
        """Those of the hearings."""
        return speeches.filter(hearing__in=hearings)

    def filter_speaker(self, speeches: Speeches, name: str, speakers: list[str]) -> Speeches:
        """Those of whoever the transcript calls so."""
        return speeches.filter(spoken_by(speakers))

    def filter_witness(self, speeches: Speeches, name: str, witnesses: list[Witness]) -> Speeches:
        """Those of the people."""
        return speeches.filter(witness__in=witnesses)

    def filter_kind(self, speeches: Speeches, name: str, kinds: list[str]) -> Speeches:
        """Questions, answers, other speeches or events."""
        return speeches.filter(kind__in=kinds)

    def filter_from(self, speeches: Speeches, name: str, day: date) -> Speeches:
        """Those of the day and later."""
        return speeches.filter(hearing__date__gte=day)

    def filter_to(self, speeches: Speeches, name: str, day: date) -> Speeches:
        """Those of the day and earlier."""
        return speeches.filter(hearing__date__lte=day)
