"""References to passages, and to sets of them, for reference managers: BibTeX, RIS and CSL-JSON.

A reference is read once into ``Reference``; each format writes them one after the other, so that a set of any size
needs no more memory than a single one.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from evidence.exports.place import Place
from evidence.models import Paragraph

# what LaTeX or BibTeX would take for a command; braces are written as words, as BibTeX counts even escaped ones
_LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "%&#_$"},
    }
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What is cited: a passage of a report, or, without a ``container``, a page of this site."""

    key: str
    title: str
    author: str
    url: str
    accessed: date
    container: str = ""
    publisher: str = ""
    issued: date | None = None
    section: str = ""
    note: str = ""


def reference(paragraph: Paragraph, place: Place, accessed: date) -> Reference:
    """The reference to a paragraph, which stands in a part of a report as a chapter stands in a book."""
    report, page = paragraph.report, paragraph.page
    author = report.inquiry.publisher or report.inquiry.title
    return Reference(
        key=":".join(_key(slug) for slug in (report.slug, page.slug, paragraph.slug)),
        title=_line(f"{page.heading}, {paragraph.name}"),
        author=_line(author),
        url=place.url(paragraph.get_absolute_url()),
        accessed=accessed,
        container=_line(report.title),
        publisher=_line(author),
        issued=report.published or report.inquiry.published,
        section=_line(page.number),
    )


def set_reference(narrowing: Iterable[str], count: int, url: str, accessed: date) -> Reference:
    """The reference to a set as a reader found it: what narrows it, its address, and how many it held on which day."""
    paragraphs = f"{count:,} paragraph{'' if count == 1 else 's'}"
    what = "; ".join(_line(words) for words in narrowing) or "all"
    return Reference(
        key=f"paragraphs-{accessed.isoformat()}",
        title=f"Paragraphs of the reports: {what}",
        author="Inquiry evidence",
        url=url,
        accessed=accessed,
        note=f"{paragraphs} on {accessed.day} {accessed:%B %Y}",
    )


def _line(text: str) -> str:
    """On one line, without signs that are not to be seen."""
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())


def _key(slug: str) -> str:
    """A slug in signs that every reader of BibTeX allows in a key, still different from any other."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-.") else f"_{ord(sign):x}_" for sign in slug)


def bibtex_lines(references: Iterable[Reference]) -> Iterator[str]:
    """The references as BibTeX, an entry at a time."""
    for one in references:
        fields = {
            "title": one.title.translate(_LATEX),
            # the second braces keep the name of a body whole
            "author": f"{{{one.author.translate(_LATEX)}}}",
            "booktitle": one.container.translate(_LATEX),
            "publisher": one.publisher.translate(_LATEX),
            "year": str(one.issued.year) if one.issued else "",
            "date": one.issued.isoformat() if one.issued else "",
            "chapter": one.section.translate(_LATEX),
            "note": one.note.translate(_LATEX),
            "url": one.url,
            "urldate": one.accessed.isoformat(),
        }
        entry = Entry(
            "incollection" if one.container else "misc",
            one.key,
            [Field(name, value) for name, value in fields.items() if value],
        )
        yield write_string(Library([entry])) + "\n"


class _RisWriter(rispy.RisWriter):
    """RIS as its description has it: no numbers between the records, lines ended as on every system."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        """Nothing stands before a record."""
        return ""


def ris_lines(references: Iterable[Reference]) -> Iterator[str]:
    """The references as RIS, a record at a time."""
    for one in references:
        record: dict[str, Any] = {
            "type_of_reference": "CHAP" if one.container else "ELEC",
            "id": one.key,
            "authors": [one.author],
            "title": one.title,
            "secondary_title": one.container,
            "publisher": one.publisher,
            "year": str(one.issued.year) if one.issued else "",
            "date": f"{one.issued:%Y/%m/%d}/" if one.issued else "",
            "section": one.section,
            "notes": [one.note] if one.note else [],
            "urls": [one.url],
            "access_date": f"{one.accessed:%Y/%m/%d}/",
            "language": "en",
        }
        record = {name: value for name, value in record.items() if value}
        yield rispy.dumps([record], implementation=_RisWriter).rstrip("\r\n") + "\r\n\r\n"


def csl_lines(references: Iterable[Reference]) -> Iterator[str]:
    """The references as one CSL-JSON list, an item a line; cut short, it is not JSON."""
    separator = "[\n"
    for one in references:
        yield separator + json.dumps(csl_item(one), ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def csl_item(one: Reference) -> dict[str, Any]:
    """A reference as the Citation Style Language has it."""
    item = {
        "id": one.key,
        "type": "chapter" if one.container else "webpage",
        "title": one.title,
        "author": [{"literal": one.author}],
        "container-title": one.container,
        "publisher": one.publisher,
        "issued": _csl_date(one.issued) if one.issued else None,
        "section": one.section,
        "note": one.note,
        "URL": one.url,
        "accessed": _csl_date(one.accessed),
        "language": "en-GB",
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


Lines = Callable[[Iterable[Reference]], Iterator[str]]
# how a file ends → what it is, and how it is written
FORMATS: dict[str, tuple[str, Lines]] = {
    "bib": ("application/x-bibtex; charset=utf-8", bibtex_lines),
    "ris": ("application/x-research-info-systems; charset=utf-8", ris_lines),
    "json": ("application/vnd.citationstyles.csl+json; charset=utf-8", csl_lines),
}
