"""What somebody may be typing: names one of whose words begins so, sections, references, and words of the texts.

Each kind is asked once and answers with a few. The database chooses what may begin so, with a LIKE that knows no
accents; the analyser then decides. A cipher is known by its sign only, and nothing that readers do not see is offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Case, Q, QuerySet, Value, When

from evidence.models import Organisation, Section, Source, Standing, Subject, Witness
from evidence.search import analysis
from evidence.search.index import IndexUnavailable, search_index
from evidence.search.names import accented

LONGEST = 100
SHORTEST = 2
# a shorter beginning of a word is that of too many words
SHORTEST_WORD = 3
MOST_WORDS = 6
# of each kind so many are offered, and so many looked at
OFFERED = 4
READ = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be meant, what sort of thing it is, and where it leads."""

    kind: str
    words: str
    address: str
    more: str = ""


def suggestions(typed: str) -> list[Suggestion]:
    """What may be meant by what was typed, in a number of queries that depends on nothing."""
    found = list(analysis.words(typed))[:MOST_WORDS]
    words, printed = [word.text for word in found], [typed[word.start : word.end] for word in found]
    if len(typed) > LONGEST or len("".join(words)) < SHORTEST:
        return []
    return [
        *_entities("Person", Witness, words),
        *_entities("Organisation", Organisation, words),
        *_entities("Subject", Subject, words),
        *_sections(words, printed),
        *_sources(words, printed),
        *_words(typed),
    ]


def _entities(kind: str, model: type[Any], words: list[str]) -> list[Suggestion]:
    name = str(model._meta.model_name)
    published = model._default_manager.published()
    fields = ["name", "abbreviation"] if model is Organisation else ["name"]
    found: dict[int, tuple[bool, str, Any, str]] = {}
    for entity in _beginning(published, words, *fields):
        first = min((_rank(getattr(entity, field), words) for field in fields), key=lambda rank: rank is not True)
        if first is not None:
            found[entity.pk] = (not first, entity.name, entity, "")
    open_ones = published.filter(is_cipher=False) if model is Witness else published
    aliases = model.aliases.rel.related_model._default_manager.filter(**{f"{name}__in": open_ones.order_by()})
    for alias in _beginning(aliases.select_related(name), words, "name"):
        entity, first = getattr(alias, name), _rank(alias.name, words)
        if first is not None and entity.pk not in found:
            found[entity.pk] = (not first, entity.name, entity, f"also “{alias.name}”")
    best = sorted(found.values(), key=lambda one: one[:2])[:OFFERED]
    return [Suggestion(kind, _name(entity), entity.get_absolute_url(), more) for _, _, entity, more in best]


def _name(entity: Witness | Organisation | Subject) -> str:
    return entity.full_name if isinstance(entity, Witness) else entity.name


def _sections(words: list[str], printed: list[str]) -> list[Suggestion]:
    rows = Section.objects.filter(withdrawn_at=None).select_related("report")
    found = [
        (not first, section.report_id, section.position, section)
        for section in _beginning(rows, printed, "title", "number", accents=False)
        if (first := _rank(section.heading, words)) is not None
    ]
    best = sorted(found, key=lambda one: one[:3])[:OFFERED]
    return [Suggestion("Section", one.heading, one.get_absolute_url(), one.report.title) for *_, one in best]


def _sources(words: list[str], printed: list[str]) -> list[Suggestion]:
    rows = Source.objects.exclude(standing=Standing.REJECTED)
    found = [
        (not first, source.reference, source)
        for source in _beginning(rows, printed, "reference", accents=False)
        if (first := _rank(source.reference, words)) is not None
    ]
    best = sorted(found, key=lambda one: one[:2])[:OFFERED]
    return [
        Suggestion("Source", one.reference, one.get_absolute_url(), one.title if one.title != one.reference else "")
        for *_, one in best
    ]


def _words(typed: str) -> Iterator[Suggestion]:
    """Words of the paragraphs in the place of the last one typed, as long as that is not finished."""
    typed_words = list(analysis.words(typed))
    last = typed_words[-1]
    if last.end != len(typed) or len(last.text) < SHORTEST_WORD:
        return
    try:
        found = search_index().words(last.text, limit=OFFERED)
    except IndexUnavailable:
        return
    for word in found:
        words = typed[: last.start] + word
        yield Suggestion("Word", words, f"/search/?q={quote(words, safe='')}")


def _beginning(rows: QuerySet[Any], words: list[str], *fields: str, accents: bool = True) -> list[Any]:
    """Rows that may have the words at the beginning of theirs, those that begin with the first of them first.

    The commonest two letters are in nearly every name: no more rows are read than it takes to fill a list.
    """
    holding = Q()
    for word in words:
        holding &= _any(fields, "icontains", word)
    nearness = Case(
        When(_any(fields, "istartswith", words[0]), then=Value(0)),
        When(_any(fields, "icontains", f" {words[0]}"), then=Value(1)),
        When(holding, then=Value(2)),
        default=Value(3),
    )  # rows that LIKE cannot judge come last
    if accents:  # looked for in names; in titles and references, of which there are many more, as they are typed
        holding |= accented(*fields)
    found: QuerySet[Any] = rows.filter(holding).order_by(nearness, fields[0], "pk")
    return list(found[:READ])


def _any(fields: Sequence[str], lookup: str, value: str) -> Q:
    either = Q()
    for field in fields:
        either |= Q(**{f"{field}__{lookup}": value})
    return either


def _rank(name: str, words: list[str]) -> bool | None:
    """Whether the name begins with the words, or, if not, has words that begin so; none if it has not."""
    own = analysis.terms(name)
    if all(one.startswith(word) for one, word in zip(own, words, strict=False)) and len(own) >= len(words):
        return True
    return False if all(any(one.startswith(word) for one in own) for word in words) else None
