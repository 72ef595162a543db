"""What is kept of an upload beside the database: where, whether a process works on it, and for how long."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from evidence.models import ImportRun

State = ImportRun.State
# of a run in another state nothing is kept: what stands there was left behind by a process that was killed
_KEPT = (State.CHECKING, State.CHECKED, State.IMPORTING, State.REFUSED, State.FAILED)


def directory(run: ImportRun) -> Path:
    """Where the folder of an upload is unpacked, and what its process says is kept."""
    return _place() / run.token.hex


def _place() -> Path:
    return Path(settings.DATA_DIR) / "imports"


def is_running(place: Path) -> bool:
    """Whether the process lives that works in a directory: it holds the lock."""
    path = place / "lock"
    if not path.is_file():
        return False
    with path.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An upload that was thrown away; without a run where none is recorded any more."""

    run: ImportRun | None
    files: int


def forget_unconfirmed(days: int) -> list[Forgotten]:
    """Throws away what was sent so many days ago and never confirmed, and what killed processes left behind."""
    before = timezone.now() - timedelta(days=days)
    return [*_unconfirmed(before), *_left_behind(before)]


def _unconfirmed(before: datetime) -> Iterator[Forgotten]:
    waiting = ImportRun.objects.filter(state__in=(State.CHECKING, State.CHECKED), created__lt=before)
    for run in waiting.select_related("author"):
        as_found = ImportRun.objects.filter(pk=run.pk, state=run.state)  # somebody may confirm it at the same moment
        done = {"state": State.FORGOTTEN, "finished_at": timezone.now()}
        if not is_running(directory(run)) and as_found.update(**done):
            yield Forgotten(run, _thrown_away(directory(run)))


def _left_behind(before: datetime) -> Iterator[Forgotten]:
    known = {token.hex for token in ImportRun.objects.filter(state__in=_KEPT).values_list("token", flat=True)}
    for place in sorted(_place().iterdir()) if _place().is_dir() else ():
        is_old = place.stat().st_mtime < before.timestamp()
        if place.name not in known and is_old and not is_running(place):
            yield Forgotten(None, _thrown_away(place))


def _thrown_away(place: Path) -> int:
    """How many files there were."""
    files = sum(path.is_file() for path in place.rglob("*"))
    shutil.rmtree(place, ignore_errors=True)
    return files
