"""Lines that a site puts around a page of a report: when it was posted, the trail that leads to it, what to do with it.

Each is known by its whole line and by standing at the page's edge; the same words inside the text are the report's own.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, ?\d{{4}})?"
    rf"|{_MONTH} \d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})"
    r"(?:,? (?:at )?\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:[ap]\.?m\.?)?)?"
)
_DONE = r"(?:posted|published|updated|modified|reviewed|edited|revised)"
_PAGE = r"(?:this |the )?(?:page |content |date |web ?page )?(?:was )?"
_WHEN = rf"{_PAGE}(?:first |last )?{_DONE}(?: date)?(?: on)? ?:? ?{_DATE}"
_POSTED = re.compile(rf"{_WHEN}(?: ?[|,;·•–—-]? ?(?:and )?{_WHEN})?(?: by [\w .’'-]{{2,40}})?\.?", re.IGNORECASE)
_TRAIL = re.compile(
    r"(?:you are here ?:? ?)?home(?: ?page)? ?[>›»→/|\\] ?\S.*|[^>›»→]{2,60}(?: [>›»→] [^>›»→]{2,80}){2,8}",
    re.IGNORECASE,
)
_THIS = r"(?: (?:this|the))?(?: (?:web)?(?:page|chapter|section|document|report|article|volume))?"
_SIZE = r"(?:pdf,? ?)?\d{1,4}(?:\.\d{1,2})? ?[kmg]b(?:,? \d{1,4} pages?)?"
_ACTION = re.compile(
    rf"(?:share|print|email|tweet|copy link to){_THIS}(?: (?:on|via|by|to|with) \w{{2,20}})?"
    rf"|(?:download|view|read|open){_THIS}(?: (?:as|in))?(?: a)? ?(?:\(?pdf\)?)?(?: ?[\[(]?{_SIZE}[\])]?)?"
    rf"|pdf ?[,(]? ?{_SIZE}\)?"
    r"|(?:estimated )?reading time ?:? ?\d{1,3} min(?:ute)?s?|\d{1,3} min(?:ute)?s? read"
    r"|(?:is|was) this page (?:useful|helpful)\b.{0,40}|report (?:a problem|an issue) with this page"
    r"|(?:skip|jump) to (?:main )?(?:content|navigation)",
    re.IGNORECASE,
)
_MENU = re.compile(
    r"(?:sign up|subscribe) (?:for|to) .{1,60}|follow us\b.{0,60}|privacy(?: (?:policy|notice|statement))?"
    r"|terms(?: of use| (?:and|&) conditions)?|accessibility(?: statement)?"
    r"|cookies?(?: (?:policy|settings|preferences))?|contact(?: us)?|site ?map"
    r"|freedom of information|copyright(?: notice)?"
    r"|disclaimer|facebook|twitter|x|linkedin|youtube|instagram|home|menu|search|close|open menu|contents"
    r"|[«‹←< ]{0,3}(?:previous|next)(?: (?:page|chapter|section|part|volume|article))?(?: ?[:–—-] .{1,80})?[»›→> ]{0,3}"
    r"|(?:back|return) to (?:the )?(?:top|contents|report|home ?page|index|list|all .{1,40})(?: of (?:the )?page)?",
    re.IGNORECASE,
)
_BAR = re.compile(r" ?[|·•] ?|\] ?\[")
_LONGEST = 160


def is_posting(text: str) -> bool:
    """Whether a line only says when the page was posted or changed: "Last updated: 4 May 2021"."""
    return len(text) <= _LONGEST and _POSTED.fullmatch(text) is not None


def is_trail(text: str) -> bool:
    """Whether a line is the trail that leads to the page: "Home > Reports > Part A"."""
    return len(text) <= _LONGEST and text[-1:] not in ".;:" and _TRAIL.fullmatch(text) is not None


def is_about_page(text: str) -> bool:
    """Whether a line beside the page's heading is about the page: when it was posted, how to take it away."""
    if len(text) > _LONGEST or not text:
        return False
    parts = _BAR.split(text.strip("[]"))
    menu = len(parts) > 1 and _is_menu(parts)
    return menu or is_posting(text) or is_trail(text) or all(_ACTION.fullmatch(part) for part in parts)


def is_site_line(text: str) -> bool:
    """Whether a line above the page's heading or below its text is the site's."""
    if len(text) > _LONGEST or not text:
        return False
    return is_about_page(text) or _is_menu(_BAR.split(text))


def _is_menu(parts: list[str]) -> bool:
    return all(_ACTION.fullmatch(part) or _MENU.fullmatch(part) for part in parts)
