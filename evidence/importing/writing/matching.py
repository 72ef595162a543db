"""Which stored paragraph a printed one is, when a page is read again: by its number, else by its words."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

SAME_TEXT_RATIO = 60.0  # of 100: below it, unnumbered text is another text


def paragraph_slugs(labels: Sequence[str]) -> list[str]:
    """An address for each printed label; a number that comes again on its page gets a count behind it."""
    slugs: list[str] = []
    seen: dict[str, int] = {}
    for label in labels:
        base = label.replace("/", "-") or "unnumbered"
        seen[base] = seen.get(base, 0) + 1
        plain = label and seen[base] == 1
        slugs.append(base if plain else f"{base}-{seen[base]}")
    return slugs


def matched_slugs(printed: Sequence[tuple[str, str]], stored: Sequence[tuple[str, str, str]]) -> list[str]:
    """The slug for each printed ``(label, text)``, given the stored ``(slug, label, text)`` of the page.

    A numbered paragraph keeps its number's address. Unnumbered text keeps the address of the stored text that it
    equals or most resembles, so that a line put before it moves nothing.
    """
    slugs = paragraph_slugs([label for label, _ in printed])
    unnumbered = [index for index, (label, _) in enumerate(printed) if not label]
    free = [(slug, text) for slug, label, text in stored if not label]
    if not unnumbered or not free:
        return slugs
    kept: dict[int, str] = {}
    for index in unnumbered:
        same = next((place for place, (_, text) in enumerate(free) if text == printed[index][1]), None)
        if same is not None:
            kept[index] = free.pop(same)[0]
    for index in unnumbered:
        if index not in kept and free:
            ratios = [fuzz.ratio(printed[index][1], text, score_cutoff=SAME_TEXT_RATIO) for _, text in free]
            best = max(range(len(free)), key=ratios.__getitem__)
            if ratios[best]:
                kept[index] = free.pop(best)[0]
    taken = {slug for slug, _, _ in stored} | {slug for slug, (label, _) in zip(slugs, printed, strict=True) if label}
    number = 0
    for index in unnumbered:
        if index in kept:
            slugs[index] = kept[index]
            continue
        number += 1
        while f"unnumbered-{number}" in taken:
            number += 1
        slugs[index] = f"unnumbered-{number}"
    return slugs
