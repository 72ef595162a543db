"""What a page says of itself to programs: schema.org terms as JSON-LD, in a block that no browser runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from evidence.models import Organisation, Paragraph, Quotation, Report, Section, Standing, Witness

Address = Callable[[str], str]  # a path on this site → the absolute address
Terms = dict[str, Any]

# inside <script> nothing is unescaped, so what could end the element or open a comment is written as JSON's own escape
_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class _Data:
    """Terms as the ``script`` element that ``format_html`` makes of them."""

    def __init__(self, terms: Terms) -> None:
        self.terms = {"@context": "https://schema.org"} | terms

    def __html__(self) -> str:
        data = json.dumps(self.terms, ensure_ascii=False)
        for sign, escaped in _ESCAPES.items():  # str.translate would look at each character by itself
            data = data.replace(sign, escaped)
        return f'<script type="application/ld+json">{data}</script>'


def report_data(report: Report, address: Address) -> SafeString:
    """A report: its inquiry, publisher, date and licence."""
    return format_html("{}", _Data(_report(report, address)))


def page_data(page: Section, address: Address) -> SafeString:
    """A page of a report."""
    return format_html("{}", _Data(_page(page, address)))


def paragraph_data(paragraph: Paragraph, quotations: Iterable[Quotation], address: Address) -> SafeString:
    """A paragraph with its text and the words quoted in it, each with its speaker."""
    terms = {
        "@type": "CreativeWork",
        "name": str(paragraph),
        "position": paragraph.label,
        "url": address(paragraph.get_absolute_url()),
        "text": paragraph.text,
        "isPartOf": _page(paragraph.page, address),
        "hasPart": [_quotation(quotation, address) for quotation in quotations],
    }
    return format_html("{}", _Data(terms))


def _report(report: Report, address: Address) -> Terms:
    inquiry = report.inquiry
    terms: Terms = {
        "@type": "Report",
        "name": report.title,
        "url": address(report.get_absolute_url()),
        "publisher": {"@type": "Organization", "name": inquiry.publisher or inquiry.title},
        "about": inquiry.title,
    }
    if report.published:
        terms["datePublished"] = report.published.isoformat()
    if inquiry.licence:
        terms["license"] = inquiry.licence
    if inquiry.source_url:
        terms["sameAs"] = inquiry.source_url
    return terms


def _page(page: Section, address: Address) -> Terms:
    return {
        "@type": "Chapter",
        "name": page.heading,
        "url": address(page.get_absolute_url()),
        "isPartOf": _report(page.report, address),
    }


def _quotation(quotation: Quotation, address: Address) -> Terms:
    terms: Terms = {"@type": "Quotation", "text": quotation.text}
    speaker = quotation.speaker
    if speaker and speaker.standing != Standing.REJECTED:
        terms["spokenByCharacter"] = _speaker(speaker, address)
    return terms


def _speaker(speaker: Witness | Organisation, address: Address) -> Terms:
    kind = "Person" if isinstance(speaker, Witness) else "Organization"
    return {"@type": kind, "name": speaker.name, "url": address(speaker.get_absolute_url())}
