"""The state of reading a transcript's lines: the turn that is open, what was read, and who may speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence.importing.records import Problem, Severity
from evidence.importing.transcripts.body_lines import BodyLine, join
from evidence.importing.transcripts.records import SpeechKind, SpeechRecord
from evidence.importing.transcripts.speakers import Evidence, Voice

MORE_LINES = 4  # lines that a stage direction or heading may go on to


@dataclass(slots=True)
class OpenTurn:
    """The turn being read. ``lines`` are its lines and the words each gives to it."""

    voice: Voice
    lines: list[tuple[BodyLine, str]] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """One walk over the lines."""

    file: str
    lines: Sequence[BodyLine]
    repeated_labels: frozenset[str]
    speeches: list[SpeechRecord] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    problems: list[Problem] = field(default_factory=list)
    turn: OpenTurn | None = None
    resumes: Voice | None = None  # who goes on after a stage direction
    unlabelled: set[int] = field(default_factory=set)  # pages said to have words without a speaker

    def close(self) -> None:
        """Ends the open turn; a turn without words is none, but its speaker goes on after the interruption."""
        if self.turn is not None:
            self.resumes = self.turn.voice
            text = join([words for _, words in self.turn.lines])
            if text:
                self._add(self.turn.voice, text, self.turn.lines[0][0], self.turn.lines[-1][0])
        self.turn = None

    def event(self, lines: Sequence[BodyLine]) -> None:
        self.close()
        voice = Voice(SpeechKind.EVENT, "", "")
        self._add(voice, join([line.text for line in lines]), lines[0], lines[-1])

    def _add(self, voice: Voice, text: str, first: BodyLine, last: BodyLine) -> None:
        position = len(self.speeches) + 1
        place = (first.page, first.line, last.page, last.line)
        during = self.evidence.current()
        self.speeches.append(SpeechRecord(position, voice.kind, voice.as_printed, voice.name, text, *place, during))

    def begin(self, voice: Voice, line: BodyLine, words: str) -> None:
        self.close()
        self.turn = OpenTurn(voice, [(line, words)])

    def warn(self, code: str, line: BodyLine, found: str, expected: str, action: str) -> None:
        text = f"page {line.page}, line {line.line}: {found}" if line.line else f"page {line.page}: {found}"
        self.problems.append(Problem(self.file, line.source, code, text, expected, action, Severity.WARNING))

    def last_words(self) -> str:
        return self.turn.lines[-1][1] if self.turn and self.turn.lines else ""
