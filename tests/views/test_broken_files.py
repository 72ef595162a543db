"""A file that breaks off, as whoever fetches it from the real server sees it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "tests.views.breaking_file", f"--bind=127.0.0.1:{free}", "--threads=2"]
    environment = {**os.environ, "DATA_DIR": str(tmp_path_factory.mktemp("data"))}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", free)) == 0:
                    break
            time.sleep(0.05)
        yield free
        server.terminate()


def fetched(port: int, path: str, **headers: str) -> bytes:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path, headers=headers)
        with connection.getresponse() as response:  # closed by itself: one that broke off keeps its socket
            assert response.status == 200
            return response.read()


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_file_whose_row_fails_is_not_a_whole_answer(port, encoding):
    with pytest.raises(http.client.IncompleteRead):
        fetched(port, "/10.csv", **{"Accept-Encoding": encoding})


def test_a_file_that_does_not_fail_is_one(port):
    assert fetched(port, "/20.csv").count(b"\r\n") == 21
