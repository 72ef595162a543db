"""A person's evidence as a strip: each day from its first page to its last, a mark for each page that a report uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.models.coverage import Range, Testimony, Use

WIDTH = 1000
# a page of a short testimony is no wider, and a mark in a long one no narrower
WIDEST, NARROWEST = 40.0, 3.0
# between two stretches of one day
GAP = 8.0
# uses that the name of a mark tells one by one
NAMED = 3


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of evidence without a break."""

    x: str
    width: str
    first: str
    last: str  # empty where there is no room for it
    end: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A page, or speech, that is used."""

    x: str
    width: str
    words: str
    address: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """One day."""

    testimony: Testimony
    bands: list[Band]
    marks: list[Mark]
    total: int

    @property
    def used(self) -> int:
        return len(self.marks)


def strips(testimony: Iterable[Testimony]) -> list[Strip]:
    """A strip for each day."""
    return [_strip(one) for one in testimony]


def _strip(testimony: Testimony) -> Strip:
    total = sum(last - first + 1 for first, last in testimony.ranges)
    step = min(WIDEST, (WIDTH - GAP * (len(testimony.ranges) - 1)) / total)
    starts, x = {}, 0.0
    for one in testimony.ranges:
        starts[one] = x
        x += (one[1] - one[0] + 1) * step + GAP
    marks = [_mark(testimony, unit, uses, _x(starts, unit, step), step) for unit, uses in testimony.used.items()]
    return Strip(testimony, [_band(one, at, step) for one, at in starts.items()], marks, total)


def _x(starts: dict[Range, float], unit: int, step: float) -> float:
    return next(at + (unit - first) * step for (first, last), at in starts.items() if first <= unit <= last)


def _band(one: Range, x: float, step: float) -> Band:
    first, last = one
    width = (last - first + 1) * step
    fits = first != last and width > 9.0 * (len(str(first)) + len(str(last)) + 1)
    return Band(f"{x:.1f}", f"{width:.1f}", str(first), str(last) if fits else "", f"{x + width:.1f}")


def _mark(testimony: Testimony, unit: int, uses: list[Use], x: float, step: float) -> Mark:
    named = "; ".join(_said(use) for use in uses[:NAMED])
    more = f"; and {len(uses) - NAMED} more" if len(uses) > NAMED else ""
    address = uses[0].address if len(uses) == 1 else testimony.address_of(unit)
    words = f"{testimony.unit.capitalize()} {unit}: {named}{more}"
    width = max(step, NARROWEST)
    return Mark(f"{min(x, WIDTH - width):.1f}", f"{width:.1f}", words, address, any(u.kind == "quoted" for u in uses))


def _said(use: Use) -> str:
    note = f", note {use.note}" if use.note else ""
    where = " and ".join(str(paragraph) for paragraph in use.paragraphs)
    return f"{use.kind} in {where}{note}" if where else f"{use.kind}{note}"
