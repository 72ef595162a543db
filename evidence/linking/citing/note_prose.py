"""What surrounds the citations of a note: sentences, signals ("see also"), names, and where one source ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.linking.citing.note_words import NOT_A_PERSON, PROSE_WORDS, SIGNAL

_JOINED = re.compile(r"(?!and\s)[a-z]")  # a semicolon inside a web address
LONGEST = 3000  # characters of a segment; no source is described in more
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
_BREAK = re.compile(r"[;‘“”’()\[\]{}]")
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b[Nn]o)(?<!\bp)(?<!\bpp)(?<!Mr|Ms|Dr|St|vs|ed|al|cf|Lt|Co)"
    r"(?<!Mrs|Ltd|Rev|Hon|Gen|Sgt|vol|Vol|col|Col)(?<!para|cols|Prof|Capt|Insp|Supt|Cllr)\.[”’)\]]{0,2}\s{1,3}(?=[A-Z“‘\[(]|\Z)"
)
# An apostrophe, not a closing mark: no punctuation after it, and no word that a title is followed by.
_GOES_ON = r"’(?!\s?(?:[.,;:)\]–—-]|$)|\s(?:\(|\[|attaching\b|and\b|on\b|pp?\d|pages?\b|paras?))"
_QUOTED = re.compile(rf"‘(?:[^‘’]|{_GOES_ON}|‘[^‘’]{{0,300}}’){{0,1500}}+’|“[^“”]{{0,1500}}+”")
_TITLED_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Professor|Prof)\.?\s[A-ZÀ-ÞĀĒĪŌŪ][\w’'-]{1,30}(?:\s[A-ZÀ-ÞĀĒĪŌŪ][\w-]{1,30}){0,2}"
)
_PARTICLES_WORDS = "de van von der den di la le du bin al of and the ap y"
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_NAME_TOKEN = re.compile(r"[A-ZÀ-ÞĀĒĪŌŪ][\w’'.&-]{0,40}$|\[junior$|official\]$|\([A-Z]{1,6}\)$")
_MADE_BY = re.compile(
    r"\s?\([^()]{0,80}?\bby\s(?P<by>(?:[A-Z][\w’'-]{1,30}\s?){2,4})(?!\s?[’'])"
    r"|\s?\((?P<of>[A-Z]\w{1,10}\s[A-Z][\w-]{1,30})[’']s?\s"
)
_NAME = r"[A-ZÀ-ÞĀĒĪŌŪ][\w’'.-]{0,30}+(?:\s[A-ZÀ-ÞĀĒĪŌŪ][\w’'.-]{0,30}+){0,4}+"
_GIVER = re.compile(
    r"(?:(?:[Tt]ranscript|[Tt]estimony|[Ee]vidence)\s(?:of|for)\s(?:the\s)?)"
    rf"(?:(?:oral\s)?(?:evidence|testimony)\sof\s)?(?P<person>{_NAME})"
)
_SPEAKER_BEHIND = re.compile(rf"\s\((?P<within>{_NAME})\)|,\s(?P<after>{_NAME})\.?\s?(?=;|$)")
_PSEUDONYM = re.compile(r"(?:^|[:,]\s|\bof\s)[“‘]([A-Z][\w-]{1,20})[”’]$")
_MAY = re.compile(r"(?<=\d\s)May\b|\bMay(?=,?\s\d)")  # the month is no verb
_MADE_WHEN = re.compile(r"\s?\((?:an?|the)\s[^()\d]{0,60}\b(?:on|of|dated)\s\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}")


def segments(text: str) -> list[tuple[int, int]]:
    """The parts of a note between semicolons that stand outside quotation marks and brackets."""
    parts, start, quote, depth = [], 0, False, 0
    for match in _BREAK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "‘":
            quote = True
        elif mark == "’":
            quote = quote and text[at + 1 : at + 2].isalpha()
        elif mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth = max(0, depth - 1)
        elif mark == ";" and not quote and depth == 0 and not _JOINED.match(text, at + 1):
            parts.append((start, at))
            start = at + 1
    parts.append((start, len(text)))
    if depth or quote:  # a bracket or mark that is never closed must not hold the rest of the note together
        at = parts.pop()[0]
        parts.extend(piece.span() for piece in re.compile(r"[^;]+").finditer(text, at))
    short = (piece for a, b in parts for piece in _cut(text, a, b))
    return [trimmed(text, a, b) for a, b in short if text[a:b].strip()]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A part in pieces of bounded length, cut where sentences end: readers look ahead to the end of a piece."""
    while end - start > LONGEST:
        stop = max(sentence_ends(text, start + LONGEST // 2, start + LONGEST), default=0)
        if not stop:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            stop = space if space > 0 else start + LONGEST
        yield start, stop
        start = stop
    yield start, end


def trimmed(text: str, start: int, end: int, marks: str = " \t\n,") -> tuple[int, int]:
    """The offsets without the white space and commas at both ends."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end


def quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where quoted titles stand, marks included."""
    return [match.span() for match in _QUOTED.finditer(text, start, end)]


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """The offset after each full stop that ends a sentence."""
    for match in _SENTENCE_END.finditer(text, start, end):
        yield match.end()


def last_sentence(text: str, start: int, end: int) -> int:
    """Where the last sentence between two offsets begins."""
    window = max(start, end - 400)
    return max(sentence_ends(text, window, end), default=start if window == start else window)


def after_signal(text: str, start: int, end: int) -> int:
    """The offset after "See also", "and", "For example," and the like."""
    while start < end and text[start] in " \t\n,.:":
        start += 1
    match = SIGNAL.match(text, start, end)
    return match.end() if match else start


def is_prose(words: str) -> bool:
    """Whether words read as a sentence of the report rather than as a title or a list of sources."""
    words = _QUOTED.sub(" ", words)
    found = _WORD.findall(_MAY.sub(" ", words) if "May" in words else words)
    # In capitals, or long with a capital, it is a name: "the Horizon IT Inquiry", "the United States".
    verbs = sum(
        word.lower() in PROSE_WORDS and (word.islower() or (len(word) < 6 and not word.isupper())) for word in found
    )
    return verbs >= 2 or (verbs >= 1 and len(found) >= 6)


def is_name(words: str) -> bool:
    """Whether words beside a reference can be the name of the person who gave it."""
    tokens = words.replace(",", " ").split()
    if not 1 <= len(tokens) <= 8 or any(token.strip(".").lower() in NOT_A_PERSON for token in tokens):
        return False
    if not _NAME_TOKEN.match(tokens[0]) or not _NAME_TOKEN.match(tokens[-1]):
        return False
    return all(_NAME_TOKEN.match(token) or token.lower() in _PARTICLES for token in tokens)


def pseudonym(words: str) -> str | None:
    """The name in quotation marks by which a witness is called: "Transcript, day 45: ‘Alex’"."""
    match = _PSEUDONYM.search(words)
    return match[1] if match else None


def only_titled_name(text: str) -> str | None:
    """The person a note speaks of, where it names one alone with a title: "Mr Recaldin"."""
    names = {match.group().removesuffix("’s").rstrip("’'") for match in _TITLED_NAME.finditer(text)}
    return names.pop() if len(names) == 1 else None


def has_title(words: str) -> bool:
    """Whether words are a person's name with a title: "Dr Barbara Lane"."""
    return _TITLED_NAME.fullmatch(words) is not None


def giver_of(words: str) -> str | None:
    """Whose evidence it is, where the words say so: "Transcript for A B", "Testimony of A B, Transcript"."""
    match = _GIVER.match(words)
    return match["person"] if match and is_name(match["person"]) else None


def speaker_behind(text: str, at: int) -> str | None:
    """The person named at the end of a citation of a hearing: "Day 45, page 12 (Professor Ludlam)"."""
    match = _SPEAKER_BEHIND.match(text, at, at + 120)
    name = (match["within"] or match["after"]).rstrip(".") if match else ""
    return name if name and is_name(name) and (" " in name) else None


def made_by(text: str, start: int, end: int) -> str | None:
    """Whose document it is, from the brackets after it: "(Mr Staunton’s note)", "(a note made by Ms Munby …)"."""
    match = _MADE_BY.match(text, start, end)
    if not match:
        return None
    name = (match["by"] or match["of"] or "").strip()
    return name.split("’")[0] if "’" not in name else None


def made_when(text: str, start: int, end: int) -> str | None:
    """The words in the brackets after a document that say when it was made: "(a note made on 6 January 2023 by …)"."""
    match = _MADE_WHEN.match(text, start, end)
    return match.group() if match else None
