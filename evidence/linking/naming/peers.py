"""Peers with the place of their title: "Lord Williams of Mostyn" and "Lord Williams of Baglan" are two."""

from __future__ import annotations

import re
from collections import Counter

from evidence.linking.naming.capitalised import WORD
from evidence.linking.naming.people import Person, PersonIndex
from evidence.linking.naming.person_forms import NameForm
from evidence.linking.naming.survey import Survey
from evidence.linking.naming.titles import PEERAGES, POST_NOMINALS, TITLES, Bearing
from evidence.linking.naming.word_lists import BODY_WORDS, CALENDAR_WORDS, DOCUMENT_WORDS, ROLE_WORDS

_PLACE = re.compile(rf" of (?P<place>(?:St )?{WORD})(?: (?P<second>{WORD})(?![\w'-]| [A-Z]))?")


def placed_peers(found: Survey, forms: dict[str, NameForm], people: PersonIndex) -> dict[str, tuple[Person, ...]]:
    """Whom each "Lord Clarke of Nottingham" means. Where the report gives one surname two places, each is a person."""
    times: dict[tuple[str, str], Counter[str]] = {}
    for number, start, end in found.heads:
        text = found.texts[number][1]
        form = forms.get(text[start:end])
        if form is not None and _is_peer(form) and (place := _place_after(text, end)):
            times.setdefault((form.honorific, form.surname), Counter())[place] += 1
    peers: dict[str, tuple[Person, ...]] = {}
    for (honorific, surname), places in times.items():
        known = people.candidates(NameForm(0, 0, honorific, (), surname))
        for place, seen in sorted(places.items()):
            name = f"{honorific} {surname} of {place}"
            peers[name] = known if len(places) == 1 else (_peer(people, honorific, surname, place, seen),)
        if len(places) > 1:
            people.withdraw(known, honorific)
    return peers


def _peer(people: PersonIndex, honorific: str, surname: str, place: str, times: int) -> Person:
    key = "-".join(f"person:{honorific} {surname} of {place}".casefold().split())
    person = Person(key, (), surname)
    person.names[f"{surname} of {place}"] += times
    person.honorifics[honorific] += times
    return people.add(person)


def _is_peer(form: NameForm) -> bool:
    last = form.honorific.rpartition(" ")[2]
    return bool(form.surname) and not form.given and TITLES.get(last, Bearing.ANYONE) in PEERAGES


def _place_after(text: str, end: int) -> str:
    match = _PLACE.match(text, end)
    if match is None:
        return ""
    first, second = match["place"], match["second"] or ""
    last = first.removesuffix("'s").rpartition(" ")[2]
    if last in TITLES or not _is_of_a_place(last):
        return ""
    if first.endswith("'s") or not second or not _is_of_a_place(second.removesuffix("'s")):
        return first.removesuffix("'s")
    return f"{first} {second.removesuffix(chr(39) + 's')}"  # "Vernham Dean"


def _is_of_a_place(word: str) -> bool:
    known = word in POST_NOMINALS or word in BODY_WORDS or word.lower() in ROLE_WORDS
    return not (known or word.isupper() or word in CALENDAR_WORDS or word in DOCUMENT_WORDS)
