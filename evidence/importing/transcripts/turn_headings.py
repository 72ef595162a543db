"""Headings of a transcript: an oath, who questions from here on, a topic; each changes who may speak."""

from __future__ import annotations

from dataclasses import replace

from evidence.importing.transcripts.body_lines import BodyLine, join
from evidence.importing.transcripts.line_types import (
    Called,
    called,
    ends_sentence,
    examination,
    heading_by,
    is_topic,
    names_only,
    speaker_label,
    sworn_and_examined,
    turn_label,
    wants_more,
    without_angle,
)
from evidence.importing.transcripts.names import in_words, is_capital_name
from evidence.importing.transcripts.records import SpeechKind
from evidence.importing.transcripts.speakers import Voice
from evidence.importing.transcripts.turn_reading import MORE_LINES, Reading

_CENTRED = 8  # columns right of its page's margin at which a line in capitals is a heading


def take_heading(reading: Reading, place: int) -> int:
    """An examination heading, an oath, a section heading: each changes who may speak."""
    line = reading.lines[place]
    following = reading.lines[place + 1] if place + 1 < len(reading.lines) else None
    text = without_angle(line.text)
    ended = text[:1].isupper() and ends_sentence(reading.last_words())
    if (found := examination(text)) and (ended or is_capital_name(found[0])):
        return _take_examination(reading, place, found)
    if taken := _take_sworn(reading, place):
        return taken
    lines = [line]
    oath = called(text)
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


def _take_sworn(reading: Reading, place: int) -> int:
    """An oath and its questioner in one sentence, on one line or several."""
    if not reading.lines[place].text.isupper() or not ends_sentence(reading.last_words()):
        return 0
    for count in range(1, MORE_LINES):
        lines = list(reading.lines[place : place + count])
        if found := sworn_and_examined(join([one.text for one in lines])):
            oath, by = found
            if oath is not None:
                _take_oath(reading, lines, oath)
            else:
                reading.event(lines)
            reading.evidence.question(by, False, lines[0])
            reading.resumes = None
            _mark_last(reading)
            return len(lines)
    return 0


def _take_examination(reading: Reading, place: int, found: tuple[str, bool]) -> int:
    """Who questions from here on; a heading that stops in mid-phrase goes on in the next line."""
    taken = [reading.lines[place]]
    by, continued = found
    for more in reading.lines[place + 1 : place + MORE_LINES]:
        if not wants_more(by) or turn_label(more.text) or speaker_label(more.text) or more.stands_out:
            break
        longer = examination(without_angle(join([one.text for one in [*taken, more]])))
        if longer is None:
            break
        taken.append(more)
        by, continued = longer
    reading.event(taken)
    reading.evidence.question(by, continued, taken[0])
    reading.resumes = None
    _mark_last(reading)
    return len(taken)


def _take_oath(reading: Reading, lines: list[BodyLine], oath: Called) -> None:
    """A witness is called. Two oaths with nothing between them are a panel."""
    reading.close()
    reading.evidence.call(oath, lines[0], directly=bool(reading.speeches) and _after_oath(reading))
    reading.event(lines)
    reading.evidence.oath_position = len(reading.speeches)
    reading.resumes = None
    if oath.read_by:
        reading.resumes = Voice(SpeechKind.SPEECH, oath.read_by, in_words(oath.read_by))


def _after_oath(reading: Reading) -> bool:
    return reading.evidence.oath_position == len(reading.speeches)


def _mark_last(reading: Reading) -> None:
    """A heading belongs to the part that it begins."""
    last = reading.speeches[-1]
    reading.speeches[-1] = replace(last, examination=reading.evidence.current())


def _is_plain_heading(reading: Reading, line: BodyLine) -> bool:
    """A topic by name, or a centred line in capitals where the speech before it may have ended."""
    before = reading.last_words()
    if not ends_sentence(before):
        return False
    if is_topic(line.text):
        return not line.in_text or line.indent >= _CENTRED or reading.turn is None
    capitals = line.text.isupper() and len(line.text) > 5 and is_capital_name(line.text)
    return capitals and not line.stands_out and line.indent >= _CENTRED + 2
