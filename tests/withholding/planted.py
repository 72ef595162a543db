"""The words that are planted in an inquiry, and what a guardian withholds so that nobody finds them."""

from typing import Any

from evidence.models import Source, Witness
from tests.withholding.conftest import hearing, note, paragraph, words_at

NAME = ["zelda", "quillfeather"]


def stretch() -> dict[str, Any]:
    on = paragraph("2")
    return {"paragraph": on, **words_at(on.text, "“the xylograph was burnt in the cellar”")}


def introduction() -> dict[str, Any]:
    on = paragraph("2")
    return {"paragraph": on, **words_at(on.text, "Zelda Quillfeather, Head of Vermilion")}


def whole() -> dict[str, Any]:
    return {"paragraph": paragraph("2"), "is_whole": True, "start": 0, "end": len(paragraph("2").text)}


def its_note() -> dict[str, Any]:
    return {"footnote": note("2"), "is_whole": True, "start": 0, "end": len(note("2").text)}


def lines() -> dict[str, Any]:
    return {"hearing": hearing(), "page_from": 1, "line_from": 2, "page_to": 1, "line_to": 3}


def person() -> dict[str, Any]:
    return {"witness": Witness.objects.get(name="Zelda Quillfeather")}


def source() -> dict[str, Any]:
    return {"source": Source.objects.get(reference="QUI000042")}


EACH_KIND = [
    ("paragraph", stretch, ["xylograph", "cellar"]),
    ("footnote", its_note, ["ormolu", "ORM000007"]),
    ("lines", lines, ["syzygy", "written down"]),
    ("witness", person, NAME),
    ("source", source, ["QUI000042"]),
]
INTRODUCTION = [("paragraph", introduction, ["vermilion"])]
WHOLE = [("paragraph", whole, ["xylograph", "vermilion", "3 may"])]
