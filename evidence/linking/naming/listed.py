"""What the authority lists name, taken up before the text is read: what is listed comes first."""

from __future__ import annotations

from typing import Protocol

from evidence.linking.naming.authority import Authority, AuthorityPerson
from evidence.linking.naming.bodies import Body, BodyIndex, Term
from evidence.linking.naming.capitalised import plain
from evidence.linking.naming.people import Person, PersonIndex
from evidence.linking.naming.person_forms import NameForm, form_as_given
from evidence.linking.naming.titles import CIPHER


class Known(Protocol):
    """What is known of a report's people, organisations and subjects, to be filled."""

    people: PersonIndex
    bodies: BodyIndex
    terms: dict[str, Term]
    forms: dict[str, NameForm]
    ciphers: dict[str, Person]


def take_authority(authority: Authority, known: Known) -> None:
    """Takes up everybody and everything that the lists name, by every name they give."""
    for entry in authority.people:
        _take_person(known, entry)
    for organisation in authority.organisations:
        body = Body(organisation.key, plain(organisation.name), "authority", True, plain(organisation.abbreviation))
        known.bodies.add(body, *organisation.aliases)
    for subject in authority.subjects:
        term = Term(subject.key, plain(subject.name), "authority", is_authority=True)
        term.names = {plain(name) for name in (subject.name, *subject.aliases) if name}
        for name in term.names:
            known.terms.setdefault(name.lower(), term)


def _take_person(known: Known, entry: AuthorityPerson) -> None:
    name, honorific = plain(entry.name), plain(entry.honorific)
    if entry.is_cipher or CIPHER.fullmatch(name):
        known.ciphers[name] = known.people.add(Person(entry.key, (), name, is_authority=True, is_cipher=True))
        return
    form = form_as_given(name, honorific)
    person = known.people.add(Person(entry.key, form.given, form.surname, is_authority=True))
    person.names[name] += 1
    if form.honorific:
        person.honorifics[form.honorific] += 1
        person.full_honorifics.add(form.honorific)
    for alias in (name, f"{honorific} {name}".strip(), *map(plain, entry.aliases)):
        alias_form = form_as_given(alias, "")
        known.forms.setdefault(alias, alias_form)
        if alias_form.honorific:
            person.honorifics[alias_form.honorific] += 1
    _aliases_of(known, person, entry)


def _aliases_of(known: Known, person: Person, entry: AuthorityPerson) -> None:
    """An alias that is another surname or given name leads to the person as well."""
    for alias in map(plain, entry.aliases):
        form = form_as_given(alias, "")
        if form.surname and not any(found is person for found in known.people.surnamed(form.surname)):
            known.people.also(person, form.surname)
