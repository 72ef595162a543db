"""Fields of the language, looked up: each becomes the paragraphs it means, so that every engine can combine them.

``witness:`` and ``organisation:`` are who is named or quoted, ``section:`` where a paragraph stands, ``footnote:``
words of a note it calls, ``quote:`` words inside a quotation. Names and notes are read from the database and not from
an index: what staff change is found at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from rapidfuzz import fuzz, process

from evidence.models import Mention, Organisation, Paragraph, Quotation, Speech, Standing, Witness
from evidence.search import words_inside
from evidence.search.contents import PARAGRAPHS, Contents
from evidence.search.many import keep
from evidence.search.query import Query, said
from evidence.search.things import Thing, called, entities, sections
from evidence.search.tree import Among, AnyOf, Everyone, InField, Node, Without, in_fields

OFFERED = 3  # names that a notice gives in full


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a field means: paragraphs, and how that is said; nothing if its value is unknown."""

    keys: frozenset[int]
    said: str
    marked: Node | None = None
    unknown: str = ""


_LookUp = Callable[[Sequence[InField]], list[_Meaning]]


def resolved(query: Query, contents: Contents = PARAGRAPHS) -> Query:
    """The query with its fields looked up. What nothing answers to finds nothing, excluded or not, and is said."""
    if query.root is None or not (asked := list(dict.fromkeys(in_fields(query.root)))):
        return query
    meanings: dict[InField, _Meaning] = {}
    for name in dict.fromkeys(field.name for field in asked):
        fields = [field for field in asked if field.name == name]
        look_up = _LOOK_UP[contents.kind].get(name, partial(_not_here, contents))
        meanings.update(zip(fields, look_up(fields), strict=True))
    unknown = tuple(meaning.unknown for meaning in meanings.values() if meaning.unknown)
    everything = frozenset(contents.wanted().values_list("pk", flat=True)) if unknown else frozenset()
    root = _replaced(query.root, meanings, everything, excluded=False)
    return replace(query, root=root, unknown=unknown, notices=(*query.notices, *unknown))


def _replaced(node: Node, meanings: dict[InField, _Meaning], everything: frozenset[int], *, excluded: bool) -> Node:
    match node:
        case Everyone(parts) | AnyOf(parts):
            return type(node)(tuple(_replaced(part, meanings, everything, excluded=excluded) for part in parts))
        case Without(part):
            return Without(_replaced(part, meanings, everything, excluded=not excluded))
        case InField():
            meaning = meanings[node]
            # to leave out what is unknown would find everything: as if every paragraph had it
            keys = everything if meaning.unknown and excluded else meaning.keys
            return Among(keys, meaning.said, meaning.marked)
        case _:
            return node


def _people(fields: Sequence[InField]) -> list[_Meaning]:
    return _named(fields, "witness", "person", entities(Witness))


def _bodies(fields: Sequence[InField]) -> list[_Meaning]:
    return _named(fields, "organisation", "organisation", entities(Organisation))


def _named(fields: Sequence[InField], kind: str, noun: str, things: list[Thing]) -> list[_Meaning]:
    meanings = []
    for field in fields:
        meant = called(field, things)
        keys = {thing.key for thing in meant}
        paragraphs: set[int] = set()
        for model in (Mention, Quotation):
            rows = model._default_manager.exclude(standing=Standing.REJECTED)
            paragraphs.update(keep(rows, keys, kind).order_by().values_list("paragraph", flat=True) if keys else ())
        meanings.append(_meaning(field, noun, meant, things, paragraphs, "{} named or quoted"))
    return meanings


def _sections(fields: Sequence[InField]) -> list[_Meaning]:
    things = sections()
    meanings = []
    for field in fields:
        meant = called(field, things)
        beneath = {key for thing in meant for key in thing.beneath}
        rows = keep(Paragraph.objects.published(), beneath, "section") if beneath else Paragraph.objects.none()
        meanings.append(
            _meaning(field, "section", meant, things, rows.order_by().values_list("pk", flat=True), "in section {}")
        )
    return meanings


def _meaning(
    field: InField, noun: str, meant: list[Thing], things: list[Thing], paragraphs: Iterable[int], form: str
) -> _Meaning:
    if not meant:
        return _Meaning(
            frozenset(), f"{field.name}: “{_short(field.value)}” (unknown)", unknown=_unknown(field, noun, things)
        )
    names = " or ".join(thing.name for thing in meant[:OFFERED])
    more = f" or {len(meant) - OFFERED} more so called" if len(meant) > OFFERED else ""
    return _Meaning(frozenset(paragraphs), form.format(names + more))


def _unknown(field: InField, noun: str, things: list[Thing]) -> str:
    offers = " or ".join(f"“{thing.name}”" for thing in _nearest(field.value.casefold(), things))
    offered = f" The nearest is {offers}." if offers else ""
    return f"“{field.name}:{_short(field.value)}”: no {noun} here is called so, and nothing was found by it.{offered}"


def _nearest(value: str, things: list[Thing]) -> list[Thing]:
    """Those whose name, sign or a word of whose name is spelt most like the value."""
    spelt = [
        (text, thing)
        for thing in things
        for name in (*thing.names, *thing.signs)
        for text in {name.casefold(), *name.casefold().split()}
        if len(text) > 1
    ]
    near = process.extract(value, [text for text, _ in spelt], scorer=fuzz.ratio, limit=50, score_cutoff=60)
    return list(dict.fromkeys(spelt[place][1] for _, _, place in near))[:OFFERED]


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:60]}…"


def _notes(fields: Sequence[InField]) -> list[_Meaning]:
    found = words_inside.notes([field.part for field in fields])
    return [
        _Meaning(frozenset(keys), f"a note with {said(field.part)}") for field, keys in zip(fields, found, strict=True)
    ]


def _quotations(fields: Sequence[InField]) -> list[_Meaning]:
    found = words_inside.quotations([field.part for field in fields])
    return [
        _Meaning(frozenset(keys), f"a quotation with {said(field.part)}", field.part)
        for field, keys in zip(fields, found, strict=True)
    ]


def _speakers(fields: Sequence[InField]) -> list[_Meaning]:
    things = entities(Witness)
    meanings = []
    for field in fields:
        meant = called(field, things)
        keys = {thing.key for thing in meant}
        rows = keep(Speech.objects.published(), keys, "witness") if keys else Speech.objects.none()
        spoken = rows.order_by().values_list("pk", flat=True)
        meanings.append(_meaning(field, "person", meant, things, spoken, "spoken by {}"))
    return meanings


def _not_here(contents: Contents, fields: Sequence[InField]) -> list[_Meaning]:
    """Fields that texts of this kind do not have."""
    return [
        _Meaning(
            frozenset(),
            f"{field.name}: “{_short(field.value)}” (not in {contents.plural})",
            unknown=f"“{field.name}:” cannot be asked of {contents.plural}, and nothing was found by it.",
        )
        for field in fields
    ]


_LOOK_UP: dict[str, dict[str, _LookUp]] = {
    "paragraph": {
        "witness": _people,
        "organisation": _bodies,
        "section": _sections,
        "footnote": _notes,
        "quote": _quotations,
    },
    "speech": {"witness": _speakers},
}
