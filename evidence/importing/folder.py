"""An inquiry folder on disk: inquiry.toml, the lists, and which pages there are. Nothing outside it is read."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from evidence.importing.lists import LISTS, Row, read_list
from evidence.importing.records import Problem, Severity

PAGE_SUFFIXES = (".txt", ".html", ".htm")
MAX_FILE_BYTES = 60 * 1024 * 1024  # beyond any page or transcript seen; a larger file is a mistake or an attack
MAX_PATH = 255  # characters of a page's path: every problem and every section names it
MAX_SAID = 80  # characters of a wrong value that a problem repeats
_LONGEST = {"title": 300, "short_title": 100, "publisher": 300, "licence": 200, "source_url": 500}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_KEYS = {"title", "short_title", "slug", "publisher", "published", "licence", "source_url", "report"}
_REPORT_KEYS = {"title", "slug", "published", "pages"}


class FolderRefusedError(Exception):
    """The folder cannot be imported; ``problems`` say why, each with its file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class PageFile:
    """One page of a report as it was read; ``file`` is its path in the folder, with "/"."""

    file: str
    content: str


@dataclass(frozen=True, slots=True)
class ReportFolder:
    title: str
    slug: str
    published: date | None
    pages: tuple[PageFile, ...]


@dataclass(frozen=True, slots=True)
class InquiryFolder:
    """What a folder holds: the inquiry's own facts, its reports' pages, and its lists by file name."""

    title: str
    short_title: str
    slug: str
    publisher: str
    licence: str
    source_url: str
    published: date | None
    reports: tuple[ReportFolder, ...]
    lists: dict[str, tuple[Row, ...]]
    problems: tuple[Problem, ...]
    digest: str


@dataclass
class _Reading:
    """One walk over a folder, collecting what is wrong."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def error(self, file: str, line: int | None, code: str, found: str, expected: str) -> None:
        self.problems.append(Problem(file, line, code, found, expected, severity=Severity.ERROR))

    def text(self, path: Path) -> str | None:
        """The file's text, or none with a problem. A byte-order mark is dropped, line ends become ``\\n``."""
        name = path.relative_to(self.root).as_posix()
        try:
            content = self._bytes(path, name)
        except OSError as error:
            self.error(name, None, "unreadable", error.strerror or str(error), "a file that can be read")
            return None
        if content is None:
            return None
        self.digest.update(name.encode("utf-8", "surrogateescape") + b"\0" + content + b"\0")
        text = self._decoded(name, content)
        return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")

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


def read_folder(root: Path) -> InquiryFolder:
    """The folder, read whole; raises FolderRefusedError with every problem that stands in the way."""
    reading = _Reading(root)
    settings = _settings(reading)
    lists: dict[str, tuple[Row, ...]] = {}
    for name in LISTS:
        if os.path.lexists(root / name):
            content = reading.text(root / name)
            if content is not None:
                lists[name], problems = read_list(name, content)
                reading.problems += problems
    reports = tuple(_reports(reading, settings))
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        raise FolderRefusedError([problem for problem in reading.problems if problem.severity is Severity.ERROR])
    reading.digest.update(_rules_digest())
    return InquiryFolder(
        title=settings["title"],
        short_title=settings.get("short_title") or settings["title"],
        slug=settings["slug"],
        publisher=settings.get("publisher", ""),
        licence=settings.get("licence", ""),
        source_url=settings.get("source_url", ""),
        published=_date(reading, "published", settings.get("published")),
        reports=reports,
        lists=lists,
        problems=tuple(reading.problems),
        digest=reading.digest.hexdigest(),
    )


def _settings(reading: _Reading) -> dict[str, Any]:
    """inquiry.toml, checked as far as the rest of the reading needs; refused at once where that cannot go on."""
    path = reading.root / "inquiry.toml"
    if not os.path.lexists(path):
        what = "no such file" if reading.root.is_dir() else f"{reading.root} is not a folder"
        reading.error("inquiry.toml", None, "no-inquiry", what, "an inquiry folder: inquiry.toml and report/")
        raise FolderRefusedError(reading.problems)
    content = reading.text(path)
    if content is None:
        raise FolderRefusedError(reading.problems)
    try:
        settings = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        reading.error("inquiry.toml", int(found[1]) if found else None, "not-toml", str(error), "TOML")
        raise FolderRefusedError(reading.problems) from error
    _check_strings(reading, "", settings, _KEYS - {"report", "published"}, {"title", "slug"})
    _note_unknown(reading, settings, _KEYS)
    if reading.problems and any(problem.severity is Severity.ERROR for problem in reading.problems):
        raise FolderRefusedError(reading.problems)
    return settings


def _check_strings(reading: _Reading, where: str, table: dict[str, Any], known: set[str], needed: set[str]) -> None:
    for key in sorted(known):
        value = table.get(key, "")
        if not isinstance(value, str) or (key in needed and not value.strip()):
            found = f"{where}{key} = {_shortened(value)}" if key in table else f"no {where}{key}"
            reading.error("inquiry.toml", None, "bad-setting", found, f'{key} = "…"')
        elif len(value) > _LONGEST.get(key, len(value)):
            found = f"{where}{key} of {len(value)} characters"
            reading.error("inquiry.toml", None, "long-setting", found, f"at most {_LONGEST[key]}")
        elif "\0" in value:
            reading.error("inquiry.toml", None, "bad-setting", f"a NUL character in {where}{key}", "text")
        elif key == "slug" and not (_SLUG.fullmatch(value) and len(value) <= 50):
            found = f"{where}slug = {_shortened(value)}"
            reading.error("inquiry.toml", None, "bad-slug", found, "up to 50 of a-z, 0-9 and single hyphens")


def _shortened(value: object) -> str:
    said = repr(value)
    return said if len(said) <= MAX_SAID else f"{said[:MAX_SAID]}…"


def _note_unknown(reading: _Reading, table: dict[str, Any], known: set[str]) -> None:
    for key in table.keys() - known:
        expected = f"one of {', '.join(sorted(known))}"
        reading.problems.append(Problem("inquiry.toml", None, "unknown-setting", _shortened(key), expected, "left out"))


def _date(reading: _Reading, name: str, value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        reading.problems.append(
            Problem(
                "inquiry.toml",
                None,
                "unreadable-date",
                f"{name} = {_shortened(value)}",
                "a date: 2020-03-12",
                "left out",
            )
        )
        return None


def _reports(reading: _Reading, settings: dict[str, Any]) -> Iterator[ReportFolder]:
    tables = settings.get("report", [])
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        reading.error("inquiry.toml", None, "no-report", "no [[report]] table", "at least one [[report]]")
        return
    slugs: set[str] = set()
    for table in tables:
        before = len(reading.problems)
        _check_strings(reading, "report ", table, _REPORT_KEYS - {"published"}, {"title", "slug"})
        _note_unknown(reading, table, _REPORT_KEYS)
        if any(problem.severity is Severity.ERROR for problem in reading.problems[before:]):
            continue
        if table["slug"] in slugs:
            reading.error("inquiry.toml", None, "duplicate-slug", f"two reports {table['slug']!r}", "a slug each")
        slugs.add(table["slug"])
        pages = tuple(_pages(reading, table.get("pages") or "report/"))
        yield ReportFolder(table["title"], table["slug"], _date(reading, "published", table.get("published")), pages)


def _pages(reading: _Reading, name: str) -> Iterator[PageFile]:
    folder = reading.root / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        reading.error("inquiry.toml", None, "outside-folder", f"pages = {name!r}", "a folder inside this one")
        return
    try:
        inside = reading.holds(folder)
        paths = sorted(folder.iterdir(), key=lambda path: path.name) if inside else []
    except OSError as error:
        found = f"pages = {_shortened(name)}: {error.strerror}"
        reading.error("inquiry.toml", None, "no-pages", found, "a folder of this one, with the report's pages")
        return
    if not inside:
        reading.error("inquiry.toml", None, "outside-folder", f"pages = {name!r}", "a folder inside this one")
        return
    paths = [path for path in paths if path.suffix.lower() in PAGE_SUFFIXES]
    if not paths:
        reading.error(name, None, "no-pages", "no page", "one .txt or .html file for each page of the report")
    for path in paths:
        content = reading.text(path)
        if content is not None:
            yield PageFile(path.relative_to(reading.root).as_posix(), content)


@cache
def _rules_digest() -> bytes:
    """Of the code that reads and links: new rules must read an unchanged folder anew."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for path in sorted([*package.glob("importing/**/*.py"), *package.glob("linking/**/*.py")]):
        digest.update(path.read_bytes())
    return digest.digest()
