"""The declared tables behind the reading of judgments, legislation and debates in Parliament."""

from __future__ import annotations

import re

from evidence.linking.citing.dates import MONTH

# A court's neutral citation, a law report, an application to a court; and what may follow the names of parties.
NEUTRAL_CITATION = re.compile(
    r"[\[(](?:1[6-9]|20)\d\d[\])]\s(?:\d{1,3}\s)?"
    r"(?:UKSC|UKHL|UKPC|UKUT|UKFTT|UKEAT|EAT|EWCA|EWHC|EWFC|EWCOP|EWCC|EWMC"
    r"|CSIH|CSOH|HCJAC|HCJT|SLT|SCCR|SC|NICA|NIQB|NICh|NIFam"
    r"|IEHC|IESC|ECHR|EHRR|AC|QB|KB|WLR|All\sER|EMLR|Ch|Fam|FLR|Cr\sApp\sR"
    r"|ICR|IRLR|BCLC|Lloyd’s\sRep|LGR|ACD|HRLR|UKHRR|FSR|P&CR|PNLR|RPC|Inquest\sLR|MLR|BMLR)"
    r"(?:\s(?:Civ|Crim|Admin|QB|Fam|Ch))?\s?\d{0,5}(?:\s?\((?:[A-Z][A-Za-z&]{1,14}|\d{1,3})\)|\s(?:QB|Ch|Admin|Fam|Comm)\b)?"
)
APPLICATION = re.compile(r"\(?\d?(?<![A-Za-z])Applications?(?:\s[Nn]os?\.?)?\s\d{2,6}/\d{2,4}\)?,?")

ACT_NAME = (
    r"(?:(?:[A-Z][A-Za-z’'-]{1,24}|and|of|the|in|on|for|to|etc\.?|\([A-Z][A-Za-z ’'-]{1,40}\)|&),?\s){1,10}"
    r"(?:Act|Order|Regulations?|Rules|Measure|Bill)\)?\s(?:19|20|18)\d\d"
    r"(?:\s\((?:Cth|NSW|Vic|Qld|WA|SA|Tas|ACT|NT|NZ|UK|Imp|Ireland|NI|Scotland|Wales)\))?"
)
SECTION_NUMBER = r"\d{1,3}[A-Z]{0,2}(?:\([0-9A-Za-z]{1,4}\)){0,4}"
SECTIONS = (
    r"(?:[Ss]s?\.?\s?|[Ss]ections?\s|[Rr]ules?\s|[Rr]eg(?:ulation)?s?\.?\s|[Pp]ara(?:graph)?s?\.?\s"
    rf"|[Aa]rt(?:icle)?s?\.?\s|[Ss]ch(?:edule)?s?\.?\s){SECTION_NUMBER}"
    rf"(?:(?:\s?[-–]\s?|,\s?|\sand\s|\sor\s|\sto\s)(?:{SECTION_NUMBER}|\([0-9A-Za-z]{{1,4}}\))){{0,6}}"
)
_ABBREVIATED = (
    r"(?:[A-Z]{2,8}\s(?:19|20)\d\d|(?<=of\s)[A-Z]{2,8}|(?<=of\sthe\s)[A-Z]{2,8})(?![\w.]|\s[A-Z])"  # "s1 of RIPA"
)
LEGISLATION: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?<![\w’'\-]){SECTIONS},?\s(?:of\s?)?(?:the\s)?(?:{ACT_NAME}|{_ABBREVIATED})"),
    re.compile(rf"(?<![\w’'\-])(?<!of the ){ACT_NAME}(?:,?\s{SECTIONS})?(?:\s?\({SECTION_NUMBER}\)){{0,3}}"),
    re.compile(r"\b(?:UN\s)?(?:Security\sCouncil|General\sAssembly)\s[Rr]esolution\s\d{1,5}(?:\s\((?:19|20)\d\d\)?)?"),
    re.compile(
        r"\b(?:Council\s)?(?:Directive|Regulation)\s(?:\([A-Z]{2,4}\)\s)?(?:No\.?\s)?\d{2,4}/\d{1,4}(?:/E[CU]+)?"
    ),
    re.compile(
        r"\bArticles?\s\d{1,3}(?:\(\d{1,2}\)){0,2}(?:\s(?:and|to)\s\d{1,3})?\s(?:of\s)?(?:the\s)?"
        r"(?:ECHR|European Convention on Human Rights|Convention|UNCRC|Charter)\b"
    ),
    re.compile(r"\bSI\s(?:19|20)\d\d/\d{1,5}\b"),
)

CANADIAN_STATUTE = re.compile(  # "Emergencies Act, R.S.C. 1985, c. 22 (4th Supp.), s. 17"
    r"\b(?:[A-Z][\w’'-]{1,24}\s|(?:of|the|and|on|for|to)\s){1,10}(?:Act|Code|Charter),?\s(?:R\.?\s?)?S\.?\s?[A-Z]\.?(?:\s?[A-Z]\.?)?"
    rf"\s?(?:19|20)\d\d,?\sc\.?\s?[A-Z]?-?\d{{1,4}}(?:\.\d{{1,3}})?(?:\s\([^()]{{1,20}}\))?(?:,\s{SECTIONS}(?:\.\d{{1,3}})?)?"
)

HANSARD = re.compile(
    rf"\b(?P<house>(?:HC|HL|House of (?:Commons|Lords)|Hansard,?\s(?:HC|HL|House of (?:Commons|Lords)))\s?"
    rf"(?:Hansard|Debs?\.?|Debates?|Official\sReport|WA|WS)?),?\s\(?(?P<date>\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\s\d{{4}})\)?,?"
    rf"(?:\s(?P<volume>[Vv]ol(?:ume)?\.?\s?\d{{1,4}}),?)?(?:(?:\s(?P<unit>cols?\.?|[Cc]olumns?|cc?\.?)\s?|(?<=\),)\s)"
    rf"(?P<values>\d{{1,5}}(?:WH|WS|WA|W)?(?:\s?[-–]\s?\d{{1,5}})?))?"
)
