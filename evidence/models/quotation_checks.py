"""What became of quoted words when they were laid beside the testimony."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from evidence.models.decisions import Origin
from evidence.models.hearings import Hearing
from evidence.models.lines import Lines
from evidence.models.paths import path_to
from evidence.models.report import Report
from evidence.models.spans import Quotation


class QuotationCheck(models.Model):
    """A quotation beside the words of a hearing: the same, altered, or not where the note says.

    A quotation without one was not checked: nothing that it cites is held here as testimony. ``difference`` is a
    list of ``[what, words]``: "same", "gone" (said, and not quoted), "new" (quoted, and not said), "left out". What
    staff decide outlives the row of the quotation: ``words`` find it again.
    """

    class Outcome(models.TextChoices):
        MATCHED = "matched", "matches the testimony"
        ALTERED = "altered", "differs from the testimony"
        NOT_FOUND = "not-found", "not found where its note points"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="quotation_checks")
    quotation = models.OneToOneField(
        Quotation, on_delete=models.SET_NULL, null=True, blank=True, related_name="checked"
    )
    words = models.TextField(help_text="The quotation, as it was when it was checked.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    hearing = models.ForeignKey(
        Hearing,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="quotation_checks",
        help_text="Where the words were said; of words not found, where they were said instead.",
    )
    page_from = models.PositiveIntegerField(null=True, blank=True)
    line_from = models.PositiveIntegerField(null=True, blank=True)
    page_to = models.PositiveIntegerField(null=True, blank=True)
    line_to = models.PositiveIntegerField(null=True, blank=True)
    speech_from = models.PositiveIntegerField(null=True, blank=True, help_text="The speech, by its order that day.")
    speech_to = models.PositiveIntegerField(null=True, blank=True)
    likeness = models.PositiveSmallIntegerField(default=0, help_text="Of 100; less than that is not word for word.")
    difference = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.RULE)

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(likeness__lte=100), name="quotation_check_likeness_of_100"),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def open_hearing(self) -> Hearing | None:
        """Where the words were said; never a hearing that sat in closed session."""
        return self.hearing if self.hearing is not None and not self.hearing.is_closed else None

    @property
    def lines(self) -> Lines | None:
        """The lines they were found at; none where the transcript has no lines, or nothing was found."""
        numbers = (self.page_from, self.line_from, self.page_to, self.line_to)
        if self.open_hearing is None or self.page_from is None or self.page_to is None:
            return None
        return Lines(self.page_from, self.line_from, self.page_to, self.line_to) if any(numbers) else None

    @property
    def shown_difference(self) -> list[Any]:
        """The difference, while the testimony it holds words of is open to readers."""
        return list(self.difference) if self.open_hearing is not None else []

    @property
    def place_url(self) -> str:
        """The address of the words; empty where there is none."""
        hearing = self.open_hearing
        if hearing is None:
            return ""
        if self.lines is not None:
            return path_to("hearing-lines", slug=hearing.slug, place=self.lines.address)
        if self.speech_from is not None:
            return path_to("hearing-speech", slug=hearing.slug, position=self.speech_from)
        return hearing.get_absolute_url()
