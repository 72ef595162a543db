"""The signs of the search language: Whoosh's query parser with our taggers, and its nodes turned into the tree."""

# mypy: allow-untyped-calls
from __future__ import annotations

import re
from typing import Any

from whoosh.qparser import syntax
from whoosh.qparser.default import QueryParser
from whoosh.qparser.plugins import FieldsPlugin, GroupPlugin, OperatorsPlugin, TaggingPlugin

from evidence.search import analysis
from evidence.search.tree import AnyOf, Everyone, Exact, InField, Like, Near, Node, Prefix, Stem, Without

FIELDS = ("witness", "organisation", "section", "footnote", "quote")
NEAR_WITHOUT_A_NUMBER = 5
FARTHEST_NEAR = 50

_PHRASE = re.compile(r'"[^"]*"')
_POSSESSIVE = re.compile(r"['’ʼ＇]s$", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[,;:!?…\[\]{}|]+(?!\d)")  # not in “1,000”
_ALONE = r"(?:^|(?<=[\s()\"])){}(?=[\s()\"]|$)"


class _PhraseNode(syntax.TextNode):
    def __init__(self, text: str, distance: str | None) -> None:
        super().__init__(text)
        self.distance = distance


class _PrefixNode(syntax.TextNode):
    """The beginning of a word, before a star."""


class _LikeNode(syntax.TextNode):
    """A word that may be misspelt, before a tilde."""


class _Sign(TaggingPlugin):
    """One sign of the language: what it looks like, and the node that stands for it."""

    def __init__(self, expr: str, node: type[syntax.TextNode], priority: int = 0) -> None:
        super().__init__(expr)
        self.nodetype = node
        self.priority = priority


_NOT = r"(?:^|(?<=[\s()\"]))(?:NOT(?=[\s()\"]|$)|-(?=[^\s)-]))"
_tag = OperatorsPlugin.OpTagger
_PLUGINS: list[Any] = [
    _Sign(r'"(?P<text>[^"]*)"(?:~(?P<distance>[0-9]{0,4}))?', _PhraseNode),
    GroupPlugin(),
    FieldsPlugin(rf"(?i:(?P<text>{'|'.join(FIELDS)})):(?=[^\s)])"),
    OperatorsPlugin(
        [
            (_tag(_NOT, syntax.NotGroup, syntax.PrefixOperator), 0),
            (_tag(_ALONE.format("AND"), syntax.AndGroup), 0),
            (_tag(_ALONE.format("OR"), syntax.OrGroup), 0),
        ],
        clean=True,
    ),
    # after operators and fields
    _Sign(r'(?P<text>[^\s*()"]+)\*+(?=[\s()"]|$)', _PrefixNode, 10),
    _Sign(r'(?P<text>[^\s~*()"]+)~[0-9]?(?=[\s()"]|$)', _LikeNode, 10),
    # whatever else stands together, taken at once: the parser would else try every sign at every letter
    _Sign(r'(?P<text>[^\s()"]+)', syntax.WordNode, 200),
]
_parser = QueryParser(None, None, plugins=_PLUGINS)


def balanced(text: str, notices: list[str]) -> str:
    """The text with quotation marks and parentheses in pairs; those without a partner become spaces."""
    if text.count('"') % 2:
        notices.append("There is a quotation mark without its partner: what follows it was read as plain words.")
        before, _, after = text.rpartition('"')
        text = f"{before} {after}"
    depth = 0
    for sign in _PHRASE.sub("", text):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            break
    if depth:
        notices.append("There is a parenthesis without its partner: all parentheses were left out.")
        phrases = iter(_PHRASE.findall(text))
        outside = re.sub(r"[()]", " ", _PHRASE.sub('"', text))
        text = re.sub('"', lambda _: next(phrases), outside)
    return text


def read(text: str, notices: list[str]) -> Node | None:
    """The tree of a balanced text, or none if it holds no word."""
    group = _parser.tag(text)
    _mend_operators(group, notices)
    return _node(_parser.filterize(group), notices)


def _mend_operators(group: Any, notices: list[str]) -> None:
    """An operator that has nothing to work on becomes a word."""
    places = [place for place, node in enumerate(group) if not node.is_ws()]
    opens = (GroupPlugin.OpenBracket, syntax.PrefixOperator, syntax.FieldnameNode)
    needs_left = True  # whether nothing stands before that could be joined
    for at, place in enumerate(places):
        node = group[place]
        following = group[places[at + 1]] if at + 1 < len(places) else None
        lacks_right = following is None or isinstance(following, GroupPlugin.CloseBracket | syntax.InfixOperator)
        lacks_left = isinstance(node, syntax.InfixOperator) and needs_left
        if isinstance(node, syntax.Operator) and (lacks_right or lacks_left):
            if node.text != "-":
                notices.append(f"“{node.text}” has nothing to join: it was read as a word.")
            group[place] = syntax.WordNode(node.text)
            needs_left = False
        else:
            needs_left = isinstance(node, (*opens, syntax.InfixOperator))


def _node(node: Any, notices: list[str]) -> Node | None:
    if isinstance(node, syntax.GroupNode):
        return _group(node, notices)
    if isinstance(node, _PhraseNode):
        found = _phrase(node, notices)
    elif isinstance(node, _PrefixNode):
        found = _last_word(node.text, notices, Prefix)
    elif isinstance(node, _LikeNode):
        found = _last_word(node.text, notices, Like)
    else:
        found = _plain(node.text, notices)
    if found is not None and node.fieldname:
        return InField(node.fieldname.lower(), _as_written(found), node.text)
    return found


def _group(group: Any, notices: list[str]) -> Node | None:
    parts = [part for child in group if (part := _node(child, notices)) is not None]
    if not parts:
        return None
    if isinstance(group, syntax.NotGroup):
        return Without(_as_written(_all(parts)))
    if isinstance(group, syntax.OrGroup):
        return AnyOf(tuple(map(_as_written, parts))) if len(parts) > 1 else parts[0]
    return _all(_without_stop_words(parts, notices))


def _all(parts: list[Node]) -> Node:
    """All of them, groups within groups made one."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Everyone) else [part])
    flat = list(dict.fromkeys(flat))
    return Everyone(tuple(flat)) if len(flat) > 1 else flat[0]


def _without_stop_words(parts: list[Node], notices: list[str]) -> list[Node]:
    """Words too common to tell passages apart are left out, as long as there is another to look for."""
    common = [part for part in parts if isinstance(part, Stem) and analysis.is_stop_word(part.word)]
    others = [part for part in parts if part not in common]
    if not common or not any(not isinstance(part, Without) for part in others):
        return [_as_written(part) for part in parts]
    left_out = ", ".join(dict.fromkeys(f"“{part.word}”" for part in common))
    notices.append(f"Left out as too common: {left_out}. In quotation marks every word counts.")
    return others


def _as_written(part: Node) -> Node:
    """A stop word has no inflections to look for."""
    return Exact((part.word,)) if isinstance(part, Stem) and analysis.is_stop_word(part.word) else part


def _phrase(node: _PhraseNode, notices: list[str]) -> Node | None:
    if "*" in node.text:
        notices.append("“*” inside quotation marks was left out: there, words are looked for as written.")
    words = tuple(analysis.terms(node.text))
    if not words:
        notices.append(f"Quotation marks around {'nothing' if not node.text.strip() else 'no word'} were left out.")
        return None
    if node.distance is None or len(words) == 1:
        return Exact(words)
    distance = int(node.distance or NEAR_WITHOUT_A_NUMBER)
    if distance > FARTHEST_NEAR:
        notices.append(f"“~{distance}” was read as “~{FARTHEST_NEAR}”, the farthest that words can be apart.")
    return Near(words, max(min(distance, FARTHEST_NEAR), len(words) - 1))


def _last_word(text: str, notices: list[str], kind: type[Prefix] | type[Like]) -> Node | None:
    """The sign after a compound belongs to its last word: “end-to-en*”."""
    words = analysis.terms(text)
    if not words:
        return _plain(text, notices)
    last = kind(words[-1])
    return Everyone((Exact(tuple(words[:-1])), last)) if len(words) > 1 else last


def _plain(text: str, notices: list[str]) -> Node | None:
    """Words outside quotation marks; what stands together without a space belongs together."""
    parts: list[Node] = []
    for piece in _BETWEEN_WORDS.split(text):
        words = analysis.terms(_POSSESSIVE.sub("", piece.rstrip("'’.")))
        if "*" in piece.strip("*") or (words and "*" in piece):
            notices.append(f"“*” is read at the end of a word only: “{_short(piece)}” was read as plain words.")
        if len(words) == 1:
            parts.append(Stem(analysis.stem(words[0]), words[0]))
        elif words:
            parts.append(Exact(tuple(words)))
    if not parts:
        notices.append(f"“{_short(text)}” was left out: it has neither letters nor digits.")
        return None
    return _all(parts)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
