"""What a field can name: people, bodies and sections, with every name they answer to, read by the one analyser."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from evidence.models import Section, Witness
from evidence.search import analysis
from evidence.search.tree import AnalysedText, InField, holds


@dataclass(frozen=True, slots=True)
class Thing:
    """A row with the name it is said by, the names it answers to, and the signs that mean it and no other."""

    key: int
    name: str
    names: tuple[str, ...]
    signs: tuple[str, ...]
    beneath: tuple[int, ...] = ()  # of a section: itself and the sections that lie beneath it


def called(field: InField, things: list[Thing]) -> list[Thing]:
    """Those that a field's value means: by the sign itself, else by a name that holds the words."""
    value = field.value.strip().casefold()
    if exact := [thing for thing in things if value in thing.signs]:
        return exact
    return [thing for thing in things if any(holds(field.part, _analysed(name)) for name in thing.names)]


def _analysed(name: str) -> AnalysedText:
    return AnalysedText(analysis.terms(name))


def entities(model: type[Any]) -> list[Thing]:
    """People or bodies that readers see. A cipher answers to its sign only."""
    kind = str(model._meta.model_name)
    published = model._default_manager.published()
    aliases: dict[int, list[str]] = defaultdict(list)
    open_ones = published.filter(is_cipher=False) if model is Witness else published
    rows = model.aliases.rel.related_model._default_manager.filter(**{f"{kind}__in": open_ones.order_by()})
    for key, alias in rows.order_by().values_list(kind, "name"):
        aliases[key].append(alias)
    found = []
    for entity in published:
        own = entity.full_name if isinstance(entity, Witness) else entity.abbreviation
        # a slug of one word may be one of many people's names: it means them all
        signs = (entity.slug,) if "-" in entity.slug else ()
        found.append(Thing(entity.pk, entity.name, (entity.name, own, *aliases[entity.pk]), signs))
    return found


def sections() -> list[Thing]:
    """Sections by number, slug and title."""
    rows = list(Section.objects.filter(withdrawn_at=None).select_related("report").order_by("report", "position"))
    beneath: dict[int, list[int]] = defaultdict(list)
    above: list[Section] = []
    for section in rows:
        while above and (above[-1].report_id != section.report_id or above[-1].last_position < section.position):
            above.pop()
        above.append(section)
        for one in above:
            beneath[one.pk].append(section.pk)
    several = len({section.report_id for section in rows}) > 1
    return [
        Thing(
            section.pk,
            f"{section.heading} ({section.report.title})" if several else section.heading,
            (section.title,),
            tuple(
                sign.casefold()
                for sign in (section.number, section.slug, f"{section.report.slug}/{section.slug}")
                if sign
            ),
            tuple(beneath[section.pk]),
        )
        for section in rows
    ]
