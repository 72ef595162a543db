"""What was printed: an inquiry, its reports, their tree of sections, and their paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from evidence.models.decisions import Standing
from evidence.models.paths import path_to

if TYPE_CHECKING:
    from evidence.models.entities import Organisation, Subject, Witness


class Inquiry(models.Model):
    """A public inquiry. It owns its reports, hearings, sources and the people and bodies they name."""

    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)
    publisher = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=200, blank=True, help_text="Shown with every page of the report.")
    source_url = models.URLField(blank=True, max_length=500, help_text="Where the inquiry publishes its report.")
    content_notice = models.TextField(
        blank=True, help_text="Shown above the text on every page of its reports and hearings; or none."
    )
    published = models.DateField(null=True, blank=True)
    digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Of the folder and the rules that were last imported."
    )

    class Meta:
        verbose_name_plural = "inquiries"
        ordering = ["short_title"]

    def __str__(self) -> str:
        return self.short_title


class Report(models.Model):
    """A published report or volume. Its slug is unique on the site: addresses begin with it."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="reports")
    title = models.CharField(max_length=300)
    slug = models.SlugField(unique=True)
    published = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["inquiry__short_title", "position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("report-detail", report=self.slug)


class SectionQuerySet(models.QuerySet["Section"]):
    def pages(self) -> SectionQuerySet:
        """Sections that were pages of their own, still published."""
        return self.filter(is_page=True, withdrawn_at=None)


class Section(models.Model):
    """A node of the report's tree. One that was a page of its own is a page; a sub-heading is a section inside one.

    ``position`` counts the whole tree in reading order; everything beneath a section lies between its
    ``position`` and its ``last_position``, so that a subtree is one range.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    number = models.CharField(max_length=100, blank=True, help_text="As printed: “E.2”, “Annex 1”; or none.")
    title = models.CharField(max_length=1000, blank=True)
    slug = models.CharField(max_length=250, help_text="“e-2” for a page, “e-2/industry-response” for a sub-heading.")
    is_page = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    last_position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=255, blank=True, help_text="The page of the inquiry folder it was read from.")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="Set when an import no longer holds a page that staff have worked on."
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "slug"], name="section_slug_unique_in_report"),
            models.CheckConstraint(
                condition=Q(last_position__gte=F("position")), name="section_last_position_not_before_position"
            ),
        ]
        indexes = [models.Index(fields=["report", "position"], name="section_reading_order")]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """Number and title as a reader says them: “E.2: Challenges posed by live streaming”."""
        return ": ".join(part for part in (self.number, self.title) if part)

    @property
    def anchor(self) -> str:
        """The fragment of a sub-heading on its page."""
        return self.slug.rpartition("/")[2]

    def get_absolute_url(self) -> str:
        page, _, anchor = self.slug.partition("/")
        if not self.is_page and not anchor:
            return f"{self.report.get_absolute_url()}#{page}"
        url = path_to("page-detail", report=self.report.slug, page=page)
        return f"{url}#{anchor}" if anchor else url


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def published(self) -> ParagraphQuerySet:
        """Without what an import has withdrawn."""
        return self.filter(withdrawn_at=None)

    def in_reading_order(self) -> ParagraphQuerySet:
        return self.order_by("report", "position")

    def beneath(self, section: Section) -> ParagraphQuerySet:
        """Paragraphs of a section and of everything beneath it."""
        return self.filter(
            report=section.report_id,
            section__position__gte=section.position,
            section__position__lte=section.last_position,
        )

    def mentioning(self, entity: Witness | Organisation | Subject) -> ParagraphQuerySet:
        """Paragraphs with a mention of the entity that staff have not rejected."""
        return self._having("Mention", entity._meta.model_name, entity)

    def quoting(self, entity: Witness | Organisation) -> ParagraphQuerySet:
        """Paragraphs that quote the entity's words."""
        return self._having("Quotation", entity._meta.model_name, entity)

    def _having(self, related: str, field: str | None, entity: models.Model) -> ParagraphQuerySet:
        from django.apps import apps

        rows = apps.get_model("evidence", related)._default_manager.exclude(standing=Standing.REJECTED)
        # a join would multiply rows and spoil later counts; a correlated subquery would be asked for every paragraph
        return self.filter(pk__in=rows.filter(**{str(field): entity}).order_by().values("paragraph"))

    def for_list(self) -> ParagraphQuerySet:
        """Everything a list row shows, in a number of queries that does not grow with the rows."""
        return self.select_related("report__inquiry", "page", "section")


def paragraph_name(label: str) -> str:
    """“paragraph 13”, as a paragraph with this label is cited."""
    return f"paragraph {label}" if label else "unnumbered text"


class Paragraph(models.Model):
    """A numbered paragraph with its block quotations and continuation text, or unnumbered lead text.

    ``text`` is what was printed, footnote markers taken out, blocks joined by a blank line. ``blocks`` tells how
    each stretch of it stood on the page: ``[kind, start, end, level]``, kind as in ``records.BlockKind``.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="paragraphs")
    page = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="page_paragraphs")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="paragraphs")
    label = models.CharField(max_length=30, blank=True, help_text="As printed: “13”, “3.46”; empty for lead text.")
    slug = models.CharField(max_length=40, help_text="The label as it stands in the paragraph's address.")
    position = models.PositiveIntegerField(help_text="Reading order in the report.")
    text = models.TextField()
    blocks = models.JSONField(default=list)
    line = models.PositiveIntegerField(default=0, help_text="Line of the page's file.")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="Set when an import no longer holds a paragraph that staff have worked on."
    )

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["report", "position"]
        constraints = [models.UniqueConstraint(fields=["page", "slug"], name="paragraph_slug_unique_in_page")]
        indexes = [models.Index(fields=["report", "position"], name="paragraph_reading_order")]

    def __str__(self) -> str:
        return f"{self.page.number or self.page.title}, {self.name}"

    @property
    def name(self) -> str:
        """“paragraph 13”, as it is cited."""
        return paragraph_name(self.label)

    @property
    def full_name(self) -> str:
        """With its report, where paragraphs of several stand together."""
        return f"{self.report}, {self}"

    @property
    def anchor(self) -> str:
        """The fragment of the paragraph on its page."""
        return f"p{self.slug}"

    @property
    def citable_id(self) -> str:
        """The address without host: joins the exported files."""
        return f"reports/{self.report.slug}/{self.page.slug}/{self.slug}"

    def get_absolute_url(self) -> str:
        return path_to("paragraph-detail", report=self.report.slug, page=self.page.slug, label=self.slug)


class ImportProblem(models.Model):
    """Something the last import of an inquiry was unsure of, left out, or kept as it was found."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="problems")
    file = models.CharField(max_length=255)
    line = models.PositiveIntegerField(null=True, blank=True)
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    found = models.TextField()
    expected = models.TextField(blank=True)
    action = models.TextField(blank=True, verbose_name="what was done about it")

    class Meta:
        ordering = ["inquiry", "file", "line", "pk"]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.found}" if self.line else f"{self.file}: {self.found}"
