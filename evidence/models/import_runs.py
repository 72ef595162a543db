"""Imports that staff began in the admin: who, when, and what came of them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class ImportRun(models.Model):
    """An uploaded inquiry folder, tried first and imported when somebody confirms it.

    What the process says is kept in files beside the folder while it is needed. Here only numbers stay: a report that
    repeats words of the text would be one more place in which withheld words stand.
    """

    class State(models.TextChoices):
        CHECKING = "checking", "being read: nothing is written"
        CHECKED = "checked", "read; waits to be confirmed"
        IMPORTING = "importing", "being imported"
        DONE = "done", "imported"
        REFUSED = "refused", "refused: the folder has errors"
        FAILED = "failed", "failed"
        DISCARDED = "discarded", "not imported: discarded"
        FORGOTTEN = "forgotten", "not imported: nobody confirmed it in time"

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_runs")
    created = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    counts = models.JSONField(default=dict, help_text="Of each noun how many rows were written, and of problems.")

    class Meta:
        ordering = ["-created"]
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return f"import of {self.created:%Y-%m-%d %H:%M}"
