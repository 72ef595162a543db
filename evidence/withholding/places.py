"""What each redaction hides, as stretches of the printed columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from evidence.models import (
    Citation,
    Footnote,
    Hearing,
    Inquiry,
    Mention,
    Paragraph,
    Redaction,
    Source,
    Speech,
    TranscriptPage,
    Witness,
)
from evidence.models.lines import Lines
from evidence.withholding.columns import PRINTED, columns
from evidence.withholding.words import bare, names_pattern

TITLES = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Sir", "Dame", "Lord", "Lady", "Baroness", "Professor")
SHORTEST_SURNAME = 3
TELLING_WORDS, TELLING_SIGNS = 3, 5
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a value that are hidden, and by which redaction; in a page of lines, of one line."""

    start: int
    end: int
    redaction: Redaction
    line: int = -1  # its place in the page, counted from 0

    @property
    def mark(self) -> list[Any]:
        """What readers may know of it."""
        return [self.start, self.end, _day(self.redaction), self.redaction.public_reason, self.line]


Place = tuple[type[Model], int, str]


@dataclass(slots=True)
class Hidden:
    """All stretches of an inquiry, by model, key and column; whom and what is hidden itself; and the words."""

    stretches: dict[Place, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    words: list[str] = field(default_factory=list)
    witnesses: dict[int, Redaction] = field(default_factory=dict)
    sources: dict[int, Redaction] = field(default_factory=dict)

    def of(self, model: type[Model], column: str) -> dict[int, list[Stretch]]:
        """The stretches of one column, by key."""
        return {key: found for (kind, key, name), found in self.stretches.items() if (kind, name) == (model, column)}


def _day(redaction: Redaction) -> str:
    return timezone.localdate(redaction.since).isoformat()


def places(inquiry: Inquiry) -> Hidden:
    """What the active redactions of an inquiry hide, read from texts that carry no masks."""
    hidden = Hidden()
    names: list[tuple[re.Pattern[str], Redaction]] = []
    for redaction in Redaction.objects.active().filter(inquiry=inquiry).order_by("pk"):
        match redaction.kind:
            case Redaction.Kind.PARAGRAPH | Redaction.Kind.FOOTNOTE:
                _stretch(redaction, hidden)
            case Redaction.Kind.LINES:
                _lines(redaction, hidden)
            case Redaction.Kind.WITNESS:
                _witness(redaction, hidden, names)
            case Redaction.Kind.SOURCE:
                _source(redaction, hidden, names)
    if names:
        _everywhere(inquiry, names, hidden)
    return hidden


def _stretch(redaction: Redaction, hidden: Hidden) -> None:
    target = redaction.paragraph or redaction.footnote
    if target is None:
        return
    whole = redaction.is_whole or redaction.start is None or redaction.end is None
    start, end = (0, len(target.text)) if whole else (redaction.start or 0, redaction.end or 0)
    if words := target.text[start:end]:
        hidden.stretches[type(target), target.pk, "text"].append(Stretch(start, end, redaction))
        hidden.words.append(words)
        _remember(redaction, [words])


def _remember(redaction: Redaction, words: list[str]) -> None:
    """Kept with the redaction, so that an import can look for them."""
    if redaction.words != words:
        redaction.words = words
        redaction.save(update_fields=["words"])


def _lines(redaction: Redaction, hidden: Hidden) -> None:
    hearing, lines = redaction.hearing, redaction.lines
    if hearing is None:
        return
    if lines is None:  # a transcript without page and line: speeches by their order
        for speech in hearing.speeches.filter(position__gte=redaction.start, position__lt=redaction.end):
            _speech(speech, [(0, len(speech.text))], redaction, hidden, is_begun=True)
        return
    said: list[tuple[tuple[int, int], str]] = []
    for page, index, at, text in printed_lines(hearing, lines):
        hidden.stretches[TranscriptPage, page.pk, "lines"].append(Stretch(0, len(text), redaction, index))
        said.append((at, text.strip()))
    words = [text for _, text in said]
    hidden.words.append(" ".join(words))
    _remember(redaction, words)
    for speech in _speeches_on(hearing.speeches.all(), lines):
        inside = [text for at, text in said if _begins(speech) <= at <= _ends(speech)]
        is_begun = lines.start <= _begins(speech) <= lines.end
        _speech(speech, _found_lines(speech.text, inside), redaction, hidden, is_begun=is_begun)


def printed_lines(hearing: Hearing, lines: Lines) -> Iterator[tuple[TranscriptPage, int, tuple[int, int], str]]:
    """The lines from here to there: their page, place in it, page and number, and words.

    A line without a number stands at the one before it.
    """
    for page in hearing.pages.filter(number__gte=lines.page_from, number__lte=lines.page_to).order_by("number"):
        here = 0
        for index, (number, text) in enumerate(page.lines):
            here = here if number is None else number
            if lines.start <= (page.number, here) <= lines.end:
                yield page, index, (page.number, here), text


def _speeches_on(speeches: Iterable[Speech], lines: Lines) -> Iterator[Speech]:
    for speech in speeches:
        if speech.page_from is not None and _begins(speech) <= lines.end and lines.start <= _ends(speech):
            yield speech


def _begins(speech: Speech) -> tuple[int, int]:
    return (speech.page_from or 0, speech.line_from or 0)


def _ends(speech: Speech) -> tuple[int, int]:
    page = speech.page_to if speech.page_to is not None else speech.page_from
    return (page or 0, 10**9 if speech.line_to is None else speech.line_to)


def _found_lines(text: str, lines: list[str]) -> list[tuple[int, int]]:
    """Where printed lines stand in the speech that was read from them; all of it, where one cannot be found.

    The line on which a speaker is named carries the name before the words.
    """
    spans = []
    at = 0
    for line in filter(None, lines):
        words = line.split()
        start = -1
        for skipped in range(min(len(words), 6)):
            said = " ".join(words[skipped:])
            start = text.find(said, at)
            if start >= 0:
                at = start + len(said)
                spans.append((start, at))
                break
        if start < 0:
            return [(0, len(text))]
    return [(spans[0][0], spans[-1][1])] if spans else []


def _speech(
    speech: Speech, spans: list[tuple[int, int]], redaction: Redaction, hidden: Hidden, *, is_begun: bool
) -> None:
    for start, end in spans:
        if start < end:
            hidden.stretches[Speech, speech.pk, "text"].append(Stretch(start, end, redaction))
            hidden.words.append(speech.text[start:end])
    if is_begun and speech.speaker_as_printed:  # the name stands on the first of the lines
        size = len(speech.speaker_as_printed)
        hidden.stretches[Speech, speech.pk, "speaker_as_printed"].append(Stretch(0, size, redaction))
        hidden.words.append(speech.speaker_as_printed)


def _witness(redaction: Redaction, hidden: Hidden, names: list[tuple[re.Pattern[str], Redaction]]) -> None:
    witness = redaction.witness or Witness.objects.filter(inquiry=redaction.inquiry, name__in=redaction.words).first()
    if witness is not None:
        if redaction.witness_id is None:
            redaction.witness = witness
            redaction.save(update_fields=["witness"])
        people = [witness, *Witness.objects.filter(merged_into=witness)]
        forms = [form for person in people for form in _forms(person)]
        # a name that was withheld once stays withheld, also where a list no longer has it
        _remember(redaction, list(dict.fromkeys([*redaction.words, *forms])))
        for person in people:
            hidden.witnesses[person.pk] = redaction
        for mention in Mention.objects.filter(witness__in=people).select_related("paragraph"):
            hidden.stretches[Paragraph, mention.paragraph_id, "text"].append(
                Stretch(mention.start, mention.end, redaction)
            )
            hidden.words.append(mention.paragraph.text[mention.start : mention.end])
    pattern = names_pattern(redaction.words)
    if pattern is not None:
        names.append((pattern, redaction))
    hidden.words.extend(redaction.words)


def _forms(person: Witness) -> list[str]:
    """The names that a person goes by: whole, by each alias, and by the surname behind a title."""
    if person.is_cipher:
        return [person.name]
    given = [person.name, *(alias.name for alias in person.aliases.all())]
    titles = [*TITLES, *filter(None, [person.honorific])]
    forms = list(given)
    for name in given:
        surname = name.split()[-1]
        if len(surname) >= SHORTEST_SURNAME:
            forms += [f"{title} {surname}" for title in titles]
            if not _is_shared(surname, person):
                forms.append(surname)
    return forms


def _is_shared(surname: str, person: Witness) -> bool:
    """Whether others go by it, or it is an ordinary word of the reports: then it names nobody by itself."""
    own = [person.pk, *Witness.objects.filter(merged_into=person).values_list("pk", flat=True)]
    others = Witness.objects.filter(inquiry=person.inquiry).exclude(pk__in=own).exclude(merged_into=person)
    ending = rf"(^|\s){re.escape(surname)}$"
    if others.filter(name__iregex=ending).exists():
        return True
    lower = rf"(^|[^\w]){re.escape(surname.lower())}([^\w]|$)"
    return Paragraph.objects.filter(report__inquiry=person.inquiry, text__regex=lower).exists()


def _source(redaction: Redaction, hidden: Hidden, names: list[tuple[re.Pattern[str], Redaction]]) -> None:
    source = redaction.source or Source.objects.filter(inquiry=redaction.inquiry, reference__in=redaction.words).first()
    if source is not None:
        if redaction.source_id is None:
            redaction.source = source
            redaction.save(update_fields=["source"])
        spelt = [source, *Source.objects.filter(merged_into=source)]
        own = [words for one in spelt for words in (one.reference, one.title) if words]
        _remember(redaction, list(dict.fromkeys([*redaction.words, *own])))
        hidden.sources.update(dict.fromkeys((one.pk for one in spelt), redaction))
        for citation in Citation.objects.filter(source__in=spelt).select_related("footnote"):
            hidden.stretches[Footnote, citation.footnote_id, "text"].append(
                Stretch(citation.start, citation.end, redaction)
            )
            hidden.words.append(citation.footnote.text[citation.start : citation.end])
    # "Letter" is the reference of one source and a word of every page: what tells nothing alone is not looked for
    pattern = names_pattern(words for words in redaction.words if _is_telling(words))
    if pattern is not None:
        names.append((pattern, redaction))
    hidden.words.extend(redaction.words)


def _is_telling(reference: str) -> bool:
    is_number = len(reference) >= TELLING_SIGNS and bool(_DIGIT.search(reference))
    return is_number or len(reference.split()) >= TELLING_WORDS


def _everywhere(inquiry: Inquiry, names: list[tuple[re.Pattern[str], Redaction]], hidden: Hidden) -> None:
    """The names of withheld people and sources, wherever they are printed."""
    for column in columns(PRINTED):
        for key, value in column.rows(inquiry).values_list("pk", column.name).iterator():
            texts = [text for _, text in value] if isinstance(value, list) else [value]
            for line, text in enumerate(texts):
                at = line if isinstance(value, list) else -1
                found = [
                    Stretch(one.start(), one.end(), redaction, at)
                    for pattern, redaction in names
                    for one in pattern.finditer(bare(text))
                ]
                if found:
                    hidden.stretches[column.model, key, column.name] += found
