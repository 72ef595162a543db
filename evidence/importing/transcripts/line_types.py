"""What a line of a transcript is, by its words alone: label, oath, heading, stage direction, date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from evidence.importing.transcripts.names import is_capital_name, is_cipher, is_office, is_titled, split_names

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATE = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+("
    + "|".join(_MONTHS)
    + r"),?(?:\s+(\d{4}))?\.?$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<label>[^:\n]{1,60}?)\s?:(?:\s+(?P<rest>\S.*)|\s*)$")
_TURN = re.compile(r"^(?:\d{1,5}\s+(?=Q))?(?P<label>[QA])\s?[.:](?:\s+(?P<rest>\S.*)|\s*)$")
_OATH = (
    r"(?:re-?)?sworn|(?:re-?)?affirmed|continued|recalled|resumed|cont'd|by affirmation|on oath|read|summarised|adduced"
)
_CALLED = re.compile(
    rf"^(?P<names>[^():]{{2,120}}?),?\s*\((?P<how>[^()]{{0,60}}?\b(?:{_OATH})\b[^()]{{0,60}})\)\s*\.?$", re.IGNORECASE
)
_CALLED_EACH = re.compile(rf"\(\s*(?:{_OATH})[^()]{{0,40}}\)", re.IGNORECASE)
_CALLED_PLAIN = re.compile(
    r"^(?P<names>[^():]{1,120}?),\s*(?P<how>(?:re-?)?sworn|(?:re-?)?affirmed|recalled|"
    r"(?:witness )?statement (?:was )?(?:summarised|read|adduced)|summary read)(?: by (?P<by>[^():]{2,60}))?\.?$",
    re.IGNORECASE,
)
_STATEMENT_OF = re.compile(
    r"^(?:Summary of )?(?:(?:the )?(?:further |second |third )?(?:witness )?statement|evidence) of "
    r"(?P<names>[^():]{1,120}?)"
    r",?\s+\(?(?P<how>read|summarised|adduced)\)?(?: (?:in)?(?:to the record)?)?(?: by (?P<by>[^():]{2,60}))?\.?$",
    re.IGNORECASE,
)
_EXAMINATION = re.compile(
    r"^(?:(?:Further|Additional|Continued|Supplementary)\s+)?(?:Questions?|Questioned|Questioning|Examined|Examination"
    r"(?:[- ]in[- ]chief)?|(?:Cross|Re)[- ]?examin(?:ed|ation))\s+(?:by|from|on behalf of)\s+(?P<by>\S.*)$",
    re.IGNORECASE,
)
_SWORN_AND_EXAMINED = re.compile(
    r"^(?:(?P<names>[^():]{2,80}?),?\s(?:having\s(?:previously\s)?been|being|was)\s(?P<how>(?:re-?)?sworn|(?:re-?)?affirmed),?"
    r"|the\switness)\s(?:was|is)\s(?:then\s)?(?:further\s)?(?:directly\s)?(?:cross-?|re-?)?examined\sby\s(?P<by>[^:]{2,80}?)"
    r"(?:,?\sas\sfollows)?\s?[:.]?$",
    re.IGNORECASE,
)
_ANGLED = re.compile(r"^<\s*(?P<words>.*?)\s*:?\s*(?:\[\d{1,2}[.:]\d{2}\s?[ap]\.?m\.?\])?\s*:?$", re.IGNORECASE)
_PLAIN_OFFICES = frozenset(
    office
    for name in ("Chair", "Chairman", "Chairwoman", "Chairperson", "Coroner", "Witness", "Interpreter", "President")
    for office in (name, f"The {name}")
) | {"Counsel to the Inquiry", "Counsel Assisting", "Counsel to the Tribunal", "Counsel to the Commission"}
_CONTINUED = re.compile(r"\s*\((?:continued|cont'd|resumed)\)\s*\.?$", re.IGNORECASE)
_HEADING_BY = re.compile(
    r"^(?:(?:Further|Opening|Closing|Final|Oral|Introductory|Concluding|Preliminary|Pre-recorded|Reply|Oral)\s+){0,3}"
    r"(?:Statements?|Submissions?|Remarks|Address|Speech|Announcements?|Reply|Response|Ruling|Presentation)\s+"
    r"(?:by|from|of|on behalf of|in reply by)\s+(?P<by>\S.*)$",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"^(?:Housekeeping|Decision|Ruling|Discussion|Directions|Judgment|Announcement|Introduction|Opening remarks|"
    r"Closing remarks|Discussion re\b.{0,60}|Announcement re\b.{0,60}|Focus Group Session \d+)$"
)
_TIME = re.compile(
    r"^\((?:\d{1,2}[.:]\d{2}\s*(?:am|pm|noon|a\.m\.|p\.m\.)|12 noon|\d{1,2}\s*(?:am|pm))\b", re.IGNORECASE
)
_STAGE = re.compile(
    r"\b(?:adjourn\w*|break|pauses?|paused|session|withdrew|withdrawn|shown|played|playing|recording|handed|sworn|"
    r"affirmed|resumed|resumes|lunch\w*|silence|applause|laughter|concluded|convened|commenced|alarm|video|audio|"
    r"photograph|proceedings|inaudible|interruption|indicated|nods?|nodded|technical)\b",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"^\((?:[a-zA-Z]|[ivxlIVXL]{1,5}|\d{1,3})\)$")
_SENTENCE_END = re.compile(r"[.?!:;—–-][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Called:
    """An oath line: who was called and how; ``answers`` is false where a statement was only read."""

    names: tuple[str, ...]
    how: str
    answers: bool
    read_by: str = ""


def turn_label(text: str) -> tuple[str, str] | None:
    """``Q.`` or ``A.`` and the words after it."""
    found = _TURN.match(text)
    return (f"{found['label']}.", found["rest"] or "") if found else None


def speaker_label(text: str) -> tuple[str, str] | None:
    """A label in capitals, or a title with a name, and the words after its colon. ``PPS:`` is decided elsewhere."""
    found = _LABEL.match(text)
    if not found:
        return None
    label = found["label"].strip()
    if not (
        label in _PLAIN_OFFICES
        or is_capital_name(label, most_words=7)
        or is_cipher(label)
        or (is_titled(label) and len(label.split()) < 6)
    ):
        return None
    return label, found["rest"] or ""


def is_sure_label(label: str) -> bool:
    """Whether the words alone make it a speaker: a title, an office, a cipher. Others need the layout's word."""
    capitals = label == label.upper() or "Mc" in label or "Mac" in label
    return (
        label in _PLAIN_OFFICES
        or is_cipher(label)
        or (capitals and (is_titled(label) or (is_office(label) and len(label.split()) <= 3)))
    )


def without_angle(text: str) -> str:
    """A heading that a bracket opens, without it and the time: "<EXAMINATION BY MR STEWART:"."""
    found = _ANGLED.match(text)
    return found["words"] if found else text


def sworn_and_examined(text: str) -> tuple[Called | None, str] | None:
    """Oath and questioner in one sentence: "JOHN ROE, HAVING BEEN SWORN, WAS EXAMINED BY MR. DOE AS FOLLOWS:"."""
    found = _SWORN_AND_EXAMINED.match(text)
    if not found or not is_capital_name(found["by"]):
        return None
    if not found["names"]:
        return None, found["by"]
    names = split_names(found["names"])
    return (Called(tuple(names), found["how"].lower(), True), found["by"]) if is_capital_name(names[0]) else None


def examination(text: str) -> tuple[str, bool] | None:
    """The questioner of an examination heading, as printed, and whether it goes on from earlier."""
    found = _EXAMINATION.match(text)
    if not found:
        return None
    by = found["by"].strip().rstrip(".")
    bare = _CONTINUED.sub("", by)
    office = is_office(bare) and len(bare.split()) <= 3  # "Questions by the Chair"
    if not office and not is_capital_name(bare) and not (is_titled(bare) and len(bare.split()) < 8):
        return None
    return bare, bare != by


def wants_more(by: str) -> bool:
    """Whether a heading stops in mid-phrase: "COUNSEL TO THE INQUIRY FOR" goes on in the next line."""
    return bool(re.search(r"(?:\b(?:FOR|TO|OF|THE|AND|ON|BEHALF|IN|BY|FROM|&)|,)$", by.strip(), re.IGNORECASE))


def called(text: str) -> Called | None:
    """Reads an oath line: one or several names in capitals, then how they give evidence."""
    found = _STATEMENT_OF.match(text) or _CALLED_PLAIN.match(text)
    if found:
        people = split_names(found["names"])
        how, read_by = found["how"].lower(), found["by"] or ""
    else:
        each = _CALLED_EACH.sub("", text) if len(_CALLED_EACH.findall(text)) > 1 else None
        last = _CALLED_EACH.findall(text)
        found = _CALLED.match(f"{each.strip()} {last[-1]}" if each is not None else text)
        if not found:
            return None
        people, how, read_by = split_names(found["names"]), found["how"].lower(), ""
    named = _leading_names(people)
    if not named:
        return None
    manner = text.replace(found["names"], "")  # a witness may be called Mr Read
    answers = not re.search(r"\b(?:statement|summar\w+|read|adduced)\b", manner, re.IGNORECASE)
    return Called(tuple(named), how, answers, read_by)


def _leading_names(people: list[str]) -> list[str]:
    """The names at the head of an oath line: "JANE DOE, Chief Engineer (sworn)" has one; prose has none."""
    named: list[str] = []
    for one in people:
        if not is_capital_name(one, most_words=9) and not is_cipher(one):
            break
        named.append(one)
    return named


def names_only(text: str) -> bool:
    """Whether a line may be the first of an oath over two: names in capitals that end in "and" or a comma."""
    return bool(re.search(r"(?:\b(?:and|AND)|&|,)$", text)) and is_capital_name(text.rstrip(",& "))


def heading_by(text: str) -> bool:
    """Whether it heads somebody's statement or submissions."""
    found = _HEADING_BY.match(text)
    if not found:
        return False
    by = _CONTINUED.sub("", found["by"].rstrip("."))
    return is_capital_name(by.split(", on behalf")[0]) or (is_titled(by) and len(by.split()) < 8)


def is_topic(text: str) -> bool:
    return bool(_TOPIC.match(text))


def is_direction(text: str, after: str) -> bool:
    """Whether a whole line in parentheses is a stage direction; ``after`` is the line of speech before it."""
    if not (text.startswith("(") and text.endswith((")", ")."))) or _ENUMERATOR.match(text):
        return False
    if _TIME.match(text):
        return True
    inside = text[1:].rstrip(".)")
    if not inside or not (inside[0].isupper() or inside[0].isdigit()):
        return False
    return bool(_STAGE.search(inside)) or (ends_sentence(after) and any(c.islower() for c in inside))


def opens_direction(text: str) -> bool:
    """Whether a stage direction begins here that ends on a later line."""
    return text.startswith("(") and ")" not in text and text[1:2].isupper() and bool(_STAGE.search(text))


def ends_sentence(text: str) -> bool:
    """Whether what was said before may have ended: nothing before it, or a stop, a dash, a question mark."""
    return not text or bool(_SENTENCE_END.search(text))


def printed_date(text: str) -> tuple[int, int, int | None] | None:
    """Day, month and (if printed) year of a line that is nothing but a date."""
    found = _DATE.match(" ".join(text.split()))
    if not found:
        return None
    return int(found[1]), _MONTHS.index(found[2].lower()) + 1, int(found[3]) if found[3] else None


def as_date(parts: tuple[int, int, int | None], year: int | None) -> date | None:
    """The date, with ``year`` where none is printed; none for the 31st of June."""
    day, month, printed = parts
    if (chosen := printed or year) is None:
        return None
    try:
        return date(chosen, month, day)
    except ValueError:
        return None
