"""From the lines of a transcript to its speeches: who speaks, in which part, from which line to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.importing.records import Problem
from evidence.importing.transcripts.body_lines import BodyLine, join
from evidence.importing.transcripts.line_types import (
    called,
    ends_sentence,
    examination,
    is_direction,
    is_sure_label,
    opens_direction,
    printed_date,
    speaker_label,
    sworn_and_examined,
    turn_label,
    without_angle,
)
from evidence.importing.transcripts.records import (
    ExaminationRecord,
    SpeechKind,
    SpeechRecord,
    WitnessRecord,
)
from evidence.importing.transcripts.speakers import Voice
from evidence.importing.transcripts.turn_headings import take_heading
from evidence.importing.transcripts.turn_reading import MORE_LINES, Reading

_TOP = 8  # lines among which the day's date may stand


@dataclass(slots=True)
class Turns:
    """What was read from the lines."""

    speeches: list[SpeechRecord]
    witnesses: list[WitnessRecord]
    examinations: list[ExaminationRecord]
    problems: list[Problem]


def read_turns(file: str, lines: Sequence[BodyLine]) -> Turns:
    """Reads every line into exactly one turn or event; nothing is dropped but the date at the top."""
    reading = Reading(file, lines, _repeated_labels(lines))
    place = 0
    evidence = reading.evidence
    if _begins_midway(lines):
        evidence.begin_midway(lines[0])
    while place < len(lines):
        place += _take(reading, place)
        evidence.before = lines[place - 1]
    reading.close()
    evidence.end()
    examinations = [segment.record() for segment in evidence.segments]
    return Turns(reading.speeches, evidence.witnesses, examinations, [*reading.problems, *evidence.notes(file)])


def _begins_midway(lines: Sequence[BodyLine]) -> bool:
    """Whether questions and answers are all there is of an examination: no oath, no heading that says who asks."""
    turns = {found[0] for line in lines if not line.in_text and (found := turn_label(line.text))}
    return turns == {"Q.", "A."} and not any(
        called(text) or examination(text) or sworn_and_examined(text)
        for text in (without_angle(line.text) for line in lines)
    )


def _repeated_labels(lines: Sequence[BodyLine]) -> frozenset[str]:
    """Labels printed twice or more: what tells a speaker without a title from words before a colon."""
    once: set[str] = set()
    twice: set[str] = set()
    for line in lines:
        if found := speaker_label(line.text):
            (twice if found[0] in once else once).add(found[0])
    return frozenset(twice)


def _take(reading: Reading, place: int) -> int:
    """Reads what begins at a line; says how many lines it took."""
    line = reading.lines[place]
    if place < _TOP and reading.turn is None and printed_date(line.text):
        return 1
    if taken := _take_direction(reading, place) or take_heading(reading, place):
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


def _take_direction(reading: Reading, place: int) -> int:
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


def _take_turn(reading: Reading, line: BodyLine) -> bool:
    """``Q.`` or ``A.``, unless it is an item of a list: in the text's own column, or where nobody is examined."""
    found = turn_label(line.text)
    if found is None or line.in_text:
        return False
    label, words = found
    evidence = reading.evidence
    asking = speaker_label(words) if label == "Q." else None
    if asking is not None and is_sure_label(asking[0]):  # "Q.  MR DILLON:  You were there?"
        reading.begin(evidence.voice_of_questioner(asking[0]), line, asking[1])
        return True
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


def _after_question(reading: Reading) -> bool:
    voice = reading.turn.voice if reading.turn else reading.resumes
    return voice is not None and voice.kind == SpeechKind.QUESTION


def _take_speaker(reading: Reading, line: BodyLine) -> bool:
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
    turn = turn_label(words)
    if turn is not None and turn[0] == "Q." and is_sure_label(label):  # "MR STEWART:  Q.  You were there?"
        reading.begin(reading.evidence.voice_of_questioner(label), line, turn[1])
    else:
        reading.begin(reading.evidence.voice_of_label(label), line, words)
    return True
