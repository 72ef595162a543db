"""Closed sessions: which lines a transcript says were said in private, so that they are never kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.importing.records import Problem, Severity
from evidence.importing.transcripts.body_lines import BodyLine
from evidence.importing.transcripts.line_types import ends_sentence

_LONGEST = 300  # characters of a notice
MORE_LINES = 4  # lines that a stage direction may go on to
_ANY_OPEN = re.compile(r"\b(?:open|public)\b", re.IGNORECASE)

_CLOSED = re.compile(
    r"\b(?:(?:closed|private|secret)\s+(?:sessions?|hearings?|proceedings|evidence|sittings?|material)|in\s+private|"
    r"in\s+camera|in\s+closed)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:(?:open|public)\s+(?:sessions?|hearings?|proceedings)|in\s+public|in\s+open\s+(?:court|session))\b"
    r"|\b(?:end|ended|ends|conclu\w+|close|after|following)\b.{0,40}\b(?:closed|private)\b"
    r"|\b(?:closed|private)\s+\w+\s+(?:ended|ends|concluded|finished)\b",
    re.IGNORECASE,
)
_INTO = re.compile(
    r"\b(?:into|to|in|began|begins|resumed|continued)\s+(?:a\s+|in\s+)*(?:closed|private)\b", re.IGNORECASE
)
_NOTICE = re.compile(
    r"^(?:the |this |transcript |of |a |inquiry |hearing |session |day |was |is |were |held |in |sat |proceedings |"
    r"heard |entirely |whole |closed|private|camera|\W)*(?:closed|private|camera)\b"
    r"(?:\s+(?:session|hearing|transcript|proceedings|sitting|evidence)s?)*(?:\s+and\s+(?:is|was|will)\b.{0,80})?\.?$",
    re.IGNORECASE,
)


def closes(direction: str) -> bool:
    """Whether a stage direction says that what follows is closed."""
    if not _CLOSED.search(direction):
        return False
    return bool(_INTO.search(direction)) or not _OPEN.search(direction)


def opens(direction: str) -> bool:
    """Whether a stage direction says that what follows is open again."""
    return bool(_OPEN.search(direction)) and not closes(direction)


def is_notice(text: str) -> bool:
    """Whether a line that stands alone says that the transcript is closed: a title or header, never speech."""
    return len(text) < _LONGEST and bool(_NOTICE.match(" ".join(text.split())))


def says_closed(titles: Sequence[str]) -> bool:
    """Whether a transcript's own title or header says that all of it was closed."""
    return any(is_notice(title) or (_CLOSED.search(title) and not _ANY_OPEN.search(title)) for title in titles)


@dataclass(frozen=True, slots=True)
class Withheld:
    """What may be kept of a transcript, and what was said in closed session: by page and line."""

    kept: list[BodyLine]
    places: frozenset[tuple[int, int | None]]
    problems: tuple[Problem, ...]


def withhold(file: str, lines: Sequence[BodyLine]) -> Withheld:
    """Leaves out every line between a notice that the hearing closes and one that it opens again.

    Where it never opens again the rest is left out: better too little than words that were not to be published.
    """
    kept: list[BodyLine] = []
    places: set[tuple[int, int | None]] = set()
    problems: list[Problem] = []
    closed_at: BodyLine | None = None
    for place, line in enumerate(lines):
        direction = _direction_at(lines, place)
        if closed_at is not None and direction and opens(direction):
            closed_at = None
        if closed_at is not None and not _is_part(lines, place, closed_at):
            places.add((line.page, line.line))
            continue
        kept.append(line)
        if closed_at is None and ((direction and closes(direction)) or _heads_closed_part(lines, place)):
            closed_at = line
            problems.append(_closing(file, line))
    return Withheld(kept, frozenset(places), tuple(problems))


def _direction_at(lines: Sequence[BodyLine], place: int) -> str:
    """The stage direction that begins at a line, joined with the lines it goes on to; empty where none does."""
    text = lines[place].text
    if not text.startswith("("):
        return ""
    for more in lines[place + 1 : place + 1 + MORE_LINES]:
        if ")" in text:
            break
        text = f"{text} {more.text}"
    return text if text.rstrip(".").endswith(")") else ""


def _is_part(lines: Sequence[BodyLine], place: int, closed_at: BodyLine) -> bool:
    """Whether a line belongs to the notice that closed the hearing, which may run over several."""
    for back in range(place - 1, max(-1, place - 1 - MORE_LINES), -1):
        if ")" in lines[back].text:
            return False
        if lines[back] is closed_at:
            return closed_at.text.startswith("(")
    return False


def _heads_closed_part(lines: Sequence[BodyLine], place: int) -> bool:
    """Whether a line in capitals heads a closed part: "CLOSED SESSION"."""
    line = lines[place]
    before = lines[place - 1].text if place else ""
    return line.text.isupper() and is_notice(line.text) and ends_sentence(before.rstrip(")"))


def _closing(file: str, line: BodyLine) -> Problem:
    found = f"page {line.page}: “{line.text[:80]}”"
    action = "what follows, up to the notice of an open session if there is one, is not kept"
    return Problem(file, line.source, "closed-session", found, "", action, Severity.NOTE)
