"""Elements that show where a printed page ends: by their role, their class, or the break that their style asks for."""

from __future__ import annotations

import re

from evidence.importing.html.tree import Element

_CLASS = re.compile(r"(?:^|[\s_-])(?:page-?break|page-?num(?:ber)?|page-?no|pb|pagenum)(?:$|[\s_-]|\d)", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|\s)(?:page|pdf-?page|pf)(?:$|\s)", re.IGNORECASE)
_STYLE = re.compile(r"page-break-(?:before|after):(?:always|left|right)|break-(?:before|after):page")
_DATA = ("data-page-no", "data-page-number", "data-page")


def is_page_break(element: Element) -> bool:
    """Whether a printed page ends at the element, or begins with it."""
    if "pagebreak" in element.role:
        return True
    names = element.attributes.get("class", "")
    if names and (_CLASS.search(names) or (element.tag in ("div", "section") and _PAGE.search(names))):
        return True
    style = element.attributes.get("style", "")
    if style and _STYLE.search(style.replace(" ", "").lower()):
        return True
    return any(name in element.attributes for name in _DATA)
