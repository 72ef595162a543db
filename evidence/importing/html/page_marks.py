"""Elements that show where a printed page ends: by their role, their class, or the break that their style asks for."""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.importing.html.tree import Element

_CLASS = re.compile(r"(?:^|[\s_-])(?:page-?break|page-?num(?:ber)?|page-?no|pb|pagenum)(?:$|[\s_-]|\d)", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|\s)(?:page|pdf-?page|pf)(?:$|\s)", re.IGNORECASE)
_STYLE = re.compile(r"page-break-(?:before|after):(?:always|left|right)|break-(?:before|after):page")
_DATA = frozenset(("data-page-no", "data-page-number", "data-page"))


def is_page_break(element: Element) -> bool:
    """Whether a printed page ends at the element, or begins with it."""
    attributes = element.attributes
    names, style = attributes.get("class"), attributes.get("style")
    if names and _says_so(names, element.tag in ("div", "section")):
        return True
    if style and "break" in style.lower() and _STYLE.search(style.replace(" ", "").lower()):
        return True
    return "pagebreak" in element.role or not _DATA.isdisjoint(attributes)


@lru_cache(maxsize=512)
def _says_so(names: str, holds_text: bool) -> bool:
    return _CLASS.search(names) is not None or (holds_text and _PAGE.search(names) is not None)
