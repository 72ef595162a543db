"""The tree of sections, held in memory: how many of some passages lie in each, and in which reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evidence.filters.held_groups import Flags, Ints
from evidence.models import Report, Section

_FIELDS = "pk", "report", "position", "last_position", "withdrawn_at", "parent", "slug", "number", "title", "depth"


@dataclass(frozen=True, slots=True)
class Named:
    """A section with the value and the words of a facet, and its place among all of them."""

    value: str
    words: str
    depth: int = 0


class Sections:
    """All sections in reading order; what lies beneath one is a stretch of them."""

    def __init__(self) -> None:
        rows = list(Section.objects.order_by().values_list(*_FIELDS))
        # read last, so that the report of every section is among them
        ordered = Report.objects.order_by("inquiry__short_title", "position", "pk")
        reports = list(ordered.values_list("pk", "slug", "title", "inquiry__short_title", "position"))
        self.reports = [report[:3] for report in reports]
        # reports that the reading order does not tell apart have one rank
        ranks = {order: rank for rank, order in enumerate(dict.fromkeys(report[3:] for report in reports))}
        self._ranks: Ints = np.array([ranks[report[3:]] for report in reports], np.int64)
        places = {report[0]: place for place, report in enumerate(reports)}
        rows = sorted((row for row in rows if row[1] in places), key=lambda row: (places[row[1]], row[2]))
        # what headings are made of, by key: the section above, number, title and slug
        self.written = {row[0]: (row[5], row[7], row[8], row[6]) for row in rows}
        self.report: Ints = np.array([places[row[1]] for row in rows], np.int64)
        self.position: Ints = np.array([row[2] for row in rows], np.int64)
        last: Ints = np.array([row[3] for row in rows], np.int64)
        self._after = np.searchsorted(self._ordered(self.position), self._ordered(last), "right")
        self._published: Flags = np.array([row[4] is None for row in rows], bool)
        self._depth: Ints = np.array([row[9] for row in rows], np.int64)
        self._name(rows)
        keys = np.array([row[0] for row in rows], np.int64)
        self._by_key = np.argsort(keys)
        self._keys = keys[self._by_key]

    def _name(self, rows: Sequence[tuple[Any, ...]]) -> None:
        called = Counter(name for row in rows if row[4] is None for name in {row[6], row[7]})
        self._is_shown: Flags = self._published & np.array(["/" not in row[6] for row in rows], bool)
        self._named: dict[int, Named] = {}
        for place in np.flatnonzero(self._is_shown).tolist():
            slug, number, title, depth = rows[place][6:]
            value = slug if called[slug] == 1 else f"{self.reports[self.report[place]][1]}/{slug}"
            self._named[place] = Named(value, ": ".join(part for part in (number, title) if part), depth)

    def _ordered(self, positions: Ints) -> Ints:
        """Grows in reading order, from report to report."""
        ordered: Ints = (self.report << 32) + positions
        return ordered

    def known(self, keys: Ints) -> Flags:
        """Which of these are keys of sections."""
        return np.isin(keys, self._keys)

    def places(self, keys: Ints) -> Ints:
        """Where the sections with these keys stand among all; every key is known."""
        places: Ints = self._by_key[np.searchsorted(self._keys, keys)].astype(np.int32)
        return places

    def in_reading_order(self, sections: Ints, positions: Ints, keys: Ints) -> Ints:
        """The order in which passages are read, given the place of each one's section, its position and its key."""
        return np.lexsort((keys, positions, self._ranks[self.report[sections]]))

    def counted(
        self, sections: Ints, numbers: Ints | None, chosen: Collection[str], most: int
    ) -> tuple[list[tuple[Named, int]], int]:
        """The sections that hold any passage, or lie above one that does, in reading order; and how many there are.

        The tree is told as deep as ``most`` of them allow; beneath a chosen section, one level more. ``sections`` are
        those of all passages; or each once, with the numbers of its passages.
        """
        direct = np.bincount(sections, numbers, minlength=len(self.report)) * self._published
        sums = np.concatenate([[0], np.cumsum(direct)])
        totals = sums[self._after] - sums[:-1]
        places = np.flatnonzero(totals * self._is_shown)
        shown = self._readable(places, chosen, most)
        return [(self._named[place], int(totals[place])) for place in shown], len(places)

    def _readable(self, places: Ints, chosen: Collection[str], most: int) -> list[int]:
        depths = np.sort(self._depth[places])
        # as deep as the last of those that may be shown, unless more lie as deep as that
        fits = depths[most] - 1 if len(depths) > most else depths[-1] if len(depths) else 0
        deepest = max(fits, depths[0] if len(depths) else 0)
        if not chosen:
            flat: list[int] = places[self._depth[places] <= deepest].tolist()
            return flat
        shown, open_until = [], -1
        for place in places.tolist():
            named = self._named[place]
            if named.depth <= open_until - 1:
                open_until = -1
            if named.depth <= deepest or named.depth == open_until or named.value in chosen:
                shown.append(place)
            if named.value in chosen:
                open_until = named.depth + 1
        return shown

    def by_report(self, sections: Ints, numbers: Ints | None = None) -> list[tuple[str, str, int]]:
        """The slug and the title of each report that holds any of the passages, and how many."""
        counts = np.bincount(self.report[sections], numbers, minlength=len(self.reports)).tolist()
        return [(*report[1:], int(count)) for report, count in zip(self.reports, counts, strict=True) if count]

    def of_reports(self, reports: Iterable[int]) -> Flags:
        """Which sections are in the reports with these keys."""
        wanted = set(reports)
        known: Flags = np.array([report[0] in wanted for report in self.reports], bool)
        found: Flags = known[self.report]
        return found

    def beneath(self, sections: Iterable[Section]) -> Flags:
        """Which sections are these, or lie beneath one of them."""
        found: Flags = np.zeros(len(self.report), bool)
        for section in sections:
            inside = (self.position >= section.position) & (self.position <= section.last_position)
            found |= inside & self.of_reports([section.report_id])
        return found
