"""Redactions and an import: what is withheld follows its words, and no summary repeats them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evidence.importing.records import Problem
from evidence.importing.writing.reattaching import Stretch, found_exactly, found_nearly
from evidence.importing.writing.summary import Summary
from evidence.models import Footnote, Inquiry, Redaction, TranscriptPage
from evidence.models.lines import Lines
from evidence.withholding import withheld_words
from evidence.withholding.reports import without_words
from evidence.withholding.words import HiddenWords

GONE = "Its words are no longer in the report: nothing is hidden now."
MOVED_NEARLY = "Its words have changed: it was put on the nearest ones."
_SAID = ("file", "found", "expected", "action")
ALL_OF_IT = "Its words are no longer there: it covers the whole of what they stood in."


def follow_withheld(inquiry: Inquiry, summary: Summary) -> None:
    """Puts redactions of notes and of lines where their words stand now; those of paragraphs have followed already."""
    for redaction in Redaction.objects.active().filter(inquiry=inquiry).exclude(words=[]):
        if redaction.kind == Redaction.Kind.FOOTNOTE:
            _follow_note(redaction, summary)
        elif redaction.kind == Redaction.Kind.LINES and redaction.lines is not None:
            _follow_lines(redaction, redaction.lines, summary)


def _follow_note(redaction: Redaction, summary: Summary) -> None:
    note, words = redaction.footnote, str(redaction.words[0])
    stretch = Stretch(redaction.start or 0, words)
    if note is not None and note.text[stretch.start : stretch.start + len(words)] == words:
        return
    place = found_exactly(note.text, stretch) if note is not None else None
    if note is None or place is None:
        for other in Footnote.objects.filter(report__inquiry=redaction.inquiry, text__contains=words):
            at = found_exactly(other.text, stretch)
            if at is not None:
                _put(redaction, summary, "moved with its words", footnote=other, start=at[0], end=at[1])
                return
    if note is None:
        _put(redaction, summary, GONE, needs_a_look=GONE)
    elif place is not None:
        _put(redaction, summary, "moved with its words", start=place[0], end=place[1])
    elif not redaction.is_whole:
        near = found_nearly(note.text, stretch)
        start, end = near or (0, max(1, len(note.text)))
        what = MOVED_NEARLY if near else ALL_OF_IT
        _put(redaction, summary, what, needs_a_look=what, start=start, end=end)


def _put(redaction: Redaction, summary: Summary, what: str, **values: object) -> None:
    for name, value in values.items():
        setattr(redaction, name, value)
    redaction.save(update_fields=list(values))
    summary.staff_work.append(f"{str(redaction).lower()}: {what}")


def _follow_lines(redaction: Redaction, lines: Lines, summary: Summary) -> None:
    if redaction.hearing is None:
        _put(redaction, summary, GONE, needs_a_look=GONE)
        return
    printed = list(_printed(redaction.hearing.pages.order_by("number")))
    here = [text for at, text in printed if lines.start <= at <= lines.end]
    words = [str(line) for line in redaction.words]
    if here == words:
        return
    texts = [text for _, text in printed]
    found = [at for at in range(len(texts) - len(words) + 1) if texts[at : at + len(words)] == words]
    if found:
        first, last = printed[found[0]][0], printed[found[0] + len(words) - 1][0]
        what, needs = "moved with its lines", ""
    else:
        first, last, what = _nearest(printed, words, lines)
        needs = what
    place = {"page_from": first[0], "line_from": first[1], "page_to": last[0], "line_to": last[1]}
    _put(redaction, summary, what, **place, needs_a_look=needs)


At = tuple[int, int]


def _printed(pages: Iterable[TranscriptPage]) -> Iterable[tuple[At, str]]:
    """Each line with its page and number; one without a number stands at the one before it."""
    for page in pages:
        here = 0
        for number, text in page.lines:
            here = here if number is None else number
            yield (page.number, here), text.strip()


def _nearest(printed: list[tuple[At, str]], words: list[str], lines: Lines) -> tuple[At, At, str]:
    """The lines most like those withheld; else every line of the pages on which they stood."""
    starts, length = [], 0
    for _, text in printed:
        starts.append(length)
        length += len(text) + 1
    near = found_nearly(" ".join(text for _, text in printed), Stretch(0, " ".join(words)))
    if near:
        inside = [at for (at, text), start in zip(printed, starts, strict=True) if _touches(start, text, near)]
        if inside:
            return inside[0], inside[-1], MOVED_NEARLY
    numbers = [at for at, _ in printed if lines.page_from <= at[0] <= lines.page_to]
    return (lines.page_from, 0), (numbers[-1] if numbers else (lines.page_to, 10**6)), ALL_OF_IT


def _touches(start: int, text: str, near: tuple[int, int]) -> bool:
    return start < near[1] and near[0] < start + len(text)


def without_withheld(inquiry: Inquiry, summary: Summary) -> None:
    """Takes the withheld words out of what the import says."""
    words = withheld_words(inquiry)
    if words:
        summary.problems = cleaned(summary.problems, words)
        summary.staff_work = without_words(summary.staff_work, words)


def cleaned(problems: Iterable[Problem], words: HiddenWords) -> list[Problem]:
    """The problems without withheld words."""
    return [replace(one, **without_words({name: getattr(one, name) for name in _SAID}, words)) for one in problems]
