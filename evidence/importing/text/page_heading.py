"""The heading of a page: its number and its title, told from the boilerplate and the report's title above it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.importing.records import HeadingRecord
from evidence.importing.text.labels import looks_like_heading, recognise_label
from evidence.importing.text.printed_blocks import PrintedBlock, list_marker
from evidence.importing.text.site_lines import is_about_page

_UNIT = r"(?:part|chapter|section|volume|annex|annexe|appendix|module|phase|book|schedule|attachment|division)"
_SPELT = (
    "(?i:one|two|three|four|fourteen|five|six|sixteen|seven|seventeen|eight|eighteen|nine|nineteen|ten|eleven|twelve"
    "|thirteen|fifteen|twenty)"
)
_NAME = r"(?:[A-Z]\d{0,2}(?:\.\d{1,3})*|\d{1,3}(?:\.\d{1,3})*[A-Za-z]?|[IVXLC]{1,7}|" + _SPELT + ")"
_SEPARATOR = r"(?:\s*[:\u2013\u2014]\s*|\s+-\s+|\.\s+|\.$|\t\s*|$)"
_NAMED = re.compile(rf"((?i:{_UNIT})\s+{_NAME}(?:\s*,\s*(?i:{_UNIT})\s+{_NAME})*)(?:{_SEPARATOR}|\s+(?=[A-Z“‘]))")
_CODED = re.compile(rf"([A-Z]\d{{0,2}}(?:\.\d{{1,3}})+|\d{{1,3}}(?:\.(?:\d{{1,3}}|[A-Z]))+)(?:{_SEPARATOR}|\s+(?=\S))")
_SHORT = re.compile(r"(\d{1,3}|[A-Z])(?:\s*[:\u2013\u2014]\s*|\s+-\s+|\.\s+|\t\s*|(?<=\d)\s+(?=[A-Z“‘]))(?=\S)")
_MONTH = re.compile(r"(?i:january|february|march|april|may|june|july|august|september|october|november|december)\b")
_BOILERPLATE = re.compile(
    r"(?i)(?:skip (?:to|navigation)|back to (?:the )?top|return to top|top of (?:the )?page|jump to|cookies? "
    r"|accept (?:all )?cookies|print this page|share this"
    r"|home$|menu$|search$|contents$|table of contents$|previous(?: page)?$|next(?: page)?$"
    r"|you are here|this website |this site |©|\(c\) )"
)
BACK_TO_TOP = re.compile(r"(?i)(?:back to (?:the )?top|return to (?:the )?top|top of (?:the )?page)\W*$")
_LOOKED_AT = 12  # blocks below the headings


@dataclass(frozen=True, slots=True)
class PageHead:
    """The page's own heading, the blocks above it that are left out, and where the body begins."""

    heading: HeadingRecord
    left_out: Sequence[PrintedBlock]
    body: int


def split_heading(title: str) -> tuple[str, str]:
    """The number and the title of a heading: "E.2", "Challenges posed by live streaming"; no number is ""."""
    text = " ".join(title.split())
    found = _NAMED.match(text) or _CODED.match(text) or _SHORT.match(text)
    if found is None:
        return "", text
    rest = text[found.end() :].strip()
    if found.re is not _NAMED and (not rest or _MONTH.match(rest)):
        return "", text
    return found.group(1), rest


def is_boilerplate(text: str) -> bool:
    """A link or a notice of the site, not words of the report."""
    return len(text) < 120 and (_BOILERPLATE.match(text) is not None or is_about_page(text))


def find_page_heading(blocks: Sequence[PrintedBlock], report_titles: Collection[str] = ()) -> PageHead:
    """The heading among the short blocks that open the page; a page without one has an empty title."""
    if not blocks:
        return PageHead(HeadingRecord("", 1, level=0), (), 0)
    lead = _leading(blocks)
    at = _named_by_labels(lead, blocks[len(lead) :])
    at = _heading_place(lead, report_titles) if at is None else at
    if at is None:
        left = [block for block in lead if _not_of_the_report(block.text, report_titles)]
        return PageHead(HeadingRecord("", blocks[0].line, level=0), left, len(left))
    number, title = split_heading(lead[at].raw)
    body = at + 1
    if number and not title and body < len(lead) and not split_heading(lead[body].raw)[0]:
        title, body = lead[body].text, body + 1
    return PageHead(HeadingRecord(title or number, lead[at].line, number if title else "", 0), lead[:at], body)


def _named_by_labels(lead: Sequence[PrintedBlock], text: Sequence[PrintedBlock]) -> int | None:
    """Of several numbered headings the one whose number the paragraphs go on from: "18" above "18.1" and "18.2"."""
    labels = [label for block in text[:_LOOKED_AT] if (label := recognise_label(block.raw)) and len(label.parts) > 1]
    stems = {label.parts[0] for label in labels}
    if len(labels) < 2 or len(stems) > 1:
        return None
    numbers = [(at, split_heading(block.raw)) for at, block in enumerate(lead)]
    named = [(at, number, title) for at, (number, title) in numbers if number]
    own = [(at, title) for at, number, title in named if number.rpartition(" ")[2] == str(min(stems))]
    return own[0][0] if len(named) > 1 and own and own[0][0] != named[0][0] and own[0][1] else None


def _leading(blocks: Sequence[PrintedBlock]) -> list[PrintedBlock]:
    """The blocks above the first text: headings, titles, notices, links."""
    lead: list[PrintedBlock] = []
    for position, block in enumerate(blocks[:40]):
        text = block.text
        notice = position < 12 and len(text) < 300 and not lead_has_number(lead)
        if is_boilerplate(text) or looks_like_heading(text) or (notice and _is_notice(block, blocks, position)):
            if list_marker(text) or (recognise_label(block.raw) and lead and not split_heading(block.raw)[0]):
                break
            lead.append(block)
        else:
            break
    return lead


def lead_has_number(lead: Sequence[PrintedBlock]) -> bool:
    """Whether a numbered heading was seen: what follows it is the page's text."""
    return any(split_heading(block.raw)[0] for block in lead)


def _is_notice(block: PrintedBlock, blocks: Sequence[PrintedBlock], position: int) -> bool:
    """A sentence above the page's heading: about the site, with the title or a numbered heading still to come."""
    if recognise_label(block.raw) or list_marker(block.text):
        return False
    ahead = blocks[position + 1 : position + 8]
    coming = next((later for later in ahead if not looks_like_heading(later.text)), None)
    stretch = ahead if coming is None else ahead[: ahead.index(coming)]
    about_site = re.search(r"(?i)\b(?:website|site|updated|published|archived?|cookies?|browser)\b", block.text)
    return bool(about_site) and bool(stretch)


def _not_of_the_report(text: str, titles: Collection[str]) -> bool:
    return is_boilerplate(text) or _same(text) in {_same(title) for title in titles}


def _same(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def _heading_place(lead: Sequence[PrintedBlock], titles: Collection[str]) -> int | None:
    """Below the known title of the report; else the first numbered heading; else below what reads like a title."""
    places = [at for at, block in enumerate(lead) if looks_like_heading(block.text) and not is_boilerplate(block.text)]
    known = {_same(title) for title in titles}
    titled = [at for at in places if _same(lead[at].text) in known]
    places = [at for at in places if at not in titled and (not titled or at > titled[-1])]
    if not places:
        return titled[-1] if titled else None
    numbered = [at for at in places if _has_number(lead, at)]
    if numbered and (not titled or numbered[0] == places[0]):
        return _deepest(lead, numbered)
    if titled:
        return places[0]
    for word in (r"report\b", r"(?:inquiry|investigation)\b"):
        for at, below in pairwise(places):
            if re.search(rf"(?i)\b{word}", lead[at].text):
                return below
    return places[0]


def _has_number(lead: Sequence[PrintedBlock], at: int) -> bool:
    """A number with a title, or one whose title is the next line; a bare "Part one" may be a sub-heading."""
    number, title = split_heading(lead[at].raw)
    alone = at + 1 < len(lead) and not split_heading(lead[at + 1].raw)[0]
    return bool(number) and (bool(title) or alone or at == 0)


def _deepest(lead: Sequence[PrintedBlock], numbered: Sequence[int]) -> int:
    """Of "Part E: Live streaming" and "E.2: Challenges" below it, the second is the page's own."""
    first = numbered[0]
    number = split_heading(lead[first].raw)[0]
    unit = re.fullmatch(rf"(?i:{_UNIT})\s+([A-Z])", number)
    below = numbered[1] if len(numbered) > 1 and numbered[1] == first + 1 else None
    if unit and below and split_heading(lead[below].raw)[0].startswith(f"{unit.group(1)}."):
        return below
    return first
