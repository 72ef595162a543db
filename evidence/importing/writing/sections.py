"""The tree of a report → sections. A page keeps its address: its number's, or that of its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from evidence.importing.outline import Node, outline
from evidence.importing.records import PageRecord
from evidence.importing.writing.summary import Summary
from evidence.models import Report, Section
from evidence.models.batches import Batch


class SectionWriter:
    """Writes the tree; afterwards ``page_of`` and ``section_of`` say where a paragraph belongs."""

    def __init__(self, report: Report, summary: Summary) -> None:
        self.report = report
        self.summary = summary
        self.batch: Batch[Section] = Batch(Section, summary.tally("sections"))
        self.held = {section.slug: section for section in Section.objects.filter(report=report)}
        self.page_of: dict[int, Section] = {}
        self._headings: dict[tuple[int, int], Section] = {}

    def section_of(self, page: int, heading: int) -> Section:
        """The sub-heading's section, or the page's own before the first sub-heading."""
        return self._headings.get((page, heading), self.page_of[page])

    def write(self, pages: Sequence[PageRecord]) -> None:
        roots = outline(pages)
        slugs = self._kept_slugs(roots, pages)
        levels: dict[int, list[tuple[Node, Node | None]]] = defaultdict(list)
        positions: dict[int, tuple[int, int]] = {}
        position = 0
        for root in roots:
            for node, depth, parent in root.walk():
                positions[id(node)] = (position, position + sum(1 for _ in node.walk()) - 1)
                levels[depth].append((node, parent))
                position += 1
        written: dict[int, Section] = {}
        for depth in sorted(levels):  # parents first: a child needs its parent's key
            for node, parent in levels[depth]:
                written[id(node)] = self._put(node, written.get(id(parent)), slugs, positions[id(node)], depth, pages)
            self.batch.save()

    def _put(
        self,
        node: Node,
        parent: Section | None,
        slugs: dict[str, str],
        positions: tuple[int, int],
        depth: int,
        pages: Sequence[PageRecord],
    ) -> Section:
        page, _, anchor = node.slug.partition("/")
        slug = "/".join((slugs.get(page, page), anchor)) if anchor else slugs.get(page, page)
        is_page = node.page is not None and node.heading < 0
        section = self.batch.put(
            self.held.pop(slug, None),
            report=self.report,
            parent=parent,
            number=node.number[:100],
            title=node.title[:1000],
            slug=slug,
            is_page=is_page,
            position=positions[0],
            last_position=positions[1],
            depth=depth,
            file=pages[node.page].file if node.page is not None else "",
            withdrawn_at=None,
        )
        if node.page is not None:
            if is_page:
                self.page_of[node.page] = section
            else:
                self._headings[node.page, node.heading] = section
        return section

    def _kept_slugs(self, roots: list[Node], pages: Sequence[PageRecord]) -> dict[str, str]:
        """New slug → the one to keep, for pages whose number or title was corrected but whose file is the same."""
        nodes = [node for root in roots for node, _, _ in root.walk() if node.page is not None and node.heading < 0]
        new = {node.slug for node in nodes}
        by_file = {
            section.file: section.slug for section in self.held.values() if section.is_page and section.slug not in new
        }
        kept = {}
        for node in nodes:
            file = pages[node.page].file if node.page is not None else ""
            if node.slug not in self.held and file in by_file:
                kept[node.slug] = by_file.pop(file)
        return kept

    def left_over(self) -> list[Section]:
        """Stored sections that the pages no longer have."""
        return list(self.held.values())
