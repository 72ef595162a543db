"""How paragraphs stand in a Whoosh index: finished postings from our own analyser, nothing stored but two numbers.

Whoosh's own analysers are passed by: they would analyse each text once for each field. Words are kept with their
places, for phrases; stems with how often they occur, for single words and for ranking.
"""

# mypy: allow-untyped-calls
from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable
from typing import Any

from whoosh import columns, fields, formats

from evidence.search import analysis

LAYOUT = 2  # part of the index's stamp: raise it when the fields below, or the files beside them, change

Posting = tuple[bytes, int, float, bytes]


_NO_ANALYZER: Any = None  # what is indexed has been analysed


class PlacesFormat(formats.Positions):
    """The places of a word in a text, four bytes each: read back an order of magnitude faster than Whoosh's own."""

    def encode(self, places: Iterable[int]) -> bytes:
        return array("I", places).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        return array("I", value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // 4


class Words(fields.FieldType):
    """The words of a text as they stand in it, with their places."""

    def __init__(self) -> None:
        super().__init__(format=PlacesFormat(), analyzer=_NO_ANALYZER)

    def index(self, value: list[str], **_: Any) -> Generator[Posting, None, None]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(value):
            places[word].append(place)
        for word, found in places.items():
            yield word.encode(), 1, 1.0, array("I", found).tobytes()


class Stems(fields.FieldType):
    """The stems of a text without the stop words, which are only ever searched as written."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=_NO_ANALYZER, scorable=True)

    def index(self, value: list[str], **_: Any) -> Generator[Posting, None, None]:
        stems = Counter(analysis.stem(word) for word in value if not analysis.is_stop_word(word))
        for stem, times in stems.items():
            yield stem.encode(), times, float(times), b""


SCHEMA = fields.Schema(
    key=fields.COLUMN(columns.NumericColumn("q")),
    digest=fields.COLUMN(columns.NumericColumn("q")),
    words=Words(),
    stems=Stems(),
)
