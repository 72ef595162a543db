"""The subject of a reporting verb: who told, wrote or asked, read off the words to the verb's left.

A name, a pronoun, a common noun for people ("the legal representatives of the Department"), the author of a document
("Mr Blair’s statement said"), nobody (a document whose author is not named), or whoever the sentence was about.
"""

from __future__ import annotations

from evidence.linking.quoting.quoted_prose import BLOCK_BREAK, BULLETS
from evidence.linking.quoting.speaker_nouns import INHERITED, NOBODY, SELF, By, NounPhrases, Subject
from evidence.linking.quoting.speaker_phrases import Phrase
from evidence.linking.quoting.speaker_words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    DOCUMENTS,
    FIRST_PERSONS,
    JOINING,
    PASSIVE,
    PEOPLE,
    PREPOSITIONS,
    RELATIVES,
    STRONG,
    THIRD_PERSONS,
    WEAK,
    words_of,
)

_FENCES = frozenset((",", ";", ":", "(", "–", "—", BLOCK_BREAK, *BULLETS))
_CLAUSE_WORDS = words_of(
    """that and but when as because while whilst where which who if whether although though is was are were why how
    what has had have"""
)
_FURTHEST = 24
_APPOSITION = 60


class Subjects(NounPhrases):
    """Finds subjects in one paragraph."""

    def before(self, token: int, begin: int) -> tuple[Subject, bool]:
        """The subject of the verb at a token, in the sentence from ``begin``, and whether the verb is passive."""
        place, passive = token - 1, False
        while place >= begin and (low := self.words[place].lower()):
            if low in PASSIVE:
                passive = True
            elif place in self.ending or not (low in AUXILIARIES or low in ADVERBS or low.endswith("ly")):
                break
            place -= 1
        if place < begin:
            return INHERITED, passive
        return self._at(place, begin), passive

    def _at(self, place: int, begin: int) -> Subject:
        """The subject whose last word stands at ``place``."""
        word = self.words[place]
        low = word.lower()
        phrase = self.ending.get(place)
        if phrase is not None:
            return self._from_phrase(phrase, begin)
        if word == "”" and place > begin and (marked := self.ending.get(place - 1)) is not None:
            return self._from_phrase(marked, begin)  # “Alec” said
        if low in THIRD_PERSONS:
            return Subject(By.PRONOUN, self.prose.starts[place], self.prose.ends[place], None, False)
        if low in FIRST_PERSONS:
            return SELF
        if low in RELATIVES:
            return self._antecedent(place, begin)
        if word == ")":
            return self._before_bracket(place, begin)
        if word in {",", "–", "—"}:
            return self._before_comma(place, begin)
        if (called := self._called(place)) is not None:
            return called
        if low in JOINING or self.prose.is_quotation(place) or word in _FENCES:
            return INHERITED
        return self._clause(place, begin)

    def _called(self, place: int) -> Subject | None:
        """A quoted word as somebody's name: “Alec” said. A quotation of more words is nobody's name."""
        if not self.prose.is_quotation(place):
            return None
        start, end = self.prose.starts[place], self.prose.ends[place]
        word = self.prose.text[start:end].strip('“”"')
        if not (word.isalpha() and word.istitle()):
            return None
        return Subject(By.WORDS, start + 1, end - 1, None, False)

    def _from_phrase(self, phrase: Phrase, begin: int) -> Subject:
        if phrase.possessive:
            return INHERITED
        left = phrase.first - 1
        if left >= begin and self.words[left].lower() in DETERMINERS:
            left -= 1
        word = self.words[left].lower() if left >= begin else ""
        if word in {"and", "or"}:
            first = self.ending.get(left - 1)
            if first is not None and not first.possessive and not self.governed(first, begin):
                return self.of_phrase(first, sure=False)
            return (
                self.of_phrase(phrase) if left - 1 < begin or self.words[left - 1] == "," else self._clause(left, begin)
            )
        if word in PREPOSITIONS and word not in {"after", "before"}:
            found = self._clause(phrase.stop - 1, begin)
            introduces = self._opens_sentence(left, begin) and found.by is By.INHERITED
            return self.of_phrase(phrase, sure=False) if introduces else found
        return self.of_phrase(phrase)

    def _opens_sentence(self, left: int, begin: int) -> bool:
        return left <= begin + 1

    def _antecedent(self, place: int, begin: int) -> Subject:
        """Whom "who" or "which" stands for: the phrase before it."""
        before = place - 1
        if before >= begin and self.words[before] == ",":
            before -= 1
        if before < begin:
            return INHERITED
        phrase = self.ending.get(before)
        if phrase is not None and not phrase.possessive:
            return self.of_phrase(phrase)
        return self._inner_people(before, begin)

    def _before_bracket(self, place: int, begin: int) -> Subject:
        for opened in range(place, max(begin, place - _APPOSITION), -1):
            if self.words[opened] == "(":
                return self._at(opened - 1, begin) if opened > begin else INHERITED
        return INHERITED

    def _before_comma(self, place: int, begin: int) -> Subject:
        """A verb after a comma: what stands between the commas is an apposition or an aside."""
        if place > begin and place - 1 in self.ending and not self.ending[place - 1].possessive:
            last = self.ending[place - 1]
            if last.first > begin and self.words[last.first - 1] == "," and last.kind == "person":
                return self.of_phrase(last)  # "the then Speaker of the House, Michael Martin, said"
        best: Phrase | None = None
        for phrase in self._backwards(place, begin):
            follows = self.words[phrase.stop] if phrase.stop <= place else ""
            closed = follows in {",", "("} or (self._bare_title(phrase) and follows in {"of", "from", "at"})
            if not closed or phrase.possessive or phrase.kind == "document" or self.governed(phrase, begin):
                continue
            if self._bare_title(phrase):
                return self.of_phrase(phrase)
            if best is None or phrase.kind == "person":
                best = phrase
        if best is not None:
            return self.of_phrase(best, sure=best.kind == "person")
        return self._pronoun_before_aside(place, begin)

    def _bare_title(self, phrase: Phrase) -> bool:
        """A person named with a title; "the Deputy Head" is an office."""
        return phrase.titled and (phrase.first == 0 or self.words[phrase.first - 1].lower() not in DETERMINERS)

    def _pronoun_before_aside(self, place: int, begin: int) -> Subject:
        for comma in range(place - 1, max(begin, place - _FURTHEST), -1):
            if self.words[comma] == ",":
                if self.words[comma - 1].lower() in THIRD_PERSONS:
                    return Subject(By.PRONOUN, self.prose.starts[comma - 1], self.prose.ends[comma - 1], None, False)
                if self.words[comma - 1] in PEOPLE or self.words[comma - 1] in DOCUMENTS:
                    return self._clause(comma - 1, begin)
        return INHERITED

    def _backwards(self, place: int, begin: int) -> list[Phrase]:
        """The phrases that end before a token of the sentence, nearest first, no further than an apposition goes."""
        found: list[Phrase] = []
        token = place - 1
        while token >= max(begin, place - _APPOSITION):
            phrase = self.ending.get(token)
            if phrase is not None:
                found.append(phrase)
                token = phrase.first
            elif self.prose.is_quotation(token) or self.words[token] == ";":
                break
            token -= 1
        return found

    def _clause(self, last: int, begin: int) -> Subject:
        """The head of the clause that ends at ``last``: its first noun phrase decides."""
        first = self._clause_start(last, begin)
        token = first
        while token <= last and self.words[token].lower() in DETERMINERS:
            token += 1
        if token <= last and self.words[token].lower() in PREPOSITIONS:
            return self._inner_people(last, begin)
        while token <= last:
            word = self.words[token].lower()
            phrase = self.beginning.get(token)
            if phrase is not None and phrase.stop <= last + 1:
                if phrase.kind == "document":
                    return self._owner(phrase.stop - 1, phrase)
                if phrase.stop > last or self._closes(phrase.stop):
                    return INHERITED if phrase.possessive else self.of_phrase(phrase, sure=False)
                token = phrase.stop
                continue
            if word in DOCUMENTS and (token == last or self._closes(token + 1)):
                return self._owner(token, None)
            if word in PEOPLE and (token == last or self._closes(token + 1)):
                return self._joined(first, begin) or (self._words(first, last) if last - first < 12 else INHERITED)
            if word in PREPOSITIONS or word in STRONG or word in WEAK:
                return NOBODY if token > first and word in PREPOSITIONS else INHERITED
            token += 1
        return NOBODY if last - first < 6 else INHERITED

    def _joined(self, first: int, begin: int) -> Subject | None:
        """ "Mr Moloney and his legal team wrote": the one who is named speaks for both."""
        if first - 2 < begin or self.words[first - 1] != "and" or self.words[first].lower() not in DETERMINERS:
            return None
        phrase = self.ending.get(first - 2)
        if phrase is None or phrase.possessive or self.governed(phrase, begin):
            return None
        return self.of_phrase(phrase, sure=False)

    def _clause_start(self, last: int, begin: int) -> int:
        token = last
        while token > begin and last - token < _FURTHEST:
            before = self.words[token - 1]
            if before in _FENCES or before.lower() in _CLAUSE_WORDS or self.prose.is_quotation(token - 1):
                break
            if before in STRONG and token - 1 not in self.ending and before not in DOCUMENTS and before not in PEOPLE:
                break
            token -= 1
        return token
