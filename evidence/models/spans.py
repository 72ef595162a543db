"""Stretches of a paragraph that refer: quotations, mentions and cross-references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from evidence.models.decisions import Origin, Standing
from evidence.models.entities import Organisation, Subject, Witness
from evidence.models.history import StaffHistory
from evidence.models.report import Paragraph, Section
from evidence.models.sources import Footnote

if TYPE_CHECKING:
    from evidence.models.quotation_checks import QuotationCheck


class Span(models.Model):
    """A stretch of a paragraph's text: characters from 0, end excluded."""

    start = models.PositiveIntegerField(help_text="Characters from 0.")
    end = models.PositiveIntegerField(help_text="The character after the last.")

    class Meta:
        abstract = True


class Quotation(Span):
    """Somebody's words inside a paragraph, with their speaker as printed and as resolved."""

    beside = ("checked",)  # edited with it

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

    history = StaffHistory()

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

    @property
    def comparison(self) -> QuotationCheck | None:
        """What came of laying it beside the testimony; none where that was not done.

        Templates ask for this: one that asks for a relation which is not there looks through all that a row has.
        """
        return getattr(self, "checked", None)


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

    history = StaffHistory()

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


class CrossReferenceQuerySet(models.QuerySet["CrossReference"]):
    def with_targets(self) -> CrossReferenceQuerySet:
        """With all that the address of a target is made of; the target's own text is left where it is."""
        return self.select_related(
            "target_paragraph__report", "target_paragraph__page", "target_section__report"
        ).defer("target_paragraph__text", "target_paragraph__blocks")

    def leading_to_paragraph(self, paragraph: Any, report: Any, position: Any) -> CrossReferenceQuerySet:
        """Those that name a paragraph, told by its key and place, by itself or as one of a range."""
        # ranges are few: asked for by themselves they are found by their ends, and nobody walks all paragraphs
        alone, ranges = self.filter(target_paragraph=paragraph), self.around(report, position)
        found = alone.order_by().values("pk").union(ranges.order_by().values("pk"))
        return self.exclude(standing=Standing.REJECTED).filter(pk__in=found)

    def around(self, report: Any, position: Any) -> CrossReferenceQuerySet:
        """Those that name a range of paragraphs, from before a place in a report, or at it, to after it."""
        return self.filter(
            last_paragraph__isnull=False,
            target_paragraph__report=report,
            target_paragraph__position__lte=position,
            last_paragraph__position__gte=position,
        )

    def leading_to_section(self, report: Any, position: Any, last_position: Any) -> CrossReferenceQuerySet:
        """Those that name a section, told by its place, or a heading in it, by itself or as one of a range."""
        inside = {"target_section__position__gte": position, "target_section__position__lte": last_position}
        span = {"target_section__position__lte": position, "last_section__position__gte": position}
        found = self.exclude(standing=Standing.REJECTED).filter(target_section__report=report)
        return found.filter(Q(**inside) | Q(**span))


class CrossReference(Span):
    """A stretch of a paragraph that names another part of the report: “paragraphs 4.89 to 4.91 above”, “Section 3.2”.

    What cannot be told, or leads nowhere in what is held, is kept without a target and with its reason.
    """

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="references_made")
    target_paragraph = models.ForeignKey(
        Paragraph, on_delete=models.SET_NULL, null=True, blank=True, related_name="references_to"
    )
    last_paragraph = models.ForeignKey(
        Paragraph,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="ranges_to",
        help_text="The last of a range of paragraphs.",
    )
    target_section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="references_to"
    )
    last_section = models.ForeignKey(
        Section,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="ranges_to",
        help_text="The last of a range of sections.",
    )
    standing = models.CharField(max_length=10, choices=Standing.choices)
    rule = models.CharField(max_length=60, blank=True, help_text="The rule that saw it.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it is not decided, or only supposed.")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.RULE)

    objects = CrossReferenceQuerySet.as_manager()
    history = StaffHistory()

    class Meta:
        ordering = ["paragraph", "start"]
        indexes = [
            # the few ranges, which every paragraph's page asks for: it may lie in one
            models.Index(
                fields=["target_paragraph", "last_paragraph"],
                condition=Q(last_paragraph__isnull=False),
                name="cross_reference_ranges",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="cross_reference_span_start_before_end"),
            models.CheckConstraint(
                condition=Q(target_paragraph=None) | Q(target_section=None), name="cross_reference_target_one_at_most"
            ),
            models.CheckConstraint(
                condition=Q(last_paragraph=None, last_section=None)
                | Q(last_paragraph=None, target_paragraph=None)
                | Q(last_section=None, target_section=None),
                name="cross_reference_range_of_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def target(self) -> Paragraph | Section | None:
        """What it leads to; none while it is not decided, or staff have rejected it, or an import has withdrawn it."""
        target = self.target_paragraph or self.target_section
        if target is None or self.standing == Standing.REJECTED or target.withdrawn_at is not None:
            return None
        return target
