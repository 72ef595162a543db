"""Testimony: hearings, the pages of their transcripts as printed, and the speeches read from them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from evidence.models.entities import Witness
from evidence.models.report import Inquiry


class Hearing(models.Model):
    """A sitting day, or one session of it where morning and afternoon number their pages apart."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="hearings")
    date = models.DateField()
    session = models.CharField(max_length=20, blank=True, help_text="“morning”, where the sessions number pages apart.")
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300, blank=True)
    is_closed = models.BooleanField(default=False, help_text="Sat in closed session: nothing of it is shown.")
    file = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["date", "session"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "date", "session"], name="hearing_unique_in_inquiry")]

    def __str__(self) -> str:
        return self.title or f"Hearing of {self.date}"

    def get_absolute_url(self) -> str:
        return reverse("hearing-detail", kwargs={"slug": self.slug})


class TranscriptPage(models.Model):
    """A page of a transcript as printed: ``lines`` is a list of ``[number, text]``."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    lines = models.JSONField(default=list)

    class Meta:
        ordering = ["hearing", "number"]
        constraints = [models.UniqueConstraint(fields=["hearing", "number"], name="transcript_page_unique_in_hearing")]

    def __str__(self) -> str:
        return f"page {self.number}"


class Speech(models.Model):
    """One turn of speech: who spoke, as printed and as resolved, and where it stands in the transcript."""

    class Kind(models.TextChoices):
        QUESTION = "question", "question"
        ANSWER = "answer", "answer"
        SPEECH = "speech", "speech"
        EVENT = "event", "event"

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="speeches")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    speaker_as_printed = models.CharField(max_length=200, blank=True)
    speaker = models.CharField(
        max_length=200, blank=True, help_text="Who “Q.” or “A.” is, in words; empty where the transcript does not tell."
    )
    witness = models.ForeignKey(Witness, on_delete=models.SET_NULL, null=True, blank=True, related_name="speeches")
    text = models.TextField()
    page_from = models.PositiveIntegerField(null=True, blank=True)
    line_from = models.PositiveSmallIntegerField(null=True, blank=True)
    page_to = models.PositiveIntegerField(null=True, blank=True)
    line_to = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "speeches"
        ordering = ["hearing", "position"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "position"], name="speech_position_unique_in_hearing")
        ]

    def __str__(self) -> str:
        return f"{self.speaker_as_printed}: {self.text[:60]}"
