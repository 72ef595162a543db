"""The bytes of a transcript as text: UTF-8, or one of the Western encodings that stenographers' software writes."""

from __future__ import annotations

import codecs

from evidence.importing.records import Problem, Severity

_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n\f"}


def decode(file: str, content: str | bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text with ``\\n`` at line ends, and a note where it was not UTF-8."""
    if isinstance(content, str):
        return _tidy(content), ()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _tidy(content.decode("utf-16", errors="replace")), ()
    try:
        return _tidy(content.decode("utf-8-sig")), ()
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
    # ISO-8859-15 has control characters where Windows has curly quotes and dashes; no transcript means those.
    encoding = "cp1252" if any(0x80 <= byte <= 0x9F for byte in set(content)) else "iso-8859-15"
    text = content.decode(encoding, errors="replace")
    note = Problem(file, line, "encoding", "not UTF-8", "UTF-8", f"read as {encoding}", Severity.NOTE)
    return _tidy(text), (note,)


def _tidy(text: str) -> str:
    """Line ends become ``\\n``; a byte-order mark goes, control characters become spaces."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", "\n").replace("\x85", "\n").translate(_CONTROLS)
