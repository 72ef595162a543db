"""Search pages of 600,000 passages on PostgreSQL."""

from __future__ import annotations

import time
from urllib.parse import quote

from benchmarks import serving
from benchmarks.many_passages import FOLDERS, folders
from benchmarks.reading import QUERIES, ROUNDS, data_directory, quantiles

WANTED = 600_000
GOAL = 200


def run() -> None:
    """Prints the table."""
    if not folders():
        print(f"  skipped: no inquiry folders in {FOLDERS}; name a directory of some with BENCH_FOLDERS=…")
        return
    import os

    data = data_directory() / "postgresql"
    data.mkdir(parents=True, exist_ok=True)
    os.environ["DATA_DIR"] = str(data)
    from benchmarks import kept_postgres  # for as long as this process lasts

    address = kept_postgres.ADDRESS
    environment = serving.environment(data, DATABASE_URL=address)
    print(f"  {serving.told(['-m', 'benchmarks.many_passages', str(WANTED)], environment)}, on PostgreSQL")
    with serving.site(data, workers=1, DATABASE_URL=address) as (port, process):
        for _ in range(20):  # what is held in memory is read aside
            serving.fetched(port, f"/paragraphs/?q={quote(QUERIES[9])}")
            time.sleep(1)
        spent = [
            serving.fetched(port, f"/paragraphs/?q={quote(query)}")[0] * 1000
            for _ in range(ROUNDS)
            for query in QUERIES
        ]
        half, most = quantiles(spent)
        print(f"  search page, q: p50 {half:.0f} ms, p95 {most:.0f} ms; goal: p95 below {GOAL} ms")
        print(f"  memory of a worker at most {max(serving.megabytes(process.pid))} MB")
