"""What the report rests on: sources, footnotes, the markers that call them, and the citations inside them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from evidence.models.decisions import Origin, Standing
from evidence.models.entities import Witness
from evidence.models.hearings import Hearing
from evidence.models.history import StaffHistory
from evidence.models.lines import Lines
from evidence.models.paths import path_to
from evidence.models.report import Inquiry, Paragraph, Report, Section


class SourceQuerySet(models.QuerySet["Source"]):
    def published(self) -> SourceQuerySet:
        """What readers see: everything staff have not rejected or merged into another."""
        return self.filter(~Q(standing=Standing.REJECTED) & Q(merged_into=None))


class Source(models.Model):
    """What can be cited: a transcript, a statement, a document, under its reference number or its words."""

    class Holding(models.TextChoices):
        HELD = "held", "held here"
        PUBLISHED = "published", "published elsewhere"
        CITED_ONLY = "cited-only", "cited only"
        CLOSED = "closed", "closed"
        WITHDRAWN = "withdrawn", "withdrawn"

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="sources")
    reference = models.CharField(max_length=1000, help_text="Its reference number (URN), or the words that cite it.")
    slug = models.CharField(max_length=200, unique=True, help_text="The reference as it stands in its address.")
    key = models.CharField(
        max_length=300, blank=True, editable=False, help_text="What makes it one source, however a note spells it."
    )
    title = models.CharField(max_length=1000, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    date = models.CharField(max_length=10, blank=True, help_text="ISO, as short as it is known: 2009, 2009-11.")
    url = models.URLField(blank=True, max_length=1000)
    holding = models.CharField(max_length=12, choices=Holding.choices, default=Holding.CITED_ONLY)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.CONFIRMED)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.STAFF)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="merged",
        help_text="The source that this one turned out to be the same as; its address leads there.",
    )

    objects = SourceQuerySet.as_manager()
    history = StaffHistory()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "reference"], name="source_reference_unique_in_inquiry"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="source_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return path_to("source-detail", reference=self.slug)


class Footnote(models.Model):
    """A note of a page. Where only its marker was printed, its text is missing: a normal state, said plainly."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="footnotes")
    page = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="footnotes")
    label = models.CharField(max_length=20, help_text="As printed: “3”.")
    slug = models.CharField(max_length=30, help_text="The label, made unique in the page.")
    position = models.PositiveIntegerField(help_text="Reading order in the report.")
    text = models.TextField(blank=True)
    text_missing = models.BooleanField(default=False, help_text="The imported pages carry the marker without its note.")
    line = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["page", "slug"], name="footnote_slug_unique_in_page"),
            models.CheckConstraint(condition=Q(text_missing=False) | Q(text=""), name="footnote_missing_has_no_text"),
        ]
        indexes = [models.Index(fields=["report", "position"], name="footnote_reading_order")]

    def __str__(self) -> str:
        return f"{self.page.number or self.page.title}, note {self.label}"

    @property
    def anchor(self) -> str:
        """The fragment of the note on its page."""
        return f"note-{self.slug}"

    @property
    def citable_id(self) -> str:
        """The address without host: joins the exported files."""
        return f"reports/{self.report.slug}/{self.page.slug}#{self.anchor}"

    def get_absolute_url(self) -> str:
        return f"{self.page.get_absolute_url()}#{self.anchor}"


class FootnoteMarker(models.Model):
    """Where in a paragraph a footnote is called: before the character at ``offset``. The sign is not in the text."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="markers")
    footnote = models.ForeignKey(Footnote, on_delete=models.CASCADE, related_name="markers")
    label = models.CharField(max_length=20)
    offset = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(help_text="Order in the paragraph.")

    class Meta:
        ordering = ["paragraph", "position"]
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "position"], name="marker_position_unique_in_paragraph")
        ]

    def __str__(self) -> str:
        return f"[{self.label}]"


class Citation(models.Model):
    """One reference inside a footnote: one for each document and for each place in it."""

    class Status(models.TextChoices):
        RESOLVED = "resolved", "resolved"
        NOT_HELD = "not-held", "cited, not held here"
        AMBIGUOUS = "ambiguous", "ambiguous: several candidates, none chosen"
        UNPARSED = "unparsed", "not read: kept as printed"
        COMMENT = "comment", "comment: cites nothing"

    footnote = models.ForeignKey(Footnote, on_delete=models.CASCADE, related_name="citations")
    position = models.PositiveSmallIntegerField(help_text="Order in the note.")
    start = models.PositiveIntegerField(help_text="Characters from 0 in the note's text.")
    end = models.PositiveIntegerField()
    raw = models.TextField(help_text="As printed.")
    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status.choices)
    person_as_printed = models.CharField(max_length=300, blank=True)
    witness = models.ForeignKey(Witness, on_delete=models.SET_NULL, null=True, blank=True, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, blank=True, related_name="citations")
    hearing = models.ForeignKey(Hearing, on_delete=models.SET_NULL, null=True, blank=True, related_name="citations")
    date = models.CharField(max_length=10, blank=True)
    page_from = models.CharField(max_length=20, blank=True)
    line_from = models.CharField(max_length=20, blank=True)
    page_to = models.CharField(max_length=20, blank=True)
    line_to = models.CharField(max_length=20, blank=True)
    paragraph_from = models.CharField(max_length=30, blank=True)
    paragraph_to = models.CharField(max_length=30, blank=True)
    speech_from = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Of a transcript without pages: the speech that is probably meant, by its order.",
    )
    ibid_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="ibids",
        help_text="What an ibid repeats.",
    )
    target_section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="cross_references"
    )
    target_paragraph = models.ForeignKey(
        Paragraph, on_delete=models.SET_NULL, null=True, blank=True, related_name="cross_references"
    )
    rule = models.CharField(max_length=60, blank=True, help_text="The rule that read it.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it could not be decided.")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.RULE)

    history = StaffHistory()

    class Meta:
        ordering = ["footnote", "position"]
        constraints = [
            models.UniqueConstraint(fields=["footnote", "position"], name="citation_position_unique_in_footnote"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="citation_span_start_before_end"),
        ]

    def __str__(self) -> str:
        return self.raw

    @property
    def locator(self) -> str:
        """The place it points to, as it is said: “page 52, lines 6 to 13”; empty for the whole of the source."""
        if self.line_from and self.page_to and self.page_to != self.page_from:
            end = f"page {self.page_to}, line {self.line_to}" if self.line_to else f"page {self.page_to}"
            parts = [f"page {self.page_from}, line {self.line_from} to {end}"]
        else:
            parts = [_range("page", self.page_from, self.page_to), _range("line", self.line_from, self.line_to)]
        parts.append(_range("paragraph", self.paragraph_from, self.paragraph_to))
        return ", ".join(part for part in parts if part)

    @property
    def lines(self) -> Lines | None:
        """The lines of testimony it points to; none where it names no page by number."""
        return Lines.cited(self.page_from, self.line_from, self.page_to, self.line_to)

    @property
    def page_is_held(self) -> bool:
        """Whether the page it points to is here to read; asked of the database, unless ``with_lines`` did for all."""
        if "page_was_found" in self.__dict__:
            return bool(self.__dict__["page_was_found"])
        if self.hearing is None or self.hearing.is_closed or self.lines is None:
            return False
        return self.hearing.pages.filter(number=self.lines.page_from).exists()

    @property
    def likely_url(self) -> str:
        """The address of the speech that is probably meant; empty where the very lines are here, or nothing is."""
        if self.speech_from is None or self.hearing is None or self.hearing.is_closed:
            return ""
        return path_to("hearing-speech", slug=self.hearing.slug, position=self.speech_from)

    @property
    def lines_url(self) -> str:
        """The address of the very lines; empty where there are none to show."""
        if self.hearing is None or self.lines is None or not self.page_is_held:
            return ""
        return path_to("hearing-lines", slug=self.hearing.slug, place=self.lines.address)


def _range(noun: str, first: str, last: str) -> str:
    if not first:
        return ""
    return f"{noun}s {first} to {last}" if last and last != first else f"{noun} {first}"
