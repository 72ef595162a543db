"""The organisations and subjects of a report, each with every name it goes by."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from evidence.linking.naming.capitalised import plain
from evidence.linking.naming.person_forms import is_name_word

_LEGAL_FORMS = (" Limited", " Ltd", " plc", " PLC", " Plc", " LLP", " Inc", " LLC", " SAS", " GmbH", " Corporation")


@dataclass(slots=True, eq=False)
class Body:
    """An organisation: of the authority list, or proposed from the text."""

    key: Hashable
    name: str
    rule: str
    is_authority: bool = False
    abbreviation: str = ""
    names: set[str] = field(default_factory=set)
    after_the: set[str] = field(default_factory=set)  # names that are its own only after "the": "the Countess"


@dataclass(slots=True, eq=False)
class Term:
    """A subject: of the authority list, or defined in the text."""

    key: Hashable
    name: str
    rule: str
    is_authority: bool = False
    abbreviation: str = ""
    names: set[str] = field(default_factory=set)


class BodyIndex:
    """Organisations by any of their names; the first to claim a name keeps it."""

    def __init__(self) -> None:
        self._by_name: dict[str, Body] = {}
        self._bodies: list[Body] = []

    def __iter__(self) -> Iterator[Body]:
        return iter(self._bodies)

    def __contains__(self, name: str) -> bool:
        return plain(name) in self._by_name

    def get(self, name: str) -> Body | None:
        return self._by_name.get(plain(name))

    def names(self) -> Iterator[tuple[str, Body]]:
        yield from self._by_name.items()

    def include(self, body: Body) -> Body:
        """A new organisation whose names are still to be given."""
        self._bodies.append(body)
        return body

    def add(self, body: Body, *names: str) -> Body:
        """A new organisation and its names."""
        self._bodies.append(body)
        self.call(body, body.name, body.abbreviation, *names)
        return body

    def call(self, body: Body, *names: str) -> None:
        """Give an organisation further names; one that is taken stays with its owner."""
        for name in names:
            for spelling in _spellings(plain(name)):
                if self._by_name.setdefault(spelling, body) is body:
                    body.names.add(spelling)

    def propose(self, name: str, rule: str) -> Body:
        """The organisation of this name, new if nobody has it."""
        known = self.get(name)
        if known is not None:
            return known
        return self.add(Body(organisation_key(name), name, rule))


def legal_stems(phrases: Iterable[str]) -> Iterator[str]:
    """Names that the report also gives with a legal form: "Herbert Smith Freehills" of "… LLP" is no person."""
    for phrase in phrases:
        for form in (*_LEGAL_FORMS, " Solicitors", " Associates"):
            if phrase.endswith(form):
                stem = phrase.removesuffix(form)
                yield stem
                first, _, rest = stem.partition(" ")
                if first.isupper() and rest:
                    yield rest  # "BCL Burton Copeland Solicitors"


def organisation_key(name: str) -> str:
    """A proposal's key, the same from one import to the next."""
    return "organisation:" + "-".join(plain(name).casefold().split())


def subject_key(name: str) -> str:
    return "subject:" + "-".join(plain(name).casefold().split())


def _spellings(name: str) -> Iterator[str]:
    """A name as it may be printed: without its legal form, without "The", with "and" for "&"."""
    if not name:
        return
    yield name
    for prefix in ("The ", "the "):
        if name.startswith(prefix):
            yield name[len(prefix) :]
    for form in _LEGAL_FORMS:
        stem = name.removesuffix(form)
        if stem != name and (" " in stem or is_name_word(stem)):
            yield stem
    if " & " in name:
        yield name.replace(" & ", " and ")
    elif name.count(" and ") == 1:
        yield name.replace(" and ", " & ")
