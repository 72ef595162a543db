"""Which state of the evidence readers see, so that a page they have already need not be made again."""

from __future__ import annotations

import secrets

from django.db import models

from evidence.models.compiled import CompiledValues

_ONLY = 1


class Edition(models.Model):
    """A token that every change replaces. There is one row; it is written by ``begin`` and by nothing else."""

    token = models.CharField(max_length=32, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=_ONLY), name="edition_is_one_row")]

    def __str__(self) -> str:
        return self.token

    @classmethod
    def begin(cls) -> None:
        """What was shown until now may not be what is shown from now on. Called wherever evidence is written."""
        cls.objects.update_or_create(pk=_ONLY, defaults={"token": secrets.token_hex(16)})

    @classmethod
    def current(cls) -> str:
        """The token of the present state; empty before anything was written."""
        return next((str(token) for (token,) in _CURRENT.rows()), "")


_CURRENT = CompiledValues(lambda: Edition.objects.filter(pk=_ONLY).values_list("token"))
