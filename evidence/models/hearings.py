"""Testimony: hearings, the pages of their transcripts as printed, and the speeches read from them."""

from __future__ import annotations

from django.db import models

from evidence.models.entities import Witness
from evidence.models.paths import path_to
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
        return path_to("hearing-detail", slug=self.slug)


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


class SpeechQuerySet(models.QuerySet["Speech"]):
    def published(self) -> SpeechQuerySet:
        """Without what was said at a hearing that sat in closed session."""
        return self.filter(hearing__is_closed=False)

    def in_reading_order(self) -> SpeechQuerySet:
        return self.order_by("hearing__inquiry", "hearing__date", "hearing__session", "position", "pk")


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

    objects = SpeechQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "speeches"
        ordering = ["hearing", "position"]
        indexes = [models.Index(fields=["speaker"], name="speech_speaker")]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "position"], name="speech_position_unique_in_hearing")
        ]

    def __str__(self) -> str:
        return f"{self.speaker_as_printed}: {self.text[:60]}"

    @property
    def citable_id(self) -> str:
        """The address without host, which leads to its lines where it has any: joins the exported files."""
        return f"hearings/{self.hearing.slug}/speech-{self.position}"

    @property
    def anchor(self) -> str:
        """The fragment of a speech among the others of a hearing."""
        return f"s{self.position}"

    @property
    def spoken_by(self) -> str:
        """Who speaks, in words; as printed where the transcript does not tell more; of an event, nobody."""
        return "" if self.kind == Speech.Kind.EVENT else self.speaker or self.speaker_as_printed

    @property
    def place(self) -> str:
        """Page and line where it begins, as citations write them: “69/9”; empty where the transcript has neither."""
        if self.page_from is None:
            return ""
        return str(self.page_from) if self.line_from is None else f"{self.page_from}/{self.line_from}"

    def get_absolute_url(self) -> str:
        """Its lines; in a transcript without lines, the speech among the others."""
        if None in (self.page_from, self.line_from, self.page_to, self.line_to):
            return path_to("hearing-speech", slug=self.hearing.slug, position=self.position)
        first, last = f"{self.page_from}:{self.line_from}", f"{self.page_to}:{self.line_to}"
        place = first if first == last else f"{first}-{last}"
        return path_to("hearing-lines", slug=self.hearing.slug, place=place)
