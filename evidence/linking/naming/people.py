"""Who is who: the forms of a name that one report uses, gathered into persons, and a short form's candidates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from evidence.linking.naming.given_names import FEMALE, MALE, same_given_name
from evidence.linking.naming.person_forms import IN_RELIGION, NameForm
from evidence.linking.naming.titles import PEERAGES, TITLES, Bearing, bearing_of, honorific_size, in_full

_MALES = frozenset({Bearing.MALE, Bearing.PEER_MALE})
_FEMALES = frozenset({Bearing.FEMALE, Bearing.PEER_FEMALE})
_CIVIL = frozenset({"Mr", "Mrs", "Ms", "Miss"})


@dataclass(slots=True, eq=False)
class Person:
    """One person, as far as the report tells: a witness of the authority list, or a proposal."""

    key: Hashable
    given: tuple[str, ...]
    surname: str
    is_authority: bool = False
    is_cipher: bool = False
    is_shared: bool = False  # a title and surname that several of one given name have: which of them is never told
    honorifics: Counter[str] = field(default_factory=Counter)  # every title the person is seen or listed with
    full_honorifics: set[str] = field(default_factory=set)  # those that stood before the full name
    names: Counter[str] = field(default_factory=Counter)  # full names as printed, without title

    @property
    def name(self) -> str:
        """The full name used most; else the name as written, with its title."""
        if self.names:
            return max(self.names, key=lambda name: (self.names[name], len(name), name))
        return f"{self.honorific} {self.surname or ' '.join(self.given)}".strip()

    @property
    def honorific(self) -> str:
        if not self.honorifics:
            return ""
        return max(self.honorifics, key=lambda title: (self.honorifics[title], len(title), title))

    def is_female(self) -> bool | None:
        """From titles; else from the given name; None when neither tells."""
        bearings = {bearing_of(title) for title in self.honorifics}
        male, female = bool(bearings & _MALES), bool(bearings & _FEMALES)
        if male != female:
            return female
        first = self.given[0] if self.given else ""
        if (first in MALE) != (first in FEMALE):
            return first in FEMALE
        return None

    def may_be_called(self, honorific: str) -> bool:
        """Whether this title can be the person's: sex, peerage and rank do not speak against it."""
        bearing = bearing_of(honorific)
        if self.bears(honorific) or not honorific:
            return True
        female = self.is_female()
        if (female and bearing in _MALES) or (female is False and bearing in _FEMALES):
            return False
        known = {bearing_of(title) for title in self.full_honorifics or self.honorifics}
        if bearing is Bearing.PEER_FEMALE and female is None:
            return False  # of "Archbishop Rowan Williams" nothing says "Baroness"
        if bearing in PEERAGES:
            return not known - {Bearing.ANYONE} and not (self.full_honorifics & _CIVIL)
        if known and known <= PEERAGES:
            return not self._is_rank(honorific) and bearing is Bearing.ANYONE
        if self._is_rank(honorific):
            return not self.full_honorifics or not self.full_honorifics <= _CIVIL
        return True

    def bears(self, honorific: str) -> bool:
        """Whether the person is seen or listed with this title, in its long or its short form."""
        return honorific in self.honorifics or in_full(honorific) in map(in_full, self.honorifics)

    def has_other_initials(self, given: tuple[str, ...]) -> bool:
        """Whether the further given names speak against it: "George HW" and "George W" are two."""
        mine, theirs = _initials(self.given), _initials(given)
        return not (mine.startswith(theirs) or theirs.startswith(mine))

    @staticmethod
    def _is_rank(honorific: str) -> bool:
        if honorific.endswith(" Justice"):
            return True  # "Lord Justice Clarke" is not Mr Kenneth Clarke
        return (
            honorific in TITLES and TITLES[honorific] is Bearing.ANYONE and honorific not in ("Dr", "Professor", "Prof")
        )


class PersonIndex:
    """The persons of a report, found by full name, by surname and by given name."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._by_surname: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_given: defaultdict[str, list[Person]] = defaultdict(list)

    def __iter__(self) -> Iterator[Person]:
        return iter(self.persons)

    def add(self, person: Person) -> Person:
        self.persons.append(person)
        if person.surname:
            self._by_surname[person.surname.casefold()].append(person)
        for given in person.given[:1]:
            self._by_given[given.casefold()].append(person)
        return person

    def surnamed(self, surname: str) -> list[Person]:
        return self._by_surname.get(surname.casefold(), [])

    def first_named(self, given: str) -> list[Person]:
        return self._by_given.get(given.casefold(), [])

    def also(self, person: Person, surname: str) -> None:
        """Find the person by another surname too."""
        self._by_surname[surname.casefold()].append(person)

    def withdraw(self, people: Iterable[Person], honorific: str) -> None:
        """Forget a person who was made of a title and a surname alone, now that two others are known to have them."""
        for person in people:
            if (
                not person.given
                and not person.is_authority
                and not person.names
                and set(person.honorifics) == {honorific}
            ):
                self.persons.remove(person)
                self._by_surname[person.surname.casefold()].remove(person)

    def learn_full(self, form: NameForm, times: int) -> Person:
        """The person of a full name: one already known, or a new one. Its title and spelling are remembered."""
        same = self._same(form)
        known = same[0] if len(same) == 1 else None
        person = known or self.add(Person(proposal_key(form), form.given, form.surname))
        person.names[" ".join((*form.given, form.surname))] += times
        if form.honorific:
            person.honorifics[form.honorific] += times
            person.full_honorifics.add(form.honorific)
        return person

    def _same(self, form: NameForm) -> list[Person]:
        """Whom a full name may mean: who has these very given names, else this first one, else a form of it."""
        same = [person for person in self.surnamed(form.surname) if self._is_same(person, form)]
        exact = [person for person in same if person.given[0] == form.given[0]]
        return [person for person in exact if person.given == form.given] or exact or same

    @staticmethod
    def _is_same(person: Person, form: NameForm) -> bool:
        if person.is_cipher or not person.given or not same_given_name(person.given[0], form.given[0]):
            return False
        if person.has_other_initials(form.given):
            return False
        return person.may_be_called(form.honorific) or person.given[0] == form.given[0]

    def learn_short(self, form: NameForm, times: int) -> None:
        """A title and a surname: when nobody known can be meant, somebody new is; so when father and son have both."""
        known = self.candidates(form)
        is_shared = len(known) > 1 and bool(form.surname) and _are_namesakes(known)
        if not known or is_shared:
            new = Person(proposal_key(form), () if form.surname else form.given, form.surname, is_shared=is_shared)
            new.honorifics[form.honorific] += times
            self.add(new)

    def named_before(self, phrases: Iterable[str]) -> Iterator[tuple[str, NameForm]]:
        """Those of a title and a common word that is the surname of somebody with that title: "Sergeant White"."""
        for phrase in phrases:
            honorific, _, surname = phrase.rpartition(" ")
            family = [one for one in self.surnamed(surname) if one.given and not one.is_cipher]
            if family and honorific_size(honorific.split(" ")) == honorific.count(" ") + 1:
                last = in_full(honorific).rpartition(" ")[2]
                if any(in_full(title).endswith(last) for one in family for title in one.honorifics):
                    yield phrase, NameForm(0, len(phrase), honorific, (), surname)

    def candidates(self, form: NameForm) -> tuple[Person, ...]:
        """Everybody the form may name, those who bear its very title first and alone if there are any."""
        if form.is_full:
            return tuple(self._same(form))
        if not form.surname:
            known = self._by_given.get(form.given[0].casefold(), [])
            found = _of_title(known, form.honorific)
            if found or form.honorific.rpartition(" ")[2] not in IN_RELIGION:
                return found
            return _of_title(self.surnamed(form.given[0]), form.honorific)  # "Sister Mary Bernard", "Sister Bernard"
        fitting = [person for person in self.surnamed(form.surname) if person.may_be_called(form.honorific)]
        titled = [person for person in fitting if person.bears(form.honorific)]
        shared = [person for person in titled if person.is_shared]
        return tuple(shared or titled or fitting)


def _of_title(people: Iterable[Person], honorific: str) -> tuple[Person, ...]:
    """Those of whom some title ends as this one does: "Sir" of "General Sir"."""
    last = in_full(honorific).rpartition(" ")[2]
    return tuple(one for one in people if any(in_full(t).rpartition(" ")[2] == last for t in one.honorifics))


def _are_namesakes(people: Iterable[Person]) -> bool:
    """Whether all have one given name, and only initials tell them apart."""
    return len({person.given[:1] for person in people}) == 1


def _initials(given: tuple[str, ...]) -> str:
    """The initials of all given names but the first."""
    return "".join(name if name.isupper() else name[0] for name in given[1:]).replace(".", "")


def proposal_key(form: NameForm) -> str:
    """A key that stays the same from one import to the next: the name without case and spaces."""
    name = (*form.given, form.surname) if form.is_full else (form.honorific, form.surname or form.given[0])
    return "person:" + "-".join(part.casefold().replace(" ", "-") for part in name if part)
