"""A decision at the desk: the row becomes staff's as its own form would make it, and the decision is signed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from evidence.admin.desk.kinds import KINDS, Kind
from evidence.admin.quotation_checks import confirm_check
from evidence.models import DeskDecision
from evidence.models.history import remembered

Verdict = DeskDecision.Verdict
Kinds = DeskDecision.Kind


def may_see(request: HttpRequest, kind: Kind) -> bool:
    """Whether the person may look at items of the kind."""
    name = kind.decided_model._meta.model_name
    return request.user.has_perm(f"evidence.view_{name}") or request.user.has_perm(f"evidence.change_{name}")


def may_decide(request: HttpRequest, kind: Kind, row: Any = None) -> bool:
    """Whether the person may decide on items of the kind, or on this one: whoever may change its row."""
    if kind.key == Kinds.PROBLEM:  # nobody changes what an import reported; it is settled here
        return request.user.has_perm("evidence.change_importproblem")
    model_admin = admin.site.get_model_admin(kind.decided_model)
    return model_admin.has_change_permission(request, decided_row(kind, row) if row is not None else None)


def decided_row(kind: Kind, row: Any) -> Any:
    """What is decided on: the item, or the quotation that was laid beside the testimony."""
    return getattr(row, kind.decided_on) if kind.decided_on else row


@transaction.atomic
def decide(request: HttpRequest, kind: Kind, row: Any, verdict: str, reason: str) -> str:
    """Takes the decision; returns why it cannot be taken, empty if it was."""
    if verdict == Verdict.ACCEPTED and (why := _why_not_accepted(kind, row)):
        return why
    target = decided_row(kind, row)
    with remembered(target, request.user, reason):
        if verdict == Verdict.ACCEPTED:
            _accept(kind, row)
        elif verdict == Verdict.REJECTED:
            _reject(kind, row)
    sign(request, kind.item(row), verdict, reason)
    if kind.key != Kinds.PROBLEM:
        message = f"{Verdict(verdict).label.capitalize()} at the desk: {reason}"
        admin.site.get_model_admin(kind.decided_model).log_change(request, target, message)
    return ""


def sign(request: HttpRequest, item: dict[str, Any], verdict: str, reason: str) -> None:
    """Writes the decision, and takes the one it replaces out of force."""
    author: Any = request.user  # the admin lets nobody else in
    DeskDecision.objects.filter(**item, is_current=True).update(is_current=False)
    DeskDecision.objects.create(**item, verdict=verdict, reason=reason, author=author)


def sign_correction(request: HttpRequest, row: Any, reason: str, asked: str = "") -> None:
    """Signs what was corrected in the row's own form, if it is of a kind that waits at the desk.

    ``asked``: the kind of item for which the desk led to the form, where a row may be decided on for several.
    """
    kinds = [kind for kind in KINDS.values() if kind.decided_model is type(row)]
    kind = next((kind for kind in kinds if kind.key == asked), next(iter(kinds), None))
    if kind is None:
        return
    found: QuerySet[Any] = QuerySet(kind.model).filter(**{kind.decided_on or "pk": row.pk})
    if (item := found.first()) is not None:
        sign(request, kind.item(item), Verdict.CORRECTED, reason)


def _why_not_accepted(kind: Kind, row: Any) -> str:
    if kind.settled_here or kind.decided_on:
        return ""
    if kind.key == Kinds.SPEAKER and row.speaker is None:
        return "no speaker is chosen: correct it, or reject it."
    return str(admin.site.get_model_admin(kind.model).why_unconfirmed(row))  # type: ignore[attr-defined]


def _accept(kind: Kind, row: Any) -> None:
    if kind.decided_on:
        confirm_check(row.quotation)
    elif not kind.settled_here:
        admin.site.get_model_admin(kind.model).confirm_row(row)  # type: ignore[attr-defined]


def _reject(kind: Kind, row: Any) -> None:
    if kind.key == Kinds.ANNOTATION:
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at", "changed"])
    elif not kind.settled_here:
        admin.site.get_model_admin(kind.decided_model).reject_row(decided_row(kind, row))  # type: ignore[attr-defined]
