"""Withholding and lifting: what guardians decide, done in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone

from evidence.models import Edition, Inquiry, Original, Redaction
from evidence.withholding.again import NotPossibleError, put_on_its_words
from evidence.withholding.masking import Changed, changed_either, conceal, reveal


@dataclass(frozen=True, slots=True)
class Effect:
    """What a redaction hides: how many values of each noun, and the texts that an index holds anew."""

    counts: dict[str, int]
    names: list[str] = field(default_factory=list)
    changed: Changed = field(default_factory=dict)

    @property
    def places(self) -> int:
        return sum(self.counts.values())


@transaction.atomic
def withhold(redaction: Redaction) -> Effect:
    """Saves a new redaction and hides what it speaks of, everywhere. Index what has ``changed`` before the end."""
    inquiry = _locked(redaction.inquiry)
    before = _counted(inquiry)
    changed = reveal(inquiry)
    redaction.save()
    changed = changed_either(changed, conceal(inquiry))
    Edition.begin()
    counts = _counted(inquiry) - before
    return Effect(dict(counts), _names(inquiry), changed)


@transaction.atomic
def lift(redaction: Redaction, by: AbstractBaseUser, because: str) -> Changed:
    """Shows again what a redaction hid, unless another hides it; the texts to index, once it is committed.

    Where ``is_linked_since`` is set, links were read from the masked text meanwhile: link the inquiry again.
    """
    inquiry = _locked(redaction.inquiry)
    redaction.refresh_from_db()
    if redaction.lifted_at is not None:
        raise NotPossibleError(f"It was lifted already, by {redaction.lifted_by}.")
    changed = reveal(inquiry)
    redaction.lifted_at, redaction.lifted_by, redaction.lifted_because = timezone.now(), by, because  # type: ignore[assignment]
    redaction.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    Edition.begin()
    return changed_either(changed, conceal(inquiry))


@transaction.atomic
def withhold_again(redaction: Redaction, grounds: Mapping[str, str]) -> Changed:
    """Puts a lifted redaction in force again, on its words as they stand now. Index what changed before the end.

    ``grounds``: the reason, the authority and what readers are told, where they are others now.
    """
    inquiry = _locked(redaction.inquiry)
    redaction.refresh_from_db()
    if redaction.lifted_at is None:
        raise NotPossibleError("It is in force already.")
    changed = reveal(inquiry)
    put_on_its_words(redaction)
    for name, value in grounds.items():
        setattr(redaction, name, value)
    redaction.since, redaction.is_linked_since, redaction.needs_a_look = timezone.now(), False, ""
    redaction.lifted_at, redaction.lifted_by, redaction.lifted_because = None, None, ""
    redaction.save()
    Edition.begin()
    return changed_either(changed, conceal(inquiry))


def preview(redaction: Redaction) -> Effect:
    """What a redaction would hide: it is done and undone, so that nothing else can happen than what is told."""
    with transaction.atomic():
        effect = withhold(redaction)
        transaction.set_rollback(True)
    redaction.pk, redaction._state.adding = None, True
    return effect


def _locked(inquiry: Inquiry) -> Inquiry:
    """One at a time, whoever imports included; done when copies that PostgreSQL waits for show it to readers too."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = remote_apply")
    return Inquiry.objects.select_for_update().get(pk=inquiry.pk)


def _counted(inquiry: Inquiry) -> Counter[str]:
    """Changed values by noun."""
    kept = Original.objects.filter(inquiry=inquiry).exclude(table="admin.logentry")
    tables = kept.exclude(table__startswith="evidence.historical").values_list("table", flat=True)
    return Counter(str(apps.get_model(table)._meta.verbose_name_plural) for table in tables)


def _names(inquiry: Inquiry) -> list[str]:
    """People, bodies, subjects and sources that lose their name with the words."""
    named = Original.objects.filter(inquiry=inquiry, column__in=("name", "reference")).values_list("value", flat=True)
    return sorted({str(name) for name in named})
