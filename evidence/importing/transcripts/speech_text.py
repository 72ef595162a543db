"""Transcripts without pages and lines: a header, then a block for each speech, ``Mr Beer: words``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from evidence.importing.records import Problem, Severity
from evidence.importing.transcripts.closed import closes, is_notice, opens
from evidence.importing.transcripts.line_types import called, examination
from evidence.importing.transcripts.names import in_words, is_role, is_the_witness, split_names, surname, words_of
from evidence.importing.transcripts.records import ExaminationRecord, SpeechKind, SpeechRecord, WitnessRecord

_HEADER = re.compile(r"\A\s*Hearing:[ \t]*\S", re.IGNORECASE)
_FIELD = re.compile(r"^(?P<name>Hearing|Date|Session)[ \t]*:[ \t]*(?P<value>.*)$", re.IGNORECASE)
_WITNESS = re.compile(r"^==\s*(?P<name>[^=].*?)\s*==$")
_PART = re.compile(r"^===\s*(?P<name>[^=].*?)\s*===$")
_BLANK = re.compile(r"\n[ \t]*\n")
_SPEAKER = re.compile(r"^(?P<name>[^\W\d_][^:\n]{0,59}?):(?:[ \t\n]+(?P<words>.*)|)$", re.DOTALL)
_LONGEST = 300  # characters of a heading
_MOST_WORDS = 8  # in a speaker's name


@dataclass(slots=True)
class SpeechText:
    """What was read of such a transcript."""

    title: str = ""
    day: date | None = None
    session: str = ""
    is_closed: bool = False
    speeches: list[SpeechRecord] = field(default_factory=list)
    witnesses: list[WitnessRecord] = field(default_factory=list)
    examinations: list[ExaminationRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    line: int
    continues: bool  # begins with two spaces: a further paragraph of the speech before it


def is_speech_text(content: str) -> bool:
    return bool(_HEADER.match(content))


def read_speech_text(file: str, content: str) -> SpeechText:
    """Reads the header, then each block into a speech, a further paragraph or an event."""
    found = SpeechText()
    blocks = [block for block in _blocks(content) if not _take_header(file, found, block)]
    reading = _Reading(file, found)
    for block in blocks:
        reading.take(block)
    said = any(speech.kind != SpeechKind.EVENT for speech in found.speeches)
    if is_notice(found.title) or (reading.was_closed and not said):
        found.is_closed = True
    return found


def _blocks(content: str) -> Iterator[_Block]:
    """Blocks between blank lines, with the line of the file each begins at."""
    line, start = 1, 0
    for gap in [*_BLANK.finditer(content), None]:
        end = gap.start() if gap else len(content)
        raw = content[start:end]
        text = raw.strip()
        if text:
            lead = raw[: len(raw) - len(raw.lstrip())]
            own = lead.rsplit("\n", 1)[-1]
            yield _Block(text, line + lead.count("\n"), own.startswith(("  ", "\t")))
        # the gap's last line break may open the next gap, so only what was passed is counted
        line += raw.count("\n") + (gap.group().count("\n") if gap else 0)
        start = gap.end() if gap else end


def _take_header(file: str, found: SpeechText, block: _Block) -> bool:
    """Reads ``Hearing:``, ``Date:`` and ``Session:``, which stand once, before anything is said."""
    if found.speeches or block.continues:
        return False
    rows = block.text.split("\n")
    fields = [one for row in rows if (one := _FIELD.match(row.strip()))]
    if len(fields) < len(rows):
        return False
    for one in fields:
        name, value = one["name"].lower(), one["value"].strip()
        if name == "hearing":
            found.title = value
        elif name == "session":
            found.session = value
        else:
            found.day = _day(file, found, value, block.line)
    return True


def _day(file: str, found: SpeechText, value: str, line: int) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        problem = Problem(file, line, "date-unreadable", f"Date: “{value}”", "a date such as 2024-10-01", "left out")
        found.problems.append(problem)
        return None


@dataclass(slots=True)
class _Reading:
    """One walk over the blocks."""

    file: str
    found: SpeechText
    was_closed: bool = False
    _closed: bool = False
    _witnesses: tuple[str, ...] = ()
    _asking: str = ""

    def take(self, block: _Block) -> None:
        """Reads one block; what was said in closed session is passed over."""
        if _is_event(block) and opens(block.text):
            self._closed = False
        if self._closed:
            return
        heading = block.text if len(block.text) < _LONGEST else ""
        witness, part = _WITNESS.match(heading), _PART.match(heading)
        if part:
            self._part(part["name"])
        elif witness:
            self._witness(witness["name"])
        elif block.continues:
            self._continue(block)
        elif not _is_event(block) and (speaker := _speaker(block.text)):
            self._speech(*speaker)
        else:
            self._event(block)

    def _add(self, kind: SpeechKind, as_printed: str, name: str, text: str) -> None:
        during = len(self.found.examinations) - 1 if self._witnesses else -1
        position = len(self.found.speeches) + 1
        self.found.speeches.append(SpeechRecord(position, kind, as_printed, name, text, examination=during))

    def _witness(self, name: str) -> None:
        """A heading that opens somebody's evidence. Headings of statements and topics are events."""
        people = split_names(name)
        if not all(_is_name(one) for one in people):
            self._add(SpeechKind.EVENT, "", "", name)
            self._witnesses = ()
            return
        for one in people:
            self.found.witnesses.append(WitnessRecord(in_words(one), one, ""))
        self._witnesses, self._asking = tuple(people), ""
        self.found.examinations.append(ExaminationRecord(tuple(in_words(one) for one in people), tuple(people), "", ""))
        self._add(SpeechKind.EVENT, "", "", name)

    def _part(self, heading: str) -> None:
        """A heading inside the evidence; "Questioned by …" names who asks from there."""
        if found := examination(heading):
            by = found[0]
            self._asking = "" if is_role(by) else by
            names = tuple(in_words(one) for one in self._witnesses)
            record = ExaminationRecord(names, self._witnesses, in_words(by), by)
            if self.found.examinations and self._witnesses and not self.found.examinations[-1].questioner:
                self.found.examinations[-1] = record
            else:
                self.found.examinations.append(record)
        self._add(SpeechKind.EVENT, "", "", heading)

    def _continue(self, block: _Block) -> None:
        """A further paragraph of the speech before it, or of an event where no speech is open."""
        if not self.found.speeches:
            self._orphan(block)
            return
        last = self.found.speeches.pop()
        text = f"{last.text}\n\n{_joined(block.text)}"
        self._readd(last, text)

    def _readd(self, last: SpeechRecord, text: str) -> None:
        self.found.speeches.append(
            SpeechRecord(
                last.position, last.kind, last.speaker_as_printed, last.speaker, text, examination=last.examination
            )
        )

    def _orphan(self, block: _Block) -> None:
        text = f"“{block.text[:60]}” begins with two spaces"
        expected = "a speech before it that it goes on from"
        self.found.problems.append(
            Problem(self.file, block.line, "label-missing", text, expected, "kept with the speaker unknown")
        )
        self._add(SpeechKind.SPEECH, "", "", _joined(block.text))

    def _speech(self, label: str, words: str) -> None:
        kind, name = SpeechKind.SPEECH, in_words(label)
        if self._witnesses and is_the_witness(label):
            kind, name = SpeechKind.ANSWER, in_words(self._witnesses[0]) if len(self._witnesses) == 1 else ""
        elif any(_same(label, one) for one in self._witnesses):
            kind = SpeechKind.ANSWER
        elif self._witnesses and self._asking and _same(label, self._asking):
            kind = SpeechKind.QUESTION
        self._add(kind, label, name, _joined(words))

    def _event(self, block: _Block) -> None:
        text = _joined(block.text)
        oath = called(text.rstrip("."))
        if oath is not None and self.found.witnesses and not self.found.witnesses[-1].how:
            last = self.found.witnesses.pop()
            self.found.witnesses.append(WitnessRecord(last.name, text, oath.how))
        self._add(SpeechKind.EVENT, "", "", text)
        if closes(text) or is_notice(text):
            self._closed = self.was_closed = True
            action = "what follows, up to the notice of an open session if there is one, is not kept"
            self.found.problems.append(
                Problem(self.file, block.line, "closed-session", f"“{text[:80]}”", "", action, Severity.NOTE)
            )


def _is_event(block: _Block) -> bool:
    text = block.text
    return not block.continues and ((text.startswith("(") and text.rstrip(".").endswith(")")) or is_notice(text))


def _speaker(text: str) -> tuple[str, str] | None:
    """The label before the first colon, where it can be a name, and the words after it."""
    found = _SPEAKER.match(text)
    if found is None:
        return None
    name = " ".join(found["name"].split())
    words = words_of(name)
    if not words or len(words) > _MOST_WORDS or any(c in name for c in '?!;“”"(') or name.endswith("."):
        return None
    small = [word for word in words if word[0].islower() and word.lower() not in _SMALL]
    return None if small else (name, (found["words"] or "").strip())


_SMALL = frozenset(
    ["of", "the", "and", "to", "for", "on", "in", "de", "du", "da", "la", "le", "van", "von", "der", "den", "al", "bin"]
)


def _is_name(text: str) -> bool:
    """Whether a heading is a person: two to eight words that begin with capitals, or a cipher's."""
    words = words_of(text)
    if not words or len(words) > _MOST_WORDS:
        return False
    proper = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    return proper and words[0].lower() not in {
        "opening",
        "closing",
        "housekeeping",
        "submissions",
        "statement",
        "decision",
    }


def _same(label: str, name: str) -> bool:
    if label.casefold() == name.casefold():
        return True
    mine, other = words_of(label.casefold()), words_of(name.casefold())
    return surname(label) == surname(name) and (mine[0] == other[0] or len(other) == 1)


def _joined(text: str) -> str:
    return " ".join(text.split())
