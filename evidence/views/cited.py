"""A reference that was read from a note, as it is shown under the note and in lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst

from evidence.models import Citation, Standing


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said beside a reference: words that may lead somewhere, and words after them."""

    words: str
    address: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """What a reference leads to, the place in it, and what else is known of it. Nothing held has no address."""

    citation: Citation
    words: str
    address: str
    title: str
    locator: str
    lines_url: str
    asides: list[Aside]

    @classmethod
    def of(cls, citation: Citation) -> Cited:
        words, address, title = _led_to(citation)
        lines_url = citation.lines_url
        return cls(citation, words, address, title, citation.locator, lines_url, list(_asides(citation, lines_url)))


def _led_to(citation: Citation) -> tuple[str, str, str]:
    """The words for what is cited, its address and its title. A source that staff have rejected has no page."""
    source = citation.source
    if source and source.standing != Standing.REJECTED:
        title = source.title if source.title != source.reference else ""
        return source.reference, source.get_absolute_url(), title
    if citation.target_paragraph:
        return capfirst(str(citation.target_paragraph)), citation.target_paragraph.get_absolute_url(), ""
    if citation.target_section:
        return citation.target_section.heading, citation.target_section.get_absolute_url(), ""
    if citation.hearing:
        return str(citation.hearing), citation.hearing.get_absolute_url(), ""
    return citation.raw, "", ""


def _asides(citation: Citation, lines_url: str) -> Iterator[Aside]:
    witness, hearing = citation.witness, citation.hearing
    if witness and witness.standing != Standing.REJECTED:
        yield Aside(witness.full_name, witness.get_absolute_url())
    elif citation.person_as_printed:
        yield Aside(citation.person_as_printed)
    if citation.source and hearing and not lines_url:
        yield Aside(str(hearing), hearing.get_absolute_url())
    if not lines_url and (likely := citation.likely_url):
        yield Aside("probably here", likely, ", in a transcript without page numbers")
    if citation.status != Citation.Status.RESOLVED:
        yield Aside(citation.get_status_display())
    if citation.ibid_of_id:
        yield Aside("read from an ibid")
