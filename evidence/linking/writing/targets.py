"""Where a reference inside the report leads: "paragraph 4.89", "Section 3.2", "Part J, Chapter 3"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.linking.citing.crossrefs import CrossReference, TargetKind
from evidence.models import Paragraph, Report, Section
from evidence.models.slugs import slugified


@dataclass(frozen=True, slots=True)
class Target:
    """The paragraph or section meant, or why there is none."""

    paragraph: Paragraph | None = None
    section: Section | None = None
    reason: str = ""

    @property
    def found(self) -> bool:
        return self.paragraph is not None or self.section is not None


class Targets:
    """The paragraphs and sections of a report by what they are called."""

    def __init__(self, report: Report) -> None:
        self.paragraphs: dict[str, list[Paragraph]] = defaultdict(list)
        for paragraph in Paragraph.objects.filter(report=report, withdrawn_at=None).exclude(label="").defer("text"):
            self.paragraphs[paragraph.label].append(paragraph)
        self.sections: dict[str, list[Section]] = defaultdict(list)
        self.headings: dict[tuple[str, str], list[Section]] = defaultdict(list)  # (page's slug, number) → sub-headings
        self.pages: dict[int, str] = {}
        for section in Section.objects.filter(report=report, withdrawn_at=None).exclude(number=""):
            page, _, heading = section.slug.partition("/")
            number = slugified(section.number)
            if heading:
                self.headings[page, number].append(section)
            else:
                self.sections[number].append(section)
                self.pages[section.pk] = page

    def find(self, reference: CrossReference, page: int) -> Target:
        """The target of a reference made on a page; where its number recurs, that of the same page."""
        if reference.target is TargetKind.PARAGRAPH:
            return self._paragraph(reference, page)
        for found in self._called(reference, page):
            if len(found) == 1:
                return Target(section=found[0])
            if found:
                return Target(reason=f"{len(found)} sections are called {_name(reference)}")
        return Target(reason=f"no {_name(reference)} in this report")

    def _called(self, reference: CrossReference, page: int) -> Iterator[list[Section]]:
        """The sections that each reading of the reference finds: a sub-heading of the page comes first."""
        if reference.target is TargetKind.SECTION and not reference.part:
            yield self.headings.get((self.pages.get(page, ""), slugified(reference.label)), [])
        for name in _section_names(reference):
            yield self.sections.get(slugified(name), [])

    def _paragraph(self, reference: CrossReference, page: int) -> Target:
        found = self.paragraphs.get(reference.label, [])
        if reference.part or reference.chapter:
            pages = {section.pk for name in _chapter_names(reference) for section in self.sections[slugified(name)]}
            found = [paragraph for paragraph in found if paragraph.page_id in pages]
        elif here := [paragraph for paragraph in found if paragraph.page_id == page]:
            found = here
        if len(found) == 1:
            return Target(paragraph=found[0])
        if found:
            return Target(reason=f"{len(found)} paragraphs are numbered {_name(reference)}")
        return Target(reason=f"no {_name(reference)} in this report")


def _name(reference: CrossReference) -> str:
    """What is looked for, as a reader would say it."""
    place = "".join(f", {name}" for name in _chapter_names(reference)[:1] if reference.target is TargetKind.PARAGRAPH)
    if reference.target is TargetKind.CHAPTER and reference.part:
        return f"Part {reference.part}, Chapter {reference.label}"
    return f"{reference.target} {reference.label}{place}"


def _chapter_names(reference: CrossReference) -> list[str]:
    """What the chapter that a paragraph is said to be in is called."""
    chapter = f"Chapter {reference.chapter}" if reference.chapter else ""
    names = [f"Part {reference.part}, {chapter}"] if reference.part and chapter else []
    return [*names, *([chapter] if chapter else [f"Part {reference.part}"] if reference.part else [])]


def _section_names(reference: CrossReference) -> list[str]:
    label = reference.label
    if reference.target is TargetKind.CHAPTER:
        return [f"Part {reference.part}, Chapter {label}"] if reference.part else [f"Chapter {label}"]
    if reference.target is TargetKind.SECTION:
        return [label, f"Section {label}"]
    return [f"{reference.target.value} {label}", label]
