"""Where a reference inside the report leads: "paragraph 4.89", "Part J, Chapter 3", "Volume 2, Chapter 4"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from evidence.linking.citing.crossrefs import NUMBERS_IN_WORDS, CrossReference, TargetKind
from evidence.models import Paragraph, Report, Section
from evidence.models.slugs import slugified

_VOLUME = re.compile(r"\bVolume\s(\d{1,2}|[IVX]{1,5})\b", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_IN_WORDS = {word.lower(): str(number) for number, word in enumerate(NUMBERS_IN_WORDS, 1)}


@dataclass(frozen=True, slots=True)
class Target:
    """The paragraph or section meant, the last of a range, and what speaks against it, or why there is none."""

    paragraph: Paragraph | None = None
    section: Section | None = None
    reason: str = ""
    last_paragraph: Paragraph | None = None
    last_section: Section | None = None
    several: bool = False  # there is none because more than one fits

    @property
    def found(self) -> bool:
        return self.paragraph is not None or self.section is not None


def targets_of(reports: Iterable[Report], paragraphs: Iterable[Paragraph]) -> dict[int, Targets]:
    """By report's key. ``paragraphs``: those of all the reports that an import has not withdrawn."""
    volumes: dict[str, Targets] = {}
    by_key = {report.pk: Targets(volumes) for report in reports}
    for report in reports:
        if named := _VOLUME.search(report.title):
            volumes[_volume(named[1])] = by_key[report.pk]
    for section in Section.objects.filter(report__in=by_key, withdrawn_at=None):
        by_key[section.report_id].add_section(section)
    for paragraph in paragraphs:
        if paragraph.label:
            by_key[paragraph.report_id].paragraphs[paragraph.label].append(paragraph)
    return by_key


@dataclass(slots=True)
class Targets:
    """The paragraphs and sections of a report by what they are called."""

    volumes: dict[str, Targets]  # of the inquiry, by number
    paragraphs: dict[str, list[Paragraph]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, list[Section]] = field(default_factory=lambda: defaultdict(list))
    headings: dict[tuple[str, str], list[Section]] = field(default_factory=lambda: defaultdict(list))
    beneath: dict[tuple[int | None, str], list[Section]] = field(default_factory=lambda: defaultdict(list))
    sections: dict[int, Section] = field(default_factory=dict)

    def add_section(self, section: Section) -> None:
        self.sections[section.pk] = section
        if not section.number:
            return
        page, _, heading = section.slug.partition("/")
        if heading:
            self.headings[page, _name(section.number)].append(section)
        else:
            self.named[_name(section.number)].append(section)
            self.beneath[section.parent_id, _name(section.number.rpartition(",")[2])].append(section)

    def find(self, reference: CrossReference, page: int) -> Target:
        """The target of a reference made on a page; where its number recurs, that of the same page or part."""
        if reference.volume is None:
            return self._with_last(reference, page)
        volume = _volume(reference.volume)
        if volume in self.volumes:
            return self.volumes[volume]._with_last(reference, page)
        around = self.named.get(f"volume-{volume}", [])
        if len(around) == 1:
            return self._with_last(reference, page, around[0])
        return Target(reason=f"Volume {reference.volume} is not here")

    def _with_last(self, reference: CrossReference, page: int, around: Section | None = None) -> Target:
        """The first of a range, and its last."""
        first = self._find(reference, page, around)
        if not first.found or reference.label_to is None:
            return first
        last = self._find(replace(reference, label=reference.label_to), page, around)
        if not last.found:
            return replace(first, reason=last.reason)
        if _place(last) <= _place(first):
            return replace(first, reason=f"{reference.label_to} does not come after {reference.label}")
        return replace(first, last_paragraph=last.paragraph, last_section=last.section)

    def _find(self, reference: CrossReference, page: int, around: Section | None) -> Target:
        if reference.target is TargetKind.PARAGRAPH:
            return self._paragraph(reference, page, around)
        if reference.target is TargetKind.NOTE:
            return Target(reason="it names a note, to which no link is made")
        for called in self._called(reference, page):
            found = [section for section in called if _is_within(section, around)]
            if len(found) == 1:
                return Target(section=self._inside(reference, found[0]))
            if found:
                return Target(reason=f"{len(found)} sections are called {_wording(reference)}", several=True)
        return Target(reason=f"no {_wording(reference)} in this report")

    def _called(self, reference: CrossReference, page: int) -> Iterator[list[Section]]:
        """The sections that each reading of the reference finds: what is nearest to the page comes first."""
        label = _name(reference.label)
        if reference.target is TargetKind.SECTION and reference.of_this not in ("report", "volume", "part"):
            here = self.sections.get(page)
            yield self.headings.get((here.slug if here else "", label), [])
        names = _section_names(reference)
        if reference.target is TargetKind.CHAPTER and reference.part:
            for part in self.named.get(_name(f"Part {reference.part}"), []):
                yield self.beneath.get((part.pk, f"chapter-{label}"), [])
        elif reference.target in (TargetKind.CHAPTER, TargetKind.SECTION):
            for above in self._above(page):
                for name in names:
                    yield self.beneath.get((above, name), [])
        for name in names:
            yield self.named.get(name, [])

    def _above(self, page: int) -> Iterator[int]:
        """What the page stands in, from the nearest part outwards."""
        section = self.sections.get(page)
        while section is not None and section.parent_id is not None:
            yield section.parent_id
            section = self.sections.get(section.parent_id)

    def _inside(self, reference: CrossReference, found: Section) -> Section:
        """Of "Part F, Chapter 5, section 3" the section, where the chapter has one of that number."""
        if reference.target is not TargetKind.CHAPTER or not reference.section:
            return found
        inside = self.headings.get((found.slug, _name(reference.section)), [])
        return inside[0] if len(inside) == 1 else found

    def _paragraph(self, reference: CrossReference, page: int, around: Section | None) -> Target:
        found = [one for one in self.paragraphs.get(reference.label, []) if self._stands_in(one, around)]
        if reference.part or reference.chapter:
            chapter = replace(
                reference,
                target=TargetKind.CHAPTER if reference.chapter else TargetKind.PART,
                label=reference.chapter or reference.part or "",
                section=None,
            )
            place = self._find(chapter, page, around)
            if place.section is None:
                return place
            found = [one for one in found if self._stands_in(one, place.section)]
        elif here := [one for one in found if one.page_id == page]:
            found = here
        if len(found) == 1:
            return Target(paragraph=found[0])
        if found:
            return Target(reason=f"{len(found)} paragraphs are numbered {reference.label}", several=True)
        return Target(reason=f"no {_wording(reference)} in this report")

    def _stands_in(self, paragraph: Paragraph, section: Section | None) -> bool:
        page = self.sections.get(paragraph.page_id)
        return section is None or (page is not None and _is_within(page, section))

    def doubt(self, reference: CrossReference, target: Target, row: Paragraph) -> str:
        """What speaks against a target: that it stands below, where the words say above. Empty for nothing."""
        if reference.direction is None or not target.found or reference.volume:
            return ""
        here = self.sections.get(row.section_id)
        if target.paragraph is not None:
            below = target.paragraph.position > row.position
        elif target.section is not None and here is not None:
            below = target.section.position > here.position
        else:
            return ""
        if below is (reference.direction == "below"):
            return ""
        where = "below" if below else "above"
        return f"it says “{reference.direction}”, and what it names stands {where}"


def _place(target: Target) -> int:
    stands = target.paragraph or target.section
    return stands.position if stands is not None else -1


def _is_within(section: Section, around: Section | None) -> bool:
    return around is None or around.position <= section.position <= around.last_position


def _volume(number: str) -> str:
    return str(_ROMAN.get(number.upper(), number))


def _name(number: str) -> str:
    """A number as it is looked for: "Chapter Three" is Chapter 3."""
    return "-".join(_IN_WORDS.get(word, word) for word in slugified(number).split("-"))


def _wording(reference: CrossReference) -> str:
    """What is looked for, as a reader would say it."""
    if reference.target is TargetKind.PARAGRAPH:
        inside = (("Part", reference.part), ("Chapter", reference.chapter))
        return f"paragraph {reference.label}" + "".join(f", {name} {number}" for name, number in inside if number)
    if reference.target is TargetKind.CHAPTER and reference.part:
        return f"Part {reference.part}, Chapter {reference.label}"
    return f"{reference.target} {reference.label}"


def _section_names(reference: CrossReference) -> Sequence[str]:
    label = _name(reference.label)
    if reference.target is TargetKind.CHAPTER:
        return [_name(f"Part {reference.part}, Chapter {label}")] if reference.part else [f"chapter-{label}"]
    if reference.target is TargetKind.SECTION:
        return [label, f"section-{label}"]
    if reference.target is TargetKind.ANNEX:
        return [f"annex-{label}", f"appendix-{label}"]
    if reference.target is TargetKind.PART and label.isalpha():
        return [f"part-{label}", label]
    return [f"{reference.target.value}-{label}"]
