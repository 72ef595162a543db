"""Signs for people whose names are not public: "IN-A1", "SIS4", "Witness A". Nothing ever joins one to a name."""

from __future__ import annotations

from collections.abc import Container

from evidence.linking.naming.known_bodies import known_bodies
from evidence.linking.naming.survey import Survey
from evidence.linking.naming.titles import CIPHER, PLACEHOLDER

_DIGITS = "0123456789"


def spoken_ciphers(found: Survey, terms: Container[str]) -> set[str]:
    """Signs that speak, or share their letters with one that does. Letters that stand for a term ("OP4", where
    "operative paragraph (OP)" is defined) and names of bodies ("MI5") are no person's."""
    signs = {phrase for phrase in found.phrases if CIPHER.fullmatch(phrase)}
    stems = {sign.rstrip(_DIGITS) for sign in signs if _speaks(found, sign)}
    stems = {stem for stem in stems if stem.lower() not in terms and stem.lower() + "s" not in terms}
    placeholders = {phrase for phrase in found.phrases if PLACEHOLDER.fullmatch(phrase)}
    return placeholders | {sign for sign in signs if sign.rstrip(_DIGITS) in stems or _is_plainly_a_cipher(sign)}


def _speaks(found: Survey, sign: str) -> bool:
    if found.after_the[sign] or any(sign in body.names for body in known_bodies()):
        return False
    return bool(found.speaking[sign]) or bool({"witness", "Witness"} & found.after.get(sign, set()))


def _is_plainly_a_cipher(sign: str) -> bool:
    """ "IN-A1": two letters, a hyphen, a letter and a number are no weapon and no road."""
    letters, _, rest = sign.partition("-")
    return len(letters) > 1 and rest[:1].isalpha()
