"""The declared table of anchors: how notes name a source so plainly that it is found anywhere in them.

A new inquiry's style is a row here and a fixture, not new code. Patterns are bounded everywhere (``{1,n}``), so that no
note, however strange, takes more than linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.linking.citing.dates import MONTH
from evidence.linking.citing.records import CitationKind as Kind


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a source is named so plainly that it can be found anywhere in a note.

    Named groups say what the pattern reads: ``urn``, ``reference``, ``date``, ``part`` and the places of ``Place``.
    ``needs`` are pieces of text, in lower case, one of which must be there before the pattern is tried at all.
    """

    rule: str
    pattern: re.Pattern[str]
    kind: Kind | None  # None: decided by URN_KINDS, FILE_KINDS or the words beside it
    needs: tuple[str, ...] = ()


_TO_LINES = r"(?:(?:\s?[-–‑]\s?|\sto\s)(?:(?P<page_to>\d{1,4})[:/])?(?P<line_to>\d{1,3}))?"
_LINES = rf"(?P<page_from>\d{{1,4}})[:/](?P<line_from>\d{{1,3}}){_TO_LINES}"
_PAGES = r"(?P<page_from>\d{1,4})(?:\s?[-–‑]\s?(?P<page_to>\d{1,4}))?"
FILE_ENDS = r"(?:pdf|docx?|xlsx?|pptx?|rtf|txt|msg|zip)"
_DATED = rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\s\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})"

_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d(?:,|\s?(?:am|pm|hrs|hours)\b)"

ANCHORS: tuple[Anchor, ...] = (
    Anchor(
        "url",
        re.compile(r"(?:https?://|(?<![\w/.@])www\.)(?:[^\s;,<>”’]|[,’](?=[^\s,;])|;(?=[a-z])(?!;and\s))++"),
        Kind.WEB,
        ("http", "www."),
    ),
    Anchor(
        "braced-day",
        re.compile(
            rf"\{{\s?(?P<reference>(?:Day\s?)?\d{{1,3}})\s?/\s?{_LINES}\s?\}}"
            r"(?:\s?(?:[-–‑]|to)\s?\{\s?(?:Day\s?)?\d{1,3}\s?/\s?(?P<page_last>\d{1,4})[:/](?P<line_last>\d{1,3})\s?\})?",
            re.IGNORECASE,
        ),
        Kind.TRANSCRIPT,
        ("{",),
    ),
    Anchor(
        "braced-urn",
        re.compile(
            r"\{\s?(?P<urn>[A-Z]{2,6}-?\d{6,10}(?:_\d{1,4})?)"
            r"(?:\s?/\s?(?P<page_from>\d{1,4})(?:\s?[-–‑]\s?(?P<page_to>\d{1,4}))?)?\s?\}?"
        ),
        None,
        ("{",),
    ),
    Anchor(
        "bracketed-urn",
        re.compile(rf"\[\s?(?P<urn>[A-Z]{{2,6}}[-_ ]?\d{{5,10}})(?:\s?/\s?{_PAGES})?\s?\]?"),
        None,
        ("[",),
    ),
    Anchor(  # in points: "WIT.0001.0002.0003 at 0004"
        "pointed-urn",
        re.compile(
            r"\[?(?<![\w.@/-])(?P<urn>[A-Z]{2,5}(?:\.(?:\d{1,6}|[A-Z]{2,5})){1,3}\.\d{3,10}(?:_R(?:EL(?:\.\d{4})?)?)?)(?![\w.]\w)\]?"
            r"(?:,?\sat\s\.?(?P<page_from>\d{4})(?:\s?[-–‑]\s?\.?(?P<page_to>\d{4}))?(?:_R)?\b)?"
        ),
        None,
        (".0", ".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9"),
    ),
    Anchor(  # in strokes: "BBC/5/118"
        "stroked-reference",
        re.compile(
            r"(?<![\w/.-])(?P<reference>(?:[A-Z]{3,5}/\d{1,4}|[A-Z]{2}/\d{1,3})/\d{1,5})(?:[-–]\d{1,5})?(?![\w/-])"
        ),
        None,
        ("/",),
    ),
    Anchor(  # alone in its note: "KD4.29", "B1565.005", "MAI 3.2"
        "lettered-page",
        re.compile(r"(?:\A|(?<=;\s))(?P<reference>(?:[A-Z]{1,3}|[A-Z]{2,4}\s)\d{1,4}\.\d{1,4})(?=\.?\s?(?:;|\Z))"),
        Kind.DOCUMENT,
        (".",),
    ),
    Anchor(
        "slashed-day",
        re.compile(
            rf"\b(?P<reference>(?:T/|Day\s)\d{{1,3}})/(?P<page_from>\d{{1,4}})[:/](?P<line_from>\d{{1,3}}){_TO_LINES}(?![\d/])"
        ),
        Kind.TRANSCRIPT,
        ("t/", "day"),
    ),
    Anchor(
        "slashed-day",
        re.compile(rf"\b(?P<reference>(?:T/|Day\s)\d{{1,3}})/(?:pp?\.?\s?)?{_PAGES}(?![\d/:])"),
        Kind.TRANSCRIPT,
        ("t/", "day"),
    ),
    Anchor(  # "94/12/3-13/5": without a range it would be a date
        "numbered-day",
        re.compile(
            r"(?<![\w/.-])(?P<reference>(?:[A-Z]{2,5}\s)?\d{1,3})/(?P<page_from>\d{1,4})/(?P<line_from>\d{1,2})"
            r"\s?[-–‑]\s?(?:(?P<page_to>\d{1,4})/)?(?P<line_to>\d{1,2})(?![\w/])"
        ),
        Kind.TRANSCRIPT,
        ("/",),
    ),
    Anchor(
        "day-and-lines",
        re.compile(rf"\b(?P<reference>[Dd]ay\s\d{{1,3}}),?\s(?:pages?\s|pp?\.?\s?)?{_LINES}(?![\w/])"),
        Kind.TRANSCRIPT,
        ("day",),
    ),
    Anchor(
        "day-and-pages",
        re.compile(r"\b(?P<reference>[Dd]ay\s\d{1,3})(?=,?\s(?:pp?\.?|pages?)\s?\d)"),
        Kind.TRANSCRIPT,
        ("day",),
    ),
    Anchor(  # day and page: "T62.121-122"
        "day-and-page",
        re.compile(
            r"(?<![\w/.-])(?P<reference>T\s?\d{1,3})\.(?P<page_from>\d{1,4})"
            r"(?:\s?[-–‑]\s?(?P<page_to>\d{1,4}))?(?=[,;.]?(?:\s|$))"
        ),
        Kind.TRANSCRIPT,
        ("t",),
    ),
    Anchor(  # page and line: "T1234:5-10", "T45.12–46.3"
        "page-and-line",
        re.compile(
            r"(?<![\w/.-])T\s?(?P<page_from>\d{1,5})(?::|(?<=\d{4})\.|\.(?=\d{1,2}\s?[-–‑]\s?T?\d{1,5}\.\d))"
            r"(?P<line_from>\d{1,2})"
            r"(?:\s?[-–‑]\s?(?:T?(?P<page_to>\d{1,5})[:.])?(?P<line_to>\d{1,2}))?(?![\w/:])"
        ),
        Kind.TRANSCRIPT,
        ("t",),
    ),
    Anchor(  # a day's transcript by its date: "T-30-11-12 p.145 line 2"
        "dated-day",
        re.compile(r"(?P<reference>T-(?<![\w/.-]T-)\d{2}-\d{2}-\d{2})(?![\w-])"),
        Kind.TRANSCRIPT,
        ("t-",),
    ),
    Anchor(  # in groups of three digits: "090-022-050"
        "grouped-number",
        re.compile(r"(?P<reference>\d{3}(?<![\w/.-]\d{3})-\d{3}[a-z]?-\d{3}[a-z]?)(?![\w-])"),
        Kind.DOCUMENT,
        ("-",),
    ),
    Anchor(  # a witness and the number of the statement: "WS-138/1"
        "numbered-statement",
        re.compile(r"(?P<reference>WS(?<![\w/.-]WS)-?\d{1,4}/\d{1,2})(?![\w/-])"),
        Kind.STATEMENT,
        ("ws",),
    ),
    Anchor(
        "file",
        re.compile(rf"[^\s,;:<>“”‘/]{{1,240}}?\.{FILE_ENDS}\b(?!\.\w)", re.IGNORECASE),
        None,
        (".pdf", ".doc", ".xls", ".ppt", ".rtf", ".txt", ".msg", ".zip"),
    ),
    Anchor(
        "file",
        re.compile(r"(?<![\w.-])(?:lev|hearing|transcript)\d{6}(?:am|pm)(?:\.pdf)?\b", re.IGNORECASE),
        None,
        ("lev", "hearing", "transcript"),
    ),
    Anchor(
        "urn-with-pages",
        re.compile(
            r"(?<![\w/.-])(?P<urn>[A-Z]{3,6}-?\d{6,10}|WS-?\d{6,10}|[A-Z]{3,6}\d{3,5}(?=_\d{3}))[_/]0*(?P<page_from>\d{1,4})"
            r"(?:\s?[-–‑]\s?_?0*(?P<page_to>\d{1,4})|/(?P<paragraph_from>\d{1,4}))?(?![\w/])"
        ),
        None,
        ("_", "/"),
    ),
    Anchor(
        "urn",
        re.compile(
            r"(?<![\w/.-])(?P<urn>(?:[A-Z]{3,6}-?\d{6,12}(?:\.\d{4}(?!\d))?|[A-Z]{3,6}0\d{4}|WS-?\d{6,7}|[A-Z]{2}\d{8,10}|[A-Z]{3}-\d-\d{6,10}))(?![\w/])"
        ),
        None,
    ),
    Anchor(
        "name-date-page-line",
        re.compile(rf"(?<![\w/]){_DATED},?\s{{1,2}}(?:at\s)?(?!{_TIME}){_LINES}(?![\w/]|\s(?!and\b|or\b)[a-z])"),
        Kind.TRANSCRIPT,
    ),
    Anchor(  # with the misprints "ibi d" and, last in its note, "bid"
        "ibid",
        re.compile(r"\b(?:ibi\s?d(?:em)?\b\.?|idem\b\.?|(?<=,\s)bid(?=[\s.]{0,3}$))", re.IGNORECASE),
        Kind.IBID,
        ("bi", "idem"),
    ),
    Anchor(
        "op-cit",
        re.compile(
            r"\b(?:op\.?\s?cit\b\.?|loc\.?\s?cit\b\.?|supra\b(?:,?\s(?:note|n\.?|fn\.?)\s?\d{1,4})?"
            r"|above,?\s(?:n\.?|fn\.?)\s?\d{1,4}\b)",
            re.IGNORECASE,
        ),
        Kind.IBID,
        ("op", "loc", "supra", "above"),
    ),
    Anchor(  # the note that names it: "Smith (n 12) para 45"
        "op-cit",
        re.compile(r"\((?<=\s\()(?:n\.?|fn\.?|note)\s?\d{1,4}\)"),
        Kind.IBID,
        ("(n", "(fn"),
    ),
    Anchor(
        "named-statement",
        re.compile(
            r"\b(?P<reference>(?:(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|\d{1,2}(?:st|nd|rd|th))\s)?"
            r"(?<!to\sthe\s)[Ww]itness\s[Ss]tatement\sof\s"
            r"(?P<person>[A-Z][\w’'.-]{1,30}(?:\s[A-Z][\w’'.-]{1,30}){0,4}+)(?![\w’'-]))"
            rf"(?:,?\s(?:dated\s|\(){_DATED})?"
            r"(?!,?\s?(?:(?:pp?\.?|pages?|paras?\.?|paragraphs?)\s?[\d–-]{1,9},?\s)?(?:at\s)?[(\[]?\s?[A-Z]{2,6}[-.]?\d)"
        ),
        Kind.STATEMENT,
        ("tatement of ",),
    ),
    Anchor(
        "oral-evidence",
        re.compile(
            r"\bg[ai]ven?\s(?:his|her|their|further)?\s?oral\sevidence\s(?:to\sthe\sInquiry\s)?"
            rf"on\s{_DATED}",
            re.IGNORECASE,
        ),
        Kind.TRANSCRIPT,
        ("oral evidence",),
    ),
)

# Of these, places and person come first: "p90, lines 6-11, Rupert Murdoch, Transcript-of-….pdf".
LISTED = frozenset(("file", "url", "ibid", "op-cit"))
