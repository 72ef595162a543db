"""Paragraphs as a list shows them, read as plain values: where each stands, its words in context, who speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import QuerySet
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString

from evidence.exports import Place
from evidence.models import Annotation, FootnoteMarker, Paragraph, Quotation, Standing
from evidence.models.compiled import CompiledValues, given_keys
from evidence.models.report import paragraph_name
from evidence.rendering import Mark, render_text
from evidence.search.marks import Finder, snippet
from evidence.search.query import Query

_PLAIN = "!$&'()*+,;=/~:@"  # what Django keeps as it is in an address
Written = Mapping[int, Sequence[Any]] | None


class Words(NamedTuple):
    """A stretch of a text that holds most of the words that were looked for, those marked."""

    html: SafeString
    is_cut_before: bool
    is_cut_after: bool


class Note(NamedTuple):
    """A call of a note, and where the note stands."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as a list shows it."""

    pk: int
    name: str  # “Paragraph 3”
    full_name: str  # with its page
    address: str  # where its words are marked; without a search, its own page
    own_address: str
    page_address: str  # where it stands on its page
    heading: str
    report: str
    words: Words
    speakers: str
    notes: list[Note]
    annotations: int

    def __str__(self) -> str:
        return self.full_name

    @property
    def has_byline(self) -> bool:
        """Whether it quotes somebody, calls notes or is annotated."""
        return bool(self.speakers or self.notes or self.annotations)


class Row(NamedTuple):
    """A paragraph with its page and its report, as the database gives them."""

    pk: int
    label: str
    slug: str
    text: str
    section: int
    page: str
    page_number: str
    page_title: str
    report: str
    report_title: str


_FIELDS = (
    *("pk", "label", "slug", "text", "section"),
    *("page__slug", "page__number", "page__title", "report__slug", "report__title"),
)
_SPEAKERS = "speaker_as_printed", "witness__name", "witness__standing", "organisation__name", "organisation__standing"


def _of(rows: QuerySet[Any], *fields: str) -> QuerySet[Any, tuple[Any, ...]]:
    return rows.filter(given_keys("paragraph", "keys")).values_list("paragraph", *fields)


_PARAGRAPHS = CompiledValues(
    lambda: Paragraph.objects.published().filter(given_keys("pk", "keys")).order_by().values_list(*_FIELDS)
)
_QUOTATIONS = CompiledValues(
    lambda: _of(Quotation.objects.exclude(standing=Standing.REJECTED).order_by("start", "pk"), *_SPEAKERS)
)
_NOTES = CompiledValues(
    lambda: _of(
        FootnoteMarker.objects.order_by("position"),
        *("label", "footnote__page__report__slug", "footnote__page__slug", "footnote__slug"),
    )
)
_ANNOTATIONS = CompiledValues(lambda: _of(Annotation.objects.public().order_by()))


def passages(keys: Sequence[int], query: Query | None, where: Place, written: Written = None) -> list[Passage]:
    """The paragraphs with these keys, in their order, with the words of a search in context.

    ``written`` is what headings are made of, where it is known already.
    """
    rows = {row[0]: Row(*row) for row in _PARAGRAPHS.rows(keys=keys)}
    where.know({row.section for row in rows.values()}, written)
    speakers, notes = _speakers(keys), _notes(keys)
    annotations = Counter(key for (key,) in _ANNOTATIONS.rows(keys=keys))
    finder, asked = Finder(query) if query else None, f"?q={quote(query.text, safe='')}" if query else ""
    shown = []
    for row in (rows[key] for key in keys if key in rows):
        page, anchor, name = page_address(row.report, row.page), f"#p{row.slug}", paragraph_name(row.label)
        own_address = f"{page}{quote(row.slug, _PLAIN)}/"
        heading = where.heading(row.section)
        shown.append(
            Passage(
                pk=row.pk,
                name=name[:1].upper() + name[1:],
                full_name=f"{row.page_number or row.page_title}, {name}",
                address=f"{page}{asked}{anchor}" if asked else own_address,
                own_address=own_address,
                page_address=f"{page}{anchor}",
                heading=": ".join(part for part in (heading.number, heading.titles) if part),
                report=row.report_title,
                words=in_context(row.text, finder),
                speakers=", ".join(dict.fromkeys(speakers.get(row.pk, ()))),
                notes=notes.get(row.pk, []),
                annotations=annotations[row.pk],
            )
        )
    return shown


def page_address(report: str, page: str) -> str:
    """The address of a page of a report, by their slugs."""
    return _page_address(get_script_prefix(), report, page)


@lru_cache(maxsize=4096)
def _page_address(prefix: str, report: str, page: str) -> str:
    """To make an address takes as long as to find what stands there; the prefix is whom the site is mounted under."""
    return reverse("page-detail", kwargs={"report": report, "page": page})


def in_context(text: str, finder: Finder | None) -> Words:
    """The stretch of a text that holds most of the words, those marked."""
    found = finder.marks(text) if finder else ()
    start, end = snippet(text, found)
    inside = [Mark(first - start, last - start) for first, last in found]
    return Words(render_text(text[start:end], marks=inside), start > 0, end < len(text))


def _speakers(keys: Collection[int]) -> dict[int, list[str]]:
    """Who is quoted in each: the name resolved to, else as printed."""
    found: dict[int, list[str]] = defaultdict(list)
    for key, printed, person, standing, body, body_standing in _QUOTATIONS.rows(keys=keys):
        name, state = (body, body_standing) if person is None else (person, standing)
        if speaker := printed if name is None or state == Standing.REJECTED else name:
            found[key].append(speaker)
    return found


def _notes(keys: Collection[int]) -> dict[int, list[Note]]:
    found: dict[int, list[Note]] = defaultdict(list)
    for key, label, report, page, slug in _NOTES.rows(keys=keys):
        found[key].append(Note(label, f"{page_address(report, page)}#note-{slug}"))
    return found
