"""Stretches of a paragraph that refer: quotations and mentions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from evidence.models.decisions import Origin, Standing
from evidence.models.entities import Organisation, Subject, Witness
from evidence.models.report import Paragraph
from evidence.models.sources import Footnote


class Span(models.Model):
    """A stretch of a paragraph's text: characters from 0, end excluded."""

    start = models.PositiveIntegerField(help_text="Characters from 0.")
    end = models.PositiveIntegerField(help_text="The character after the last.")

    class Meta:
        abstract = True


class Quotation(Span):
    """Somebody's words inside a paragraph, with their speaker as printed and as resolved."""

    class Display(models.TextChoices):
        BLOCK = "block", "block"
        INLINE = "inline", "inline"

    class Marks(models.TextChoices):
        COMPLETE = "complete", "complete"
        OPENING_LOST = "opening-lost", "opening mark lost"
        CLOSING_LOST = "closing-lost", "closing mark lost"
        ABSENT = "absent", "no marks"

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="quotations")
    display = models.CharField(max_length=10, choices=Display.choices)
    marks = models.CharField(max_length=12, choices=Marks.choices, help_text="What became of its quotation marks.")
    speaker_as_printed = models.CharField(max_length=300, blank=True)
    witness = models.ForeignKey(Witness, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotations"
    )
    footnote = models.ForeignKey(Footnote, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotations")
    is_certain = models.BooleanField(default=True, help_text="Unset where only position and wording speak for it.")
    standing = models.CharField(max_length=10, choices=Standing.choices, help_text="How sure its speaker is.")
    rule = models.CharField(max_length=60, blank=True, help_text="The rule that saw it.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it is not decided, or only supposed.")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.RULE)

    class Meta:
        ordering = ["paragraph", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="quotation_span_start_before_end"),
            models.CheckConstraint(
                condition=Q(witness=None) | Q(organisation=None), name="quotation_speaker_one_at_most"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def speaker(self) -> Witness | Organisation | None:
        """The witness or the organisation it resolved to."""
        return self.witness or self.organisation


class Mention(Span):
    """A stretch of a paragraph that names a witness, an organisation or a subject."""

    class Kind(models.TextChoices):
        WITNESS = "witness", "witness"
        ORGANISATION = "organisation", "organisation"
        SUBJECT = "subject", "subject"

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    witness = models.ForeignKey(Witness, on_delete=models.CASCADE, null=True, blank=True, related_name="mentions")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="mentions"
    )
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, null=True, blank=True, related_name="mentions")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    rule = models.CharField(max_length=60, blank=True, help_text="The rule that saw it.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it is not decided, or only supposed.")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.RULE)

    class Meta:
        ordering = ["paragraph", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_span_start_before_end"),
            models.CheckConstraint(
                name="mention_names_what_its_kind_says",
                condition=Q(kind="witness", organisation=None, subject=None)
                | Q(kind="organisation", witness=None, subject=None)
                | Q(kind="subject", witness=None, organisation=None),
            ),
        ]

    def __str__(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def entity(self) -> Witness | Organisation | Subject | None:
        """What is named; none while it is ambiguous."""
        return self.witness or self.organisation or self.subject
