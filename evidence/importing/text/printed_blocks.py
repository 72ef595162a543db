"""The blocks of a page saved as text, each with its line: what blank lines part, and some lines' starts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from evidence.importing.records import Problem, Severity
from evidence.importing.text.labels import recognise_label

_BULLETS = "•◦▪▫‣⁃●○■□➢➤"
_BULLET = re.compile(rf"[{_BULLETS}]\s*|[∙·✓*]\s|[–—‒―−-]{{1,2}}\s")
_SURE_BULLET = re.compile(f"[{_BULLETS}]")
_ENUMERATOR = re.compile(
    r"(?:\(([A-Za-z]|[ivxl]{1,6}|\d{1,2})\)|([a-z]|[ivxl]{1,6}|\d{1,2})\)|([a-z]|[ivxl]{1,6})\.)\s"
)
NOTES_TITLE = re.compile(
    r"(?i)(?:foot\s?notes?|end\s?notes?|notes?|references|notes and references|citations"
    r"|notes to (?:chapter|part|section|volume) \w{1,12})\s*:?$"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MIS_DECODED = re.compile(
    r"(?<=\w)Ā|Ā(?=\s)"
    r"|[\u00ad\ufffd\ufeff\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
    r"|Â(?=[\s£§©«»°·’“”\x80-\xbf]|$)|â€.|Ã[\x80-\xbf©¨¢]"
)
_MAY_BE_MIS_DECODED = re.compile(r"[ĀÂÃâ\u00ad\ufffd\ufeff\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")  # a first look, quick
PAGE_BREAK = "\f"  # an empty line that parts printed pages only
NumberedLine = tuple[int, str]
_MACRONS = re.compile(r"[āēīōūĒĪŌŪ]")
_SENTENCE_END = re.compile(r"[.!?:;…”’\"')\]]\s*$")


@dataclass(frozen=True)
class PrintedBlock:
    """A block as printed. ``tight``: only a line break parts it from the block before."""

    line: int
    raw: str
    tight: bool = False

    @cached_property
    def text(self) -> str:
        """The words with every run of white space as one space."""
        return " ".join(self.raw.split())


def read_lines(content: str) -> list[str]:
    """The lines of a file whatever ends them, without a byte-order mark."""
    return content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_blocks(lines: Sequence[NumberedLine]) -> list[PrintedBlock]:
    """Blocks in order; a file without a blank line is parted where its lines end as paragraphs do."""
    filled = [(number, line) for number, line in lines if line.strip()]
    if len(filled) > 3 and not _has_blank_lines(lines):
        return _without_blank_lines(filled)
    blocks: list[PrintedBlock] = []
    waiting: list[tuple[int, str]] = []
    for number, line in [*lines, (0, "")]:
        if line.strip():
            waiting.append((number, line.strip()))
        elif waiting:
            blocks.extend(_parted(waiting))
            waiting = []
    return blocks


def _has_blank_lines(lines: Sequence[NumberedLine]) -> bool:
    """Whether a blank line stands between two others on a printed page."""
    blank = False
    for at, (_, line) in enumerate(lines):
        if line.strip():
            if blank:
                return True
        else:
            blank = at > 0 and line != PAGE_BREAK and (blank or bool(lines[at - 1][1].strip()))
    return False


def _without_blank_lines(filled: list[tuple[int, str]]) -> list[PrintedBlock]:
    width = max(len(line) for _, line in filled)
    blocks: list[PrintedBlock] = []
    waiting: list[tuple[int, str]] = []
    for number, line in filled:
        if waiting and (len(waiting[-1][1]) < width * 0.6 or _SENTENCE_END.search(waiting[-1][1][-4:])):
            blocks.extend(_parted(waiting))
            waiting = []
        waiting.append((number, line.strip()))
    blocks.extend(_parted(waiting))
    return blocks


def _parted(lines: list[tuple[int, str]]) -> Iterator[PrintedBlock]:
    """The lines between two blank ones: one block, unless a line opens with a label, a bullet or a table's row."""
    every_line_an_item = len(lines) > 2 and all(list_marker(line) for _, line in lines[1:])
    held: list[str] = []
    start, tight = lines[0][0], False
    for number, line in lines:
        parted = every_line_an_item or _opens_block(line) or is_table_row(held[-1]) if held else False
        if parted or (held and NOTES_TITLE.match(held[-1]) and len(held) == 1):
            yield PrintedBlock(start, "\n".join(held), tight)
            held, start, tight = [], number, True
        held.append(line)
    yield PrintedBlock(start, "\n".join(held), tight)


def _opens_block(line: str) -> bool:
    if _SURE_BULLET.match(line) or is_table_row(line):
        return True
    match = recognise_label(line)
    return match is not None and not match.weak and match.rest < len(line)


def is_table_row(text: str) -> bool:
    """Cells parted by upright strokes."""
    return " | " in text or text.startswith("| ") or (text.startswith("|") and text.endswith("|"))


def list_marker(text: str) -> str:
    """The bullet or the "(a)" that a list item opens with, or nothing."""
    text = text.lstrip('“‘"') if text[1:2] and text[1] in _BULLETS else text
    found = _BULLET.match(text) or _ENUMERATOR.match(text)
    return found.group().strip() if found else ""


def unstorable(file: str, lines: list[str]) -> Problem | None:
    """The first character that no database stores, which refuses the page."""
    if not _UNSTORABLE.search("\n".join(lines)):
        return None
    for number, line in enumerate(lines, start=1):
        found = _UNSTORABLE.search(line)
        if found:
            return Problem(
                file,
                number,
                "unstorable-character",
                f"the character U+{ord(found.group()):04X}",
                "printed text",
                "remove it and import again",
                Severity.ERROR,
            )
    return None


def has_macrons(texts: Iterable[str]) -> bool:
    """Whether vowels with macrons other than Ā are printed: the page holds Māori, and Ā is a word of it."""
    return any(_MACRONS.search(text) for text in texts)


def mis_decoded(file: str, lines: list[str], *, macrons: bool | None = None) -> Iterator[Problem]:
    """Characters that a conversion left wrong: kept as found, one problem for each line."""
    for number, line in enumerate(lines, start=1):
        if not _MAY_BE_MIS_DECODED.search(line):
            continue
        macrons = has_macrons(lines) if macrons is None else macrons
        wrong = [one for one in _MIS_DECODED.finditer(line) if not (macrons and one.group() == "Ā")]
        if wrong:
            found = wrong[0]
            start = max(0, found.start() - 12)
            code_points = sorted({f"U+{ord(each.group()[0]):04X}" for each in wrong})
            yield Problem(
                file,
                number,
                "mis-decoded",
                f"{', '.join(code_points)} in “{line[start : found.end() + 12].strip()}”",
                "a character of the printed page",
                "kept as found",
            )
