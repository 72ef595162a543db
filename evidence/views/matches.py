"""The words of a search where they stand in the report: marked, counted, and one leading to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from django.core.exceptions import BadRequest, ValidationError
from django.http import QueryDict

from evidence.filters.fields import Words
from evidence.models import Paragraph
from evidence.rendering import Mark
from evidence.search.fields import resolved
from evidence.search.index import IndexUnavailable, keep, search_index
from evidence.search.marks import Spans, marks
from evidence.search.query import Query


@dataclass(frozen=True, slots=True)
class Matched:
    """The matches of one paragraph: which of the page's they are, and the fragments of those before and after."""

    marks: list[Mark]
    first: int
    last: int
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Matches:
    """What a search finds on a page; addresses of the nearest matches on the pages before and after."""

    query: Query | None = None
    by_paragraph: dict[int, Matched] = field(default_factory=dict)
    count: int = 0
    first: str = ""
    previous: str = ""
    next: str = ""
    is_unavailable: bool = False

    def within(self, paragraph: Paragraph) -> Matched | None:
        """The matches of a paragraph of the page."""
        return self.by_paragraph.get(paragraph.pk)


def words_asked(data: QueryDict) -> Query | None:
    """The words of ``q`` as they were read; none if there are none."""
    try:
        return Words().clean(data.getlist("q"))
    except ValidationError as fault:
        raise BadRequest(f"q: {' '.join(fault.messages)}") from fault


def marked_address(paragraph: Paragraph, query: Query, match: int | None = None) -> str:
    """Where a paragraph is read with the words marked; with ``match``, at that one of them, counted from 1."""
    fragment = paragraph.anchor if match is None else match_anchor(paragraph, match)
    return f"{paragraph.page.get_absolute_url()}?q={quote(query.text, safe='')}#{fragment}"


def match_anchor(paragraph: Paragraph, number: int) -> str:
    """The id of a match on its page."""
    return f"match-{paragraph.slug}-{number}"


def matches_on(paragraphs: Sequence[Paragraph], query: Query | None) -> Matches:
    """The matches on a page, given its paragraphs in order. The index says which of them are found."""
    query = resolved(query) if query else None
    if query is None or not query.has_terms:
        return Matches(query)
    try:
        matching = search_index().matching(query)
    except IndexUnavailable:
        return Matches(query, is_unavailable=True)
    found = set(matching)
    stretches = [
        (paragraph, spans)
        for paragraph in paragraphs
        if paragraph.pk in found and (spans := marks(query, paragraph.text))
    ]
    before, after = _beyond(paragraphs, matching)
    return Matches(
        query,
        _by_paragraph(stretches),
        count=sum(len(spans) for _, spans in stretches),
        first=f"#{match_anchor(stretches[0][0], 1)}" if stretches else "",
        previous=marked_address(before, query) if before else "",
        next=marked_address(after, query) if after else "",
    )


def _by_paragraph(stretches: Sequence[tuple[Paragraph, Spans]]) -> dict[int, Matched]:
    by_paragraph = {}
    counted = 0
    for place, (paragraph, spans) in enumerate(stretches):
        above = stretches[place - 1] if place else None
        below = stretches[place + 1] if place + 1 < len(stretches) else None
        by_paragraph[paragraph.pk] = Matched(
            [Mark(start, end, anchor=match_anchor(paragraph, number)) for number, (start, end) in enumerate(spans, 1)],
            first=counted + 1,
            last=counted + len(spans),
            previous=f"#{match_anchor(above[0], len(above[1]))}" if above else "",
            next=f"#{match_anchor(below[0], 1)}" if below else "",
        )
        counted += len(spans)
    return by_paragraph


def _beyond(paragraphs: Sequence[Paragraph], matching: Sequence[int]) -> tuple[Paragraph | None, Paragraph | None]:
    """The last paragraph found on the pages before, and the first on those after."""
    if not paragraphs:
        return None, None
    others = keep(Paragraph.objects.published(), matching).filter(
        report=paragraphs[0].report_id, page__withdrawn_at=None
    )
    others = others.select_related("page__report").defer("text", "blocks")
    before = others.filter(position__lt=paragraphs[0].position).order_by("-position").first()
    after = others.filter(position__gt=paragraphs[-1].position).order_by("position").first()
    return before, after
