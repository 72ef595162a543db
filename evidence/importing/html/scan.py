"""Looks a page over before it is parsed: refuses what would exhaust the parser, and writes each tag's line into it.

The parser keeps no line numbers, so every start tag is given its line as an attribute first. The parser also takes
time in the square of the nesting depth, so the depth is reckoned here, in one pass, by the rules that matter for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from evidence.importing.records import Problem, Severity

MAX_BYTES = 10_000_000
MAX_DEPTH = 400
MAX_OPEN_FORMATTING = 200  # unclosed b, font… are opened again in every paragraph that follows
MAX_ATTRIBUTES = 400
LINE_ATTRIBUTE = "data-line-in-source"

_SPACE = r"[\t\n\f\r ]"
_TAG = re.compile(
    rf"""<(?:(?P<comment>!--)|(?P<other>[!?]|/(?![a-zA-Z]))|(?P<end>/?)(?P<name>[a-zA-Z][^\t\n\f\r />]*+)
    (?P<attributes>(?:[\t\n\f\r /]++
      |(?:=[^\t\n\f\r />=]*+|[^\t\n\f\r />=]++)
       (?:{_SPACE}*+={_SPACE}*+(?:"[^"]*+"|'[^']*+'|[^\t\n\f\r >"'][^\t\n\f\r >]*+|(?=>))|(?!{_SPACE}*+=)))*+)
    (?P<close>>?))""",
    re.VERBOSE,
)
_COMMENT_END = re.compile(r"--!?>|(?<=<!--)>|(?<=<!---)>")
_ATTRIBUTE = re.compile(r"[\t\n\f\r /]+[^\t\n\f\r />=]")
_UNTEXT = re.compile("[\x00\ud800-\udfff]")
_RAW_TAGS = "script style xmp iframe noembed noframes title textarea"
_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
_FORMATTING_TAGS = "a b big code em font i nobr s small strike strong tt u"
_CLOSING_P_TAGS = (
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary ul dd dt li table"
)
_RAW = frozenset(_RAW_TAGS.split())
_VOID = frozenset(_VOID_TAGS.split())
_FORMATTING = frozenset(_FORMATTING_TAGS.split())
_CLOSES_P = frozenset(_CLOSING_P_TAGS.split())
_CLOSES = {
    "li": ("li",),
    "dd": ("dd", "dt"),
    "dt": ("dd", "dt"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tbody": ("tbody", "thead", "tfoot"),
    "thead": ("tbody", "thead", "tfoot"),
    "tfoot": ("tbody", "thead", "tfoot"),
    "option": ("option",),
}
_BOUNDARIES = ("table", "td", "th", "caption", "button", "object", "ul", "ol", "dl", "select")


@dataclass(slots=True)
class _Nesting:
    """The elements that are open, as far as depth is concerned."""

    stack: list[str] = field(default_factory=list)
    places: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    formatting: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    open_formatting: int = 0

    def start(self, name: str, raw: str) -> None:
        if name in _FORMATTING:
            same = self.formatting[name]
            if (name != "a" or not same) and same.count(raw) < 3:  # the parser itself keeps three alike, and one link
                same.append(raw)
                self.open_formatting += 1
            return
        if name in _CLOSES_P:
            self._close_implied("p")
        for closed in _CLOSES.get(name, ()):
            self._close_implied(closed)
        if name not in _VOID:
            self.places[name].append(len(self.stack))
            self.stack.append(name)

    def end(self, name: str) -> None:
        if name in _FORMATTING:
            if self.formatting[name]:
                self.formatting[name].pop()
                self.open_formatting -= 1
        elif self.places[name]:
            self._pop_to(self.places[name][-1])

    def _close_implied(self, name: str) -> None:
        places = self.places[name]
        if places and all(self.places[wall][-1] < places[-1] for wall in _BOUNDARIES if self._walls(wall, name)):
            self._pop_to(places[-1])

    def _walls(self, wall: str, name: str) -> bool:
        """Whether an open ``wall`` keeps ``name`` from being closed by what follows inside it."""
        if not self.places[wall]:
            return False
        if name in ("td", "th", "tr", "tbody", "thead", "tfoot"):
            return wall == "table"
        return name != "p" or wall not in ("ul", "ol", "dl")

    def _pop_to(self, place: int) -> None:
        while len(self.stack) > place:
            self.places[self.stack.pop()].pop()


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page that may be parsed, each start tag with its line; or, refused, only the problem that says why."""

    source: str
    problems: tuple[Problem, ...]
    refused: bool = False


def scan_page(file: str, content: str) -> ScannedPage:
    """Refuses a page that is too big or nested too deep; otherwise gives its source with lines written into it."""
    size = len(content) if len(content) > MAX_BYTES else len(content.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        found = f"the page has {size:,} bytes or more"
        return _refusal(file, None, "page-too-big", found, f"at most {MAX_BYTES:,}", "split it, one section to a page")
    problems: list[Problem] = []
    if _UNTEXT.search(content):
        content = _UNTEXT.sub("\N{REPLACEMENT CHARACTER}", content)
    return _Scanner(file, content, problems).run()


def _refusal(file: str, line: int | None, code: str, found: str, expected: str, how: str) -> ScannedPage:
    action = f"the page was not read; {how}"
    return ScannedPage("", (Problem(file, line, code, found, expected, action, Severity.ERROR),), refused=True)


class _Scanner:
    """One pass over the tags of a page."""

    def __init__(self, file: str, content: str, problems: list[Problem]) -> None:
        self.file, self.content, self.problems = file, content, problems
        self.line, self.counted = 1, 0
        self.parts: list[str] = []
        self.copied = 0

    def line_at(self, place: int) -> int:
        self.line += self.content.count("\n", self.counted, place)
        self.counted = place
        return self.line

    def run(self) -> ScannedPage:
        nesting, foreign, place = _Nesting(), 0, 0
        while (tag := _TAG.search(self.content, place)) is not None:
            name = (tag["name"] or "").lower()
            place = tag.end()
            if not name or not tag["close"]:
                place = self._past_other(tag)
                continue
            if refusal := self._check(tag, nesting):
                return refusal
            if tag["end"]:
                nesting.end(name)
                foreign -= name in ("svg", "math") and foreign > 0
                continue
            self.number(tag)
            if name in _RAW and not foreign:
                place = self._past_raw(name, tag)
                continue
            foreign += name in ("svg", "math")
            if not (foreign and tag["attributes"].endswith("/")):
                nesting.start(name, tag[0])
        self.parts.append(self.content[self.copied :])
        return ScannedPage("".join(self.parts), tuple(self.problems))

    def _check(self, tag: re.Match[str], nesting: _Nesting) -> ScannedPage | None:
        if len(nesting.stack) > MAX_DEPTH or nesting.open_formatting > MAX_OPEN_FORMATTING:
            return too_deep(self.file, self.line_at(tag.start()))
        if len(tag["attributes"]) > MAX_ATTRIBUTES and len(_ATTRIBUTE.findall(tag["attributes"])) > MAX_ATTRIBUTES:
            found = f"a tag <{tag['name'][:30]}> with more than {MAX_ATTRIBUTES} attributes"
            line = self.line_at(tag.start())
            return _refusal(self.file, line, "too-many-attributes", found, "a web page's tag", "mend that tag")
        return None

    def number(self, tag: re.Match[str]) -> None:
        place = tag.end("name")
        line = self.line_at(tag.start())
        self.parts.append(f"{self.content[self.copied : place]} {LINE_ATTRIBUTE}={line} ")
        self.copied = place

    def _past_raw(self, name: str, tag: re.Match[str]) -> int:
        """Behind the text of a script, a style, a title: what looks like a tag there is none."""
        end = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(self.content, tag.end())
        if end is None and name != "title":
            self._unclosed(tag.start(), f"<{name}>")
        return len(self.content) if end is None else end.start()

    def _past_other(self, tag: re.Match[str]) -> int:
        """Behind a comment or a declaration; one that is never closed hides the rest of the page, as in a browser."""
        if tag["comment"]:
            end = _COMMENT_END.search(self.content, tag.start() + 4)
            if end is None:
                self._unclosed(tag.start(), "comment")
            return len(self.content) if end is None else end.end()
        close = self.content.find(">", tag.end() - 1) if tag["other"] else -1
        if close < 0:
            self._unclosed(tag.start(), "tag")
        return len(self.content) if close < 0 else close + 1

    def _unclosed(self, place: int, what: str) -> None:
        hidden = len(self.content) - place
        found = f"a {what} that is never closed hides the last {hidden:,} characters of the page"
        action = "read without them, as a browser would"
        self.problems.append(Problem(self.file, self.line_at(place), "unclosed-markup", found, "its end", action))


def too_deep(file: str, line: int | None) -> ScannedPage:
    """The refusal of a page whose tags nest deeper than any page that people read."""
    found = f"tags nested more than {MAX_DEPTH} deep"
    return _refusal(file, line, "nested-too-deep", found, "a web page's nesting", "remove or close the tags there")
