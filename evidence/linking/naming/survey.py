"""One reading of the whole report: which capitalised phrases it has, how often, and in what company."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from evidence.linking.naming.capitalised import QUOTES, Vocabulary, is_called, opens_sentence, plain, runs
from evidence.linking.naming.titles import PLACEHOLDER, PLACEHOLDER_NOUNS, title_size
from evidence.linking.naming.word_lists import (
    AGENT_VERBS,
    BODY_WORDS,
    FUNCTION_WORDS,
    ORDINARY_WORDS,
    PLURAL_ROLES,
    ROLE_WORDS,
    SPEECH_VERBS,
)

_NEXT_WORD = 14
_LONGEST_GROUP = 6
_AUXILIARIES = frozenset({"has", "had", "does", "did", "was", "is", "will", "would"})
_GOING_ON = frozenset({"of", "for", "on"})
_CALLED_AFTER_SOMEBODY = frozenset(
    {"Academy", "Church", "College", "Hospice", "Hospital", "Hospitals", "Infirmary", "School", "University"}
)
# What a person does and no resolution: "PIRA 24 told us".
_COUNTED = re.compile(r"(?P<sign>[A-Z]{3,4} \d{1,4})(?P<speaks> (?:told|thought|remembered|denied|saw|heard)\b)?")
_SHORT_REPORT = 50  # paragraphs


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read: the caller's key of the text, and the characters."""

    text_key: Hashable
    start: int
    end: int


@dataclass(slots=True)
class Survey:
    """What the report's capitalised phrases are and do: phrases without possessive ending or opening function word."""

    texts: list[tuple[Hashable, str]] = field(default_factory=list)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    phrases: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)  # not at the beginning of a sentence
    after_the: Counter[str] = field(default_factory=Counter)
    acting: Counter[str] = field(default_factory=Counter)  # followed by what a person or a body does
    being: Counter[str] = field(default_factory=Counter)  # followed by "has", "does", "was"
    speaking: Counter[str] = field(default_factory=Counter)  # followed by a verb of speech
    owning: Counter[str] = field(default_factory=Counter)  # followed by "'s"
    after: dict[str, set[str]] = field(default_factory=dict)  # prepositions seen before the phrase
    quoted: Counter[str] = field(default_factory=Counter)  # a word in quotation marks, no name beside it: “Alec” said
    numbered: set[str] = field(default_factory=set)  # people known by a number: "Officer 4"
    counted: dict[str, dict[str, bool]] = field(default_factory=dict)  # "PIRA": "PIRA 24" and whether it speaks
    groups: set[str] = field(default_factory=set)
    apposed: list[tuple[int, int, int]] = field(default_factory=list)  # phrases before a comma: text number, start, end
    joined: list[tuple[int, int, int]] = field(default_factory=list)  # bodies after "and": text number, start, end
    heads: list[tuple[int, int, int]] = field(default_factory=list)  # phrases that may go on: text number, start, end

    @property
    def is_short(self) -> bool:
        """Whether there is so little to read that one sign must do where a longer report gives several."""
        return len(self.texts) < _SHORT_REPORT

    def has(self, name: str) -> bool:
        """Whether the report may have the name: each of its capitalised parts occurs. (Never wrong about a "no".)"""
        name = plain(name)
        if any(letter.isdigit() for letter in name):
            return any(name in text for _, text in self.texts)
        if not self.groups:
            self.groups.update(_word_groups(self.phrases))
        parts = [part for match in runs(name) for _, part, _ in phrases_of(match[0])]
        return all(part in self.groups for part in parts)


def _word_groups(phrases: Iterable[str]) -> set[str]:
    """Every group of neighbouring words of every phrase, up to the longest that a name in a table has."""
    groups = set()
    for phrase in phrases:
        words = phrase.split(" ")
        for at in range(len(words)):
            for size in range(1, _LONGEST_GROUP + 1):
                groups.add(" ".join(words[at : at + size]))
    return groups


def phrases_of(run: str) -> Iterator[tuple[int, str, bool]]:
    """The phrases of a run: offset, words, whether a possessive ending follows. A possessor that is an office or an
    ordinary noun belongs to the name: "Commissioner's Policy Forum", "National Police Chiefs' Council"."""
    at = 0
    while at < len(run):
        cut = _possessor_end(run, at)
        phrase = run[at:cut]
        skip = _function_words(phrase)
        if phrase[skip:]:
            yield at + skip, phrase[skip:], cut < len(run)
        at = cut + (3 if run.startswith("'s ", cut) else 2)


def _possessor_end(run: str, at: int) -> int:
    """Where the next possessor ends, or the run less its own possessive ending."""
    search = at
    while True:
        cuts = [cut for cut in (run.find("'s ", search), run.find("s' ", search) + 1 or -1) if cut >= 0]
        if not cuts:
            return len(run) - 2 if run.endswith("'s") and len(run) > at + 2 else len(run)
        cut = min(cuts)
        owner = run[at:cut].rpartition(" ")[2]
        if _is_patron(run[at:cut], run[cut + 1 :].removeprefix("s ").lstrip(" ")):
            search = cut + 2
            continue
        if not (
            owner.lower() in ROLE_WORDS or owner.lower() in PLURAL_ROLES or owner in ORDINARY_WORDS or owner == "Women"
        ):
            return cut
        search = cut + 2


def _is_patron(owner: str, following: str) -> bool:
    """Whether a possessor is whom a place is called after: "St Mary's Hospital", "King's College", "Guy's Hospital";
    "Mr Blair's College" is somebody's."""
    if not following or (" " in owner and title_size([owner.partition(" ")[0]])):
        return False
    return following.split(" ", 1)[0] in _CALLED_AFTER_SOMEBODY or owner.rpartition(" ")[0].endswith("St")


def _function_words(phrase: str) -> int:
    at = 0
    while True:
        word, space, _ = phrase[at:].partition(" ")
        majesty = word in ("Her", "His") and phrase.startswith("Majesty's", at + 4)
        if majesty or (word not in FUNCTION_WORDS and word not in ("A.", "Q.")):
            return at
        at += len(word) + len(space)
        if not space:
            return len(phrase)


def survey(texts: Iterable[tuple[Hashable, str]]) -> Survey:
    """Read every text once."""
    found = Survey(texts=[(key, plain(text)) for key, text in texts])
    found.vocabulary = Vocabulary.of(text for _, text in found.texts)
    cut_up: dict[str, tuple[tuple[int, str, bool], ...]] = {}
    for number, (_, text) in enumerate(found.texts):
        for match in runs(text):
            run = match[0]
            if run not in cut_up:
                cut_up[run] = tuple(phrases_of(run))
            for offset, phrase, owns in cut_up[run]:
                _note(found, number, text, match.start() + offset, phrase, owns)
    return found


def _note(found: Survey, number: int, text: str, start: int, phrase: str, owns: bool) -> None:
    """Count one phrase and the words on either side of it."""
    end = start + len(phrase)
    found.phrases[phrase] += 1
    if owns or text.startswith("'s", end):
        found.owning[phrase] += 1
    following = text[end : end + _NEXT_WORD]
    if following.startswith(" "):
        word = following.split(" ", 2)[1]
        if word[:1].isdigit():
            _note_number(found, text, start, end, phrase)
        if word in AGENT_VERBS:
            found.acting[phrase] += 1
            found.speaking[phrase] += word in SPEECH_VERBS
        elif word in _AUXILIARIES:
            found.being[phrase] += 1
        elif word in _GOING_ON:
            found.heads.append((number, start, end))
    elif following.startswith(", "):
        found.apposed.append((number, start, end))
    elif following[:1] in QUOTES and " " not in phrase and is_called(text, start, end):
        found.quoted[phrase] += 1
    _note_before(found, number, text, start, phrase)


def _note_number(found: Survey, text: str, start: int, end: int, phrase: str) -> None:
    """A phrase and a number that may stand for somebody: "Officer 4"; "PIRA 24" where one of its letters speaks."""
    if phrase.rpartition(" ")[2] in PLACEHOLDER_NOUNS:
        found.numbered.update(match[0] for match in PLACEHOLDER.finditer(text, start, end + _NEXT_WORD))
    elif phrase.isupper() and len(phrase) in (3, 4) and (sign := _COUNTED.match(text, start)):
        spoken = found.counted.setdefault(phrase, {})
        spoken[sign["sign"]] = spoken.get(sign["sign"], False) or sign["speaks"] is not None


def _note_before(found: Survey, number: int, text: str, start: int, phrase: str) -> None:
    before = text[max(0, start - _NEXT_WORD) : start]
    word = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
    if word in ("the", "The"):
        found.after_the[phrase] += 1
    elif word:
        if (seen := found.after.get(phrase)) is None:
            seen = found.after[phrase] = set()
        seen.add(word)
        if word == "and" and phrase.rpartition(" ")[2] in BODY_WORDS:
            found.joined.append((number, start, start + len(phrase)))
    if word != "The" and not opens_sentence(text, start):
        found.inside[phrase] += 1
