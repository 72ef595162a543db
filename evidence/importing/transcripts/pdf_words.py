"""The words of a PDF with their places, read in a process of its own under limits of size, sheets, memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 60 * 1024 * 1024
MOST_SHEETS = 2000
MOST_SECONDS = 180.0  # a day condensed to 40 sheets takes one
_PROJECT = Path(__file__).resolve().parents[3]
_CHILD = "evidence.importing.transcripts.pdf_child"
_TOO_MANY_SHEETS = 3
_NOT_OPENED = 4


class PdfRefusedError(Exception):
    """The PDF cannot be read, or not within the limits; the message says which."""


@dataclass(frozen=True, slots=True)
class Word:
    x0: float
    x1: float
    baseline: float  # from the foot of the sheet
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, its words row by row from the top. One that could not be read has none."""

    width: float
    words: tuple[Word, ...]
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class Sheets:
    """What could be read of a PDF; ``broken_off`` says why there may be more, or nothing."""

    sheets: list[Sheet]
    broken_off: str = ""


def read_sheets(content: bytes, most_bytes: int = MOST_BYTES, most_seconds: float = MOST_SECONDS) -> Sheets:
    """The sheets of a PDF, as far as it can be read. Raises PdfRefusedError where not one word can be."""
    if len(content) > most_bytes:
        raise PdfRefusedError(f"a PDF of {len(content):,} bytes; at most {most_bytes:,} are read")
    written, broken_off = _asked(content, most_seconds)
    # the last line may be cut short with the process that wrote it
    sheets = [_sheet(line) for line in written.splitlines(keepends=True) if line.endswith(b"\n")]
    if not any(sheet.words for sheet in sheets):
        count = "1 sheet" if len(sheets) == 1 else f"{len(sheets):,} sheets"
        raise PdfRefusedError(broken_off or f"a PDF of {count} without text, perhaps scanned")
    return Sheets(sheets, broken_off)


def _asked(content: bytes, most_seconds: float) -> tuple[bytes, str]:
    """What the process wrote, and why it ended before the PDF did."""
    try:
        done = subprocess.run(  # noqa: S603 -- this very interpreter and module; the PDF goes to standard input
            [sys.executable, "-m", _CHILD],
            input=content,
            capture_output=True,
            timeout=most_seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": str(_PROJECT)},
        )
    except subprocess.TimeoutExpired as late:
        return late.stdout or b"", f"a PDF that takes more than {most_seconds:g} seconds to read"
    said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
    match done.returncode:
        case 0:
            return done.stdout, ""
        case code if code == _TOO_MANY_SHEETS:
            return done.stdout, f"a PDF of more than {MOST_SHEETS:,} sheets"
        case code if code == _NOT_OPENED:
            return b"", f"a PDF that cannot be opened ({said[-1][:120] if said else 'no reason given'})"
        case code:
            return done.stdout, f"a PDF that brings its reader down ({said[-1][:120] if said else f'status {code}'})"


def _sheet(line: bytes) -> Sheet:
    read = json.loads(line)
    if read is None:
        return Sheet(0.0, (), is_damaged=True)
    width, words = read
    return Sheet(width, tuple(Word(*word) for word in words))
