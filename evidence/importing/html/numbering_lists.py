"""Ordered lists whose items are the page's numbered paragraphs: they hold sentences, or count on from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evidence.importing.html.blocks import Piece
from evidence.importing.html.lists import is_numeric
from evidence.importing.html.tree import Element

NUMBERED_ID = re.compile(r"(?:para(?:graph)?|p)[-_.:]?(\d{1,4}(?:[-_.]\d{1,4}){0,3}[A-Z]?)")
_SAMPLE = 12  # a list's first nodes, by which it is judged
_LONG_ITEM = 12  # words that make a list's item a paragraph rather than an entry


def numbering_lists(pieces: Sequence[Piece], numbers: dict[int, int]) -> list[dict[int, int]]:
    """The numbers of the items of each such list, by the identity of the item.

    Lists that count on from one another are one numbering. It numbers paragraphs where its items hold sentences on
    the whole, or where it begins above 1: it then goes on from another page.
    """
    found: list[dict[int, int]] = []
    chain: list[tuple[Element, dict[int, int]]] = []
    for ordered, items in _lists(pieces, numbers):
        if chain and next(iter(items.values())) != max(chain[-1][1].values()) + 1:
            found.extend(_numbering(chain))
            chain = []
        chain.append((ordered, items))
    return [*found, *_numbering(chain)]


def _lists(pieces: Sequence[Piece], numbers: dict[int, int]) -> list[tuple[Element, dict[int, int]]]:
    """The ordered lists of the text itself, in order, each with those of its items that stand in the text."""
    lists: dict[int, tuple[Element, dict[int, int]]] = {}
    lists_items: dict[int, list[Element]] = {}
    for piece in pieces:
        item = piece.item
        ordered = item.parent if item is not None and not piece.depth and not piece.quotes else None
        if item is None or ordered is None or not piece.drawn or id(item) not in numbers or not is_numeric(ordered):
            continue
        if numbers[id(item)] > 0:
            lists.setdefault(id(ordered), (ordered, {}))[1][id(item)] = numbers[id(item)]
            lists_items.setdefault(id(ordered), []).append(item)
    return [(ordered, _from_ids(items, lists_items[key]) or items) for key, (ordered, items) in lists.items()]


def _from_ids(items: dict[int, int], elements: Sequence[Element]) -> dict[int, int]:
    """The numbers that the items' ids say, where all have one and these count on: a style sheet draws them."""
    ids = [NUMBERED_ID.fullmatch(element.attributes.get("id", "")) for element in elements]
    numbers = [int(found[1]) for found in ids if found and found[1].isdecimal()]
    if len(numbers) != len(items) or any(after != before + 1 for before, after in pairwise(numbers)):
        return {}
    return {id(element): number for element, number in zip(elements, numbers, strict=True)}


def _numbering(chain: Sequence[tuple[Element, dict[int, int]]]) -> list[dict[int, int]]:
    """The lists of a chain that number paragraphs: all where it begins above 1, else those that hold sentences."""
    if not chain:
        return []
    if next(iter(chain[0][1].values())) > 1:
        return [items for _, items in chain]
    return [items for ordered, items in chain if _holds_sentences(ordered)]


def _holds_sentences(ordered: Element) -> bool:
    items = [child for child in ordered.children[:_SAMPLE] if isinstance(child, Element) and child.tag == "li"]
    return sum(len(item.words().split()) for item in items) >= _LONG_ITEM * len(items)
