"""The one search language, read by Whoosh's query parser into a tree that every engine evaluates.

Words (in all their inflections, all must be there), ``"exact phrases"``, ``OR``, ``NOT`` or ``-``, parentheses,
``minist*``, ``offender~`` (misspelt), ``"live streaming"~5`` (near) and fields such as ``witness:``. Operators are
capitals. What cannot be read is searched as plain words, and ``notices`` say so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from evidence.search import syntax
from evidence.search.tree import (
    Among,
    AnyOf,
    Everyone,
    Exact,
    InField,
    Like,
    Near,
    Node,
    Prefix,
    Stem,
    Without,
    in_fields,
    leaves,
)

LONGEST_QUERY = 2000
MOST_CLAUSES = 100
DEEPEST_NESTING = 20
SHORTEST_PREFIX = 2
MOST_FIELDS = 20

_DOUBLE_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″〝〞＂", '"'))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_BARE_STAR = re.compile(r"(?<!\S)[-(]*\*+\)*(?!\S)")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was read. ``notices`` say what was read otherwise than written; ``refusal`` why it is not run."""

    text: str
    root: Node | None = None
    notices: tuple[str, ...] = ()
    refusal: str = ""
    unknown: tuple[str, ...] = ()  # values of fields that nothing here has, each with what comes nearest

    @property
    def is_empty(self) -> bool:
        """Nothing was asked: not the same as words that find nothing."""
        return not self.text

    @property
    def has_terms(self) -> bool:
        """Whether there is anything to search; without, nothing is found."""
        return self.root is not None

    @property
    def reading(self) -> str:
        """How the query was read, in words."""
        return "" if self.root is None else said(self.root)


def parse(text: str) -> Query:
    """Read any text as a query; never fails."""
    plain, notices = _cleaned(text)
    refusal = _refused_unread(plain)
    if refusal or not plain:
        return Query(plain[:LONGEST_QUERY], None, tuple(notices), refusal)
    balanced = syntax.balanced(plain, notices)
    root = syntax.read(balanced, notices)
    if root is not None and (refusal := _refused(root)):
        root = None
    if root is None and not refusal:
        notices.append("There is no word to search for.")
    return Query(plain, root, tuple(dict.fromkeys(notices)), refusal)


def _cleaned(text: str) -> tuple[str, list[str]]:
    """One kind of quotation mark, dash and space; without control characters."""
    notices = []
    plain = "".join(" " if sign.isspace() else sign for sign in text)
    printable = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Cc", "Cs"})
    if printable != plain:
        notices.append("Control characters were left out.")
    return printable.translate(_DOUBLE_QUOTES).translate(_DASHES).strip(), notices


def _refused_unread(text: str) -> str:
    """Why the text is not even parsed, or nothing."""
    if len(text) > LONGEST_QUERY:
        return f"The query has {len(text):,} characters; at most {LONGEST_QUERY:,} can be searched at once."
    if _BARE_STAR.search(text):
        return "“*” alone would find every paragraph; write the beginning of a word before it, as in “minist*”."
    depth = deepest = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    if deepest > DEEPEST_NESTING:
        return f"Parentheses are nested {deepest} deep; at most {DEEPEST_NESTING} can be read."
    return ""


def _refused(root: Node) -> str:
    """Why the query would cost too much, or nothing."""
    clauses = list(leaves(root))
    if len(clauses) > MOST_CLAUSES:
        return f"The query has {len(clauses)} words and phrases to look for; at most {MOST_CLAUSES} can be searched."
    for clause in clauses:
        if isinstance(clause, Prefix) and len(clause.start) < SHORTEST_PREFIX:
            return f"“{clause.start}*” would find too many words; write at least {SHORTEST_PREFIX} letters before “*”."
    if (number := sum(1 for _ in in_fields(root))) > MOST_FIELDS:
        return f"The query has {number} fields such as “witness:”; at most {MOST_FIELDS} can be looked up at once."
    return ""


def said(node: Node) -> str:  # noqa: C901 (one case for each kind of node)
    """How a part of a query was read, in words."""
    match node:
        case Stem(_, word):
            return f"“{word}” in any form"
        case Exact(words):
            return f"exactly “{' '.join(words)}”"
        case Near(words, distance):
            return f"{_listed(words)} within {distance} words of each other"
        case Prefix(start):
            return f"a word that begins “{start}”"
        case Like(word):
            return f"a word spelt like “{word}”"
        case Without(part):
            return f"not ({said(part)})" if isinstance(part, Without) else f"not {_inner(part)}"
        case InField(name, part):
            return f"{name}: {_inner(part)}"
        case Among(_, meaning):
            return meaning
        case Everyone(parts):
            return " and ".join(_inner(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inner(part) for part in parts)


def _inner(node: Node) -> str:
    return f"({said(node)})" if isinstance(node, Everyone | AnyOf) else said(node)


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join(f"“{word}”" for word in words)
