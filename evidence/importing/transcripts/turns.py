"""From the lines of a transcript to its speeches: who speaks, in which part, from which line to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from evidence.importing.records import Problem, Severity
from evidence.importing.transcripts.body_lines import BodyLine, join
from evidence.importing.transcripts.line_types import (
    Called,
    called,
    ends_sentence,
    examination,
    heading_by,
    is_direction,
    is_sure_label,
    is_topic,
    names_only,
    opens_direction,
    printed_date,
    speaker_label,
    turn_label,
    wants_more,
)
from evidence.importing.transcripts.names import in_words, is_capital_name
from evidence.importing.transcripts.records import (
    ExaminationRecord,
    SpeechKind,
    SpeechRecord,
    WitnessRecord,
)
from evidence.importing.transcripts.speakers import Evidence, Voice

MORE_LINES = 4  # lines that a stage direction or heading may go on to
_TOP = 8  # lines among which the day's date may stand
_CENTRED = 8  # columns right of its page's margin at which a line in capitals is a heading


@dataclass(slots=True)
class Turns:
    """What was read from the lines."""

    speeches: list[SpeechRecord]
    witnesses: list[WitnessRecord]
    examinations: list[ExaminationRecord]
    problems: list[Problem]


@dataclass(slots=True)
class _Open:
    """The turn being read. ``lines`` are its lines and the words each gives to it."""

    voice: Voice
    lines: list[tuple[BodyLine, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """One walk over the lines."""

    file: str
    lines: Sequence[BodyLine]
    repeated_labels: frozenset[str]
    speeches: list[SpeechRecord] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    problems: list[Problem] = field(default_factory=list)
    turn: _Open | None = None
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
        self.turn = _Open(voice, [(line, words)])

    def warn(self, code: str, line: BodyLine, found: str, expected: str, action: str) -> None:
        text = f"page {line.page}, line {line.line}: {found}" if line.line else f"page {line.page}: {found}"
        self.problems.append(Problem(self.file, line.source, code, text, expected, action, Severity.WARNING))

    def last_words(self) -> str:
        return self.turn.lines[-1][1] if self.turn and self.turn.lines else ""


def read_turns(file: str, lines: Sequence[BodyLine]) -> Turns:
    """Reads every line into exactly one turn or event; nothing is dropped but the date at the top."""
    reading = _Reading(file, lines, _repeated_labels(lines))
    place = 0
    evidence = reading.evidence
    while place < len(lines):
        place += _take(reading, place)
        evidence.before = lines[place - 1]
    reading.close()
    evidence.end()
    examinations = [segment.record() for segment in evidence.segments]
    return Turns(reading.speeches, evidence.witnesses, examinations, [*reading.problems, *evidence.notes(file)])


def _repeated_labels(lines: Sequence[BodyLine]) -> frozenset[str]:
    """Labels printed twice or more: what tells a speaker without a title from words before a colon."""
    once: set[str] = set()
    twice: set[str] = set()
    for line in lines:
        if found := speaker_label(line.text):
            (twice if found[0] in once else once).add(found[0])
    return frozenset(twice)


def _take(reading: _Reading, place: int) -> int:
    """Reads what begins at a line; says how many lines it took."""
    line = reading.lines[place]
    if place < _TOP and reading.turn is None and printed_date(line.text):
        return 1
    if taken := _take_direction(reading, place) or _take_heading(reading, place):
        return taken
    if _take_turn(reading, line) or _take_speaker(reading, line):
        return 1
    if reading.turn is not None:
        reading.turn.lines.append((line, line.text))
        return 1
    voice = reading.resumes
    if voice is None:
        voice = Voice(SpeechKind.SPEECH, "", "")
        if line.page not in reading.unlabelled:
            reading.unlabelled.add(line.page)
            shown = f"“{line.text[:60]}” without a speaker"
            reading.warn("label-missing", line, shown, "a speaker's label", "kept with the speaker unknown")
    reading.begin(voice, line, line.text)
    return 1


def _take_direction(reading: _Reading, place: int) -> int:
    """A stage direction on one line or several. The speaker goes on after it."""
    line, before = reading.lines[place], reading.last_words()
    if is_direction(line.text, before):
        taken = [line]
    elif opens_direction(line.text) and (ends_sentence(before) or not line.in_text or line.stands_out):
        taken = list(reading.lines[place : place + MORE_LINES])
        end = next((n for n, one in enumerate(taken) if ")" in one.text), None)
        if end is None or not taken[end].text.rstrip(".").endswith(")"):
            return 0
        taken = taken[: end + 1]
    else:
        return 0
    reading.event(taken)
    reading.evidence.hear(join([one.text for one in taken]))
    return len(taken)


def _take_heading(reading: _Reading, place: int) -> int:
    """An examination heading, an oath, a section heading: each changes who may speak."""
    line = reading.lines[place]
    following = reading.lines[place + 1] if place + 1 < len(reading.lines) else None
    ended = line.text[:1].isupper() and ends_sentence(reading.last_words())
    if (found := examination(line.text)) and (ended or is_capital_name(found[0])):
        return _take_examination(reading, place, found)
    lines = [line]
    oath = called(line.text)
    if oath is None and following is not None and names_only(line.text):
        oath = called(f"{line.text} {following.text}")
        lines = [line, following]
    if oath is not None:
        _take_oath(reading, lines, oath)
        return len(lines)
    if ended and heading_by(line.text):
        reading.event([line])
        reading.evidence.end()
        reading.resumes = None
        return 1
    if _is_plain_heading(reading, line):
        reading.event([line])
        return 1
    return 0


def _take_examination(reading: _Reading, place: int, found: tuple[str, bool]) -> int:
    """Who questions from here on; a heading that stops in mid-phrase goes on in the next line."""
    taken = [reading.lines[place]]
    by, continued = found
    for more in reading.lines[place + 1 : place + MORE_LINES]:
        if not wants_more(by) or turn_label(more.text) or speaker_label(more.text) or more.stands_out:
            break
        longer = examination(join([one.text for one in [*taken, more]]))
        if longer is None:
            break
        taken.append(more)
        by, continued = longer
    reading.event(taken)
    reading.evidence.question(by, continued, taken[0])
    reading.resumes = None
    _mark_last(reading)
    return len(taken)


def _take_oath(reading: _Reading, lines: list[BodyLine], oath: Called) -> None:
    """A witness is called. Two oaths with nothing between them are a panel."""
    reading.close()
    reading.evidence.call(oath, lines[0], directly=bool(reading.speeches) and _after_oath(reading))
    reading.event(lines)
    reading.evidence.oath_position = len(reading.speeches)
    reading.resumes = None
    if oath.read_by:
        reading.resumes = Voice(SpeechKind.SPEECH, oath.read_by, in_words(oath.read_by))


def _after_oath(reading: _Reading) -> bool:
    return reading.evidence.oath_position == len(reading.speeches)


def _mark_last(reading: _Reading) -> None:
    """A heading belongs to the part that it begins."""
    last = reading.speeches[-1]
    reading.speeches[-1] = replace(last, examination=reading.evidence.current())


def _is_plain_heading(reading: _Reading, line: BodyLine) -> bool:
    """A topic by name, or a centred line in capitals where the speech before it may have ended."""
    before = reading.last_words()
    if not ends_sentence(before):
        return False
    if is_topic(line.text):
        return not line.in_text or line.indent >= _CENTRED or reading.turn is None
    capitals = line.text.isupper() and len(line.text) > 5 and is_capital_name(line.text)
    return capitals and not line.stands_out and line.indent >= _CENTRED + 2


def _take_turn(reading: _Reading, line: BodyLine) -> bool:
    """``Q.`` or ``A.``, unless it is an item of a list: in the text's own column, or where nobody is examined."""
    found = turn_label(line.text)
    if found is None or line.in_text:
        return False
    label, words = found
    evidence = reading.evidence
    if label == "A." and not evidence.is_open() and not _after_question(reading):
        return False
    voice = evidence.voice_of_turn(label)
    if voice.name == "" and not evidence.is_panel_answer(label):
        missing = "questioner" if label == "Q." else "witness"
        if evidence.say_once(label):
            expected = f"a heading or label that names the {missing}"
            reading.warn("speaker-unknown", line, f"“{label}” and no {missing}", expected, "kept with nobody named")
    reading.begin(voice, line, words)
    return True


def _after_question(reading: _Reading) -> bool:
    voice = reading.turn.voice if reading.turn else reading.resumes
    return voice is not None and voice.kind == SpeechKind.QUESTION


def _take_speaker(reading: _Reading, line: BodyLine) -> bool:
    """A speaker's label. Without a title it must stand out to the left, or come again."""
    found = speaker_label(line.text)
    if found is None:
        return False
    label, words = found
    if line.in_text and not (is_sure_label(label) and ends_sentence(reading.last_words())):
        return False
    if not is_sure_label(label):
        again = label in reading.repeated_labels
        several = len(label.split()) > 1
        if not (again if line.stands_out and not several else line.stands_out or (again and several and words)):
            return False
    reading.begin(reading.evidence.voice_of_label(label), line, words)
    return True
