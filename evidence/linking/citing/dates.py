"""Dates as notes print them, read into ISO dates that are as short as the note gives them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
_DATE = re.compile(
    r"(?<![\d/.])(?:(?:(?<=dated\s)(?P<first>\d{1,2}),\s(?:\d{1,2},\s){0,12})?"  # "dated 20, 27 September 2002"
    rf"(?:(?P<day>{_DAY})(?:\s?(?:-|–|to|and)\s?(?P<day_to>{_DAY}))?,?\s{{1,2}}(?P<month>{MONTH}),?\s(?P<year>\d{{4}})"
    rf"|\[?(?P<nday>\d{{1,2}})\]?[/.](?P<nmonth>\d{{1,2}})[/.](?P<nyear>\d{{4}})"
    r"|(?P<iyear>\d{4})-(?P<imonth>\d{2})-(?P<iday>\d{2})))(?!\d)"
    rf"|\b(?P<mmonth>{MONTH})\s(?P<mday>\d{{1,2}}),\s(?P<myear>\d{{4}})\b"
    rf"|\b(?P<bmonth>{MONTH}),?\s(?P<byear>\d{{4}})\b"
)
_IN_FILE_NAME = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[-_]({MONTH})[-_]((?:19|20)\d\d)")
_IN_NUMBER = re.compile(r"T-(\d{2})-(\d{2})-(\d{2})")
_SHORT_IN_FILE_NAME = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)(?=(?:am|pm)(?![A-Za-z]))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date and where it stands. ``iso`` is None where the numbers name no day of the calendar."""

    start: int
    end: int
    iso: str | None
    iso_to: str | None = None


def _iso(year: str, month: str, day: str) -> str | None:
    """The ISO date, or None where there is no such day."""
    number = int(month) if month.isdecimal() else MONTHS.get(month.rstrip(".").lower(), 0)
    first = re.match(r"\d+", day)
    numbered = int(first.group()) if first else 0
    if not (1 <= number <= 12 and int(year) >= 1 and 1 <= numbered <= monthrange(int(year), number)[1]):
        return None
    return f"{year}-{number:02}-{numbered:02}"


def _full_year(year: str) -> str:
    """The year of "10.02.03": this century's up to 49, else the last one's."""
    return year if len(year) == len("2003") else ("20" if year < "50" else "19") + year


def _read(match: re.Match[str]) -> DateFound:
    found = match.groupdict()
    to = None
    if found["day"]:
        iso = _iso(found["year"], found["month"], found["first"] or found["day"])
        last = found["day_to"] or (found["day"] if found["first"] else None)
        to = _iso(found["year"], found["month"], last) if last else None
    elif found["nday"]:
        iso = _iso(_full_year(found["nyear"]), found["nmonth"], found["nday"])
    elif found["iday"]:
        iso = _iso(found["iyear"], found["imonth"], found["iday"])
    elif found["mday"]:
        iso = _iso(found["myear"], found["mmonth"], found["mday"])
    else:
        iso = f"{found['byear']}-{MONTHS[found['bmonth'].rstrip('.').lower()]:02}"
    return DateFound(match.start(), match.end(), iso, to)


def find_date(text: str, start: int = 0, end: int | None = None) -> DateFound | None:
    """The first date between two offsets."""
    match = _DATE.search(text, start, len(text) if end is None else end)
    return _read(match) if match else None


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateFound]:
    """Every date between two offsets, in order."""
    return [_read(match) for match in _DATE.finditer(text, start, len(text) if end is None else end)]


def date_at(text: str, start: int, end: int | None = None) -> DateFound | None:
    """The date that begins exactly at an offset."""
    match = _DATE.match(text, start, len(text) if end is None else end)
    return _read(match) if match else None


def date_in_number(number: str) -> str | None:
    """The date that a transcript is numbered by: "T-30-11-12"."""
    match = _IN_NUMBER.fullmatch(number)
    return _iso(_full_year(match[3]), match[2], match[1]) if match else None


def date_in_file_name(name: str) -> str | None:
    """The full date a file name gives: "Transcript-of-Morning-Hearing-25-April-2012.pdf", "lev030412am.pdf"."""
    match = _IN_FILE_NAME.search(name)
    if match:
        return _iso(match[3], match[2], match[1])
    match = _SHORT_IN_FILE_NAME.search(name)
    return _iso("20" + match[3], match[2], match[1]) if match else None
