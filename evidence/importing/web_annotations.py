"""Annotations in the W3C Web Annotation Data Model → records (https://www.w3.org/TR/annotation-model/). No Django."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST = 5_000  # annotations in one file
LONGEST = 100_000  # characters of a body or a quotation


class NotAnnotationsError(Exception):
    """Why a file cannot be read at all, as a sentence."""


class _Unreadable(Exception):  # noqa: N818 a step inside this module: it becomes a line of the report
    """Why one annotation cannot be read."""


@dataclass(frozen=True, slots=True)
class WebAnnotation:
    """One annotation of one stretch. ``exact`` is empty where its target is the whole source; IRIs are as given."""

    where: str
    source: str
    exact: str
    prefix: str
    suffix: str
    start: int
    body: str
    motivation: str
    tags: tuple[str, ...]
    links: tuple[str, ...]


def read_annotations(content: bytes) -> tuple[list[WebAnnotation], list[str]]:
    """The annotations of a file, and a sentence for each that cannot be read; raises NotAnnotationsError."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotAnnotationsError(f"This is not JSON: {str(error)[:200]}.") from error
    items = list(_items(data))
    if not items:
        raise NotAnnotationsError("Nothing in this is an Annotation, an AnnotationPage or an AnnotationCollection.")
    if len(items) > MOST:
        raise NotAnnotationsError(f"{len(items)} annotations are more than {MOST}: send them in several files.")
    found, problems = [], []
    for number, item in enumerate(items, 1):
        try:
            found.append(_annotation(f"annotation {number}", item))
        except _Unreadable as error:
            problems.append(f"annotation {number}: {error}")
    return found, problems


def _items(data: Any) -> Iterator[Any]:
    """The annotations in a list, a page, a collection that holds its pages, or in one annotation."""
    for one in _each(data):
        if isinstance(one, dict):
            types = _each(one.get("type"))
            if "AnnotationCollection" in types:
                yield from _items(one.get("first"))
            elif "AnnotationPage" in types:
                yield from _each(one.get("items"))
            elif "Annotation" in types:
                yield one


def _each(value: Any) -> list[Any]:
    """JSON-LD writes one thing alone and several as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _annotation(where: str, item: Any) -> WebAnnotation:
    if not isinstance(item, dict) or "Annotation" not in _each(item.get("type")):
        raise _Unreadable("it is no Annotation.")
    targets = _each(item.get("target"))
    if len(targets) != 1:
        raise _Unreadable(f"it has {len(targets)} targets; expected one.")
    target = targets[0] if isinstance(targets[0], dict) else {"source": targets[0]}
    quotes = [one for one in _selectors(target) if one.get("type") == "TextQuoteSelector"]
    starts = [one.get("start") for one in _selectors(target) if one.get("type") == "TextPositionSelector"]
    quote = quotes[0] if quotes else {}
    if _selectors(target) and not _text(quote.get("exact")):
        raise _Unreadable("its target is selected otherwise than by a TextQuoteSelector with “exact”.")
    bodies = [one if isinstance(one, dict) else {"source": one} for one in _each(item.get("body"))]
    if isinstance(item.get("bodyValue"), str):
        bodies.append({"type": "TextualBody", "value": item["bodyValue"]})
    texts = [one for one in bodies if one.get("type") == "TextualBody" and one.get("purpose") != "tagging"]
    body = "\n\n".join(_text(one.get("value")) for one in texts).strip()
    if not body:
        raise _Unreadable("it has no text of its own (a TextualBody).")
    return WebAnnotation(
        where,
        _text(target.get("source") or target.get("id")),
        _text(quote.get("exact")),
        _text(quote.get("prefix")),
        _text(quote.get("suffix")),
        starts[0] if starts and isinstance(starts[0], int) else 0,
        body,
        _text((_each(item.get("motivation")) or [""])[0]),
        tuple(_text(one.get("value")) for one in bodies if one.get("purpose") == "tagging"),
        tuple(_text(one.get("source")) for one in bodies if one.get("type") != "TextualBody" and one.get("source")),
    )


def _selectors(target: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in _each(target.get("selector")) if isinstance(one, dict)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or "\0" in value or len(value) > LONGEST:
        raise _Unreadable("a value that should be text is none, is too long or holds a NUL character.")
    return value
