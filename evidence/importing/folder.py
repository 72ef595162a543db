"""An inquiry folder on disk: inquiry.toml, the lists, and which pages there are. Nothing outside it is read."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from evidence.importing.folder_files import FolderFiles
from evidence.importing.lists import LISTS, Row, read_list
from evidence.importing.records import Problem, Severity

PAGE_SUFFIXES = (".txt", ".html", ".htm")
HEARING_SUFFIXES = (".txt", ".pdf")
MAX_SAID = 80  # characters of a wrong value that a problem repeats
_LONGEST = {
    "title": 300,
    "short_title": 100,
    "publisher": 300,
    "licence": 200,
    "source_url": 500,
    "content_notice": 1000,
}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS = {
    "title",
    "short_title",
    "slug",
    "publisher",
    "published",
    "licence",
    "source_url",
    "content_notice",
    "report",
}
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
class HearingFile:
    """One transcript as it was read: text or PDF."""

    file: str
    content: bytes


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
    content_notice: str
    published: date | None
    reports: tuple[ReportFolder, ...]
    hearings: tuple[HearingFile, ...]
    lists: dict[str, tuple[Row, ...]]
    problems: tuple[Problem, ...]
    digest: str


def read_folder(root: Path) -> InquiryFolder:
    """The folder, read whole; raises FolderRefusedError with every problem that stands in the way."""
    reading = FolderFiles(root)
    settings = _settings(reading)
    lists: dict[str, tuple[Row, ...]] = {}
    for name in LISTS:
        if os.path.lexists(root / name):
            content = reading.text(root / name)
            if content is not None:
                lists[name], problems = read_list(name, content)
                reading.problems += problems
    reports = tuple(_reports(reading, settings))
    hearings = tuple(_hearings(reading))
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
        content_notice=settings.get("content_notice", ""),
        published=_date(reading, "published", settings.get("published")),
        reports=reports,
        hearings=hearings,
        lists=lists,
        problems=tuple(reading.problems),
        digest=reading.digest.hexdigest(),
    )


def _settings(reading: FolderFiles) -> dict[str, Any]:
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


def _check_strings(reading: FolderFiles, where: str, table: dict[str, Any], known: set[str], needed: set[str]) -> None:
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


def _note_unknown(reading: FolderFiles, table: dict[str, Any], known: set[str]) -> None:
    for key in table.keys() - known:
        expected = f"one of {', '.join(sorted(known))}"
        reading.problems.append(Problem("inquiry.toml", None, "unknown-setting", _shortened(key), expected, "left out"))


def _date(reading: FolderFiles, name: str, value: object) -> date | None:
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


def _reports(reading: FolderFiles, settings: dict[str, Any]) -> Iterator[ReportFolder]:
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


def _pages(reading: FolderFiles, name: str) -> Iterator[PageFile]:
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


def _hearings(reading: FolderFiles) -> Iterator[HearingFile]:
    """The transcripts of hearings/, in the order of their names, which begin with the day."""
    folder = reading.root / "hearings"
    if not os.path.lexists(folder):
        return
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name) if reading.holds(folder) else None
    except OSError as error:
        reading.error("hearings", None, "unreadable", error.strerror or str(error), "a folder of transcripts")
        return
    if paths is None:
        reading.error("hearings", None, "outside-folder", "a link that leads out of the folder", "a folder inside it")
        return
    for path in paths:
        if path.suffix.lower() in HEARING_SUFFIXES:
            content = reading.content(path)
            if content is not None:
                yield HearingFile(path.relative_to(reading.root).as_posix(), content)


@cache
def _rules_digest() -> bytes:
    """Of the code that reads and links: new rules must read an unchanged folder anew."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for path in sorted([*package.glob("importing/**/*.py"), *package.glob("linking/**/*.py")]):
        digest.update(path.read_bytes())
    return digest.digest()
