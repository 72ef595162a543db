"""The blocks of a page's body with what each is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from evidence.importing.records import Marker
from evidence.importing.text.labels import LabelMatch


class Role(Enum):
    """What a block is in its page."""

    NUMBERED = auto()
    HEADING = auto()
    LIST_ITEM = auto()
    TABLE_ROW = auto()
    TEXT = auto()
    CLAUSE = auto()  # text that opens with a number which is no label of the page


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """A block without its markers, and what it is. Of a numbered one ``text`` is what follows the label."""

    line: int
    text: str
    markers: tuple[Marker, ...]
    called: bool  # a marker stands at its end
    role: Role = Role.TEXT
    label: LabelMatch | None = None
