"""Reading one run of capitalised words as a person's name: title, given names, surname, letters after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence.linking.naming.given_names import GIVEN_NAMES
from evidence.linking.naming.titles import GIVEN_NAME_TITLES, OFFICES, POST_NOMINALS, TITLES, honorific_size, title_size
from evidence.linking.naming.word_lists import (
    BODY_WORDS,
    CALENDAR_WORDS,
    DOCUMENT_WORDS,
    FUNCTION_WORDS,
    ORDINARY_WORDS,
    PEOPLES,
    PLACES,
    PLURAL_ROLES,
    ROLE_WORDS,
    word_set,
)

LONGEST_NAME = 5
_LONGEST_FORM = 16  # words of titles and name together
# After these a single word is a surname even if it is a title or a common noun too: "Mr Major", "Dr Bishop".
PLAIN_TITLES = frozenset(
    {"Mr", "Mrs", "Ms", "Miss", "Dr", "Professor", "Prof", "Sir", "Dame", "Lord", "Lady", "Baroness"}
)
IN_RELIGION = frozenset({"Sister", "Brother", "Father", "Fr", "Mother"})
# "Mr Speaker", "Mr President": an address, not a name.
_FORMS_OF_ADDRESS = frozenset(
    {"Speaker", "President", "Chairman", "Justice", "Ambassador", "Chair", "Minister", "Recorder", "Deputy"}
)
# Titles that are also the first word of offices, bodies and phrases: "Commander Field Army", "Major Incident".
_NEEDS_A_NAME = (
    OFFICES
    | word_set(
        """
    General Major Private Commander Commissioner Judge Captain Constable Inspector Sergeant Father Brother Sister Mother
    Dean Recorder Sheriff King Queen Prince Princess Superintendent AC AM CC DC DI DS PC PS ACC Gunner Doctor Nurse
    Pope Hon Honourable Baron Earl Duke Rt Fr Col Deputy
    """
    )
    | frozenset(
        {"Chief Constable", "Deputy Commissioner", "Assistant Commissioner", "Chief Inspector", "Warrant Officer"}
    )
)
_CAPITAL_PARTICLES = frozenset(
    {"Van", "Von", "Der", "De", "Du", "Le", "Di", "Da", "Bin", "Ibn", "Ní", "Nic", "Ó", "Uí", "Mac", "Te"}
)
# Father and son of one name; part of the surname here, so that neither is taken for the other.
_GENERATIONS = frozenset({"Senior", "Junior", "Snr", "Jnr", "Sr", "Jr"})
_SURNAMES_TOO = frozenset({"May", "Will", "Even", "Our", "Such", "Still", "Over", "Once"})
_LONGER_OFFICES = frozenset({"Secretary", "Minister", "Chancellor", "Speaker", "Governor", "Chief Executive"})
_ARTICLES = frozenset({"Der", "Die", "Das", "Le", "La", "El", "Al", "Los", "Las"})
# Without a title these are no surname, even after a given name: "Ryan Report", "Victoria Hospital".
_NO_SURNAMES = BODY_WORDS | frozenset(
    {"Report", "Reports", "Review", "Inquiry", "Act", "Judgment", "Principles", "Rules"}
)
_NEVER_IN_A_NAME = BODY_WORDS | DOCUMENT_WORDS | ORDINARY_WORDS | FUNCTION_WORDS | CALENDAR_WORDS | PLACES | PEOPLES


@dataclass(frozen=True, slots=True)
class NameForm:
    """A person's name as one run prints it; offsets are into the run."""

    start: int
    end: int
    honorific: str
    given: tuple[str, ...]
    surname: str  # with its particles: "de Bailliencourt"; empty after "Sir David"

    @property
    def is_full(self) -> bool:
        return bool(self.given and self.surname)

    def by_itself(self) -> NameForm:
        """The form as if its run held nothing else."""
        return replace(self, start=0, end=self.end - self.start)


def is_name_word(word: str) -> bool:
    """Whether a capitalised word can be part of a name, for all that a table of words can tell."""
    if word in _NEVER_IN_A_NAME or word.lower() in ROLE_WORDS or word.lower() in PLURAL_ROLES:
        return False
    if word.endswith("s") and (word[:-1] in BODY_WORDS or word[:-1] in DOCUMENT_WORDS):
        return False
    if word.endswith("."):
        return True
    return not (len(word) > 2 and word.isupper()) and not any(letter.isdigit() for letter in word)


def is_initial(word: str) -> bool:
    """ "W.", "J.K." or "F": a letter that stands for a name."""
    return word.endswith(".") or (len(word) == 1 and word.isupper()) or (len(word) == 2 and word.isupper())


def _is_particle(word: str) -> bool:
    return word[0].islower() and not word.startswith(("al-", "el-", "ul-"))


def _name_size(words: list[str], *, first_is_name: bool, titled: bool = False) -> int:
    """How many of the words after a title, or at the start of a run, make up the name."""
    size = 0
    for at, word in enumerate(words[:LONGEST_NAME]):
        after_given = at > 0 and words[at - 1] in GIVEN_NAMES and word not in POST_NOMINALS and at == size
        ends_run = at + 1 == len(words) or words[at + 1] in POST_NOMINALS
        if word in POST_NOMINALS and at > 0:
            break
        if word in _GENERATIONS and at > 0 and at == size and at + 1 == len(words):
            return at + 1
        if at == 0 and first_is_name:
            size = 1
        elif _is_particle(word):
            continue
        elif len(word) == 1 and word in "AI" and at == size and _follows_a_given(words, at) and at + 1 < len(words):
            continue  # an initial that is a word too: "John A Smith", "Mr C A Seaton"
        elif (is_name_word(word) and not (at > 0 and word in TITLES)) or (
            after_given and ends_run and not word.isupper() and (titled or word not in _NO_SURNAMES)
        ):
            size = at + 1
        else:
            break
    return size


def _follows_a_given(words: list[str], at: int) -> bool:
    return at > 0 and (words[at - 1] in GIVEN_NAMES or len(words[at - 1]) == 1)


def _parts(words: list[str]) -> tuple[tuple[str, ...], str]:
    """Given names and surname; a particle begins the surname, "Junior" ends it."""
    if len(words) > 1 and words[-1] in _GENERATIONS:
        given, surname = _parts(words[:-1])
        return given, f"{surname} {words[-1]}"
    for at, word in enumerate(words[:-1]):
        if _is_particle(word) or word in _CAPITAL_PARTICLES:
            return tuple(words[:at]), " ".join(words[at:])
    return tuple(words[:-1]), words[-1]


def _form(words: list[str], offsets: list[int], first: int, titles: int, names: int) -> NameForm:
    honorific = " ".join(word.rstrip(".") for word in words[first : first + titles])
    named = words[first + titles : first + titles + names]
    given, surname = _parts(named)
    last_title = honorific.rpartition(" ")[2]
    if len(named) == 1 and last_title in GIVEN_NAME_TITLES:
        given, surname = (named[0],), ""
    last = first + titles + names
    while last < len(words) and words[last] in POST_NOMINALS:
        last += 1
    return NameForm(offsets[first], offsets[last - 1] + len(words[last - 1]), honorific, given, surname)


def _titled_at(words: list[str], first: int) -> tuple[int, int] | None:
    """How many titles and how many name words stand here; None when this is no titled name."""
    words = words[first : first + _LONGEST_FORM]
    bare = [word.rstrip(".") for word in words]
    titles = honorific_size(bare)
    if not titles:
        return None
    if titles == len(bare) and titles > 1 and bare[0] in PLAIN_TITLES and bare[-1] not in _FORMS_OF_ADDRESS:
        is_office = bare[0] in ("Lord", "Lady") and bare[-1] in OFFICES  # "Lord Chancellor"
        return None if is_office else (titles - 1, 1)  # "Mr Major"
    rest = words[titles:]
    if not rest or rest[0] in POST_NOMINALS or bare[titles] in _FORMS_OF_ADDRESS:
        return None
    if not _may_follow(_last_title(bare[:titles]), rest[0]):
        return None
    return titles, _name_size(rest, first_is_name=True, titled=True)


def _may_follow(title: str, word: str) -> bool:
    """Whether the word after a title can begin a name: the plainer the title, the more words can."""
    if title in ("Lord", "Lady") and (word.lower() in ROLE_WORDS or word in ("Privy", "Advocate", "Mayor")):
        return False
    if title in _NEEDS_A_NAME:
        return is_name_word(word) or (title in IN_RELIGION and word.isupper() and len(word) == len("BKZ"))
    if word in FUNCTION_WORDS - _SURNAMES_TOO and len(word) > 1:
        return False
    if title in PLAIN_TITLES:
        return True
    return word not in BODY_WORDS and word not in DOCUMENT_WORDS and word.lower() not in ROLE_WORDS


def _last_title(words: list[str]) -> str:
    last = words[0]
    while words:
        size = title_size(words)
        last, words = " ".join(words[:size]), words[size:]
    return last


def titled_forms(run: str) -> Iterator[NameForm]:
    """The names with a title in a run: "Air Chief Marshal Sir Jock Stirrup", "Ms de Bailliencourt", "Mr Moloney KC"."""
    words, offsets = _words(run)
    at = 0
    while at < len(words):
        found = _titled_at(words, at)
        if found is None or found[1] == 0:
            at += 1
            continue
        form = _form(words, offsets, at, *found)
        if at and form.honorific in _LONGER_OFFICES and form.given:
            form = _form(words, offsets, at + found[0], 0, found[1])  # "Cabinet Secretary David Lidington"
        yield form
        at += sum(found)


def untitled_form(run: str) -> NameForm | None:
    """Given names and surname, if the run may be so: two words or more, each fit for a name. What stands before a
    common given name and is no name ("Chief Executive Nick Read") is left out."""
    words, offsets = _words(run)
    first = next((at for at, word in enumerate(words) if is_name_word(word)), len(words))
    if len(words) - first < 2 or (first and words[first] not in GIVEN_NAMES):
        return None
    size = _name_size(words[first:], first_is_name=True)
    last = first + size
    if size < 2 or any(word not in POST_NOMINALS for word in words[last:]) or is_initial(words[last - 1]):
        return None
    if words[first] in TITLES or words[first] in _ARTICLES:
        return None
    form = _form(words, offsets, first, 0, size)
    return form if form.given else None


def form_as_given(name: str, honorific: str) -> NameForm:
    """A name from an authority list: what a reader of running text would doubt is taken at its word."""
    for form in titled_forms(f"{honorific} {name}".strip()):
        if form.start == 0:
            return form
    words = name.split(" of ")[0].split(" ")
    while len(words) > 1 and words[-1] in POST_NOMINALS:
        words.pop()
    particle = next((at for at, word in enumerate(words) if at and word[:1].islower()), len(words) - 1)
    return NameForm(0, len(name), honorific, tuple(words[:particle]), " ".join(words[particle:]))


def _words(run: str) -> tuple[list[str], list[int]]:
    words, offsets, at = [], [], 0
    for word in run.split(" "):
        if word:
            words.append(word)
            offsets.append(at)
        at += len(word) + 1
    return words, offsets
