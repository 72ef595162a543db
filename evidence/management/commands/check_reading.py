"""`manage.py check_reading DIR`: what is stored of an inquiry, held against the ground truth in its folder."""

import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from evidence.importing.coverage import (
    MUST_AGREE,
    ExpectationError,
    FoundPage,
    FoundParagraph,
    Measure,
    PageCoverage,
    compared,
    totals,
)
from evidence.importing.folder import FolderRefusedError, read_folder
from evidence.importing.records import BlockKind
from evidence.models import Footnote, FootnoteMarker, Inquiry, Paragraph, Quotation, Section

SHOWN_DIFFERENCES = 20
FILE_WIDTH = 32
HEADINGS = {
    "labels": "labels",
    "markers": "markers",
    "markers by stored label": "by label",
    "notes": "notes",
    "headings": "headings",
    "block quotations": "quotations",
    "quoted blocks": "blocks",
    "list items": "list items",
}
LEGEND = (
    "One number: expected and found alike. Three: expected/found/equal. markers: with the last label before them; "
    "by label: with the label of the paragraph they are stored in; blocks: of the displayed quotations."
)


class Command(BaseCommand):
    help = (
        "Compares what is stored of an imported inquiry with expected.json in its folder: labels, markers, notes, "
        "headings, block quotations and list items, page by page. Status 1 if labels, markers or notes differ."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--json", action="store_true", help="give the comparison as JSON, every difference in it")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        expected = _expected(folder)
        inquiry, is_current = _imported(folder)
        found = stored_pages(inquiry)
        try:
            pages = compared(expected, found)
        except ExpectationError as error:
            raise CommandError(f"{folder / 'expected.json'}: {error}") from error
        unmeasured = sorted(found.keys() - {page.file for page in pages})
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(inquiry, pages, unmeasured)))
        else:
            if not is_current:
                self.stdout.write("The folder, or a rule, has changed since it was imported: import it again first.")
            self._print(pages, unmeasured)
        if not all(page.is_faithful for page in pages):
            raise CommandError("Labels, markers or notes are not those of expected.json.")

    def _print(self, pages: Sequence[PageCoverage], unmeasured: Sequence[str]) -> None:
        rows = [["page", *HEADINGS.values()]]
        rows += [[_short(page.file), *_cells(page.measures)] for page in pages]
        rows.append(["all pages", *_cells(totals(pages))])
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for first, *cells in rows:
            aligned = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
            self.stdout.write("  ".join([first.ljust(widths[0]), *aligned]).rstrip())
        self.stdout.write(LEGEND)
        differences = [
            f"{page.file}: {name}: {sentence}"
            for name in sorted(HEADINGS, key=lambda name: name not in MUST_AGREE)  # what matters most comes first
            for page in pages
            if name in page.measures
            for sentence in page.measures[name].differences
        ]
        for sentence in differences[:SHOWN_DIFFERENCES]:
            self.stdout.write(sentence)
        if len(differences) > SHOWN_DIFFERENCES:
            self.stdout.write(f"… and {len(differences) - SHOWN_DIFFERENCES} more: see --json.")
        if unmeasured:
            self.stdout.write(f"Not in expected.json, so not compared: {', '.join(unmeasured)}")


def _expected(folder: Path) -> dict[str, Any]:
    path = folder / "expected.json"
    try:
        expected = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}; expected the ground truth of this folder") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: byte {error.start} is not UTF-8; save the file in that encoding") from error
    except ValueError as error:
        raise CommandError(f"{path}: not JSON: {error}") from error
    if not isinstance(expected, dict):
        raise CommandError(f"{path}: a {type(expected).__name__}; expected an object with a list “pages”")
    return expected


def _imported(folder: Path) -> tuple[Inquiry, bool]:
    """The folder's inquiry, and whether what is stored is the folder as it is now."""
    try:
        read = read_folder(folder)
    except FolderRefusedError as refusal:
        raise CommandError(str(refusal)) from refusal
    inquiry = Inquiry.objects.filter(slug=read.slug).first()
    if inquiry is None:
        raise CommandError(f"{read.slug} is not imported: run “python manage.py import_inquiry {folder}” first.")
    return inquiry, inquiry.digest == read.digest


def stored_pages(inquiry: Inquiry) -> dict[str, FoundPage]:
    """Everything that is compared, by the page's file, in a handful of queries."""
    markers: dict[int, list[str]] = defaultdict(list)
    called = FootnoteMarker.objects.filter(paragraph__report__inquiry=inquiry).order_by("paragraph", "position")
    for key, label in called.values_list("paragraph_id", "label"):
        markers[key].append(label)
    quotations: dict[int, list[tuple[int, int]]] = defaultdict(list)
    displayed = Quotation.objects.filter(paragraph__report__inquiry=inquiry, display=Quotation.Display.BLOCK)
    for key, start, end in displayed.values_list("paragraph_id", "start", "end"):
        quotations[key].append((start, end))
    paragraphs: dict[int, list[Paragraph]] = defaultdict(list)
    for row in Paragraph.objects.published().filter(report__inquiry=inquiry).in_reading_order():
        paragraphs[row.page_id].append(row)
    notes: dict[int, list[tuple[str, str]]] = defaultdict(list)
    carried = Footnote.objects.filter(report__inquiry=inquiry, text_missing=False).order_by("report", "position")
    for key, label, text in carried.values_list("page_id", "label", "text"):
        notes[key].append((label, text))
    headings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    sections = Section.objects.filter(report__inquiry=inquiry, withdrawn_at=None).order_by("report", "position")
    for file, number, title in sections.filter(is_page=False).exclude(file="").values_list("file", "number", "title"):
        headings[file].append((number, title))
    found = {}
    for key, file in sections.filter(is_page=True).values_list("pk", "file"):
        rows = paragraphs[key]
        found[file] = FoundPage(
            file,
            tuple(FoundParagraph(row.label, tuple(markers[row.pk])) for row in rows),
            tuple(notes[key]),
            tuple(headings[file]),
            sum(len(quotations[row.pk]) for row in rows),
            *_blocks(file, rows, quotations),
        )
    return found


def _blocks(
    file: str, rows: Sequence[Paragraph], quotations: Mapping[int, Sequence[tuple[int, int]]]
) -> tuple[int | None, int]:
    """Blocks inside displayed quotations, and list items. Of HTML the ground truth counts elements: each item of a
    list, wherever it stands; of text, what is quoted belongs to the quotation and is no list of the report's."""
    quoted = [kind for row in rows for kind in _quoted(row, quotations[row.pk])]
    items = sum(block[0] == BlockKind.LIST_ITEM for row in rows for block in row.blocks)
    if not file.lower().endswith(".txt"):
        return None, items
    return len(quoted), items - sum(kind == BlockKind.LIST_ITEM for kind in quoted)


def _quoted(row: Paragraph, quotations: Sequence[tuple[int, int]]) -> list[str]:
    """The kinds of the paragraph's blocks that stand inside a displayed quotation."""
    return [
        kind for kind, start, end, _ in row.blocks if any(first <= start and end <= last for first, last in quotations)
    ]


def _short(file: str) -> str:
    name = file.rpartition("/")[2]
    return name if len(name) <= FILE_WIDTH else name[: FILE_WIDTH - 1] + "…"


def _cells(measures: dict[str, Measure]) -> list[str]:
    cells = []
    for name in HEADINGS:
        one = measures.get(name)
        if one is None:
            cells.append("–")
        elif one.agrees:
            cells.append(str(one.expected))
        else:
            cells.append(f"{one.expected}/{one.found}/{one.equal}")
    return cells


def _as_json(inquiry: Inquiry, pages: Sequence[PageCoverage], unmeasured: Sequence[str]) -> dict[str, Any]:
    return {
        "inquiry": inquiry.slug,
        "faithful": all(page.is_faithful for page in pages),
        "totals": {name: asdict(measure) for name, measure in totals(pages).items()},
        "pages": [asdict(page) | {"faithful": page.is_faithful} for page in pages],
        "not_compared": list(unmeasured),
    }
