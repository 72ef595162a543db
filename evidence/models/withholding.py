"""What must not be shown: staff's redactions, and the words that they took out of every other table."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from evidence.models.entities import Witness
from evidence.models.hearings import Hearing
from evidence.models.history import StaffHistory
from evidence.models.lines import Lines
from evidence.models.report import Inquiry, Paragraph
from evidence.models.sources import Footnote, Source

# stands for one withheld character: no letter, so that nothing is found by it
MASK = "█"


class RedactionQuerySet(models.QuerySet["Redaction"]):
    def active(self) -> RedactionQuerySet:
        """Those that have not been lifted."""
        return self.filter(lifted_at=None)


class Redaction(models.Model):
    """Something that must not be shown, with the reason and the authority for it. Guardians only see this.

    It speaks of one thing: a paragraph, a note, lines of testimony, a person or a source. What it speaks of may be
    gone after an import; then ``words`` tell what to look for. Changing a row by hand hides and shows nothing:
    ``evidence.withholding`` does.
    """

    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph", "words of a paragraph"
        FOOTNOTE = "footnote", "words of a note"
        LINES = "lines", "lines of testimony"
        WITNESS = "witness", "a person"
        SOURCE = "source", "a source"

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="redactions", editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, editable=False)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, null=True, blank=True, related_name="redactions")
    footnote = models.ForeignKey(Footnote, on_delete=models.SET_NULL, null=True, blank=True, related_name="redactions")
    hearing = models.ForeignKey(Hearing, on_delete=models.SET_NULL, null=True, blank=True, related_name="redactions")
    witness = models.ForeignKey(Witness, on_delete=models.SET_NULL, null=True, blank=True, related_name="redactions")
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, blank=True, related_name="redactions")
    is_whole = models.BooleanField(default=False, help_text="The whole of it, whatever it comes to say.")
    start = models.PositiveIntegerField(null=True, blank=True, help_text="Characters from 0.")
    end = models.PositiveIntegerField(null=True, blank=True, help_text="The character after the last.")
    page_from = models.PositiveIntegerField(null=True, blank=True)
    line_from = models.PositiveIntegerField(null=True, blank=True)
    page_to = models.PositiveIntegerField(null=True, blank=True)
    line_to = models.PositiveIntegerField(null=True, blank=True)
    words = models.JSONField(default=list, editable=False, help_text="The words, or the names, that are withheld.")
    reason = models.TextField(help_text="For guardians only.")
    authority = models.CharField(max_length=300, help_text="The order or the person that requires it.")
    public_reason = models.CharField(
        max_length=200, blank=True, help_text="Shown to readers beside the date. It must not give away what is hidden."
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="redactions", editable=False
    )
    created = models.DateTimeField(auto_now_add=True)
    since = models.DateTimeField(
        default=timezone.now, editable=False, help_text="Shown to readers: later than its making if it was lifted."
    )
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="redactions_lifted", editable=False
    )
    lifted_because = models.TextField(blank=True, editable=False)
    is_linked_since = models.BooleanField(
        default=False, editable=False, help_text="The inquiry was linked while it was hidden: lifting links it again."
    )
    needs_a_look = models.TextField(
        blank=True, editable=False, help_text="What an import could not settle: where the words stand now."
    )

    objects = RedactionQuerySet.as_manager()
    history = StaffHistory(excluded_fields=["words"])  # the one text that repeats what is withheld

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start=None) | Q(start__lt=F("end")), name="redaction_start_before_end"),
            models.CheckConstraint(
                name="redaction_speaks_of_its_kind",
                condition=Q(kind="paragraph", footnote=None, hearing=None, witness=None, source=None)
                | Q(kind="footnote", paragraph=None, hearing=None, witness=None, source=None)
                | Q(kind="lines", paragraph=None, footnote=None, witness=None, source=None)
                | Q(kind="witness", paragraph=None, footnote=None, hearing=None, source=None)
                | Q(kind="source", paragraph=None, footnote=None, hearing=None, witness=None),
            ),
        ]

    def __str__(self) -> str:
        """Says nothing of what is hidden: it stands in records that others read."""
        return f"Redaction {self.pk}"

    @property
    def lines(self) -> Lines | None:
        """The lines of testimony that it hides."""
        if self.page_from is None or self.page_to is None:
            return None
        return Lines(self.page_from, self.line_from, self.page_to, self.line_to)


class Original(models.Model):
    """One value as it was before redactions changed it, to be put back when they are lifted.

    The only table that holds withheld words; nobody is given a permission for it. ``column`` empty: the row itself
    was taken out, and ``value`` is all of it. ``marks`` may be shown: ``[start, end, date, public reason]``.
    """

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=60)
    key = models.BigIntegerField()
    column = models.CharField(max_length=60, blank=True)
    value = models.JSONField()
    shown = models.JSONField(null=True)
    marks = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["table", "key", "column"], name="original_kept_once"),
        ]

    def __str__(self) -> str:
        return f"Original {self.pk}"
