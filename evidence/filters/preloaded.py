"""What facets count, held in memory: for every published paragraph its section, and whom and what it names and cites.

A set of thousands is counted here in milliseconds, in the database in tenths of a second. What is held is brought up
to date before each use by the list that the database keeps of what was changed. Where that cannot be relied on, and
while it is still being read, ``preloaded`` gives nothing and the database counts.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from django.db import DatabaseError, connections, router
from django.db.models import QuerySet

from evidence.models import (
    FootnoteMarker,
    Mention,
    Organisation,
    Paragraph,
    Quotation,
    Section,
    Standing,
    Subject,
    Witness,
)
from evidence.models import touched as touching
from evidence.search.many import keep

logger = logging.getLogger(__name__)

FEW = 5_000  # of fewer paragraphs the database counts as quickly
AT_ONCE = 5_000  # are read together
SECTION, WITNESS, ORGANISATION, SUBJECT, KIND, QUOTED, SOURCE = range(7)
_ENTITIES: dict[int, type[Any]] = {WITNESS: Witness, ORGANISATION: Organisation, SUBJECT: Subject}

Row = tuple[Any, ...]
Speaker = tuple[int | None, int | None]  # a witness or an organisation, or neither


@dataclass(frozen=True, slots=True)
class Named:
    """A section with the value and the words of a facet, and its place among all of them."""

    value: str
    words: str
    depth: int = 0


@dataclass
class Preloaded:
    """The rows by the paragraphs' keys, and the names of what stands in them."""

    mark: str = ""
    rows: dict[int, Row] = field(default_factory=dict)
    names: dict[int, dict[int, tuple[str, str]]] = field(default_factory=dict)
    sections: list[Named] = field(default_factory=list)
    above: dict[int, tuple[int, ...]] = field(default_factory=dict)
    whole: dict[int, Counter[Any]] = field(default_factory=dict)

    def among(self, keys: Iterable[int]) -> list[int]:
        """The keys that are published paragraphs'."""
        return [key for key in keys if key in self.rows]

    def sections_of(self, keys: Collection[int] | None) -> list[tuple[Named, int]]:
        """The sections that hold any of the paragraphs, or lie above one that does, in reading order."""
        totals: Counter[int] = Counter()
        for section, number in self.count(keys, SECTION).items():
            for place in self.above.get(section, ()):
                totals[place] += number
        return [(self.sections[place], totals[place]) for place in sorted(totals)]

    def count(self, keys: Collection[int] | None, column: int) -> Counter[Any]:
        """How many of the paragraphs, or of all, have just this in a column."""
        if keys is None:
            if column not in self.whole:
                self.whole[column] = Counter(map(itemgetter(column), self.rows.values()))
            return self.whole[column]
        return Counter(map(itemgetter(column), map(self.rows.__getitem__, keys)))

    def brought_up_to_date(self, cursor: Any) -> Preloaded:
        """The same, or a newer one where anything was changed: this one may be counted in another thread."""
        if self.mark and not touching.since(cursor, self.mark):
            return self
        mark = touching.now(cursor)  # before anything is read: what changes meanwhile is read once more
        changed = touching.since(cursor, self.mark) if self.mark else []
        if not self.mark or len(changed) > touching.MOST:
            newer = Preloaded(mark)
            newer.rows = dict(_all_rows())
        else:
            newer = replace(self, mark=mark, whole={})
            keys = {key for key in changed if key is not None}  # fewer than is much to read at once
            newer.rows = {key: row for key, row in self.rows.items() if key not in keys}
            newer.rows.update(_rows(keys, {}))
        if not newer.names or None in changed:
            newer.read_names()
            newer.read_sections()
        return newer

    def read_names(self) -> None:
        """What people, bodies and subjects are called that readers may be shown."""
        self.names = {}
        for column, model in _ENTITIES.items():
            shown: QuerySet[Any] = model._default_manager.exclude(standing=Standing.REJECTED)
            names = shown.filter(merged_into=None).order_by().values_list("pk", "slug", "name")
            self.names[column] = {key: (slug, name) for key, slug, name in names}

    def read_sections(self) -> None:
        """The tree of sections: in which of those shown each lies."""
        fields = "pk", "report", "report__slug", "position", "last_position", "slug", "number", "title", "depth"
        rows = list(Section.objects.filter(withdrawn_at=None).order_by("report", "position").values_list(*fields))
        called = Counter(name for row in rows for name in {row[5], row[6]})
        self.sections, self.above = [], {}
        standing: list[tuple[int, int, int]] = []  # report, last position, place among the sections; or -1
        for pk, report, report_slug, position, last, slug, number, title, depth in rows:
            while standing and (standing[-1][0] != report or standing[-1][1] < position):
                standing.pop()
            place = -1
            if "/" not in slug:
                place = len(self.sections)
                value = slug if called[slug] == 1 else f"{report_slug}/{slug}"
                self.sections.append(Named(value, ": ".join(part for part in (number, title) if part), depth))
            standing.append((report, last, place))
            self.above[pk] = tuple(place for _, _, place in standing if place >= 0)


def _all_rows() -> Iterator[tuple[int, Row]]:
    """Every paragraph's row, some thousands at a time: what is gathered of each is much larger than what is kept."""
    last, same = 0, dict[Any, Any]()
    keys = Paragraph.objects.order_by("pk").values_list("pk", flat=True)
    while part := list(keys.filter(pk__gt=last)[:AT_ONCE]):
        yield from _rows(part, same)
        last = part[-1]


def _rows(keys: Collection[int], same: dict[Any, Any]) -> Iterator[tuple[int, Row]]:
    """The rows of these paragraphs; equal parts are one object, as most paragraphs name the same few."""
    named: dict[int, dict[int, set[int]]] = {column: defaultdict(set) for column in _ENTITIES}
    columns = {WITNESS: "witness", ORGANISATION: "organisation", SUBJECT: "subject"}
    for model, kinds in ((Mention, (WITNESS, ORGANISATION, SUBJECT)), (Quotation, (WITNESS, ORGANISATION))):
        spans = keep(model._default_manager.exclude(standing=Standing.REJECTED).order_by(), keys, "paragraph")
        for key, *entities in spans.values_list("paragraph", *(columns[kind] for kind in kinds)):
            for kind, entity in zip(kinds, entities, strict=True):
                if entity is not None:
                    named[kind][key].add(same.setdefault(entity, entity))
    quoted: dict[int, set[Speaker]] = defaultdict(set)
    speakers = keep(Quotation.objects.exclude(standing=Standing.REJECTED).order_by(), keys, "paragraph")
    for key, witness, body in speakers.values_list("paragraph", "witness", "organisation"):
        quoted[key].add(same.setdefault((witness, body), (witness, body)))
    cited: dict[int, set[str]] = defaultdict(set)
    sources: dict[int, set[int]] = defaultdict(set)
    calls = keep(FootnoteMarker.objects.filter(footnote__citations__isnull=False).order_by(), keys, "paragraph")
    fields = "paragraph", "footnote__citations__kind", "footnote__citations__source"
    for key, kind_cited, source in calls.values_list(*fields):
        cited[key].add(kind_cited)
        if source is not None:
            sources[key].add(same.setdefault(source, source))
    for key, section in keep(Paragraph.objects.published().order_by(), keys).values_list("pk", "section"):
        parts: list[tuple[Any, ...]] = [tuple(sorted(named[kind].get(key, ()))) for kind in _ENTITIES]
        parts.append(tuple(sorted(cited.get(key, ()))))
        parts.append(tuple(sorted(quoted.get(key, ()), key=str)))
        parts.append(tuple(sorted(sources.get(key, ()))))
        yield key, (same.setdefault(section, section), *(same.setdefault(part, part) for part in parts))


class _Holder:
    """One for the process. The first reading is done aside: until it is there, the database counts."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.held: Preloaded | None = None
        self.reading: threading.Thread | None = None


_holder = _Holder()


def preloaded() -> Preloaded | None:
    """What is held, as the database stands now; none where the database should count."""
    connection = connections[router.db_for_read(Paragraph)]
    if connection.in_atomic_block:
        return None  # what a transaction sees may never come to be
    if _holder.held is None:
        _begin()
        return None
    try:
        with _holder.lock, connection.cursor() as cursor:
            if not touching.is_kept(cursor):
                return None
            _holder.held = _holder.held.brought_up_to_date(cursor)
            return _holder.held
    except DatabaseError:
        logger.exception("What was changed could not be read; the database counts")
        return None


def load() -> Preloaded:
    """Reads everything now."""
    with connections[router.db_for_read(Paragraph)].cursor() as cursor:
        _holder.held = held = Preloaded().brought_up_to_date(cursor)
    gc.freeze()  # what stays need not be looked through for garbage again and again, in the midst of somebody's page
    return held


def forget() -> None:
    """Holds nothing more."""
    _holder.held = None


def _begin() -> None:
    """Starts the first reading, once, if there is enough to be read."""
    with _holder.lock:
        if _holder.reading is None and Paragraph.objects.order_by()[FEW : FEW + 1].exists():
            _holder.reading = threading.Thread(target=_load_aside, name="preloading", daemon=True)
            _holder.reading.start()


def _load_aside() -> None:
    try:
        load()
    except DatabaseError:
        logger.exception("What facets count could not be read into memory; the database counts")
    finally:
        _holder.reading = None
        connections.close_all()
