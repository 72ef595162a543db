"""Recognising who and what a report names: people, organisations and subjects, each with how sure it is.

A ``Recogniser`` reads the whole report once, because a full name may stand on another page than the short form, and
then reads page by page: ``recogniser.page()`` remembers who was named last, to tell two people of one surname apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from evidence.linking.naming.authority import Authority
from evidence.linking.naming.bodies import Body
from evidence.linking.naming.capitalised import plain
from evidence.linking.naming.gazetteer import Check, Gazetteer, Match, Surface, without_overlaps
from evidence.linking.naming.given_names import GIVEN_NAMES
from evidence.linking.naming.introductions import Introduction
from evidence.linking.naming.known_bodies import AFTER_THE_ONLY
from evidence.linking.naming.learning import Learned
from evidence.linking.naming.people import Person
from evidence.linking.naming.person_forms import NameForm, is_name_word
from evidence.linking.naming.surroundings import surroundings_allow
from evidence.linking.naming.titles import Bearing, bearing_of

_NEAR = 8  # paragraphs back in which the last one named is still meant
_MOSTLY = 4
NEW_TITLE = "short-name, new title"
_BARE_GIVEN_TIMES = 3


class Kind(StrEnum):
    """What is named."""

    WITNESS = "witness"
    ORGANISATION = "organisation"
    SUBJECT = "subject"


_KINDS = {kind.value: kind for kind in Kind}


class Status(StrEnum):
    """How sure it is who or what is meant."""

    CONFIRMED = "confirmed"  # the authority lists name it, and nobody else fits
    PROPOSED = "proposed"  # read from the text, or the nearest of several
    AMBIGUOUS = "ambiguous"  # several fit: ``candidates`` lists them, ``key`` is None


class MentionCandidate(NamedTuple):
    """A stretch of a text that names somebody or something; a possessive ending is not part of it."""

    start: int
    end: int
    kind: Kind
    key: Hashable | None
    candidates: tuple[Hashable, ...]
    status: Status
    rule: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody or something that no authority list has: for staff to confirm."""

    key: Hashable
    kind: Kind
    name: str  # full; else as written, with its title
    rule: str
    honorific: str = ""
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    is_cipher: bool = False


class Recogniser:
    """Everybody and everything a report names, learned from the authority lists and the text itself."""

    def __init__(self, authority: Authority, texts: Iterable[tuple[Hashable, str]]) -> None:
        self._learned = Learned(authority, texts)
        self._gazetteer = Gazetteer()
        self._fill()
        self._gazetteer.close()

    def page(self) -> PageReader:
        """A reader for the paragraphs of one page, in order."""
        return PageReader(self._gazetteer)

    def proposals(self) -> tuple[Proposal, ...]:
        """What the text names and no authority list has. Some may have no mention: link what ``mentions`` returns."""
        people = [
            Proposal(
                person.key,
                Kind.WITNESS,
                person.name,
                "cipher" if person.is_cipher else "name",
                "" if person.is_cipher else person.honorific,
                aliases=tuple(sorted(name for name in person.names if name != person.name)),
                is_cipher=person.is_cipher,
            )
            for person in self._learned.people
            if not person.is_authority
        ]
        things = [
            Proposal(
                thing.key,
                Kind.ORGANISATION if isinstance(thing, Body) else Kind.SUBJECT,
                thing.name,
                thing.rule,
                abbreviation=thing.abbreviation,
                aliases=tuple(sorted(thing.names - {thing.name, thing.abbreviation})),
            )
            for thing in (*self._learned.bodies, *dict.fromkeys(self._learned.terms.values()))
            if not thing.is_authority
        ]
        return (*people, *things)

    def introductions(self) -> tuple[Introduction, ...]:
        """Roles that the text gives to its people, of the authority lists or proposed, each where it was read."""
        return tuple(self._learned.introductions)

    def _fill(self) -> None:
        """Every surface into the gazetteer: what comes first keeps a string that several want."""
        learned, add = self._learned, self._gazetteer.add
        for text, form in learned.forms.items():
            if referents := learned.people.candidates(form):
                add(Surface(text, "witness", referents, _rule_of(form, referents)))
        for text, peers in learned.placed.items():
            add(Surface(text, "witness", peers, "full-name"))
        for sign, person in learned.ciphers.items():
            add(Surface(sign, "witness", (person,), "cipher"))
        for name, body in learned.bodies.names():
            checks = {Check.NOT_A_TITLE}
            if (name in AFTER_THE_ONLY and not body.is_authority) or name in body.after_the:
                checks.add(Check.AFTER_THE)
            if name.startswith("St ") and name.endswith("'s"):
                checks.add(Check.ALONE)  # "St James's Park" is no body's
            add(Surface(name, "organisation", (body,), body.rule, frozenset(checks)))
        for name, term in learned.terms.items():
            printed = next((known for known in term.names if known.lower() == name), name)
            exact = not any(letter.islower() for letter in printed)
            case = frozenset({Check.EXACT_CASE}) if exact else frozenset[Check]()
            add(Surface(printed if exact else name, "subject", (term,), term.rule, case))
        self._fill_department()
        self._fill_pseudonyms()
        self._fill_single_names()

    def _fill_department(self) -> None:
        """ "The Department": the only one the report names, or one of several."""
        named = [
            body for body in self._learned.bodies if plain(body.name).startswith(("Department for ", "Department of "))
        ]
        if named and self._learned.survey.after_the["Department"]:
            checks = frozenset({Check.AFTER_THE, Check.NOT_A_TITLE, Check.ALONE})
            self._gazetteer.add(Surface("Department", "organisation", tuple(named), "the-department", checks))

    def _fill_pseudonyms(self) -> None:
        """What somebody is called whose name is not given: “Alec” said. Without its marks it may be another's name."""
        for word, person in self._learned.pseudonyms.items():
            self._gazetteer.add(Surface(word, "witness", (person,), "pseudonym", frozenset({Check.CALLED})))

    def _fill_single_names(self) -> None:
        """Surnames and given names by themselves, where the report uses them so: "Saddam", "Blair told Bush"."""
        learned = self._learned
        for word in learned.survey.phrases:
            if (
                " " in word
                or not is_name_word(word)
                or learned.survey.vocabulary.is_small(word)
                or word in learned.bodies
            ):
                continue
            family = learned.people.surnamed(word)
            surnamed = tuple(p for p in family if p.is_shared) or tuple(
                p for p in family if p.given and not p.is_cipher
            )
            if surnamed and word not in GIVEN_NAMES:
                self._gazetteer.add(Surface(word, "witness", surnamed, "surname-alone", frozenset({Check.ALONE})))
            elif given := tuple(p for p in learned.people.first_named(word) if p.surname and p.given):
                checks = frozenset({Check.ALONE, Check.SEEN_ON_PAGE})
                if len(given) == 1 and learned.survey.inside[word] >= _BARE_GIVEN_TIMES:
                    self._gazetteer.add(Surface(word, "witness", given, "given-name-alone", checks))
        for person in learned.people:
            if person.given and " " in person.surname and person.surname[0].islower():  # "van der Berg"
                namesakes = tuple(p for p in learned.people.surnamed(person.surname) if p.given)
                alone = frozenset({Check.ALONE})
                self._gazetteer.add(Surface(person.surname, "witness", namesakes, "surname-alone", alone))


class PageReader:
    """Reads one page's paragraphs in order, and remembers whom it has met."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._paragraph = 0
        self._last_met: dict[Person, int] = {}  # the paragraph in which the person was last named beyond doubt
        self._times_met: Counter[Person] = Counter()

    def mentions(self, text: str) -> tuple[MentionCandidate, ...]:
        """Every mention in a paragraph, in order and without overlaps."""
        self._paragraph += 1
        even = plain(text)
        found = []
        allowed = [match for match in self._gazetteer.matches(even) if surroundings_allow(even, match)]
        for match in without_overlaps(allowed):
            mention = self._resolve(match)
            if mention is not None:
                found.append(mention)
        return tuple(found)

    def _resolve(self, match: Match) -> MentionCandidate | None:
        surface, referents = match.surface, match.surface.referents
        kind = _KINDS[surface.kind]
        rule = surface.rule
        if Check.SEEN_ON_PAGE in surface.checks and referents[0] not in self._last_met:
            return None
        if len(referents) == 1:
            chosen = referents[0]
            if isinstance(chosen, Person):
                self._last_met[chosen] = self._paragraph
                self._times_met[chosen] += 1
            is_sure = chosen.is_authority and rule != NEW_TITLE
            status = Status.CONFIRMED if is_sure else Status.PROPOSED
            return MentionCandidate(match.start, match.end, kind, chosen.key, (chosen.key,), status, rule)
        keys = tuple(referent.key for referent in referents)
        nearest = self._nearest([person for person in referents if isinstance(person, Person)])
        if nearest is None:
            return MentionCandidate(match.start, match.end, kind, None, keys, Status.AMBIGUOUS, rule)
        return MentionCandidate(match.start, match.end, kind, nearest.key, keys, Status.PROPOSED, rule + ", nearest")

    def _nearest(self, people: list[Person]) -> Person | None:
        """The one named lately, or most by far on this page; None when two were named in the same paragraph."""
        met = [(self._last_met[person], person) for person in people if person in self._last_met]
        latest = max((paragraph for paragraph, _ in met), default=0)
        if not latest or self._paragraph - latest > _NEAR:
            most = [person for _, person in met if self._is_most_named(person, met)]
            return most[0] if len(most) == 1 else None
        near = [person for paragraph, person in met if paragraph == latest]
        return near[0] if len(near) == 1 else None

    def _is_most_named(self, person: Person, met: list[tuple[int, Person]]) -> bool:
        """Whether the page names the person in full several times as often as all others together."""
        times = self._times_met[person]
        return times > _MOSTLY * sum(self._times_met[other] for _, other in met if other is not person)


def _rule_of(form: NameForm, referents: tuple[Person, ...]) -> str:
    """How a form names its people; a rank that nobody is known to bear makes a short form less sure."""
    if form.is_full:
        return "full-name"
    borne = any(form.honorific in honorific for person in referents for honorific in person.honorifics)
    borne = borne or any(person.bears(form.honorific) for person in referents)
    return "short-name" if borne or bearing_of(form.honorific) is not Bearing.ANYONE else NEW_TITLE
