"""`make run`: what it refuses, in one clear sentence, and what it serves, from an empty directory."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Answer(NamedTuple):
    headers: http.client.HTTPMessage
    text: str


def get(address: str, **headers: str) -> Answer:
    url = urlsplit(address)
    with closing(http.client.HTTPConnection(str(url.hostname), url.port, timeout=20)) as connection:
        connection.request("GET", f"{url.path}?{url.query}", headers=headers)
        response = connection.getresponse()
        return Answer(response.headers, response.read().decode(errors="replace"))


def start(data: Path, port: int | str, **environment: str) -> subprocess.Popen:
    names = {"PATH": os.environ["PATH"], "DATA_DIR": str(data), "PORT": str(port), **environment}
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=names,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def refused(data: Path, port: int | str, **environment: str) -> str:
    process = start(data, port, **environment)
    out, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in out
    return out


def test_a_port_in_use_gets_one_sentence(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} cannot be used" in refused(tmp_path, port)


@pytest.mark.parametrize("port", ["http", "0", "70000"])
def test_a_port_that_is_no_number_gets_one_sentence(tmp_path: Path, port: str):
    assert "expected a number from 1 to 65535" in refused(tmp_path, port)


def test_a_directory_that_cannot_be_made_gets_one_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("")
    out = refused(tmp_path / "file" / "data", free_port())
    assert "cannot be made" in out
    assert "Set DATA_DIR to another." in out


def test_a_database_that_cannot_be_reached_gets_one_sentence(tmp_path: Path):
    out = refused(tmp_path, free_port(), DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert "Check DATABASE_URL." in out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, str]]:
    """A site started from an empty directory: its address, the directory, and what starting it printed."""
    data, port = tmp_path_factory.mktemp("site"), free_port()
    process = start(data, port)
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "A staff account" in line:
            break
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            get(f"{address}/healthz")
            break
        except OSError:
            time.sleep(0.2)
    yield address, data, said
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


def test_an_empty_directory_ends_in_a_site_with_section_e2(site: tuple[str, Path, str]):
    address, _, said = site
    assert f"Serving on {address}" in said
    assert "createsuperuser" in said
    page = get(f"{address}/reports/internet/e-2/").text
    assert "Challenges posed by live streaming" in page
    found = get(f"{address}/paragraphs.csv?q=PhotoDNA").text
    assert len(re.findall(r"^reports/internet/e-2/", found, re.MULTILINE)) == 2


def test_static_files_are_compressed_and_cached_for_ever(site: tuple[str, Path, str]):
    address, *_ = site
    page = get(f"{address}/").text
    stylesheet = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert stylesheet
    response = get(address + stylesheet[1], **{"Accept-Encoding": "br"})
    assert response.headers["Content-Encoding"] == "br"
    assert "immutable" in response.headers["Cache-Control"]


def test_the_secret_key_is_made_once_for_its_owner_only(site: tuple[str, Path, str]):
    key = site[1] / "secret-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text()) >= 50


def test_starting_again_imports_nothing(site: tuple[str, Path, str]):
    _, data, _ = site
    process = start(data, free_port())
    with process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.send_signal(signal.SIGTERM)
    assert said.startswith("Serving on")
