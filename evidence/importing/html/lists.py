"""The bullets and numbers that a browser draws before list items: a reader sees them, so they belong to the text.

Bullets become "• ", "◦ ", "▪ " by depth; numbers "1. "; letters and Roman numerals "(a) ", "(i) ", as reports print and
cite them. An item that brings its own is left as it is.
"""

from __future__ import annotations

import re

from evidence.importing.html.tree import Element

_BULLETS = "•◦▪"
_OWN = re.compile(r"\s*(?:[•◦▪●○■·–—*-]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]\s)")
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "none": "none",
}
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def item_numbers(body: Element) -> dict[int, int]:
    """The number of every item of every ordered list, by the identity of the item."""
    numbers: dict[int, int] = {}
    for ordered in body.elements():
        if ordered.tag != "ol":
            continue
        items = [child for child in ordered.child_elements() if child.tag == "li"]
        backwards = "reversed" in ordered.attributes
        step = -1 if backwards else 1
        number = _whole(ordered.attributes.get("start"), len(items) if backwards else 1) - step
        for item in items:
            number = _whole(item.attributes.get("value"), number + step)
            numbers[id(item)] = number
    return numbers


def list_depth(item: Element) -> int:
    """How many lists the item's own list stands in."""
    return max(0, sum(above.tag in ("ol", "ul", "menu") for above in item.ancestors()) - 1)


def is_numeric(ordered: Element) -> bool:
    """Whether an ordered list counts in plain numbers."""
    return ordered.tag == "ol" and _style(ordered) == "1"


def drawn_before(item: Element, numbers: dict[int, int]) -> str:
    """The bullet or number before an item, with a space; empty where the item prints its own."""
    around = item.parent
    if _OWN.match(item.words()[:20]):
        return ""
    if around is None or around.tag != "ol":
        return _BULLETS[min(list_depth(item), len(_BULLETS) - 1)] + " "
    number, style = numbers.get(id(item), 1), item.attributes.get("type") or _style(around)
    if style == "none":
        return ""
    if style in ("a", "A") and number > 0:
        return f"({_cased(_letters(number), style)}) "
    if style in ("i", "I") and 0 < number < 90:
        return f"({_cased(_roman(number), style)}) "
    return f"{number}. "


def _style(ordered: Element) -> str:
    found = ordered.attributes.get("type", "").strip()
    if found in ("a", "A", "i", "I"):
        return found
    css = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", ordered.attributes.get("style", "").lower())
    return _STYLES.get(css[1], "1") if css else "1"


def _cased(text: str, style: str) -> str:
    return text.upper() if style.isupper() else text


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(97 + digit) + letters
    return letters


def _roman(number: int) -> str:
    numeral = ""
    for value, sign in _ROMAN:
        while number >= value:
            numeral += sign
            number -= value
    return numeral


def _whole(text: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"\s*([+-]?\d{1,6})\s*", text or "")
    return int(found[1]) if found else otherwise
