"""What a reader remembers of a paragraph’s speakers, and so whom a name, a pronoun or "the statement" stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from evidence.linking.quoting.fullest_names import fullest, may_be
from evidence.linking.quoting.quoted_prose import Prose
from evidence.linking.quoting.records import Speaker, SpeakerStatus
from evidence.linking.quoting.reporting import Handover
from evidence.linking.quoting.speaker_nouns import By, Subject
from evidence.linking.quoting.speaker_phrases import Phrase
from evidence.linking.quoting.speaker_words import words_of

_ANSWERS = words_of("answered replied responded answers replies")


def unknown(reason: str) -> Speaker:
    """No speaker, and why."""
    return Speaker("", None, None, None, SpeakerStatus.UNKNOWN, reason)


class ParagraphBefore(Protocol):
    """What may be asked about the paragraph before; its memory is read only when asked for."""

    @property
    def text(self) -> str: ...
    @property
    def phrases(self) -> Sequence[Phrase]: ...
    @property
    def memory(self) -> SpeakerMemory: ...


class SpeakerMemory:
    """Who was named and reported so far in one paragraph, and the paragraph before it for what it does not say."""

    def __init__(self, prose: Prose, found: Sequence[Phrase], before: ParagraphBefore | None) -> None:
        self.prose = prose
        self.text = prose.text
        self.phrases = found
        self.before = before
        self.last: Speaker | None = None
        self.topics: list[Speaker] = []  # the people it was about, the latest last
        self.people: set[str] = set()
        self.bodies: list[Speaker] = []
        self.askers: frozenset[str] = frozenset()  # who may have put the last question, and so do not answer it
        self.authors: dict[str, Speaker] = {}  # "assessment": whose, where an owner was named with it

    def resolve(self, subject: Subject, token: int, handovers: Sequence[Handover], reason: str) -> Speaker:
        """The speaker that a subject stands for; ``token`` is where, ``handovers`` those of its sentence."""
        if subject.by is By.NOBODY:
            author = self._author(subject.document)
            if author is not None:
                self.authors[subject.document] = author
                return self.suggest(author, f"{reason}; “the {subject.document}” taken as the one named before")
            return unknown(f"{reason or 'it'}: a document or a telling whose author is not named")
        printed = self.text[subject.start : subject.end]
        if subject.by is By.PRONOUN:
            return self._pronoun(printed.lower(), token, handovers, reason)
        speaker = self._named(subject, printed, reason)
        if subject.document:
            self.authors[subject.document] = speaker
        return speaker

    def suggest(self, speaker: Speaker, reason: str = "") -> Speaker:
        """The same speaker, no longer sure."""
        return Speaker(
            speaker.printed,
            speaker.start,
            speaker.end,
            speaker.key,
            SpeakerStatus.SUGGESTED if speaker.printed else SpeakerStatus.UNKNOWN,
            reason or speaker.reason,
        )

    def topic(self, speaker: Speaker) -> None:
        """Remembers whom the text is about."""
        if speaker.printed:
            self.topics.append(speaker)

    def _author(self, document: str) -> Speaker | None:
        """The owner that an earlier mention of the same document named, here or in the paragraph before."""
        if not document or document in self.authors or self.before is None:
            return self.authors.get(document)
        author = self.before.memory.authors.get(document)
        return Speaker(author.printed, None, None, author.key, author.status, author.reason) if author else None

    def _named(self, subject: Subject, printed: str, reason: str) -> Speaker:
        text = self.text
        status = SpeakerStatus.FOUND if subject.sure else SpeakerStatus.SUGGESTED
        phrase = subject.phrase
        if phrase is None:
            return Speaker(printed, subject.start, subject.end, None, status, reason)
        if phrase.kind != "person":
            start = self._with_article(phrase)
            return Speaker(text[start : phrase.end], start, phrase.end, phrase.key, status, reason)
        return self._person(printed, phrase, status, reason)

    def _with_article(self, phrase: Phrase) -> int:
        """An unrecognised body is printed with its article, "the Committee"; a recognised one as it was recognised."""
        first = phrase.first - 1
        if not phrase.key and first >= 0 and self.prose.words[first] in {"the", "The"}:
            return self.prose.starts[first]
        return phrase.start

    def _person(self, printed: str, phrase: Phrase, status: SpeakerStatus, reason: str) -> Speaker:
        texts: list[tuple[str, Sequence[Phrase]]] = [(self.text, self.phrases)]
        if self.before is not None:
            earlier = self.before.text
            texts.append((earlier, self.before.phrases if printed.split()[-1] in earlier else ()))
        name, found, place = fullest(printed, texts)
        self.people.add(name)
        key = phrase.key or (found.key if found is not None else None)
        shown = found if found is not None and place == 0 else phrase
        return Speaker(name, shown.start, shown.end, key, status, reason)

    def _is_person(self, speaker: Speaker) -> bool:
        """Whether a speaker was read as a person, here or in the paragraph before."""
        known = self.before.memory.people if self.before is not None else frozenset[str]()
        return speaker.printed in self.people or speaker.printed in known

    def _pronoun(self, pronoun: str, token: int, handovers: Sequence[Handover], reason: str) -> Speaker:
        reason = f"{reason}; “{pronoun}” taken as the person or body last reported"
        if pronoun in {"it", "its", "they", "their"}:
            return self._body(reason)
        for handover in reversed(handovers):
            subject = handover.subject
            if handover.token < token and subject.by is By.PHRASE and subject.phrase is not None:
                printed = self.text[subject.start : subject.end]
                if (
                    subject.end < self.prose.starts[token]
                    and subject.phrase.kind == "person"
                    and may_be(pronoun, printed)
                ):
                    return self.suggest(self.resolve(subject, token, [], reason))
        askers = self.askers if self.prose.words[token] in _ANSWERS else frozenset[str]()
        opening = self._opens_the_sentence(pronoun, token)
        if opening is not None:
            return self._person(self.text[opening.start : opening.end], opening, SpeakerStatus.SUGGESTED, reason)
        for topic in reversed(self.topics):
            if self._is_person(topic) and may_be(pronoun, topic.printed) and topic.printed not in askers:
                return self.suggest(topic, reason)
        for phrase in reversed(self.phrases):
            printed = self.text[phrase.start : phrase.end]
            if printed not in askers and phrase.stop <= token and phrase.kind == "person" and may_be(pronoun, printed):
                return self._person(printed, phrase, SpeakerStatus.SUGGESTED, reason)
        return self._from_before(pronoun, reason)

    def _opens_the_sentence(self, pronoun: str, token: int) -> Phrase | None:
        """The person with whom the pronoun's own sentence begins: "Ms Roe disagreed; she remembered …"."""
        begin = self.prose.sentences[self.prose.sentence_of(token)][0]
        for phrase in self.phrases:
            if phrase.first >= begin:
                parted = ";" in self.prose.words[phrase.stop : token]
                opens = phrase.first == begin and parted and phrase.kind == "person"
                printed = self.text[phrase.start : phrase.end]
                return phrase if opens and not phrase.possessive and may_be(pronoun, printed) else None
        return None

    def _body(self, reason: str) -> Speaker:
        """Whom "it" stands for: the last reported if a body, else the last body, else whoever was reported."""
        candidates = [self.last] if self.last is not None and not self._is_person(self.last) else []
        candidates += self.bodies[-1:] if not candidates else []
        candidates += [self.last] if not candidates and self.last is not None else []
        return self.suggest(candidates[0], reason) if candidates else unknown(f"{reason}, and there is none")

    def _from_before(self, pronoun: str, reason: str) -> Speaker:
        if self.before is None:
            return unknown(f"{reason}, and there is none")
        for topic in reversed(self.before.memory.topics):
            if self._is_person(topic) and may_be(pronoun, topic.printed):
                return Speaker(
                    topic.printed, None, None, topic.key, SpeakerStatus.SUGGESTED, reason + " in the paragraph before"
                )
        return unknown(f"{reason}, and there is none")
