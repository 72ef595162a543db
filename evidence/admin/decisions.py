"""What every decision of staff has in common: it is marked as theirs, recorded with who took it, and never deleted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from evidence.admin.desk.returning import FromDesk
from evidence.admin.remembering import RememberingAdmin
from evidence.admin.versions import VersionedForm
from evidence.linking.writing.rejecting import let_go
from evidence.models import MASK, Organisation, Origin, Source, Standing, Subject, Witness
from evidence.models.ciphers import ciphers_in
from evidence.models.history import remembered

WITHHELD = "Nobody decides on what is withheld, and nothing is joined to it."
DECISIONS = [(Standing.CONFIRMED, "confirmed"), (Standing.REJECTED, "rejected: not shown to readers")]
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "who"))


class DecisionForm(VersionedForm):
    """Confirmed or rejected: what staff save is a decision, whatever a rule thought before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("standing"):
            field.choices = DECISIONS  # type: ignore[attr-defined]
            field.help_text = "Saving is staff's decision: no import changes it afterwards."
            if self.initial.get("standing") != Standing.REJECTED:
                self.initial["standing"] = Standing.CONFIRMED


class DecisionAdmin(FromDesk, RememberingAdmin):
    """Rows that rules or lists made and staff decide on, one by one or many together."""

    show_full_result_count = False
    list_per_page = 50
    actions = ["confirm", "reject"]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # nobody decides on what is withheld: what would be written over the masks could not be put back
        return super().has_change_permission(request, obj) and (obj is None or MASK not in str(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False  # rejected, never deleted: an import would make it again

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.origin = Origin.STAFF
        super().save_model(request, obj, form, change)
        if obj.pk and getattr(obj, "standing", "") == Standing.REJECTED:
            self.let_go(obj)

    @admin.display(description="standing", ordering="standing")
    def stands(self, row: Any) -> str:
        """In one word: the lists have many columns, and the filter beside them explains each."""
        return str(row.standing)

    @admin.display(description="origin", ordering="origin")
    def came_from(self, row: Any) -> str:
        return str(row.origin)

    def why_unconfirmed(self, row: Any) -> str:
        """What has to be chosen before the row can be confirmed; empty where nothing has to be."""
        return ""

    @admin.action(description="Confirm", permissions=["change"])
    def confirm(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        """One by one, so that the record of each says who did it."""
        done = 0
        left: Counter[str] = Counter()
        for row in chosen:
            why = self.why_unconfirmed(row) if self.has_change_permission(request, row) else WITHHELD.lower()
            if why:
                left[why] += 1
                continue
            with remembered(row, request.user):
                self.confirm_row(row)
            self.log_change(request, row, "Confirmed.")
            done += 1
        if done:
            messages.success(request, f"{done} confirmed.")
        for why, count in left.items():
            messages.warning(request, f"{count} not confirmed: {why}")

    @admin.action(description="Reject", permissions=["change"])
    def reject(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        done = left = 0
        for row in chosen:
            if not self.has_change_permission(request, row):
                left += 1
                continue
            with remembered(row, request.user):
                self.reject_row(row)
            self.log_change(request, row, "Rejected.")
            done += 1
        messages.success(request, f"{done} rejected: readers no longer see them.")
        if left:
            messages.warning(request, f"{left} not rejected: {WITHHELD.lower()}")

    def confirm_row(self, row: Any) -> None:
        row.standing, row.origin = Standing.CONFIRMED, Origin.STAFF
        row.save(update_fields=["standing", "origin"])

    def reject_row(self, row: Any) -> None:
        row.standing, row.origin = Standing.REJECTED, Origin.STAFF
        row.save(update_fields=["standing", "origin"])
        self.let_go(row)

    def let_go(self, row: Any) -> None:
        """Takes a rejected entry off what points to it; a link has nothing that points to it."""
        if isinstance(row, Witness | Organisation | Subject | Source):
            let_go(row)


def cipher_joined(witness: Witness | None, printed: str) -> str:
    """Why this person may not be put on these printed words: no cipher is joined to a name. Empty if they may.

    Nor is anything joined to somebody withheld: it would be withheld with them.
    """
    if witness is None:
        return ""
    if MASK in witness.name:
        return WITHHELD
    signs = ciphers_in(printed, witness.inquiry_id)
    if signs - {witness.name}:
        return f"“{printed}” is a cipher: nobody else is ever joined to it."
    if witness.is_cipher and not signs and printed.strip() and printed.strip().casefold() not in _PRONOUNS:
        return f"{witness.name} is a cipher: it is never joined to “{printed}”."
    return ""


def refuse_joined(witness: Witness | None, printed: str) -> None:
    """Stops whatever would put this person on these words, if that joined a cipher to a name."""
    if why := cipher_joined(witness, printed):
        raise ValidationError(why)
