"""Places in a source as notes print them: "[21/49] to [22/3]", "pp27-28, lines 16-3", "52/6-13", "columns 922, 941"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evidence.linking.citing.dates import MONTH
from evidence.linking.citing.records import Place


class SlashMeaning(StrEnum):
    """What the second number of "[a/b]" counts, and what a number alone is."""

    PARAGRAPH = "page/paragraph"
    LINE = "page/line"
    PARAGRAPH_ALONE = "paragraph"  # judgments: "[936]" is a paragraph


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """One or more places that stand together, and where they stand."""

    start: int
    end: int
    places: tuple[Place, ...]


_SECOND = r"(?:(?:FN|fn|n)\s?)?\d{1,4}[A-Za-z]?(?:\.\d{1,3}){0,4}(?:\([a-z0-9]{1,4}\)){0,2}"
_BRACKET = re.compile(
    rf"\[\s?(?P<a>\d{{1,4}}(?:\.\d{{1,3}}){{0,3}})(?:/(?P<b>{_SECOND}))?"
    rf"(?:\s?(?:to|-|–|‑)\s?(?P<c>\d{{1,4}}(?:\.\d{{1,3}}){{0,3}})(?:/(?P<d>{_SECOND}))?)?\s?(?P<close>\])?(?![\d/])"
)
_TO = re.compile(r"\s?(?:to|-|–|‑)\s?(?=\[\s?\d)")
_NEXT = re.compile(r"\s?(?:,\s?and|and|&|,)\s?(?:at\s)?(?=\[\s?\d)")
_LEAD = re.compile(r"[\s,:]{0,3}(?:(?:at|page|pages|see)\s)?(?=\[\s?\d)")

_DASH = r"(?:\s?[-–‑−]\s?|\s(?:to|through)\s)"
_VALUE = (
    r"(?:\([ivxlc]{1,7}\)|(?<=[\s–-])[ivxlc]{1,7}\b|(?<=p)[ivx]{2,7}\b"
    r"|\d{1,5}[A-Za-z]?(?:\.\d{1,4}){0,4}(?:\([a-z0-9]{1,4}\)){0,3})(?![/\w])"
)
_NO_DATE = rf"(?!\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH})"
_UNIT = (
    r"(?P<page>pp?\.?|pgs?\.?|[Pp]ages?)|(?P<line>[lI]ines?|[Ll]l\.|line\(s\))"
    r"|(?P<para>[Pp]aras?\.?|[Pp]aragraphs?|¶{1,2}|§§?|Qs?\.?|[Qq]uestions?)|(?P<col>[Cc]ols?\.?|[Cc]olumns?)"
)
_RANGE = rf"{_NO_DATE}{_VALUE}(?:{_DASH}{_VALUE})?"
_WORDS = re.compile(
    rf"(?<![A-Za-z0-9’'\-_/.])(?:{_UNIT})\s{{0,2}}(?P<values>{_RANGE}(?:(?:\s?,\s?|\s(?:and|&)\s|,\sand\s){_RANGE}){{0,40}})"
)
_UP_TO = re.compile(r",?\s?(?:to|-|–|‑)\s?")
_LINES_BEHIND = re.compile(r":(?P<a>\d{1,2})(?:\s?[-–‑]\s?(?:(?P<page>\d{1,4}):)?(?P<b>\d{1,2}))?(?![\d:])")
_BARE_PAGE = re.compile(r"(?<![\w/.\-])(?P<bare>\d{1,4})(?=,?\s?lines?\s?\d)")
_ONE_RANGE = re.compile(rf"({_VALUE})(?:{_DASH}({_VALUE}))?")


def _page_and_line(mark: str) -> re.Pattern[str]:
    """ "52/6-53/2", with what stands between page and line."""
    return re.compile(
        rf"(?<![\w/.])(?P<page>\d{{1,4}}){mark}(?P<line>\d{{1,3}})"
        rf"(?:(?:\s?[-–‑]\s?|\sto\s)(?:(?P<page_to>\d{{1,4}}){mark})?(?P<line_to>\d{{1,3}}))?(?![\w/])"
    )


_SLASH, _SLASH_OR_COLON = _page_and_line("/"), _page_and_line("[:/]")


def _second(value: str | None) -> tuple[str | None, str | None]:
    """The paragraph or line, or else the footnote, that the second number names."""
    if value and value[0] in "Ffn":
        return None, value.lstrip("FNfn ")
    return value, None


def _place(a: str, b: str | None, c: str | None, d: str | None) -> Place:
    if "." in a and b is None:
        return Place(paragraph_from=a, paragraph_to=c or a)  # only a paragraph has a point
    below, note = _second(b)
    below_to, _ = _second(d)
    if below_to is None and c is None:
        below_to = below
    return Place(
        page_from=a, page_to=c or a, paragraph_from=below, paragraph_to=below_to, note=note, slash=b is not None
    )


def with_meaning(place: Place, meaning: SlashMeaning) -> Place:
    """The place of a bracketed locator, once it is known what its numbers count."""
    if meaning is SlashMeaning.LINE and place.slash and place.line_from is None:
        return replace(
            place, line_from=place.paragraph_from, line_to=place.paragraph_to, paragraph_from=None, paragraph_to=None
        )
    if meaning is SlashMeaning.PARAGRAPH_ALONE and not place.slash and place.page_from:
        return Place(paragraph_from=place.page_from, paragraph_to=place.page_to)
    return place


def brackets_at(text: str, start: int, end: int) -> PlacesFound | None:
    """The bracketed places that follow an offset, "at" or not, closed or not; read as page and paragraph for now."""
    lead = _LEAD.match(text, start, end)
    if not lead:
        return None
    at, places, last = lead.end(), list[Place](), lead.end()
    while match := _BRACKET.match(text, at, end):
        a, b, c, d = match["a"], match["b"], match["c"], match["d"]
        last = match.end()
        to = _TO.match(text, last, end)
        until = _BRACKET.match(text, to.end(), end) if to and c is None else None
        if until:
            c, d, last = until["c"] or until["a"], until["d"] or until["b"], until.end()
        elif not match["close"]:
            break
        places.append(_place(a, b, c, d))
        following = _NEXT.match(text, last, end)
        if not following:
            break
        at = following.end()
    return PlacesFound(lead.end(), last, tuple(places)) if places else None


def slash_at(text: str, start: int, end: int, *, colons: bool = False) -> PlacesFound | None:
    """ "52/6-13", "52/6-53/2" after an offset: page and line of a transcript; "46:9" may be the time of a day."""
    lead = re.compile(r"[\s,]{0,3}(?:(?:at|pp?\.?|pages?)\s?)?").match(text, start, end)
    pattern = _SLASH_OR_COLON if colons else _SLASH
    match = pattern.match(text, lead.end() if lead else start, end)
    if not match:
        return None
    page, line = match["page"], match["line"]
    place = Place(page, line, match["page_to"] or page, match["line_to"] or line, slash=True)
    return PlacesFound(match.start(), match.end(), (place,))


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    name: str
    ranges: tuple[tuple[str, str], ...]


def _plain(value: str, unit: str) -> str:
    if value.startswith("(") and value.endswith(")"):
        value = value[1:-1]
    return value.rstrip("ABCDEFGH") if unit == "page" else value  # "p179H" is a letter down the page's margin


def _units(text: str, start: int, end: int) -> list[_Unit]:
    """The words of place between two offsets, each with its numbers."""
    units = []
    for match in _WORDS.finditer(text, start, end):
        name = "page" if match["page"] or match["col"] else "line" if match["line"] else "para"
        ranges = tuple(
            (_plain(one[1], name), _plain(one[2] or one[1], name))
            for one in _ONE_RANGE.finditer(text, match.start("values"), match.end("values"))
        )
        units.append(_Unit(match.start(), match.end(), name, ranges))
        if name == "page" and text[match.end() : match.end() + 1] == ":":
            units[-1:] = _with_lines(units[-1], _LINES_BEHIND.match(text, match.end(), end))
    if any(unit.name == "line" for unit in units):
        bare = [
            _Unit(m.start(), m.end(), "page", ((m["bare"], m["bare"]),)) for m in _BARE_PAGE.finditer(text, start, end)
        ]
        taken = {offset for unit in units for offset in range(unit.start, unit.end)}
        units = sorted([*units, *(b for b in bare if b.start not in taken)], key=lambda unit: unit.start)
    return units


def _with_lines(page: _Unit, lines: re.Match[str] | None) -> list[_Unit]:
    """ "p. 34:2-12", "p. 34:2-35:6": the page with the lines behind its colon."""
    if lines is None:
        return [page]
    first, last = page.ranges[-1][0], lines["page"] or page.ranges[-1][1]
    whole = _Unit(page.start, lines.start(), page.name, (*page.ranges[:-1], (first, last)))
    return [whole, _Unit(lines.start() + 1, lines.end(), "line", ((lines["a"], lines["b"] or lines["a"]),))]


_NAMES = {
    "page": ("page_from", "page_to"),
    "line": ("line_from", "line_to"),
    "para": ("paragraph_from", "paragraph_to"),
}


def _places_of(group: Sequence[_Unit]) -> tuple[Place, ...]:
    """The places that a page and what stands below it name together: "page 3, paragraphs 4 and 6" are two."""
    places: list[dict[str, str]] = [{}]
    for unit in group:
        low, high = _NAMES[unit.name]
        places = [{**place, low: a, high: b} for place in places for a, b in unit.ranges]
    return tuple(
        Place(
            place.get("page_from"), place.get("line_from"), place.get("page_to"), place.get("line_to"),
            place.get("paragraph_from"), place.get("paragraph_to"),
        )
        for place in places
    )  # fmt: skip


def words_in(text: str, start: int, end: int) -> list[PlacesFound]:
    """Places given in words between two offsets, a page together with the lines or paragraphs that go with it."""
    found: list[PlacesFound] = []
    group: list[_Unit] = []
    for unit in _units(text, start, end):
        repeated = any(unit.name == other.name for other in group)
        far = bool(group) and not set(text[group[-1].end : unit.start]) <= set(" ,()[]and:")
        if repeated or far:
            found.append(PlacesFound(group[0].start, group[-1].end, _places_of(group)))
            group = []
        group.append(unit)
    if group:
        found.append(PlacesFound(group[0].start, group[-1].end, _places_of(group)))
    return _with_ends(text, found)


def _with_ends(text: str, found: Sequence[PlacesFound]) -> list[PlacesFound]:
    """The places; "p. 45, line 3 to p. 46, line 9" is one."""
    joined: list[PlacesFound] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and _UP_TO.fullmatch(text, last.end, one.start) and (place := _spanning(last, one)):
            joined[-1] = PlacesFound(last.start, one.end, (place,))
        else:
            joined.append(one)
    return joined


def _spanning(first: PlacesFound, last: PlacesFound) -> Place | None:
    """From the one place to the other, where each is a page with a line or paragraph of its own."""
    if len(first.places) != 1 or len(last.places) != 1:
        return None
    a, b = first.places[0], last.places[0]
    same = (a.line_from is None) == (b.line_from is None) and (a.paragraph_from is None) == (b.paragraph_from is None)
    if not same or a.page_from is None or b.page_from is None or (a.line_from or a.paragraph_from) is None:
        return None
    return replace(a, page_to=b.page_to, line_to=b.line_to, paragraph_to=b.paragraph_to)
