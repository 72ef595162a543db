"""The declared tables behind the citation readers: a new inquiry's style is a row here and a fixture, not new code.

Patterns are bounded everywhere (``{1,n}``), so that no note, however strange, takes more than linear time.
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


@dataclass(frozen=True, slots=True)
class Head:
    """The first words of a citation that begins by saying what it cites: "Minute A to B, 12 June 2006, ‘Title’"."""

    words: str
    kind: Kind


_LINES = (
    r"(?P<page_from>\d{1,4})[:/](?P<line_from>\d{1,3})(?:\s?[-–‑]\s?(?:(?P<page_to>\d{1,4})[:/])?(?P<line_to>\d{1,3}))?"
)
FILE_ENDS = r"(?:pdf|docx?|xlsx?|pptx?|rtf|txt|msg|zip)"
_DATED = rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\s\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})"

ANCHORS: tuple[Anchor, ...] = (
    Anchor(
        "url",
        re.compile(r"(?:https?://|(?<![\w/.@])www\.)(?:[^\s;,<>”’]|[,’](?=[^\s,;])|;(?=[a-z])(?!;and\s))++"),
        Kind.WEB,
        ("http", "www."),
    ),
    Anchor(
        "braced-day",
        re.compile(rf"\{{\s?(?P<reference>Day\s?\d{{1,3}})\s?/\s?{_LINES}\s?\}}", re.IGNORECASE),
        Kind.TRANSCRIPT,
        ("{",),
    ),
    Anchor(
        "braced-urn",
        re.compile(
            r"\{\s?(?P<urn>[A-Z]{2,6}\d{6,10}(?:_\d{1,4})?)"
            r"(?:\s?/\s?(?P<page_from>\d{1,4})(?:\s?[-–‑]\s?(?P<page_to>\d{1,4}))?)?\s?\}?"
        ),
        None,
        ("{",),
    ),
    Anchor("bracketed-urn", re.compile(r"\[\s?(?P<urn>[A-Z]{2,6}[-_ ]?\d{5,10})\s?\]?"), None, ("[",)),
    Anchor(
        "slashed-day",
        re.compile(
            r"\b(?P<reference>(?:T/|Day\s)\d{1,3})/(?P<page_from>\d{1,4})/(?P<line_from>\d{1,3})"
            r"(?:\s?[-–‑]\s?(?P<line_to>\d{1,3}))?(?![\d/])"
        ),
        Kind.TRANSCRIPT,
        ("t/", "day"),
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
            r"(?<![\w/.-])(?P<urn>[A-Z]{3,6}-?\d{6,10})[_/]0*(?P<page_from>\d{1,4})"
            r"(?:\s?[-–‑]\s?_?0*(?P<page_to>\d{1,4})|/(?P<paragraph_from>\d{1,4}))?(?![\w/])"
        ),
        None,
        ("_", "/"),
    ),
    Anchor("urn", re.compile(r"(?<![\w/.-])(?P<urn>[A-Z]{3,6}-?\d{6,10})(?![\w/])"), None),
    Anchor(
        "name-date-page-line",
        re.compile(rf"(?<![\w/]){_DATED},?\s{{1,2}}(?:at\s)?{_LINES}(?![\w/]|\s(?!and\b|or\b)[a-z])"),
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
    Anchor(
        "named-statement",
        re.compile(
            r"\b(?P<reference>(?:(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|\d{1,2}(?:st|nd|rd|th))\s)?"
            r"(?<!to\sthe\s)[Ww]itness\s[Ss]tatement\sof\s"
            r"(?P<person>[A-Z][\w’'.-]{1,30}(?:\s[A-Z][\w’'.-]{1,30}){0,4})(?![\w’'-]))"
            rf"(?:,?\sdated\s{_DATED})?(?!\s?,?\s?(?:[(\[]|[A-Z]{{3,6}}-?\d))"
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

# What the letters of a URN say, tried in order; None: the words beside it decide, and failing these it is a document.
URN_KINDS: tuple[tuple[re.Pattern[str], Kind | None], ...] = (
    (re.compile(r"WITN\d{6}00$|WITN\d{5}00$|WITN\d{8,}00$"), Kind.STATEMENT),
    (re.compile(r"WITN\d{4}\d{3}$"), Kind.STATEMENT),  # seven digits: statements and exhibits are numbered alike
    (re.compile(r"WITN"), Kind.DOCUMENT),  # the other numbers under a witness are exhibits
    (re.compile(r"WS-?\d|IWS"), Kind.STATEMENT),
    (re.compile(r"(?:TRA?N|TRANS)\d"), Kind.TRANSCRIPT),
)

# What a file's name says, tried in order; anything else is a document.
FILE_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"^(?:[\w-]{0,30}-)?Exhibit", re.IGNORECASE), Kind.DOCUMENT),
    (re.compile(r"transcript|^(?:lev|hearing)\d{6}(?:am|pm)", re.IGNORECASE), Kind.TRANSCRIPT),
    (re.compile(r"witness-?_?statement|^(?:[\w-]{0,20}-)?statement-of-", re.IGNORECASE), Kind.STATEMENT),
    (re.compile(r"^letter-", re.IGNORECASE), Kind.LETTER),
    (re.compile(r"^e-?mail-", re.IGNORECASE), Kind.EMAIL),
)

# What the words beside a reference say it is: "First Interim Report: Compensation 17/07/2023 [INQ00002027]".
TITLE_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"^Transcript\b|\btranscript of\b", re.IGNORECASE), Kind.TRANSCRIPT),
    (
        re.compile(
            r"\bwitness statement\b|\b\d{1,2}(?:st|nd|rd|th)(?: statement)?$"
            r"|^(?:closed |open )?statement of\b",
            re.IGNORECASE,
        ),
        Kind.STATEMENT,
    ),
    (re.compile(r"^e-?mail\b", re.IGNORECASE), Kind.EMAIL),
    (re.compile(r"^letter\b", re.IGNORECASE), Kind.LETTER),
    (re.compile(r"^minutes? (?:of|from)\b|^meeting minutes\b", re.IGNORECASE), Kind.MINUTE),
    (re.compile(r"\breport\b", re.IGNORECASE), Kind.REPORT),
)  # fmt: skip

HEADS: tuple[Head, ...] = (
    Head("Minutes", Kind.MINUTE),
    Head("Minute", Kind.MINUTE),
    Head("Notes of Actions", Kind.MINUTE),
    Head("Note of Actions", Kind.MINUTE),
    Head("Record of Actions", Kind.MINUTE),
    Head("Actions", Kind.MINUTE),
    Head("Cabinet Conclusions", Kind.MINUTE),
    Head("Conclusions", Kind.MINUTE),
    Head("Letters", Kind.LETTER),
    Head("Letter", Kind.LETTER),
    Head("Teleletter", Kind.LETTER),
    Head("Emails", Kind.EMAIL),
    Head("Email", Kind.EMAIL),
    Head("E-mail", Kind.EMAIL),
    Head("Papers", Kind.PAPER),
    Head("Paper", Kind.PAPER),
    Head("Research Paper", Kind.PAPER),
    Head("Reports", Kind.REPORT),
    Head("Report", Kind.REPORT),
    Head("JIC Assessment", Kind.REPORT),
    Head("CIG Assessment", Kind.REPORT),
    Head("Assessment", Kind.REPORT),
    Head("Public hearing", Kind.TRANSCRIPT),
    Head("Private hearing", Kind.TRANSCRIPT),
    Head("Closed hearing", Kind.TRANSCRIPT),
    Head("Oral evidence", Kind.TRANSCRIPT),
    Head("Transcript", Kind.TRANSCRIPT),
    Head("Day", Kind.TRANSCRIPT),
    Head("Statement", Kind.STATEMENT),
    Head("Witness statement", Kind.STATEMENT),
    Head("Telegram", Kind.DOCUMENT),
    Head("eGram", Kind.DOCUMENT),
    Head("Signal", Kind.DOCUMENT),
    Head("Note", Kind.DOCUMENT),
    Head("Notes", Kind.DOCUMENT),
    Head("Briefing", Kind.DOCUMENT),
    Head("Brief", Kind.DOCUMENT),
    Head("Fax", Kind.DOCUMENT),
    Head("Annotation", Kind.DOCUMENT),
    Head("Manuscript comment", Kind.DOCUMENT),
    Head("Manuscript comments", Kind.DOCUMENT),
    Head("Manuscript note", Kind.DOCUMENT),
    Head("Agenda", Kind.DOCUMENT),
    Head("Diary", Kind.DOCUMENT),
    Head("Record", Kind.DOCUMENT),
    Head("Speech", Kind.DOCUMENT),
    Head("Presentation", Kind.DOCUMENT),
    Head("Directive", Kind.DOCUMENT),
    Head("Memorandum", Kind.DOCUMENT),
    Head("Memo", Kind.DOCUMENT),
    Head("Submission", Kind.DOCUMENT),
    Head("Exhibit", Kind.DOCUMENT),
    Head("Draft", Kind.DOCUMENT),
    Head("Message", Kind.DOCUMENT),
    Head("Teleconference", Kind.DOCUMENT),
    Head("Handwritten note", Kind.DOCUMENT),
    Head("Parliamentary Question", Kind.DOCUMENT),
    Head("Written Statement", Kind.DOCUMENT),
)

# What is written on another document counts as that document.
WRITTEN_ON = re.compile(
    r"^(?:Manuscript|Handwritten|Marginal)\s(?:comments?|notes?|annotations?|additions?)\b|^Annotations?\b|^Comments?\b",
    re.IGNORECASE,
)

# Words in a title or beside a number that say what a document without a head is.
NAMED_SERIES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        re.compile(r"\b(?:UN )?Security Council [Rr]esolution \d|^(?:UN )?(?:General Assembly )?[Rr]esolution \d"),
        Kind.LEGISLATION,
    ),
    (
        re.compile(r"^(?:[A-Z][\w’-]+ ){0,6}(?:Convention|Treaty|Protocol)\b(?: on | for | of |,| relating)"),
        Kind.LEGISLATION,
    ),
    (re.compile(r"^(?:UN|UNMOVIC|UNSCOM|IAEA|NATO)\b.{0,40}(?:Press Release|Working Document)"), Kind.DOCUMENT),
    (re.compile(r"\bOfficial Report\b|\bHansard\b|\b(?:HC|HL) Deb\b|\bWritten Answers?\b"), Kind.DOCUMENT),
    (re.compile(r"\b[Hh]earing(?:,|$)|\bTranscript\b"), Kind.TRANSCRIPT),
    (re.compile(r"\bMinutes of (?:Oral )?Evidence\b"), Kind.MINUTE),
    (re.compile(r"\bResearch Paper \d"), Kind.PAPER),
    (re.compile(r"\b(?:HC|HL|HCP|Cm|Cmd|Cmnd|CP) ?\d{2,5}\b|\bReports?\b|\bReview\b"), Kind.REPORT),
)

QUOTED_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"^(?:Identical )?[Ll]etters? dated\b|^Letter (?:from|of|to)\b"), Kind.LETTER),
)
