"""What staff decided at the evidence desk: by whom, when and why; of each item the latest decision stands."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from evidence.models.annotations import Annotation
from evidence.models.entities import Organisation, Witness
from evidence.models.report import Inquiry, Paragraph
from evidence.models.sources import Footnote, Source

HOLDERS = ("paragraph", "footnote", "witness", "organisation", "source", "annotation")


def _holder(model: type[models.Model]) -> Any:
    """A key to what a decision is kept by. The index of its own in ``Meta`` has no room for the many rows without."""
    return models.ForeignKey(model, on_delete=models.CASCADE, null=True, related_name="desk_decisions", db_index=False)


class DeskDecision(models.Model):
    """A signed decision on one item of the desk. It names the item by where it stands, not by the row a rule made.

    Rules make their rows anew whenever a text is read again; paragraphs, notes and entries stay the same rows. So an
    item that was put off stays so after an import, as long as its words stand where they stood.
    """

    class Kind(models.TextChoices):
        CITATION = "citation", "citation"
        WITNESS = "witness", "proposed person"
        ORGANISATION = "organisation", "proposed organisation"
        SPEAKER = "speaker", "suggested speaker"
        CHECK = "check", "quotation beside the testimony"
        CROSS_REFERENCE = "cross-reference", "cross-reference"
        SOURCE = "source", "source without a holding"
        ANNOTATION = "annotation", "orphaned annotation"
        PROBLEM = "problem", "import problem"

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        CORRECTED = "corrected", "corrected"
        REJECTED = "rejected", "rejected"
        DEFERRED = "deferred", "deferred"
        RETURNED = "returned", "put back on the desk"

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="desk_decisions", db_index=False)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    paragraph = _holder(Paragraph)
    footnote = _holder(Footnote)
    witness = _holder(Witness)
    organisation = _holder(Organisation)
    source = _holder(Source)
    annotation = _holder(Annotation)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    digest = models.CharField(
        max_length=32, blank=True, help_text="Of an import problem: imports list the same problems anew."
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="desk_decisions")
    decided_at = models.DateTimeField(auto_now_add=True)
    is_current = models.BooleanField(default=True, help_text="Unset when a later decision on the item was taken.")

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="desk_decision_on_one_item",
                condition=Q(
                    *(Q(**{f"{other}__isnull": other != holder for other in HOLDERS}, digest="") for holder in HOLDERS),
                    Q(**{f"{other}__isnull": True for other in HOLDERS}) & ~Q(digest=""),
                    _connector=Q.OR,
                ),
            ),
        ]
        indexes = [
            *(
                models.Index(
                    fields=[holder, "kind", "start", "end"],
                    condition=Q(**{f"{holder}__isnull": False}),
                    name=f"desk_decision_on_{holder}",
                )
                for holder in HOLDERS
            ),
            models.Index(fields=["inquiry", "digest"], name="desk_decision_on_problem"),
            models.Index(fields=["-decided_at", "-id"], name="desk_decision_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_verdict_display()}"
