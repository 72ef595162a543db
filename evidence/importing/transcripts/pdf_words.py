"""The words of a PDF with their places, read in a process of its own under limits of size, sheets, memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 60 * 1024 * 1024
MOST_SECONDS = 180.0  # a day condensed to 50 sheets takes three
_PROJECT = Path(__file__).resolve().parents[3]
_CHILD = "evidence.importing.transcripts.pdf_child"
_TOO_MANY_SHEETS = 3


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
    """A sheet of paper, its words row by row from the top."""

    width: float
    words: tuple[Word, ...]


def read_sheets(content: bytes, most_bytes: int = MOST_BYTES, most_seconds: float = MOST_SECONDS) -> list[Sheet]:
    """The sheets of a PDF. Raises PdfRefusedError for what is no PDF, too large, too slow or without text."""
    if len(content) > most_bytes:
        raise PdfRefusedError(f"a PDF of {len(content):,} bytes; at most {most_bytes:,} are read")
    environment = {**os.environ, "PYTHONPATH": str(_PROJECT)}
    try:
        done = subprocess.run(  # noqa: S603 -- this very interpreter and module; the PDF goes to standard input
            [sys.executable, "-m", _CHILD],
            input=content,
            capture_output=True,
            timeout=most_seconds,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        raise PdfRefusedError(f"a PDF that takes more than {most_seconds:g} seconds to read") from None
    if done.returncode == _TOO_MANY_SHEETS:
        raise PdfRefusedError("a PDF of more than 2,000 sheets")
    if done.returncode != 0:
        reason = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise PdfRefusedError(f"a PDF that cannot be opened ({reason[-1][:120] if reason else done.returncode})")
    sheets = [_sheet(line) for line in done.stdout.decode("utf-8", errors="replace").splitlines()]
    if not any(sheet.words for sheet in sheets):
        raise PdfRefusedError(f"a PDF of {len(sheets)} sheets without text, perhaps scanned")
    return sheets


def _sheet(line: str) -> Sheet:
    width, _, words = json.loads(line)
    return Sheet(width, tuple(Word(*word) for word in words))
