"""How fast an inquiry folder becomes a site, and in how much memory: at half and at full size, on both databases.

The folder is that of the Iraq Inquiry beside the project, or the one that BENCH_FOLDER names. Each import runs in a
process of its own, into a database of its own, as `import_inquiry` does it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("BENCH_FOLDER", ROOT.parent / "shared" / "corpora" / "iraq"))
STAGES = ("reading", "writing", "linking", "indexing")
GOALS = {"SQLite + Whoosh": 500, "PostgreSQL": 1500}  # paragraphs a second
MOST_MEGABYTES = 400


def run() -> None:
    """Prints the table."""
    if not FOLDER.is_dir():
        print(f"  skipped: no inquiry folder at {FOLDER}; name one with BENCH_FOLDER=…")
        return
    columns = ("database", "pages", "paragraphs", *STAGES, "all", "paragraphs/s", "goal", "peak MB")
    print("  ".join([columns[0].ljust(16), *(name.rjust(max(8, len(name))) for name in columns[1:])]))
    for database, goal in GOALS.items():
        for share in (0.5, 1.0):
            with tempfile.TemporaryDirectory(prefix="bench-") as directory:
                told = measured(_part(Path(directory) / "inquiry", share), Path(directory), database)
            seconds = sum(told[stage] for stage in STAGES)
            cells = [str(told["pages"]), str(told["paragraphs"])]
            cells += [f"{told[stage]:.1f} s" for stage in STAGES]
            cells += [f"{seconds:.1f} s", f"{told['paragraphs'] / seconds:,.0f}", f"≥ {goal:,}", str(told["megabytes"])]
            aligned = [cell.rjust(max(8, len(name))) for cell, name in zip(cells, columns[1:], strict=True)]
            print("  ".join([database.ljust(16), *aligned]))
    print(f"  Seconds by the clock. The goal for memory is less than {MOST_MEGABYTES} MB.")


def measured(folder: Path, directory: Path, database: str) -> dict[str, float]:
    """What one import took, in a process of its own: peak memory is that of a process."""
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "SEARCH_ENGINE"}}
    environment |= {"DATA_DIR": str(directory / "data"), "DJANGO_SETTINGS_MODULE": "inquiry.settings"}
    command = [sys.executable, "-m", "benchmarks.one_import", str(folder)]
    if database == "PostgreSQL":
        command.append("--postgres")
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"the import failed:\n{done.stderr}")
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _part(copy: Path, share: float) -> Path:
    """The folder with the first pages only, as many as hold this share of its words."""
    shutil.copytree(FOLDER, copy)
    pages = sorted(path for path in (copy / "report").iterdir() if path.suffix in {".txt", ".html"})
    wanted = share * sum(path.stat().st_size for path in pages)
    kept = 0
    for path in pages:
        if kept >= wanted:
            path.unlink()
        else:
            kept += path.stat().st_size
    return copy
