"""What a cited source is called in lists and pages: the words of its note, and as much more as tells it from others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from evidence.linking.citing.dates import MONTHS
from evidence.linking.citing.records import CitationCandidate, CitationKind
from evidence.linking.citing.source_keys import FILE_END, NUMBERED_DAY

LONGEST = 1000
_NAMES_OF_MONTHS = {number: name.capitalize() for name, number in reversed(MONTHS.items())}
_PLACE = re.compile(r",?\s?\b(?:pages?|pp?\.?|paragraphs?|paras?\.?|lines?|columns?)\s?\d.*", re.DOTALL)
_ROOM = 8  # for a number behind it


def names_of(citation: CitationCandidate) -> Iterator[str]:
    """Names for the source of a citation, the plainest first, without end: what is taken is passed over."""
    name = _name(citation)
    yield name[:LONGEST]
    date = printed_date(citation.date or "")
    details = [citation.person or "", f"Part {citation.part}" if citation.part else "", date]
    more = ", ".join([name, *(one for one in details if one and one not in name)])
    if more != name:
        yield more[:LONGEST]
    if whole := _PLACE.split(citation.raw, maxsplit=1)[0]:
        yield whole[:LONGEST]
    for number in count(2):
        yield f"{more[: LONGEST - _ROOM]} ({number})"


def _name(citation: CitationCandidate) -> str:
    """A number; else its words; a hearing without a number is known by its day, which is no place in it."""
    if citation.urn or citation.kind is not CitationKind.TRANSCRIPT:
        return citation.urn or citation.reference or citation.raw
    date = printed_date(citation.date or "")
    if citation.reference is None:
        named = citation.person or "Transcript,"
        return f"{named} {date}" if date else citation.raw
    if numbered := NUMBERED_DAY.fullmatch(citation.reference):
        return f"Day {numbered['day']}"
    if not date or date in citation.reference or _is_file(citation.reference):
        return citation.reference
    return f"{citation.reference}, {date}"


def _is_file(reference: str) -> bool:
    """Whether it is the name of a file, which is a day's own: "lev030412am"."""
    return bool(FILE_END.search(reference)) or (" " not in reference and any(letter.isdigit() for letter in reference))


def printed_date(iso: str) -> str:
    """ "2019-05-21" as "21 May 2019", "2019-05" as "May 2019"."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    words = [str(int(day)) if day else "", _NAMES_OF_MONTHS[int(month)] if month else "", year]
    return " ".join(word for word in words if word)
