"""Who speaks: what ``Q.``, ``A.`` and labels mean, from the witness called and the questioner named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evidence.importing.records import Problem, Severity
from evidence.importing.transcripts.body_lines import BodyLine
from evidence.importing.transcripts.line_types import Called
from evidence.importing.transcripts.names import (
    in_words,
    is_chair,
    is_role,
    is_the_witness,
    is_titled,
    may_preside,
    surname,
    words_of,
)
from evidence.importing.transcripts.records import ExaminationRecord, SpeechKind, WitnessRecord

_WITHDREW = re.compile(
    r"\bwitness(?:es)?\s+(?:then\s+)?(?:withdrew|withdraws|retired|was released|left)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who a turn is by: kind, label as printed, and name in words."""

    kind: SpeechKind
    as_printed: str
    name: str


@dataclass(slots=True)
class Segment:
    """An examination while it is read."""

    witnesses: tuple[str, ...]
    questioner: str
    first: BodyLine
    last: BodyLine | None = None

    def record(self) -> ExaminationRecord:
        last = self.last or self.first
        names = tuple(in_words(name) for name in self.witnesses)
        by = in_words(self.questioner)
        places = (self.first.page, self.first.line, last.page, last.line)
        return ExaminationRecord(names, self.witnesses, by, self.questioner, *places)


@dataclass(slots=True)
class Evidence:
    """Who is under examination by whom, as the reading goes on."""

    witnesses: list[WitnessRecord] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    oath_position: int = -1  # of the last oath among the speeches
    before: BodyLine | None = None  # the line before the one being read: where a part ends
    _answering: tuple[str, ...] = ()
    _open: bool = False
    _midway: bool = False
    _asking: str = ""  # the label of the person who asks; empty until known
    _roles: dict[str, str] = field(default_factory=dict)  # an office and who held it, for "(continued)"
    _said: set[tuple[int, str]] = field(default_factory=set)

    def current(self) -> int:
        return len(self.segments) - 1 if self._open else -1

    def is_open(self) -> bool:
        return self._open and (bool(self._answering) or self._midway)

    def begin_midway(self, line: BodyLine) -> None:
        """The text begins in the midst of an examination: somebody answers whom nothing names."""
        self._midway = True
        self._begin("", line)

    def call(self, oath: Called, line: BodyLine, directly: bool) -> None:
        """A witness is called; ``directly`` after another, both answer together."""
        for name in oath.names:
            self.witnesses.append(WitnessRecord(in_words(name), name, oath.how, line.page, line.line))
        earlier = self._answering if directly and self.is_open() else ()
        self.end()
        self._asking = ""
        if oath.answers:
            self._answering = (*earlier, *oath.names)
            if earlier:
                self.segments.pop()
            self._begin("", line)
        else:
            self._answering = ()

    def question(self, by: str, continued: bool, line: BodyLine) -> None:
        """A heading names the questioner. An office is a person only once that person has spoken, or had before."""
        if self._open and self.segments and not self.segments[-1].questioner and self.segments[-1].last is None:
            self.segments[-1].questioner = by  # the oath and the first heading begin one part
        else:
            self._close_segment()
            self._begin(by, line)
        if is_role(by) and not is_chair(by):
            self._asking = self._roles.get(_office(by), "") if continued else ""
        else:
            self._asking = by

    def _begin(self, by: str, line: BodyLine) -> None:
        self.segments.append(Segment(self._answering, by, line))
        self._open = True

    def hear(self, direction: str) -> None:
        """A stage direction may end the evidence."""
        if _WITHDREW.search(direction):
            self.end()

    def end(self) -> None:
        self._close_segment()
        self._open = self._midway = False
        self._answering = ()
        self._asking = ""

    def _close_segment(self) -> None:
        if self._open and self.segments and self.segments[-1].last is None:
            self.segments[-1].last = self.before

    def is_panel_answer(self, label: str) -> bool:
        return label == "A." and len(self._answering) > 1

    def say_once(self, label: str) -> bool:
        """Whether this lack was not said yet of the part being read."""
        key = (len(self.segments) if self._open else -len(self.segments), label)
        fresh = key not in self._said
        self._said.add(key)
        return fresh

    def voice_of_turn(self, label: str) -> Voice:
        if label == "Q.":
            return Voice(SpeechKind.QUESTION, label, in_words(self._asking))
        name = in_words(self._answering[0]) if len(self._answering) == 1 else ""
        return Voice(SpeechKind.ANSWER, label, name)

    def voice_of_questioner(self, label: str) -> Voice:
        """A label together with "Q." names who asks from here on."""
        self._asking = label
        if self._open and not self.segments[-1].questioner:
            self.segments[-1].questioner = label
        return Voice(SpeechKind.QUESTION, label, in_words(label))

    def voice_of_label(self, label: str) -> Voice:
        """A label names its speaker; what it is depends on whether that is the witness or the questioner."""
        if not self._open:
            return Voice(SpeechKind.SPEECH, label, in_words(label))
        if is_the_witness(label):
            name = in_words(self._answering[0]) if len(self._answering) == 1 else ""
            return Voice(SpeechKind.ANSWER, label, name)
        witness = next((name for name in self._answering if self._is_same(label, name)), None)
        if witness is not None:
            return Voice(SpeechKind.ANSWER, label, in_words(witness))
        if not self._asking and is_titled(label) and not may_preside(label):
            self._asking = label
            segment = self.segments[-1]
            if is_role(segment.questioner):
                self._roles[_office(segment.questioner)] = label
            elif not segment.questioner:
                segment.questioner = label
        asks = bool(self._asking) and (
            self._is_same(label, self._asking) or (is_chair(self._asking) and may_preside(label))
        )
        return Voice(SpeechKind.QUESTION if asks else SpeechKind.SPEECH, label, in_words(label))

    def _is_same(self, label: str, name: str) -> bool:
        """Whether a label and a fuller name are one person's: the surname, and no title against it."""
        mine, other = words_of(label.upper()), words_of(name.upper())
        if len(mine) == 2 and mine == other[:2] and mine[0] in ("SIR", "DAME"):
            return True  # "SIR OLIVER" is Sir Oliver Letwin
        if surname(label) != surname(name):
            return False
        return mine[0] == other[0] or not (is_titled(label) and is_titled(name))

    def notes(self, file: str) -> list[Problem]:
        """That a panel's answers have nobody's name, once for each panel."""
        panels = {segment.witnesses: segment.first for segment in self.segments if len(segment.witnesses) > 1}
        action = "“A.” is kept with nobody named; staff may say who answers"
        return [
            Problem(
                file,
                line.source,
                "panel",
                f"page {line.page}: {len(names)} witnesses answer together: “{'”, “'.join(names)}”",
                "",
                action,
                Severity.NOTE,
            )
            for names, line in panels.items()
        ]


def _office(role: str) -> str:
    """An office by its words, so that a heading finds it again: "LEAD COUNSEL TO THE INQUIRY"."""
    return " ".join(role.upper().split())
