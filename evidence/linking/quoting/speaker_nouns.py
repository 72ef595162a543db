"""Noun phrases as speakers: a name, common nouns for people, or the author of a document.

"Mr Blair’s statement", "a FCO minute" and "the letter from Mr Straw" are their authors'; a document whose author is not
named is nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from evidence.linking.quoting.quoted_prose import BLOCK_BREAK, BULLETS, Prose
from evidence.linking.quoting.speaker_phrases import Phrase, is_self
from evidence.linking.quoting.speaker_words import (
    ADVERBS,
    DETERMINERS,
    PEOPLE,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    RELATIVES,
    words_of,
)

_FENCES = frozenset((",", ";", ":", "(", "–", "—", BLOCK_BREAK, *BULLETS))
_PRINTED_IN = words_of("headline headlines article editorial story column leader")
_DEFINITE = words_of("the a an this that his her its their one another")


class By(Enum):
    """What kind of subject was found."""

    PHRASE = "phrase"
    WORDS = "words"
    PRONOUN = "pronoun"
    NOBODY = "nobody"
    INHERITED = "inherited"
    SELF = "self"


class Subject(NamedTuple):
    """Who a verb belongs to. ``sure`` is false where the grammar was read with doubt."""

    by: By
    start: int = 0
    end: int = 0
    phrase: Phrase | None = None
    sure: bool = True
    document: str = ""  # the noun of a document whose words they are: "assessment"


NOBODY = Subject(By.NOBODY)
INHERITED = Subject(By.INHERITED, sure=False)
SELF = Subject(By.SELF)


class NounPhrases:
    """Reads the phrases of one paragraph as somebody who could speak."""

    def __init__(self, prose: Prose, found: Sequence[Phrase]) -> None:
        self.prose = prose
        self.words = prose.words
        self.phrases = found
        self.ending = {phrase.stop - 1: phrase for phrase in found}
        self.beginning = {phrase.first: phrase for phrase in found}

    def of_phrase(self, phrase: Phrase, *, sure: bool = True) -> Subject:
        """The phrase as a subject; a document is its owner's, or nobody's."""
        if is_self(self.prose, phrase):
            return SELF
        if phrase.kind == "document":
            return self._owner(phrase.stop - 1, phrase)
        return Subject(By.PHRASE, phrase.start, phrase.end, phrase, sure)

    def after(self, token: int) -> Subject | None:
        """The name that begins at a token, or after one determiner."""
        place = token
        if place < len(self.words) and self.words[place].lower() in DETERMINERS:
            place += 1
        if place < len(self.words) and self.words[place] == "“":
            place += 1  # according to “Alec”
        phrase = self.beginning.get(place)
        if phrase is not None:
            return self.of_phrase(phrase)
        if place < len(self.words) and self.words[place] in PEOPLE and place > token:
            return self._words(token, place)
        return None

    def _words(self, first: int, last: int, *, sure: bool = False) -> Subject:
        """Common nouns as a speaker; "lawyers" or "most editors" in general are nobody in particular."""
        if self.words[first].lower() not in _DEFINITE and first not in self.beginning:
            return NOBODY
        return Subject(By.WORDS, self.prose.starts[first], self.prose.ends[last], None, sure)

    def governed(self, phrase: Phrase, begin: int) -> bool:
        """Whether a preposition governs the phrase: "to Mr Cook’s Private Office"."""
        left = phrase.first - 1
        if left in self.ending and self.ending[left].possessive:
            left = self.ending[left].first - 1
        if left >= begin and self.words[left].lower() in DETERMINERS:
            left -= 1
        return left >= begin and self.words[left].lower() in PREPOSITIONS

    def _closes(self, token: int) -> bool:
        """Whether a noun phrase is over at a token: a preposition, participle or adverb follows."""
        low = self.words[token].lower()
        return low in PREPOSITIONS or low.endswith(("ed", "ing", "ly", "en")) or low in ADVERBS or low in RELATIVES

    def _inner_people(self, last: int, begin: int) -> Subject:
        """ "In response the Department’s officials said": the people just before the verb."""
        if self.words[last] not in PEOPLE:
            return INHERITED
        first = last
        while first > begin and last - first < 4:
            if first - 1 in self.ending:
                first = self.ending[first - 1].first
                break
            if self.words[first - 1].lower() in PREPOSITIONS or self.words[first - 1] in _FENCES:
                break
            first -= 1
            if self.words[first].lower() in DETERMINERS:
                break
        return self._words(first, last)

    def _owner(self, noun: int, phrase: Phrase | None) -> Subject:
        """Whose a document is: "Mr Blair’s statement", "a FCO minute", "the letter from Mr Straw"; else nobody’s."""
        called = self.words[noun].lower()
        found = self._owner_before(noun, phrase) or self._owner_after(noun)
        if found is None:
            return Subject(By.NOBODY, document=called)
        return found if found.document else found._replace(document=called)

    def _owner_before(self, noun: int, phrase: Phrase | None) -> Subject | None:
        first = noun
        if phrase is not None:
            first = phrase.first
            head = self.words[first]
            if phrase.stop - first > 1 and head.isupper() and len(head) > 1:
                return Subject(By.WORDS, self.prose.starts[first], self.prose.ends[first])
        before = self.ending.get(first - 1)
        if before is None and first and self.words[first - 1].lower() in POSSESSIVE_PRONOUNS:
            owner = first - 1
            return Subject(By.PRONOUN, self.prose.starts[owner], self.prose.ends[owner], None, False)
        if before is None or before.kind == "document" or is_self(self.prose, before):
            return None
        return self.of_phrase(before)

    def _owner_after(self, noun: int) -> Subject | None:
        joint = self.words[noun + 1] if noun + 1 < len(self.words) else ""
        if joint not in {"from", "by", "of", "to"} and not (joint == "in" and self.words[noun] in _PRINTED_IN):
            return None
        follows = self.after(noun + 2)
        if follows is None or follows.by is By.NOBODY:
            return None
        if follows.document:  # "the introduction to the CIG Assessment"
            return follows
        person = follows.phrase is not None and follows.phrase.kind == "person"
        return follows if joint in {"from", "by", "in"} or (person and joint == "of") else None
