"""The folders of a Whoosh index: each build in one of its own, one of them named as the live one.

    index/<kind>/current               the name of the live build, replaced in one step
    index/<kind>/build-…/              a build: Whoosh's files, their checksums, the stamp of the rules it was made by
    index/<kind>/{build,write}.lock

Locks are the kernel's: a process that is killed leaves none behind. An index holds pickles, so its folder must be
writable by the application only.
"""

# mypy: allow-untyped-calls
from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import Stemmer
import whoosh
from whoosh.index import FileIndex, create_in, open_dir

from evidence.search import analysis
from evidence.search.answers import IndexUnavailable
from evidence.search.whoosh_schema import LAYOUT, SCHEMA
from evidence.search.whoosh_seals import Seals, seal

STAMP = json.dumps(
    {"analysis": analysis.VERSION, "layout": LAYOUT, "stemmer": Stemmer.version(), "whoosh": whoosh.versionstring()}
)


@dataclass(frozen=True, slots=True)
class Build:
    """A folder of Whoosh's files that is not live yet."""

    name: str
    index: FileIndex


class Builds:
    """The builds of one index beneath a directory."""

    def __init__(self, directory: Path, kind: str) -> None:
        self.folder = directory / kind

    def live(self) -> str:
        """The name of the live build; refused if there is none, or one made by other rules."""
        try:
            name = (self.folder / "current").read_text(encoding="utf-8")
            stamp = (self.folder / name / "stamp").read_text(encoding="utf-8")
        except FileNotFoundError:
            raise IndexUnavailable("has not been built yet, or its files are gone") from None
        except OSError as error:
            raise IndexUnavailable(f"cannot be read ({error})") from error
        if stamp != STAMP:
            raise IndexUnavailable("is outdated: it was made by another version of this software")
        return name

    def open(self, name: str) -> Any:
        return open_dir(str(self.folder / name))

    def seals(self, name: str) -> Seals:
        return Seals(self.folder / name)

    def seal(self, name: str) -> None:
        """After something was written to a build."""
        seal(self.folder / name)

    @contextmanager
    def building(self) -> Iterator[Build]:
        """A new build beside the live one, forgotten when the block does not end well."""
        with self._locked("build"):
            self._forget_all_but_live()
            folder = Path(tempfile.mkdtemp(prefix="build-", dir=self.folder))
            try:
                yield Build(folder.name, create_in(str(folder), SCHEMA))
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time to what is live; a rebuild takes its turn when it swaps."""
        with self._locked("write"):
            yield

    def make_live(self, build: Build) -> None:
        """From now on every reader opens this build."""
        seal(self.folder / build.name)
        (self.folder / build.name / "stamp").write_text(STAMP, encoding="utf-8")
        handle, path = tempfile.mkstemp(prefix="build-current-", dir=self.folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(build.name)
        Path(path).replace(self.folder / "current")

    def forget_earlier(self) -> None:
        """Removes every build but the live one, unless one is being made: that has removed them as it began."""
        with self._opened("build") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._forget_all_but_live()

    def _forget_all_but_live(self) -> None:
        """Builds that were killed, and the one before the live one, which readers may have kept open until now."""
        try:
            live = (self.folder / "current").read_text(encoding="utf-8")
        except FileNotFoundError:
            live = ""
        for left in self.folder.glob("build-*"):
            if left.is_dir() and left.name != live:
                shutil.rmtree(left, ignore_errors=True)
            elif left.is_file():
                left.unlink()

    @contextmanager
    def _locked(self, what: str) -> Iterator[None]:
        with self._opened(what) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _opened(self, what: str) -> TextIO:
        self.folder.mkdir(parents=True, exist_ok=True)
        return (self.folder / f"{what}.lock").open("w")
