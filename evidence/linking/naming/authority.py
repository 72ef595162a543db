"""The names that an inquiry's authority files give: the recogniser takes them before anything it reads in the text."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuthorityPerson:
    """A witness. ``key`` is the caller's and comes back in every mention."""

    key: Hashable
    name: str
    honorific: str = ""
    aliases: tuple[str, ...] = ()
    is_cipher: bool = False


@dataclass(frozen=True, slots=True)
class AuthorityOrganisation:
    """An organisation, with its initials and other names."""

    key: Hashable
    name: str
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthoritySubject:
    """A term of the index, with the other words for it."""

    key: Hashable
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """All three lists; any may be empty."""

    people: tuple[AuthorityPerson, ...] = ()
    organisations: tuple[AuthorityOrganisation, ...] = ()
    subjects: tuple[AuthoritySubject, ...] = ()
