"""Search pages, paragraphs and files of 100,000 passages, side by side with Datasette on the same passages."""

from __future__ import annotations

import csv
import io
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from benchmarks import serving
from benchmarks.many_passages import FOLDERS, folders

WANTED = 100_000
ROUNDS = 4
PARAGRAPHS = 200
# common and rare words, phrases with common words, both and either and not, beginnings
QUERIES = (
    *("government", "intelligence", "evidence", "iraq", "police", "horizon", "press", "military"),
    *("sabotage", "typhoon", "zeal", "dossier", "helicopter", "apology"),
    *('"weapons of mass destruction"', '"the press"', '"prime minister"', '"terms of reference"', '"at the time"'),
    *("police AND press", "iraq NOT military", "horizon OR murdoch", "minister AND (letter OR minute)"),
    *("minist*", "invest*", "redact*"),
)
# the same, among what one of the facets leaves: for us and for Datasette
FILTERED = ("government", "evidence", '"prime minister"', "minist*")


def data_directory() -> Path:
    """Where what takes minutes to make is kept between runs."""
    return Path(os.environ.get("DATA_DIR") or serving.ROOT / "var").resolve() / "bench"


def run() -> None:
    """Prints the table."""
    if not folders():
        print(f"  skipped: no inquiry folders in {FOLDERS}; name a directory of some with BENCH_FOLDERS=…")
        return
    data, table = data_directory() / "sqlite", data_directory() / "passages.db"
    data.mkdir(parents=True, exist_ok=True)
    environment = serving.environment(data)
    print(f"  {serving.told(['-m', 'benchmarks.many_passages', str(WANTED)], environment)}, on SQLite with Whoosh")
    serving.told(["-m", "benchmarks.datasette_table", str(table)], environment)
    with serving.site(data) as (ours, process), serving.datasette(table, environment) as theirs:
        _warmed(ours, theirs)
        report = _a_report(ours)
        pages = _both(ours, theirs, _searches(report))
        rows = _single_rows(ours)
        first, again = _both(ours, theirs, rows, rounds=1), _both(ours, theirs, rows[:: len(rows) // 20])
        print("                            ours p50   p95    Datasette p50   p95    ratio p50   p95    goal")
        _told("search page, q", *pages, 0.8)
        _told("a paragraph, first asked", *first, 1.0)
        _told("a paragraph, asked again", *again, 1.0)
        _files(ours, theirs)
        print(f"  memory of a worker at most {max(serving.megabytes(process.pid))} MB; goal: less than 250")
    print("  Milliseconds by the clock for whole pages over HTTP, clients one after the other: ours with five facets,")
    print("  20 passages with their words marked; Datasette's with two facets and 20 rows, its suggestions off.")


def _warmed(ours: int, theirs: int) -> None:
    """Both have read what they keep in memory: ours reads aside, in every worker."""
    for _ in range(12):
        for query in QUERIES[:4]:
            serving.fetched(ours, f"/paragraphs/?q={quote(query)}")
            serving.fetched(theirs, f"/passages/paragraphs?_search={quote(query)}&_searchmode=raw")
        time.sleep(0.5)


def _a_report(ours: int) -> str:
    _, body = serving.fetched(ours, "/paragraphs.json?q=iraq")
    return str(json.loads(body)[0]["report"])


Addresses = Sequence[tuple[str, str]]


def _searches(report: str) -> Addresses:
    plain = [(quote(query), "", "") for query in QUERIES]
    filtered = [(quote(query), f"&report={report}", f"&report={report}") for query in FILTERED]
    return [
        (f"/paragraphs/?q={query}{ours}", f"/passages/paragraphs?_search={query}&_searchmode=raw{theirs}")
        for query, ours, theirs in (*plain, *filtered)
    ]


def _single_rows(ours: int) -> Addresses:
    """Two hundred paragraphs, none twice: a page that was made is kept for the next reader."""
    _, body = serving.fetched(ours, "/paragraphs.json?q=government")
    every = json.loads(body)
    found = every[:: max(1, len(every) // PARAGRAPHS)][:PARAGRAPHS]
    return [(f"/{row['id']}/", f"/passages/paragraphs/{number}") for number, row in enumerate(found, 5000)]


def _both(ours: int, theirs: int, addresses: Addresses, rounds: int = ROUNDS) -> tuple[list[float], list[float]]:
    """Milliseconds of each, asked in turn, so that whatever else the machine does falls on both."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for mine, other in addresses:
            spent[0].append(serving.fetched(ours, mine)[0] * 1000)
            spent[1].append(serving.fetched(theirs, other)[0] * 1000)
    return spent


def quantiles(spent: list[float]) -> tuple[float, float]:
    """The median, and what 95 of 100 are below."""
    return statistics.median(spent), sorted(spent)[int(len(spent) * 0.95)]


def _told(what: str, ours: list[float], theirs: list[float], goal: float) -> None:
    (our50, our95), (their50, their95) = quantiles(ours), quantiles(theirs)
    print(
        f"  {what:<24}  {our50:8.1f} {our95:6.1f}   {their50:12.1f} {their95:6.1f}   {our50 / their50:9.2f} "
        f"{our95 / their95:6.2f}   ≤ {goal}"
    )


def _files(ours: int, theirs: int) -> None:
    """Rows a second, the best of three; Datasette streams CSV, and gives JSON a thousand rows at a time."""
    print("                            ours rows/s   Datasette rows/s   ratio    goal")
    csv_rows = (
        _best(lambda: _csv(ours, "/paragraphs.csv")),
        _best(lambda: _csv(theirs, "/passages/paragraphs.csv?_stream=1&_size=max")),
    )
    json_rows = _best(lambda: _json(ours)), _best(lambda: _their_json(theirs))
    for what, (mine, other) in (("CSV of all", csv_rows), ("JSON of all", json_rows)):
        print(f"  {what:<24}  {mine:11,.0f}   {other:16,.0f}   {mine / other:5.2f}    ≥ 1.5")


def _best(measured: Callable[[], float]) -> float:
    return max(measured() for _ in range(3))


def _csv(port: int, path: str) -> float:
    spent, body = serving.fetched(port, path)
    return (sum(1 for _ in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))) - 1) / spent


def _json(port: int) -> float:
    spent, body = serving.fetched(port, "/paragraphs.json")
    return len(json.loads(body)) / spent


def _their_json(port: int) -> float:
    spent, rows, path = 0.0, 0, "/passages/paragraphs.json?_shape=objects&_size=max&_nofacet=1&_nocount=1"
    following: str | None = ""
    while following is not None and rows < WANTED // 4:  # the pace stays the same
        seconds, body = serving.fetched(port, f"{path}&_next={following}" if following else path)
        page = json.loads(body)
        spent, rows, following = spent + seconds, rows + len(page["rows"]), page["next"]
    return rows / spent
