"""Servers that a benchmark starts, and the time that whole answers take over HTTP, one after the other."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(data: Path, **more: str) -> dict[str, str]:
    """What a process of the site is told: nothing of whoever runs the benchmark."""
    ours = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "SEARCH_ENGINE", "DEBUG"}}
    return {**ours, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "inquiry.settings", **more}


def told(command: Sequence[str], environment: dict[str, str]) -> str:
    """The last line that a program of ours writes."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return (done.stdout.splitlines() or [""])[-1]


@contextmanager
def served(command: Sequence[str], port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers on the port, for as long as the block lasts."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def site(data: Path, workers: int = 2, **more: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The site as `serve` serves it: its port and process."""
    port = free_port()
    command = ["-m", "gunicorn", "inquiry.wsgi", f"--bind=127.0.0.1:{port}", f"--workers={workers}", "--threads=4"]
    with served([*command, "--preload", "--timeout=120"], port, environment(data, **more)) as process:
        yield port, process


@contextmanager
def datasette(file: Path, environment: dict[str, str]) -> Iterator[int]:
    """Datasette with its suggestions off, and no limit of time that would cut its work short."""
    port = free_port()
    settings = {"suggest_facets": "off", "sql_time_limit_ms": "60000", "facet_time_limit_ms": "60000"}
    command = ["-m", "datasette", "serve", str(file), f"--port={port}", f"--metadata={file.with_suffix('.json')}"]
    for name, value in settings.items():
        command += ["--setting", name, value]
    with served(command, port, environment):
        yield port


def fetched(port: int, path: str) -> tuple[float, bytes]:
    """Seconds until the whole of an answer is there, and the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    begun = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    spent = time.perf_counter() - begun
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{path} was answered with {response.status}")
    return spent, body


def children(parent: int) -> list[Path]:
    """The directory under /proc of each child of a process."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):  # it has ended meanwhile
            if f"\nPPid:\t{parent}\n" in status.read_text():
                found.append(status.parent)
    return found


def megabytes(parent: int) -> list[int]:
    """The most memory that each child of a process has used."""
    statuses = [(child / "status").read_text() for child in children(parent)]
    return [int(status.partition("VmHWM:")[2].split()[0]) // 1024 for status in statuses]


def processor_seconds(parent: int) -> float:
    """What the children of a process have used of the processors since they began."""
    nanoseconds = 0
    for child in children(parent):
        for thread in child.glob("task/*/schedstat"):
            with suppress(OSError):
                nanoseconds += int(thread.read_text().split()[0])
    return nanoseconds / 1e9


def rested(parent: int) -> None:
    """Waits until the children of a process have nothing more to do, or for five minutes."""
    for _ in range(300):
        before = processor_seconds(parent)
        time.sleep(1)
        if processor_seconds(parent) - before < 0.05:
            return
