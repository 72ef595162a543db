"""Reading the files of an inquiry folder: nothing outside it, nothing that is not a plain file, nothing endless."""

from __future__ import annotations

import errno
import hashlib
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.importing.records import Problem, Severity

MAX_FILE_BYTES = 60 * 1024 * 1024  # beyond any page or transcript seen; a larger file is a mistake or an attack
MAX_PATH = 255  # characters of a page's path: every problem and every section names it
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass
class FolderFiles:
    """One walk over a folder, collecting what is wrong."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def error(self, file: str, line: int | None, code: str, found: str, expected: str) -> None:
        self.problems.append(Problem(file, line, code, found, expected, severity=Severity.ERROR))

    def text(self, path: Path) -> str | None:
        """The file's text, or none with a problem. A byte-order mark is dropped, line ends become ``\\n``."""
        name = path.relative_to(self.root).as_posix()
        content = self.content(path)
        text = None if content is None else self._decoded(name, content)
        return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")

    def content(self, path: Path) -> bytes | None:
        """The file's bytes, or none with a problem."""
        name = path.relative_to(self.root).as_posix()
        try:
            content = self._bytes(path, name)
        except OSError as error:
            self.error(name, None, "unreadable", error.strerror or str(error), "a file that can be read")
            return None
        if content is not None:
            self.digest.update(name.encode("utf-8", "surrogateescape") + b"\0" + content + b"\0")
        return content

    def _bytes(self, path: Path, name: str) -> bytes | None:
        """What is in the file; nothing is opened that is not a plain file of this folder: a pipe would never end."""
        if not self.holds(path):
            self.error(name, None, "outside-folder", "a link that leads out of the folder", "a file of the folder")
            return None
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = "a directory" if stat.S_ISDIR(found.st_mode) else "a pipe or a device"
            self.error(name, None, "not-a-file", what, "a file")
            return None
        if len(name) > MAX_PATH:
            self.error(name[:80] + "…", None, "long-name", f"a name of {len(name)} characters", f"at most {MAX_PATH}")
            return None
        if found.st_size > MAX_FILE_BYTES:
            size = found.st_size // (1024 * 1024)
            self.error(name, None, "too-large", f"{size} MB", f"at most {MAX_FILE_BYTES // (1024 * 1024)} MB a file")
            return None
        return path.read_bytes()

    def holds(self, path: Path) -> bool:
        """Whether the path leads to somewhere inside the folder; OSError where it leads nowhere."""
        try:
            return path.resolve(strict=True).is_relative_to(self.root.resolve())
        except RuntimeError as error:  # how Python 3.11 and 3.12 say it
            raise OSError(errno.ELOOP, "a link that leads back to itself") from error

    def _decoded(self, name: str, content: bytes) -> str | None:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            declared = _META_CHARSET.search(content[:4096]) if name.endswith((".html", ".htm")) else None
            if declared:
                try:
                    return content.decode(declared[1].decode("ascii"))
                except (LookupError, UnicodeDecodeError):
                    pass  # what it declares is not so: reported below, as for any other file
            line = content.count(b"\n", 0, error.start) + 1
            found = f"byte 0x{content[error.start]:02x} that is not UTF-8"
            self.error(name, line, "not-utf-8", found, "UTF-8: save the file again in that encoding")
            return None
