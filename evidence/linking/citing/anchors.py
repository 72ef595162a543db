"""Where a note names a source by number, file, address or "ibid"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.linking.citing.anchor_grammars import ANCHORS, Anchor

_OWN_FILE = re.compile(
    r"^[^\s/]{0,8}/{0,2}[\w.-]{0,60}inquiry[\w./-]{0,120}/[^/?#]{0,80}(?:transcript|witness-?_?statement|exhibit)[^/?#]{0,80}\.(?:pdf|docx?|txt)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An anchor found in a note."""

    start: int
    end: int
    anchor: Anchor
    groups: Mapping[str, str | None]

    @property
    def reference(self) -> str:
        """The number or name as written."""
        return self.groups.get("urn") or self.groups.get("reference") or self.groups["whole"] or ""


def find_anchors(text: str, start: int, end: int) -> list[Found]:
    """Every anchor between two offsets, in order; where two overlap, the one declared first stays."""
    lowered = text.lower() if start == 0 and end == len(text) else text[start:end].lower()
    found: list[Found] = []
    for anchor in ANCHORS:
        if anchor.needs:
            for need in anchor.needs:
                if need in lowered:
                    break
            else:
                continue
        for match in anchor.pattern.finditer(text, start, end):
            first, last = match.span()
            while anchor.rule in ("url", "file") and last > first and text[last - 1] in ".,’'":
                last -= 1
            while anchor.rule == "file" and text[first] in "([’'":
                first += 1
            groups = {**match.groupdict(), "whole": text[first:last]}
            if anchor.rule == "url" and _OWN_FILE.search(groups["whole"] or ""):
                groups["file"] = groups["reference"] = text[text.rindex("/", first, last) + 1 : last]
            found.append(Found(first, last, anchor, groups))
    found.sort(key=lambda one: one.start)
    return _without_overlaps(found)


def _without_overlaps(found: Sequence[Found]) -> list[Found]:
    """Sorted anchors without those that begin inside another; of two at one place the one declared first stays."""
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.anchor.rule == "url" and kept[-1].anchor.rule == "file":
            kept[-1] = one
    return kept
