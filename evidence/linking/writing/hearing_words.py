"""Rows of a hearing → its words, for comparing and searching."""

from __future__ import annotations

from evidence.linking.checking.testimony import At, Turn, WordsSaid, printed_lines, spoken
from evidence.models import Hearing, Speech

_COLUMNS = ("position", "speaker_as_printed", "kind", "text", "page_from", "line_from", "page_to", "line_to")


def testimony_of(hearing: Hearing) -> WordsSaid:
    """All that was said at a hearing: by line where its transcript has lines, else by speech."""
    pages = list(hearing.pages.order_by("number").values_list("number", "lines"))
    turns = [
        Turn(position, label, kind == Speech.Kind.EVENT, text, _at(page, line), _at(last_page, last_line))
        for position, label, kind, text, page, line, last_page, last_line in hearing.speeches.order_by(
            "position"
        ).values_list(*_COLUMNS)
    ]
    return printed_lines(pages, turns) if pages else spoken(turns)


def _at(page: int | None, line: int | None) -> At | None:
    return None if page is None else (page, line or 0)
