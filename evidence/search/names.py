"""Names that answer to the words of a search: people, bodies, subjects, sources and sections, the nearest first.

The database chooses what may hold the words, with a LIKE that knows no accents; the analyser then decides, so that
every engine finds the same, and “Zoë” answers to “zoe”.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db.models import BooleanField, Case, Func, Model, Q, QuerySet, When

from evidence.models import Organisation, Section, Source, Standing, Subject, Witness
from evidence.search.analysis import is_stop_word, terms
from evidence.search.query import Query
from evidence.search.tree import Exact, Like, Near, Prefix, Stem, wanted

# a name is short: of a longer query only the first words are looked for, and a condition stays of a bounded size
MOST_WORDS = 20
# a shorter word must be a whole word of the name, not its beginning: “A.2” is not “Abuse in 2019”
SHORTEST_BEGINNING = 3
# what stands between words and never inside one, so that LIKE finds the words beside it as they are
_BETWEEN_WORDS = "‘’“”–—…•£"
# how well a name answers
EXACTLY, WITHIN, PART = range(3)

Row = TypeVar("Row", bound=Model)
Entity = Witness | Organisation | Subject


@dataclass(frozen=True, slots=True)
class Named(Generic[Row]):
    """What a name belongs to; ``alias`` is the name that answered, where it is not the thing's own."""

    thing: Row
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Names(Generic[Row]):
    """The nearest names of one kind, and whether there are others."""

    nearest: list[Named[Row]]
    has_more: bool = False


def words_of(query: Query) -> tuple[str, ...]:
    """The words that a name should hold, each once: what the query does not exclude; not more than can be asked."""
    return _all_words(query)[:MOST_WORDS]


def is_cut(query: Query) -> bool:
    """Whether names are looked for by the first words of the query only."""
    return len(_all_words(query)) > MOST_WORDS


def _all_words(query: Query) -> tuple[str, ...]:
    found: list[str] = []
    for leaf in wanted(query.root) if query.root else ():
        match leaf:
            case Stem(_, word) | Like(word) | Prefix(word):
                found.append(word)
            case Exact(several) | Near(several, _):
                found.extend(several)
    return tuple(dict.fromkeys(found))


def rank(name: str, words: tuple[str, ...]) -> int | None:
    """``EXACTLY``, ``WITHIN`` (all the words are in the name), ``PART`` (all the name is in the words), or none."""
    own = tuple(dict.fromkeys(terms(name)))
    telling = tuple(word for word in own if not is_stop_word(word))
    if words in (own, telling):
        return EXACTLY
    if all(any(_begins(word, other) for other in own) for word in words):
        return WITHIN
    return PART if telling and set(telling) <= set(words) else None


def _begins(word: str, other: str) -> bool:
    return other.startswith(word) if len(word) >= SHORTEST_BEGINNING else other == word


def _plain(field: str) -> str:
    for sign in _BETWEEN_WORDS:
        field = f"REPLACE({field}, '{sign}', '')"
    return field


class _Accented(Func):
    """Whether a text holds anything but ASCII and printers' signs: there LIKE cannot tell."""

    output_field = BooleanField()
    template = f"(OCTET_LENGTH({_plain('%(expressions)s')}) <> LENGTH({_plain('%(expressions)s')}))"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # older SQLites know no OCTET_LENGTH
        template = f"(LENGTH(CAST({_plain('%(expressions)s')} AS BLOB)) <> LENGTH({_plain('%(expressions)s')}))"
        return self.as_sql(compiler, connection, template=template, **context)


def _holds_one(words: tuple[str, ...], *fields: str) -> Q:
    """Rows with one of the words in one of the fields, any of which may be inside a longer word."""
    return _any(Q(**{f"{field}__icontains": word}) for word in words for field in fields)


def _holds_all(words: tuple[str, ...], *fields: str) -> Q:
    """Rows with every word in one of the fields."""
    condition = Q()
    for word in words:
        condition &= _holds_one((word,), *fields)
    return condition


def accented(*fields: str) -> Q:
    """Rows that the database cannot judge."""
    return _any(Q(_Accented(field)) for field in fields)


def _any(conditions: Iterable[Q]) -> Q:
    either = Q()
    for condition in conditions:
        either |= condition
    return either


def entities(model: type[Any], query: Query, limit: int) -> Names[Any]:
    """People, bodies or subjects by their names and aliases. Those rejected or merged into others are not found.

    A cipher answers to its sign only: whatever else is known of it is never looked at.
    """
    words = words_of(query)
    if not words:
        return Names([])
    kind = str(model._meta.model_name)
    published = model._default_manager.published()
    # by key: how near, the name to sort by, the alias that answered
    found: dict[int, tuple[int, str, str]] = {}
    for entity in published.filter(_named(model, words)):
        if nearness := [one for name in _names(entity) if (one := rank(name, words)) is not None]:
            found[entity.pk] = (min(nearness), entity.name, "")
    open_ones = published.filter(is_cipher=False) if model is Witness else published
    aliases = model.aliases.rel.related_model._default_manager
    aliases = aliases.filter(_holds_one(words, "name") | accented("name"))
    for key, alias, name in aliases.filter(**{f"{kind}__in": open_ones}).values_list(kind, "name", f"{kind}__name"):
        near = rank(alias, words)
        if near is not None and (key not in found or (near, alias) < (found[key][0], found[key][2])):
            found[key] = (near, name, alias)
    best = nsmallest(limit, found, key=lambda key: (found[key][0], found[key][1], key))
    things = published.in_bulk(best)
    return Names([Named(things[key], found[key][2]) for key in best if key in things], len(found) > limit)


def _named(model: type[Any], words: tuple[str, ...]) -> Q:
    fields = ["name", *(field for field in ("honorific", "abbreviation") if hasattr(model, field))]
    return _holds_one(words, *fields) | accented(*fields)


def _names(entity: Entity) -> tuple[str, ...]:
    """What stands in its own row: with the honorific, unless it is a cipher; or the abbreviation."""
    match entity:
        case Witness():
            return entity.name, entity.full_name
        case Organisation():
            return entity.name, entity.abbreviation
        case _:
            return (entity.name,)


def sections(query: Query, limit: int) -> Names[Section]:
    """Sections by number and title, in reading order among equals."""
    words = words_of(query)
    if not words:
        return Names([])
    rows = Section.objects.filter(withdrawn_at=None).order_by("report", "position")
    rows = rows.filter(_holds_all(words, "number", "title") | accented("number", "title"))
    found = []
    for place, (key, number, title) in enumerate(rows.values_list("pk", "number", "title")):
        near = [one for name in (number, title) if (one := rank(name, words)) == EXACTLY]
        nearness = near[0] if near else rank(f"{number} {title}", words)
        if nearness in (EXACTLY, WITHIN):
            found.append((nearness, place, key))
    best = [key for _, _, key in nsmallest(limit, found)]
    things = Section.objects.select_related("report").in_bulk(best)
    return Names([Named(things[key]) for key in best if key in things], len(found) > limit)


def sources(query: Query, limit: int) -> Names[Source]:
    """Sources by reference, else by title. A reference is found among other words, too, as in a whole citation."""
    words = words_of(query)
    if not words:
        return Names([])
    pieces = {piece.strip("[](){}<>\"'.,;:") for piece in query.text.split()[:MOST_WORDS]} - {""}
    named = Q(reference__in=[*pieces, *(piece.upper() for piece in pieces), query.text])
    in_reference, in_either = _holds_all(words, "reference"), _holds_all(words, "reference", "title")
    # there may be tens of thousands: they are read nearest first, and no further than the last one shown
    nearness = Case(When(named, then=0), When(in_reference, then=1), When(in_either, then=2), default=3)
    rows: QuerySet[Source] = Source.objects.exclude(standing=Standing.REJECTED)
    rows = rows.exclude(merged_into__standing=Standing.REJECTED).select_related("merged_into")
    rows = rows.filter(named | in_either | accented("reference", "title")).order_by(nearness, "reference", "pk")
    answering = (row for row in rows.iterator(chunk_size=500) if _answers(row, words))
    found = [Named(row) for row in islice(_kept_once(answering), limit + 1)]
    return Names(found[:limit], len(found) > limit)


def _kept_once(sources: Iterable[Source]) -> Iterator[Source]:
    """Each source once; for one that staff have merged into another, that other."""
    seen: set[int] = set()
    for source in sources:
        kept = source.merged_into or source
        if kept.pk not in seen:
            seen.add(kept.pk)
            yield kept


def _answers(source: Source, words: tuple[str, ...]) -> bool:
    """A reference may be known by a part in its middle: “0042” of “WITN0042”."""
    parts = terms(source.reference)
    inside = all(any(_begins(word, part) or _is_inside(word, part) for part in parts) for word in words)
    if inside or rank(source.reference, words) is not None:
        return True
    return rank(f"{source.reference} {source.title}", words) in (EXACTLY, WITHIN)


def _is_inside(word: str, part: str) -> bool:
    return len(word) >= SHORTEST_BEGINNING and word in part
