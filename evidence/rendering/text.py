"""A text with quotes, links, marks and calls of notes on it, written out from left to right."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from evidence.models import MASK
from evidence.rendering.stretches import Call, Link, Mark, Quote, Withheld, apart, clipped, nesting, placed

NOTHING = SafeString()
_MASKED = re.compile(f"{MASK}+")
# the masks stay, so that offsets hold on the page as in the text; who listens hears what is said instead of them
_INSTEAD = '<span class="withheld" role="img" aria-label="{}" title="{}">{}</span>'


def render_text(
    text: str,
    links: Iterable[Link] = (),
    marks: Iterable[Mark] = (),
    *,
    quotes: Iterable[Quote] = (),
    calls: Iterable[Call] = (),
    withheld: Iterable[Withheld] = (),
) -> SafeString:
    """The text with what stands on it. Quotes hold links, links hold marks; a link never holds another."""
    return Writer(text, links, marks, quotes, calls, withheld).run(0, len(text), len(text) + 1)


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Pieces of finished HTML, one after the other. One that were not finished would have all of it escaped."""
    pieces = list(parts)
    html = "".join(pieces)
    return SafeString(html) if all(isinstance(piece, SafeString) for piece in pieces) else escape(html)


class Writer:
    """Writes one text from left to right, each layer inside the one before: quotes, links, marks.

    Calls of notes are handed out once each, at the first boundary at or after their place, outside of whatever
    begins or ends there: a note called after a closing quotation mark is not part of the quotation.
    """

    def __init__(
        self,
        text: str,
        links: Iterable[Link],
        marks: Iterable[Mark],
        quotes: Iterable[Quote],
        calls: Iterable[Call],
        withheld: Iterable[Withheld] = (),
    ) -> None:
        self.text = text
        self.withheld = list(withheld)
        self.quotes = nesting(clipped(quotes, len(text)))
        self.links = apart(clipped(links, len(text)))
        self.marks = clipped(marks, len(text))
        self._calls = placed(calls, len(text))
        self._offsets = [call.offset for call in self._calls]
        self._called = 0
        self._written = 0
        self._anchored: set[str] = set()

    def run(self, start: int, end: int, following: int) -> SafeString:
        """A stretch that stands by itself. Calls before ``following``, where the next one begins, belong to it."""
        before = self._take(start)
        inner = self._quoted(start, end, [quote for quote in self.quotes if quote.start < end and quote.end > start])
        self._written = end
        return joined([before, inner, self._take(following - 1)])

    def between(self, start: int) -> SafeString:
        """What lies between the last run and the one that begins at ``start``: the blank line of the stored text."""
        blank, self._written = self.text[self._written : start], start
        return escape(blank)

    def _take(self, upto: int) -> SafeString:
        """The calls not yet written whose place is at most ``upto``."""
        first, self._called = self._called, max(self._called, bisect_right(self._offsets, upto))
        if first == self._called:
            return NOTHING
        return joined(_noteref(call) for call in self._calls[first : self._called])

    def _quoted(self, start: int, end: int, quotes: Sequence[Quote]) -> SafeString:
        parts: list[SafeString] = []
        position, index = start, 0
        while index < len(quotes):
            quote = quotes[index]
            opening, closing = max(quote.start, start), min(quote.end, end)
            held = index + 1
            while held < len(quotes) and quotes[held].start < closing:
                held += 1
            parts += [self._linked(position, opening), self._take(opening)]
            parts.append(_quote(quote, self._quoted(opening, closing, quotes[index + 1 : held])))
            position, index = closing, held
            if position < end:
                parts.append(self._take(position))
        return joined([*parts, self._linked(position, end)])

    def _linked(self, start: int, end: int) -> SafeString:
        parts: list[SafeString] = []
        position = start
        for link in self.links:
            if link.end <= start or link.start >= end:
                continue
            # cut where a note is called inside it: the call is itself a link, and links do not nest
            for opening, closing in pairwise(self._cuts(max(link.start, start), min(link.end, end))):
                parts.append(self._marked(position, opening))
                if opening > start:
                    parts.append(self._take(opening))
                inner = self._marked(opening, closing)
                parts.append(format_html('<a class="{}" href="{}">{}</a>', link.kind, link.url, inner))
                position = closing
                if position < end:
                    parts.append(self._take(position))
        return joined([*parts, self._marked(position, end)])

    def _marked(self, start: int, end: int) -> SafeString:
        if start >= end:
            return NOTHING
        marks = [mark for mark in self.marks if mark.start < end and mark.end > start]
        edges = (edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end)
        parts: list[SafeString] = []
        for first, last in pairwise(self._cuts(start, end, edges)):
            if first > start:
                parts.append(self._take(first))
            words = self._shown(first, last)
            here = [mark for mark in marks if mark.start < last and mark.end > first]
            parts.append(self._mark(here, words) if here else words)
        return joined(parts)

    def _mark(self, marks: Sequence[Mark], words: SafeString) -> SafeString:
        """Words with marks on them. A mark that is cut, by a link or a block, has its id where it begins."""
        kinds = dict.fromkeys(mark.kind for mark in marks)
        fresh = [mark.anchor for mark in marks if mark.anchor and mark.anchor not in self._anchored]
        self._anchored.update(fresh[:1])
        anchor = format_html(' id="{}"', fresh[0]) if fresh else ""
        return format_html('<mark class="{}"{}>{}</mark>', " ".join(kinds), anchor, words)

    def _shown(self, start: int, end: int) -> SafeString:
        """The words as they are; where they are masked, with what is said instead of them."""
        if MASK not in self.text[start:end]:
            return escape(self.text[start:end])
        parts: list[SafeString] = []
        at = start
        for found in _MASKED.finditer(self.text, start, end):
            said = next((one for one in self.withheld if one.start <= found.start() < one.end), Withheld(0, 0))
            parts.append(escape(self.text[at : found.start()]))
            parts.append(format_html(_INSTEAD, said, said, found[0]))
            at = found.end()
        return joined([*parts, escape(self.text[at:end])])

    def _cuts(self, start: int, end: int, edges: Iterable[int] = ()) -> Iterator[int]:
        """Where the stretch is cut: at its ends, at the edges, and wherever a note is called inside it."""
        calls = self._offsets[bisect_right(self._offsets, start) : bisect_left(self._offsets, end)]
        return iter(sorted({start, end, *edges, *calls}))


def _quote(quote: Quote, inner: SafeString) -> SafeString:
    cite = format_html(' cite="{}"', quote.url) if quote.url else ""
    speaker = format_html(' data-speaker="{}"', quote.speaker) if quote.speaker else ""
    return format_html("<q{}{}>{}</q>", cite, speaker, inner)


def _noteref(call: Call) -> SafeString:
    anchor = format_html(' id="{}"', call.anchor) if call.anchor else ""
    return format_html(
        '<sup class="noteref apparatus"><a role="doc-noteref"{} href="{}" aria-label="Note {}">{}</a></sup>',
        anchor,
        call.url,
        call.label,
        call.label,
    )
