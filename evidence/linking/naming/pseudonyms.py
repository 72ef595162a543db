"""What somebody is called whose name is not given: “Alec”, in quotation marks wherever the report speaks of him."""

from __future__ import annotations

from evidence.linking.naming.given_names import GIVEN_NAMES
from evidence.linking.naming.people import Person, PersonIndex
from evidence.linking.naming.survey import Survey

_ENOUGH_TIMES = 2
_MOSTLY = 2


def pseudonyms(found: Survey, people: PersonIndex) -> dict[str, Person]:
    """Given names that stand for somebody only in quotation marks, each a person joined to nobody else.

    One that is also the name of somebody in the report, or stands as often without its marks, is left alone.
    """
    called = {}
    for word, times in sorted(found.quoted.items()):
        if times < _ENOUGH_TIMES or word not in GIVEN_NAMES or people.first_named(word) or people.surnamed(word):
            continue
        if _MOSTLY * times < found.phrases[word]:
            continue
        called[word] = Person(f"person:called-{word.casefold()}", (word,), "")
        called[word].names[word] += times
    for person in called.values():
        people.add(person)
    return called
