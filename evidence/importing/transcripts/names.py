"""Names as transcripts print them, in capitals: whether something is one, and how it reads in a sentence."""

from __future__ import annotations

import re


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set_of(
    "MR MRS MS MISS MX DR SIR DAME LORD LADY BARONESS BARON VISCOUNT EARL COUNTESS PROFESSOR PROF JUDGE JUSTICE "
    "REVEREND REV FATHER SISTER BISHOP RABBI IMAM CANON COMMANDER COMMISSIONER SUPERINTENDENT INSPECTOR SERGEANT "
    "CONSTABLE DETECTIVE CHIEF GENERAL COLONEL MAJOR CAPTAIN LIEUTENANT ADMIRAL MARSHAL BRIGADIER COUNCILLOR CLLR "
    "SENATOR MINISTER AMBASSADOR HIS HER THE DC DS DI DCI DCS DAC ACC DCC CC PC WPC"
)
_ROLE_WORDS = _set_of(
    "CHAIR CHAIRMAN CHAIRWOMAN CHAIRPERSON WITNESS WITNESSES STENOGRAPHER INTERPRETER CLERK USHER REGISTRAR "
    "PRESIDENT CORONER COUNSEL SOLICITOR SECRETARY PANEL SPEAKER JUROR FOREMAN ASSESSOR ASSOCIATE TRANSLATOR "
    "INTERMEDIARY OPERATOR TECHNICIAN COURT JUDGE FLOOR UNIDENTIFIED"
)
_ROLE_PHRASES = _set_of("COUNSEL INQUIRY PANEL CHAIR CHAIRMAN SOLICITOR BEHALF PARTICIPANTS MODULE TEAM")
_CHAIR_WORDS = _set_of("CHAIR CHAIRMAN CHAIRWOMAN CHAIRPERSON PRESIDENT CORONER")
_PRESIDING = _set_of("SIR LORD LADY BARONESS DAME JUDGE JUSTICE HIS HER VISCOUNT EARL")
_STAFF = _set_of("STENOGRAPHER INTERPRETER CLERK USHER REGISTRAR TRANSLATOR OPERATOR TECHNICIAN")
_WITNESS_WORDS = frozenset({"WITNESS", "WITNESSES"})
_AFTER_NAME = _set_of(
    "KC QC SC MP MSP MS MLA TD KCB KBE GCB GCMG KCMG CMG CB CBE OBE MBE DBE DCB DL PC JP QPM KPM BEM DSO DSC RN "
    "RAF II III IV FRS LLB"
)
_SMALL = _set_of("of the and to for on in de la du van von der den al el bin le y")
_PARTICLES = _set_of("de la du van von der den le y of the and to for on in al bin")
_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]*)*", re.UNICODE)
_MC = re.compile(r"^(Mc|MC|Mac)([A-ZÀ-ÖØ-Þ].*)$")


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_capital(word: str) -> bool:
    """Whether a word is printed in capitals: "O’BYRNE", "McKAY", "IN-A1" are; "Byrne" and "27" are not."""
    plain = word.removeprefix("Mc").removeprefix("Mac").removesuffix("'s").removesuffix("’s")
    return any(c.isalpha() for c in plain) and plain == plain.upper()


def is_capital_name(text: str, most_words: int = 12) -> bool:
    """Whether every word is in capitals, small words and a title printed "Mr" aside. Digits alone may follow."""
    words = words_of(text)
    if not words or len(words) > most_words or any(c in text for c in '?!;:="“”…[]'):
        return False
    first = words[0].rstrip(".")
    if not _is_capital(first) and first.upper() not in TITLES:
        return False
    capital = [word for word in words if _is_capital(word)]
    small = [w for w in words if not _is_capital(w)]
    return bool(capital) and all(
        w.isdigit() or w.lower() in _PARTICLES or (w.rstrip(".").upper() in TITLES and w[:1].isupper()) for w in small
    )


def is_titled(text: str) -> bool:
    """Whether it begins as a person or office does: "MR BEER", "THE CHAIR", "Ms O'Byrne"."""
    words = words_of(text)
    return len(words) > 1 and words[0].rstrip(".").upper() in TITLES and words[0][:1].isupper()


def is_cipher(text: str) -> bool:
    """Whether it stands for a name that is not public: "IN-A1", "SIS4", "W12", "DSF 3"."""
    return bool(re.fullmatch(r"(?:[A-Z]{1,4}-?){1,2} ?\d{1,4}[A-Z]?", text.strip()))


def is_office(text: str) -> bool:
    """Whether it is the label of an office or of nobody by name: "THE CHAIR", "WITNESS", "INTERPRETER"."""
    return bool(_upper_words(text) & _ROLE_WORDS)


def is_role(text: str) -> bool:
    """Whether a questioner is named only by an office: "LEAD COUNSEL TO THE INQUIRY". "MR X ON BEHALF OF" is a name."""
    words = words_of(text)
    return not is_titled_person(text) and bool({w.upper() for w in words} & _ROLE_PHRASES)


def is_titled_person(text: str) -> bool:
    words = words_of(text)
    return len(words) > 1 and words[0].rstrip(".").upper() in TITLES - {"THE"}


def is_the_witness(text: str) -> bool:
    return bool(_upper_words(text) & _WITNESS_WORDS)


def is_chair(text: str) -> bool:
    return bool(_upper_words(text) & _CHAIR_WORDS)


def may_preside(text: str) -> bool:
    """Whether a label may be the chair's: an office, or a title that counsel rarely bear."""
    words = words_of(text.upper())
    return is_chair(text) or bool(words and words[0] in _PRESIDING) or bool(set(words) & _STAFF)


def _upper_words(text: str) -> set[str]:
    return set(words_of(text.upper()))


def in_words(printed: str) -> str:
    """The name as a sentence has it: "MR KEVIN McKAY KC" is "Mr Kevin McKay KC"; what has small letters is left."""
    printed = " ".join(printed.split()).rstrip(".,:;")
    if is_cipher(printed):
        return printed
    parts = re.split(r"(\s+)", printed)
    return "".join(_word_in_words(part, place == 0) for place, part in enumerate(parts))


def _word_in_words(word: str, first: bool) -> str:
    bare = word.strip(",.()")
    if not _is_capital(bare) or any(c.isdigit() for c in bare):
        return word
    if bare in _AFTER_NAME and not first:
        return word
    if bare.lower() in _SMALL and not first:
        return word.lower()
    mac = _MC.match(word)
    if mac:
        return mac[1].capitalize() + mac[2].capitalize()
    pieces = re.split(r"([-’'./&])", word)
    return "".join(_piece(pieces, place) for place in range(len(pieces)))


def _piece(pieces: list[str], place: int) -> str:
    """A part of "O’BYRNE", "ANNE-MARIE" or "FACEBOOK’S": a capital each, except a possessive's."""
    piece = pieces[place]
    possessive = place >= 2 and pieces[place - 1] in "’'" and len(piece) == 1
    return piece.lower() if possessive else piece.capitalize()


def surname(name: str) -> str:
    """The last word that is a name, folded: what two printings of one person nearly always share."""
    words = [w for w in words_of(name) if w.upper() not in _AFTER_NAME]
    return words[-1].casefold().replace("’", "'") if words else ""


def split_names(text: str) -> list[str]:
    """The people of "MR A SMITH and MS B JONES" or "A SMITH, B JONES AND C BROWN", as printed."""
    parts = re.split(r"\s*,\s*(?:and\s+|AND\s+)?|\s+(?:and|AND|&)\s+", text.strip(" ,"))
    names: list[str] = []
    for part in parts:
        if names and all(word.rstrip(".") in _AFTER_NAME for word in words_of(part)):
            names[-1] += f", {part}"  # "SMITH, KC" is one person
        elif part:
            names.append(part)
    return names
