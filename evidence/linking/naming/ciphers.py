"""Signs for people whose names are not public: "IN-A1", "Witness A", "Mr B". Nothing ever joins one to a name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from evidence.linking.naming.known_bodies import known_bodies
from evidence.linking.naming.person_forms import IN_RELIGION, PLAIN_TITLES, NameForm
from evidence.linking.naming.survey import Survey
from evidence.linking.naming.titles import CIPHER, PLACEHOLDER, POST_NOMINALS
from evidence.linking.naming.word_lists import PLAIN_ACRONYMS

_AT_THE_BEGINNING = re.compile(rf"({PLACEHOLDER.pattern})(?:\.(?: |$)|$)")  # "said Witness A. He": no initial
_COUNTED_OUT = re.compile(r"[A-Z]0\d{2}")  # "D004": nobody counts roads so
_DIGITS = "0123456789"
_LETTERS = re.compile(r"[A-Z]{1,3}\d{0,3}")


def signs(found: Survey, titled: Iterable[NameForm], terms: Container[str]) -> dict[str, str]:
    """Every sign that the report uses, and whose it is: "Witness W12" and "W12" are one person, "Mr A" and "Dr A" two.

    ``titled``: names of a title and letters ("Ms NN"); of three letters the sign is used by itself too.
    """
    whose = {sign: sign for sign in spoken_ciphers(found, terms)}
    for phrase in (*found.phrases, *found.numbered):
        if match := _AT_THE_BEGINNING.match(phrase):
            sign = match[1].rpartition(" ")[2]
            whose[match[1]] = whose.get(sign, match[1])
    for letters, spoken in found.counted.items():
        if any(spoken.values()) and letters.lower() not in terms:
            whose.update({sign: sign for sign in spoken})
    for form in titled:
        whole = f"{form.honorific} {_letters_of(form)}"
        whose.setdefault(whole, whole)
        if len(_letters_of(form)) > 2 and found.phrases[_letters_of(form)]:
            whose.setdefault(_letters_of(form), _letters_of(form))
            whose[whole] = _letters_of(form)
    return whose


def is_a_sign(form: NameForm) -> bool:
    """Whether a titled name has letters in the place of the name: "Mr A", "Sister X", "Ms NN", "Brother LHC"."""
    letters = _letters_of(form)
    if form.is_full or not _LETTERS.fullmatch(letters) or letters in POST_NOMINALS or letters in PLAIN_ACRONYMS:
        return False
    title = form.honorific.rpartition(" ")[2]
    return len(letters) == 1 or title in PLAIN_TITLES or title in IN_RELIGION


def _letters_of(form: NameForm) -> str:
    return (form.surname or form.given[0]).rstrip(".")  # the letter may end a sentence


def spoken_ciphers(found: Survey, terms: Container[str]) -> set[str]:
    """Signs that speak, or share their letters with one that does. Letters that stand for a term ("OP4", where
    "operative paragraph (OP)" is defined) and names of bodies ("MI5") are no person's."""
    printed = {phrase for phrase in found.phrases if CIPHER.fullmatch(phrase)}
    called = {phrase.rpartition(" ")[2] for phrase in found.phrases if PLACEHOLDER.fullmatch(phrase)}
    called = {sign for sign in called if CIPHER.fullmatch(sign)}
    stems = {sign.rstrip(_DIGITS) for sign in printed if _speaks(found, sign)}
    stems |= {sign.rstrip(_DIGITS) for sign in called}
    if any(_COUNTED_OUT.fullmatch(sign) and found.owning[sign] + found.acting[sign] for sign in printed):
        stems |= {sign.rstrip(_DIGITS) for sign in printed if _COUNTED_OUT.fullmatch(sign)}
    stems = {stem for stem in stems if stem.lower() not in terms and stem.lower() + "s" not in terms}
    return called | {sign for sign in printed if sign.rstrip(_DIGITS) in stems or _is_plainly_a_cipher(sign)}


def _speaks(found: Survey, sign: str) -> bool:
    if found.after_the[sign] or any(sign in body.names for body in known_bodies()):
        return False
    if {"witness", "Witness"} & found.after.get(sign, set()):
        return True
    if len(sign.rstrip(_DIGITS)) == 1 and len(sign) < len("W100"):
        return False  # "P5", "G8", "C4": groups, channels and roads
    return bool(found.speaking[sign])


def _is_plainly_a_cipher(sign: str) -> bool:
    """ "IN-A1": two letters, a hyphen, a letter and a number are no weapon and no road."""
    letters, _, rest = sign.partition("-")
    return len(letters) > 1 and rest[:1].isalpha()
