"""The process of an import: begun by a request, not awaited by it, and noticed when it is gone.

It is `manage.py import_inquiry` itself. It inherits a lock on a file from the request that begins it, and holds it
until it ends, however it ends: whoever can take the lock knows that the process is gone, also one that was killed.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone

from evidence.importing.kept_uploads import directory, is_running
from evidence.importing.uploaded import unpack
from evidence.models import ImportRun
from evidence.withholding import without_withheld

State = ImportRun.State
RUNNING = (State.CHECKING, State.IMPORTING)
SHOWN = 200  # problems; the rest is in the list of import problems


@dataclass
class Outcome:
    """What the process has said."""

    said: dict[str, Any] = field(default_factory=dict)
    errors: str = ""
    progress: str = ""

    @property
    def counts(self) -> dict[str, Any]:
        """Of each noun what was, or would be, written."""
        nouns = {noun: {name: n for name, n in of.items() if n} for noun, of in self.said.get("tallies", {}).items()}
        problems = [problem for problem in self.said.get("problems", ()) if problem["severity"] != "note"]
        return {"rows": {noun: of for noun, of in nouns.items() if of}, "problems": len(problems)}


def receive(run: ImportRun, archive: BinaryIO) -> None:
    """Unpacks what was sent; nothing of it stays if it is refused."""
    place = directory(run)
    place.mkdir(parents=True, mode=0o700)
    try:
        root = unpack(archive, place / "folder")
    except BaseException:
        shutil.rmtree(place)
        raise
    (place / "root").write_text(str(root.relative_to(place)))


def begin(run: ImportRun, *, dry_run: bool) -> None:
    """Starts the process and goes on; the page asks how it stands."""
    place = directory(run)
    root = place / (place / "root").read_text()
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_inquiry", str(root), "--json"]
    command += ["--progress", str(place / "progress"), *(["--dry-run"] if dry_run else [])]
    with (
        (place / "lock").open("wb") as lock,
        (place / "said").open("wb") as said,
        (place / "errors").open("wb") as errors,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        process = subprocess.Popen(  # noqa: S603 (the arguments are ours)
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=errors, pass_fds=[lock.fileno()],
            start_new_session=True, env=os.environ.copy(),
        )  # fmt: skip
    Thread(target=process.wait, daemon=True).start()  # nobody else asks how it ended: without this it stays a zombie


def outcome(run: ImportRun) -> Outcome:
    """What the process has said so far."""
    said = _text(run, "said")
    try:
        found = json.loads(said) if said.strip() else {}
    except json.JSONDecodeError:  # it was ended while it wrote
        found = {}
    # what was withheld since it was said is not told
    told = {"said": found, "errors": _text(run, "errors")[-4000:], "progress": _text(run, "progress")}
    return Outcome(**without_withheld(told))


def _text(run: ImportRun, name: str) -> str:
    path = directory(run) / name
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def settle(run: ImportRun) -> Outcome:
    """Brings the run's state up to what its process did; what is no longer needed of its files goes."""
    alive = is_running(directory(run))  # asked first: what it says last it says before it ends
    told = outcome(run)
    if run.state not in RUNNING or alive:
        return told
    if "refused" in told.said:
        after = State.REFUSED
    elif "inquiry" not in told.said:
        after = State.FAILED
    else:
        after = State.CHECKED if run.state == State.CHECKING else State.DONE
    finished = None if after == State.CHECKED else timezone.now()
    changed = ImportRun.objects.filter(pk=run.pk, state=run.state)  # two pages may ask at once
    changed.update(state=after, counts=told.counts, finished_at=finished)
    run.refresh_from_db()
    if run.state == State.DONE:
        shutil.rmtree(directory(run), ignore_errors=True)
    elif run.state in (
        State.REFUSED,
        State.FAILED,
    ):  # it cannot be confirmed any more: why it ended is all that is read
        shutil.rmtree(directory(run) / "folder", ignore_errors=True)
    return told


def discard(run: ImportRun) -> None:
    """Throws away what was sent."""
    ImportRun.objects.filter(pk=run.pk).exclude(state=State.DONE).update(
        state=State.DISCARDED, finished_at=timezone.now()
    )
    shutil.rmtree(directory(run), ignore_errors=True)
