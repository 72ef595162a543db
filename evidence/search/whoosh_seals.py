"""Checksums of an index's files: written with them and compared before they are searched.

Whoosh notices a file that is gone and reads one that was altered: what it then finds is wrong and looks right.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection
from hashlib import file_digest
from pathlib import Path

SEALS = "seals"

_State = tuple[int, int, int]  # of a file: how long, when written, which


class DamagedFile(Exception):  # noqa: N818 (it says what is wrong)
    """A file is not what was written."""


def seal(folder: Path) -> None:
    """Write down what every file of a build holds. A file is written once: those sealed already are not read again."""
    sealed = _read(folder) if (folder / SEALS).exists() else {}
    files = [path for path in folder.iterdir() if "MAIN_" in path.name and not path.name.endswith("LOCK")]
    seals = {path.name: sealed.get(path.name) or _checksum(path) for path in files}
    handle, draft = tempfile.mkstemp(prefix="seals-", dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(seals, file)
    Path(draft).replace(folder / SEALS)


class Seals:
    """The seals of one build as a reader keeps them: a file is read again only when it has changed on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sealed: list[tuple[str, str, str]] = []  # of each file its segment, its path and its checksum
        self._read_at: _State | None = None
        self._intact: dict[str, _State] = {}

    def forget(self) -> None:
        """Read every file again when next asked."""
        self._intact.clear()

    def compare(self, segments: Collection[str]) -> None:
        """Refuse the files of these segments if one of them is gone or altered.

        A segment that was written a moment ago may not be sealed yet: it is taken as it is.
        """
        if (state := _state(self.folder / SEALS)) != self._read_at:
            sealed = _read(self.folder).items()
            self._sealed = [(_segment(name), str(self.folder / name), checksum) for name, checksum in sealed]
            self._read_at = state
        for segment, path, checksum in self._sealed:
            if segment in segments and (now := _state(path)) != self._intact.get(path):
                if _checksum(Path(path)) != checksum:
                    raise DamagedFile(f"{Path(path).name} is not what was written")
                self._intact[path] = now


def _segment(name: str) -> str:
    """“MAIN_4yggjmnaonbdzeng.pst” is a file of segment MAIN_4yggjmnaonbdzeng."""
    return name.partition(".")[0]


def _state(path: str | Path) -> _State:
    found = os.stat(path)  # asked of every file at every search: plain strings take half the time of paths
    return found.st_size, found.st_mtime_ns, found.st_ino


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "blake2b").hexdigest()


def _read(folder: Path) -> dict[str, str]:
    seals: dict[str, str] = json.loads((folder / SEALS).read_text(encoding="utf-8"))
    return seals
