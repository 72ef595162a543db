"""Search pages of 600,000 passages on PostgreSQL, by the clock and by what they use of the processors."""

from __future__ import annotations

import os
from urllib.parse import quote

from benchmarks import serving
from benchmarks.many_passages import FOLDERS, folders
from benchmarks.reading import QUERIES, ROUNDS, data_directory, quantiles

WANTED = 600_000
GOAL = 200

Page = tuple[float, float, float]  # milliseconds: by the clock, of a processor for the site, and for PostgreSQL


def run() -> None:
    """Prints the table."""
    if not folders():
        print(f"  skipped: no inquiry folders in {FOLDERS}; name a directory of some with BENCH_FOLDERS=…")
        return
    data = data_directory() / "postgresql"
    data.mkdir(parents=True, exist_ok=True)
    os.environ["DATA_DIR"] = str(data)
    from benchmarks import kept_postgres  # for as long as this process lasts

    site = {"DATABASE_URL": kept_postgres.ADDRESS, "READER_SECONDS": "0"}
    environment = serving.environment(data, **site)
    print(f"  {serving.told(['-m', 'benchmarks.many_passages', str(WANTED)], environment)}, on PostgreSQL")
    with serving.site(data, workers=1, **site) as (port, process):
        serving.fetched(port, f"/paragraphs/?q={QUERIES[-1]}")
        serving.rested(process.pid)  # what facets count is read aside
        serving.fetched(port, f"/paragraphs/?q={QUERIES[-1]}")
        rounds = [
            [_page(port, query, process.pid, kept_postgres.process()) for query in QUERIES] for _ in range(1 + ROUNDS)
        ]
        _told(rounds)
        print(f"  memory of a worker at most {max(serving.megabytes(process.pid))} MB")
    print(
        "  Milliseconds for whole pages over HTTP, one after the other: nine facets, 20 passages, their words marked."
    )


def _page(port: int, query: str, site: int, database: int) -> Page:
    before = serving.processor_seconds(site), serving.processor_seconds(database)
    seconds, _ = serving.fetched(port, f"/paragraphs/?q={quote(query)}")
    after = serving.processor_seconds(site), serving.processor_seconds(database)
    return seconds * 1000, (after[0] - before[0]) * 1000, (after[1] - before[1]) * 1000


def _told(rounds: list[list[Page]]) -> None:
    """The first round is told apart: the server has only just started, and reads from disk what it then keeps."""
    first, *rest = rounds
    print("  search page, q                      by the clock    of a processor: site   PostgreSQL    both")
    for query, pages in zip(QUERIES, zip(*rest, strict=True), strict=True):
        clock, site, database = (quantiles(list(spent))[0] for spent in zip(*pages, strict=True))
        print(f"  {query:<36}{clock:12.0f}{site:24.0f}{database:13.0f}{site + database:8.0f}")
    pages = [page for row in rest for page in row]
    for what, spent, goal in (
        ("by the clock", [clock for clock, _, _ in pages], f"   goal: p95 below {GOAL}"),
        ("of a processor", [site + database for _, site, database in pages], ""),
        ("by the clock, first asked", [clock for clock, _, _ in first], ""),
    ):
        half, most = quantiles(spent)
        print(f"  {what:<36}p50 {half:8.0f}   p95 {most:8.0f}{goal}")
