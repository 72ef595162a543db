"""Staff's own work on the text: annotations. No import ever deletes it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q

from evidence.models.decisions import Standing
from evidence.models.entities import Witness
from evidence.models.history import StaffHistory
from evidence.models.report import Paragraph
from evidence.models.sources import Source
from evidence.models.spans import Span


class Tag(models.Model):
    """A word of the controlled list that annotations are sorted by."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    history = StaffHistory()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def public(self) -> AnnotationQuerySet:
        """What readers may see: public, not withdrawn, and still on the words it was written about."""
        return self.filter(visibility=Annotation.Visibility.PUBLIC, withdrawn_at=None, is_orphaned=False)

    def with_links(self) -> AnnotationQuerySet:
        """With their tags, and what they speak of that readers may still see."""
        return self.prefetch_related(*annotation_links())


class Annotation(Span):
    """A note by staff on a stretch of a paragraph: position and quotation, so that a changed text is noticed."""

    class Kind(models.TextChoices):
        CONTEXT = "context", "context"
        CORRECTION = "correction", "correction"
        CROSS_LINK = "cross-link", "cross-link"
        SENSITIVITY = "sensitivity", "sensitivity"
        QUESTION = "question", "question"

    class Visibility(models.TextChoices):
        INTERNAL = "internal", "internal: staff only"
        PUBLIC = "public", "public: shown to readers"

    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="annotations", help_text="Find it by its words or number."
    )
    quote = models.TextField(blank=True, help_text="The words annotated, exactly; empty for the whole paragraph.")
    prefix = models.CharField(max_length=64, blank=True, editable=False)
    suffix = models.CharField(max_length=64, blank=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CONTEXT)
    tags = models.ManyToManyField(Tag, blank=True, related_name="annotations")
    linked_paragraphs = models.ManyToManyField(
        Paragraph, blank=True, related_name="linked_from", help_text="Other paragraphs it speaks of."
    )
    linked_sources = models.ManyToManyField(
        Source, blank=True, related_name="linked_from", help_text="Sources it speaks of."
    )
    linked_witnesses = models.ManyToManyField(
        Witness, blank=True, related_name="linked_from", verbose_name="linked people", help_text="People it speaks of."
    )
    body = models.TextField(
        help_text="Markdown: an empty line begins a new paragraph; *emphasis*, lists, “>” before a quotation, "
        "[words](https://address)."
    )
    visibility = models.CharField(
        max_length=10,
        choices=Visibility.choices,
        default=Visibility.INTERNAL,
        help_text="Public annotations are shown to readers at once.",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="annotations", editable=False
    )
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_orphaned = models.BooleanField(
        default=False, editable=False, help_text="An import no longer holds the words it was written about."
    )

    objects = AnnotationQuerySet.as_manager()
    history = StaffHistory(m2m_fields=["tags", "linked_paragraphs", "linked_sources", "linked_witnesses"])

    class Meta:
        ordering = ["paragraph", "start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="annotation_span_start_before_end"),
        ]

    def __str__(self) -> str:
        return self.body[:80]


def annotation_links() -> list[Prefetch[Any]]:
    """What ``with_links`` fetches, for annotations that are there already."""
    paragraphs = Paragraph.objects.published().for_list().in_reading_order()
    return [
        Prefetch("tags"),
        Prefetch("linked_paragraphs", paragraphs.filter(page__withdrawn_at=None)),
        Prefetch("linked_sources", Source.objects.exclude(standing=Standing.REJECTED)),
        Prefetch("linked_witnesses", Witness.objects.exclude(standing=Standing.REJECTED)),
    ]


def spoken_of(model: type[Paragraph | Source | Witness]) -> set[int]:
    """The keys of the rows that annotations are linked to: no import takes a link of staff's away."""
    return set(model._default_manager.filter(linked_from__isnull=False).values_list("pk", flat=True))
