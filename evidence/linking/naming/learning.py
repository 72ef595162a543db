"""From one reading of the report to everybody and everything it names: authority entries first, then proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

from evidence.linking.naming.acronyms import Definition, definitions, kind_of
from evidence.linking.naming.authority import Authority
from evidence.linking.naming.bodies import Body, BodyIndex, Term, legal_stems, organisation_key, subject_key
from evidence.linking.naming.body_phrases import body_in
from evidence.linking.naming.ciphers import is_a_sign, signs
from evidence.linking.naming.given_names import GIVEN_NAMES
from evidence.linking.naming.introductions import (
    Introduction,
    may_be_distinct,
    role_after,
    role_before,
    split_organisation,
)
from evidence.linking.naming.known_bodies import UNSAFE_ALONE, known_bodies
from evidence.linking.naming.listed import take_authority
from evidence.linking.naming.organisations import bodies, is_newspaper
from evidence.linking.naming.peers import placed_peers
from evidence.linking.naming.people import Person, PersonIndex
from evidence.linking.naming.person_forms import NameForm, is_name_word, titled_forms, untitled_form
from evidence.linking.naming.pseudonyms import pseudonyms
from evidence.linking.naming.short_names import saints, short_names
from evidence.linking.naming.survey import Place, Survey, survey
from evidence.linking.naming.titles import POST_NOMINALS, TITLES
from evidence.linking.naming.word_lists import AGENT_VERBS, DOCUMENT_WORDS, PLACES, PLAIN_ACRONYMS, ROLE_WORDS

_PREPOSITIONS = frozenset({"by", "from", "with", "at", "on", "for", "of", "to", "and", "between", "if", "that"})
_ENOUGH_TIMES = 3


class Learned:
    """What the report says of its people, organisations and subjects."""

    def __init__(self, authority: Authority, texts: Iterable[tuple[Hashable, str]]) -> None:
        self.survey: Survey = survey(texts)
        self.people = PersonIndex()
        self.bodies = BodyIndex()
        self.terms: dict[str, Term] = {}
        self.forms: dict[str, NameForm] = {}  # every person's name as printed, possessive ending cut off
        self.ciphers: dict[str, Person] = {}  # by every sign that stands for one
        self.introductions: list[Introduction] = []
        self.placed: dict[str, tuple[Person, ...]] = {}
        self._titled_signs: set[NameForm] = set()
        take_authority(authority, self)
        self._firms = frozenset(legal_stems(self.survey.phrases))
        self._introduced = self._phrases_with_roles()
        self._learn_people()
        self._learn_definitions()
        self._learn_ciphers()
        self.pseudonyms = pseudonyms(self.survey, self.people)
        self._learn_known_bodies()
        for firm in sorted(self._firms):
            if " " in firm and self.survey.phrases[firm]:
                self.bodies.propose(firm, "legal-form")
        for name, rule in bodies(self.survey):
            if name not in self.forms and name.lower() not in self.terms:
                self.bodies.propose(name, rule)
        self._learn_short_names()
        self._learn_introductions()
        self._learn_actors()

    # people

    def _learn_ciphers(self) -> None:
        """Signs that stand for people, each a person of their own."""
        whose = signs(self.survey, self._titled_signs, self.terms)
        for sign in sorted(set(whose.values()) - self.ciphers.keys()):
            key = f"person:{sign.casefold()}"
            self.ciphers[sign] = self.people.add(Person(key, (), sign, is_cipher=True))
        for printed, sign in whose.items():
            self.ciphers.setdefault(printed, self.ciphers[sign])

    def _learn_people(self) -> None:
        """Full names first, the most frequent first, so that short forms find whom they stand for."""
        titled: Counter[str] = Counter()
        forms: dict[str, NameForm] = {}
        untitled: list[str] = []
        for phrase, times in self.survey.phrases.items():
            if phrase in self.bodies or phrase in self.ciphers or phrase in self._firms:
                continue
            found = list(titled_forms(phrase))
            for form in found:
                if is_a_sign(form):
                    self._titled_signs.add(form.by_itself())
                    continue
                text = phrase[form.start : form.end]
                titled[text] += times
                forms[text] = form.by_itself()
            if not found and " " in phrase:
                untitled.append(phrase)
        frequent = sorted(forms, key=lambda text: (-titled[text], text))
        for text in frequent:
            if forms[text].is_full:
                self.people.learn_full(forms[text], titled[text])
        self._learn_without_titles(untitled, {form.surname for form in forms.values()})
        for text in frequent:
            if not forms[text].is_full:
                self.people.learn_short(forms[text], titled[text])
        forms.update(self.people.named_before(untitled))
        self.forms.update(forms)
        self.placed = placed_peers(self.survey, self.forms, self.people)

    def _learn_without_titles(self, phrases: list[str], surnames: set[str]) -> None:
        """Names that begin with a common given name, or end with a surname that a title has shown."""
        for phrase in sorted(phrases, key=lambda phrase: (-self.survey.phrases[phrase], phrase)):
            form = untitled_form(phrase)
            if form is None:
                given, _, surname = phrase.partition(" ")
                if given in GIVEN_NAMES and surname in surnames:  # "Charlotte Church", where "Ms Church" occurs
                    self._learn_untitled(phrase, NameForm(0, len(phrase), "", (given,), surname))
            elif self._is_person(phrase, form, surnames):
                self._learn_untitled(phrase, form)

    def _is_person(self, phrase: str, form: NameForm, surnames: set[str]) -> bool:
        """Whether a name without a title is a person's: by its given name, its surname, or what it does or is."""
        if is_newspaper(self.survey, phrase):
            return False
        honoured = phrase.rpartition(" ")[2] in POST_NOMINALS
        if honoured or form.given[0] in GIVEN_NAMES or form.given[0].endswith("."):
            return True
        if form.surname in surnames and self._is_told_of(phrase, form):
            return True
        acts = self.survey.acting[phrase] > 0 or phrase in self._introduced
        return acts and self._may_be_person(phrase) and not body_in(phrase)

    def _phrases_with_roles(self) -> frozenset[str]:
        """Phrases that a role follows somewhere: "Sly Bailey, chief executive of Trinity Mirror"."""
        texts = self.survey.texts
        places = ((texts[number][1], start, end) for number, start, end in self.survey.apposed)
        return frozenset(
            text[start:end] for text, start, end in places if " " in text[start:end] and role_after(text, end)
        )

    def _is_told_of(self, phrase: str, form: NameForm) -> bool:
        """Whether a name of a known surname is a person's: no article before it, its first word no common one."""
        first = form.given[0]
        return not (first in ("Al", "El") or self.survey.after_the[phrase] or self.survey.vocabulary.is_small(first))

    def _learn_untitled(self, phrase: str, form: NameForm) -> None:
        text = phrase[form.start : form.end]
        self.people.learn_full(form, self.survey.phrases[phrase])
        self.forms[text] = form.by_itself()

    # organisations and subjects

    def _learn_definitions(self) -> None:
        """Terms defined in brackets; where one short form has two long ones, the more frequent keeps it."""
        seen: Counter[tuple[str, str]] = Counter()
        first: dict[tuple[str, str], Definition] = {}
        for _, text in self.survey.texts:
            if "(" in text:
                for definition in definitions(text):
                    seen[definition.long, definition.short] += 1
                    first.setdefault((definition.long, definition.short), definition)
        for pair, _ in sorted(seen.items(), key=lambda item: (-item[1], -len(item[0][0]))):
            self._define(first[pair])

    def _define(self, definition: Definition) -> None:
        long, short = definition.long, definition.short
        if long in self.forms:
            self.forms.setdefault(short, self.forms[long])  # "Usama Bin Laden (UBL)"
            return
        personal = self._may_be_person(long)
        after_the = self.survey.after_the[short]
        used_as_body = 2 * after_the > self.survey.phrases[short] if personal else after_the > 0
        kind = kind_of(definition, used_as_body, personal)
        if kind == "organisation":
            known = self.bodies.get(long) or self.bodies.get(short)
            body = known or self.bodies.add(Body(organisation_key(long), long, "definition"))
            self.bodies.call(body, long, short)
            body.abbreviation = body.abbreviation or short
        elif kind == "subject" and short not in self.bodies:
            known_term = self.terms.get(long.lower()) or self.terms.get(short.lower())
            term = known_term or Term(subject_key(long), long, "definition", abbreviation=short)
            for name in (long, short):
                if self.terms.setdefault(name.lower(), term) is term:
                    term.names.add(name)

    def _learn_short_names(self) -> None:
        """Words of a body's name that a bracket after it gives as its short name, where nobody else has that name."""
        for _, text in self.survey.texts:
            for found in short_names(text) if " (" in text else ():
                name = found.short.removesuffix("'s")
                common = not found.after_the and self.survey.vocabulary.is_small(name)
                if common or found.short in self.forms or found.short in self.bodies:
                    continue
                body = next((body for long in found.longs() if (body := self.bodies.get(long))), None)
                if body is not None:
                    self.bodies.call(body, found.short)
                    body.after_the.update({found.short} if found.after_the else ())
        for name, whole in saints(self.survey, [body.name for body in self.bodies]):
            self.bodies.call(self.bodies.propose(whole, "saint"), name)

    def _may_be_person(self, phrase: str) -> bool:
        """Whether a phrase may be a name that no title shows: "Usama Bin Laden"."""
        words = phrase.split(" ")
        is_small = self.survey.vocabulary.is_small
        if not 1 < len(words) < 4 or any(len(word) < 3 or word.isupper() or is_small(word) for word in words):
            return False
        return untitled_form(phrase) is not None

    def _learn_known_bodies(self) -> None:
        """Well-known bodies, under the authority's name where it has one of theirs."""
        for known in known_bodies():
            owner = next((body for name in known.names if (body := self.bodies.get(name))), None)
            if owner is None:
                if not any(self.survey.has(name) for name in known.names):
                    continue
                owner = self.bodies.include(
                    Body(organisation_key(known.name), known.name, "well-known", abbreviation=known.abbreviation)
                )
            self.bodies.call(
                owner, *(name for name in known.names if name not in UNSAFE_ALONE and name.lower() not in self.terms)
            )

    def _learn_introductions(self) -> None:
        """Roles read beside names; the organisation of a role is an organisation, however little else tells of it."""
        for number, start, end in self.survey.apposed:
            key, text = self.survey.texts[number]
            phrase = text[start:end]
            for form in titled_forms(phrase) if phrase not in self.forms else (self.forms[phrase],):
                people = self.people.candidates(form)
                if len(people) != 1 or people[0].is_cipher:
                    continue
                ends_phrase = start + form.end == end
                role = (role_after(text, end) if ends_phrase else "") or role_before(text, start + form.start)
                if role:
                    self._introduce(people[0], role, Place(key, start + form.start, start + form.end), form)

    def _introduce(self, person: Person, role: str, place: Place, form: NameForm) -> None:
        title, organisation = split_organisation(role, self.bodies.__contains__, self._is_distinct)
        if organisation:
            self.bodies.propose(organisation, "role")
        if form.is_full or not person.given:
            self.introductions.append(Introduction(person.key, title, organisation, place))

    def _is_distinct(self, word: str) -> bool:
        family = self.people.surnamed(word) or self.people.surnamed(word.removesuffix("s"))  # "the McCanns"
        return may_be_distinct(word) and not self.survey.vocabulary.is_small(word) and not family

    def _learn_actors(self) -> None:
        """Names that act and own as companies do: "Fujitsu told us", "Fujitsu's", "by Fujitsu"."""
        for phrase, times in self.survey.phrases.items():
            if (times >= _ENOUGH_TIMES or self.survey.is_short) and self._is_actor(phrase):
                self.bodies.propose(phrase, "acts-as-a-body")

    def _is_actor(self, phrase: str) -> bool:
        """Whether the report uses a capitalised phrase as it uses the name of a company."""
        first, _, rest = phrase.partition(" ")
        if first == "St":
            return False
        told = self.survey.inside[phrase] or self.survey.speaking[phrase]
        if not self._may_be_body_name(first) or not told or phrase in self.forms:
            return False
        if rest and (rest.count(" ") or rest in DOCUMENT_WORDS or rest.lower() in ROLE_WORDS or rest in PLACES):
            return False
        before = self.survey.after.get(phrase, set())
        owns, joined = self.survey.owning[phrase] > 0, bool(before & _PREPOSITIONS)
        if self.survey.is_short:
            acts = bool(self.survey.acting[phrase] or self.survey.being[phrase])
            return "in" not in before and (self.survey.speaking[phrase] > 0 or acts + owns + joined > 1)
        return self.survey.acting[phrase] > 0 and owns and joined

    def _may_be_body_name(self, phrase: str) -> bool:
        """Whether no other use is known for a word: no common word, place, person, sign or subject."""
        if not is_name_word(phrase) or phrase in TITLES or phrase in PLAIN_ACRONYMS or phrase in self.ciphers:
            return False
        if phrase in GIVEN_NAMES or self.people.surnamed(phrase) or self.people.first_named(phrase):
            return False
        if phrase.lower() in ROLE_WORDS or phrase.lower() in AGENT_VERBS or phrase.lower() in self.terms:
            return False
        return not self.survey.vocabulary.is_small(phrase) and not self.survey.vocabulary.is_small(
            phrase.removesuffix("s")
        )
