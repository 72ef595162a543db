"""A process killed at any moment leaves all of what staff did or nothing, and never words to be found."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.own_database import Migrated

pytestmark = [pytest.mark.processes, pytest.mark.django_db]
ROOT = Path(__file__).resolve().parents[2]
DONE = ("shown", "originals", "active", "records")
Case = dict[str, Any]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory, django_db_setup: Migrated) -> list[Case]:
    """What a process tells of the children that it has killed: all of them in one database of its own."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": django_db_setup.copied(folder)}
    environment |= {"DJANGO_SETTINGS_MODULE": "inquiry.settings", "DEBUG": "yes"}  # nobody collected its static files
    command = [sys.executable, "-m", "tests.withholding.killed_redactions"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert told.returncode == 0, told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


def of(cases: list[Case], what: str, *, after_commit: bool) -> list[Case]:
    ends = ("update", "_bring_index_up")
    return [
        one for one in cases if one["what"] == what and one["where"] and one["where"][0].endswith(ends) == after_commit
    ]


def as_left(case: Case, when: str) -> list[Any]:
    return [case[when][name] for name in DONE]


@pytest.mark.parametrize(("what", "number"), [("withhold", 4), ("lift", 2)])
def test_killed_before_the_commit_nothing_has_changed(cases: list[Case], what: str, number: int):
    killed = of(cases, what, after_commit=False)
    assert len(killed) == number
    for case in killed:
        assert case["killed"], case
        assert as_left(case, "left") == as_left(case, "before"), case


@pytest.mark.parametrize(("what", "shown", "originals", "active"), [("withhold", False, 1, 1), ("lift", True, 0, 0)])
def test_killed_after_the_commit_everything_has(cases: list[Case], what: str, shown: bool, originals: int, active: int):
    (case,) = of(cases, what, after_commit=True)
    assert case["killed"]
    assert as_left(case, "left")[:3] == [shown, originals, active]
    assert case["left"]["records"] == case["before"]["records"] + 1


@pytest.mark.parametrize("what", ["withhold", "lift"])
def test_killed_at_any_moment_it_is_one_state_or_the_other(cases: list[Case], what: str):
    anywhere = [one for one in cases if one["what"] == what and not one["where"]]
    assert len(anywhere) == 3
    for case in anywhere:
        left = case["left"]
        assert (left["shown"], left["originals"], left["active"]) in [(True, 0, 0), (False, 1, 1)], case
        assert left["records"] - case["before"]["records"] == (left["shown"] != case["before"]["shown"]), case


def test_no_search_finds_what_is_not_shown_at_any_moment(cases: list[Case]):
    for case in cases:
        assert case["left"]["found"] <= case["left"]["shown"], case


def test_the_next_start_brings_the_index_up_to_the_database(cases: list[Case]):
    behind = [case for case in cases if case["left"]["found"] != case["left"]["shown"]]
    assert behind  # or nothing was left to be mended
    for case in cases:
        assert case["left"]["agrees"], case
        assert case["left"]["found_then"] == case["left"]["shown"], case


def test_killed_before_it_answers_the_next_reader_sees_what_staff_did(cases: list[Case]):
    (case,) = [one for one in cases if one["what"] == "withdraw"]
    assert case["killed"]
    assert (case["before"]["note"], case["left"]["note"]) == (True, False)
