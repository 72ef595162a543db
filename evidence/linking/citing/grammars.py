"""The declared tables that say what a citation cites: a new inquiry's style is a row here and a fixture, not new code.

How a citation is found stands in ``anchor_grammars``. Patterns are bounded everywhere (``{1,n}``), so that no note,
however strange, takes more than linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.linking.citing.records import CitationKind as Kind


@dataclass(frozen=True, slots=True)
class Head:
    """The first words of a citation that begins by saying what it cites: "Minute A to B, 12 June 2006, ‘Title’"."""

    words: str
    kind: Kind


# What the letters of a URN say, tried in order; None: the words beside it decide, and failing these it is a document.
URN_KINDS: tuple[tuple[re.Pattern[str], Kind | None], ...] = (
    (re.compile(r"WITN\d{6}00$|WITN\d{5}00$|WITN\d{8,}00$"), Kind.STATEMENT),
    (re.compile(r"WITN\d{4}\d{3}$"), Kind.STATEMENT),  # seven digits: statements and exhibits are numbered alike
    (re.compile(r"WITN"), Kind.DOCUMENT),  # the other numbers under a witness are exhibits
    (re.compile(r"WS-?\d|IWS"), Kind.STATEMENT),
    (re.compile(r"(?:TRA|TRN|TRAN|TRANS|INQY)[-.]?\d"), Kind.TRANSCRIPT),
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
            r"|^(?:closed |open |read-in |written )?statement of\b|^brief of evidence\b",
            re.IGNORECASE,
        ),
        Kind.STATEMENT,
    ),
    (re.compile(r"^e-?mail\b|\be-?mail$", re.IGNORECASE), Kind.EMAIL),
    (re.compile(r"^letter\b|\bletter$", re.IGNORECASE), Kind.LETTER),
    (re.compile(r"^minutes? (?:of|from)\b|\bminutes$", re.IGNORECASE), Kind.MINUTE),
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
    Head("Tr", Kind.TRANSCRIPT),
    Head("Day", Kind.TRANSCRIPT),
    Head("Statement", Kind.STATEMENT),
    Head("Witness statement", Kind.STATEMENT),
    Head("Telegram", Kind.DOCUMENT),
    Head("eGram", Kind.DOCUMENT),
    Head("Signal", Kind.DOCUMENT),
    Head("Note", Kind.DOCUMENT),
    Head("Notes", Kind.DOCUMENT),
    Head("Briefing", Kind.DOCUMENT),
    Head("Brief of evidence", Kind.STATEMENT),
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
    (re.compile(r"(?:^|, )(?:Witness )?Statement(?:,| (?:to|given)\b)"), Kind.STATEMENT),
    (re.compile(r"\bPublic Volume \d"), Kind.TRANSCRIPT),
    (re.compile(r"\bMinutes of (?:Oral )?Evidence\b"), Kind.MINUTE),
    (re.compile(r"\bResearch Paper \d"), Kind.PAPER),
    (re.compile(r"\b(?:HC|HL|HCP|Cm|Cmd|Cmnd|CP) ?\d{2,5}\b|\bReports?\b|\bReview\b"), Kind.REPORT),
)

QUOTED_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"^(?:Identical )?[Ll]etters? dated\b|^Letter (?:from|of|to)\b"), Kind.LETTER),
)
