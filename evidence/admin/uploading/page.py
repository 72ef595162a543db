"""The pages of an import: send a folder, see what it would do, confirm, follow it, read what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from evidence.admin.uploading.running import RUNNING, SHOWN, begin, discard, receive, settle
from evidence.importing.kept_uploads import forget_unconfirmed
from evidence.importing.uploaded import UploadRefusedError
from evidence.models import ImportRun

State = ImportRun.State
BUSY = "Another import is running: wait until it has ended."


class UploadForm(forms.Form):
    archive = forms.FileField(label="Inquiry folder, as a ZIP archive")


@transaction.non_atomic_requests  # it waits for no import that writes, and begins one; that one begins an edition
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The imports there were, and the form for another."""
    _only_importers(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        forget_unconfirmed(settings.UPLOAD_DAYS)
        if not _busy():
            run = _received(request, form)
            if run is not None:
                return HttpResponseRedirect(reverse("admin:import-run", args=[run.token]))
        else:
            form.add_error("archive", BUSY)
    runs = ImportRun.objects.select_related("author")[:20]
    context = {
        **admin.site.each_context(request),
        "title": "Import an inquiry",
        "form": form,
        "runs": runs,
        "days": settings.UPLOAD_DAYS,
    }
    return TemplateResponse(request, "admin/evidence/imports.html", context)


@transaction.non_atomic_requests  # it waits for no import that writes, and begins one; that one begins an edition
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_run(request: HttpRequest, token: UUID) -> HttpResponse:
    """One import: how it stands, and the way on."""
    _only_importers(request)
    run = get_object_or_404(ImportRun.objects.select_related("author"), token=token)
    told = settle(run)
    if request.method == "POST":
        _act(request, run)
        return HttpResponseRedirect(request.path)
    problems = [problem for problem in told.said.get("problems", ()) if problem["severity"] != "note"]
    context = {
        **admin.site.each_context(request),
        "title": "Import an inquiry",
        "run": run,
        "running": run.state in RUNNING,
        "told": told,
        "rows": [(noun, ", ".join(f"{n} {did}" for did, n in of.items())) for noun, of in _rows(run)],
        "problems": problems[:SHOWN],
        "more": max(0, len(problems) - SHOWN),
        "forgotten_on": run.created + timedelta(days=settings.UPLOAD_DAYS),
        "refused": told.said.get("refused", ()),
    }
    return TemplateResponse(request, "admin/evidence/import_run.html", context)


def _only_importers(request: HttpRequest) -> None:
    if not request.user.has_perm("evidence.add_importrun"):
        raise PermissionDenied


def _rows(run: ImportRun) -> Any:
    return run.counts.get("rows", {}).items()


def _busy() -> bool:
    """Whether an import is under way; those whose process is gone are settled by asking."""
    runs = list(ImportRun.objects.filter(state__in=RUNNING))
    for run in runs:
        settle(run)
    return any(run.state in RUNNING for run in runs)


def _received(request: HttpRequest, form: UploadForm) -> ImportRun | None:
    author: Any = request.user  # the admin lets nobody else in
    run = ImportRun(author=author)
    try:
        receive(run, form.cleaned_data["archive"].file)
    except UploadRefusedError as refusal:
        form.add_error("archive", str(refusal))
        return None
    begin(run, dry_run=True)
    run.save()  # after it has begun: whoever sees the run without a process takes it for one that was killed
    return run


def _act(request: HttpRequest, run: ImportRun) -> None:
    """Confirms or discards: nothing else is there to be done."""
    if request.POST.get("act") == "discard" and run.state not in RUNNING:
        discard(run)
        messages.success(request, "Discarded: nothing of it was imported, and what was sent is thrown away.")
    elif request.POST.get("act") == "confirm" and run.state == State.CHECKED:
        if _busy():
            messages.error(request, BUSY)
            return
        with transaction.atomic():
            taken = ImportRun.objects.filter(pk=run.pk, state=State.CHECKED).update(state=State.IMPORTING)
            if taken:  # somebody else may have confirmed it at the same moment
                begin(run, dry_run=False)
