"""What a page has around its text: menus, banners, breadcrumbs, notices, forms, footers. Left out, and reported.

It is known by structure: the element, its role, what it says it is for, how much of it is links, and where it stands.
When in doubt it stays: a reader skips a stray line sooner than a researcher misses a paragraph.
"""

from __future__ import annotations

import re

from evidence.importing.html.tree import HEADINGS, Element, PageTree
from evidence.importing.records import Problem, Severity

_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog", "alertdialog", "doc-toc")
)
_PURPOSE = re.compile(r"cookie|consent|bread-?crumb|skip-?(?:link|to)|pagination|social|share", re.IGNORECASE)
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_SECTIONING = frozenset(("main", "article", "section", "blockquote", "figure", "li", "td", "aside", "details", "dd"))
_OWN_LINKS = frozenset(("¶", "#", "§", "🔗", "edit", "permalink", "link to this heading", "anchor"))
_PROSE = 25  # words outside links that make a block somebody's text rather than the site's
_NOTICE = 200  # words; no cookie notice is longer
_SHARE_OF_MAIN = 0.8
_EXCERPT = 80


def left_out(file: str, line: int, what: str, words: str) -> Problem:
    """The note that says what was left out, with its first words."""
    excerpt = words if len(words) <= _EXCERPT else words[:_EXCERPT].rstrip() + "…"
    found = f"{what}, {len(words.split())} words: “{excerpt}”" if words else what
    return Problem(file, line, "left-out", found, "", "left out", Severity.NOTE)


def remove_furniture(file: str, tree: PageTree) -> list[Problem]:
    """Takes out of the tree what its elements, roles and purposes show to be no part of the text."""
    problems: list[Problem] = []
    headings = [part for part in tree.body.elements() if part.tag == "h1" and part.words()]
    around = [{id(above) for above in heading.ancestors()} for heading in headings]
    holding = set().union(*around)
    holding_all = set.intersection(*around) if around else set()
    for element in list(tree.body.elements()):
        if element.parent is None and element is not tree.body:
            continue  # already out, or inside what is
        if (what := _is_furniture(element, holding, holding_all)) and _still_there(element, tree.body):
            if words := element.words():
                problems.append(left_out(file, element.line, what, words))
            element.replace()
    problems.extend(_beside_headings(file, tree.body))
    problems.extend(_outside_main(file, tree.body, holding | {id(heading) for heading in headings}))
    seen = ", ".join(f"{count} × {tag}" for tag, count in sorted(tree.unseen.items()) if tag != "head")
    if seen:
        problems.append(left_out(file, 1, f"what no reader sees ({seen})", ""))
    return problems


def _beside_headings(file: str, body: Element) -> list[Problem]:
    """Links in headings that lead to the heading itself, or to its editor."""
    problems = []
    for heading in [part for part in body.elements() if part.tag in HEADINGS]:
        for part in heading.elements():
            words = part.words().strip("[]() ").lower()
            if part is heading or part.parent is None or words not in _OWN_LINKS:
                continue
            if any(one.tag == "a" for one in part.elements()):
                problems.append(left_out(file, part.line, "a link beside a heading", part.words()))
                part.replace()
    return problems


def _still_there(element: Element, body: Element) -> bool:
    return element is body or any(above is body for above in element.ancestors())


def _is_furniture(element: Element, holding: set[int], holding_all: set[int]) -> str:
    """What kind of furniture the element is; empty for text."""
    tag, roles = element.tag, set(element.role.split())
    if tag in ("select", "button", "textarea"):
        inside = next((above for above in element.ancestors() if above.tag in HEADINGS or above.tag == "summary"), None)
        return "" if inside is not None else "a form's field"
    if not element.is_block or tag == "body":
        return ""
    holds_heading = id(element) in holding
    if tag == "nav" or roles & _ROLES:
        return "" if holds_heading else f"<{tag}{_role(element)}>"
    if tag in ("header", "footer") and not any(above.tag in _SECTIONING for above in element.ancestors()):
        return "" if id(element) in holding_all or _has_prose(element) else f"<{tag}>"
    if tag == "aside" or "complementary" in roles:
        return "" if holds_heading or not _is_mostly_links(element) else f"<{tag}{_role(element)}>"
    if tag == "form":
        return "" if holds_heading or _has_prose(element) else "<form>"
    return _notice(element, holds_heading)


def _notice(element: Element, holds_heading: bool) -> str:
    """A cookie notice or a group of links that names itself one."""
    if holds_heading or element.tag not in ("div", "section", "aside", "p", "ul", "ol", "dialog"):
        return ""
    attributes = element.attributes
    names = " ".join(attributes.get(key, "") for key in ("id", "class", "aria-label"))
    purpose = _PURPOSE.search(names)
    if purpose is None and not any(part.tag in ("button", "input") for part in element.elements()):
        return ""
    words = element.words()
    cookies = bool(_COOKIES.search(words)) and 0 < len(words.split()) < _NOTICE
    if cookies and (purpose is None or purpose[0].lower() in ("cookie", "consent")):
        return "a cookie notice"
    crumbs = purpose is not None and purpose[0].lower().startswith("bread")
    if purpose and words and (crumbs or _is_mostly_links(element)) and not _has_prose(element):
        return f"links ({purpose[0].lower()})"
    return ""


def _role(element: Element) -> str:
    return f" role={element.role}" if element.role else ""


def _unlinked_words(element: Element) -> int:
    linked = sum(
        len(part.words().split()) for part in element.elements() if part.tag == "a" and part.attributes.get("href")
    )
    return len(element.words().split()) - linked


def _has_prose(element: Element) -> bool:
    """Whether a paragraph of some length stands in it."""
    return any(
        part.tag in ("p", "blockquote", "li", "td", "dd", "div") and _is_sentence(part)
        for part in element.elements()
        if not any(child.is_block for child in part.child_elements())
    )


def _is_sentence(part: Element) -> bool:
    return _unlinked_words(part) >= _PROSE


def _is_mostly_links(element: Element) -> bool:
    words = len(element.words().split())
    return words > 0 and _unlinked_words(element) * 2 < words


def _outside_main(file: str, body: Element, headings: set[int]) -> list[Problem]:
    """Leaves out what stands outside the one main element, if that holds nearly all the text."""
    mains = [part for part in body.elements() if part.tag == "main" or "main" in part.role.split()]
    if not mains:
        mains = [part for part in body.elements() if part.tag == "article"]
    if len(mains) != 1:
        return []
    main, total = mains[0], len(body.words().split())
    if not total or len(main.words().split()) < _SHARE_OF_MAIN * total:
        return []
    problems = []
    path = {id(main), *(id(above) for above in main.ancestors())}
    for around in [body, *[above for above in main.ancestors() if above is not body]]:
        for child in around.child_elements():
            outside = id(child) not in path and child.words()
            if outside and id(child) not in headings and not _has_prose(child):
                problems.append(left_out(file, child.line, f"<{child.tag}> outside the main text", child.words()))
                child.replace()
    return problems
