"""Where a sentence hands over to somebody's words: its reporting verbs and the phrases that do their work.

"Mr Blair told the House that", "according to Mr Straw", "was described by Dr Rice as", "in Mr Wallace’s view".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from evidence.linking.quoting.quoted_prose import BLOCK_BREAK, BULLETS
from evidence.linking.quoting.speaker_nouns import INHERITED, NOBODY, By, Subject
from evidence.linking.quoting.speaker_subjects import Subjects
from evidence.linking.quoting.speaker_words import (
    ADVERBS,
    ALSO_NOUNS,
    DETERMINERS,
    MODALS,
    OTHER_SENSES,
    OTHER_SENSES_OF_DUTY,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    STRONG,
    THIRD_PERSONS,
    UTTERANCES,
    WEAK,
    words_of,
)

_AGENT_WITHIN = 10
_IMPERSONAL_WITHIN = 12
_JUDGED = words_of("say suggest claim assert describe call characterise maintain argue")
_BEING = words_of("is was would will cannot may might seems seemed")
_TO_SOMEBODY = words_of("wrote replied responded spoke reported writing replying pointed write")
_TOLD = words_of("told advised informed asked assured warned reminded instructed urged said reported")
_NEVER_INVERTED = words_of("told informed assured reminded")  # somebody follows them, and is not who speaks
_LOWEST = words_of("provided provides requires required held hold called term called identified comprise express")
_PARTICIPLES = words_of("made given put sent written issued published raised expressed provided taken drawn set")
_IN_WORDS = words_of("record writing words paper")
_BASE_NOUNS = frozenset(noun for noun in ALSO_NOUNS if not noun.endswith(("s", "ed", "ing"))) - {"thought", "read"}
_SUBJECTS_ONLY = (By.PHRASE, By.PRONOUN, By.WORDS, By.SELF)
_VERBS = STRONG | WEAK
_OPENERS = _VERBS | UTTERANCES | words_of("According according quote paraphrase from")


class Strength(IntEnum):
    """How plainly a handover names its speaker."""

    SUBJECT = 0
    NOUN = 1
    WEAK = 2
    STRONG = 3


class Handover(NamedTuple):
    """One place of a sentence where somebody's words may begin: at a token, whose, and by which word."""

    token: int
    strength: Strength
    subject: Subject
    word: str
    addressed: bool = False  # the grammatical subject was told something and did not say it


class Reporting:
    """Reads the handovers of one paragraph, sentence by sentence."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects = subjects
        self.prose = subjects.prose
        self.words = subjects.words
        self.openers = [token for token, word in enumerate(self.words) if word in _OPENERS]

    def handovers(self, begin: int, stop: int) -> list[Handover]:
        """The handovers of a sentence in reading order, subjects that are only implied filled in."""
        found: list[Handover] = []
        for raw in self._raw(begin, stop):
            if raw.subject.by is not By.INHERITED:
                found.append(raw)
                continue
            known = next(
                (
                    h
                    for h in reversed(found)
                    if h.strength >= Strength.WEAK and not h.addressed and h.subject.by is not By.SELF
                ),
                None,
            )
            subject = known.subject if known is not None else self.first_subject(begin, raw.token)
            if subject is not None:
                found.append(Handover(raw.token, raw.strength, subject, raw.word))
        return found

    def right_before(self, token: int, begin: int) -> Subject | None:
        """The person whose name ends just before a token, whom no preposition governs: "Mr Straw “repeated that …”"."""
        place = token - 1
        while place > begin and self.words[place] in {":", BLOCK_BREAK, "had", "has", "also", "then", "later"}:
            place -= 1
        phrase = self.subjects.ending.get(place)
        if phrase is None or phrase.possessive or phrase.kind != "person" or self.subjects.governed(phrase, begin):
            return None
        return self.subjects.of_phrase(phrase, sure=False)

    def is_impersonal(self, begin: int, stop: int) -> bool:
        """Whether the report says of a saying what it thinks of it: "It would be wrong to say that …"."""
        low = [word.lower() for word in self.words[begin : min(stop, begin + _IMPERSONAL_WITHIN)]]
        if low[:1] != ["it"] or len(low) < 2 or low[1] not in _BEING:
            return False
        return "for" not in low and any(first == "to" and second in _JUDGED for first, second in pairwise(low))

    def first_subject(self, begin: int, stop: int) -> Subject | None:
        """What the sentence is about: its first name or pronoun that no preposition governs."""
        token = begin
        while token < stop:
            phrase = self.subjects.beginning.get(token)
            low = self.words[token].lower()
            if phrase is not None:
                before = self.words[phrase.first - 1].lower() if phrase.first > begin else ""
                if before in DETERMINERS and phrase.first - 1 > begin:
                    before = self.words[phrase.first - 2].lower()
                if not phrase.possessive and before not in PREPOSITIONS and phrase.kind != "document":
                    return self.subjects.of_phrase(phrase, sure=False)
                token = phrase.stop
                continue
            if low in THIRD_PERSONS and low != "it":
                return Subject(By.PRONOUN, self.prose.starts[token], self.prose.ends[token], None, False)
            if low == "i":
                return None
            token += 1
        return None

    def _raw(self, begin: int, stop: int) -> Iterator[Handover]:
        first = begin + 1 if self.words[begin] in BULLETS else begin
        for place in range(bisect_left(self.openers, first), bisect_left(self.openers, stop)):
            token = self.openers[place]
            word = self.words[token]
            if word in _VERBS:
                found = self._verb(token, first, stop)
                if found is not None:
                    yield found
                    continue
            if word in UTTERANCES:
                found = self._noun(token, first)
            elif word in {"According", "according"} and token + 2 < stop and self.words[token + 1] == "to":
                found = self._named(token, token + 2, Strength.STRONG)
            elif word == "from" and token > first and self.words[token - 1] in {"heard", "evidence"}:
                found = self._named(token, token + 1, Strength.WEAK)
            elif word in {"quote", "paraphrase"} and token > first and self.words[token - 1].lower() == "to":
                found = self._named(token, token + 1, Strength.STRONG)
            else:
                continue
            if found is not None:
                yield found

    def _named(self, token: int, place: int, strength: Strength) -> Handover | None:
        subject = self.subjects.after(place)
        return Handover(token, strength, subject, self.words[token]) if subject is not None else None

    def _verb(self, token: int, begin: int, stop: int) -> Handover | None:
        word = self.words[token]
        if self._is_done(token, stop):
            return None
        strength = self._strength(token, stop)
        if token + 1 < stop and self.words[token + 1] == "by":
            if token > begin and self.words[token - 1] in {"that", "those"}:
                return None  # "epitomised that expressed by most editors": a comparison
            passive = self.subjects.before(token, begin)[1]
            agent = self._agent(token, stop, strength if passive else Strength.WEAK)
            if agent is not None:
                return agent
        if token == begin:
            return None
        inverted = self._inverted(token, begin) if word not in _NEVER_INVERTED else None
        if inverted is not None:
            return Handover(token, strength, inverted, word)
        if self.words[token - 1] in UTTERANCES and word in _PARTICIPLES:  # "the request made of me by Mr Stein"
            return self._agent(token, stop, strength)
        if self.words[token - 1] == "," and word.endswith("ing"):
            return Handover(token, strength, INHERITED, word)
        return self._active(token, begin, stop, strength)

    def _is_done(self, token: int, stop: int) -> bool:
        """Whether the verb tells what is done and not what is said: "should put up a notice"."""
        following = self.words[token + 1] if token + 1 < stop else ""
        if following in OTHER_SENSES.get(self.words[token], ()):
            return True
        if self.words[token - 1] not in MODALS or following not in OTHER_SENSES_OF_DUTY.get(self.words[token], ()):
            return False
        return token + 2 >= stop or self.words[token + 2] not in _IN_WORDS

    def _active(self, token: int, begin: int, stop: int, strength: Strength) -> Handover | None:
        """A verb with its subject to the left; a form that is also a noun needs one that can only be a subject."""
        word, before = self.words[token], self.words[token - 1].lower()
        left = self.subjects.ending.get(token - 1)
        if before in DETERMINERS or (left is not None and left.possessive):
            return None
        subject, passive = self.subjects.before(token, begin)
        if word in ALSO_NOUNS and subject.by not in _SUBJECTS_ONLY:
            return None if before != "to" and word != "thought" else Handover(token, strength, INHERITED, word)
        if left is not None and word in _BASE_NOUNS:
            return None  # "the Medical Daily report": a noun
        if passive and not word.endswith("ing"):
            return self._passive(token, stop, strength, subject)
        if subject.by is By.NOBODY and strength < Strength.STRONG and not subject.document:
            return None
        return Handover(token, strength, subject, word)

    def _strength(self, token: int, stop: int) -> Strength:
        word = self.words[token]
        if word not in STRONG or word in _LOWEST:
            return Strength.WEAK
        following = self.words[token + 1] if token + 1 < stop else ""
        return Strength.WEAK if following == "to" and word not in _TO_SOMEBODY else Strength.STRONG

    def _inverted(self, token: int, begin: int) -> Subject | None:
        """ "“…”, said Mr Blair": the verb stands before its subject, and a quotation before the verb."""
        left = token - 1
        if left > begin and self.words[left] == ",":
            left -= 1
        said_of = self.words[token + 1 : token + 2] == ["that"]  # “Alec” said that Mr Blair …: no inversion
        if left >= begin and self.prose.is_quotation(left) and not said_of:
            return self.subjects.after(token + 1)
        return None

    def _passive(self, token: int, stop: int, strength: Strength, subject: Subject) -> Handover | None:
        """ "Mr X was told by Mr Y": Y speaks. Without an agent nobody is known to, and X certainly is not."""
        agent = self._agent(token, stop, strength)
        if agent is not None:
            return agent
        following = self.words[token + 1] if token + 1 < stop else ""
        if following in {"as", "to"}:  # "was quoted as saying", "was said to have"
            return Handover(token, Strength.WEAK, subject._replace(sure=False), self.words[token])
        if self.words[token] in _TOLD:
            return Handover(token, Strength.STRONG, NOBODY, self.words[token], addressed=True)
        return None

    def _agent(self, token: int, stop: int, strength: Strength) -> Handover | None:
        for place in range(token + 1, min(stop - 1, token + _AGENT_WITHIN)):
            word = self.words[place]
            if word == "by":
                return self._named(token, place + 1, strength)
            if word in {",", ";", ":", "that"} or self.prose.is_quotation(place):
                return None
        return None

    def _noun(self, token: int, begin: int) -> Handover | None:
        """ "Mr Wallace’s view", "his evidence", "the analysis of Robert Jay"; "in Mr Wallace’s words" is plain."""
        word = self.words[token]
        left = token - 1
        while left >= begin and token - left < 4 and self.words[left].islower():
            if self.words[left] in DETERMINERS or self.words[left] in PREPOSITIONS or self.words[left] in ADVERBS:
                break
            left -= 1
        owner = self.subjects.ending.get(left)
        if owner is not None and owner.possessive and owner.kind != "document":
            borrowed = word == "words" and owner.first > begin and self.words[owner.first - 1].lower() == "in"
            strength = Strength.STRONG if borrowed else Strength.NOUN
            return Handover(token, strength, self.subjects.of_phrase(owner, sure=borrowed), word)
        if left >= begin and self.words[left].lower() in POSSESSIVE_PRONOUNS:
            subject = Subject(By.PRONOUN, self.prose.starts[left], self.prose.ends[left], None, False)
            return Handover(token, Strength.NOUN, subject, word)
        if token + 1 < len(self.words) and self.words[token + 1] in {"of", "from", "by"}:
            subject_after = self.subjects.after(token + 2)
            if subject_after is not None and subject_after.phrase is not None:
                borrowed = word == "words" and [low.lower() for low in self.words[token - 2 : token]] == ["in", "the"]
                return Handover(token, Strength.STRONG if borrowed else Strength.NOUN, subject_after, word)
        return None
