"""Splitting an entry that is two: an action, a page on which to choose what goes, and a POST that gives it."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from evidence.admin.samples import samples
from evidence.linking.naming.titles import CIPHER
from evidence.linking.writing.splitting import Chosen, Splittable, movable, split, why_not_split
from evidence.models import Origin, Standing, Witness
from evidence.models.ciphers import ciphers_in
from evidence.models.history import remembered
from evidence.models.slugs import Slugs, slugified

SHOWN = 500  # of each noun


class SplitAdmin(admin.ModelAdmin):
    """The action, for people and organisations."""

    @admin.action(description="Split: give some of it to another …", permissions=["change"])
    def split(self, request: HttpRequest, chosen: QuerySet[Any]) -> HttpResponse | None:
        entries: list[Splittable] = list(chosen.select_related("inquiry")[:2])
        why = why_not_split(entries[0]) if len(entries) == 1 else "Choose one entry to split."
        if why:
            messages.error(request, why)
            return None
        (entry,) = entries
        if "target" not in request.POST:
            return self._choice(request, entry)
        name, going = request.POST["target"].strip(), _chosen(request, entry)
        why = "Nothing was chosen." if going.is_empty else _why_not_named(entry, name)
        target = None if why else _target(entry, name)
        why = why or (why_not_split(entry, target) if target is not None else "")
        if why or target is None:
            messages.error(request, why)
            return self._choice(request, entry)
        with remembered(entry, request.user, f"split: {entry} and {target}", target):
            if target.pk is None:
                target.slug = Slugs(type(target), entry.inquiry).unused(slugified(target.name))
                target.save()
            moved = split(entry, going, target)
        self.log_change(request, entry, f"Split: {moved} given to {target}.")
        self.log_change(request, target, f"Split: {moved} taken from {entry}.")
        messages.success(request, f"{moved} given from {entry} to {target}. Merging the two takes it back.")
        return None

    def _choice(self, request: HttpRequest, entry: Splittable) -> HttpResponse:
        groups = []
        for model, rows in movable(entry).items():
            lines = [(f"{model._meta.model_name}:{one.row.pk}", one) for one in samples(rows, SHOWN)]
            groups.append((model._meta.verbose_name_plural, lines, rows.count()))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Split {entry}",
            "opts": self.opts,
            "media": self.media,
            "entry": entry,
            "groups": groups,
            "shown": SHOWN,
            "target": request.POST.get("target", ""),
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/evidence/split.html", context)


def _chosen(request: HttpRequest, entry: Splittable) -> Chosen:
    models = {str(model._meta.model_name): model for model in movable(entry)}
    keys: dict[type[Model], list[int]] = {}
    for given in request.POST.getlist("moved"):
        found = re.fullmatch(r"([a-z]{1,30}):(\d{1,18})", given, re.ASCII)
        if found and found[1] in models:
            keys.setdefault(models[found[1]], []).append(int(found[2]))
    return Chosen(keys)


def _why_not_named(entry: Splittable, name: str) -> str:
    if not 0 < len(name) <= 300:
        return "Say to whom: the name of another entry of this inquiry, or a new one."
    is_sign = isinstance(entry, Witness) and CIPHER.search(name)
    if is_sign or ciphers_in(name, entry.inquiry_id):
        return "A sign that stands for a person is a cipher: nothing is ever joined to it."
    return ""


def _target(entry: Splittable, name: str) -> Splittable:
    """The entry of this name, or a new one that is not saved yet."""
    found = QuerySet(type(entry)).filter(inquiry=entry.inquiry_id, name=name).first()
    decided = {"origin": Origin.STAFF, "standing": Standing.CONFIRMED}
    return found or type(entry)(inquiry=entry.inquiry, name=name, **decided)
