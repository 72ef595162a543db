"""What a faithful reading of a page must find, compared with what was found: counts, and the first differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.models import MASK

NOTE_START = 40  # characters of a note that expected.json holds
MUST_AGREE = ("labels", "markers", "notes")  # where these differ, the reading is not faithful

Pair = tuple[str, str]


class ExpectationError(ValueError):
    """expected.json is not what it should be; the message says where."""


@dataclass(frozen=True, slots=True)
class FoundParagraph:
    """A paragraph as it is stored: its label, and the labels of its markers in order."""

    label: str
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPage:
    """What is stored of one page. ``notes``: number and text; ``headings``: number and title of each sub-heading."""

    file: str
    paragraphs: tuple[FoundParagraph, ...] = ()
    notes: tuple[Pair, ...] = ()
    headings: tuple[Pair, ...] = ()
    quotations: int = 0
    quoted_blocks: int | None = 0  # none where the page does not tell: HTML counts elements
    list_items: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing counted: how many were expected, found, and are both; ``differences`` in words."""

    expected: int
    found: int
    equal: int
    agrees: bool
    differences: tuple[str, ...] = ()

    def __add__(self, other: Measure) -> Measure:
        return Measure(
            self.expected + other.expected,
            self.found + other.found,
            self.equal + other.equal,
            self.agrees and other.agrees,
        )


@dataclass(frozen=True, slots=True)
class PageCoverage:
    """One page's measures by name; those that expected.json does not speak of are left out."""

    file: str
    measures: dict[str, Measure]

    @property
    def is_faithful(self) -> bool:
        return all(self.measures[name].agrees for name in MUST_AGREE if name in self.measures)


def compared(expected: dict[str, Any], found: dict[str, FoundPage]) -> list[PageCoverage]:
    """Each page of expected.json with what was found of it; a page that is not stored has nothing found."""
    pages = expected.get("pages")
    if not isinstance(pages, list) or not all(isinstance(page, dict) for page in pages):
        raise ExpectationError("no list of pages; expected {“pages”: [{“file”: “report/001-….txt”, …}, …]}")
    coverage = []
    for number, page in enumerate(pages, start=1):
        file = page.get("file")
        if not isinstance(file, str):
            raise ExpectationError(f"page {number} has no file; expected “file”: “report/001-….txt”")
        try:
            coverage.append(_page(page, found.get(file, FoundPage(file))))
        except (TypeError, ValueError, AttributeError) as error:
            raise ExpectationError(f"page {number} ({file}) is not in the expected form: {error}") from error
    return coverage


def totals(pages: Sequence[PageCoverage]) -> dict[str, Measure]:
    """Every measure added up over the pages."""
    summed: dict[str, Measure] = {}
    for page in pages:
        for name, measure in page.measures.items():
            summed[name] = summed[name] + measure if name in summed else _without_words(measure)
    return summed


def _without_words(measure: Measure) -> Measure:
    return Measure(measure.expected, measure.found, measure.equal, measure.agrees)


def _page(expected: dict[str, Any], found: FoundPage) -> PageCoverage:
    measures: dict[str, Measure] = {}
    if "paragraph_numbers" in expected:
        labels = [paragraph.label for paragraph in found.paragraphs if paragraph.label]
        measures["labels"] = _same([str(label) for label in expected["paragraph_numbers"]], labels, "paragraph {}")
    if "footnote_refs" in expected:
        pairs = [(str(label or ""), str(number)) for label, number in expected["footnote_refs"]]
        measures["markers"] = _same(pairs, list(_markers(found, by_last=True)), "marker {0[1]} in paragraph {0[0]}")
        stored = list(_markers(found, by_last=False))
        measures["markers by stored label"] = _same(pairs, stored, "marker {0[1]} in a paragraph labelled “{0[0]}”")
    if "notes" in expected:
        notes = [(str(number), str(text)) for number, text in expected["notes"].items()]
        starts = [(number, text[:NOTE_START]) for number, text in found.notes]
        measures["notes"] = _same(sorted(_as_masked(notes, starts)), sorted(starts), "note {0[0]} “{0[1]}”")
    if "headings" in expected:
        headings = [str(heading) for heading in expected["headings"]]
        printed = list(_as_expected(found.headings, headings))
        masked = [title for _, title in _as_masked([("", one) for one in headings], [("", one) for one in printed])]
        measures["headings"] = _same(masked, printed, "heading “{}”")
    for name, key, count in (
        ("block quotations", "n_blockquotes", found.quotations),
        ("quoted blocks", "n_blockquote_blocks", found.quoted_blocks),
        ("list items", "n_bullets", found.list_items),
    ):
        if key in expected and count is not None:
            measures[name] = _counted(int(expected[key]), count, name)
    return PageCoverage(found.file, measures)


def _markers(page: FoundPage, *, by_last: bool) -> Iterator[Pair]:
    """Each marker with its paragraph's label; ``by_last``: with the last one seen, as a reader would cite it."""
    last = ""
    for paragraph in page.paragraphs:
        last = paragraph.label or last
        for marker in paragraph.markers:
            yield (last if by_last else paragraph.label), marker


def _as_expected(headings: Sequence[Pair], expected: Sequence[str]) -> Iterator[str]:
    """A heading's number is stored apart from its title: it is put back in the form that is expected, if one is.

    White space is not compared: a tag in the middle of a heading may or may not stand for a space.
    """
    known = {_squeezed(heading): heading for heading in expected}
    for number, title in headings:
        forms = (title, f"{number}.{title}", f"{number}{title}", f"{number}:{title}", number)
        yield next((known[_squeezed(form)] for form in forms if _squeezed(form) in known), title)


def _as_masked(expected: Sequence[Pair], found: Sequence[Pair]) -> list[Pair]:
    """What was expected, masked as it was found where it is the same but for the masks: nothing withheld is told."""
    masked = [one for one in found if MASK in one[1]]
    return [next((one for one in masked if _agree(one, wanted)), wanted) for wanted in expected]


def _agree(found: Pair, expected: Pair) -> bool:
    if found[0] != expected[0] or len(found[1]) != len(expected[1]):
        return False
    return all(sign in (MASK, printed) for sign, printed in zip(found[1], expected[1], strict=True))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _same(expected: Sequence[Any], found: Sequence[Any], said: str) -> Measure:
    """Whether the two are the same in the same order, and what is missing, superfluous or out of place."""
    wanted, there = Counter(expected), Counter(found)
    both = sum((wanted & there).values())
    differences = [f"{said.format(one)} is missing" for one in (wanted - there).elements()]
    differences += [f"{said.format(one)} was not expected" for one in (there - wanted).elements()]
    agrees = list(expected) == list(found)
    if not differences and not agrees:
        first, other = next((one, two) for one, two in zip(expected, found, strict=True) if one != two)
        differences.append(f"{said.format(other)} stands where {said.format(first)} was expected")
    return Measure(len(expected), len(found), both, agrees, tuple(differences))


def _counted(expected: int, found: int, name: str) -> Measure:
    differences = () if expected == found else (f"{found} {name}; expected {expected}",)
    return Measure(expected, found, min(expected, found), expected == found, differences)
