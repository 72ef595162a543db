"""Whose words each quotation of a paragraph is: reads the sentences in order and remembers who was last reported.

The nearest plain handover of the sentence decides ("Mr Straw told the House that … “…”"); then what follows the
quotation, then whom the sentence is about, then who was reported before. Whatever is not said in so many words is
*suggested*, and a document whose author is not named has no speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from evidence.linking.quoting.quoted_prose import Prose
from evidence.linking.quoting.records import QuotedText, Speaker, SpeakerStatus, Stretch
from evidence.linking.quoting.reporting import Handover, Reporting, Strength
from evidence.linking.quoting.speaker_memory import SpeakerMemory, unknown
from evidence.linking.quoting.speaker_nouns import By, Subject
from evidence.linking.quoting.speaker_phrases import Phrase, phrases
from evidence.linking.quoting.speaker_subjects import Subjects
from evidence.linking.quoting.speaker_words import DOCUMENTS, PASSIVE, STRONG, words_of

_TITLE_VERBS = words_of("entitled titled headed headlined called named known as")
_ASKING = words_of("asked questioned pressed")
_NEAR_AFTER = 8
# What is called by a quotation in front of it: the “no surprises for anybody” rule.
_CALLED_SO = words_of(
    """approach policy principle rule test doctrine campaign initiative model strategy culture mantra slogan message
    guidance scheme programme system procedure process label caricature stereotype"""
)
_QUOTING = words_of("quote quoted cite cited refer referred set repeat read reproduce reproduced")
_SAYING = words_of("saying stating adding telling arguing explaining warning commenting concluding noting asking")


class Speeches:
    """One paragraph's quotations with their speakers; also what the next paragraph needs to know of this one."""

    def __init__(
        self,
        paragraph: QuotedText,
        found: Sequence[Stretch],
        quoted: Sequence[tuple[int, int]],
        before: Speeches | None,
    ) -> None:
        self.text = paragraph.text
        self._paragraph = paragraph
        self._found = found
        self._quoted = quoted
        self._before = before
        if before is not None and before._before is not None:
            before._before.forget()  # two paragraphs back is as far as anything looks
        self._speakers: list[Speaker] | None = None
        self._reported = False  # somebody or some document was reported in this paragraph
        self._reported_at_end = False
        self._own_words = False

    @cached_property
    def prose(self) -> Prose:
        """The paragraph in the report's own words."""
        shown = [stretch.start for stretch in self._found if stretch.displayed]
        called = {(one.start - 1, one.end + 1) for one in self._paragraph.named if one.kind == "witness"}
        quoted = [span for span in self._quoted if span not in called]  # “Alec” is a name in the report's own words
        return Prose(self.text, quoted, shown)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The names of the report's own words in this paragraph."""
        return phrases(self.prose, self._paragraph.named)

    @cached_property
    def _memory(self) -> SpeakerMemory:
        return SpeakerMemory(self.prose, self.phrases, self._before)

    @property
    def memory(self) -> SpeakerMemory:
        """What is remembered once the paragraph is read to its end."""
        self.speakers()
        return self._memory

    def forget(self) -> None:
        """Let go of the paragraph before, so that a page does not keep all its paragraphs alive."""
        self._before = None
        if "_memory" in self.__dict__:
            self._memory.before = None

    def speakers(self) -> list[Speaker]:
        """One speaker for each stretch, in order."""
        if self._speakers is None:
            self._speakers = []
            if self.prose.words:
                self._read(self._speakers)
        return self._speakers

    def _read(self, out: list[Speaker]) -> None:
        reporting = Reporting(Subjects(self.prose, self.phrases))
        waiting = 0
        list_base: Speaker | None = None
        for number, (begin, stop) in enumerate(self.prose.sentences):
            if self.prose.is_list_item(number):
                self._memory.last = list_base
            said = reporting.handovers(begin, stop)
            handovers = [handover for handover in said if handover.subject.by is not By.SELF]
            # "Accordingly, I recommend:" is the report's own voice; "I quote from the minutes" is not.
            self._own_words = bool(said) and not handovers and said[-1].word not in _QUOTING
            end = self.prose.ends[stop - 1]
            while waiting < len(self._found) and self._found[waiting].start < end:
                out.append(self._speaker(self._found[waiting], begin, stop, handovers, reporting))
                waiting += 1
            self._remember(begin, stop, handovers, reporting)
            spoken = waiting > 0 and self._found[waiting - 1].end > self.prose.starts[begin]
            told = any(h.strength is Strength.STRONG for h in handovers)
            self._reported = self._reported or told
            self._reported_at_end = spoken or told
            if not self.prose.is_list_item(number) and not self._within_item(number):
                list_base = self._memory.last
        out += [unknown("no words of the report introduce it")] * (len(self._found) - waiting)

    def _within_item(self, number: int) -> bool:
        """Whether a sentence goes on with a list item: no blank line since the bullet."""
        begin = self.prose.sentences[number][0]
        block = self.prose.masked.rfind("\n\n", max(0, self.prose.starts[begin] - 2000), self.prose.starts[begin])
        first = self.prose.token_at(block + 2 if block >= 0 else 0)
        return self.prose.words[first] in {"•", "◦"}

    def _remember(self, begin: int, stop: int, handovers: Sequence[Handover], reporting: Reporting) -> None:
        subject = reporting.first_subject(begin, stop)
        if subject is not None and subject.by in (By.PHRASE, By.PRONOUN):
            self._memory.topic(self._memory.resolve(subject, begin, [], "is what the sentence is about"))
        telling = [h for h in handovers if h.strength is Strength.STRONG]
        telling = telling or [h for h in handovers if h.strength is Strength.WEAK and self._speaks(h.subject)]
        telling = [h for h in telling if not h.word.endswith("ing") or h.word in _SAYING]
        for handover in handovers:
            if handover.subject.phrase is not None and handover.subject.phrase.kind == "body":
                self._memory.bodies.append(self._memory.resolve(handover.subject, handover.token, handovers, ""))
        if self._own_words:
            self._memory.last = None
        if not telling:
            return
        speaker = self._memory.resolve(telling[-1].subject, telling[-1].token, handovers, "")
        about = self._memory.topics[-1].printed if self._memory.topics else ""
        passive = self.prose.words[telling[-1].token - 1].lower() in PASSIVE  # "was asked": he answers
        asks = telling[-1].word in _ASKING and not passive
        self._memory.askers = frozenset({speaker.printed, about} if asks else ())
        self._memory.last = speaker if speaker.printed else None
        self._memory.topic(speaker)

    def _speaker(
        self, stretch: Stretch, begin: int, stop: int, handovers: Sequence[Handover], reporting: Reporting
    ) -> Speaker:
        token = self.prose.token_at(stretch.start)
        if self._is_title(token, begin, stretch):
            return unknown("it is a title, which names no speaker")
        chosen = self._before_it(token, handovers)
        inside = self._verb_inside(stretch)
        told = self._is_told(stretch, chosen)
        named = reporting.right_before(token, begin) if inside and not told else None
        if named is not None:
            return self._memory.resolve(named, token, handovers, f"subject of “{inside}” inside the quotation")
        if chosen is not None and chosen.strength >= Strength.WEAK:
            return self._memory.resolve(chosen.subject, chosen.token, handovers, f"subject of “{chosen.word}”")
        follows = self._after_it(token, stretch, handovers)
        if follows is not None:
            return self._memory.resolve(
                follows.subject, follows.token, handovers, f"subject of “{follows.word}” after it"
            )
        if chosen is not None:
            return self._memory.resolve(chosen.subject, chosen.token, handovers, f"owner of “{chosen.word}”")
        if self._own_words or reporting.is_impersonal(begin, token):
            return unknown("the report speaks for itself")
        if self._is_a_name_for_something(token):
            return unknown("it is what something is called")
        about = reporting.first_subject(begin, token)
        if about is not None and self._speaks(about) and (self._memory.last is None or self._colon_before(token)):
            return self._memory.suggest(self._memory.resolve(about, token, [], "the sentence is about this person"))
        if self._memory.last is not None:
            return self._memory.suggest(self._memory.last, "goes on from what was reported before it")
        return self._going_on(stretch, handovers)

    def _going_on(self, stretch: Stretch, handovers: Sequence[Handover]) -> Speaker:
        """A paragraph that names nobody may go on with the one before, if that ended with somebody’s words."""
        before = self._before
        silent = unknown("no words of the report say whose it is")
        if before is None or self._reported or handovers or not before.ends_reported:
            return silent
        if self._paragraph.calls or _looks_titled(self.text[stretch.start : stretch.end]):
            return silent  # it has support of its own, or is a heading
        last = before.memory.last
        if last is None:
            return silent
        return Speaker(last.printed, None, None, last.key, SpeakerStatus.SUGGESTED, "goes on from the paragraph before")

    @property
    def ends_reported(self) -> bool:
        """Whether the paragraph ends with somebody’s words, or with the report of them."""
        self.speakers()
        return self._reported_at_end

    def _is_told(self, stretch: Stretch, handover: Handover | None) -> bool:
        """Whether a quotation of what somebody told the one who tells it: Ms Roe said that Dr Fell “told us that …”."""
        words = self.text[stretch.start : min(stretch.end, stretch.start + 40)].strip("“‘\"'… .[").split(maxsplit=2)
        return handover is not None and handover.strength is Strength.STRONG and words[1:2] in (["us"], ["me"])

    def _is_a_name_for_something(self, token: int) -> bool:
        """Whether the quotation stands before a noun as its name: the so-called “see it, say it, sort it” approach."""
        words = self.prose.words
        before = words[token - 1].lower() if token else ""
        after = words[token + 1] if token + 1 < len(words) else ""
        if before in ("so-called", "called"):
            return True
        return before in ("the", "a", "an") and after in _CALLED_SO

    def _verb_inside(self, stretch: Stretch) -> str:
        """The reporting verb with which a quotation begins, if it does: "Mr Straw “repeated that …”"."""
        opening = self.text[stretch.start : min(stretch.end, stretch.start + 40)]
        words = opening.strip("“‘\"'… .[").split(maxsplit=2)
        return words[0] if words and words[0] in STRONG else ""

    def _speaks(self, subject: Subject) -> bool:
        if subject.by is By.PRONOUN:
            return True
        return subject.phrase is not None and subject.phrase.kind == "person"

    def _colon_before(self, token: int) -> bool:
        words = self.prose.words
        place = token - 1
        while place > 0 and words[place] == "\n\n":
            place -= 1
        return place >= 0 and words[place] in {":", "and", "that"}

    def _before_it(self, token: int, handovers: Sequence[Handover]) -> Handover | None:
        """The nearest telling before the quotation; a mere thought only where nobody tells it."""
        best: Handover | None = None
        for handover in handovers:
            if handover.token >= token:
                break
            if best is None or handover.strength >= best.strength or self._new_clause(best.token, handover.token):
                best = handover
        return best

    def _new_clause(self, first: int, second: int) -> bool:
        return ";" in self.prose.words[first:second] and second - first < 200

    def _after_it(self, token: int, stretch: Stretch, handovers: Sequence[Handover]) -> Handover | None:
        if stretch.displayed:
            return None
        inside = self.text[max(stretch.start, stretch.end - 2) : stretch.end + 1]
        for handover in handovers:
            if handover.token > token and handover.strength is Strength.STRONG:
                near = handover.token - token <= _NEAR_AFTER and ("," in inside or handover.token - token <= 2)
                passive = handover.subject.start > self.prose.starts[handover.token]
                return handover if near or passive else None
        return None

    def _is_title(self, token: int, begin: int, stretch: Stretch) -> bool:
        place = token - 1
        if place >= begin and self.prose.words[place] in {",", ":"}:
            place -= 1
        if place < begin or stretch.displayed:
            return False
        word = self.prose.words[place]
        if word in _TITLE_VERBS and word not in {"known", "as"}:
            return word != "called" or _looks_titled(self.text[stretch.start : stretch.end])
        return word.lower() in DOCUMENTS and _looks_titled(self.text[stretch.start : stretch.end])


def _looks_titled(quotation: str) -> bool:
    """Whether the words look like a title: most long ones capitalised, or a heading's colon, and no full stop."""
    words = [word for word in quotation.strip("“”‘’\"'").split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return (
        bool(words)
        and quotation.strip("“”‘’\"'")[:1].isupper()
        and not quotation.rstrip("”’\"'").endswith((".", "…", ","))
        and (2 * capitals >= len(words) or len(words) < 12)
    )
