"""How fast hundreds of hearing days become testimony that can be searched, in how much memory, and how a day is served.

The days are those of an inquiry folder with speech-by-speech transcripts, the Post Office's beside the project or the
one that BENCH_TESTIMONY names, under other dates and cut to BENCH_WORDS words. Of every five days one is set as pages
of numbered lines, in text, and one as a condensed PDF. BENCH_DAYS says how many (230).
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import tempfile
import textwrap
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.importing import GOALS, ROOT, STAGES, measured

FOLDER = Path(os.environ.get("BENCH_TESTIMONY", ROOT.parent / "shared" / "corpora" / "post-office"))
DAYS = int(os.environ.get("BENCH_DAYS", "230"))
WORDS = int(os.environ.get("BENCH_WORDS", "13000"))
MOST_SECONDS = 15 * 60
LINES, WIDTH = 25, 44  # of a transcript's page
TOML = """title = "Days of evidence"
slug = "days-of-evidence"

[[report]]
title = "Days of evidence: Report"
slug = "days-of-evidence-report"
pages = "report/"
"""


def run() -> None:
    """Prints the table."""
    days = sorted((FOLDER / "hearings").glob("*.txt"))
    if not days:
        print(f"  skipped: no hearings in {FOLDER}; name an inquiry folder with BENCH_TESTIMONY=…")
        return
    columns = ("database", "days", "words", "speeches", *STAGES, "all", "goal", "peak MB", "day ms", "search ms")
    print("  ".join([columns[0].ljust(16), *(name.rjust(max(8, len(name))) for name in columns[1:])]))
    with tempfile.TemporaryDirectory(prefix="bench-days-") as made:
        folder, words = _folder(Path(made), days)
        for database in GOALS:
            with tempfile.TemporaryDirectory(prefix="bench-") as directory:
                told = measured(folder, Path(directory), database)
            cells = [str(DAYS), f"{words:,}", f"{told['speeches']:,}", *(f"{told[stage]:.1f} s" for stage in STAGES)]
            cells += [f"{sum(told[stage] for stage in STAGES):.0f} s", f"< {MOST_SECONDS} s", str(told["megabytes"])]
            cells += [f"{told['day']:.0f}", f"{told['search']:.0f}"]
            aligned = [cell.rjust(max(8, len(name))) for cell, name in zip(cells, columns[1:], strict=True)]
            print("  ".join([database.ljust(16), *aligned]))
    print("  A day is the page of the longest one; a search is “horizon” in all of the testimony, with facets.")


def _folder(folder: Path, days: list[Path]) -> tuple[Path, int]:
    """An inquiry with as many days as are asked for; how many words were said."""
    for name in ("report", "hearings"):
        (folder / name).mkdir()
    (folder / "inquiry.toml").write_text(TOML)
    (folder / "report" / "001-a.txt").write_text("A.1: Evidence\n\n1. Days of evidence were heard.\n")
    maker, words = _maker(), 0
    for number in range(DAYS):
        day = date(2020, 1, 1) + timedelta(days=number)
        speeches = _speeches(days[number % len(days)])
        words += sum(len(text.split()) for text in speeches)
        path = folder / "hearings" / day.isoformat()
        match number % 5:
            case 3:
                path.with_suffix(".txt").write_text(_printed(speeches, day), encoding="utf-8")
            case 4:
                pages = maker.read_pages(_printed(speeches, day))
                path.with_suffix(".pdf").write_bytes(maker.make_pdf(pages, maker.LAYOUTS[4], "Days of evidence"))
            case _:
                head = [f"Hearing: {day:%d %B %Y}", f"Date: {day.isoformat()}"]
                path.with_suffix(".txt").write_text("\n\n".join([*head, *speeches]), encoding="utf-8")
    return folder, words


def _speeches(day: Path) -> list[str]:
    """The blocks of a day, as far as the words allow; without its heading."""
    kept, words = [], 0
    for block in day.read_text(encoding="utf-8").split("\n\n")[2:]:
        words += len(block.split())
        if words > WORDS:
            break
        kept.append(block)
    return kept


def _printed(speeches: list[str], day: date) -> str:
    """The same as pages of numbered lines, with labels in capitals."""
    rows = [f"{' ' * 20}{day:%A}, {day.day} {day:%B %Y}", "(10.00 am)"]
    for block in speeches:
        if not (label := re.match(r"([A-Z][\w .'-]{2,40}): (?=\S)", block)):
            continue
        words = " ".join(block[label.end() :].split()).encode("cp1252", "ignore").decode("cp1252")
        first, *others = textwrap.wrap(f"{label[1].upper()}: {words}", WIDTH)
        rows += [f"    {first}", *others]
    pages = [rows[start : start + LINES] for start in range(0, len(rows), LINES)]
    return "\f".join(
        "\n".join([*(f"{line:>2}  {text}" for line, text in enumerate(page, 1)), f"{number:>24}", ""])
        for number, page in enumerate(pages, 1)
    )


def _maker() -> Any:
    """The script that makes condensed PDFs."""
    spec = importlib.util.spec_from_file_location("make_condensed_pdf", ROOT / "fixtures" / "make_condensed_pdf.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = maker
    spec.loader.exec_module(maker)
    return maker
